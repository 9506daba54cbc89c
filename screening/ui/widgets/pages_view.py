"""The pages of a document as pictures, fitted to the width, one under another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID

WIDEST = 900


class PagesView(QScrollArea):
    """Page Up, Page Down and the arrows move; `pages` are PNG bytes, kept in memory alone.

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
        self.labels: list[QLabel] = []
        self._images: list[QImage] = []
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
        self._images = [QImage.fromData(data) for data in pages]
        self.labels = []
        for number in range(1, len(pages) + 1):
            label = QLabel()
            words = self._context._("Page {page} of {pages}").format(page=number, pages=len(pages))
            label.setAccessibleName(words)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._layout.addWidget(label)
            self.labels.append(label)
        self._current = 0
        self._fit()
        self.verticalScrollBar().setValue(0)
        self._tell()

    def clear(self) -> None:
        """Keep no page."""
        self.show_pages(())

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        width = min(WIDEST, self.viewport().width() - 4 * GRID)
        if width <= 0 or not self.isVisible():
            return
        for image, label in zip(self._images, self.labels, strict=True):
            scaled = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
            pixmap = QPixmap.fromImage(scaled)
            pixmap.setDevicePixelRatio(ratio)
            label.setPixmap(pixmap)
            # The scroll area asks for the height only after the next turn of the event loop.
            label.setFixedHeight(round(pixmap.height() / ratio))

    def _tell(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        here = sum(1 for label in self.labels if label.isVisible() and label.y() <= middle) or 1
        if self.labels and here != self._current:
            self._current = here
            self.page_changed.emit(here)

    def event(self, event: QEvent) -> bool:
        """Sharp again when the window moves to another screen."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._fit()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Fitted once it is seen: only then its width is known."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fitted to the width at any size."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
