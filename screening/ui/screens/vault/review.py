"""Review and erasing: the period, the cases somebody has to look at, older copies, erasing the whole vault."""

from __future__ import annotations

from datetime import date as day

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.core.retention import LEAST_DAYS, MOST_DAYS, KeepReason
from screening.core.roles import Permission
from screening.languages.bidi import date, ltr, strip_invisible
from screening.languages.retention_terms import KEEP_REASON, REVIEW_STATE
from screening.languages.terms import CASE_STATE
from screening.operations.quick_erase import switch_quick_erase
from screening.operations.retention import (
    DueCase,
    OldCopy,
    copies_left,
    due_cases,
    keep_case,
    set_review_period,
)
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.vault.page import VaultPage
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    PressButton,
    bring_into_view,
    button,
    card,
    check,
    column,
    empty,
    labelled,
    line,
    row,
)
from screening.ui.widgets.erase_case import EraseCase
from screening.ui.widgets.keep_case import KeepCase
from screening.ui.widgets.old_copies import OldCopies
from screening.ui.widgets.words import Words

SHOWN = 20
"""So many due cases stand on the page; the others come when these are done."""
DAYS_PX = 16 * GRID


class ReviewPage(VaultPage):
    """What is not allowed to an officer's role can be read here, and not changed."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("Review and erasing"))
        _ = context._
        self._due: tuple[DueCase, ...] = ()
        self.due_label = Words(_("Looking…"))
        self.due_list = QVBoxLayout()
        self.keep_buttons: dict[str, PressButton] = {}
        self.keep_form = KeepCase(context)
        self.old_copies = OldCopies(context, session)
        self.no_copies_label = Words(_("No older copy of the vault holds a case that was erased."))
        self.days_edit = QLineEdit()
        self.days_edit.setValidator(QIntValidator(LEAST_DAYS, MOST_DAYS, self.days_edit))
        self.days_edit.setFixedWidth(context.px(DAYS_PX))
        self.save_button = button(_("Save"), self._save_period)
        self.period_label = Words(role="quiet")
        self.quick_check = check(_("Offer erasing the whole vault at once"))
        for widget in (self._due_card(), self._period_card(), self._copies_card(), self._quick_card()):
            self.body.addWidget(widget)
        self.erase_case = EraseCase(context, session)
        self.erase_case.hide()
        self._lay_over(self.erase_case)
        self._connect()

    def _due_card(self) -> QFrame:
        self.due_list.setSpacing(GRID)
        inside = column(Words(self.context._("Cases to review"), "heading"), self.due_label, spacing=GRID)
        inside.addWidget(self.keep_form)
        inside.addLayout(self.due_list)
        return card(inside, margin=3 * GRID)

    def _period_card(self) -> QFrame:
        _ = self.context._
        may = self.session.allows(Permission.SET_RETENTION)
        self.days_edit.setText(str(self.session.office.review_after_days))
        self.days_edit.setReadOnly(not may)
        self.save_button.setVisible(False)
        inside = column(Words(_("How long cases stay"), "heading"), spacing=GRID)
        inside.addWidget(
            Words(
                _(
                    "A case in which nothing was done for so many days is put up for review. Nothing is erased by "
                    "itself: a person decides. How long cases may be kept, the law of your country says."
                )
            )
        )
        inside.addLayout(labelled(_("Days until the review"), self.days_edit))
        inside.addLayout(row(self.save_button, self.period_label, None))
        return card(inside, margin=3 * GRID)

    def _copies_card(self) -> QFrame:
        heading = Words(self.context._("Erased cases in older copies"), "heading")
        return card(column(heading, self.no_copies_label, self.old_copies, spacing=GRID), margin=3 * GRID)

    def _quick_card(self) -> QFrame:
        _ = self.context._
        self.quick_check.setChecked(self.session.quick_erase_on)
        self.quick_check.setEnabled(self.session.allows(Permission.SET_QUICK_ERASE))
        inside = column(Words(_("Erasing the whole vault"), "heading"), self.quick_check, spacing=GRID)
        inside.addWidget(
            Words(
                _(
                    "For the moment when the computer is about to be taken by force. Every officer then finds it "
                    "in the menu, and on Ctrl+Shift+Del: two steps, and everything is gone, with every copy "
                    "within reach. Only an administrator can switch it on. Keep a copy in another place."
                ),
                "quiet",
            )
        )
        return card(inside, margin=3 * GRID)

    def _lay_over(self, widget: QWidget) -> None:
        layout: QLayout | None = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def _connect(self) -> None:
        self.days_edit.textEdited.connect(lambda _text: self._on_days_typed())
        self.days_edit.returnPressed.connect(self._save_period)
        self.keep_form.kept.connect(self._keep)
        self.keep_form.cancelled.connect(self._focus)
        self.old_copies.purged.connect(self.refresh)
        self.quick_check.clicked.connect(self._switch)
        self.erase_case.closed.connect(self._on_erase_closed)
        self.erase_case.erased.connect(self.case_erased)
        self.save_button.setVisible(self.session.allows(Permission.SET_RETENTION))

    def shown(self) -> None:
        """Look up what is due and what older copies hold."""
        self.hide_error()
        self._on_erase_closed()

    def refresh(self) -> None:
        """Look again."""
        session = self.session
        self.context.tasks.run(lambda: due_cases(session), self._show_due, self._on_failed)
        self.context.tasks.run(lambda: copies_left(session), self._show_copies, self._on_failed)

    def _show_due(self, due: tuple[DueCase, ...]) -> None:
        if not isValid(self):
            return
        ngettext = self.context.translator.ngettext
        self._due = due
        empty(self.due_list)
        self.keep_buttons = {}
        for each in due[:SHOWN]:
            self.due_list.addWidget(self._due_row(each))
        count = len(due)
        words = ngettext("{count} case to review", "{count} cases to review", count).format(count=count)
        if count > SHOWN:
            words += ". " + self.context._("The first {count} are shown.").format(count=SHOWN)
        self.due_label.show_text(words if count else self.context._("No case has to be looked at today."))
        self._focus()

    def _due_row(self, due: DueCase) -> QWidget:
        _ = self.context._
        case = due.case
        state = _(REVIEW_STATE[due.state])
        if case.review_on:
            since = date(day.fromisoformat(case.review_on), self.context.translator.language)
            state = _("{state} since {day}").format(state=state, day=since)
        state += f" · {_(CASE_STATE[case.state])}"
        words = [Words(_("Case {number}").format(number=ltr(case.number)), "strong"), Words(state)]
        if due.kept_because is not None:
            why = _(KEEP_REASON[due.kept_because])
            words.append(Words(_("Kept the last time because: {reason}").format(reason=why), "quiet"))
        may = self.session.allows(Permission.ERASE_CASE)
        keep = button(_("Keep…"), lambda: self._ask_keep(due))
        erase = button(_("Erase…"), lambda: self._ask_erase(due))
        for made in (keep, erase):
            made.setEnabled(may)
            made.setAccessibleName(strip_invisible(f"{made.text()} {words[0].text()}"))
        self.keep_buttons[case.id] = keep
        made_row = QWidget()
        layout = column(line(), *words, spacing=GRID // 2)
        layout.addLayout(row(keep, erase, None))
        layout.setContentsMargins(0, 0, 0, 0)
        made_row.setLayout(layout)
        return made_row

    def _show_copies(self, copies: tuple[OldCopy, ...]) -> None:
        if not isValid(self):
            return
        ngettext = self.context.translator.ngettext
        most = max((copy.cases for copy in copies), default=0)
        held = ngettext(
            "The copies still hold {count} case that was erased since:",
            "The copies still hold up to {count} cases that were erased since:",
            most,
        ).format(count=most)
        self.no_copies_label.setVisible(not copies)
        self.old_copies.show_copies(copies, held)

    def _keep(self, case_id: str, days: int, reason: KeepReason) -> None:
        session = self.session
        self.context.tasks.run(
            lambda: keep_case(session, case_id, days, reason), lambda _until: self._on_changed(), self._on_failed
        )

    def _ask_keep(self, due: DueCase) -> None:
        self.keep_form.ask(due.case)
        bring_into_view(self.keep_form)

    def _ask_erase(self, due: DueCase) -> None:
        self.area.hide()
        self.erase_case.show()
        self.erase_case.ask(due.case)

    def _on_erase_closed(self) -> None:
        self.erase_case.hide()
        self.area.show()
        self.refresh()

    def _on_changed(self) -> None:
        if isValid(self):
            self.hide_error()
            self.refresh()

    def _on_days_typed(self) -> None:
        self.period_label.show_text("")

    def _save_period(self) -> None:
        if not self.session.allows(Permission.SET_RETENTION):
            return
        session, typed = self.session, self.days_edit.text()
        days = int(typed) if typed.isdecimal() else 0
        self.context.tasks.run(
            lambda: set_review_period(session, days), lambda _done: self._on_period_saved(), self._on_failed
        )

    def _on_period_saved(self) -> None:
        if isValid(self):
            self.period_label.show_text(
                self.context._("Saved. Cases that somebody decided to keep stay as decided.")
            )
            self._on_changed()

    def _switch(self, on: bool) -> None:
        session = self.session
        self.context.tasks.run(
            lambda: switch_quick_erase(session, on), lambda _done: self._on_changed(), self._on_switch_failed
        )

    def _on_switch_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self.quick_check.setChecked(self.session.quick_erase_on)
            self._on_failed(error)

    def _on_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self.show_error(error)

    def _focus(self) -> None:
        """The keyboard on the first case that is due, unless it is somewhere on the page already."""
        if self.keep_form.isVisible() or self.days_edit.hasFocus() or self.quick_check.hasFocus():
            return
        first = next(iter(self.keep_buttons.values()), self.back_button)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from a case to the page."""
        if event.key() == Qt.Key.Key_Escape and self.erase_case.isVisible():
            self._on_erase_closed()
        else:
            super().keyPressEvent(event)
