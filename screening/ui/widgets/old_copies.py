"""What older copies of the vault still hold of erased cases, in words, and erasing those copies at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as day
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.core.roles import Permission
from screening.languages.bidi import date
from screening.operations.retention import OldCopy, purge_copies
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.moments import moment_words
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, row
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.store.backups import Progress


class OldCopies(QWidget):
    """Hidden while there are none. Signals: `purged()` when they are erased."""

    purged = Signal()

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__()
        self.context = context
        self._session = session
        self._copies: tuple[OldCopy, ...] = ()
        _ = context._
        self._may = session.allows(Permission.PURGE_BACKUPS)
        self.held_label = Words(role="strong")
        self.list_label = Words()
        ask = _("A supervisor or an administrator can erase them at once.")
        self.note_label = Words("" if self._may else ask, "quiet")
        self.error = Words(role="error")
        self.error.hide()
        self.purge_button = button(_("Erase these older copies now"), self._ask)
        self.sure_label = Words(
            _("They are overwritten and removed. What else stands only in them, nobody can bring back.")
        )
        self.yes_button = button(_("Erase these copies"), self._purge)
        self.no_button = button(_("Leave them"), self._withdraw)
        self.progress_label = Words(role="quiet")
        self._lay_out()
        self.show_copies(())

    def _lay_out(self) -> None:
        parts = (self.held_label, self.list_label, self.note_label, self.error, self.sure_label)
        layout = column(*parts, spacing=GRID)
        layout.addLayout(row(self.purge_button, self.no_button, self.yes_button, None))
        layout.addWidget(self.progress_label)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_copies(self, copies: Sequence[OldCopy], held: str = "") -> None:
        """Say which copies there are, and until when; `held` says what they hold."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._copies = tuple(copies)
        self.held_label.show_text(held)
        self.held_label.setVisible(bool(held))
        self.list_label.show_text("\n".join(self._line(copy) for copy in copies))
        self.note_label.setVisible(not self._may)
        self.progress_label.hide()
        self._show_question(False)
        self.setVisible(bool(copies))
        if had_focus and self._may and copies:
            self.purge_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, copy: OldCopy) -> str:
        _ = self.context._
        made = moment_words(self.context, copy.info.made_utc)
        if not copy.expires:
            return _("Copy of {made}: goes by itself once there is a newer one").format(made=made)
        if copy.expires <= self._session.now()[:10]:
            return _("Copy of {made}: goes by itself with the next daily copy").format(made=made)
        return _("Copy of {made}: goes by itself on {day} at the latest").format(
            made=made, day=self._day(copy.expires)
        )

    def _day(self, text: str) -> str:
        return date(day.fromisoformat(text), self.context.translator.language)

    def _show_question(self, asked: bool) -> None:
        self.purge_button.setVisible(self._may and not asked)
        for widget in (self.sure_label, self.yes_button, self.no_button):
            widget.setVisible(asked)

    def _ask(self) -> None:
        self._show_question(True)
        self.no_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _withdraw(self) -> None:
        self._show_question(False)
        self.purge_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _purge(self) -> None:
        self.error.hide()
        self._show_question(False)
        self.purge_button.hide()
        self.progress_label.show_text(self.context._("The copies are being overwritten…"))
        self.progress_label.show()
        session, copies = self._session, self._copies
        self.context.tasks.run_in_steps(
            purge_copies(session, copies), self._on_purged, self._on_failed, self._on_progress
        )

    def _on_progress(self, progress: Progress) -> None:
        if isValid(self) and progress.total:
            percent = 100 * progress.done // progress.total
            words = self.context._("The copies are being overwritten: {percent} %").format(percent=percent)
            self.progress_label.show_text(words)

    def _on_purged(self, _done: None) -> None:
        if isValid(self):
            self.show_copies(())
            self.purged.emit()

    def _on_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self.progress_label.hide()
            self._show_question(False)
            self.error.show_text(self.context.sentence(error))
            self.error.show()
