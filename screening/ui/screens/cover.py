"""What stands on the screen when somebody comes in: a unit converter that works, and nothing else."""

from __future__ import annotations

from functools import partial
from math import isfinite
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from screening.languages.marks import N_
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, page, row, scrolled, short_label

FIELD_PX = 24 * GRID
DIGITS = 9
LONGEST = 14
_POINT = str.maketrans({",": ".", "٫": "."})
COVER_TITLE = N_("Unit converter")


class Unit(NamedTuple):
    """A unit: how much of the kind's first unit one of it is."""

    name: str
    size: float


KINDS: tuple[tuple[str, tuple[Unit, ...]], ...] = (
    (
        N_("Length"),
        (
            Unit(N_("Metres"), 1.0),
            Unit(N_("Centimetres"), 0.01),
            Unit(N_("Kilometres"), 1000.0),
            Unit(N_("Inches"), 0.0254),
            Unit(N_("Feet"), 0.3048),
            Unit(N_("Yards"), 0.9144),
            Unit(N_("Miles"), 1609.344),
            Unit(N_("Nautical miles"), 1852.0),
        ),
    ),
    (
        N_("Weight"),
        (
            Unit(N_("Kilograms"), 1.0),
            Unit(N_("Grams"), 0.001),
            Unit(N_("Tonnes"), 1000.0),
            Unit(N_("Ounces"), 0.028349523125),
            Unit(N_("Pounds"), 0.45359237),
            Unit(N_("Stones"), 6.35029318),
        ),
    ),
    (
        N_("Area"),
        (
            Unit(N_("Square metres"), 1.0),
            Unit(N_("Hectares"), 10000.0),
            Unit(N_("Square kilometres"), 1000000.0),
            Unit(N_("Square feet"), 0.09290304),
            Unit(N_("Acres"), 4046.8564224),
        ),
    ),
    (
        N_("Volume"),
        (
            Unit(N_("Litres"), 1.0),
            Unit(N_("Millilitres"), 0.001),
            Unit(N_("Cubic metres"), 1000.0),
            Unit(N_("Pints (UK)"), 0.56826125),
            Unit(N_("Gallons (UK)"), 4.54609),
            Unit(N_("Gallons (US)"), 3.785411784),
        ),
    ),
    (
        N_("Speed"),
        (
            Unit(N_("Kilometres an hour"), 1.0),
            Unit(N_("Metres a second"), 3.6),
            Unit(N_("Miles an hour"), 1.609344),
            Unit(N_("Knots"), 1.852),
        ),
    ),
    (
        N_("Time"),
        (
            Unit(N_("Hours"), 1.0),
            Unit(N_("Minutes"), 1 / 60),
            Unit(N_("Seconds"), 1 / 3600),
            Unit(N_("Days"), 24.0),
            Unit(N_("Weeks"), 168.0),
        ),
    ),
)
"""International yard and pound, imperial and US measures: exact by definition."""


class KindPanel(QFrame):
    """The units of one kind, each with a field; typing in one fills the others.

    Signals: `edited()`.
    """

    edited = Signal()

    def __init__(self, context: UiContext, units: tuple[Unit, ...]) -> None:
        super().__init__()
        self._units = units
        self._wide = context.px(FIELD_PX)
        self.edits: list[QLineEdit] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        for at, unit in enumerate(units):
            edit = self._make_edit(at, context._(unit.name))
            label = short_label(context._(unit.name))
            label.setBuddy(edit)
            grid.addWidget(label, at, 0)
            grid.addWidget(edit, at, 1)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(units), 1)
        self.setProperty("role", "card")
        self.reset()

    def _make_edit(self, at: int, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setAccessibleName(name)
        edit.setMaxLength(LONGEST)
        edit.setFixedWidth(self._wide)
        edit.textEdited.connect(partial(self._on_edited, at))
        self.edits.append(edit)
        return edit

    def reset(self) -> None:
        """One of the first unit."""
        self._fill(1.0, skip=None)

    def _on_edited(self, at: int, text: str) -> None:
        self.edited.emit()
        try:
            value = float(text.translate(_POINT))
        except ValueError:
            return
        if isfinite(value):
            self._fill(value * self._units[at].size, skip=at)

    def _fill(self, amount: float, skip: int | None) -> None:
        for at, (edit, unit) in enumerate(zip(self.edits, self._units, strict=True)):
            if at != skip:
                edit.setText(f"{amount / unit.size:.{DIGITS}g}")


class CoverScreen(QWidget):
    """A unit converter. F12 leaves it, or Esc pressed twice in a row.

    Signals: `left()`.
    """

    left = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self._escapes = 0
        self.panels = QStackedWidget()
        self.kind_buttons: list[QPushButton] = []
        self._group = QButtonGroup(self)
        for name, units in KINDS:
            self._add_kind(context._(name), units)
        self.reset_button = button(context._("Reset"), self._on_reset)
        self._lay_out()
        self.kind_buttons[0].setChecked(True)

    def _add_kind(self, name: str, units: tuple[Unit, ...]) -> None:
        panel = KindPanel(self.context, units)
        self.panels.addWidget(panel)
        panel.edited.connect(self._forget_escape)
        made = button(name, partial(self._on_kind, panel), "kind")
        made.setCheckable(True)
        self._group.addButton(made)
        self.kind_buttons.append(made)

    def _lay_out(self) -> None:
        kinds = QVBoxLayout()
        kinds.setSpacing(GRID // 2)
        for made in self.kind_buttons:
            kinds.addWidget(made)
        kinds.addStretch(1)
        rail = card(kinds)
        rail.setFixedWidth(self.context.px(26 * GRID))
        body = row(rail, self.panels, spacing=2 * GRID)
        body.setStretch(1, 1)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addLayout(row(short_label(self.title, "title"), None, self.reset_button))
        inside.addLayout(body, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page(inside)))

    @property
    def title(self) -> str:
        """What the window is called while this stands there."""
        return self.context._(COVER_TITLE)

    def shown(self) -> None:
        """Put the keyboard into the first field, as somebody who converts would."""
        self._escapes = 0
        panel = self.panels.currentWidget()
        if isinstance(panel, KindPanel):
            panel.edits[0].setFocus(Qt.FocusReason.OtherFocusReason)
            panel.edits[0].selectAll()

    def _on_kind(self, panel: KindPanel) -> None:
        self._forget_escape()
        self.panels.setCurrentWidget(panel)

    def _forget_escape(self) -> None:
        self._escapes = 0

    def _on_reset(self) -> None:
        panel = self.panels.currentWidget()
        if isinstance(panel, KindPanel):
            panel.reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F12 leaves. Esc clears, as in any calculator; a second one right after it leaves."""
        escape = event.key() == Qt.Key.Key_Escape
        self._escapes = self._escapes + 1 if escape else 0
        if event.key() == Qt.Key.Key_F12 or self._escapes > 1:
            self._escapes = 0
            self.left.emit()
        elif escape:
            self._on_reset()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click between two Esc starts the count anew."""
        self._escapes = 0
        super().mousePressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget a first Esc."""
        self._escapes = 0
        super().hideEvent(event)
