"""Lines of Thai, Lao, Khmer and Burmese text, broken between words.

Qt breaks Lao and Khmer nowhere and Burmese between any two letters, in numbers too.
"""

from __future__ import annotations

from itertools import accumulate, chain
from typing import cast

from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from screening.languages.line_breaks import clusters, pieces

LINE_END = "\u2028"
_UNBOUNDED_PX = 10_000_000


class WordLines:
    """One text in one font, measured once and broken for any width."""

    def __init__(self, text: str, font: QFont) -> None:
        self._font = font
        self._lines = [_Line(line, font) for line in text.split("\n")]

    def at(self, width: int) -> str:
        """The text with a line end wherever a line of that width is full, and without marks for breaks.

        It breaks at spaces and marks; within a word only where the word alone is wider than the line.
        """
        return LINE_END.join(line.broken(width) for line in self._lines)


class _Line:
    """A line as the translator ended it."""

    def __init__(self, text: str, font: QFont) -> None:
        self._font = font
        self._pieces = pieces(text)
        self._seen = list(chain.from_iterable(self._pieces))  # each piece, then its spaces
        self._edges = _edges(self._seen, font)

    def broken(self, width: int) -> str:
        if self._edges[-1] <= width:
            return "".join(self._seen)
        shown: list[str] = []
        begins = 0.0
        for at, (word, spaces) in enumerate(self._pieces):
            left, right = self._edges[2 * at], self._edges[2 * at + 1]
            if shown and right - begins > width:
                shown[-1] = shown[-1].rstrip(" ")
                shown.append(LINE_END)
                begins = left
            if right - left > width:
                word, begins = _by_clusters(word, self._font, width, left)
            shown.append(word + spaces)
        return "".join(shown)


def _by_clusters(word: str, font: QFont, width: int, left: float) -> tuple[str, float]:
    """A word wider than a line, and where its last line begins."""
    parts = list(clusters(word))
    edges = _edges(parts, font)
    shown: list[str] = []
    begins = 0.0
    for at, part in enumerate(parts):
        if shown and edges[at + 1] - begins > width:
            shown.append(LINE_END)
            begins = edges[at]
        shown.append(part)
    return "".join(shown), left + begins


def _edges(parts: list[str], font: QFont) -> list[float]:
    """Where each part begins, and where the last one ends, set on one line from left to right."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.ManualWrap)
    layout = QTextLayout("".join(parts), font)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    if not line.isValid():
        return [0.0] * (len(parts) + 1)
    line.setLineWidth(_UNBOUNDED_PX)
    layout.endLayout()
    # Qt counts in UTF-16.
    places = accumulate((len(part.encode("utf-16-le")) // 2 for part in parts), initial=0)
    return [_x(line, place) for place in places]


def _x(line: QTextLine, place: int) -> float:
    # A pair, whatever its declaration says: where the place is, and the place.
    x, _place = cast(tuple[float, int], line.cursorToX(place))
    return x
