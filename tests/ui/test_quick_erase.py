"""Erasing the whole vault from the window: in two steps, never by accident, and nothing of it is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.operations.backups import make_copy
from screening.operations.quick_erase import switch_quick_erase
from screening.operations.session import Session
from screening.store.backup_place import choose_place
from screening.store.backups import finish
from screening.store.header import HEADER_FILE
from screening.store.vault import Vault
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.screens.quick_erase import QuickEraseScreen
from screening.ui.window import TITLE, MainWindow

from .conftest import CHEAP, Show, undress
from .talk_steps import new_talk, settle

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, context: UiContext, session: Session, show: Show, tmp_path: Path
) -> Iterator[MainWindow]:
    font, direction = qapp.font(), qapp.layoutDirection()
    made = build_window(qapp, context, tmp_path / "vaults", kdf=CHEAP, floor=CHEAP)
    show(made)
    made.on_vault_opened(session)
    qtbot.waitUntil(lambda: made.desk is not None and made.rooms.currentWidget() is made.desk)
    settle(qtbot, context)
    yield made
    undress(qapp, font, direction)


@pytest.fixture
def switched_on(context: UiContext, session: Session) -> Session:
    context.tasks.wait(lambda: switch_quick_erase(session, True))
    return session


def entry_of(window: MainWindow) -> bool:
    """Whether the menu of the case list offers it."""
    assert window.desk is not None
    menu = window.desk.cases.menu
    menu.open()
    (entry,) = (each for each in menu.menu.actions() if each.data() == Action.ERASE_ALL)
    menu.menu.close()
    return entry.isVisible()


def asked(window: MainWindow) -> QuickEraseScreen:
    page = window.over
    assert isinstance(page, QuickEraseScreen)
    return page


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_switched_off_it_is_not_offered_and_its_key_does_nothing(window: MainWindow) -> None:
    assert not entry_of(window)
    window.act(Action.ERASE_ALL)
    assert not window.lies_over


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_switched_on_it_is_in_the_menu_and_asks_first(window: MainWindow, switched_on: Session) -> None:
    assert entry_of(window)
    window.act(Action.ERASE_ALL)
    page = asked(window)
    assert page.keep_button.hasFocus()
    assert not page.erase_button.isEnabled()
    QTest.keyClick(page.keep_button, Qt.Key.Key_Return)
    assert not window.lies_over
    assert (switched_on.vault.folder / HEADER_FILE).exists()


def test_a_key_pressed_again_and_again_erases_nothing(window: MainWindow, switched_on: Session) -> None:
    assert window.desk is not None
    target = window.desk.cases.search_edit
    for _ in range(7):
        QTest.keyClick(target, Qt.Key.Key_Delete, KEYS)
        if window.lies_over:
            QTest.mouseClick(asked(window).erase_button, Qt.MouseButton.LeftButton)
            QTest.keyClick(asked(window).keep_button, Qt.Key.Key_Delete)
    assert (switched_on.vault.folder / HEADER_FILE).exists()
    assert window.session is switched_on


def test_two_presses_apart_erase_everything_and_show_the_harmless_page(
    qtbot: QtBot, context: UiContext, window: MainWindow, switched_on: Session
) -> None:
    folder = switched_on.vault.folder
    assert window.desk is not None
    window.desk.show_talk(new_talk(context, switched_on))
    settle(qtbot, context)
    window.act(Action.ERASE_ALL)
    page = asked(window)
    qtbot.waitUntil(page.erase_button.isEnabled)
    with qtbot.waitSignal(window.locked):
        QTest.mouseClick(page.erase_button, Qt.MouseButton.LeftButton)
        assert not (folder / HEADER_FILE).exists()
        assert window.covered
    assert window.session is None
    assert not folder.exists()
    assert window.windowTitle() != TITLE
    window.on_cover_left()
    assert window.rooms.currentWidget() is window.entry
    assert window.desk is None


def test_the_keyboard_alone_erases_too(qtbot: QtBot, window: MainWindow, switched_on: Session) -> None:
    folder = switched_on.vault.folder
    assert window.desk is not None
    QTest.keyClick(window.desk.cases.search_edit, Qt.Key.Key_Delete, KEYS)
    page = asked(window)
    qtbot.waitUntil(page.erase_button.isEnabled)
    QTest.keyClick(page.keep_button, Qt.Key.Key_Tab)
    assert page.erase_button.hasFocus()
    with qtbot.waitSignal(window.locked):
        QTest.keyClick(page.erase_button, Qt.Key.Key_Return)
    assert not folder.exists()


def test_a_folder_of_copies_chosen_since_is_erased_as_well(
    qtbot: QtBot, context: UiContext, window: MainWindow, switched_on: Session, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    context.tasks.wait(lambda: choose_place(switched_on.vault, disk))
    copy = context.tasks.wait(lambda: finish(make_copy(switched_on)))
    assert copy.path.parent == disk
    window.act(Action.ERASE_ALL)
    page = asked(window)
    qtbot.waitUntil(page.erase_button.isEnabled)
    with qtbot.waitSignal(window.locked):
        page.erase_button.click()
    assert not copy.path.exists()


def test_where_nothing_can_be_erased_it_says_so_and_the_vault_stays_open(
    qtbot: QtBot, window: MainWindow, switched_on: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "read-only")

    monkeypatch.setattr("os.open", refuse)
    monkeypatch.setattr("pathlib.Path.replace", refuse)
    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    window.act(Action.ERASE_ALL)
    page = asked(window)
    page.confirmed.emit()
    monkeypatch.undo()
    assert page.error.isVisible()
    assert window.session is switched_on
    assert (switched_on.vault.folder / HEADER_FILE).exists()


@pytest.mark.parametrize("first", [Action.VAULT, Action.SETTINGS, Action.HELP, Action.URGENT_HELP])
def test_its_key_works_over_every_other_page(
    first: Action, qtbot: QtBot, context: UiContext, window: MainWindow, switched_on: Session
) -> None:
    window.act(first)
    settle(qtbot, context)
    assert window.over is not None
    window.act(Action.ERASE_ALL)
    page = asked(window)
    QTest.keyClick(page.keep_button, Qt.Key.Key_Return)
    assert not window.lies_over
    assert window.rooms.currentWidget() is window.desk


def test_an_error_nobody_expected_leaves_the_process_to_be_replaced_all_the_same(
    qtbot: QtBot, window: MainWindow, switched_on: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Vault) -> None:
        raise ValueError

    monkeypatch.setattr(Vault, "abandon", broken)
    window.act(Action.ERASE_ALL)
    page = asked(window)
    qtbot.waitUntil(page.erase_button.isEnabled)
    locked: list[bool] = []
    window.locked.connect(lambda: locked.append(True))
    with qtbot.captureExceptions() as raised:
        page.erase_button.click()
        qtbot.waitUntil(lambda: bool(locked))
    monkeypatch.undo()
    assert [each[0] for each in raised] == [ValueError]
