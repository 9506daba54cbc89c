"""Case text made fit for paper: nothing lost, nothing turned round, nothing that runs off the page.

A paragraph is `{"t": text, "dir": "ltr" | "rtl", "leading": em}`: all that a template needs to set it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TypedDict

from screening.languages.bidi import FSI, LRI, PDI, ltr, plain, strip_invisible
from screening.languages.fonts import FontSet
from screening.languages.line_breaks import ZWSP, may_part
from screening.languages.table import Direction

_LRM = "\u200e"
_RTL_CLASSES = frozenset({"R", "AL"})

# A character shown as its code point; or tokens with a digit in them (phone numbers, dates, times, codes,
# addresses) with what stands between their groups, and an opening plus or bracket.
_PART = r"(?=[A-Za-z@_./:\u2010-\u2015-]*\d)[A-Za-z\d](?:[A-Za-z\d@_./:\u2010-\u2015-]*[A-Za-z\d])?"
_NUMBER = re.compile(rf"\[U\+[0-9A-F]{{4,6}}\]|(?<![A-Za-z\d])[+(]*{_PART}(?:[ \u00a0().+]+{_PART})*")
_ARABIC_DIGITS = "\u0660-\u0669"
_BETWEEN_ARABIC = re.compile(rf"(?<=[{_ARABIC_DIGITS}])([^{_ARABIC_DIGITS}\u2066\u2069]+)(?=[{_ARABIC_DIGITS}])")
_NO_BREAK_UP_TO = 24
"""A number longer than this may break over lines: it is no phone number."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LONG = re.compile(r"[^\s\u200b]{41,}")
_PIECE = 20
_LONG_UNSPACED = 200

_ISOLATED = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_TALL = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_HIGH = re.compile("[\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\ufb50-\ufdff\ufe70-\ufeff]")


class Paragraph(TypedDict):
    """One paragraph as the template takes it."""

    t: str
    dir: str
    leading: float


class Texts:
    """Turns texts into paragraphs of one page direction and remembers characters that no font has."""

    def __init__(self, fonts: FontSet, direction: Direction) -> None:
        self._fonts = fonts
        self._direction = direction
        self._missing: dict[str, None] = {}

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Characters shown as code points, in the order met."""
        return tuple(self._missing)

    def clean(self, text: str) -> str:
        """Text of any origin, each character drawable. The engine finds words by itself: marks between them go."""
        text = text.replace(ZWSP, "")
        self._missing.update(dict.fromkeys(self._fonts.missing_characters(plain(text))))
        return self._fonts.show_missing(text)

    def line(self, text: str) -> str:
        """Case text for within a line: one line, numbers kept in order."""
        return breakable(numbers_in_order(" ".join(self.clean(text).split())))

    def words(self, text: str, direction: Direction | None = None) -> Paragraph:
        """One paragraph of the program's own words, in the page's direction or in the one given."""
        shown, direction = self.clean(text), direction or self._direction
        if directions(shown) == set(Direction) - {direction}:
            shown = f"{FSI}{shown}{PDI}"  # a message that stayed English, on a page from right to left
        return Paragraph(t=shown, dir=direction.value, leading=leading(shown))

    def value(self, text: str) -> list[Paragraph]:
        """One line of case text, on the side where the page's lines begin."""
        shown = self.line(text)
        if shown:
            shown = f"{FSI}{shown}{PDI}"
        return [Paragraph(t=shown, dir=self._direction.value, leading=leading(shown))]

    def free(self, text: str) -> list[Paragraph]:
        """Free text, a paragraph per line, each in the direction of its first letter."""
        lines = (" ".join(line.split()) for line in self.clean(text).split("\n"))
        return [self._free_line(line) for line in lines if line]

    def _free_line(self, line: str) -> Paragraph:
        direction = first_direction(line) or self._direction
        return Paragraph(t=breakable(numbers_in_order(line)), dir=direction.value, leading=leading(line))


def numbers_in_order(text: str) -> str:
    """Every number isolated left to right, so that its groups are read in the order they were written."""
    return _NUMBER.sub(lambda found: _number(found.group()), text)


def _number(number: str) -> str:
    shown = ltr(number) if len(number) <= _NO_BREAK_UP_TO else f"{LRI}{strip_invisible(number)}{PDI}"
    # Between Arabic-Indic digits even an isolate turns round what is no single separator (UAX #9, N1).
    return _BETWEEN_ARABIC.sub(rf"{_LRM}\1{_LRM}", shown)


def breakable(text: str) -> str:
    """Text whose very long words may break: an engine would let them run off the paper."""
    return _LONG.sub(lambda found: _pieces(found.group()), text)


def _pieces(run: str) -> str:
    # Scripts without spaces break by dictionary; only nonsense stays unbroken for so long.
    if len(run) <= _LONG_UNSPACED and _UNSPACED.search(run):
        return run
    parts, since = [], 0
    for before, char in zip(f" {run}", run, strict=False):
        if since >= _PIECE and may_part(before, char):
            parts.append(ZWSP)
            since = 0
        parts.append(char)
        since += 1
    return "".join(parts)


def first_direction(text: str) -> Direction | None:
    """The direction of the first letter (UAX #9, P2); None without one."""
    return next(_strong(text), None)


def directions(text: str) -> set[Direction]:
    """The directions of all letters outside isolates."""
    return set(_strong(_ISOLATED.sub("", text)))


def _strong(text: str) -> Iterator[Direction]:
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RTL_CLASSES:
            yield Direction.RTL
        elif kind == "L":
            yield Direction.LTR


def leading(text: str) -> float:
    """Space between lines in em: scripts that stack marks above and below need more."""
    if _TALL.search(text):
        return 1.15
    return 0.8 if _HIGH.search(text) else 0.68
