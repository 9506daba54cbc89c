"""The disk is full in mid-talk: what was said stays, is tried again, and goes on when there is room."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from screening.core.errors import Problem, ScreeningError
from screening.core.referral import PersonSheet
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.needs import NeedsScreen
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.screens.step import StepScreen
from screening.ui.steps import QUESTIONS
from screening.ui.talk_frame import TalkFrame
from screening.ui.widgets.retry import EVERY_MS

from .conftest import Show
from .referral_talks import talk_with
from .talk_steps import digit, in_vault, open_frame, settle
from .test_questions import button_of, fill_the_disk

HERE = "found_work"


def room_again(context: UiContext, talk: Talk) -> None:
    """The disk is back."""
    context.tasks.wait(lambda: talk.session.vault.database.pragma("max_page_count = 1000000"))


@pytest.fixture
def talk(context: UiContext, session: Session) -> Talk:
    """A talk at a question, and no room on the disk."""
    talk = talk_with(context, session, {})
    context.tasks.wait(lambda: talk.move_to(HERE))
    return talk


@pytest.fixture
def screen(qtbot: QtBot, context: UiContext, show: Show, talk: Talk) -> QuestionsScreen:
    made = QuestionsScreen(context)
    show(made)
    made.open(talk)
    qtbot.waitUntil(lambda: made.shown_question == HERE)
    settle(qtbot, context)
    fill_the_disk(context, talk)
    return made


def refuse(qtbot: QtBot, context: UiContext, screen: QuestionsScreen) -> None:
    """Answer, and see that it is not kept."""
    with qtbot.waitSignal(context.tasks.idle):
        digit(1)
    assert screen.shown_question == HERE
    assert button_of(screen, "yes").property("role") == "given"
    assert screen.error.text() == context.sentence(ScreeningError(Problem.DISK_FULL))
    assert screen.error.isVisible() and screen.retry.isVisible() and screen.retry.waiting


def went_on(qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk) -> None:
    qtbot.waitUntil(lambda: screen.shown_question != HERE)
    settle(qtbot, context)
    assert in_vault(context, talk).answers[HERE].answer == "yes"
    assert not (screen.error.isVisible() or screen.retry.isVisible() or screen.retry.waiting)
    assert not screen.retry.timer.isActive()


def test_an_answer_is_tried_again_by_itself_and_the_talk_goes_on(
    qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk
) -> None:
    assert screen.retry.timer.interval() == EVERY_MS
    screen.retry.timer.setInterval(10)
    refuse(qtbot, context, screen)
    qtbot.waitUntil(lambda: not context.tasks.busy)
    assert HERE not in in_vault(context, talk).answers
    room_again(context, talk)
    went_on(qtbot, context, screen, talk)


def test_an_answer_is_tried_again_when_the_officer_asks(
    qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk
) -> None:
    refuse(qtbot, context, screen)
    with qtbot.waitSignal(context.tasks.idle):
        screen.retry.again_button.click()
    assert screen.retry.isVisible() and screen.shown_question == HERE
    room_again(context, talk)
    screen.retry.again_button.click()
    went_on(qtbot, context, screen, talk)


def test_an_answer_that_waits_goes_to_its_own_talk_whatever_is_open_by_then(
    qtbot: QtBot, context: UiContext, session: Session, screen: QuestionsScreen, talk: Talk
) -> None:
    room_again(context, talk)
    other = talk_with(context, session, {})
    context.tasks.wait(lambda: other.move_to(HERE))
    fill_the_disk(context, talk)
    refuse(qtbot, context, screen)
    screen.open(other)
    settle(qtbot, context)
    room_again(context, talk)
    with qtbot.waitSignal(screen.retry.settled):
        screen.retry.again_button.click()
    settle(qtbot, context)
    assert in_vault(context, talk).answers[HERE].answer == "yes"
    assert HERE not in in_vault(context, other).answers
    screen.open(other)
    qtbot.waitUntil(lambda: screen.shown_question == HERE)
    digit(2)
    settle(qtbot, context)
    assert in_vault(context, other).answers[HERE].answer == "no"


def test_another_answer_takes_the_place_of_the_one_that_waits(
    qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk
) -> None:
    refuse(qtbot, context, screen)
    room_again(context, talk)
    with qtbot.waitSignal(screen.changed):
        digit(2)
    settle(qtbot, context)
    assert in_vault(context, talk).answers[HERE].answer == "no"
    assert not screen.retry.waiting


def test_a_note_is_tried_again_and_the_question_stays(
    qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk
) -> None:
    screen.toggle_drawer()
    screen.drawer.note_edit.setPlainText("y" * 9000)
    with qtbot.waitSignal(context.tasks.idle):
        screen.toggle_drawer()
    assert screen.retry.isVisible()
    room_again(context, talk)
    with qtbot.waitSignal(screen.retry.settled):
        screen.retry.again_button.click()
    assert in_vault(context, talk).notes[HERE] == "y" * 9000
    assert screen.shown_question == HERE


def test_a_sheet_is_tried_again(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    talk = talk_with(context, session, {"papers_held": "employer"}, sheet=PersonSheet())
    screen = NeedsScreen(context)
    show(screen)
    screen.open(talk)
    fill_the_disk(context, talk)
    screen.about.risks_edit.setPlainText("z" * 900)
    screen.contact.code_edit.setText("LEMON")
    with qtbot.waitSignal(context.tasks.idle):
        screen.next_button.click()
    assert screen.retry.isVisible() and screen.next_button.isEnabled()
    room_again(context, talk)
    with qtbot.waitSignal(screen.finished):
        screen.retry.again_button.click()
    sheet = context.tasks.wait(lambda: session.vault.cases.load_sheet(talk.record.id))
    assert (sheet.risks, sheet.contact.code_word) == ("z" * 900, "LEMON")


def test_what_no_room_will_help_is_not_tried_again(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = StepScreen(context)
    show(screen)

    def refused() -> None:
        raise ScreeningError(Problem.ANSWER_REFUSED_BY_RULE, question="q")

    with qtbot.waitSignal(context.tasks.idle):
        screen.keep("answer", refused)
    assert screen.error.text()
    assert not screen.retry.waiting


def test_closing_says_that_an_answer_is_not_kept(qtbot: QtBot, context: UiContext, show: Show, talk: Talk) -> None:
    frame: TalkFrame = open_frame(qtbot, context, talk, show)
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    fill_the_disk(context, talk)
    with qtbot.waitSignal(context.tasks.idle):
        digit(1)
    gone: list[str] = []
    assert not frame.may_leave(lambda: gone.append("left"), talk)
    frame.leaving.stay_button.click()
    assert not frame.may_leave(lambda: gone.append("closed"), talk, closing=True)
    assert "not kept yet" in frame.leaving.words.text()
    frame.leaving.stay_button.click()
    assert (gone, frame.leaving.isVisible()) == ([], False)
    room_again(context, talk)
    frame.try_again()
    settle(qtbot, context)
    assert frame.may_leave(lambda: gone.append("closed"), talk, closing=True)
    assert in_vault(context, talk).answers[HERE].answer == "yes"
