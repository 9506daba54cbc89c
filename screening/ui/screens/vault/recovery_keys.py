"""The recovery keys: which there are, whether their papers still open the vault, one more, one fewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.core.roles import Permission
from screening.operations import officers
from screening.operations.officers import RecoveryEntry
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.daily_copies import copies_after_change
from screening.ui.screens.recovery_key import RecoveryKeyScreen
from screening.ui.screens.vault.page import VaultPage
from screening.ui.screens.vault.recovery_forms import TryKeyForm, remove_form
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, row
from screening.ui.widgets.inline_form import InlineForm
from screening.ui.widgets.recovery_row import RecoveryRow, key_name
from screening.ui.widgets.words import Words

ENOUGH = 2
"""Two keys with two people: one paper can burn or be lost."""


class RecoveryKeysPage(VaultPage):
    """A new key is shown in place of the page, and nothing else leads on until it is on paper or given up."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("Recovery keys"))
        _ = context._
        self.may_manage = session.allows(Permission.MANAGE_RECOVERY_KEYS)
        self.rows: dict[str, RecoveryRow] = {}
        self.trying: TryKeyForm | None = None
        self.shown_key: RecoveryEntry | None = None
        self.told = Words(role="chip")
        self.warning = Words(role="caution")
        for each in (self.told, self.warning):
            each.hide()
        self.try_button = button(_("Try a key without using it up"), self.on_try)
        self.add_button = button(_("Make another recovery key"), self.on_add)
        self._place = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.key_screen = RecoveryKeyScreen(context)
        self.key_screen.hide()
        self.key_screen.confirmed.connect(self._on_key_confirmed)
        self.key_screen.forgotten.connect(self._on_key_forgotten)
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.context._
        about = _(
            "A recovery key opens the vault when passphrases are forgotten. Keep two, with two people, in two "
            "places, away from this computer. Whoever has one can read everything."
        )
        self.body.addWidget(Words(about, "quiet"))
        if not self.may_manage:
            self.body.addWidget(Words(_("An administrator can make and remove recovery keys."), "strong"))
        for widget in (self.warning, self.told, card(self._list, margin=GRID)):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.try_button, self.add_button, None))
        self.body.addLayout(self._place)
        for each in (self.try_button, self.add_button):
            each.setVisible(self.may_manage)
        if (layout := self.layout()) is not None:
            layout.addWidget(self.key_screen)

    def shown(self) -> None:
        """The list as it is now, unless something is being asked."""
        if self.shown_key is not None:
            return
        if self.form is None:
            self.told.hide()
            self.refresh()
        else:
            self.form.focus()

    @property
    def shows_once(self) -> bool:
        """A key is."""
        return self.shown_key is not None

    @property
    def form(self) -> InlineForm | None:
        """The form that is open."""
        return self.trying or next((each.form for each in self.rows.values() if each.form is not None), None)

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Look the keys up."""

        def done(found: Sequence[RecoveryEntry]) -> None:
            if isValid(self):
                self.show_keys(found)
                (then or self.focus)()

        self.context.tasks.run(partial(officers.list_recovery_keys, self.session), done, self._on_failed)

    def show_keys(self, found: Sequence[RecoveryEntry]) -> None:
        """A row each, by number; too few is said calmly."""
        for old in self.rows.values():
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {}
        kept = sum(key.confirmed for key in found)
        for key in found:
            # The last key, or the last that somebody is known to have, stays.
            spare = len(found) > 1 and (not key.confirmed or kept > 1)
            made = RecoveryRow(self.context, key, removable=self.may_manage and spare)
            made.remove_asked.connect(partial(self.on_remove, key.id))
            self.rows[key.id] = made
            self._list.addWidget(made)
        self.warning.show_text(self._too_few(kept))
        self.warning.setVisible(kept < ENOUGH)

    def _too_few(self, kept: int) -> str:
        _ = self.context._
        if kept == 0:
            return _(
                "Nobody has confirmed that a recovery key is on paper. Make one now, and a second one after it."
            )
        return _("There is one recovery key on paper. Make a second one, for another person in another place.")

    def focus(self) -> None:
        """Put the keyboard where something can be done."""
        (self.try_button if self.may_manage else self.back_button).setFocus(Qt.FocusReason.OtherFocusReason)

    # the drill

    def on_try(self) -> None:
        """Ask for a key from its paper."""
        self._close_forms()
        self.trying = form = TryKeyForm(self.context)
        form.asked.connect(lambda: self._try(form))
        form.cancelled.connect(self._on_try_cancelled)
        self._clear()
        self._place.addWidget(form)
        form.show()
        form.focus()
        form.reveal()

    def _try(self, form: TryKeyForm) -> None:
        self.told.hide()

        def done(key: RecoveryEntry) -> None:
            if isValid(self) and isValid(form):
                self._close_forms()
                self.refresh(partial(self._tell, self._opens(key)))

        def failed(error: ScreeningError) -> None:
            if isValid(form):
                form.refuse(self.context.sentence(error))

        self.context.tasks.run(partial(officers.try_recovery_key, self.session, form.key_edit.text), done, failed)

    def _opens(self, key: RecoveryEntry) -> str:
        words = self.context._("This key opens this vault ({name}). Nothing was changed. Put the paper back.")
        return words.format(name=key_name(self.context, key))

    def _on_try_cancelled(self) -> None:
        self._close_forms()
        self.focus()

    # one more

    def on_add(self) -> None:
        """Make another key and show it, this one time."""
        self._close_forms()
        self.hide_error()
        self._set_busy(True)

        def done(made: tuple[RecoveryEntry, str]) -> None:
            if isValid(self):
                self._set_busy(False)
                self._show_key(*made)

        self.context.tasks.run(partial(officers.add_recovery_key, self.session), done, self._on_failed)

    def _show_key(self, key: RecoveryEntry, written: str) -> None:
        self.shown_key = key
        self.area.hide()
        self.key_screen.show()
        self.key_screen.show_key(written, key_name(self.context, key))

    def _on_key_confirmed(self) -> None:
        key = self.shown_key
        if key is None:
            return
        name = key_name(self.context, key)

        def done(_done: None) -> None:
            if isValid(self):
                self._leave_key(self.context._("{name} is on paper.").format(name=name))

        def failed(error: ScreeningError) -> None:
            if isValid(self):
                self.key_screen.show_error(self.context.sentence(error))

        self.context.tasks.run(partial(officers.confirm_recovery_key, self.session, key.id), done, failed)

    def _on_key_forgotten(self) -> None:
        """The page was left before anybody showed that the key is on paper: it cannot be shown again."""
        if self.shown_key is not None:
            self._leave_key(
                self.context._(
                    "{name} was not confirmed and cannot be shown again. Remove it, then make another one."
                ).format(name=key_name(self.context, self.shown_key))
            )

    def _leave_key(self, words: str) -> None:
        self.shown_key = None
        self.key_screen.hide()
        self.area.show()
        self.refresh(partial(self._tell, words))

    # one fewer

    def on_remove(self, key_id: str) -> None:
        """Ask about removing a key, and do it."""
        self._close_forms()
        shown = self.rows[key_id]
        form = remove_form(self.context, shown.key)
        words = self.context._("{name} no longer opens this vault. The vault has a new key.")
        words = words.format(name=key_name(self.context, shown.key))

        def done(_done: None) -> None:
            copies_after_change(self.context, self.session, self._on_failed)
            if isValid(self):
                self.refresh(partial(self._tell, words))

        def failed(error: ScreeningError) -> None:
            if isValid(form):
                form.show_error(self.context.sentence(error))

        work = partial(officers.remove_recovery_key, self.session, key_id)
        form.asked.connect(lambda: self.context.tasks.run(work, done, failed))
        form.cancelled.connect(shown.close_form)
        self._clear()
        shown.show_form(form)
        form.focus()
        form.reveal()

    # what is said

    def _clear(self) -> None:
        self.hide_error()
        self.told.hide()

    def _close_forms(self) -> None:
        if self.trying is not None:
            form, self.trying = self.trying, None
            form.hide()
            form.deleteLater()
        for each in self.rows.values():
            each.close_form()

    def _set_busy(self, busy: bool) -> None:
        for each in (self.try_button, self.add_button):
            each.setEnabled(not busy)

    def _tell(self, words: str) -> None:
        self.told.show_text(words)
        self.told.show()
        self.focus()

    def _on_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self._set_busy(False)
            self.show_error(error)
