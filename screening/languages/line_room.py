"""How much room the lines of a script need, in em.

Measured on the vendored fonts, regular and bold, on sample texts and all letters of the languages: no ink reaches
further than `above` and `below` the line the letters stand on, nor than `side` beyond its ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from screening.languages.table import Language


@dataclass(frozen=True)
class LineRoom:
    """Above and below the baseline, and from baseline to baseline; `scale`: how much larger the letters are set.

    `side`: how far a letter may reach beyond an end of its line, as a j to the left or a Kurdish kaf to the right.
    """

    above: float
    below: float
    pitch: float
    scale: float = 1.0
    side: float = 0.1


LATIN = LineRoom(above=1.09, below=0.31, pitch=1.4)
NASTALIQ = LineRoom(above=2.0, below=0.72, pitch=2.3, scale=1.16, side=0.4)
"""Each word runs downwards to its end."""

_BY_LANGUAGE: Mapping[str, LineRoom] = MappingProxyType({"ur": NASTALIQ})
_BY_SCRIPT: Mapping[str, LineRoom] = MappingProxyType(
    {
        "Arab": LineRoom(above=1.15, below=0.6, pitch=1.75, side=0.15),
        "Beng": LineRoom(above=1.1, below=0.42, pitch=1.5),
        "Deva": LineRoom(above=1.1, below=0.45, pitch=1.55, side=0.16),
        "Guru": LineRoom(above=1.1, below=0.42, pitch=1.5, side=0.14),
        "Hans": LineRoom(above=1.12, below=0.38, pitch=1.5),
        "Khmr": LineRoom(above=1.1, below=0.7, pitch=1.8, scale=1.16),
        "Laoo": LineRoom(above=1.22, below=0.48, pitch=1.7, scale=1.16, side=0.14),
        "Mymr": LineRoom(above=1.1, below=0.7, pitch=1.8, scale=1.16, side=0.14),
        "Sinh": LineRoom(above=1.1, below=0.4, pitch=1.5),
        "Taml": LineRoom(above=1.09, below=0.4, pitch=1.5),
        "Thai": LineRoom(above=1.2, below=0.5, pitch=1.7),
    }
)


def line_room(language: Language) -> LineRoom:
    """The room for the lines of a language."""
    return _BY_LANGUAGE.get(language.tag) or _BY_SCRIPT.get(language.script) or LATIN
