"""The looks in which every screen is checked and pictured: language, colours, sizes of texts and window."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from screening.core.settings import ProgramSettings, TextPercent, Theme

Size = tuple[int, int]
SMALLEST: Size = (1024, 600)
SMALL: Size = (1024, 768)
LARGE: Size = (1920, 1080)


@dataclass(frozen=True)
class Variant:
    """`officer`: the tag of the officer's language; `size`: width and height of the window in pixels."""

    officer: str
    theme: Theme
    percent: TextPercent
    size: Size

    @property
    def name(self) -> str:
        """Fit for a folder: "ar-dark-200-1024x768"."""
        return f"{self.officer}-{self.theme.value}-{self.percent}-{self.size[0]}x{self.size[1]}"

    @property
    def settings(self) -> ProgramSettings:
        """What the officer would set for it."""
        return ProgramSettings(self.officer, self.theme, self.percent)


_BOTH: tuple[TextPercent, ...] = (100, 200)

PICTURED = tuple(
    Variant(*each) for each in product(("en", "ar"), (Theme.LIGHT, Theme.DARK), _BOTH, (SMALL, LARGE))
)
_WORST: tuple[tuple[TextPercent, Size], ...] = ((100, SMALLEST), (200, SMALL))
EVERYDAY = (Variant("en", Theme.LIGHT, *_WORST[0]), Variant("ar", Theme.LIGHT, *_WORST[1]))
"""Those in which most goes wrong first."""
_ALL = (
    *PICTURED,
    *(Variant(tag, Theme.LIGHT, *rest) for tag in ("en", "ar", "es", "fr") for rest in _WORST),
    *(Variant("en", Theme.HIGH_CONTRAST, *rest) for rest in _WORST),
)
CHECKED = tuple(dict.fromkeys(each for each in _ALL if each not in EVERYDAY))
"""All others."""
