"""The pages of a document as pictures, fitted to the width, one under another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.page_image import PageImage
from screening.ui.tokens import GRID

WIDEST = 900


class PageLabel(QWidget):
    """One page. It is drawn when it first comes into view: of several pages, only one is seen at first."""

    def __init__(self, svg: bytes) -> None:
        super().__init__()
        self._image = PageImage(svg)
        self._pixmap = QPixmap()

    def fit(self, width: int) -> None:
        """Take on a width, and the page's height at it."""
        self.setFixedSize(width, self._image.height_for(width))
        self._pixmap = QPixmap()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        if self._pixmap.isNull() or self._pixmap.devicePixelRatio() != ratio:
            self._pixmap = QPixmap.fromImage(self._image.drawn(round(self.width() * ratio)))
            self._pixmap.setDevicePixelRatio(ratio)
        QPainter(self).drawPixmap(0, 0, self._pixmap)


class PagesView(QScrollArea):
    """Page Up, Page Down and the arrows move; `pages` are SVG bytes, kept in memory alone.

    Signals: `page_changed(int)` with the number, from 1, of the page in the middle of the view.
    """

    page_changed = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "pages")
        self.setAccessibleName(context._("The form as it will print"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.labels: list[PageLabel] = []
        self._current = 0
        inside = QWidget()
        inside.setProperty("role", "page")
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._layout.setSpacing(2 * GRID)
        self.setWidget(inside)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show other pages, from the top."""
        for label in self.labels:
            label.hide()
            label.deleteLater()
        self.labels = []
        for number, data in enumerate(pages, 1):
            label = PageLabel(data)
            words = self._context._("Page {page} of {pages}").format(page=number, pages=len(pages))
            label.setAccessibleName(words)
            self._layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            self.labels.append(label)
        self._current = 0
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._tell()

    def clear(self) -> None:
        """Keep no page."""
        self.show_pages(())

    def _fit(self) -> None:
        width = min(WIDEST, self.viewport().width() - 4 * GRID)
        if width <= 0 or not self.isVisible():
            return
        for label in self.labels:
            label.fit(width)

    def _tell(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        here = sum(1 for label in self.labels if label.isVisible() and label.y() <= middle) or 1
        if self.labels and here != self._current:
            self._current = here
            self.page_changed.emit(here)

    def showEvent(self, event: QShowEvent) -> None:
        """Fitted once it is seen: only then its width is known."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fitted to the width at any size."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
