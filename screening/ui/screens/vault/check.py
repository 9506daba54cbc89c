"""Is everything whole? What was looked at and found, looking again, and the reference that forms carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Permission
from screening.languages.bidi import ltr
from screening.languages.marks import N_
from screening.operations import auditing, checking
from screening.operations.checking import Finding, LastCheck, Progress, Report, VaultCheck
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.moments import moment_words, own_line
from screening.ui.screens.vault.page import VaultPage
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, empty, labelled, row, short_label
from screening.ui.widgets.words import Words

PARTS = {
    VaultCheck.HEADER: N_("The file with the keys"),
    VaultCheck.PAGES: N_("Every part of the file with the cases: has a bit of it changed?"),
    VaultCheck.DATABASE: N_("The tables: does everything in them fit together?"),
    VaultCheck.REFERENCES: N_("The links between a case and what belongs to it"),
    VaultCheck.OFFICERS: N_("The officers: does who may open the vault match its record?"),
    VaultCheck.AUDIT: N_("The record of what was done: every entry, and who signed it"),
    VaultCheck.CASES: N_("Every case: is it as it was last kept?"),
    VaultCheck.DOCUMENTS: N_("Every form that was given out"),
    VaultCheck.DIRECTORY: N_("The list of services"),
    VaultCheck.SEARCH_INDEX: N_("The words that cases are found by"),
}
"""What is looked at, in words."""


class _Standing(NamedTuple):
    """What the page shows, read in one go."""

    last: LastCheck | None
    report: Report | None
    older: bool
    counted: bool
    reference: str


class CheckPage(VaultPage):
    """Nothing here changes a case; only a decision by somebody who has looked is kept, and audited."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("Is everything whole?"))
        self._cancel: Callable[[], None] | None = None
        _ = context._
        self.last = Words()
        self.progress = Words()
        self.progress.setAccessibleName(_("How far it is"))
        self.run_button = button(_("Look at everything now"), self.on_run, "primary")
        self.cancel_button = button(_("Stop looking"), self.on_cancel)
        self.decisions: list[Decision] = []
        self.found = QVBoxLayout()
        self.found.setSpacing(2 * GRID)
        self.keyring = Words(role="quiet")
        self.reference = Words(role="strong")
        self.reference_edit = QLineEdit()
        self.reference_edit.setMaxLength(40)
        self.reference_edit.returnPressed.connect(self.on_compare)
        self.compare_button = button(_("Compare"), self.on_compare)
        self.compared = Words()
        self.body.addLayout(self.found)
        self.body.addWidget(self._looking_card())
        self.body.addWidget(self._reference_card())
        for part in (self.progress, self.cancel_button, self.compared, self.keyring):
            part.hide()

    def _looking_card(self) -> QWidget:
        _ = self.context._
        parts = column(*(Words(f"• {_(words)}", "quiet") for words in PARTS.values()), spacing=GRID // 2)
        inside = column(
            self.last, self.progress, Words(_("This is looked at, by itself after each opening:")), spacing=GRID
        )
        inside.addLayout(parts)
        inside.addWidget(self.keyring)
        inside.addLayout(row(self.run_button, self.cancel_button, None))
        return card(inside)

    def _reference_card(self) -> QWidget:
        _ = self.context._
        inside = column(
            short_label(_("The reference of now"), "heading"),
            self.reference,
            Words(
                _(
                    "Each form carries the reference of when it was made. If the reference of your newest form is "
                    "not known here, an older copy of the vault lies here, and what came after it is missing."
                )
            ),
            spacing=GRID,
        )
        inside.addLayout(labelled(_("Reference on the form"), self.reference_edit, beside=self.compare_button))
        inside.addWidget(self.compared)
        return card(inside)

    def shown(self) -> None:
        """What is known is read anew."""
        self.context.tasks.run(self._read, self._show, self.show_error)
        self.run_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> _Standing:
        session = self.session
        return _Standing(
            checking.last_check(session),
            session.report,
            session.counter.older,
            session.counter.usable,
            auditing.current_reference(session),
        )

    def _show(self, standing: _Standing) -> None:
        _ = self.context._
        self.last.show_text(self._last_words(standing.last))
        self.reference.show_text(own_line(self.context, ltr(standing.reference)))
        self.keyring.show_text(
            _("The keyring of this computer remembers how this vault was closed: an older copy is noticed.")
            if standing.counted
            else _(
                "This computer has no keyring that remembers how this vault was closed: a whole older copy of the "
                "folder cannot be noticed. Compare the reference of your newest form below."
            )
        )
        self.keyring.setVisible(not self.session.vault.training)
        empty(self.found)
        self.decisions = [self._older_card()] if standing.older else []
        self.decisions += [
            self._finding_card(each) for each in (standing.report.findings if standing.report else ())
        ]
        for decision in self.decisions:
            self.found.addWidget(decision)

    def _last_words(self, last: LastCheck | None) -> str:
        _, context = self.context._, self.context
        if last is None:
            return _("This vault has not been looked at as a whole yet.")
        when = moment_words(context, last.utc)
        if not last.findings:
            return _("Last looked at {when}. Everything was whole.").format(when=when)
        words = context.translator.ngettext(
            "Last looked at {when}. {number} thing was found.",
            "Last looked at {when}. {number} things were found.",
            last.findings,
        )
        return words.format(when=when, number=last.findings)

    # findings

    def _finding_card(self, finding: Finding) -> Decision:
        sentence = self.context.sentence(ScreeningError(finding.problem, **finding.fields))
        if finding.problem is not Problem.CASE_ALTERED or not finding.case_id:
            return Decision(self.context, sentence)
        case_id = finding.case_id
        return self._decision(
            sentence,
            self.context._("Go on with this case as it is"),
            self.context._(
                "Only after comparing it with a copy, or with the person: from then on what is there now counts "
                "as right. This cannot be taken back, and the record says who decided it."
            ),
            lambda: self._decide(lambda: checking.accept_case(self.session, case_id)),
        )

    def _older_card(self) -> Decision:
        return self._decision(
            self.context.sentence(ScreeningError(Problem.RECORDS_OLDER)),
            self.context._("These are the right records"),
            self.context._(
                "Only if you know who put the older copy here, and why. This warning then does not come again, "
                "and the record says who decided it."
            ),
            lambda: self._decide(lambda: checking.accept_older_records(self.session)),
        )

    def _decision(self, sentence: str, words: str, meaning: str, decide: Callable[[], None]) -> Decision:
        if self.session.allows(Permission.ACCEPT_FINDINGS):
            return Decision(self.context, sentence, words, meaning, decide)
        who = self.context._("A supervisor or an administrator decides whether to go on. Show them this page.")
        return Decision(self.context, sentence, meaning=who)

    def _decide(self, decision: Callable[[], None]) -> None:
        self.hide_error()
        self.context.tasks.run(decision, lambda _done: self.shown(), self.show_error)

    # looking

    def on_run(self) -> None:
        """Look at everything, beside whatever else is done."""
        self.hide_error()
        self._set_running(True)
        steps = checking.check_session(self.session, thorough=True)
        self._cancel = self.context.tasks.run_in_steps(steps, self._on_done, self._on_failed, self._on_progress)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_cancel(self) -> None:
        """Stop; what was found before still stands."""
        if self._cancel is not None:
            self._cancel()
        self._end()

    def _on_progress(self, progress: Progress) -> None:
        _ = self.context._
        words = _(PARTS[progress.check])
        if progress.total:
            words = _("{part} ({done} of {total})").format(part=words, done=progress.done, total=progress.total)
        self.progress.show_text(words)

    def _on_done(self, _report: Report) -> None:
        self._end()

    def _on_failed(self, error: ScreeningError) -> None:
        self._end()
        self.show_error(error)

    def _end(self) -> None:
        self._cancel = None
        self._set_running(False)
        self.shown()

    def _set_running(self, running: bool) -> None:
        self.progress.show_text(self.context._("Looking…") if running else "")
        for part in (self.progress, self.cancel_button):
            part.setVisible(running)
        self.run_button.setVisible(not running)

    # the reference on a form

    def on_compare(self) -> None:
        """Look for the reference that was typed."""
        typed = self.reference_edit.text()
        self.hide_error()
        self.context.tasks.run(
            lambda: auditing.entry_of_reference(self.session, typed),
            lambda entry: self._show_compared(
                self.context._("This reference is known: it is that of entry {entry}.").format(entry=entry)
            ),
            lambda error: self._show_compared(self.context.sentence(error)),
        )

    def _show_compared(self, words: str) -> None:
        self.compared.show_text(words)
        self.compared.show()


class Decision(QWidget):
    """What is wrong and what to do; with `decide`, first what that means, then the decision; else who decides."""

    def __init__(
        self,
        context: UiContext,
        sentence: str,
        words: str = "",
        meaning: str = "",
        decide: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.words = Words(sentence, "error")
        self.ask_button = button(words, self.on_ask)
        self.meaning = Words(meaning)
        self.yes_button = button(words, decide)
        self.no_button = button(context._("Leave it"), self.on_leave)
        inside = column(self.words, self.meaning, spacing=GRID)
        inside.addLayout(row(self.ask_button, self.yes_button, self.no_button, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card(inside))
        self._decidable = decide is not None
        self.on_leave()

    def on_ask(self) -> None:
        """Say what the decision means before it is made."""
        self._show(asked=True)
        self.no_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_leave(self) -> None:
        """No decision."""
        self._show(asked=False)
        if self._decidable and self.isVisible():
            self.ask_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, *, asked: bool) -> None:
        self.ask_button.setVisible(self._decidable and not asked)
        self.meaning.setVisible(asked or (not self._decidable and bool(self.meaning.text())))
        for part in (self.yes_button, self.no_button):
            part.setVisible(asked)
