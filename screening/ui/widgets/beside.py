"""Words and something small that belongs to them, whichever way takes less height: side by side, or stacked."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayoutItem, QWidget

from screening.ui.widgets.layouts import Placed, height_at


class Beside(Placed):
    """Two things, within another layout.

    The words take what the small one leaves of a line; where that costs height, each has a line of its own.
    `small_first`: the small one comes first, beside the words or above them. Hidden, it takes no room.
    """

    def __init__(
        self,
        outer: QBoxLayout,
        words: QWidget,
        small: QWidget,
        *,
        small_first: bool = False,
        spacing: int = 6,
        stretch: int = 0,
    ) -> None:
        self._small_first = small_first
        self._measured: dict[int, tuple[int, bool]] = {}
        super().__init__(None, spacing)
        # Taken in while it is empty: the binding never frees the items of a layout that is taken in with them.
        outer.addLayout(self, stretch)
        for each in (words, small):
            self.addWidget(each)

    def invalidate(self) -> None:
        self._measured = {}
        super().invalidate()

    def _measure(self, width: int) -> tuple[int, bool]:
        """The height at a width, and whether both stand on one line."""
        if width not in self._measured:
            self._measured[width] = self._least(width)
        return self._measured[width]

    def _least(self, width: int) -> tuple[int, bool]:
        seen = self.seen()
        if len(seen) < 2:
            return sum(height_at(item, width) for item in seen), False
        words, small = seen
        stacked = height_at(words, width) + self.spacing() + height_at(small, width)
        left = width - small.sizeHint().width() - self.spacing()
        if left < words.minimumSize().width():
            return stacked, False
        beside = max(height_at(words, left), small.sizeHint().height())
        return (beside, True) if beside < stacked else (stacked, False)

    def heightForWidth(self, width: int) -> int:
        return self._measure(width)[0]

    def sizeHint(self) -> QSize:
        seen = self.seen()
        wide = sum(item.sizeHint().width() for item in seen) + self.spacing() * max(0, len(seen) - 1)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSize(self) -> QSize:
        seen = self.seen()
        wide = max((item.minimumSize().width() for item in seen), default=0)
        high = max((item.minimumSize().height() for item in seen), default=0)
        return QSize(wide, high)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        seen, (high, one_line) = self.seen(), self._measure(rect.width())
        if len(seen) < 2:
            for item in seen:
                item.setGeometry(rect)
            return
        words, small = seen
        if one_line:
            self._on_one_line(rect, words, small)
            return
        top = rect.y() + max(0, rect.height() - high) // 2
        for item in (small, words) if self._small_first else (words, small):
            needed = height_at(item, rect.width())
            item.setGeometry(self._at_the_start(QRect(rect.x(), top, rect.width(), needed), item))
            top += needed + self.spacing()

    def _at_the_start(self, room: QRect, item: QLayoutItem) -> QRect:
        """What does not grow stands where lines begin."""
        if item.hasHeightForWidth() or Qt.Orientation.Horizontal in item.expandingDirections():
            return room
        wide = min(room.width(), item.sizeHint().width())
        left = room.right() + 1 - wide if self.runs_rtl() else room.x()
        return QRect(left, room.y(), wide, room.height())

    def _on_one_line(self, rect: QRect, words: QLayoutItem, small: QLayoutItem) -> None:
        hint = small.sizeHint()
        wide = hint.width()
        high = min(rect.height(), hint.height())
        at_left = self._small_first is not self.runs_rtl()
        left = rect.x() if at_left else rect.right() + 1 - wide
        small.setGeometry(QRect(left, rect.y() + (rect.height() - high) // 2, wide, high))
        from_x = rect.x() + (wide + self.spacing() if at_left else 0)
        words.setGeometry(QRect(from_x, rect.y(), rect.width() - wide - self.spacing(), rect.height()))
