"""The fields with which officers change their own passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening.core.errors import Problem, ScreeningError
from screening.ui.context import UiContext
from screening.ui.widgets.basics import check, column, labelled
from screening.ui.widgets.inline_form import InlineForm, Missing
from screening.ui.widgets.new_passphrase import NewPassphrase
from screening.ui.widgets.secret_edit import SecretEdit
from screening.ui.widgets.words import Words

OLD_WRONG = frozenset({Problem.OWN_PASSPHRASE_WRONG, Problem.WAIT_BEFORE_RETRY, Problem.TOO_MANY_ATTEMPTS})


class OwnPassphrase(InlineForm):
    """`old` names the field of the passphrase that is replaced.

    `first`: it was given by an administrator, and nothing leads past choosing another.
    """

    def __init__(self, context: UiContext, title: str, old: str, *, first: bool = False) -> None:
        _ = context._
        super().__init__(context, title, _("Change the passphrase"), _("Changing…"), leave=_("Leave as it is"))
        self.old_edit = SecretEdit(context)
        self.passphrase = NewPassphrase(context, _("New passphrase"), _("New passphrase again"))
        self.passphrase.offered.connect(lambda: self.reveal(self.passphrase.offered_words))
        self.known_check = check(_("Somebody else may know the old one"))
        known = Words(
            _(
                "The vault then gets a new key as well, so that the old passphrase and an old copy of the key "
                "file do not open what is written from now on. Older copies of the whole vault stay open to it. "
                "Nobody else types anything new."
            ),
            "quiet",
        )
        self.body.addLayout(labelled(old, self.old_edit))
        self.body.addWidget(self.passphrase)
        self.known_part = QWidget()
        known_layout = column(self.known_check, known, spacing=0)
        known_layout.setContentsMargins(0, 0, 0, 0)
        self.known_part.setLayout(known_layout)
        self.body.addWidget(self.known_part)
        self.known_part.setVisible(not first)
        self.cancel_button.setVisible(not first)
        self._first = first
        self.look = self._missing
        self.order_tabs(self.old_edit.edit, self.old_edit.show_button, *self.passphrase.stops, self.known_check)

    def _missing(self) -> Missing | None:
        _ = self.context._
        if not self.old_edit.text:
            return _("Type the passphrase that you use now."), self.old_edit
        return self.passphrase.problem()

    def show_failure(self, error: ScreeningError) -> None:
        """Say what is in the way. A wrong old passphrase is gone, and typed again."""
        if error.problem in OLD_WRONG:
            self.old_edit.forget()
            self.show_missing(self.context.sentence(error), self.old_edit)
        elif error.problem is Problem.PASSPHRASE_NOT_NEW:
            self.show_missing(self.context.sentence(error), self.passphrase.passphrase_edit)
        else:
            self.show_error(self.context.sentence(error))

    def forget(self) -> None:
        """Nothing typed."""
        self.set_busy(False)
        self.error.hide()
        self.old_edit.forget()
        self.passphrase.forget()
        self.known_check.setChecked(False)

    def focus(self) -> None:
        """Put the keyboard on the old passphrase."""
        self.old_edit.setFocus(Qt.FocusReason.OtherFocusReason)
