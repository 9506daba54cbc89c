"""What is asked when an officer is added, or something about one is changed: one small form each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from screening.core.errors import ScreeningError
from screening.core.roles import Role
from screening.languages.bidi import ltr
from screening.operations.officers import OfficerEntry
from screening.store.passphrase import check_officer_code
from screening.ui.context import UiContext
from screening.ui.widgets.basics import labelled
from screening.ui.widgets.inline_form import InlineForm, Missing
from screening.ui.widgets.new_passphrase import NewPassphrase
from screening.ui.widgets.role_choice import RoleChoice
from screening.ui.widgets.two_steps import TwoSteps
from screening.ui.widgets.words import Words

CODE_LENGTH = 16


class AddOfficerForm(InlineForm):
    """Code, role and a first passphrase."""

    def __init__(self, context: UiContext) -> None:
        _ = context._
        super().__init__(context, _("Add an officer"), _("Add this officer"), _("Adding…"))
        self.code_edit = code_field()
        self.role_choice = RoleChoice(context)
        self.passphrase = new_passphrase(self)
        hint = _("Letters, digits and hyphens. Not a name: codes can be read without a passphrase.")
        self.body.addLayout(labelled(_("Officer code"), self.code_edit, hint=hint))
        self.body.addWidget(Words(_("Role"), "strong"))
        self.body.addWidget(self.role_choice)
        self.body.addWidget(self.passphrase)
        self.body.addWidget(Words(_first_passphrase(context), "quiet"))
        self.look = lambda: wrong_code(context, self.code_edit) or self.passphrase.problem()
        self.order_tabs(self.code_edit, *self.role_choice.stops, *self.passphrase.stops)

    @property
    def code(self) -> str:
        """The code as typed."""
        return self.code_edit.text().strip()

    def focus(self) -> None:
        """Put the keyboard on the code."""
        self.code_edit.setFocus(Qt.FocusReason.OtherFocusReason)


class RenameForm(InlineForm):
    """Another code for an officer."""

    def __init__(self, context: UiContext, officer: OfficerEntry) -> None:
        _ = context._
        title = _("Another code for {code}").format(code=ltr(officer.code))
        super().__init__(context, title, _("Change the code"), _("Changing…"))
        self.code_edit = code_field()
        self.code_edit.setText(officer.code)
        self.body.addLayout(labelled(_("New code"), self.code_edit))
        self.body.addWidget(
            Words(_("The passphrase stays as it is. Forms that are printed already keep the old code."), "quiet")
        )
        self.look = lambda: wrong_code(context, self.code_edit)
        self.order_tabs(self.code_edit)

    @property
    def code(self) -> str:
        """The code as typed."""
        return self.code_edit.text().strip()

    def focus(self) -> None:
        """Put the keyboard on the code, ready to be typed over."""
        self.code_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.code_edit.selectAll()


class RoleForm(InlineForm):
    """Another role for an officer."""

    def __init__(self, context: UiContext, officer: OfficerEntry) -> None:
        _ = context._
        title = _("The role of {code}").format(code=ltr(officer.code))
        super().__init__(context, title, _("Change the role"), _("Changing…"))
        self.role_choice = RoleChoice(context, officer.role)
        self.body.addWidget(self.role_choice)
        self.order_tabs(*self.role_choice.stops)

    @property
    def role(self) -> Role:
        """The picked role."""
        return self.role_choice.role

    def focus(self) -> None:
        """Put the keyboard on the picked role."""
        self.role_choice.focus()


class SetPassphraseForm(InlineForm):
    """A new passphrase for somebody who forgot theirs."""

    def __init__(self, context: UiContext, officer: OfficerEntry) -> None:
        _ = context._
        title = _("A new passphrase for {code}").format(code=ltr(officer.code))
        super().__init__(context, title, _("Set this passphrase"), _("Setting…"))
        self.say(_("For an officer who forgot theirs. The old passphrase no longer opens this vault."))
        self.passphrase = new_passphrase(self)
        self.body.addWidget(self.passphrase)
        self.body.addWidget(Words(_first_passphrase(context), "quiet"))
        self.look = self.passphrase.problem
        self.order_tabs(*self.passphrase.stops)

    def focus(self) -> None:
        """Put the keyboard on the passphrase."""
        self.passphrase.passphrase_edit.setFocus(Qt.FocusReason.OtherFocusReason)


def disable_form(context: UiContext, officer: OfficerEntry) -> InlineForm:
    """Keep an officer out for a time."""
    _, code = context._, ltr(officer.code)
    form = InlineForm(
        context,
        _("Keep {code} out for a time").format(code=code),
        _("Keep {code} out").format(code=code),
        leave=_("Leave as it is"),
    )
    form.say(_("{code} cannot open this vault until you let them in again.").format(code=code))
    form.say(
        _(
            "This is for a time away. It does not change the key of the vault: whoever may misuse a passphrase is "
            "removed for good instead."
        )
    )
    return form


def revoke_form(context: UiContext, officer: OfficerEntry) -> TwoSteps:
    """Take the vault away from an officer for good: what that does, and what it cannot do."""
    _, code = context._, ltr(officer.code)
    form = TwoSteps(
        context,
        _("Remove {code} for good").format(code=code),
        sure=_("Remove {code} from this vault now? This cannot be taken back.").format(code=code),
        doing=_("Yes, remove {code}").format(code=code),
        busy=_("Making a new key…"),
    )
    form.body.addWidget(Words(_("What this does"), "strong"))
    form.say(
        _(
            "{code} cannot open this vault any more. The vault gets a new key. Nobody else types anything new: "
            "their passphrases and the recovery keys stay as they are. What {code} did stays in the record."
        ).format(code=code)
    )
    form.body.addWidget(Words(_("What this cannot do"), "strong"))
    form.say(
        _(
            "A copy of the vault, or of its folder, from before today can still be opened with the passphrase "
            "of {code}. Whoever took one keeps what was in it."
        ).format(code=code)
    )
    form.say(
        _("If {code} has the paper of a recovery key, remove that key too, under “Recovery keys”.").format(
            code=code
        )
    )
    return form


def code_field() -> QLineEdit:
    """A field for an officer's code, which reads from left to right."""
    made = QLineEdit()
    made.setMaxLength(CODE_LENGTH)
    return made


def new_passphrase(form: InlineForm) -> NewPassphrase:
    """The two fields of a new passphrase, brought into view with the words that are offered."""
    made = NewPassphrase(form.context)
    made.offered.connect(lambda: form.reveal(made.offered_words))
    return made


def wrong_code(context: UiContext, edit: QLineEdit) -> Missing | None:
    """What is wrong with a code as it is typed."""
    if error := _refused(check_officer_code, edit.text().strip()):
        return context.sentence(error), edit
    return None


def _refused(check: Callable[[str], None], text: str) -> ScreeningError | None:
    try:
        check(text)
    except ScreeningError as error:
        return error
    return None


def _first_passphrase(context: UiContext) -> str:
    return context._(
        "Tell it to this officer alone, by word of mouth. When they first open the vault with it, they are asked "
        "to choose their own."
    )
