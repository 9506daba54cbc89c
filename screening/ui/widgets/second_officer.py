"""A second officer agrees at this computer, with their own code and passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.languages.bidi import strip_invisible
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import RETURN_KEYS, button, column, labelled, row, set_role, set_tab_order
from screening.ui.widgets.secret_edit import SecretEdit
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.operations.officers import OfficerEntry
    from screening.operations.session import Session

CODE_LENGTH = 16


class SecondOfficer(QFrame):
    """`what` is about to happen, in one sentence that the second officer reads; `why` two are asked for.

    Signals: `proved(OfficerEntry)` when another active officer's passphrase was right; `cancelled()`. Nothing that
    was typed stays after either.
    """

    proved = Signal(object)
    cancelled = Signal()

    def __init__(self, context: UiContext, session: Session, what: str, why: str = "") -> None:
        super().__init__()
        _ = context._
        self._context = context
        self._session = session
        self.why_label = Words(why or _("This concerns many people at once, so two officers decide it together."))
        self.what_label = Words(what, "strong")
        self.code_edit = QLineEdit()
        self.code_edit.setMaxLength(CODE_LENGTH)
        self.passphrase_edit = SecretEdit(context)
        self.error = Words(role="error")
        self.cancel_button = button(_("Cancel"), self._on_cancel)
        self.agree_button = button(_("I agree"), self.prove, "primary")
        self._lay_out()
        for edit in (self.code_edit, self.passphrase_edit.edit):
            edit.textEdited.connect(lambda _text: self.error.hide())

    def _lay_out(self) -> None:
        _ = self._context._
        hint = _("Another officer of this vault types their own. Nobody tells a passphrase to anybody.")
        inside = column(Words(_("A second officer agrees"), "heading"), spacing=2 * GRID)
        for widget in (self.what_label, self.why_label):
            inside.addWidget(widget)
        inside.addLayout(labelled(_("Code of the second officer"), self.code_edit, hint=hint))
        inside.addLayout(labelled(_("Passphrase of the second officer"), self.passphrase_edit))
        inside.addWidget(self.error)
        inside.addLayout(row(self.cancel_button, None, self.agree_button))
        inside.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        self.setLayout(inside)
        set_role(self, "card")
        self.error.hide()
        set_tab_order(
            self.code_edit,
            self.passphrase_edit.edit,
            self.passphrase_edit.show_button,
            self.cancel_button,
            self.agree_button,
        )

    def focus(self) -> None:
        """Put the keyboard on the code."""
        self.code_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def prove(self) -> None:
        """Have the passphrase tried; what is missing is said first."""
        if not self.agree_button.isEnabled():
            return
        code, passphrase = self.code_edit.text().strip(), self.passphrase_edit.text
        if not code or not passphrase:
            missing: QWidget = self.passphrase_edit if code else self.code_edit
            self._say(self._context._("Fill in the code and the passphrase of the second officer."), missing)
            return
        from screening.operations.officers import prove_officer  # brings what works on a vault with it

        session = self._session
        self._set_busy(True)
        self._context.tasks.run(lambda: prove_officer(session, code, passphrase), self._on_proved, self._on_failed)

    def _on_proved(self, officer: OfficerEntry) -> None:
        if not isValid(self):  # the page was left meanwhile
            return
        self._set_busy(False)
        self.forget()
        if self.isVisible():  # who went away while it was checked has not seen what they agree to
            self.proved.emit(officer)

    def _on_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self._set_busy(False)
            self.passphrase_edit.forget()
            self._say(self._context.sentence(error), self.passphrase_edit)

    def forget(self) -> None:
        """Nothing typed."""
        self.code_edit.setText("")
        self.passphrase_edit.forget()
        self.error.hide()

    def _on_cancel(self) -> None:
        self.forget()
        self.cancelled.emit()

    def _say(self, words: str, where: QWidget) -> None:
        self.error.show_text(words)
        self.error.show()
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        # The keyboard goes to a field: a screen reader says the field, and this with it.
        (where.focusProxy() or where).setAccessibleDescription(strip_invisible(words))

    def _set_busy(self, busy: bool) -> None:
        _ = self._context._
        if busy:
            self.error.hide()
        self.agree_button.setText(_("Checking…") if busy else _("I agree"))
        for each in (self.code_edit, self.passphrase_edit, self.cancel_button, self.agree_button):
            each.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter agrees from both fields; on another button it presses that button. Esc cancels."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.cancel_button.isEnabled():
            self._on_cancel()
        elif event.key() not in RETURN_KEYS:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton) and focused is not self.agree_button:
            focused.click()
        else:
            self.prove()
