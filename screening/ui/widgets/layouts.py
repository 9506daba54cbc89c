"""Layouts that keep every word whole: rows that go on in the next line, cells in as many columns as have room."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import ref

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QLayoutItem, QPushButton, QWidget, QWidgetItem
from shiboken6 import isValid

from screening.ui.tokens import GRID

NOWHERE = Qt.AlignmentFlag(0)
FEWEST = 2
"""Even cells do not go down to one column for the sake of height."""
LABEL_EDGE_PX = 28
"""What the edges of a label may take beside its words."""


class Row(QHBoxLayout):
    """Things side by side, as in any row; what has no room on the line goes on in the next.

    `stack_below`: at less than this width, in pixels, each thing has a line of its own.
    """

    def __init__(self, parent: QWidget | None = None, *, stack_below: int = 0) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._stack_below = stack_below
        # Its own items, to measure and place with: Qt throws those of `itemAt` away while Python still has them,
        # and what next stands at their place in memory brings the program down.
        self._things: list[tuple[ref[QWidget | QLayout], QWidgetItem | None]] = []
        # Layouts ask for the same figures many times over; a change of what is in here forgets them.
        self._needed: int | None = None
        self._smallest: QSize | None = None
        self._heights: dict[int, int] = {}

    def addWidget(
        self, widget: QWidget, /, stretch: int | None = 0, alignment: Qt.AlignmentFlag = NOWHERE
    ) -> None:
        super().addWidget(widget, stretch or 0, alignment)
        self._measure(widget, alignment)

    def insertWidget(
        self, index: int, widget: QWidget, /, stretch: int | None = 0, alignment: Qt.AlignmentFlag = NOWHERE
    ) -> None:
        super().insertWidget(index, widget, stretch or 0, alignment)
        self._measure(widget, alignment)

    def addLayout(self, layout: QLayout, /, stretch: int | None = 0) -> None:
        super().addLayout(layout, stretch or 0)
        self._things.append((ref(layout), None))

    def insertLayout(self, index: int, layout: QLayout, /, stretch: int | None = 0) -> None:
        super().insertLayout(index, layout, stretch or 0)
        self._things.append((ref(layout), None))

    def _measure(self, widget: QWidget, alignment: Qt.AlignmentFlag) -> None:
        item = QWidgetItem(widget)
        item.setAlignment(alignment)
        self._things.append((ref(widget), item))

    def invalidate(self) -> None:
        self._needed = self._smallest = None
        self._heights = {}
        super().invalidate()

    def _fits(self, width: int) -> bool:
        """Whether one line holds it all, without pressing a row inside it into several lines."""
        if self._needed is None:
            more = sum(_natural_width(item) - _least_width(item) for item, _ in self._items() if _is_row(item))
            self._needed = max(super().minimumSize().width() + more, self._stack_below)
        return width >= self._needed

    def _items(self) -> list[tuple[QLayoutItem, int]]:
        """What is to be seen, each with its stretch; gaps have no place in a row of several lines."""
        placed: list[tuple[int, QLayoutItem]] = []
        for known, own in tuple(self._things):
            thing = known()
            at = self.indexOf(thing) if thing is not None and isValid(thing) else -1
            if at < 0:
                self._things.remove((known, own))
                continue
            item = thing if isinstance(thing, QLayout) else own
            if item is not None and not item.isEmpty():
                placed.append((at, item))
        return [(item, self.stretch(at)) for at, item in sorted(placed, key=lambda each: each[0])]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int, int]]]:
        """The lines at a width of the inside: item, its width, its stretch."""
        lines: list[list[tuple[QLayoutItem, int, int]]] = []
        left = 0
        for item, stretch in self._items():
            wanted = width if width < self._stack_below else min(width, _natural_width(item))
            if lines and wanted + self.spacing() <= left:
                lines[-1].append((item, wanted, stretch))
                left -= wanted + self.spacing()
            else:
                lines.append([(item, wanted, stretch)])
                left = width - wanted
        return lines

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        """Place the lines into a room, or only measure; gives the height of all."""
        margins = self.contentsMargins()
        inside = rect.marginsRemoved(margins)
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft
        top, lines = 0, self._lines(inside.width())
        for number, line in enumerate(lines):
            widths = _shared_out(line, inside.width(), self.spacing())
            high = max(height_at(item, width) for (item, _, _), width in zip(line, widths, strict=True))
            if place and number == len(lines) - 1 and self._stack_below:
                high = max(high, inside.height() - top)
            along = 0
            for (item, _, _), width in zip(line, widths, strict=True):
                start = inside.width() - along - width if rtl else along
                if place:
                    _place(item, QRect(inside.topLeft() + QPoint(start, top), QSize(width, high)))
                along += width + self.spacing()
            top += high + self.spacing()
        return max(0, top - self.spacing()) + margins.top() + margins.bottom()

    def minimumSize(self) -> QSize:
        if self._smallest is None:
            one_line = super().minimumSize()
            margins = self.contentsMargins()
            least = max((_least_width(item) for item, _ in self._items()), default=0)
            width = min(one_line.width(), least + margins.left() + margins.right())
            self._smallest = QSize(width, one_line.height())
        return self._smallest

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._height_at(width)
        return self._heights[width]

    def _height_at(self, width: int) -> int:
        if not self._fits(width):
            return self._lay_out(QRect(0, 0, width, 0), place=False)
        return super().heightForWidth(width) if super().hasHeightForWidth() else super().sizeHint().height()

    def minimumHeightForWidth(self, width: int) -> int:
        # The layout around it places it as high as this, whatever it would bear: a sum of less would be too low.
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        if self._fits(rect.width()):
            super().setGeometry(rect)
            return
        QLayout.setGeometry(self, rect)
        self._lay_out(rect, place=True)


class Placed(QLayout):
    """A layout that places its widgets itself. Its items are Python's own: Qt may throw them away at any time."""

    def __init__(self, parent: QWidget | None, spacing: int) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._placed: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addWidget(self, widget: QWidget, /) -> None:
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem, /) -> None:
        self._placed.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._placed)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._placed[index] if 0 <= index < len(self._placed) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._placed.pop(index) if 0 <= index < len(self._placed) else None

    def seen(self) -> list[QLayoutItem]:
        """What is to be seen."""
        return [item for item in self._placed if not item.isEmpty()]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def runs_rtl(self) -> bool:
        """Whether lines begin at the right."""
        parent = self.parentWidget()
        return parent is not None and parent.layoutDirection() is Qt.LayoutDirection.RightToLeft


class Cells(Placed):
    """Equal cells: as many columns as have room, at most `columns`, none narrower than `least` pixels.

    None is narrower than any of them can be, either.
    """

    def __init__(self, parent: QWidget, columns: int, least: int, spacing: int = GRID) -> None:
        self._columns = columns
        self._wanted = self._least = least
        self._sized = False
        # Measured: asking each cell anew took a third of the time from an answer to the next question.
        self._measured: dict[int, int] = {}
        self._heights: dict[tuple[QLayoutItem, int], int] = {}
        super().__init__(parent, spacing)

    def columns_at(self, width: int) -> int:
        """How many columns stand side by side in a width."""
        if not self._sized:
            self._least, self._sized = max(self._wanted, self.minimumSize().width()), True
        fitting = (width + self.spacing()) // (self._least + self.spacing())
        return max(1, min(fitting, self._columns, len(self.seen()) or 1))

    def invalidate(self) -> None:
        self._sized = False
        self._measured, self._heights = {}, {}
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._measured:
            self._measured[width] = self._lay_out(QRect(0, 0, width, 0), place=False)
        return self._measured[width]

    def sizeHint(self) -> QSize:
        # In the width there is: at another one Qt would have every text laid out once more, for nothing.
        width = self.geometry().width() or self._columns * (self._least + self.spacing()) - self.spacing()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        # A button's policy would hold it as wide as it would like to be; in a cell its words wrap.
        wide = max((_least_width(item) for item in self.seen()), default=0)
        high = max((item.minimumSize().height() for item in self.seen()), default=0)
        return QSize(wide, high)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, place=True)

    def line_height(self, line: Sequence[QLayoutItem], wide: int) -> int:
        """How high a line of cells of one width is."""
        for item in line:
            if (item, wide) not in self._heights:
                self._heights[item, wide] = height_at(item, wide)
        return max(self._heights[item, wide] for item in line)

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        items, rtl = self.seen(), self.runs_rtl()
        columns, gap = self.columns_at(rect.width()), self.spacing()
        wide = (rect.width() - gap * (columns - 1)) // columns
        top = 0
        for first in range(0, len(items), columns):
            line = items[first : first + columns]
            high = self.line_height(line, wide)
            for number, item in enumerate(line):
                column = columns - 1 - number if rtl else number
                if place:
                    _place(item, QRect(rect.x() + column * (wide + gap), rect.y() + top, wide, high))
            top += high + gap
        return max(0, top - gap)


class EvenCells(Cells):
    """Cells in lines as equal as can be: six that do not fit on one line stand in two of three.

    Of the numbers of columns that have room, it is the one that makes all of it the lowest.
    """

    def __init__(self, parent: QWidget, columns: int, least: int, spacing: int = GRID) -> None:
        self._chosen: dict[int, int] = {}
        super().__init__(parent, columns, least, spacing)

    def invalidate(self) -> None:
        self._chosen = {}
        super().invalidate()

    def columns_at(self, width: int) -> int:
        if width not in self._chosen:
            self._chosen[width] = self._lowest(width, super().columns_at(width))
        return self._chosen[width]

    def _lowest(self, width: int, fitting: int) -> int:
        """The even number of columns with the least height; of equal ones, the most columns."""
        items = self.seen()
        shown = max(1, len(items))
        least = min((widget.minimumHeight() for item in items if (widget := item.widget())), default=0)
        best, lowest = 1, -1
        for at_most in range(fitting, min(fitting, FEWEST) - 1, -1):
            lines = -(-shown // at_most)
            # More lines than could be lower need not be measured.
            if lowest >= 0 and lines * (least + self.spacing()) >= lowest:
                break
            columns = -(-shown // lines)
            wide = (width - self.spacing() * (columns - 1)) // columns
            starts = range(0, len(items), columns)
            high = sum(self.line_height(items[at : at + columns], wide) + self.spacing() for at in starts)
            if lowest < 0 or high < lowest:
                best, lowest = columns, high
        return best


def _is_row(item: QLayoutItem) -> bool:
    widget = item.widget()
    return isinstance(item.layout() if widget is None else widget.layout(), Row)


def _natural_width(item: QLayoutItem) -> int:
    """How wide something is when nothing presses it; words that wrap, on one line."""
    widget = item.widget()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.fontMetrics().horizontalAdvance(widget.text()) + LABEL_EDGE_PX
    return item.sizeHint().width()


def _least_width(item: QLayoutItem) -> int:
    """How narrow something may become on a line of its own."""
    widget = item.widget()
    return widget.minimumSizeHint().width() if widget is not None else item.minimumSize().width()


def height_at(item: QLayoutItem, width: int) -> int:
    """How high something is at a width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _place(item: QLayoutItem, room: QRect) -> None:
    """Give an item its room. A button does not grow with its line, but is as high as its words ask for."""
    widget, grows = item.widget(), Qt.Orientation.Vertical in item.expandingDirections()
    if isinstance(widget, QPushButton) and not grows and widget.layout() is None:
        high = min(room.height(), height_at(item, room.width()))
        room = QRect(room.x(), room.y() + (room.height() - high) // 2, room.width(), high)
    if isinstance(widget, QPushButton):
        widget.setGeometry(room)
    else:
        item.setGeometry(room)


def _shared_out(line: list[tuple[QLayoutItem, int, int]], width: int, spacing: int) -> list[int]:
    """The widths on a line; what is left goes to what stretches."""
    left = width - sum(wanted for _, wanted, _ in line) - spacing * (len(line) - 1)
    stretches = sum(stretch for _, _, stretch in line)
    if left <= 0 or not stretches:
        return [wanted for _, wanted, _ in line]
    return [wanted + left * stretch // stretches for _, wanted, stretch in line]
