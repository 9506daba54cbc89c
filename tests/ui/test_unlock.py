"""Opening and creating a vault on the real screens."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office, ReportingDuty
from screening.languages.catalogs import available_officer_languages
from screening.operations.session import Session, create, unlock
from screening.store import schema
from screening.store.attempts import ATTEMPTS_FILE
from screening.store.audit import AuditAction
from screening.store.header import Role
from screening.store.known import TRAINING_OFFICER, look_at
from screening.ui.context import UiContext
from screening.ui.screens.new_vault import NewVaultScreen
from screening.ui.screens.recovery_key import TYPED, RecoveryKeyScreen
from screening.ui.screens.unlock import UnlockScreen
from screening.ui.widgets.folder_dialog import FolderDialog
from screening.ui.widgets.folders import shown_path, typed_path

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show

KEY = "QPZR-Y9X8-GF2T-VDW0-S3JN-54KH-CE6M-UA7L-QPZR-Y9X8-GF2T-VDW0-S3JN-54KH-CE"
SMALLEST = 44


@pytest.fixture
def unlock_screen(context: UiContext, show: Show, vault_folder: Path) -> UnlockScreen:
    screen = UnlockScreen(context, floor=CHEAP)
    show(screen)
    screen.show_vaults([look_at(vault_folder)])
    return screen


@pytest.fixture
def new_screen(context: UiContext, show: Show, tmp_path: Path) -> NewVaultScreen:
    screen = NewVaultScreen(context, kdf=CHEAP, floor=CHEAP)
    show(screen)
    screen.show_folder(tmp_path / "new")
    return screen


def type_in(qtbot: QtBot, screen: UnlockScreen, passphrase: str) -> None:
    screen.officer_edit.setText(OFFICER)
    QTest.keyClicks(screen.passphrase_edit.edit, passphrase)


def close(context: UiContext, session: Session) -> None:
    context.tasks.wait(session.close)


def tab_stops(qtbot: QtBot, screen: QWidget) -> list[QWidget]:
    """What Tab reaches, in order, until it comes round."""
    stops: list[QWidget] = []
    while (focused := QApplication.focusWidget()) not in stops:
        assert focused is not None
        stops.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return stops


def test_the_first_window_does_not_pay_for_what_it_does_not_show() -> None:
    late = ("sqlalchemy", "alembic", "cryptography", "babel", "zxcvbn", "yaml", "msgspec", "lark", "typer")
    code = (
        "import sys, screening.app, screening.ui.screens.unlock; "
        f"print([module for module in {late} if module in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_right_passphrase_opens_the_vault(
    qtbot: QtBot, unlock_screen: UnlockScreen, context: UiContext
) -> None:
    type_in(qtbot, unlock_screen, PASSPHRASE)
    with qtbot.waitSignal(unlock_screen.unlocked) as opened:
        QTest.mouseClick(unlock_screen.open_button, Qt.MouseButton.LeftButton)
        assert not unlock_screen.passphrase_edit.isEnabled()
        assert not unlock_screen.open_button.isEnabled()
        assert unlock_screen.isEnabled()
    session = opened.args[0]
    assert session.vault.officer.code == OFFICER
    assert unlock_screen.passphrase_edit.text == ""
    assert not unlock_screen.passphrase_edit.edit.isUndoAvailable()
    close(context, session)


@pytest.mark.parametrize("field", ["folder", "officer", "passphrase"])
def test_enter_in_any_field_opens_once(
    qtbot: QtBot, unlock_screen: UnlockScreen, context: UiContext, field: str
) -> None:
    type_in(qtbot, unlock_screen, PASSPHRASE)
    fields = {
        "folder": unlock_screen.vault_picker.folder_edit,
        "officer": unlock_screen.officer_edit,
        "passphrase": unlock_screen.passphrase_edit.edit,
    }
    if field == "folder":
        folder = unlock_screen.folder
        unlock_screen.vault_picker.pick_other_folder()
        unlock_screen.vault_picker.folder_edit.setText(str(folder))
    widget = fields[field]
    widget.setFocus()
    opened: list[Session] = []
    unlock_screen.unlocked.connect(opened.append)
    with qtbot.waitSignal(context.tasks.idle):
        QTest.keyClick(widget, Qt.Key.Key_Return)
    assert len(opened) == 1
    close(context, opened[0])


def test_a_wrong_passphrase_is_said_inline_and_gone_for_good(
    qtbot: QtBot, unlock_screen: UnlockScreen, context: UiContext
) -> None:
    unlock_screen.passphrase_edit.show_button.setChecked(True)
    type_in(qtbot, unlock_screen, "not the passphrase at all")
    edit = unlock_screen.passphrase_edit.edit
    assert edit.isUndoAvailable()
    with qtbot.waitSignal(context.tasks.idle):
        unlock_screen.open_vault()
    assert unlock_screen.error.isVisible()
    assert "did not unlock" in unlock_screen.error.text()
    assert edit.hasFocus()
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    for mode in (True, False):
        unlock_screen.passphrase_edit.show_button.setChecked(mode)
        QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert edit.text() == ""


def test_a_code_nobody_has_reads_like_a_wrong_passphrase(
    qtbot: QtBot, unlock_screen: UnlockScreen, context: UiContext
) -> None:
    said = []
    for officer, passphrase in ((OFFICER, "not the passphrase at all"), ("Z9", PASSPHRASE)):
        unlock_screen.officer_edit.setText(officer)
        unlock_screen.passphrase_edit.edit.setText(passphrase)
        with qtbot.waitSignal(context.tasks.idle):
            unlock_screen.open_vault()
        said.append(unlock_screen.error.text())
    assert said[0] == said[1]


def test_after_several_failures_the_seconds_to_wait_are_said(
    qtbot: QtBot, unlock_screen: UnlockScreen, context: UiContext
) -> None:
    for _ in range(5):
        unlock_screen.officer_edit.setText(OFFICER)
        unlock_screen.passphrase_edit.edit.setText("not the passphrase at all")
        with qtbot.waitSignal(context.tasks.idle):
            unlock_screen.open_vault()
    assert "Wait" in unlock_screen.error.text()
    assert "second" in unlock_screen.error.text()


def test_nothing_is_tried_before_all_is_filled_in(
    qtbot: QtBot, unlock_screen: UnlockScreen, context: UiContext, vault_folder: Path
) -> None:
    before = (vault_folder / ATTEMPTS_FILE).read_bytes()
    unlock_screen.officer_edit.setText(OFFICER)
    unlock_screen.open_vault()
    assert not context.tasks.busy
    assert unlock_screen.error.isVisible()
    assert unlock_screen.passphrase_edit.edit.hasFocus()
    assert (vault_folder / ATTEMPTS_FILE).read_bytes() == before
    QTest.keyClicks(unlock_screen.passphrase_edit.edit, "x")
    assert not unlock_screen.error.isVisible()


def test_a_vault_that_only_looks_like_the_training_vault_asks_for_its_passphrase(
    qtbot: QtBot, context: UiContext, show: Show, tmp_path: Path
) -> None:
    folder, office = tmp_path / "training-1", Office("North")
    create(folder, TRAINING_OFFICER, PASSPHRASE, office, training=True, kdf=CHEAP, floor=CHEAP).session.close()
    screen = UnlockScreen(context, floor=CHEAP)
    show(screen)
    screen.show_vaults([look_at(folder)])
    assert not screen.passphrase_edit.isVisible()
    with qtbot.waitSignal(context.tasks.idle):
        screen.open_vault()
    assert "did not unlock" in screen.error.text()
    assert screen.passphrase_edit.isVisible()
    screen.officer_edit.setText(TRAINING_OFFICER)
    screen.passphrase_edit.edit.setText(PASSPHRASE)
    with qtbot.waitSignal(screen.unlocked) as opened:
        screen.open_vault()
    close(context, opened.args[0])


def test_a_folder_without_a_vault_is_said_inline(
    qtbot: QtBot, unlock_screen: UnlockScreen, context: UiContext, tmp_path: Path
) -> None:
    type_in(qtbot, unlock_screen, PASSPHRASE)
    unlock_screen.vault_picker.pick_other_folder()
    unlock_screen.vault_picker.folder_edit.setText(str(tmp_path / "nothing here"))
    with qtbot.waitSignal(context.tasks.idle):
        unlock_screen.open_vault()
    assert "no cases in this folder" in unlock_screen.error.text()


def test_a_passphrase_does_not_wait_behind_another_screen(qtbot: QtBot, unlock_screen: UnlockScreen) -> None:
    type_in(qtbot, unlock_screen, PASSPHRASE)
    unlock_screen.hide()
    assert unlock_screen.passphrase_edit.text == ""
    assert not unlock_screen.passphrase_edit.edit.isUndoAvailable()


def test_enter_on_another_button_presses_that_button(qtbot: QtBot, unlock_screen: UnlockScreen) -> None:
    unlock_screen.new_button.setFocus()
    with qtbot.waitSignal(unlock_screen.new_vault_asked):
        QTest.keyClick(unlock_screen.new_button, Qt.Key.Key_Return)
    assert not unlock_screen.error.isVisible()


def test_the_officer_chooses_the_language_of_the_program(qtbot: QtBot, context: UiContext, show: Show) -> None:
    context.officer_languages = available_officer_languages()
    unlock_screen = UnlockScreen(context, floor=CHEAP)
    show(unlock_screen)
    combo = unlock_screen.foot.language_combo
    assert [combo.itemText(at) for at in range(combo.count())] == ["English", "العربية", "Español", "Français"]
    combo.setFocus()
    with qtbot.waitSignal(unlock_screen.officer_language_chosen) as chosen:
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert chosen.args == ["ar"]


def test_everything_on_the_unlock_screen_is_reached_by_tab_and_large_enough(
    qtbot: QtBot, unlock_screen: UnlockScreen
) -> None:
    stops = tab_stops(qtbot, unlock_screen)
    expected = [
        unlock_screen.passphrase_edit.edit,
        unlock_screen.passphrase_edit.show_button,
        unlock_screen.open_button,
        unlock_screen.other_way_button,
        unlock_screen.new_button,
        unlock_screen.training_button,
        unlock_screen.foot.emergency_button,
        unlock_screen.foot.language_combo,
        unlock_screen.vault_picker.vault_combo,
        unlock_screen.officer_edit,
    ]
    at = stops.index(expected[0])
    assert stops[at:] + stops[:at] == expected
    for widget in expected:
        assert widget.height() >= SMALLEST, widget
        assert widget.accessibleName() or isinstance(widget, QPushButton), widget


def test_nothing_is_cut_off_on_a_small_screen(qtbot: QtBot, unlock_screen: UnlockScreen) -> None:
    unlock_screen._show_error(unlock_screen.context.sentence(ScreeningError(Problem.HEADER_DAMAGED)))
    qtbot.waitUntil(
        lambda: unlock_screen.error.height() >= unlock_screen.error.heightForWidth(unlock_screen.error.width())
    )
    for widget in (unlock_screen.passphrase_edit.edit, unlock_screen.open_button, unlock_screen.new_button):
        assert widget.height() >= SMALLEST
        corner = widget.mapTo(unlock_screen, widget.rect().bottomRight())
        assert unlock_screen.rect().contains(corner)


def test_the_form_is_mirrored_for_arabic(
    make_context: Callable[[str], UiContext], rtl: None, show: Show, vault_folder: Path
) -> None:
    screen = UnlockScreen(make_context("ar"), floor=CHEAP)
    show(screen)
    edit, shown = screen.passphrase_edit.edit, screen.passphrase_edit.show_button
    assert shown.mapTo(screen, shown.rect().center()).x() < edit.mapTo(screen, edit.rect().center()).x()


def test_choosing_a_folder_leaves_its_name_nowhere(
    qtbot: QtBot, context: UiContext, show: Show, tmp_path: Path
) -> None:
    folder = tmp_path / "a-telling-name"
    folder.mkdir()
    dialog = FolderDialog(context, folder / "not there yet")
    show(dialog)
    qtbot.waitUntil(lambda: dialog.folder == folder)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.folder_tree, Qt.Key.Key_Return)
    dialog.deleteLater()
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept = Path(settings.fileName())
    assert not kept.exists() or folder.name not in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("taken", [True, False])
def test_another_folder_is_taken_over_or_left(
    qtbot: QtBot, unlock_screen: UnlockScreen, tmp_path: Path, taken: bool
) -> None:
    picker = unlock_screen.vault_picker
    picker.pick_other_folder()
    before = tmp_path / "before"
    picker.folder_edit.setText(str(before))
    other = tmp_path / "other"
    other.mkdir()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FolderDialog)
        dialog.show_folder(other)
        (dialog.choose_button if taken else dialog.cancel_button).click()

    QTimer.singleShot(0, answer)
    picker.folder_button.click()
    assert unlock_screen.folder == (other if taken else before)


def test_a_new_vault_gets_a_folder_of_its_own(qtbot: QtBot, new_screen: NewVaultScreen, tmp_path: Path) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FolderDialog)
        dialog.show_folder(tmp_path)
        dialog.accept()

    new_screen.show_folder(tmp_path / "elsewhere" / "Cases")
    QTimer.singleShot(0, answer)
    new_screen.more.folder_button.click()
    assert new_screen.more.folder == tmp_path / "Cases"


def test_a_path_is_shown_without_the_name_of_whoever_is_logged_in() -> None:
    folder = Path.home() / "Documents" / "Vault"
    assert shown_path(folder) == str(Path("~", "Documents", "Vault"))
    assert typed_path(shown_path(folder)) == folder
    assert typed_path("  ") is None
    assert typed_path("~") == Path.home()


# another way in


@pytest.fixture
def lost_passphrase(context: UiContext, show: Show, tmp_path: Path) -> tuple[UnlockScreen, str]:
    """The unlock screen of a vault whose recovery key is at hand."""
    folder, office = tmp_path / "lost", Office("Labour Inspection North")
    new = create(folder, OFFICER, PASSPHRASE, office, kdf=CHEAP, floor=CHEAP)
    new.session.close()
    screen = UnlockScreen(context, floor=CHEAP)
    show(screen)
    screen.show_vaults([look_at(folder)])
    return screen, new.recovery_key


def test_the_recovery_key_opens_without_an_officer(
    qtbot: QtBot, context: UiContext, lost_passphrase: tuple[UnlockScreen, str]
) -> None:
    screen, key = lost_passphrase
    QTest.mouseClick(screen.other_way_button, Qt.MouseButton.LeftButton)
    assert not screen.officer_edit.isVisible()
    assert not screen.passphrase_edit.isVisible()
    edit = screen.key_edit.edit
    assert edit.hasFocus()
    assert edit.accessibleName() == "Recovery key"
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(edit, key.lower().replace("-", " "))
    with qtbot.waitSignal(screen.unlocked) as opened:
        QTest.keyClick(edit, Qt.Key.Key_Return)
    session = opened.args[0]
    assert session.vault.officer.role is Role.RECOVERY
    assert session.office.organisation == "Labour Inspection North"
    assert screen.key_edit.text == ""
    assert not edit.isUndoAvailable()
    actions = context.tasks.wait(
        lambda: session.vault.database.rows(select(schema.audit.c.action).order_by(schema.audit.c.seq))
    )
    assert [row.action for row in actions][-2:] == [AuditAction.RECOVERY_KEY_USED, AuditAction.VAULT_OPENED]
    close(context, session)


def test_a_wrong_recovery_key_reads_like_a_wrong_passphrase(
    qtbot: QtBot, context: UiContext, lost_passphrase: tuple[UnlockScreen, str]
) -> None:
    screen, _ = lost_passphrase
    type_in(qtbot, screen, "not the passphrase at all")
    with qtbot.waitSignal(context.tasks.idle):
        screen.open_vault()
    said = screen.error.text()
    screen.other_way_button.click()
    assert not screen.error.isVisible()
    for wrong in (KEY, "not a key", "ключ \U0001f511"):
        screen.key_edit.edit.setText(wrong)
        with qtbot.waitSignal(context.tasks.idle):
            screen.open_vault()
        assert screen.error.text() == said
        assert screen.key_edit.edit.hasFocus()
        assert screen.key_edit.text == ""


def test_nothing_is_tried_without_a_key(
    qtbot: QtBot, context: UiContext, lost_passphrase: tuple[UnlockScreen, str]
) -> None:
    screen, _ = lost_passphrase
    screen.other_way_button.click()
    screen.open_vault()
    assert not context.tasks.busy
    assert screen.error.text() == "Fill in the vault and the recovery key."


def test_going_back_to_the_passphrase_forgets_the_key(
    qtbot: QtBot, lost_passphrase: tuple[UnlockScreen, str]
) -> None:
    screen, key = lost_passphrase
    screen.other_way_button.click()
    screen.key_edit.edit.setText(key)
    assert screen.other_way_button.text() == "With a passphrase"
    screen.other_way_button.click()
    assert screen.key_edit.text == ""
    assert not screen.key_edit.isVisible()
    assert screen.passphrase_edit.isVisible()
    assert screen.officer_edit.hasFocus()
    assert screen.other_way_button.text() == "Other ways in"


# a new vault


def fill(qtbot: QtBot, screen: NewVaultScreen, passphrase: str, again: str) -> None:
    screen.organisation_edit.setText("Labour Inspection North")
    screen.officer_edit.setText(OFFICER)
    screen.passphrase_edit.edit.setText(passphrase)
    screen.again_edit.edit.setText(again)


def test_a_created_vault_opens_with_its_passphrase(
    qtbot: QtBot, new_screen: NewVaultScreen, context: UiContext, tmp_path: Path
) -> None:
    fill(qtbot, new_screen, PASSPHRASE, PASSPHRASE)
    new_screen.more.training_check.setChecked(True)
    with qtbot.waitSignal(new_screen.created) as created:
        QTest.keyClick(new_screen.again_edit.edit, Qt.Key.Key_Return)
    session, key = created.args
    assert len(key.replace("-", "")) > 50
    assert session.vault.training
    assert session.office.organisation == "Labour Inspection North"
    assert session.office.duty is ReportingDuty.CHILD_OR_LIFE
    assert new_screen.passphrase_edit.text == new_screen.again_edit.text == ""
    assert not new_screen.passphrase_edit.edit.isUndoAvailable()
    close(context, session)
    again = unlock(tmp_path / "new", OFFICER, PASSPHRASE, floor=CHEAP)
    assert again.office.organisation == "Labour Inspection North"
    again.close()


@pytest.mark.parametrize(
    ("passphrase", "said"),
    [
        ("", "At least 15 characters"),
        ("short", "At least 15 characters"),
        ("passwordpassword", "tried first"),
        ("sunshinesunshine", "guessed too soon"),
        (PASSPHRASE, "strong enough"),
        (PASSPHRASE * 4, "strong enough"),
    ],
)
def test_the_strength_is_said_in_words_while_typing(
    qtbot: QtBot, new_screen: NewVaultScreen, passphrase: str, said: str
) -> None:
    new_screen.passphrase_edit.edit.setText(passphrase)
    qtbot.waitUntil(lambda: said in new_screen.strength_label.text())


def test_what_is_missing_is_said_where_it_is_missing(
    qtbot: QtBot, new_screen: NewVaultScreen, context: UiContext, tmp_path: Path
) -> None:
    fill(qtbot, new_screen, PASSPHRASE, PASSPHRASE + "!")
    wrong: list[tuple[QLineEdit, str, QWidget]] = [
        (new_screen.organisation_edit, " ", new_screen.organisation_edit),
        (new_screen.officer_edit, "A name", new_screen.officer_edit),
        (new_screen.passphrase_edit.edit, "short", new_screen.passphrase_edit.edit),
        (new_screen.again_edit.edit, "another one", new_screen.again_edit.edit),
        (new_screen.more.folder_edit, "", new_screen.more.folder_edit),
    ]
    for edit, text, focused in wrong:
        fill(qtbot, new_screen, PASSPHRASE, PASSPHRASE)
        edit.setText(text)
        new_screen.create_vault()
        assert new_screen.error.isVisible()
        assert focused.hasFocus()
        assert not context.tasks.busy
    assert not (tmp_path / "new").exists()


def test_a_folder_that_has_a_vault_is_refused_and_nothing_typed_is_lost(
    qtbot: QtBot, new_screen: NewVaultScreen, context: UiContext, vault_folder: Path
) -> None:
    fill(qtbot, new_screen, PASSPHRASE, PASSPHRASE)
    new_screen.more.folder_edit.setText(str(vault_folder))
    with qtbot.waitSignal(context.tasks.idle):
        new_screen.create_vault()
    assert "already a vault" in new_screen.error.text()
    assert new_screen.passphrase_edit.text == PASSPHRASE
    assert new_screen.create_button.isEnabled()


def test_escape_goes_back_and_forgets_the_passphrase(qtbot: QtBot, new_screen: NewVaultScreen) -> None:
    fill(qtbot, new_screen, PASSPHRASE, PASSPHRASE)
    with qtbot.waitSignal(new_screen.cancelled):
        QTest.keyClick(new_screen.officer_edit, Qt.Key.Key_Escape)
    new_screen.hide()
    assert new_screen.passphrase_edit.text == new_screen.again_edit.text == ""


# the recovery key


@pytest.fixture
def recovery_screen(context: UiContext, show: Show) -> RecoveryKeyScreen:
    screen = RecoveryKeyScreen(context)
    show(screen)
    screen.show_key(KEY)
    return screen


def test_only_the_end_of_the_key_leads_on(qtbot: QtBot, recovery_screen: RecoveryKeyScreen) -> None:
    screen, last = recovery_screen, KEY.replace("-", "")[-TYPED:]
    assert not screen.continue_button.isEnabled()
    with qtbot.assertNotEmitted(screen.confirmed):
        QTest.keyClicks(screen.last_edit, "ABCDEF")
        QTest.keyClick(screen.last_edit, Qt.Key.Key_Return)
    assert screen.error.isVisible()
    screen.last_edit.setText("")
    QTest.keyClicks(screen.last_edit, f"{last[:4].lower()}-{last[4:]}")
    assert screen.continue_button.isEnabled()
    with qtbot.waitSignal(screen.confirmed):
        QTest.keyClick(screen.last_edit, Qt.Key.Key_Return)


def test_the_key_leaves_screen_and_clipboard_with_the_page(recovery_screen: RecoveryKeyScreen) -> None:
    clipboard = QGuiApplication.clipboard()
    recovery_screen.copy_button.click()
    assert clipboard.text() == KEY
    recovery_screen.hide()
    assert clipboard.text() == ""
    assert recovery_screen.key_label.text() == ""
    assert recovery_screen.key_label.accessibleName() == ""


def test_what_somebody_else_copied_stays_on_the_clipboard(recovery_screen: RecoveryKeyScreen) -> None:
    recovery_screen.copy_button.click()
    QGuiApplication.clipboard().setText("a shopping list")
    recovery_screen.hide()
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_every_group_of_the_key_can_be_read(recovery_screen: RecoveryKeyScreen) -> None:
    for group in KEY.split("-"):
        assert group in recovery_screen.key_label.text()
        assert group in recovery_screen.key_label.accessibleName()
