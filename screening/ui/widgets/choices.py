"""Choices as buttons: a bar of a few, picked by mouse, finger, arrows or digit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QVBoxLayout, QWidget

from screening.ui.tokens import GRID
from screening.ui.widgets.basics import PressButton
from screening.ui.widgets.layouts import Cells, Row


class ChoiceBar(QWidget):
    """A few exclusive choices; each shows its digit. They wrap where the line is full.

    Signals: `chosen(str)` when one is picked by hand, with its value.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        vertical: bool = False,
        digits: bool = True,
        cell_px: int = 0,
    ) -> None:
        """`cell_px`: two columns of equal cells, where each has so many pixels; else one row, or one column."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, PressButton] = {}
        layout: QLayout = self._make_layout(vertical, cell_px)
        for number, (value, words) in enumerate(options, start=1):
            mark = f"{number}  " if digits else ""
            made = PressButton(f"{mark}{words}")
            made.setAccessibleName(words)
            made.setCheckable(True)
            # A tick takes the digit's place: what is chosen shows by more than a colour.
            made.toggled.connect(lambda on, b=made, w=words, m=mark: b.setText(f"✓ {w}" if on else f"{m}{w}"))
            made.clicked.connect(lambda _checked=False, v=value: self.chosen.emit(v))
            self._group.addButton(made)
            self.buttons[value] = made
            layout.addWidget(made)
        if isinstance(layout, Row):
            layout.addStretch(1)

    def _make_layout(self, vertical: bool, cell_px: int) -> QLayout:
        if cell_px:
            return Cells(self, 2, cell_px)
        layout = QVBoxLayout(self) if vertical else Row(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        return layout

    @property
    def value(self) -> str | None:
        """The picked value."""
        return next((value for value, made in self.buttons.items() if made.isChecked()), None)

    def show_value(self, value: str | None) -> None:
        """Show a value as picked without telling anybody."""
        self._group.setExclusive(False)
        for each, made in self.buttons.items():
            made.setChecked(each == value)
        self._group.setExclusive(True)

    def focus(self) -> None:
        """Put the keyboard on the picked choice, or the first."""
        made = self.buttons[self.value] if self.value else next(iter(self.buttons.values()))
        made.setFocus(Qt.FocusReason.TabFocusReason)

    def pick(self, number: int) -> bool:
        """Pick the choice with this digit, from 1; False when there is none."""
        values = list(self.buttons)
        if not 1 <= number <= len(values):
            return False
        self.buttons[values[number - 1]].click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick; everything else goes on."""
        if event.text().isdecimal() and self.pick(int(event.text())):
            return
        super().keyPressEvent(event)
