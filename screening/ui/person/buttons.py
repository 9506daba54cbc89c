"""The person's buttons: their own word and a pictogram, nothing of the officer's, in even rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screening.ui.context import UiContext
from screening.ui.widgets.answers import AnswerButton, AnswerOption
from screening.ui.widgets.basics import set_role
from screening.ui.widgets.layouts import Cells
from screening.ui.widgets.tick_button import TickButton


class EvenCells(Cells):
    """Cells in lines as equal as can be: six that do not fit on one line stand in two of three."""

    def columns_at(self, width: int) -> int:
        fitting = super().columns_at(width)
        shown = sum(1 for at in range(self.count()) if (item := self.itemAt(at)) and not item.isEmpty())
        lines = -(-max(shown, 1) // fitting)
        return -(-max(shown, 1) // lines)


class PersonButtons(QWidget):
    """Buttons to press, or with `ticks` to tick.

    Signals: `pressed(str)` with the value; for ticks, after it was ticked or unticked.
    """

    pressed = Signal(str)

    def __init__(
        self,
        context: UiContext,
        options: Sequence[AnswerOption],
        *,
        px: int,
        columns: int,
        least: int,
        ticks: bool = False,
    ) -> None:
        super().__init__()
        self.buttons: dict[str, AnswerButton] = {}
        layout = EvenCells(self, columns, context.px(least))
        for option in options:
            own = replace(option, officer="", key="")
            made = TickButton(context, own, px=px) if ticks else AnswerButton(context, own, px=px)
            made.clicked.connect(lambda _checked=False, value=option.value: self.pressed.emit(value))
            layout.addWidget(made)
            self.buttons[option.value] = made

    def mark(self, value: str | None) -> None:
        """Show which answer stands, or is on its way to the disk."""
        for each, made in self.buttons.items():
            made.setDown(False)
            set_role(made, "given" if each == value else "")

    def ticked(self) -> tuple[str, ...]:
        """The ticked values, in order."""
        return tuple(value for value, made in self.buttons.items() if made.isChecked())

    def show_ticked(self, values: Sequence[str]) -> None:
        """Show which are ticked."""
        for value, made in self.buttons.items():
            made.setChecked(value in values)
