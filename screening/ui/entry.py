"""The way in: open a vault, create one and keep its recovery key, or practise with made-up cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from screening.core.errors import ScreeningError
from screening.core.settings import named
from screening.store.known import KnownVault, free_folder, known_vaults
from screening.ui import opening
from screening.ui.context import UiContext
from screening.ui.screens.unlock import UnlockScreen
from screening.ui.screens.welcome import WelcomeScreen
from screening.ui.widgets.tab_order import focus_first

if TYPE_CHECKING:
    from screening.operations.officers import RecoveryEntry
    from screening.operations.session import Session
    from screening.store.keys import KdfLimits
    from screening.ui.screens.key_unconfirmed import KeyUnconfirmedScreen
    from screening.ui.screens.new_vault import NewVaultScreen
    from screening.ui.screens.recovery_key import RecoveryKeyScreen
    from screening.ui.screens.restore import RestoreScreen
    from screening.ui.screens.second_key import SecondKeyScreen


class EntryRoom(QStackedWidget):
    """Signals: `opened(Session)` when a vault is open; `officer_language_chosen(str)` with a tag;
    `emergency_asked()`; `settings_changed(ProgramSettings)` when a vault is to stay in the list.

    A vault that was opened here, and not handed over yet, is `session`: whoever ends the program closes it.
    """

    opened = Signal(object)
    officer_language_chosen = Signal(str)
    emergency_asked = Signal()
    settings_changed = Signal(object)

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
        self.session: Session | None = None
        self._vaults_folder = vaults_folder
        self._kdf, self._floor = kdf, floor
        self._still_to_ask: list[Callable[[Session], None]] = []
        self._second_key: RecoveryEntry | None = None
        self._offers_second = False
        self._passing: list[QWidget] = []
        self.show_first()

    # The first window is measured: each screen is built, and what only it needs is loaded, when it is wanted.

    @cached_property
    def welcome(self) -> WelcomeScreen:
        """Two large choices."""
        screen = WelcomeScreen(self.context)
        screen.other_vault_asked.connect(self.show_unlock)
        self._connect_first(screen)
        return screen

    @cached_property
    def unlock(self) -> UnlockScreen:
        """Vault, code and passphrase."""
        screen = UnlockScreen(self.context, floor=self._floor)
        screen.left.connect(self.show_first)
        screen.unlocked.connect(self.on_unlocked)
        screen.training_anew_asked.connect(self.on_training_anew_asked)
        screen.remember_asked.connect(self.on_remember_asked)
        self._connect_first(screen)
        return screen

    def _connect_first(self, screen: WelcomeScreen | UnlockScreen) -> None:
        screen.new_vault_asked.connect(self.show_new_vault)
        screen.restore_asked.connect(self.show_restore)
        screen.training_asked.connect(self.on_training_asked)
        screen.emergency_asked.connect(self.emergency_asked)
        screen.officer_language_chosen.connect(self.officer_language_chosen)
        self.addWidget(screen)

    @cached_property
    def new_vault(self) -> NewVaultScreen:
        """The form for a new vault."""
        from screening.ui.screens.new_vault import NewVaultScreen

        screen = NewVaultScreen(self.context, kdf=self._kdf, floor=self._floor)
        screen.cancelled.connect(self.show_first)
        screen.created.connect(self.on_created)
        self.addWidget(screen)
        return screen

    @cached_property
    def restore(self) -> RestoreScreen:
        """A vault out of a copy."""
        from screening.ui.screens.restore import RestoreScreen

        screen = RestoreScreen(self.context, self._vaults_folder, floor=self._floor)
        screen.left.connect(self.show_first)
        screen.restored.connect(self.on_unlocked)
        self.addWidget(screen)
        return screen

    @cached_property
    def recovery_key(self) -> RecoveryKeyScreen:
        """The key, this one time."""
        from screening.ui.screens.recovery_key import RecoveryKeyScreen

        screen = RecoveryKeyScreen(self.context)
        screen.confirmed.connect(self.on_key_confirmed)
        screen.forgotten.connect(self.on_key_forgotten)
        self.addWidget(screen)
        return screen

    @cached_property
    def key_unconfirmed(self) -> KeyUnconfirmedScreen:
        """Nobody has shown that they have the key."""
        from screening.ui.screens.key_unconfirmed import KeyUnconfirmedScreen

        screen = KeyUnconfirmedScreen(self.context)
        screen.renewal_asked.connect(self.on_renewal_asked)
        screen.later.connect(self.hand_over)
        self.addWidget(screen)
        return screen

    @cached_property
    def second_key(self) -> SecondKeyScreen:
        """A second key, for another person in another place."""
        from screening.ui.screens.second_key import SecondKeyScreen

        screen = SecondKeyScreen(self.context)
        screen.wanted.connect(self.on_second_key_wanted)
        screen.later.connect(self.hand_over)
        self.addWidget(screen)
        return screen

    # which screen

    def show_first(self) -> None:
        """The welcome on a computer without a vault; otherwise the vaults that there are."""
        if self._known():
            self.show_unlock()
        else:
            self.setCurrentWidget(self.welcome)
            self.welcome.shown()

    def _known(self) -> list[KnownVault]:
        return known_vaults(self._vaults_folder, self.context.settings.vaults)

    @property
    def at_the_door(self) -> bool:
        """Whether nothing is being made here that going away would lose."""
        return isinstance(self.currentWidget(), WelcomeScreen | UnlockScreen)

    def show_unlock(self) -> None:
        """The vaults known on this computer, or a folder to be named."""
        self.setCurrentWidget(self.unlock)
        self.unlock.show_vaults(self._known())

    def show_new_vault(self) -> None:
        """The form for a new vault, in a folder that is free."""
        self.setCurrentWidget(self.new_vault)
        self.new_vault.show_folder(free_folder(self._vaults_folder))

    def show_restore(self) -> None:
        """The copies in a folder, and who opens one."""
        self.setCurrentWidget(self.restore)
        self.restore.shown()

    # a vault and its recovery key

    def on_created(self, session: Session, recovery_key: str) -> None:
        """Show the recovery key, this one time; a vault for real cases is offered a second one afterwards."""
        self.session = session
        self._offers_second = not session.vault.training
        self.show_key(recovery_key)

    def show_key(self, recovery_key: str, name: str = "") -> None:
        """A key that nobody has yet."""
        self.recovery_key.show_key(recovery_key, name)
        self.setCurrentWidget(self.recovery_key)

    def on_key_confirmed(self) -> None:
        """The key is on paper: keep that it is, then open."""
        if (session := self.session) is not None:
            self.context.tasks.run(
                partial(opening.confirm, session, self._second_key),
                lambda _done: self._on_key_kept(),
                lambda error: self.recovery_key.show_error(self.context.sentence(error)),
            )

    def _on_key_kept(self) -> None:
        if self._offers_second:
            self._offers_second = False
            self.setCurrentWidget(self.second_key)
            self.second_key.shown()
        else:
            self.hand_over()

    def on_second_key_wanted(self) -> None:
        """Make a second key and show it; one that was shown and never confirmed goes."""
        if (session := self.session) is not None:
            self.second_key.set_busy(True)
            self.context.tasks.run(
                partial(opening.second_key, session, self._second_key),
                self._show_second_key,
                lambda error: self.second_key.show_error(self.context.sentence(error)),
            )

    def _show_second_key(self, made: tuple[RecoveryEntry, str]) -> None:
        from screening.ui.widgets.recovery_row import key_name

        self._second_key, written = made
        self.show_key(written, key_name(self.context, self._second_key))

    def on_key_forgotten(self) -> None:
        """The page with the key was left before it was confirmed: it is gone, and that is said."""
        if self._second_key is not None:
            self.setCurrentWidget(self.second_key)
            self.second_key.shown()
            self.second_key.show_error(
                self.context._(
                    "The second key was not confirmed, and cannot be shown again. Make another one; that one is "
                    "removed."
                )
            )
            return
        self.setCurrentWidget(self.key_unconfirmed)
        self.key_unconfirmed.shown()

    def on_unlocked(self, session: Session) -> None:
        """What has to be asked before the cases, one page after the other; then they open."""
        self.session = session
        self.context.tasks.run(partial(opening.outlook, session), self._on_looked_up, self._on_not_looked_up)

    def _on_not_looked_up(self, error: ScreeningError) -> None:
        """The vault cannot be read: it does not stay open behind the way in."""
        session, self.session = self.session, None
        if session is not None:
            self.context.tasks.run(session.close)
        self.show_unlock()
        self.unlock.show_error(self.context.sentence(error))

    def _on_looked_up(self, outlook: opening.Outlook) -> None:
        pages = (
            (outlook.must_change, self._show_must_change),
            (outlook.with_recovery_key, self._show_after_recovery),
            (outlook.needs_recovery_key, lambda _session: self.on_key_forgotten()),
        )
        self._still_to_ask = [show for wanted, show in pages if wanted]
        self._go_on()

    def _go_on(self) -> None:
        """The next page that asks something, or the cases."""
        if not self._still_to_ask:
            self.hand_over()
        elif self.session is not None:
            self._still_to_ask.pop(0)(self.session)

    def _show_must_change(self, session: Session) -> None:
        from screening.ui.screens.must_change import MustChangeScreen

        screen = MustChangeScreen(self.context, session)
        screen.changed.connect(self._go_on)
        self._show_once(screen)
        screen.shown()

    def _show_after_recovery(self, session: Session) -> None:
        from screening.ui.screens.after_recovery import AfterRecoveryScreen

        screen = AfterRecoveryScreen(self.context, session)
        screen.left.connect(self._go_on)
        self._show_once(screen)
        screen.shown()

    def _show_once(self, screen: QWidget) -> None:
        """A page of this opening alone; it goes with the vault's handing over."""
        self._passing.append(screen)
        self.addWidget(screen)
        self.setCurrentWidget(screen)

    def on_remember_asked(self, folder: Path) -> None:
        """A folder that opened stays in the list, because the officer said so."""
        settings = self.context.settings
        vaults = named(settings.vaults, str(folder.absolute()), "")
        self.settings_changed.emit(replace(settings, vaults=vaults))

    def on_renewal_asked(self) -> None:
        """Make a new recovery key and show it."""
        if (session := self.session) is not None:
            self.key_unconfirmed.set_busy(True)
            self.context.tasks.run(
                partial(opening.renew, session),
                self.show_key,
                lambda error: self.key_unconfirmed.show_error(self.context.sentence(error)),
            )

    def hand_over(self) -> None:
        """The vault goes to whoever shows its cases."""
        session, self.session = self.session, None
        self._second_key, self._offers_second = None, False
        for screen in self._passing:
            screen.deleteLater()
        self._passing = []
        if session is not None:
            self.opened.emit(session)

    # training

    def on_training_asked(self) -> None:
        """Open the training vault that is there, or make one."""
        known = next((v for v in known_vaults(self._vaults_folder) if v.ready_made), None)
        self._practise(
            partial(opening.practise, self._vaults_folder, known.folder if known else None, self._floor)
        )

    def on_training_anew_asked(self, folder: Path) -> None:
        """Erase what was practised, and open a fresh one."""
        self._practise(partial(opening.practise_anew, folder, self._floor))

    def _practise(self, work: Callable[[], Session]) -> None:
        making = self.context._("Making the made-up cases…")
        on_unlock = isinstance(self.currentWidget(), UnlockScreen)
        if on_unlock:
            self.unlock.set_making(True)
        else:
            self.welcome.set_busy(making)

        def settle() -> None:
            if on_unlock:
                self.unlock.set_making(False)
            else:
                self.welcome.set_busy("")

        def done(session: Session) -> None:
            settle()
            self.on_unlocked(session)

        def failed(error: ScreeningError) -> None:
            settle()
            (self.unlock if on_unlock else self.welcome).show_error(self.context.sentence(error))

        self.context.tasks.run(work, done, failed)

    def focus(self) -> None:
        """Back from the cover: the keyboard is where it was, or where something can be done."""
        if (current := self.currentWidget()) is not None:
            focus_first(current)

    def showEvent(self, event: QShowEvent) -> None:
        """Shown for the first time, or again: the keyboard is where something can be done."""
        super().showEvent(event)
        current = self.currentWidget()
        if not event.spontaneous() and isinstance(current, WelcomeScreen | UnlockScreen):
            current.focus()
