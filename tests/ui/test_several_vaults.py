"""Several vaults on one computer: told apart before they are opened, and remembered only where somebody agreed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.app import Program
from screening.core.roles import Role
from screening.core.settings import ListedVault, ProgramSettings
from screening.operations import officers
from screening.operations.program_settings import SETTINGS_FILE, read_settings, save_settings
from screening.operations.quick_erase import switch_quick_erase
from screening.operations.session import Session, unlock
from screening.ui.context import UiContext
from screening.ui.screens.vault.this_vault import ThisVaultPage

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show, new_session, undress
from .referral_talks import words_on

Start = Callable[[], Program]


@pytest.fixture
def start(qapp: QApplication, fonts: object, show: Show, tmp_path: Path) -> Iterator[Start]:
    """The whole program with its settings, two vaults of its own and one on a stick."""
    font, direction = qapp.font(), qapp.layoutDirection()
    for folder in ("vaults/records-1", "vaults/records-2", "stick/records-1"):
        new_session(tmp_path / folder).close()
    made: list[Program] = []

    def begin() -> Program:
        program = Program(qapp, tmp_path / "config", tmp_path / "vaults", kdf=CHEAP, floor=CHEAP)
        made.append(program)
        show(program.window)
        return program

    yield begin
    for program in made:
        end(program)
    undress(qapp, font, direction)


def end(program: Program) -> None:
    program.window.close()
    program.tasks.close()


def listed(program: Program) -> list[str]:
    combo = program.window.entry.unlock.vault_picker.vault_combo
    return [combo.itemText(at) for at in range(combo.count() - 1)]


def open_with(qtbot: QtBot, program: Program) -> None:
    unlock_screen = program.window.entry.unlock
    unlock_screen.officer_edit.setText(OFFICER)
    unlock_screen.passphrase_edit.edit.setText(PASSPHRASE)
    unlock_screen.open_vault()
    qtbot.waitUntil(lambda: program.window.desk is not None and program.window.desk.isVisible())
    qtbot.waitUntil(lambda: not program.tasks.busy)


def free(unwritable: Path) -> None:
    """Once; the second time it is free already."""
    if unwritable.is_dir():
        unwritable.rmdir()


def settings_file(tmp_path: Path) -> str:
    path = tmp_path / "config" / SETTINGS_FILE
    return path.read_text() if path.exists() else ""


@pytest.mark.parametrize("kept", [False, True])
def test_a_folder_that_was_opened_stays_in_the_list_only_where_that_was_ticked(
    qtbot: QtBot, start: Start, tmp_path: Path, kept: bool
) -> None:
    program = start()
    picker = program.window.entry.unlock.vault_picker
    assert listed(program) == ["Vault 1", "Vault 2"]
    picker.pick_other_folder()
    assert not picker.keep_check.isChecked()
    assert "anybody here can read the folder" in picker.keep_check.text()
    picker.folder_edit.setText(str(tmp_path / "stick" / "records-1"))
    picker.keep_check.setChecked(kept)
    open_with(qtbot, program)
    end(program)
    assert ("stick" in settings_file(tmp_path)) is kept
    again = start()
    expected = ["Vault 1 · stick", "Vault 1 · vaults", "Vault 2"]
    assert sorted(listed(again)) == (expected if kept else ["Vault 1", "Vault 2"])


def test_a_folder_that_did_not_open_is_not_remembered(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start()
    unlock_screen = program.window.entry.unlock
    unlock_screen.vault_picker.pick_other_folder()
    unlock_screen.vault_picker.folder_edit.setText(str(tmp_path / "stick" / "records-1"))
    unlock_screen.vault_picker.keep_check.setChecked(True)
    unlock_screen.officer_edit.setText(OFFICER)
    unlock_screen.passphrase_edit.edit.setText("not the passphrase at all")
    unlock_screen.open_vault()
    qtbot.waitUntil(unlock_screen.error.isVisible)
    assert settings_file(tmp_path) == ""


@pytest.mark.parametrize("hindered", [False, True])
def test_an_erased_vault_leaves_neither_name_nor_folder_in_the_settings(
    qtbot: QtBot, start: Start, tmp_path: Path, hindered: bool
) -> None:
    stick = tmp_path / "stick" / "records-1"
    save_settings(tmp_path / "config", ProgramSettings(vaults=(ListedVault(str(stick), "Kingfisher"),)))
    program = start()
    (at,) = (at for at, name in enumerate(listed(program)) if "Kingfisher" in name)
    program.window.entry.unlock.vault_picker.vault_combo.setCurrentIndex(at)
    open_with(qtbot, program)
    session = program.window.session
    assert session is not None
    program.tasks.wait(lambda: switch_quick_erase(session, True))
    unwritable = tmp_path / "config" / f"{SETTINGS_FILE}.new"
    if hindered:  # the file cannot be written until the vault is gone, as on a full disk
        unwritable.mkdir()
        program.window.vault_erased.connect(lambda _folder: program.tasks.run(lambda: free(unwritable)))
    with qtbot.waitSignal(program.window.locked):
        program.window.erasing.erase()
    assert not stick.exists()
    assert "Kingfisher" not in settings_file(tmp_path)
    assert "stick" not in settings_file(tmp_path)
    assert not program.window.notices.isVisible()


def test_an_administrator_names_a_vault_and_the_list_shows_the_name(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    program = start()
    open_with(qtbot, program)
    program.window.show_vault()
    room = program.window.over
    assert room is not None
    room.show_page("this-vault")  # type: ignore[union-attr]
    page = room.page("this-vault")  # type: ignore[union-attr]
    assert isinstance(page, ThisVaultPage) and page.name_edit.hasFocus()
    assert "without a passphrase" in words_on(page)
    assert not page.listed_card.isVisible()
    QTest.keyClicks(page.name_edit, "Kingfisher")
    QTest.keyClick(page.name_edit, Qt.Key.Key_Return)
    assert page.told.isVisible() and page.listed_card.isVisible()
    end(program)
    again = start()
    assert listed(again) == ["Kingfisher", "Vault 2"]
    folder = str(tmp_path / "vaults" / "records-1")
    assert read_settings(tmp_path / "config").settings.vaults == (ListedVault(folder, "Kingfisher"),)
    assert "Kingfisher" not in (tmp_path / "vaults" / "records-1" / "vault.json").read_text()


def test_a_vault_is_taken_out_of_the_list(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    program = start()
    open_with(qtbot, program)
    program.window.show_vault()
    room = program.window.over
    room.show_page("this-vault")  # type: ignore[union-attr]
    page = room.page("this-vault")  # type: ignore[union-attr]
    assert isinstance(page, ThisVaultPage)
    page.name_edit.setText("Kingfisher")
    page.save_button.click()
    page.forget_button.click()
    assert page.name_edit.text() == "" and not page.listed_card.isVisible()
    end(program)
    assert "Kingfisher" not in settings_file(tmp_path)
    assert "records-1" not in settings_file(tmp_path)


def test_an_officer_reads_the_name_and_cannot_change_it(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    given = "velvet harbour seven pencil cloud"

    def second() -> Session:
        officers.add_officer(session, "B2", Role.OFFICER, given)
        session.close()
        return unlock(session.vault.folder, "B2", given, floor=CHEAP)

    theirs = context.tasks.wait(second)
    page = ThisVaultPage(context, theirs)
    show(page)
    page.shown()
    assert not page.name_edit.isEnabled() and not page.save_button.isVisible()
    assert "An administrator can change it." in words_on(page)
    context.tasks.wait(theirs.close)
