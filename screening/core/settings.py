"""What the program is set to on this computer, readable before any vault is open: nothing personal, no case."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias, get_args

from msgspec import Meta, Struct


class Theme(StrEnum):
    """Colours of the program."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


TextPercent: TypeAlias = Literal[100, 125, 150, 175, 200]
TEXT_PERCENTS: tuple[TextPercent, ...] = get_args(TextPercent)
"""Sizes of all texts, in per cent of the usual one (WCAG 2.2, 1.4.4: up to 200)."""


MOST_LETTERS, MOST_NUMBERS = 40, 8


class EmergencyNumber(Struct, frozen=True):
    """A number to call when life is in danger; without a label, the general one."""

    number: Annotated[str, Meta(min_length=1, max_length=MOST_LETTERS, pattern=r"^[^\x00-\x1f]*$")]
    label: Annotated[str, Meta(max_length=MOST_LETTERS, pattern=r"^[^\x00-\x1f]*$")] = ""


def emergency_number(number: str, label: str) -> EmergencyNumber | None:
    """An entry as somebody typed it; None where there is nothing to dial."""
    typed, named = (" ".join(text.split()) for text in (number, label))
    if not any(character.isdecimal() for character in typed):
        return None
    return EmergencyNumber(typed[:MOST_LETTERS], named[:MOST_LETTERS])


class ProgramSettings(Struct, frozen=True):
    """Settings of this computer. `officer_language`: a tag, or "" to follow the system."""

    officer_language: Annotated[str, Meta(max_length=16)] = ""
    theme: Theme = Theme.SYSTEM
    text_percent: TextPercent = 100
    emergency_numbers: Annotated[tuple[EmergencyNumber, ...], Meta(min_length=1, max_length=MOST_NUMBERS)] = (
        EmergencyNumber("112"),
    )
