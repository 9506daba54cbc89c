"""Who interprets: how, by which code, and what was asked before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from screening.core.consent import InterpreterMode, LanguageChoice
from screening.languages.terms import INTERPRETER
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import check, column, set_role
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.words import Words


class InterpreterCard(QFrame):
    """Signals: `changed()` when something else was chosen or typed that the way on hangs on."""

    changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        self.setProperty("role", "card")
        self.mode_bar = ChoiceBar([(mode, _(INTERPRETER[mode])) for mode in InterpreterMode], digits=False)
        self.mode_bar.show_value(InterpreterMode.NONE)
        self.mode_bar.chosen.connect(lambda _value: self.changed.emit())
        self.dialect_edit = _line(_("Dialect or region, if it matters"), 60)
        self.code_edit = _line(_("Interpreter's code, not a name"), 24)
        self.code_edit.textChanged.connect(lambda _text: self.changed.emit())
        self.conflict_check = check(_("Not a relative, companion, employer or worker from the same place"))
        self.agrees_check = check(_("The person agrees to this interpreter"))
        for each in (self.conflict_check, self.agrees_check):
            each.toggled.connect(lambda _on: self.changed.emit())
        self.details = QWidget()
        inside = column(self.code_edit, self.conflict_check, self.agrees_check)
        inside.setContentsMargins(0, 0, 0, 0)
        self.details.setLayout(inside)
        body = column(Words(_("Interpreter"), role="heading"), self.mode_bar, self.details, self.dialect_edit)
        body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.setLayout(body)

    def show_choice(self, choice: LanguageChoice | None) -> None:
        """What was chosen before, or nothing."""
        self.mode_bar.show_value(choice.interpreter if choice else InterpreterMode.NONE)
        self.dialect_edit.setText(choice.dialect if choice else "")
        self.code_edit.setText(choice.interpreter_code if choice else "")
        self.conflict_check.setChecked(choice is not None and choice.no_conflict)
        self.agrees_check.setChecked(choice is not None and choice.person_agrees)

    def choice(self, tag: str, second: str, *, text_available: bool) -> LanguageChoice:
        """All that was chosen and typed here, for a language."""
        return LanguageChoice(
            tag=tag,
            text_available=text_available,
            dialect=self.dialect_edit.text().strip(),
            interpreter=InterpreterMode(self.mode_bar.value or InterpreterMode.NONE),
            interpreter_code=self.code_edit.text().strip(),
            no_conflict=self.conflict_check.isChecked(),
            person_agrees=self.agrees_check.isChecked(),
            second=second,
        )

    def show_state(self, *, open_end: bool) -> None:
        """Show the details where somebody interprets; `open_end`: it is here that the way goes on."""
        self.details.setVisible(self.mode_bar.value != InterpreterMode.NONE)
        set_role(self, "current" if open_end else "card")


def _line(words: str, longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    made.setMaxLength(longest)
    return made
