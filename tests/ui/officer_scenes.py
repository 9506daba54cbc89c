"""The vault's pages about officers, passphrases and recovery keys, and what is asked on the way in."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication

from screening.core.roles import Role
from screening.operations import officers
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.after_recovery import AfterRecoveryScreen
from screening.ui.screens.must_change import MustChangeScreen
from screening.ui.screens.vault.officers import DISABLE, PASSPHRASE, RENAME, REVOKE, ROLE, OfficersPage
from screening.ui.screens.vault.passphrase import PassphrasePage
from screening.ui.screens.vault.recovery_keys import RecoveryKeysPage
from screening.ui.screens.vault.room import VaultRoom
from screening.ui.screens.vault.this_vault import ThisVaultPage
from screening.ui.widgets.two_steps import TwoSteps
from screening.ui.window import MainWindow

from .talk_steps import settled

SECOND, THIRD = "B2", "MARE-NORTE-07"
SECOND_PASSPHRASE = "velvet harbour seven pencil cloud"


def with_officers(session: Session) -> None:
    """Two more officers, one of them kept out."""
    officers.add_officer(session, SECOND, Role.SUPERVISOR, SECOND_PASSPHRASE)
    officers.add_officer(session, THIRD, Role.OFFICER, SECOND_PASSPHRASE)
    third = next(each for each in officers.list_officers(session) if each.code == THIRD)
    officers.disable_officer(session, third.id)


def vault_scenes(context: UiContext, window: MainWindow, session: Session) -> Iterator[str]:
    """From the list of cases into the vault's room and back."""
    context.tasks.wait(lambda: with_officers(session))
    window.show_vault()
    room = window.over
    assert isinstance(room, VaultRoom)
    yield "the vault"
    yield from _officers(context, room)
    yield from _passphrase(context, room)
    yield from _recovery_keys(context, room)
    page = room.page("this-vault")
    assert isinstance(page, ThisVaultPage)
    room.show_page("this-vault")
    yield "name of the vault"
    window.on_over_left()


def _officers(context: UiContext, room: VaultRoom) -> Iterator[str]:
    room.show_page("officers")
    settled(context)
    page = room.page("officers")
    assert isinstance(page, OfficersPage)
    yield "officers"
    row = next(each for each in page.rows.values() if each.officer.code == SECOND)
    row.unfold()
    yield "officers, one unfolded"
    for name in (RENAME, ROLE, PASSPHRASE, DISABLE):
        page.on_action(row.officer.id, name)
        yield f"officers, {name}"
    page.on_action(row.officer.id, REVOKE)
    yield "officers, removing"
    assert isinstance(row.form, TwoSteps)
    row.form.ask()
    yield "officers, removing, sure"
    row.close_form()
    page.on_add()
    assert page.adding is not None
    page.adding.ask()
    yield "officers, adding, nothing filled in"
    page.adding.passphrase.offer_button.click()
    yield "officers, adding, words offered"
    room.show_list()


def _passphrase(context: UiContext, room: VaultRoom) -> Iterator[str]:
    room.show_page("passphrase")
    settled(context)
    page = room.page("passphrase")
    assert isinstance(page, PassphrasePage) and page.form is not None
    yield "own passphrase"
    page.form.ask()
    yield "own passphrase, nothing filled in"
    room.show_list()


def _recovery_keys(context: UiContext, room: VaultRoom) -> Iterator[str]:
    room.show_page("recovery-keys")
    settled(context)
    page = room.page("recovery-keys")
    assert isinstance(page, RecoveryKeysPage)
    yield "recovery keys"
    page.on_try()
    yield "recovery keys, the drill"
    assert page.trying is not None
    page.trying.key_edit.edit.setText("QPZR-Y9X8")
    page.trying.ask()
    settled(context)
    yield "recovery keys, refused"
    page.on_add()
    settled(context)
    yield "recovery keys, a new one"
    room.show_list()
    room.show_page("recovery-keys")
    settled(context)
    yield "recovery keys, one not confirmed"
    page.on_remove(next(key_id for key_id, row in page.rows.items() if not row.key.confirmed))
    yield "recovery keys, removing"
    room.show_list()


def way_in_scenes(context: UiContext, window: MainWindow, session: Session) -> Iterator[str]:
    """What is asked between unlocking and the cases, with a vault that is open."""
    entry, before = window.entry, window.rooms.currentWidget()
    assert before is not None
    window.rooms.setCurrentWidget(entry)
    must_change = MustChangeScreen(context, session)
    after_recovery = AfterRecoveryScreen(context, session)
    for name, screen in (("a passphrase of one's own", must_change), ("after a recovery key", after_recovery)):
        entry.addWidget(screen)
        entry.setCurrentWidget(screen)
        screen.shown()
        settled(context)
        yield name
        entry.removeWidget(screen)
        screen.deleteLater()
    entry.setCurrentWidget(entry.second_key)
    entry.second_key.shown()
    QApplication.processEvents()
    yield "a second recovery key"
    window.rooms.setCurrentWidget(before)
