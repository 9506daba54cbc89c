"""Changing one's own passphrase; being asked to on the way in; a second officer's passphrase."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.roles import Role
from screening.operations import officers
from screening.operations.officers import OfficerEntry
from screening.operations.session import Session, unlock, unlock_with_recovery_key
from screening.store.officers import add
from screening.ui.context import UiContext
from screening.ui.screens.after_recovery import AfterRecoveryScreen
from screening.ui.screens.must_change import MustChangeScreen
from screening.ui.screens.vault.passphrase import PassphrasePage
from screening.ui.widgets.own_passphrase import OwnPassphrase
from screening.ui.widgets.second_officer import SecondOfficer
from screening.ui.window import MainWindow

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show, new_session, undress
from .referral_talks import words_on
from .talk_steps import settle

SECOND = "B2"
GIVEN = "velvet harbour seven pencil cloud"
CHOSEN = "copper lantern ninety willow forest"

Open = Callable[[], MainWindow]


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> PassphrasePage:
    made = PassphrasePage(context, session)
    show(made)
    made.shown()
    settle(qtbot, context)
    return made


@pytest.fixture
def open_window(qapp: QApplication, context: UiContext, show: Show, tmp_path: Path) -> Iterator[Open]:
    """Starts the program with a vault in which B2 has a passphrase that A1 gave out."""
    font, direction = qapp.font(), qapp.layoutDirection()
    made: list[MainWindow] = []
    session = new_session(tmp_path / "vaults" / "records-1")
    officers.add_officer(session, SECOND, Role.SUPERVISOR, GIVEN)
    session.close()

    def start() -> MainWindow:
        window = build_window(qapp, context, tmp_path / "vaults", kdf=CHEAP, floor=CHEAP)
        made.append(window)
        show(window)
        return window

    yield start
    for window in made:
        window.close()
    undress(qapp, font, direction)


def fill(form: OwnPassphrase, old: str, new: str) -> None:
    form.old_edit.edit.setText(old)
    for edit in (form.passphrase.passphrase_edit, form.passphrase.again_edit):
        edit.edit.setText(new)


def go_in(window: MainWindow, code: str, passphrase: str) -> None:
    window.entry.unlock.officer_edit.setText(code)
    window.entry.unlock.passphrase_edit.edit.setText(passphrase)
    window.entry.unlock.open_vault()


def opens_with(context: UiContext, folder: Path, code: str, passphrase: str) -> bool:
    context.tasks.wait(lambda: unlock(folder, code, passphrase, floor=CHEAP).close())
    return True


@pytest.mark.parametrize("known", [False, True])
def test_a_passphrase_is_changed_and_the_vault_gets_a_new_key_where_somebody_knows_the_old_one(
    qtbot: QtBot, page: PassphrasePage, context: UiContext, session: Session, known: bool
) -> None:
    form, folder = page.form, session.vault.folder
    assert form is not None and form.old_edit.edit.hasFocus()
    before = session.vault.header.succession
    fill(form, PASSPHRASE, CHOSEN)
    form.known_check.setChecked(known)
    QTest.keyClick(form.old_edit.edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert "Your passphrase was changed." in page.told.text()
    assert ("new key" in page.told.text()) is known
    assert (session.vault.header.succession != before) is known
    assert (form.old_edit.text, form.passphrase.text, form.passphrase.again_edit.text) == ("", "", "")
    context.tasks.wait(session.close)
    assert opens_with(context, folder, OFFICER, CHOSEN)


def test_a_wrong_old_passphrase_is_said_beside_its_field_and_forgotten(
    qtbot: QtBot, page: PassphrasePage, context: UiContext
) -> None:
    form = page.form
    assert form is not None
    fill(form, "not the passphrase at all", CHOSEN)
    form.ask()
    settle(qtbot, context)
    assert form.error.isVisible() and "not your passphrase" in form.error.text()
    assert form.old_edit.text == "" and form.old_edit.edit.hasFocus()
    assert form.passphrase.text == CHOSEN
    assert form.error.geometry().bottom() < form.passphrase.geometry().top()


def test_the_passphrase_of_before_is_not_a_new_one(qtbot: QtBot, page: PassphrasePage, context: UiContext) -> None:
    form = page.form
    assert form is not None
    fill(form, PASSPHRASE, PASSPHRASE)
    form.ask()
    settle(qtbot, context)
    assert "Choose a new one" in form.error.text()
    assert form.passphrase.passphrase_edit.edit.hasFocus()


def test_a_passphrase_that_was_given_out_is_changed_before_the_cases(
    qtbot: QtBot, open_window: Open, context: UiContext, tmp_path: Path
) -> None:
    window = open_window()
    go_in(window, SECOND, GIVEN)
    qtbot.waitUntil(lambda: isinstance(window.entry.currentWidget(), MustChangeScreen))
    screen = window.entry.currentWidget()
    assert isinstance(screen, MustChangeScreen)
    assert window.desk is None
    assert not screen.form.cancel_button.isVisible() and not screen.form.known_check.isVisible()
    QTest.keyClick(screen.form.old_edit.edit, Qt.Key.Key_Escape)
    assert window.entry.currentWidget() is screen and window.desk is None
    fill(screen.form, GIVEN, CHOSEN)
    QTest.keyClick(screen.form.old_edit.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.isVisible())
    settle(qtbot, context)
    window.close()
    again = open_window()
    go_in(again, SECOND, CHOSEN)
    qtbot.waitUntil(lambda: again.desk is not None and again.desk.isVisible())


def test_hiding_and_locking_work_while_a_passphrase_is_asked_for(
    qtbot: QtBot, open_window: Open, context: UiContext
) -> None:
    window = open_window()
    go_in(window, SECOND, GIVEN)
    qtbot.waitUntil(lambda: isinstance(window.entry.currentWidget(), MustChangeScreen))
    screen = window.entry.currentWidget()
    assert isinstance(screen, MustChangeScreen)
    fill(screen.form, GIVEN, CHOSEN)
    window.toggle_cover()
    assert window.covered
    assert screen.form.old_edit.text == "" and screen.form.passphrase.text == ""
    window.toggle_cover()
    assert window.rooms.currentWidget() is window.alone_again
    window.on_alone_confirmed()
    assert window.entry.currentWidget() is screen and screen.isVisible()
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert window.entry.session is None and window.session is None


def recovery_key_of(context: UiContext, folder: Path) -> str:
    def make() -> str:
        session = unlock(folder, OFFICER, PASSPHRASE, floor=CHEAP)
        key, written = officers.add_recovery_key(session)
        officers.confirm_recovery_key(session, key.id)
        session.close()
        return written

    return context.tasks.wait(make)


def test_after_a_recovery_key_a_new_passphrase_is_offered_and_set(
    qtbot: QtBot, open_window: Open, context: UiContext, tmp_path: Path
) -> None:
    folder = tmp_path / "vaults" / "records-1"
    written = recovery_key_of(context, folder)
    window = open_window()
    window.entry.unlock.show_way(with_key=True)
    window.entry.unlock.key_edit.edit.setText(written)
    window.entry.unlock.open_vault()
    qtbot.waitUntil(lambda: isinstance(window.entry.currentWidget(), AfterRecoveryScreen))
    settle(qtbot, context)
    screen = window.entry.currentWidget()
    assert isinstance(screen, AfterRecoveryScreen) and screen.officer_combo.hasFocus()
    assert "what an administrator may do" in words_on(screen)
    for edit in (screen.passphrase.passphrase_edit, screen.passphrase.again_edit):
        edit.edit.setText(CHOSEN)
    assert screen.officer_combo.currentText() == OFFICER
    screen.form.do_button.click()
    settle(qtbot, context)
    assert "has a new passphrase" in screen.told.text() and screen.on_button.hasFocus()
    QTest.keyClick(screen.on_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.isVisible())
    settle(qtbot, context)
    window.close()
    assert opens_with(context, folder, OFFICER, CHOSEN)


def test_after_a_recovery_key_one_can_go_straight_to_the_cases(
    qtbot: QtBot, open_window: Open, context: UiContext, tmp_path: Path
) -> None:
    folder = tmp_path / "vaults" / "records-1"
    written = recovery_key_of(context, folder)
    window = open_window()
    window.entry.on_unlocked(context.tasks.wait(lambda: unlock_with_recovery_key(folder, written, floor=CHEAP)))
    qtbot.waitUntil(lambda: isinstance(window.entry.currentWidget(), AfterRecoveryScreen))
    settle(qtbot, context)
    screen = window.entry.currentWidget()
    assert isinstance(screen, AfterRecoveryScreen)
    screen.form.cancel_button.click()
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.isVisible())
    assert opens_role(window) is Role.RECOVERY


def opens_role(window: MainWindow) -> Role:
    assert window.session is not None
    return window.session.vault.officer.role


# a second officer


@pytest.fixture
def asked(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> SecondOfficer:
    context.tasks.wait(lambda: add(session.vault, SECOND, Role.SUPERVISOR, GIVEN, must_change=False))
    made = SecondOfficer(context, session, "The list of cases is saved as a table.")
    show(made)
    made.focus()
    return made


def test_a_second_officer_agrees_with_the_keyboard_alone_and_nothing_typed_stays(
    qtbot: QtBot, asked: SecondOfficer, context: UiContext
) -> None:
    QTest.keyClicks(asked.code_edit, SECOND)
    QTest.keyClick(asked.code_edit, Qt.Key.Key_Tab)
    QTest.keyClicks(asked.passphrase_edit.edit, GIVEN)
    with qtbot.waitSignal(asked.proved) as proof:
        QTest.keyClick(asked.passphrase_edit.edit, Qt.Key.Key_Return)
        assert not asked.agree_button.isEnabled()
    officer = proof.args[0]
    assert isinstance(officer, OfficerEntry)
    assert (officer.code, officer.role, officer.myself) == (SECOND, Role.SUPERVISOR, False)
    assert asked.code_edit.text() == "" and asked.passphrase_edit.text == ""


@pytest.mark.parametrize(
    ("code", "passphrase", "said"),
    [
        ("", GIVEN, "Fill in the code"),
        (SECOND, "", "Fill in the code"),
        (SECOND, "not the passphrase at all", "did not unlock"),
        ("Z9", GIVEN, "did not unlock"),
        (OFFICER, PASSPHRASE, "cannot do this for yourself"),
    ],
)
def test_nobody_agrees_for_another_or_alone(
    qtbot: QtBot, asked: SecondOfficer, context: UiContext, code: str, passphrase: str, said: str
) -> None:
    agreed: list[OfficerEntry] = []
    asked.proved.connect(agreed.append)
    asked.code_edit.setText(code)
    asked.passphrase_edit.edit.setText(passphrase)
    asked.prove()
    settle(qtbot, context)
    assert agreed == []
    assert asked.error.isVisible() and said in asked.error.text()


def test_whoever_goes_away_while_it_is_checked_has_not_agreed(
    qtbot: QtBot, asked: SecondOfficer, context: UiContext
) -> None:
    agreed: list[OfficerEntry] = []
    asked.proved.connect(agreed.append)
    asked.code_edit.setText(SECOND)
    asked.passphrase_edit.edit.setText(GIVEN)
    asked.prove()
    asked.hide()
    settle(qtbot, context)
    assert agreed == []


def test_escape_cancels_and_forgets(qtbot: QtBot, asked: SecondOfficer) -> None:
    QTest.keyClicks(asked.code_edit, SECOND)
    with qtbot.waitSignal(asked.cancelled):
        QTest.keyClick(asked.code_edit, Qt.Key.Key_Escape)
    assert asked.code_edit.text() == ""
