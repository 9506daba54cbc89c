"""A talk in memory only: said before it is lost, gone when it is left or locked, hidden and kept by F12 alone."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from screening.core.case import NextStep, TallyLine
from screening.core.referral import PersonSheet
from screening.operations.session import Session, unlock
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.screens.form_preview import FormPreviewScreen
from screening.ui.steps import NEEDS, QUESTIONS, RECORDED, SAFETY_PLAN
from screening.ui.window import MainWindow

from .conftest import CHEAP, OFFICER, PASSPHRASE
from .referral_talks import CLINIC, FULL_SHEET, agree, declined_talk, talk_with, words_on
from .talk_steps import rows_of_cases, settle
from .test_window import CONTROL, desk, key, open_talk, window

__all__ = ["desk", "window"]

SENTINEL = "Quetzalcoatlina"
HERE = "found_work"


@pytest.fixture
def opened(qtbot: QtBot, context: UiContext, session: Session, desk: Desk) -> Desk:
    """The desk with a talk in memory at a question."""
    talk = talk_with(context, session, {"papers_held": "employer"}, record=False)
    context.tasks.wait(lambda: talk.move_to(HERE))
    open_talk(qtbot, context, desk, talk)
    desk.talk_frame.show_step(QUESTIONS)
    settle(qtbot, context)
    return desk


def tallies(context: UiContext, session: Session) -> tuple[TallyLine, ...]:
    return context.tasks.wait(session.vault.cases.tallies)


def on_desk(desk: Desk) -> Talk:
    assert desk.talk_frame.talk is not None
    return desk.talk_frame.talk


def type_a_note(desk: Desk) -> None:
    drawer = desk.talk_frame.questions.drawer
    desk.talk_frame.toggle_drawer()
    QTest.keyClicks(drawer.note_edit, SENTINEL)


def destroyed(qtbot: QtBot, context: UiContext) -> None:
    """Until what was thrown away is gone."""
    settle(qtbot, context)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def typed_words() -> str:
    """What stands in any field of any widget there is."""
    fields = [each for each in QApplication.allWidgets() if isinstance(each, QLineEdit | QPlainTextEdit)]
    return "\n".join(each.text() if isinstance(each, QLineEdit) else each.toPlainText() for each in fields)


def test_leaving_says_what_will_be_gone_and_staying_loses_nothing(
    qtbot: QtBot, context: UiContext, opened: Desk
) -> None:
    type_a_note(opened)
    frame, talk = opened.talk_frame, on_desk(opened)
    frame.cases_button.click()
    assert frame.leaving.isVisible() and "in memory only" in frame.leaving.words.text()
    assert frame.leaving.stay_button.hasFocus()
    key(frame.leaving.stay_button, Qt.Key.Key_Escape)
    assert not frame.leaving.isVisible()
    assert opened.currentWidget() is frame and frame.talk is talk
    settle(qtbot, context)
    assert talk.answers == {"papers_held": "employer"}
    frame.leave()
    settle(qtbot, context)


def test_after_leaving_nothing_of_the_talk_is_on_the_desk_or_in_the_list(
    qtbot: QtBot, context: UiContext, session: Session, opened: Desk
) -> None:
    type_a_note(opened)
    frame = opened.talk_frame
    old, talk = weakref.ref(frame), weakref.ref(on_desk(opened))
    frame.questions.drawer.note_edit.selectAll()
    frame.questions.drawer.note_edit.copy()
    assert SENTINEL in QApplication.clipboard().text()
    frame.cases_button.click()
    assert SENTINEL in typed_words()
    frame.leaving.go_button.click()
    del frame
    destroyed(qtbot, context)
    assert opened.currentWidget() is opened.cases
    assert opened.cases.model.rowCount() == 0
    assert SENTINEL not in typed_words()
    assert QApplication.clipboard().text() == ""
    assert talk() is None
    assert old() is None
    (line,) = tallies(context, session)
    assert (line.statement, line.next_step) == ("signs_recorded", None)
    assert rows_of_cases(context, session) == {}


def test_a_second_press_is_a_yes(qtbot: QtBot, context: UiContext, opened: Desk) -> None:
    opened.talk_frame.cases_button.click()
    opened.talk_frame.cases_button.click()
    settle(qtbot, context)
    assert opened.currentWidget() is opened.cases


def test_f12_alone_keeps_it_and_locking_behind_it_drops_it_without_a_word(
    qtbot: QtBot, context: UiContext, session: Session, window: MainWindow, opened: Desk
) -> None:
    talk = on_desk(opened)
    key(window, Qt.Key.Key_F12)
    assert window.covered
    key(window, Qt.Key.Key_F12)
    window.alone_again.yes_button.click()
    settle(qtbot, context)
    assert on_desk(opened) is talk and talk.answers
    key(window, Qt.Key.Key_F12)
    with qtbot.waitSignal(window.locked):
        key(window, Qt.Key.Key_L, CONTROL)
    destroyed(qtbot, context)
    assert window.covered and "in memory only" not in words_on(window)
    assert (talk.record.answers, opened.talk_frame.talk) == ({}, None)


def test_locking_in_sight_says_it_first_and_then_leaves_one_line(
    qtbot: QtBot,
    context: UiContext,
    session: Session,
    window: MainWindow,
    opened: Desk,
    tmp_path: Path,
) -> None:

    type_a_note(opened)
    talk = weakref.ref(on_desk(opened))
    key(window, Qt.Key.Key_F1)
    with qtbot.assertNotEmitted(window.locked):
        key(window, Qt.Key.Key_L, CONTROL)
    assert opened.talk_frame.leaving.isVisible()
    with qtbot.waitSignal(window.locked):
        key(window, Qt.Key.Key_L, CONTROL)
    destroyed(qtbot, context)
    assert talk() is None
    assert SENTINEL not in typed_words()
    folder = tmp_path / "vault"
    again = context.tasks.wait(lambda: unlock(folder, OFFICER, PASSPHRASE, floor=CHEAP))
    assert len(context.tasks.wait(again.vault.cases.tallies)) == 1
    context.tasks.wait(again.close)


def test_closing_says_it_first(qtbot: QtBot, context: UiContext, window: MainWindow, opened: Desk) -> None:
    assert not window.close()
    assert window.isVisible() and opened.talk_frame.leaving.isVisible()
    opened.talk_frame.leaving.go_button.click()
    assert not window.isVisible()
    assert window.session is None


def test_locking_a_recorded_talk_asks_nothing(
    qtbot: QtBot, context: UiContext, session: Session, window: MainWindow, desk: Desk
) -> None:
    talk = talk_with(context, session, {"papers_held": "employer"})
    open_talk(qtbot, context, desk, talk)
    with qtbot.waitSignal(window.locked):
        key(window, Qt.Key.Key_L, CONTROL)


def test_a_form_of_a_talk_in_memory_counts_the_kind_of_service_and_is_gone_with_it(
    qtbot: QtBot, context: UiContext, session: Session, desk: Desk
) -> None:
    talk = talk_with(context, session, {"papers_held": "employer"}, record=False, sheet=FULL_SHEET)
    open_talk(qtbot, context, desk, talk)
    frame = desk.talk_frame
    assert frame.current == NEEDS
    frame.show_step("sharing")
    settle(qtbot, context)
    agree(qtbot, frame.sharing, CLINIC)
    settle(qtbot, context)
    assert isinstance(frame.stack.currentWidget(), FormPreviewScreen)
    frame.preview.done_button.click()
    assert frame.leaving.isVisible()
    old: weakref.ref[QWidget] = weakref.ref(frame.preview)
    frame.leaving.go_button.click()
    del frame
    destroyed(qtbot, context)
    assert old() is None
    (line,) = tallies(context, session)
    assert (line.next_step, line.services) == (NextStep.REFER, ("health",))
    assert rows_of_cases(context, session) == {}


def test_a_person_who_declined_gets_a_plan_and_nothing_is_printed(
    qtbot: QtBot, context: UiContext, session: Session, desk: Desk
) -> None:
    talk = declined_talk(context, session, record=True)
    open_talk(qtbot, context, desk, talk)
    frame = desk.talk_frame
    assert frame.current == RECORDED
    frame.rail.buttons[SAFETY_PLAN].click()
    plan = frame.safety_plan
    qtbot.waitUntil(lambda: plan.grid is not None and "helpline" in plan.grid.buttons)
    settle(qtbot, context)
    assert plan.grid is not None
    assert "112" in plan.grid.buttons["call"].person_label.text()
    assert "a paper may be found" in words_on(plan)
    assert not plan.memory_label.isVisible()
    for point in ("call", "come_back"):
        plan.grid.buttons[point].click()
    plan.contact.channel_bar.pick(1)
    plan.contact.hours_edit.setText("Saturdays")
    plan.close_button.click()
    qtbot.waitUntil(lambda: desk.currentWidget() is desk.cases)
    sheet = context.tasks.wait(lambda: session.vault.cases.load_sheet(talk.record.id))
    assert sheet.plan == ("call", "come_back")
    assert (sheet.meet_again.channel, sheet.meet_again.hours) == ("in_person", "Saturdays")
    assert sheet.contact == PersonSheet().contact
