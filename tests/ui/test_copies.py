"""The page of copies, the day's copy by itself, and the way back from one: with real vaults and real files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screening.languages.bidi import strip_invisible
from screening.operations import backups
from screening.operations.officers import rotate_vault_key
from screening.operations.session import Session
from screening.store import backup_place
from screening.store.backups import finish
from screening.ui.context import UiContext
from screening.ui.daily_copies import daily_copies
from screening.ui.entry import EntryRoom
from screening.ui.screens.vault.backups import CopiesPage

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show
from .talk_steps import settled


def page_of(context: UiContext, session: Session, show: Show) -> CopiesPage:
    page = CopiesPage(context, session)
    show(page)
    page.shown()
    settled(context)
    return page


def test_a_copy_is_made_from_the_page_and_then_stands_on_it(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    page = page_of(context, session, show)
    assert "no copy" in page.last_label.text()
    assert page.make_button.hasFocus()
    QTest.keyClick(page.make_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "was made and checked" in page.note.text())
    settled(context)
    assert "The last copy is of" in page.last_label.text()
    assert page.make_button.isVisible() and not page.stop_button.isVisible()
    assert len(context.tasks.wait(lambda: backups.look(session)).kept) == 1


def test_a_copy_can_be_stopped_and_nothing_of_it_stays(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    page = page_of(context, session, show)
    page.make_copy()
    assert page.stop_button.hasFocus()
    page.stop()
    settled(context)
    assert "No copy was made" in page.note.text()
    assert context.tasks.wait(lambda: backups.look(session)).kept == ()
    page.make_copy()
    qtbot.waitUntil(lambda: "was made and checked" in page.note.text())


def test_a_disk_that_is_not_there_is_said_on_the_page_and_in_the_banner(
    context: UiContext, session: Session, show: Show, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    context.tasks.wait(lambda: backups.choose_folder(session, stick))
    stick.rmdir()
    page = page_of(context, session, show)
    assert page.away_label.isVisible()
    page.make_copy()
    settled(context)
    assert page.error.isVisible() and "Connect the disk" in page.error.text()
    words = context.tasks.wait(lambda: finish(daily_copies(session)))
    assert words is not None
    assert "Copies are overdue" in words(context)
    assert len(context.tasks.wait(lambda: backups.look(session)).kept) == 1  # into the vault's own folder


def test_the_days_copy_is_made_once_and_says_nothing(context: UiContext, session: Session) -> None:
    for _ in range(2):
        assert context.tasks.wait(lambda: finish(daily_copies(session))) is None
        assert len(context.tasks.wait(lambda: backups.look(session)).kept) == 1


def test_copies_under_the_key_of_before_are_removed_only_after_a_second_question(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    before = context.tasks.wait(lambda: finish(backups.make_copy(session)))
    context.tasks.wait(lambda: rotate_vault_key(session))
    fresh = context.tasks.wait(lambda: finish(backups.after_revocation(session))).made
    page = page_of(context, session, show)
    page.purge_button.click()
    settled(context)
    assert before.path.exists()
    assert page.keep_button.hasFocus() and not page.purge_button.isVisible()
    page.keep_button.click()
    page.purge_button.click()
    page.yes_button.click()
    qtbot.waitUntil(lambda: not before.path.exists())
    settled(context)
    assert all(info.path.exists() for info in fresh)


def restorer(context: UiContext, show: Show, tmp_path: Path, copies: Path) -> EntryRoom:
    entry = EntryRoom(context, tmp_path / "vaults", kdf=CHEAP, floor=CHEAP)
    show(entry)
    entry.welcome.restore_button.click()
    entry.restore.picker.folder_edit.setText(str(copies))
    settled(context)
    return entry


def test_a_vault_is_restored_from_the_first_window_with_the_keyboard(
    qtbot: QtBot, context: UiContext, session: Session, show: Show, tmp_path: Path
) -> None:
    context.tasks.wait(lambda: finish(backups.make_copy(session)))
    entry = restorer(context, show, tmp_path, backup_place.own_folder(session.vault))
    screen = entry.restore
    assert screen.picker.picked is not None
    screen.officer_edit.setFocus()
    QTest.keyClicks(screen.officer_edit, OFFICER)
    QTest.keyClicks(screen.passphrase_edit.edit, "wrong")
    QTest.keyClick(screen.passphrase_edit.edit, Qt.Key.Key_Return)
    settled(context)
    assert screen.error.isVisible() and screen.passphrase_edit.text == ""
    QTest.keyClicks(screen.passphrase_edit.edit, PASSPHRASE)
    with qtbot.waitSignal(entry.opened) as opened:
        QTest.keyClick(screen.passphrase_edit.edit, Qt.Key.Key_Return)
    assert opened.args is not None
    restored: Session = opened.args[0]
    assert restored.vault.folder == tmp_path / "vaults" / "records-1"
    context.tasks.wait(restored.close)


def test_an_older_copy_is_asked_about_before_it_is_taken(
    qtbot: QtBot, context: UiContext, session: Session, show: Show, tmp_path: Path
) -> None:
    context.tasks.wait(lambda: finish(backups.make_copy(session)))
    (first,) = backup_place.own_folder(session.vault).glob("*.bak")
    context.tasks.wait(lambda: finish(backups.make_copy(session)))
    entry = restorer(context, show, tmp_path, first.parent)
    screen = entry.restore
    combo = screen.picker.copy_combo
    combo.setCurrentIndex([combo.itemData(at) for at in range(combo.count())].index(first))
    screen.officer_edit.setText(OFFICER)
    screen.passphrase_edit.edit.setText(PASSPHRASE)
    screen.restore()
    settled(context)
    assert screen.older_check.isVisible() and screen.older_check.hasFocus()
    # The moments as the list of copies has them, each on one line.
    made, newer = (combo.itemText(at).split(" · ")[0] for at in (combo.findData(first), 0))
    said = strip_invisible(screen.error.text())
    assert made in said and newer in said
    screen.older_check.click()
    with qtbot.waitSignal(entry.opened) as opened:
        screen.restore_button.click()
    assert opened.args is not None
    context.tasks.wait(opened.args[0].close)


def test_what_is_missing_is_said_and_esc_goes_back(context: UiContext, show: Show, tmp_path: Path) -> None:
    entry = restorer(context, show, tmp_path, tmp_path)
    screen = entry.restore
    assert screen.picker.none_label.isVisible()
    screen.way_button.click()
    assert screen.key_edit.isVisible() and screen.key_edit.edit.hasFocus()
    screen.way_button.click()
    assert screen.officer_edit.hasFocus()
    screen.restore()
    assert screen.error.isVisible() and screen.picker.folder_edit.hasFocus()
    QTest.keyClick(screen.picker.folder_edit, Qt.Key.Key_Escape)
    assert entry.currentWidget() is entry.welcome


def test_a_copy_is_offered_where_a_vault_is_damaged_and_among_the_other_ways_in(
    context: UiContext, show: Show, vault_folder: Path, tmp_path: Path
) -> None:
    entry = EntryRoom(context, vault_folder.parent, kdf=CHEAP, floor=CHEAP)
    show(entry)
    unlock = entry.unlock
    assert not unlock.restore_button.isVisible()
    unlock.other_way_button.click()
    assert unlock.restore_button.isVisible()
    unlock.other_way_button.click()
    (vault_folder / "cases.db").unlink()
    unlock.officer_edit.setText(OFFICER)
    unlock.passphrase_edit.edit.setText(PASSPHRASE)
    unlock.open_vault()
    settled(context)
    assert unlock.error.isVisible() and unlock.restore_button.isVisible()
    unlock.restore_button.click()
    assert entry.currentWidget() is entry.restore
