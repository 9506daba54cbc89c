"""The rail of the talk: every step and part with a word for how far it is. Neutral, the person may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from screening.ui.tokens import GRID
from screening.ui.widgets.basics import PressButton, button, scrolled

RAIL_WIDTH = 216


@dataclass(frozen=True)
class RailStep:
    """One step: where it leads, its name, a word for its state, whether it is here and whether it is open."""

    target: str
    name: str
    state: str
    current: bool
    enabled: bool


class Rail(QFrame):
    """Signals: `step_chosen(str)` with the step's target; `help_asked()`."""

    step_chosen = Signal(str)
    help_asked = Signal()

    def __init__(self, help_text: str) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(RAIL_WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        steps = QFrame()
        self._steps = QVBoxLayout(steps)
        self._steps.setContentsMargins(0, 0, 0, 0)
        self._steps.setSpacing(2)
        outer.addWidget(scrolled(steps), 1)
        self.help_button = button(help_text, self.help_asked.emit, role="danger")
        outer.addWidget(self.help_button)
        self.buttons: dict[str, PressButton] = {}

    def show_steps(self, steps: Sequence[RailStep]) -> None:
        """Show the steps anew."""
        while (item := self._steps.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for step in steps:
            text = f"{step.name}\n{step.state}" if step.state else step.name
            made = button(text, role="rail")
            made.setCheckable(True)
            made.setChecked(step.current)
            made.setEnabled(step.enabled)
            made.clicked.connect(lambda _checked=False, target=step.target: self.step_chosen.emit(target))
            self._steps.addWidget(made)
            self.buttons[step.target] = made
        self._steps.addStretch(1)
