"""The rail of the talk: every step and part with a word for how far it is. Neutral, the person may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import PressButton, button, line, scrolled, set_tab_order, short_label
from screening.ui.widgets.words import Words

RAIL_WIDTH = 240
STEP_HEIGHT = 44
UNLIMITED = 16_777_215
"""Qt's own figure for a width without a limit."""


@dataclass(frozen=True)
class RailStep:
    """One step: where it leads, its name, a word for its state, whether it is here and whether it is open.

    `begins`: a new group of steps begins with it.
    """

    target: str
    name: str
    state: str
    current: bool
    enabled: bool
    begins: bool = False


class StepButton(PressButton):
    """The name, wrapped where it is long, and the state at the end of the line."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.name_label = Words()
        self.state_label = short_label("", "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GRID, 4, GRID, 4)
        layout.setSpacing(6)
        layout.addWidget(self.name_label, 1)
        layout.addWidget(self.state_label)
        for label in (self.name_label, self.state_label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_step(self, step: RailStep) -> None:
        """Show the step as it stands."""
        self.name_label.show_text(step.name)
        self.state_label.setText(step.state)
        self.state_label.setVisible(bool(step.state))
        self.setAccessibleName(f"{step.name}, {step.state}" if step.state else step.name)
        self.setChecked(step.current)
        self.setEnabled(step.enabled)

    def sizeHint(self) -> QSize:
        return QSize(self._width, self.heightForWidth(self._width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(STEP_HEIGHT, layout.heightForWidth(width) if layout else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPushButton.paintEvent(self, event)


class Rail(QFrame):
    """Signals: `step_chosen(str)` with the step's target; `help_asked()`."""

    step_chosen = Signal(str)
    help_asked = Signal()

    def __init__(self, context: UiContext, help_text: str) -> None:
        super().__init__()
        self._wide = context.px(RAIL_WIDTH)
        self.setProperty("role", "rail")
        self.setFixedWidth(self._wide)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        steps = QFrame()
        steps.setProperty("role", "rail-steps")
        self._steps = QVBoxLayout(steps)
        self._steps.setContentsMargins(0, 0, 4, 0)
        self._steps.setSpacing(2)
        self._steps.addStretch(1)
        self._area = scrolled(steps)
        outer.addWidget(self._area, 1)
        self.help_button = button(help_text, self.help_asked.emit, role="danger")
        outer.addWidget(self.help_button)
        self.buttons: dict[str, StepButton] = {}
        self.before: QWidget | None = None
        """What Tab comes from when it comes here."""
        self._lines: list[QFrame] = []

    def show_steps(self, steps: Sequence[RailStep]) -> None:
        """Show the steps as they stand; the buttons stay, so the keyboard stays where it is."""
        wanted = [step.target for step in steps]
        if list(self.buttons) != wanted:
            self._make_buttons(steps)
        for step in steps:
            self.buttons[step.target].show_step(step)
            if step.current:
                # With the step before and the one after, where there is room.
                self._area.ensureWidgetVisible(self.buttons[step.target], 0, 2 * STEP_HEIGHT)

    def focus_current(self) -> None:
        """Put the keyboard at the step that is open; at the first one where none of the rail is."""
        made = next((each for each in self.buttons.values() if each.isChecked()), None)
        made = made or next(iter(self.buttons.values()), None)
        if made is not None:
            made.setFocus(Qt.FocusReason.OtherFocusReason)

    def widen(self, whole: bool) -> None:
        """Take the whole width, where the rail stands in place of the page."""
        if whole:
            self.setMinimumWidth(0)
            self.setMaximumWidth(UNLIMITED)
        else:
            self.setFixedWidth(self._wide)

    def _make_buttons(self, steps: Sequence[RailStep]) -> None:
        for old in (*self.buttons.values(), *self._lines):
            old.hide()
            old.deleteLater()
        self.buttons, self._lines = {}, []
        for step in steps:
            if step.begins:
                self._lines.append(line())
                self._insert(self._lines[-1])
            made = StepButton(self._wide - 4 * GRID)
            made.clicked.connect(lambda _checked=False, target=step.target: self.step_chosen.emit(target))
            self._insert(made)
            self.buttons[step.target] = made

        if self.before is not None:
            set_tab_order(self.before, *self.buttons.values(), self.help_button)

    def _insert(self, widget: QWidget) -> None:
        self._steps.insertWidget(self._steps.count() - 1, widget)  # before the gap at the end
