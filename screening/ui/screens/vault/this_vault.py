"""How this vault stands in the list of this computer: a neutral name, and whether its folder is remembered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from screening.core.roles import Permission
from screening.core.settings import MOST_LETTERS, forgotten, named
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.vault.page import VaultPage
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import RETURN_KEYS, button, card, column, labelled, row
from screening.ui.widgets.folders import shown_path
from screening.ui.widgets.words import Words


class ThisVaultPage(VaultPage):
    """What is given here is kept in the settings of this computer, readable without a passphrase: it says so."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("Name of this vault"))
        _ = context._
        self.folder = session.vault.folder.absolute()
        self.may_name = session.allows(Permission.MANAGE_OFFICERS)
        self.name_edit = QLineEdit()
        self.name_edit.setMaxLength(MOST_LETTERS)
        self.save_button = button(_("Save the name"), self.on_save, "primary")
        self.forget_button = button(_("Take it out of the list"), self.on_forget)
        self.told = Words(role="chip")
        self.told.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.context._
        about = _("Where several vaults are on one computer, a name tells them apart before they are opened.")
        self.body.addWidget(Words(about, "quiet"))
        self.body.addWidget(self.told)
        hint = _(
            "Anybody who holds this computer can read the name, without a passphrase. Take a word that tells "
            "nothing: no place, no office, nobody's name, not what it is for."
        )
        naming = column(spacing=2 * GRID)
        naming.addLayout(labelled(_("Name in the list of vaults"), self.name_edit, hint=hint))
        if not self.may_name:
            naming.addWidget(Words(_("An administrator can change it."), "strong"))
        naming.addLayout(row(self.save_button, None))
        self.name_edit.setEnabled(self.may_name)
        self.body.addWidget(card(naming, margin=3 * GRID))
        self.save_button.setVisible(self.may_name)
        where = _("Folder: {folder}").format(folder=shown_path(self.folder))
        listed = column(Words(where), spacing=2 * GRID)
        note = _("This computer remembers the folder and the name. Without them the vault stays as it is.")
        listed.addWidget(Words(note, "quiet"))
        listed.addLayout(row(self.forget_button, None))
        self.listed_card = card(listed, margin=3 * GRID)
        self.body.addWidget(self.listed_card)

    def shown(self) -> None:
        """What stands in the list now."""
        self.told.hide()
        self._show()
        (self.name_edit if self.may_name else self.back_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        found = {each.folder: each.name for each in self.context.settings.vaults}
        self.name_edit.setText(found.get(str(self.folder), ""))
        self.listed_card.setVisible(str(self.folder) in found)

    def on_save(self) -> None:
        """Keep the name; an empty one gives the vault its number again."""
        settings = self.context.settings
        self.settings_changed.emit(
            replace(settings, vaults=named(settings.vaults, str(self.folder), self.name_edit.text()))
        )
        self._tell(self.context._("The list of vaults on this computer shows this name now."))

    def on_forget(self) -> None:
        """Neither name nor folder stays in the settings."""
        settings = self.context.settings
        self.settings_changed.emit(replace(settings, vaults=forgotten(settings.vaults, str(self.folder))))
        self._tell(self.context._("This computer no longer remembers a name or folder of this vault."))

    def _tell(self, words: str) -> None:
        self._show()
        self.told.show_text(words)
        self.told.show()
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field saves."""
        if event.key() in RETURN_KEYS and self.name_edit.hasFocus():
            self.on_save()
        else:
            super().keyPressEvent(event)
