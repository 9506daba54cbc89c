"""One of several things that may be ticked, in both languages; the tick is a shape, not a colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import ICON_PX, AnswerButton, AnswerOption
from screening.ui.widgets.icons import icon_pixmap

NARROW = 900
"""Below this width two columns, else three."""


class TickButton(AnswerButton):
    """An answer with a box that is ticked or not."""

    def __init__(self, context: UiContext, option: AnswerOption) -> None:
        super().__init__(context, option, checkable=True)
        self._box = QLabel()
        self._box.setFixedWidth(ICON_PX)
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, self._box)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, ticked: bool) -> None:
        name, tokens = ("ticked" if ticked else "unticked"), self._context.tokens
        self._box.setPixmap(icon_pixmap(name, tokens.accent, ICON_PX))


class TickGrid(QWidget):
    """Things to tick, in two columns or three.

    Signals: `ticked_changed()` when one is ticked or unticked by hand.
    """

    ticked_changed = Signal()

    def __init__(self, context: UiContext, options: Sequence[AnswerOption], *, wide: int = 3) -> None:
        super().__init__()
        self._wide = wide
        self._columns = 0
        self.buttons = {option.value: TickButton(context, option) for option in options}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID)
        for made in self.buttons.values():
            made.clicked.connect(lambda _checked=False: self.ticked_changed.emit())
        self._arrange(2)

    def ticked(self) -> tuple[str, ...]:
        """The ticked values, in order."""
        return tuple(value for value, made in self.buttons.items() if made.isChecked())

    def show_ticked(self, values: Sequence[str]) -> None:
        """Show which are ticked without telling anybody."""
        for value, made in self.buttons.items():
            made.setChecked(value in values)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, made in enumerate(self.buttons.values()):
            self._grid.addWidget(made, number // columns, number % columns)
        for number in range(self._wide):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More columns where there is room."""
        super().resizeEvent(event)
        self._arrange(self._wide if event.size().width() >= NARROW else 2)
