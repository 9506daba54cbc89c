"""Changing an answer on the screen: why is asked inline, by digit, and never for the same answer again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.case import CaseRecord
from screening.core.changes import versions
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.screens.recorded import RecordedScreen

from .conftest import Show
from .referral_talks import SHOWN, talk_with, words_on
from .talk_steps import digit, in_vault, press, settle

HERE = "found_work"


@pytest.fixture(params=[True, False], ids=["recorded", "in memory"])
def talk(request: pytest.FixtureRequest, context: UiContext, session: Session) -> Talk:
    """A talk with one answer, standing at its question."""
    talk = talk_with(context, session, {HERE: "no"}, record=request.param)
    context.tasks.wait(lambda: talk.move_to(HERE))
    return talk


@pytest.fixture
def screen(qtbot: QtBot, context: UiContext, show: Show, talk: Talk) -> QuestionsScreen:
    made = QuestionsScreen(context)
    show(made)
    made.open(talk)
    qtbot.waitUntil(lambda: made.shown_question == HERE)
    settle(qtbot, context)
    return made


def record(context: UiContext, talk: Talk) -> CaseRecord:
    """The talk's record; where it is kept, what the vault says of it is the same."""
    if talk.recorded:
        assert in_vault(context, talk) == talk.record
    return talk.record


def kept(context: UiContext, talk: Talk) -> list[tuple[object, str]]:
    return [(each.answer.answer, each.reason) for each in versions(record(context, talk), HERE)]


def changed_to_yes(screen: QuestionsScreen) -> None:
    digit(1)
    assert screen.change.isVisible()
    assert screen.input is not None and not screen.input.isVisible()
    assert screen.change.buttons[0].hasFocus()


@pytest.mark.parametrize(("number", "expected"), [(1, [("yes", "")]), (2, [("no", ""), ("yes", "added_later")])])
def test_another_answer_asks_why_and_goes_on(
    qtbot: QtBot,
    context: UiContext,
    screen: QuestionsScreen,
    talk: Talk,
    number: int,
    expected: list[tuple[object, str]],
) -> None:
    changed_to_yes(screen)
    with qtbot.waitSignal(screen.changed):
        digit(number)
    assert kept(context, talk) == expected
    assert screen.shown_question != HERE
    assert not screen.change.isVisible()


def test_what_is_asked_tells_nothing_of_the_answers(screen: QuestionsScreen) -> None:
    changed_to_yes(screen)
    words = [each.text() for each in screen.change.buttons]
    assert words == ["1  I pressed the wrong one", "2  It was added later", "3  The person wants it removed"]
    assert "Yes" not in words_on(screen.change) and "No" not in words_on(screen.change)


def test_the_person_wants_it_removed(
    qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk
) -> None:
    changed_to_yes(screen)
    with qtbot.waitSignal(screen.changed):
        digit(3)
    assert (kept(context, talk), screen.shown_question) == ([], HERE)
    assert screen.notice.text() == "The answer is erased."
    assert not screen.remove_button.isVisible()
    with qtbot.waitSignal(screen.changed):
        digit(1)
    assert kept(context, talk) == [("yes", "")]


@pytest.mark.parametrize(("number", "notes"), [(1, {}), (2, {HERE: "a note"})])
def test_the_note_beside_it_is_offered_for_removal_too(
    qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk, number: int, notes: dict[str, str]
) -> None:
    context.tasks.wait(lambda: talk.note(HERE, "a note"))
    press(Qt.Key.Key_Delete)
    assert screen.change.isVisible()
    with qtbot.waitSignal(screen.changed):
        digit(number)
    assert kept(context, talk) == []
    assert record(context, talk).notes == notes


def test_esc_leaves_everything_as_it_was(context: UiContext, screen: QuestionsScreen, talk: Talk) -> None:
    for asking in (Qt.Key.Key_1, Qt.Key.Key_Delete):
        press(asking)
        assert screen.change.isVisible()
        press(Qt.Key.Key_F5)
        assert screen.shown_question == HERE
        press(Qt.Key.Key_Escape)
        assert not screen.change.isVisible()
        assert screen.input is not None and screen.input.isVisible()
        assert not context.tasks.busy
    assert kept(context, talk) == [("no", "")]


def test_a_digit_that_no_choice_has_does_nothing(context: UiContext, screen: QuestionsScreen, talk: Talk) -> None:
    changed_to_yes(screen)
    digit(7)
    assert screen.change.isVisible()
    assert kept(context, talk) == [("no", "")]


def test_the_same_answer_again_asks_nothing(
    qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk
) -> None:
    with qtbot.waitSignal(screen.changed):
        digit(2)
    assert not screen.change.isVisible()
    assert screen.shown_question != HERE
    assert kept(context, talk) == [("no", "")]


def test_the_last_answer_is_taken_back_with_ctrl_z(
    qtbot: QtBot, context: UiContext, screen: QuestionsScreen, talk: Talk
) -> None:
    changed_to_yes(screen)
    with qtbot.waitSignal(screen.changed):
        digit(2)
    assert screen.undo_button.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(screen.changed):
        QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (kept(context, talk), screen.shown_question) == ([("no", "")], HERE)
    assert screen.notice.text() == "The last answer was taken back."
    assert not screen.undo_button.isVisible()
    screen.on_undo()
    assert not context.tasks.busy


def test_what_was_added_to_is_shown_to_the_officer(
    qtbot: QtBot, context: UiContext, show: Show, talk: Talk
) -> None:
    context.tasks.wait(lambda: talk.answer(HERE, "yes", SHOWN))
    recorded = RecordedScreen(context)
    show(recorded)
    recorded.open(talk)
    assert recorded.history is not None
    recorded.history.unfold()
    words = words_on(recorded.history)
    assert "First answer" in words and "Added later" in words
    recorded.leave()
    assert "Added later" not in words_on(recorded.history)
    context.tasks.wait(talk.undo_answer)
    recorded.open(talk)
    assert recorded.history is None
