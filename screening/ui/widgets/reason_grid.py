"""Why a draft is used: one of a few reasons, each a button with its digit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from screening.core.drafts import DraftReason
from screening.languages.terms import DRAFT_REASON
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import LaidOutButton, row
from screening.ui.widgets.layouts import Cells
from screening.ui.widgets.words import Words

COLUMNS = 2
LEAST_PX = 34 * GRID
"""No reason is narrower; where two would be, each has a line of its own."""


class ReasonButton(LaidOutButton):
    """One reason, over as many lines as it takes."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("role", "boxed")
        self.setAccessibleName(words)
        label = Words()
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = row(label)
        layout.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        self.setLayout(layout)
        # A tick takes the digit's place: what is chosen shows by more than a colour.
        self.toggled.connect(lambda on: label.show_text(f"✓  {words}" if on else f"{number}  {words}"))
        label.show_text(f"{number}  {words}")


class ReasonGrid(QWidget):
    """Signals: `chosen(str)` when a reason is picked by hand, with its value."""

    chosen = Signal(str)

    def __init__(self, context: UiContext, reasons: Sequence[DraftReason]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[DraftReason, ReasonButton] = {}
        layout = Cells(self, COLUMNS, context.px(LEAST_PX))
        for place, reason in enumerate(reasons):
            words = context._(DRAFT_REASON[reason])
            made = ReasonButton(place + 1, words[:1].upper() + words[1:])
            made.clicked.connect(lambda _checked=False, r=reason: self.chosen.emit(r.value))
            self._group.addButton(made)
            self.buttons[reason] = made
            layout.addWidget(made)

    @property
    def value(self) -> DraftReason | None:
        """The picked reason."""
        return next((reason for reason, made in self.buttons.items() if made.isChecked()), None)

    def focus(self) -> None:
        """Put the keyboard on the picked reason, or the first."""
        first = next(iter(self.buttons))
        self.buttons[self.value or first].setFocus(Qt.FocusReason.TabFocusReason)

    def pick(self, number: int) -> bool:
        """Pick the reason with this digit, from 1; False when there is none."""
        if not 1 <= number <= len(self.buttons):
            return False
        list(self.buttons.values())[number - 1].click()
        return True
