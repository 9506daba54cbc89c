"""Erasing a case: what goes, what stays, why; then what was done, and the older copies that still hold it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from screening.core.case import CaseSummary
from screening.core.errors import ScreeningError
from screening.core.retention import EraseReason
from screening.languages.bidi import ltr
from screening.languages.retention_terms import ERASE_REASON
from screening.operations.backups import after_erasing
from screening.operations.retention import OldCopy, copies_left, copies_to_come, erase_case
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, row, scrolled_page, set_tab_order
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.old_copies import OldCopies
from screening.ui.widgets.words import Words


class EraseCase(QWidget):
    """Asks about one case at a time. The keyboard stands on the way back; nothing goes before a reason is chosen.

    Signals: `closed()` to go back to where one was; `erased(str)` with the id, as soon as the case is gone.
    """

    closed = Signal()
    erased = Signal(str)

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__()
        self.context = context
        self._session = session
        self._case = ""
        self.done = False
        _ = context._
        self.title = Words(role="title")
        self.error = Words(role="error")
        self.copies_label = Words()
        self.reason_bar = ChoiceBar([(each.value, _(words)) for each, words in ERASE_REASON.items()])
        self.reason_bar.setAccessibleName(_("Why is it erased?"))
        self.keep_button = button(_("Keep the case"), self.closed.emit, "primary")
        self.erase_button = button(_("Erase this case"), self._erase)
        self.fresh_label = Words()
        self.old_copies = OldCopies(context, session)
        self.nothing_label = Words(_("No older copy of the vault holds the case."))
        self.close_button = button(_("Back"), self.closed.emit, "primary")
        self._question, self._result = self._make_question(), self._make_result()
        self._lay_out()
        self.reason_bar.chosen.connect(lambda _value: self.erase_button.setEnabled(True))
        self.old_copies.purged.connect(self._on_purged)

    def _make_question(self) -> QWidget:
        _ = self.context._
        goes = Words(
            _(
                "All of it goes: the answers, the notes, name and contact, what the person agreed to, the forms "
                "and to whom they were given. Nobody can bring it back."
            ),
            "strong",
        )
        stays = column(
            Words(_("What stays"), "heading"),
            Words(_("One line in the record of what was done: that a case was erased. It names nobody.")),
            Words(
                _(
                    "Forms that were printed or saved, and what services already have. If the person wants that "
                    "to go as well, ask each service."
                )
            ),
            self.copies_label,
        )
        why = column(Words(_("Why is it erased?"), "heading"), self.reason_bar)
        body = column(card(column(goes), margin=3 * GRID), card(stays, margin=3 * GRID), spacing=2 * GRID)
        body.addWidget(card(why, margin=3 * GRID))
        body.addLayout(row(self.keep_button, None, self.erase_button, spacing=4 * GRID))
        return _held(body)

    def _make_result(self) -> QWidget:
        inner = column(self.fresh_label, self.nothing_label, self.old_copies, spacing=2 * GRID)
        body = column(card(inner, margin=3 * GRID), spacing=2 * GRID)
        body.addLayout(row(self.close_button, None))
        return _held(body)

    def _lay_out(self) -> None:
        inside = column(self.title, self.error, self._question, self._result, None, spacing=2 * GRID)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled_page(inside)
        outer.addWidget(self.area)
        set_tab_order(self.keep_button, *self.reason_bar.buttons.values(), self.erase_button)

    def ask(self, case: CaseSummary) -> None:
        """Ask whether this case is to go."""
        self._case, self.done = case.id, False
        _ = self.context._
        self.title.show_text(_("Erase case {number}?").format(number=ltr(case.number)))
        self.copies_label.show_text(_("Older copies of the vault, until they go by themselves or are erased too."))
        self.reason_bar.show_value(None)
        self.erase_button.setEnabled(False)
        self.error.hide()
        self._question.show()
        self._result.hide()
        self.area.verticalScrollBar().setValue(0)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        session = self._session
        self.context.tasks.run(lambda: copies_to_come(session), self._say_copies, lambda _error: None)

    def _say_copies(self, copies: tuple[OldCopy, ...]) -> None:
        if not isValid(self):
            return
        ngettext = self.context.translator.ngettext
        count = len(copies)
        words = ngettext(
            "{count} older copy of the vault, until it goes by itself or is erased too.",
            "{count} older copies of the vault, until they go by themselves or are erased too.",
            count,
        ).format(count=count)
        self.copies_label.show_text(words)
        self.copies_label.setVisible(bool(count))

    def _erase(self) -> None:
        session, case, why = self._session, self._case, EraseReason(self.reason_bar.value or "")
        self.erase_button.setEnabled(False)
        self.context.tasks.run(
            lambda: erase_case(session, case, why), lambda _done: self._on_erased(case), self._on_failed
        )

    def _on_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self.error.show_text(self.context.sentence(error))
            self.error.show()
            self.erase_button.setEnabled(True)
            self.area.verticalScrollBar().setValue(0)

    def _on_erased(self, case: str) -> None:
        """It is gone; a fresh copy without it is made, so that the older ones get their last day."""
        if not isValid(self):
            return
        _ = self.context._
        self.done = True
        self.title.show_text(_("The case is erased"))
        self.error.hide()
        self.fresh_label.show_text(_("A fresh copy of the vault, without the case, is being made…"))
        self.nothing_label.hide()
        self.old_copies.show_copies(())
        self._question.hide()
        self._result.show()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.erased.emit(case)
        session = self._session
        self.context.tasks.run_in_steps(
            after_erasing(session),
            lambda _done: self._on_renewed(_("A fresh copy of the vault was made, without the case.")),
            lambda error: self._on_renewed(
                _("No fresh copy of the vault could be made.") + " " + self.context.sentence(error)
            ),
        )

    def _on_renewed(self, words: str) -> None:
        session, case = self._session, self._case
        if isValid(self) and self.done:
            self.fresh_label.show_text(words)
            self.context.tasks.run(lambda: copies_left(session, case), self._show_old, lambda _error: None)

    def _show_old(self, copies: tuple[OldCopy, ...]) -> None:
        if not isValid(self) or not self.done:
            return
        ngettext = self.context.translator.ngettext
        held = ngettext(
            "{count} older copy of the vault still holds the case:",
            "{count} older copies of the vault still hold the case:",
            len(copies),
        ).format(count=len(copies))
        self.nothing_label.setVisible(not copies)
        self.old_copies.show_copies(copies, held)

    def _on_purged(self) -> None:
        self.nothing_label.show()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; a digit chooses the reason."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not self.done and event.text().isdecimal() and self.reason_bar.pick(int(event.text())):
            self.erase_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


def _held(layout: QVBoxLayout) -> QWidget:
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made
