"""An answer that stands is about to change: why, in one press. The person may see it: nothing of the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from screening.core.changes import ChangeReason
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import PressButton, button, column, set_role
from screening.ui.widgets.words import Words

Choice = tuple[str, Callable[[], object]]


class AnswerChange(QFrame):
    """Stands in the place of the answers while it asks.

    Signals: `reason_chosen(ChangeReason)`; `removal_chosen(bool)`, with the note or without; `cancelled()`.
    """

    reason_chosen = Signal(object)
    removal_chosen = Signal(bool)
    cancelled = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.title = Words(role="strong")
        self.buttons: list[PressButton] = []
        self._choices = QVBoxLayout()
        self._choices.setSpacing(GRID)
        self.cancel_button = button(context._("Esc  Leave it as it was"), self.cancelled.emit)
        body = column(self.title, spacing=GRID)
        body.addLayout(self._choices)
        body.addWidget(self.cancel_button)
        body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.setLayout(body)
        set_role(self, "current")
        self.hide()

    def ask_why(self) -> None:
        """Another answer was given to a question that has one."""
        _ = self._context._
        self._ask(
            _("There is an answer already. Why does it change?"),
            (
                (_("I pressed the wrong one"), lambda: self.reason_chosen.emit(ChangeReason.MIS_KEYED)),
                (_("It was added later"), lambda: self.reason_chosen.emit(ChangeReason.ADDED_LATER)),
                (_("The person wants it removed"), lambda: self.reason_chosen.emit(ChangeReason.REMOVED)),
            ),
        )

    def ask_removal(self, *, has_note: bool) -> None:
        """The person wants the answer removed; where a note stands beside it, whether that goes too."""
        _ = self._context._
        if has_note:
            self._ask(
                _("The answer is erased for good. Should your note at this question go too?"),
                (
                    (_("Erase both"), lambda: self.removal_chosen.emit(True)),
                    (_("Erase the answer, keep the note"), lambda: self.removal_chosen.emit(False)),
                ),
            )
        else:
            self._ask(
                _("The answer is erased for good, and the question is open again."),
                ((_("Erase the answer"), lambda: self.removal_chosen.emit(False)),),
            )

    def pick(self, number: int) -> bool:
        """The choice with this digit, from 1; False when there is none."""
        if not 1 <= number <= len(self.buttons):
            return False
        self.buttons[number - 1].click()
        return True

    def _ask(self, title: str, choices: Sequence[Choice]) -> None:
        self.title.show_text(title)
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = []
        for number, (words, act) in enumerate(choices, start=1):
            made = button(f"{number}  {words}", act)
            made.setAccessibleName(words)
            self._choices.addWidget(made)
            self.buttons.append(made)
        self.show()
        self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
