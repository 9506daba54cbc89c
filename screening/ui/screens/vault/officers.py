"""Who may open this vault: added, renamed, given another role or passphrase, kept out, removed for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.core.roles import OfficerStatus, Permission, Role
from screening.languages.bidi import ltr
from screening.operations import officers
from screening.operations.officers import OfficerEntry
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.daily_copies import copies_after_change
from screening.ui.screens.vault.officer_forms import (
    AddOfficerForm,
    RenameForm,
    RoleForm,
    SetPassphraseForm,
    disable_form,
    revoke_form,
)
from screening.ui.screens.vault.page import VaultPage
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, row
from screening.ui.widgets.inline_form import InlineForm
from screening.ui.widgets.officer_row import OfficerRow
from screening.ui.widgets.words import Words

RENAME, ROLE, PASSPHRASE, DISABLE, ENABLE, REVOKE = "rename", "role", "passphrase", "disable", "enable", "revoke"
Work = Callable[[], None]
"""What the worker does to the vault; it touches no widget."""


class OfficersPage(VaultPage):
    """One form is open at a time. Who may not change the list reads it, and who may."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("Officers"))
        _ = context._
        self.may_manage = session.allows(Permission.MANAGE_OFFICERS)
        self.rows: dict[str, OfficerRow] = {}
        self.adding: AddOfficerForm | None = None
        self.told = Words(role="chip")
        self.told.hide()
        self.who_label = Words(role="strong")
        self.who_label.hide()
        self.add_button = button(_("Add an officer"), self.on_add)
        self._add_place = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.body.addWidget(
            Words(
                _(
                    "Whoever opens this vault can read all of it. A role decides what the program offers; it is "
                    "not a wall. Where groups must not read each other's cases, each needs a vault of its own."
                ),
                "quiet",
            )
        )
        self.body.addWidget(self.who_label)
        self.body.addWidget(self.told)
        self.body.addWidget(card(self._list, margin=GRID))
        self.body.addLayout(row(self.add_button, None))
        self.add_button.setVisible(self.may_manage)
        self.body.addLayout(self._add_place)

    def shown(self) -> None:
        """The list as it is now, unless something is being typed."""
        if self.form is None:
            self.told.hide()
            self.refresh()
        else:
            self.form.focus()

    @property
    def form(self) -> InlineForm | None:
        """The form that is open."""
        return self.adding or next((each.form for each in self.rows.values() if each.form is not None), None)

    def refresh(self, then: Callable[[], object] | None = None) -> None:
        """Look the officers up."""

        def done(found: Sequence[OfficerEntry]) -> None:
            if isValid(self):
                self.show_officers(found)
                (then or self.focus)()

        self.context.tasks.run(partial(officers.list_officers, self.session), done, self._on_failed)

    def show_officers(self, found: Sequence[OfficerEntry]) -> None:
        """A row each, by code."""
        self._close_adding()
        for old in self.rows.values():
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = {}
        for officer in sorted(found, key=lambda each: each.code.casefold()):
            made = OfficerRow(self.context, officer, self._actions(officer), self._hint(officer))
            made.action_asked.connect(partial(self.on_action, officer.id))
            self.rows[officer.id] = made
            self._list.addWidget(made)
        if not self.may_manage:
            codes = " · ".join(ltr(each.code) for each in found if each.role is Role.ADMINISTRATOR)
            self.who_label.show_text(
                self.context._("An administrator can change this list: {codes}.").format(codes=codes)
            )
            self.who_label.show()

    def focus(self) -> None:
        """Put the keyboard where something can be done."""
        (self.add_button if self.may_manage else self.back_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _actions(self, officer: OfficerEntry) -> list[tuple[str, str]]:
        _ = self.context._
        if not self.may_manage:
            return []
        found = [(RENAME, _("Change the code")), (ROLE, _("Change the role"))]
        if not officer.myself:
            found.append((PASSPHRASE, _("Set a new passphrase")))
            if officer.status is OfficerStatus.DISABLED:
                found.append((ENABLE, _("Let in again")))
            else:
                found.append((DISABLE, _("Keep out for a time")))
            found.append((REVOKE, _("Remove for good")))
        return found

    def _hint(self, officer: OfficerEntry) -> str:
        if not officer.myself:
            return ""
        return self.context._("Your own passphrase has its own page. Only another administrator can remove you.")

    # one form at a time

    def on_add(self) -> None:
        """Ask for a new officer."""
        self._close_forms()
        self.adding = form = AddOfficerForm(self.context)
        form.asked.connect(
            lambda: self._do(
                partial(
                    officers.add_officer, self.session, form.code, form.role_choice.role, form.passphrase.text
                ),
                self.context._("{code} can open this vault now.").format(code=ltr(form.code)),
                form,
            )
        )
        form.cancelled.connect(self._on_adding_cancelled)
        self.add_button.hide()
        self._add_place.addWidget(form)
        form.show()
        self._show_form(form)

    def on_action(self, officer_id: str, name: str) -> None:
        """Do something about one officer; what needs a word more is asked in a form under them."""
        self._close_forms()
        shown = self.rows[officer_id]
        officer, code = shown.officer, ltr(shown.officer.code)
        if name == ENABLE:
            words = self.context._("{code} can open this vault again.").format(code=code)
            self._do(partial(officers.enable_officer, self.session, officer.id), words)
            return
        form, prepare, words = self._asked(name, officer)
        form.asked.connect(lambda: self._do(prepare(), words.format(code=code), form, rotates=name == REVOKE))
        form.cancelled.connect(lambda: shown.close_form(name))
        shown.show_form(form)
        self._show_form(form)

    def _asked(self, name: str, officer: OfficerEntry) -> tuple[InlineForm, Callable[[], Work], str]:
        """The form for something, what takes the work from its fields, and what is said afterwards."""
        _, context, session = self.context._, self.context, self.session
        if name == RENAME:
            rename = RenameForm(context, officer)
            return (
                rename,
                lambda: partial(officers.rename_officer, session, officer.id, rename.code),
                _("The code was changed."),
            )
        if name == ROLE:
            role = RoleForm(context, officer)
            return (
                role,
                lambda: partial(officers.change_role, session, officer.id, role.role),
                _("The role was changed."),
            )
        if name == PASSPHRASE:
            new = SetPassphraseForm(context, officer)
            return (
                new,
                lambda: partial(officers.set_passphrase, session, officer.id, new.passphrase.text),
                _("{code} has a new passphrase."),
            )
        if name == DISABLE:
            return (
                disable_form(context, officer),
                lambda: partial(officers.disable_officer, session, officer.id),
                _("{code} is kept out until you let them in again."),
            )
        return (
            revoke_form(context, officer),
            lambda: partial(officers.revoke_officer, session, officer.id),
            _("{code} was removed. This vault has a new key."),
        )

    def _show_form(self, form: InlineForm) -> None:
        self.hide_error()
        self.told.hide()
        form.focus()
        form.reveal()

    def _on_adding_cancelled(self) -> None:
        self._close_adding()
        self.focus()

    def _close_adding(self) -> None:
        if self.adding is not None:
            form, self.adding = self.adding, None
            form.hide()
            form.deleteLater()
            self.add_button.setVisible(self.may_manage)

    def _close_forms(self) -> None:
        self._close_adding()
        for each in self.rows.values():
            each.close_form()

    # doing it

    def _do(self, work: Work, words: str, form: InlineForm | None = None, *, rotates: bool = False) -> None:
        """Do it, look the list up again and say what was done; or say beside the form what is in the way."""
        self.hide_error()

        def tell() -> None:
            self.told.show_text(words)
            self.told.show()
            self.focus()

        def done(_done: None) -> None:
            if rotates:
                copies_after_change(self.context, self.session, self._on_failed)
            if isValid(self):
                self.refresh(tell)

        def failed(error: ScreeningError) -> None:
            if form is not None and isValid(form) and isValid(self) and self.form is form:
                form.show_error(self.context.sentence(error))
            else:
                self._on_failed(error)

        self.context.tasks.run(work, done, failed)

    def _on_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self.show_error(error)
