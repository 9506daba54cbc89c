"""The first start: from a computer without a vault to its cases, by every way, and through every mishap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.errors import ScreeningError
from screening.operations.session import unlock, unlock_with_recovery_key
from screening.operations.training import open_training_vault
from screening.store.known import TRAINING_PASSPHRASE, known_vaults
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.printing import new_printer
from screening.ui.screens.recovery_key import TYPED
from screening.ui.window import MainWindow

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show, closed_vault, training_vault, undress
from .referral_talks import words_on

TELLING = ("traffick", "victim", "exploit", "labour", "officer", "screening of", "border", "migra", "police")
"""Words that would tell whoever stands by what the program is for."""

Make = Callable[[], MainWindow]


@pytest.fixture
def vaults(tmp_path: Path) -> Path:
    return tmp_path / "vaults"


@pytest.fixture
def make(qapp: QApplication, context: UiContext, show: Show, vaults: Path) -> Iterator[Make]:
    """Starts the program once more."""
    font, direction = qapp.font(), qapp.layoutDirection()
    made: list[MainWindow] = []

    def start() -> MainWindow:
        window = build_window(qapp, context, vaults, kdf=CHEAP, floor=CHEAP)
        made.append(window)
        show(window)
        return window

    yield start
    for window in made:
        window.close()
    undress(qapp, font, direction)


@pytest.fixture
def window(make: Make) -> MainWindow:
    return make()


def press(key: Qt.Key, times: int = 1) -> None:
    """A key, to whatever has the keyboard."""
    for _ in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)


def write(text: str) -> None:
    """Type where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def create(qtbot: QtBot, entry: EntryRoom, vaults: Path) -> str:
    """From the welcome to the page with the recovery key; gives the key."""
    entry.welcome.create_button.click()
    screen = entry.new_vault
    screen.organisation_edit.setText("Labour Inspection North")
    screen.officer_edit.setText(OFFICER)
    screen.passphrase_edit.edit.setText(PASSPHRASE)
    screen.again_edit.edit.setText(PASSPHRASE)
    screen.create_button.click()
    return key_shown(qtbot, entry)


def key_shown(qtbot: QtBot, entry: EntryRoom) -> str:
    qtbot.waitUntil(lambda: entry.currentWidget() is entry.recovery_key)
    return "".join(entry.recovery_key.key_label.accessibleName().split(":")[-1].split())


def confirm(entry: EntryRoom, key: str) -> None:
    QTest.keyClicks(entry.recovery_key.last_edit, key[-TYPED:])
    QTest.keyClick(entry.recovery_key.last_edit, Qt.Key.Key_Return)


def later(qtbot: QtBot, entry: EntryRoom) -> None:
    """A second key is offered for a new vault, and can wait."""
    qtbot.waitUntil(lambda: entry.currentWidget() is entry.second_key)
    assert entry.second_key.do_button.hasFocus()
    QTest.keyClick(entry.second_key.do_button, Qt.Key.Key_Backtab)
    press(Qt.Key.Key_Return)


def opened(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.desk is not None and window.desk.isVisible())
    qtbot.waitUntil(lambda: not window.context.tasks.busy)


def type_in_and_open(entry: EntryRoom) -> None:
    QTest.keyClicks(entry.unlock.officer_edit, OFFICER)
    QTest.keyClicks(entry.unlock.passphrase_edit.edit, PASSPHRASE)
    QTest.keyClick(entry.unlock.passphrase_edit.edit, Qt.Key.Key_Return)


# the welcome


def test_the_first_window_is_a_choice_and_tells_nobody_what_the_program_is_for(window: MainWindow) -> None:
    assert window.entry.currentWidget() is window.entry.welcome
    assert window.entry.welcome.create_button.hasFocus()
    seen = words_on(window) + " ".join(b.text() for b in window.findChildren(QPushButton) if b.isVisible())
    assert "Create a vault for real cases" in seen
    assert "Try it with made-up cases" in seen
    assert not [word for word in TELLING if word in seen.casefold()]


def test_from_the_first_window_to_the_cases_with_the_keyboard_alone(
    qtbot: QtBot, window: MainWindow, vaults: Path
) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    write("Labour Inspection North")
    press(Qt.Key.Key_Tab)
    write(OFFICER)
    press(Qt.Key.Key_Tab)
    write(PASSPHRASE)
    press(Qt.Key.Key_Tab, 2)
    write(PASSPHRASE)
    press(Qt.Key.Key_Return)
    key = key_shown(qtbot, window.entry)
    write(key[-TYPED:])
    press(Qt.Key.Key_Return)
    later(qtbot, window.entry)
    opened(qtbot, window)
    assert window.session is not None
    assert not window.session.vault.training
    assert not window.training_strip.isVisible()
    assert window.context.tasks.wait(lambda: window.session and window.session.vault.recovery_key_confirmed)
    assert [vault.folder for vault in known_vaults(vaults)] == [vaults / "records-1"]


def test_every_choice_of_the_welcome_is_reached_by_tab(window: MainWindow) -> None:
    welcome = window.entry.welcome
    reached = []
    for _ in range(6):
        reached.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
    foot = welcome.foot
    assert reached == [
        welcome.create_button,
        welcome.training_button,
        welcome.other_button,
        welcome.restore_button,
        foot.emergency_button,
        foot.language_combo,
    ]


def test_a_vault_in_another_folder_is_opened_by_the_mouse_and_esc_comes_back(window: MainWindow) -> None:
    entry = window.entry
    QTest.mouseClick(entry.welcome.other_button, Qt.MouseButton.LeftButton)
    assert entry.currentWidget() is entry.unlock
    assert entry.unlock.vault_picker.folder_edit.hasFocus()
    press(Qt.Key.Key_Escape)
    assert entry.currentWidget() is entry.welcome


# words offered


def test_offered_words_fill_in_nothing_until_they_are_taken(window: MainWindow) -> None:
    entry = window.entry
    entry.show_new_vault()
    screen = entry.new_vault
    screen.offer_button.click()
    assert screen.passphrase_edit.text == screen.again_edit.text == ""
    first = [label.text().split()[-1] for label in screen.offered_words.labels]
    screen.offered_words.others_button.click()
    words = [label.text().split()[-1] for label in screen.offered_words.labels]
    assert words != first
    screen.offered_words.take_button.click()
    assert screen.passphrase_edit.text == " ".join(words)
    assert screen.again_edit.text == ""
    assert screen.again_edit.edit.hasFocus()
    assert "strong enough" in screen.strength_label.text()
    assert all(not label.text() for label in screen.offered_words.labels)


def test_put_away_the_words_are_nowhere(window: MainWindow) -> None:
    window.entry.show_new_vault()
    screen = window.entry.new_vault
    screen.offer_button.click()
    press(Qt.Key.Key_Escape)
    assert window.entry.currentWidget() is screen
    assert not screen.offered_words.isVisible()
    assert all(not label.text() and not label.accessibleName() for label in screen.offered_words.labels)
    assert screen.passphrase_edit.text == ""


def test_a_passphrase_can_be_pasted_and_be_long(window: MainWindow) -> None:
    window.entry.show_new_vault()
    edit = window.entry.new_vault.passphrase_edit.edit
    long = "a sentence that nobody else would write about a kettle, nine herons and the price of rope " * 2
    QGuiApplication.clipboard().setText(long)
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().clear()
    assert edit.text() == long
    assert len(long) > 64


def test_what_has_a_good_default_is_folded_away(window: MainWindow) -> None:
    window.entry.show_new_vault()
    screen = window.entry.new_vault
    for widget in (screen.more.folder_edit, screen.more.duty_combo, screen.more.training_check):
        assert not widget.isVisible()
    screen.more.head.click()
    for widget in (screen.more.folder_edit, screen.more.duty_combo, screen.more.training_check):
        assert widget.isVisible()


# training


def test_made_up_cases_are_one_click_away_and_marked(qtbot: QtBot, window: MainWindow) -> None:
    QTest.mouseClick(window.entry.welcome.training_button, Qt.MouseButton.LeftButton)
    assert "made-up cases" in window.entry.welcome.note.text()
    assert not window.entry.welcome.create_button.isEnabled()
    opened(qtbot, window)
    assert window.desk is not None
    assert window.desk.cases.model.rowCount() == 6
    assert window.training_strip.isVisible()
    assert "TRAINING" in window.training_strip.text()


def test_practising_again_opens_the_vault_that_is_there(
    qtbot: QtBot, context: UiContext, make: Make, vaults: Path
) -> None:
    training_vault(vaults)
    window = make()
    entry = window.entry
    assert entry.currentWidget() is entry.unlock
    assert entry.unlock.vault_picker.vault_combo.currentText() == "Training vault"
    assert TRAINING_PASSPHRASE in words_on(entry.unlock).replace("\u00a0", " ")
    assert not entry.unlock.passphrase_edit.isVisible()
    assert entry.unlock.open_button.hasFocus()
    press(Qt.Key.Key_Return)
    opened(qtbot, window)
    assert len(known_vaults(vaults)) == 1


def test_starting_anew_is_asked_twice_and_makes_fresh_cases(
    qtbot: QtBot, context: UiContext, make: Make, vaults: Path
) -> None:
    session = open_training_vault(training_vault(vaults), floor=CHEAP)
    before = session.vault.id
    session.close()
    window = make()
    part = window.entry.unlock.training_part
    part.anew_button.click()
    assert part.no_button.hasFocus()
    part.no_button.click()
    assert not part.yes_button.isVisible()
    part.anew_button.click()
    part.yes_button.click()
    opened(qtbot, window)
    assert window.session is not None
    assert window.session.vault.id != before
    assert len(known_vaults(vaults)) == 1


def test_every_page_but_the_cover_carries_the_mark_of_training(qtbot: QtBot, make: Make, vaults: Path) -> None:
    training_vault(vaults)
    window = make()
    window.entry.unlock.open_button.click()
    opened(qtbot, window)
    desk, strip = window.desk, window.training_strip
    assert desk is not None
    for case in range(desk.cases.model.rowCount()):
        desk.on_case_opened(desk.cases.model.case(case).id)
        qtbot.waitUntil(lambda: not window.context.tasks.busy)
        qtbot.waitUntil(lambda: desk.currentWidget() is desk.talk_frame)
        assert strip.isVisible()
        desk.talk_frame.on_leave()
        qtbot.waitUntil(lambda: not window.context.tasks.busy)
        assert strip.isVisible()
    for show_page in (window.show_keys, window.show_urgent_help):
        show_page()
        assert window.lies_over and strip.isVisible()
        show_page()
    window.toggle_cover()
    assert not strip.isVisible()
    window.toggle_cover()
    assert window.rooms.currentWidget() is window.alone_again
    assert not strip.isVisible()
    window.alone_again.yes_button.click()
    assert strip.isVisible()


# what can go wrong


def test_where_nothing_can_be_written_the_choice_says_so_and_stays(
    qtbot: QtBot, window: MainWindow, vaults: Path
) -> None:
    vaults.write_text("a file where the folder should be")
    entry = window.entry
    entry.welcome.training_button.click()
    qtbot.waitUntil(entry.welcome.error.isVisible)
    assert "may not write" in entry.welcome.error.text()
    assert entry.welcome.create_button.isEnabled()
    entry.welcome.create_button.click()
    screen = entry.new_vault
    screen.organisation_edit.setText("Labour Inspection North")
    screen.officer_edit.setText(OFFICER)
    screen.passphrase_edit.edit.setText(PASSPHRASE)
    screen.again_edit.edit.setText(PASSPHRASE)
    screen.create_button.click()
    qtbot.waitUntil(screen.error.isVisible)
    assert "may not write" in screen.error.text()
    assert screen.more.folder_edit.isVisible() and screen.more.folder_edit.hasFocus()
    assert screen.passphrase_edit.text == PASSPHRASE


def test_a_key_that_was_left_before_it_was_confirmed_is_replaced(
    qtbot: QtBot, context: UiContext, make: Make, vaults: Path
) -> None:
    window = make()
    entry = window.entry
    first = create(qtbot, entry, vaults)
    window.toggle_cover()
    window.toggle_cover()
    window.on_alone_confirmed()
    assert entry.currentWidget() is entry.key_unconfirmed
    assert first[-TYPED:] not in words_on(window)
    assert entry.key_unconfirmed.renew_button.hasFocus()
    press(Qt.Key.Key_Return)
    second = key_shown(qtbot, entry)
    assert second != first
    confirm(entry, second)
    later(qtbot, entry)
    opened(qtbot, window)
    window.close()
    folder = vaults / "records-1"
    with pytest.raises(ScreeningError):
        unlock_with_recovery_key(folder, first, floor=CHEAP)
    unlock_with_recovery_key(folder, second, floor=CHEAP).close()


def test_closed_at_the_key_the_next_start_asks_after_unlocking(
    qtbot: QtBot, context: UiContext, make: Make, vaults: Path
) -> None:
    window = make()
    create(qtbot, window.entry, vaults)
    window.close()
    for _ in range(2):
        again = make()
        assert again.entry.currentWidget() is again.entry.unlock
        type_in_and_open(again.entry)
        asked = again.entry.key_unconfirmed
        qtbot.waitUntil(asked.isVisible)
        assert "nobody confirmed" in words_on(asked)
        asked.later_button.click()
        opened(qtbot, again)
        again.close()
    last = make()
    type_in_and_open(last.entry)
    qtbot.waitUntil(last.entry.key_unconfirmed.isVisible)
    last.entry.key_unconfirmed.renew_button.click()
    confirm(last.entry, key_shown(qtbot, last.entry))
    opened(qtbot, last)
    last.close()
    once_more = make()
    type_in_and_open(once_more.entry)
    opened(qtbot, once_more)


def test_a_renewal_that_cannot_be_written_is_said_and_the_cases_can_be_opened(
    qtbot: QtBot, window: MainWindow, vaults: Path
) -> None:
    entry = window.entry
    create(qtbot, entry, vaults)
    (vaults / "records-1" / "vault.json.new").mkdir()
    entry.on_key_forgotten()
    entry.key_unconfirmed.renew_button.click()
    qtbot.waitUntil(entry.key_unconfirmed.error.isVisible)
    assert "may not write" in entry.key_unconfirmed.error.text()
    entry.key_unconfirmed.later_button.click()
    opened(qtbot, window)
    window.close()
    (vaults / "records-1" / "vault.json.new").rmdir()
    unlock(vaults / "records-1", OFFICER, PASSPHRASE, floor=CHEAP).close()


def test_the_key_is_printed_on_one_page_that_does_not_say_what_it_opens(
    qtbot: QtBot, window: MainWindow, vaults: Path, tmp_path: Path
) -> None:
    entry = window.entry
    create(qtbot, entry, vaults)
    pages = entry.recovery_key.pages()
    assert len(pages) == 1
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "key.pdf"))
    entry.recovery_key.print_button.print_on(printer, pages)
    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")
    assert printer.docName() == "Form"
    assert "print queue" in entry.recovery_key.copied_label.text()


# vaults by name


def test_vaults_are_listed_by_names_and_not_by_paths(qtbot: QtBot, make: Make, vaults: Path) -> None:
    closed_vault(vaults / "records-1")
    again = make()
    again.entry.unlock.training_button.click()
    opened(qtbot, again)
    again.close()
    combo = make().entry.unlock.vault_picker.vault_combo
    names = [combo.itemText(at) for at in range(combo.count())]
    assert names == ["Vault 1", "Training vault", "A vault in another folder…"]


def test_a_clock_set_back_is_met_with_words_about_waiting(
    qtbot: QtBot, make: Make, context: UiContext, vaults: Path
) -> None:
    window = make()
    confirm(window.entry, create(qtbot, window.entry, vaults))
    later(qtbot, window.entry)
    opened(qtbot, window)
    window.close()
    # Failures that lie in the future: the clock was set back since.
    attempts = vaults / "records-1" / "attempts.json"
    attempts.write_text('{"count":6,"last":"2199-01-01T00:00:00Z"}')
    entry = make().entry
    assert entry.unlock.officer_edit.hasFocus()
    type_in_and_open(entry)
    qtbot.waitUntil(entry.unlock.error.isVisible)
    assert "Wait 30 seconds" in entry.unlock.error.text()
