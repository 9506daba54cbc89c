"""Lines of a right-to-left text in a label.

Qt's label counts the space at the end of a right-to-left line into its width, pushes the line out by it and cuts
its last letter off. The lines are those of the label, in the same places; only that space stands outside.
"""

from __future__ import annotations

import math
import unicodedata
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

_OPENING, _CLOSING = frozenset({"LRI", "RLI", "FSI"}), "PDI"


def reads_from_right(text: str) -> bool:
    """Whether a label puts a text on the right: its first letter outside of isolates is of such a script."""
    depth = 0
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _OPENING:
            depth += 1
        elif kind == _CLOSING:
            depth = max(0, depth - 1)
        elif not depth and kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


class LinesFromRight(NamedTuple):
    """Lines laid out, and their height together."""

    layout: QTextLayout
    height: float

    def draw(self, painter: QPainter, room: QRect, alignment: Qt.AlignmentFlag) -> None:
        """Draw in the painter's colour: in the middle of the room if it is so aligned, else at its top."""
        in_the_middle = bool(alignment & Qt.AlignmentFlag.AlignVCenter)
        down = max(0.0, (room.height() - self.height) / 2) if in_the_middle else 0.0
        self.layout.draw(painter, QPointF(room.x(), room.y() + int(down)))


def lines_from_right(text: str, font: QFont, width: int, alignment: Qt.AlignmentFlag) -> LinesFromRight:
    """The lines at a width, each on the side it belongs to."""
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    leading = QFontMetrics(font).leading()
    centred = bool(alignment & Qt.AlignmentFlag.AlignHCenter)
    height = float(-leading)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        height = float(math.ceil(height + leading))
        free = width - line.naturalTextWidth()  # which leaves the space at the line's end out
        line.setPosition(QPointF(free / 2 if centred else free, height))
        height += line.height()
    layout.endLayout()
    return LinesFromRight(layout, height)
