"""Nobody touches the machine, or the system says that the officer went away: cover and lock come by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.idle import IdleTimes
from screening.core.settings import ProgramSettings
from screening.operations.session import Session, unlock
from screening.ui.away import Away
from screening.ui.clipboard import ClipboardGuard
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.steps import QUESTIONS
from screening.ui.system_lock import SystemLock
from screening.ui.window import MainWindow
from tests.pausing import pause

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show
from .patience import Clock
from .referral_talks import talk_with
from .talk_steps import settle

MINUTE = 60.0


@pytest.fixture
def window(context: UiContext, dressed: None, show: Show, tmp_path: Path) -> MainWindow:
    made = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(made)
    return made


@pytest.fixture
def away(window: MainWindow, clock: Clock) -> Away:
    made = Away(window, SystemLock(window), clock=clock, check_ms=5)
    made.start()
    return made


@pytest.fixture
def desk(qtbot: QtBot, context: UiContext, window: MainWindow, away: Away, session: Session) -> Desk:
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.desk is not None
    return window.desk


@pytest.fixture
def talking(qtbot: QtBot, context: UiContext, desk: Desk, session: Session) -> Desk:
    """A talk at its questions, in the vault."""
    desk.show_talk(talk_with(context, session, {}))
    settle(qtbot, context)
    desk.talk_frame.show_step(QUESTIONS)
    settle(qtbot, context)
    return desk


def key(window: MainWindow, pressed: Qt.Key = Qt.Key.Key_Shift) -> None:
    """A key, as the system hands it to the window."""
    QTest.keyClick(window.windowHandle(), pressed)
    QApplication.processEvents()


def test_in_a_talk_the_cover_comes_first_and_the_lock_later(
    qtbot: QtBot, window: MainWindow, clock: Clock, talking: Desk
) -> None:
    with qtbot.assertNotEmitted(window.locked):
        clock.now += 5 * MINUTE - 1
        with qtbot.waitSignal(window.hidden):
            clock.now += 1
        assert window.covered
        clock.now += 10 * MINUTE - 1
    with qtbot.waitSignal(window.locked):
        clock.now += 1
    assert window.session is None


def test_at_the_cases_the_lock_comes_at_once(qtbot: QtBot, window: MainWindow, clock: Clock, desk: Desk) -> None:
    with qtbot.waitSignal(window.locked):
        clock.now += 5 * MINUTE
    assert window.covered
    assert window.session is None


def test_a_key_and_the_pointer_begin_the_time_anew(
    qtbot: QtBot, window: MainWindow, clock: Clock, away: Away, desk: Desk
) -> None:
    with qtbot.assertNotEmitted(window.locked):
        for place in range(4):
            clock.now += 4 * MINUTE
            away.idle.look()
            key(window)
            clock.now += 4 * MINUTE
            away.idle.look()
            QTest.mouseMove(window.windowHandle(), QPoint(20 + place, 40))
            QApplication.processEvents()


def test_what_the_program_does_by_itself_is_no_touch(
    qtbot: QtBot, window: MainWindow, clock: Clock, desk: Desk
) -> None:
    clock.now += 4 * MINUTE
    QTest.keyClick(desk.cases.search_edit, Qt.Key.Key_A)  # sent to the widget, not through the window
    desk.cases.search_edit.setText("B")
    QApplication.processEvents()
    with qtbot.waitSignal(window.locked):
        clock.now += 1 * MINUTE


def test_the_touch_that_wakes_the_machine_too_late_opens_nothing(
    qtbot: QtBot, window: MainWindow, clock: Clock, away: Away, talking: Desk
) -> None:
    away.idle._timer.stop()  # asleep
    clock.now += 600 * MINUTE
    with qtbot.waitSignal(window.locked):
        key(window, Qt.Key.Key_1)
    assert talking.talk_frame.talk is not None
    assert talking.talk_frame.talk.answers == {}


def test_the_times_are_those_of_the_settings(
    qtbot: QtBot, context: UiContext, window: MainWindow, clock: Clock, desk: Desk
) -> None:
    context.settings = ProgramSettings(idle=IdleTimes(lock_elsewhere=30))
    clock.now += 29 * MINUTE
    with qtbot.assertNotEmitted(window.locked, wait=30):
        pass
    with qtbot.waitSignal(window.locked):
        clock.now += 1 * MINUTE


def test_a_talk_in_memory_only_is_hidden_and_not_lost_until_the_limit(
    qtbot: QtBot, context: UiContext, window: MainWindow, clock: Clock, desk: Desk, session: Session
) -> None:
    talk = talk_with(context, session, {}, record=False)
    desk.show_talk(talk)
    settle(qtbot, context)
    with qtbot.assertNotEmitted(window.locked):
        with qtbot.waitSignal(window.hidden):
            clock.now += 5 * MINUTE
        clock.now += 24 * MINUTE
        pause(20)
    with qtbot.waitSignal(window.locked):
        clock.now += 1 * MINUTE
    assert talk.record.safety == {}


def test_what_the_disk_has_not_taken_is_hidden_and_not_lost(
    qtbot: QtBot, window: MainWindow, clock: Clock, talking: Desk
) -> None:
    talking.talk_frame.questions.retry.wait_with("answer", lambda: None)
    assert talking.locking_loses
    with qtbot.assertNotEmitted(window.locked), qtbot.waitSignal(window.hidden):
        clock.now += 20 * MINUTE
    talking.talk_frame.questions.retry.take_off("answer")
    with qtbot.waitSignal(window.locked):
        pass


def test_the_system_locks_at_once_and_what_is_typed_is_kept(
    qtbot: QtBot, context: UiContext, window: MainWindow, away: Away, talking: Desk, tmp_path: Path
) -> None:
    drawer = talking.talk_frame.questions.drawer
    talking.toggle_drawer()
    QTest.keyClicks(drawer.note_edit, "Quetzalcoatlina")
    talk = talking.talk_frame.talk
    assert talk is not None
    with qtbot.waitSignal(window.locked):
        away.system.away.emit()
    assert window.windowTitle() == window.cover.title
    again = context.tasks.wait(lambda: unlock(tmp_path / "vault", OFFICER, PASSPHRASE, floor=CHEAP))
    notes = context.tasks.wait(lambda: again.vault.cases.load(talk.record.id)).notes
    context.tasks.wait(again.close)
    assert list(notes.values()) == ["Quetzalcoatlina"]


def test_a_dialog_goes_with_the_lock(qtbot: QtBot, window: MainWindow, away: Away, desk: Desk) -> None:
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    with qtbot.waitSignal(window.locked):
        away.system.away.emit()
    assert not dialog.isVisible()


def test_at_the_door_nothing_happens_before_something_was_typed(
    qtbot: QtBot, window: MainWindow, clock: Clock, away: Away
) -> None:
    with qtbot.assertNotEmitted(window.locked, wait=30):
        clock.now += 60 * MINUTE
        away.system.away.emit()
    key(window, Qt.Key.Key_A)
    with qtbot.waitSignal(window.locked):
        clock.now += 5 * MINUTE


# the clipboard


def test_what_was_copied_here_goes_after_its_time(qtbot: QtBot, show: Show) -> None:
    edit = QLineEdit("Quetzalcoatlina")
    show(edit)
    ClipboardGuard(edit, cleared_after_ms=20)
    edit.setFocus()
    edit.selectAll()
    edit.copy()
    clipboard = QApplication.clipboard()
    assert clipboard.text() == "Quetzalcoatlina"
    qtbot.waitUntil(lambda: clipboard.text() == "")


def test_what_others_copied_stays_after_the_lock(
    qtbot: QtBot, window: MainWindow, away: Away, desk: Desk, show: Show
) -> None:
    clipboard = QApplication.clipboard()
    clipboard.setText("a recipe")
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert clipboard.text() == "a recipe"


def test_the_lock_clears_what_was_copied_here(qtbot: QtBot, window: MainWindow, away: Away, desk: Desk) -> None:
    edit = desk.cases.search_edit
    edit.setFocus()
    edit.setText("WAGE-0001")
    edit.selectAll()
    edit.cut()
    assert QApplication.clipboard().text() == "WAGE-0001"
    with qtbot.waitSignal(window.locked):
        window.lock()
    assert QApplication.clipboard().text() == ""


def test_a_label_that_was_copied_counts_as_ours(qtbot: QtBot, show: Show) -> None:
    label = QLabel("KEY-1234")
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    show(label)
    guard = ClipboardGuard(label)
    label.setFocus()
    label.setSelection(0, 8)
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "KEY-1234"
    guard.clear()
    assert QApplication.clipboard().text() == ""
