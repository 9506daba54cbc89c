"""One's own passphrase: the old one, a new one twice, and a new key for the vault where somebody knows the old."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.core.roles import Role
from screening.languages.bidi import ltr
from screening.operations.officers import change_own_passphrase
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.daily_copies import copies_after_change
from screening.ui.screens.vault.page import VaultPage
from screening.ui.widgets.own_passphrase import OwnPassphrase
from screening.ui.widgets.words import Words


class PassphrasePage(VaultPage):
    """Whoever came in with a recovery key has no passphrase of their own here, and is told where to set one."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("Your passphrase"))
        self.told = Words(role="chip")
        self.told.hide()
        self.form: OwnPassphrase | None = None
        self.body.addWidget(self.told)
        if session.vault.officer.role is Role.RECOVERY:
            words = context._(
                "You came in with a recovery key. Set a new passphrase for an officer under “Officers”, then lock "
                "and open the vault with it."
            )
            self.body.addWidget(Words(words))
        else:
            self.form = self._make_form()
            self.body.addWidget(self.form)

    def _make_form(self) -> OwnPassphrase:
        form = OwnPassphrase(self.context, self._title(), self.context._("Old passphrase"))
        form.asked.connect(lambda: self._change(form))
        form.cancelled.connect(self.back_asked)
        return form

    def _title(self) -> str:
        code = ltr(self.session.vault.officer.code)
        return self.context._("A new passphrase for {code}").format(code=code)

    def shown(self) -> None:
        """Nothing typed, and the keyboard on the first field."""
        self.told.hide()
        if self.form is not None:
            self.form.forget()
            self.form.focus()
        else:
            self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, form: OwnPassphrase) -> None:
        work = partial(
            change_own_passphrase,
            self.session,
            form.old_edit.text,
            form.passphrase.text,
            rotate=form.known_check.isChecked(),
        )
        known = form.known_check.isChecked()

        def done(_done: None) -> None:
            if known:
                copies_after_change(self.context, self.session, self._on_no_copy)
            if isValid(self):
                form.forget()
                self.told.show_text(
                    self.context._("Your passphrase was changed. This vault has a new key.")
                    if known
                    else self.context._("Your passphrase was changed.")
                )
                self.told.show()
                self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

        def failed(error: ScreeningError) -> None:
            if isValid(form):
                form.show_failure(error)

        self.context.tasks.run(work, done, failed)

    def _on_no_copy(self, error: ScreeningError) -> None:
        if isValid(self):
            self.show_error(error)
