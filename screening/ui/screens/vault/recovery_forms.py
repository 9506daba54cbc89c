"""What is asked when a recovery key is tried or removed."""

from __future__ import annotations

from PySide6.QtCore import Qt

from screening.operations.officers import RecoveryEntry
from screening.ui.context import UiContext
from screening.ui.widgets.basics import labelled
from screening.ui.widgets.inline_form import InlineForm, Missing
from screening.ui.widgets.recovery_row import key_name
from screening.ui.widgets.secret_edit import SecretEdit
from screening.ui.widgets.two_steps import TwoSteps
from screening.ui.widgets.words import Words


class TryKeyForm(InlineForm):
    """The drill: the key as it stands on the paper."""

    def __init__(self, context: UiContext) -> None:
        _ = context._
        super().__init__(context, _("Try a recovery key"), _("Try this key"), _("Trying…"))
        self.say(
            _(
                "Fetch the paper and type the key. The program says whether it opens this vault. Nothing is "
                "changed."
            )
        )
        self.key_edit = SecretEdit(context, show_name=_("Show the key"))
        hint = _("As it stands on the paper; capitals and hyphens do not matter.")
        self.body.addLayout(labelled(_("Recovery key"), self.key_edit, hint=hint))
        self.look = self._missing
        self.order_tabs(self.key_edit.edit, self.key_edit.show_button)

    def _missing(self) -> Missing | None:
        return None if self.key_edit.text.strip() else (self.context._("Type the key first."), self.key_edit)

    def refuse(self, words: str) -> None:
        """The key does not open this vault: what was typed stays, to be compared with the paper."""
        self.show_missing(words, self.key_edit)

    def focus(self) -> None:
        """Put the keyboard on the key."""
        self.key_edit.setFocus(Qt.FocusReason.OtherFocusReason)


def remove_form(context: UiContext, key: RecoveryEntry) -> TwoSteps:
    """Take a key's power away: what that does, and what it cannot do."""
    _, name = context._, key_name(context, key)
    form = TwoSteps(
        context,
        _("Remove {name}").format(name=name),
        sure=_("Remove {name} now? This cannot be taken back.").format(name=name),
        doing=_("Yes, remove {name}").format(name=name),
        busy=_("Making a new key…"),
    )
    form.body.addWidget(Words(_("What this does"), "strong"))
    form.say(
        _(
            "The paper of {name} no longer opens this vault. The vault gets a new key. Passphrases and the other "
            "recovery keys stay as they are."
        ).format(name=name)
    )
    form.body.addWidget(Words(_("What this cannot do"), "strong"))
    form.say(
        _(
            "Whoever has the paper can still open a copy of the vault, or of its folder, from before today. "
            "If the paper was found again, destroy it."
        )
    )
    return form
