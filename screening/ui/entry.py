"""The way in: open a vault, or create one and keep its recovery key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from screening.ui.context import UiContext
from screening.ui.screens.new_vault import NewVaultScreen
from screening.ui.screens.recovery_key import RecoveryKeyScreen
from screening.ui.screens.unlock import UnlockScreen

if TYPE_CHECKING:
    from screening.operations.session import Session
    from screening.store.keys import KdfLimits


class EntryRoom(QStackedWidget):
    """Signals: `opened(Session)` when a vault is open; `officer_language_chosen(str)` with a tag."""

    opened = Signal(object)
    officer_language_chosen = Signal(str)

    def __init__(
        self,
        context: UiContext,
        vaults_folder: Path,
        *,
        kdf: KdfLimits | None = None,
        floor: KdfLimits | None = None,
    ) -> None:
        super().__init__()
        self.context = context
        self._vaults_folder = vaults_folder
        self._new_session: Session | None = None
        self.unlock = UnlockScreen(context, officer_languages=context.officer_languages, floor=floor)
        self.new_vault = NewVaultScreen(context, kdf=kdf, floor=floor)
        self.recovery_key = RecoveryKeyScreen(context)
        for screen in (self.unlock, self.new_vault, self.recovery_key):
            self.addWidget(screen)
        self.unlock.unlocked.connect(self.opened)
        self.unlock.new_vault_asked.connect(self.show_new_vault)
        self.unlock.officer_language_chosen.connect(self.officer_language_chosen)
        self.new_vault.cancelled.connect(self.show_unlock)
        self.new_vault.created.connect(self.on_created)
        self.recovery_key.confirmed.connect(self.on_key_confirmed)
        self.show_unlock()

    @property
    def at_the_door(self) -> bool:
        """Whether nothing is being made here that going away would lose."""
        return self.currentWidget() is self.unlock

    def show_unlock(self) -> None:
        """The vaults known on this machine."""
        self.unlock.show_vaults(known_vaults(self._vaults_folder))
        self.setCurrentWidget(self.unlock)

    def show_new_vault(self) -> None:
        """The form for a new vault, in a folder that is free."""
        self.new_vault.show_folder(free_folder(self._vaults_folder))
        self.setCurrentWidget(self.new_vault)

    def on_created(self, session: Session, recovery_key: str) -> None:
        """Show the recovery key, this one time."""
        self._new_session = session
        self.recovery_key.show_key(recovery_key)
        self.setCurrentWidget(self.recovery_key)

    def on_key_confirmed(self) -> None:
        """The key is written down."""
        if self._new_session is not None:
            self.opened.emit(self._new_session)


def known_vaults(folder: Path) -> list[Path]:
    """The vault folders under the program's data folder, by name."""
    if not folder.is_dir():
        return []
    return sorted(entry for entry in folder.iterdir() if (entry / "vault.json").is_file())


def free_folder(folder: Path) -> Path:
    """A neutral folder name that is not taken."""
    number = 1
    while (folder / f"records-{number}").exists():
        number += 1
    return folder / f"records-{number}"
