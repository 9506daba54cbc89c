"""The person's buttons: their own word and a pictogram, nothing of the officer's, in even rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from screening.ui.context import UiContext
from screening.ui.tokens import TARGET_PX
from screening.ui.widgets.answers import AnswerButton, AnswerButtons, AnswerOption
from screening.ui.widgets.layouts import EvenCells
from screening.ui.widgets.tick_button import TickButton

EDGES_PX = 12
"""Above and below what is laid out in a button."""


class PersonButtons(AnswerButtons):
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
        compact: bool = False,
        high: int = 0,
    ) -> None:
        super().__init__()
        layout = EvenCells(self, columns, context.px(least))
        for option in options:
            own = replace(option, officer="", key="")
            made = TickButton(context, own, px=px) if ticks else AnswerButton(context, own, px=px, compact=compact)
            inside = made.layout()
            if isinstance(inside, QBoxLayout):
                # A style sheet's least height overrules that of the widget; a strut in its layout holds.
                inside.addStrut(max(high, TARGET_PX) - EDGES_PX)
            made.clicked.connect(lambda _checked=False, value=option.value: self.pressed.emit(value))
            layout.addWidget(made)
            self.buttons[option.value] = made

    def show_ticked(self, values: Sequence[str]) -> None:
        """Show which are ticked."""
        for value, made in self.buttons.items():
            made.setChecked(value in values)
