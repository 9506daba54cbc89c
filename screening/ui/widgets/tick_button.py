"""One of several things that may be ticked, in both languages; the tick is a shape, not a colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QWidget

from screening.ui.context import UiContext
from screening.ui.widgets.answers import ANSWER_PX, ICON_PX, AnswerButton, AnswerOption
from screening.ui.widgets.icons import icon_pixmap
from screening.ui.widgets.layouts import Cells

LEAST_PX = 260
"""No thing to tick is narrower; where several would be, there are fewer columns."""


class TickButton(AnswerButton):
    """An answer with a box that is ticked or not."""

    def __init__(self, context: UiContext, option: AnswerOption, *, px: int = ANSWER_PX) -> None:
        super().__init__(context, option, checkable=True, px=px)
        self._box = QLabel()
        self._box.setFixedWidth(context.px(ICON_PX))
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, self._box)
        self.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def _on_toggled(self, ticked: bool) -> None:
        name, tokens = ("ticked" if ticked else "unticked"), self._context.tokens
        self._box.setPixmap(icon_pixmap(name, tokens.accent, self._context.px(ICON_PX)))


class TickGrid(QWidget):
    """Things to tick, in as many columns as have room, at most `wide`.

    Signals: `ticked_changed()` when one is ticked or unticked by hand.
    """

    ticked_changed = Signal()

    def __init__(self, context: UiContext, options: Sequence[AnswerOption], *, wide: int = 3) -> None:
        super().__init__()
        self.buttons = {option.value: TickButton(context, option) for option in options}
        layout = Cells(self, wide, context.px(LEAST_PX))
        for made in self.buttons.values():
            layout.addWidget(made)
            made.clicked.connect(lambda _checked=False: self.ticked_changed.emit())

    def ticked(self) -> tuple[str, ...]:
        """The ticked values, in order."""
        return tuple(value for value, made in self.buttons.items() if made.isChecked())

    def show_ticked(self, values: Sequence[str]) -> None:
        """Show which are ticked without telling anybody."""
        for value, made in self.buttons.items():
            made.setChecked(value in values)
