"""Colours and sizes of the interface, in one place.

Every text pair has a contrast of 4.5:1 or better, in high contrast of 7:1 (WCAG 2.2, 1.4.3 and 1.4.6).
"""

from __future__ import annotations

from dataclasses import dataclass

from screening.core.settings import TextPercent, Theme


@dataclass(frozen=True)
class Tokens:
    """Colours as #rrggbb. Red (`danger`) is for danger to life and for nothing else.

    `line_px` and `ring_px`: how strong the lines are, and the ring around what has the keyboard.
    """

    ground: str
    card: str
    line: str
    text: str
    quiet: str
    accent: str
    accent_text: str
    soft: str
    soft_text: str
    caution: str
    caution_ground: str
    danger: str
    danger_text: str
    focus: str
    line_px: int = 1
    ring_px: int = 3


LIGHT = Tokens(
    ground="#f3f4f1",
    card="#ffffff",
    line="#cdd2cb",
    text="#1d2621",
    quiet="#4c5851",
    accent="#1f5f57",
    accent_text="#ffffff",
    soft="#e3ece8",
    soft_text="#17443e",
    caution="#6a4a00",
    caution_ground="#fbf1d8",
    danger="#a51d1d",
    danger_text="#ffffff",
    focus="#2f6fd0",
)

DARK = Tokens(
    ground="#161b19",
    card="#202724",
    line="#45504a",
    text="#eef2ef",
    quiet="#b4beb8",
    accent="#7fcabd",
    accent_text="#0e2421",
    soft="#2a3a36",
    soft_text="#cfe9e3",
    caution="#f0d28a",
    caution_ground="#3a311b",
    danger="#f08a8a",
    danger_text="#2a0808",
    focus="#8ab8ff",
)

HIGH_CONTRAST = Tokens(
    ground="#ffffff",
    card="#ffffff",
    line="#000000",
    text="#000000",
    quiet="#1f1f1f",
    accent="#00285c",
    accent_text="#ffffff",
    soft="#dbe8ff",
    soft_text="#000000",
    caution="#3d2600",
    caution_ground="#fff0b3",
    danger="#7d0000",
    danger_text="#ffffff",
    focus="#b8006e",
    line_px=2,
    ring_px=4,
)
"""Black on white, which is read in the sun too; the ring has a colour that nothing else has."""


def tokens_for(theme: Theme, *, dark: bool) -> Tokens:
    """The colours of a theme; `dark`: what the system asks for, where the theme follows it."""
    match theme:
        case Theme.HIGH_CONTRAST:
            return HIGH_CONTRAST
        case Theme.LIGHT:
            return LIGHT
        case Theme.DARK:
            return DARK
        case Theme.SYSTEM:
            return DARK if dark else LIGHT


@dataclass(frozen=True)
class Sizes:
    """Every size that is a text's, or holds one, goes through `px`."""

    percent: TextPercent = 100

    def px(self, size: int) -> int:
        """A size at 100 % in pixels, as large as it is wanted."""
        return round(size * self.percent / 100)


TEXT_PX = 15
HEADING_PX = 20
NUMBER_PX = 44
"""A number to call, seen from across a room."""
DIGIT_PX = 26
"""A digit to press, and what the person types."""
PERSON_PX = 25
"""The person's text; scripts that need it are set larger than any size asked for (`languages.line_room`)."""
GRID = 8
TARGET_PX = 48
RADIUS_PX = 8


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours after WCAG 2.2, from 1 to 21."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
