"""The questions: one at a time, every way of answering, and an answer is kept before the next one shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.answer import Answer, Missing
from screening.core.assessment import NotAssessedBecause
from screening.core.case import CaseState
from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Kind, QuestionType
from screening.operations.cases import resume_case
from screening.operations.session import Session, unlock
from screening.operations.talk import NOTE_LIMIT, Talk
from screening.ui.context import UiContext
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.steps import QUESTIONS, RECORDED
from screening.ui.widgets.answers import AnswerButton
from screening.ui.widgets.drawer import SAVES_AFTER_MS

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show
from .referral_talks import SHOWN, talk_with, words_on
from .talk_steps import digit, in_vault, open_frame, press, settle

YES_NO, ONE, MANY, TEXT = "found_work", "what_you_get", "journey_help", "wanted_now"
OBSERVED = "seen_kept_in"


def talk_at(context: UiContext, session: Session, question: str, **answers: Answer) -> Talk:
    """A talk whose questions stand at one question."""
    talk = talk_with(context, session, answers)
    context.tasks.wait(lambda: talk.move_to(question))
    return talk


def open_at(
    qtbot: QtBot, context: UiContext, session: Session, show: Show, question: str, **answers: Answer
) -> QuestionsScreen:
    """The screen with a question of the person's."""
    screen = QuestionsScreen(context)
    show(screen)
    screen.open(talk_at(context, session, question, **answers))
    qtbot.waitUntil(lambda: screen.shown_question == question)
    settle(qtbot, context)
    return screen


def button_of(screen: QuestionsScreen, value: str) -> AnswerButton:
    assert screen.input is not None
    assert screen.input.grid is not None
    return screen.input.grid.buttons[value]


def given(context: UiContext, talk: Talk) -> dict[str, Answer]:
    """The answers in the vault."""
    return {question: each.answer for question, each in in_vault(context, talk).answers.items()}


def following(screen: QuestionsScreen, question: str, answer: Answer | None = None) -> str:
    talk = screen.talk
    answers = talk.answers if answer is None else {**talk.answers, question: answer}
    found = talk.flow.after(question, answers, talk.age)
    assert found is not None
    return found


# answering


@pytest.mark.parametrize(
    ("number", "answer"), [(1, "yes"), (2, "no"), (3, Missing.UNKNOWN), (4, Missing.DECLINED)]
)
def test_a_digit_answers_and_the_next_question_shows(
    number: int, answer: Answer, qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    with qtbot.waitSignal(screen.changed):
        digit(number)
    assert given(context, screen.talk) == {YES_NO: answer}
    assert screen.shown_question == following(screen, YES_NO)


def test_the_same_answers_stay_for_the_next_question_and_none_is_marked(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, "same_work")
    before = screen.input
    with qtbot.waitSignal(screen.changed):
        digit(2)
    assert screen.shown_question == following(screen, "same_work")
    assert screen.input is before
    assert {button_of(screen, value).property("role") for value in ("yes", "no", "unknown")} == {""}
    assert button_of(screen, "yes").hasFocus()
    there = str(screen.shown_question)
    with qtbot.waitSignal(screen.changed):
        digit(1)
    assert given(context, screen.talk) == {"same_work": "no", there: "yes"}


def test_arrows_move_and_enter_answers(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    assert button_of(screen, "yes").hasFocus()
    press(Qt.Key.Key_Right)
    assert button_of(screen, "no").hasFocus()
    with qtbot.waitSignal(screen.changed):
        press(Qt.Key.Key_Return)
    assert given(context, screen.talk) == {YES_NO: "no"}


def test_a_click_answers(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = open_at(qtbot, context, session, show, ONE)
    with qtbot.waitSignal(screen.changed):
        QTest.mouseClick(button_of(screen, "nothing"), Qt.MouseButton.LeftButton)
    assert given(context, screen.talk) == {ONE: "nothing"}


def test_a_digit_that_no_answer_has_does_nothing(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    for number in (0, 5, 9):
        digit(number)
    assert not context.tasks.busy
    assert screen.shown_question == YES_NO


def test_two_presses_in_a_row_answer_once(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    first = button_of(screen, "yes")
    first.click()
    first.click()
    settle(qtbot, context)
    assert given(context, screen.talk) == {YES_NO: "yes"}
    assert screen.shown_question == following(screen, YES_NO)


def test_dont_know_and_rather_not_say_are_kept_apart(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, ONE)
    values = screen.input.values if screen.input is not None else ()
    assert values[-2:] == ("unknown", "declined")
    with qtbot.waitSignal(screen.changed):
        button_of(screen, "unknown").click()
    second = screen.shown_question
    assert second is not None
    with qtbot.waitSignal(screen.changed):
        button_of(screen, "declined").click()
    assert given(context, screen.talk) == {ONE: Missing.UNKNOWN, second: Missing.DECLINED}


def test_none_of_these_stands_alone(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = open_at(qtbot, context, session, show, MANY)
    for number in (1, 2):
        digit(number)
    assert screen.input is not None
    assert screen.input.grid is not None
    assert screen.input.grid.ticked() == ("arranged", "went_along")
    for alone in ("none", "unknown", "declined"):
        button_of(screen, alone).click()
        assert screen.input.grid.ticked() == (alone,)
    button_of(screen, "met").click()
    assert screen.input.grid.ticked() == ("met",)
    assert not context.tasks.busy
    with qtbot.waitSignal(screen.changed):
        screen.input.done_button.click()
    assert given(context, screen.talk) == {MANY: ("met",)}


def test_nothing_ticked_is_not_an_answer(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = open_at(qtbot, context, session, show, MANY)
    assert screen.input is not None
    screen.input.done_button.click()
    assert screen.input.hint_label.isVisibleTo(screen)
    assert screen.shown_question == MANY
    assert given(context, screen.talk) == {}


def test_a_typed_answer_is_kept_and_digits_in_it_answer_nothing(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, TEXT)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "2 beds for 9 people")
    assert screen.shown_question == TEXT
    assert screen.input is not None
    with qtbot.waitSignal(context.tasks.idle):
        screen.input.done_button.click()
    assert given(context, screen.talk) == {TEXT: "2 beds for 9 people"}


def test_an_earlier_answer_is_marked_and_can_be_changed(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO, found_work="no")
    roles = {value: button_of(screen, value).property("role") for value in ("yes", "no")}
    assert roles == {"yes": "", "no": "given"}
    digit(1)
    assert screen.change.isVisible()
    with qtbot.waitSignal(screen.changed):
        digit(1)
    assert given(context, screen.talk) == {YES_NO: "yes"}


# going through


def test_skip_records_nothing(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    expected = following(screen, YES_NO)
    with qtbot.waitSignal(screen.changed):
        press(Qt.Key.Key_F5)
    assert screen.shown_question == expected
    assert in_vault(context, screen.talk).answers == {}
    assert in_vault(context, screen.talk).position == expected


def test_back_shows_the_question_before_with_its_answer(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    with qtbot.waitSignal(screen.changed):
        digit(2)
    with qtbot.waitSignal(screen.changed):
        press(Qt.Key.Key_Backspace)
    assert screen.shown_question == YES_NO
    assert button_of(screen, "no").property("role") == "given"
    assert given(context, screen.talk) == {YES_NO: "no"}


def test_back_at_the_first_question_stays(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = QuestionsScreen(context)
    show(screen)
    screen.open(talk_with(context, session, {}))
    settle(qtbot, context)
    first = screen.shown_question
    press(Qt.Key.Key_Backspace)
    assert not context.tasks.busy
    assert screen.shown_question == first


def test_pause_hides_the_question_and_comes_back_to_it(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    press(Qt.Key.Key_F6)
    assert screen.in_interlude
    assert not screen.sides.isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_F5):
        press(key)
    assert not context.tasks.busy
    press(Qt.Key.Key_Return)
    assert screen.shown_question == YES_NO
    assert button_of(screen, "yes").hasFocus()
    assert given(context, screen.talk) == {}


def test_stop_ends_the_talk_and_keeps_what_was_said(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_at(context, session, MANY, found_work="yes")
    frame = open_frame(qtbot, context, talk, show)
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    screen = frame.questions
    press(Qt.Key.Key_F7)
    assert screen.in_interlude
    screen.interlude.buttons[1].click()
    assert screen.shown_question == MANY
    assert in_vault(context, talk).ended_because is None
    press(Qt.Key.Key_F7)
    screen.interlude.buttons[0].click()
    qtbot.waitUntil(lambda: frame.current == RECORDED)
    settle(qtbot, context)
    kept = in_vault(context, talk)
    assert (kept.state, kept.ended_because) == (CaseState.RECORDED, NotAssessedBecause.STOPPED)
    assert set(kept.answers) == {YES_NO}


def test_skip_pause_and_stop_are_as_large_as_each_other(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    assert screen.controls is not None
    QApplication.processEvents()
    buttons = list(screen.controls.buttons.values())
    assert len({made.height() for made in buttons}) == 1
    assert max(made.width() for made in buttons) - min(made.width() for made in buttons) <= 1
    assert buttons[0].height() >= button_of(screen, "yes").minimumHeight()


# the officer's drawer


def test_f3_opens_the_drawer_and_the_next_question_closes_it(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    frame = open_frame(qtbot, context, talk_at(context, session, YES_NO), show)
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    screen = frame.questions
    assert not screen.drawer.isVisible()
    frame.toggle_drawer()
    assert screen.drawer.isVisible()
    assert screen.drawer.note_edit.hasFocus()
    assert screen.rect().contains(screen.drawer.geometry())
    frame.toggle_drawer()
    assert not screen.drawer.isVisible()
    assert button_of(screen, "yes").hasFocus()
    frame.toggle_drawer()
    with qtbot.waitSignal(screen.changed):
        button_of(screen, "yes").click()
    assert not screen.drawer.isVisible()
    ways: tuple[Callable[[], None], ...] = (lambda: screen.on_control("pause"), screen.leave)
    for leave in ways:
        screen.show_question(YES_NO)
        screen.toggle_drawer()
        assert screen.drawer.isVisible()
        leave()
        assert not screen.drawer.isVisible()


def test_a_note_is_saved_within_a_second(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    assert SAVES_AFTER_MS < 1000
    screen = open_at(qtbot, context, session, show, YES_NO)
    screen.toggle_drawer()
    with qtbot.waitSignal(screen.changed, timeout=SAVES_AFTER_MS + 1000):
        QTest.keyClicks(screen.drawer.note_edit, "asked for water 2 times")
    assert in_vault(context, screen.talk).notes == {YES_NO: "asked for water 2 times"}
    assert screen.shown_question == YES_NO
    assert in_vault(context, screen.talk).answers == {}
    QTest.keyClicks(screen.drawer.note_edit, ", and for air")
    screen.toggle_drawer()
    settle(qtbot, context)
    assert in_vault(context, screen.talk).notes == {YES_NO: "asked for water 2 times, and for air"}


@pytest.mark.parametrize("way", ["answer", "skip", "leave", "close"])
def test_a_note_still_being_typed_is_kept_with_its_own_question(
    way: str, qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    screen.toggle_drawer()
    QTest.keyClicks(screen.drawer.note_edit, "half a wo")
    ways = {
        "answer": lambda: button_of(screen, "yes").click(),
        "skip": lambda: screen.on_control("skip"),
        "leave": screen.leave,
        "close": screen.toggle_drawer,
    }
    ways[way]()
    settle(qtbot, context)
    assert in_vault(context, screen.talk).notes == {YES_NO: "half a wo"}
    if way in {"answer", "skip"}:
        assert screen.drawer.note_edit.toPlainText() == ""


def test_a_note_goes_to_the_person_it_was_written_for(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    first, second = screen.talk, talk_with(context, session, {})
    screen.toggle_drawer()
    QTest.keyClicks(screen.drawer.note_edit, "only hers")
    screen.leave()
    screen.open(second)  # before the worker has come to the note
    settle(qtbot, context)
    assert in_vault(context, first).notes == {YES_NO: "only hers"}
    assert in_vault(context, second).notes == {}


def test_a_note_takes_ten_thousand_characters_and_no_more(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    screen.toggle_drawer()
    screen.drawer.note_edit.setPlainText("a" * (NOTE_LIMIT + 25))
    assert len(screen.drawer.note_edit.toPlainText()) == NOTE_LIMIT
    screen.toggle_drawer()
    settle(qtbot, context)
    assert len(in_vault(context, screen.talk).notes[YES_NO]) == NOTE_LIMIT == 10_000


def test_keys_typed_in_the_drawer_answer_and_move_nothing(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, "promised_pay")
    screen.toggle_drawer()
    for key in (Qt.Key.Key_Backspace, Qt.Key.Key_1, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace):
        QTest.keyClick(screen.drawer.note_edit, key)
    settle(qtbot, context)
    assert screen.shown_question == "promised_pay"
    assert screen.drawer.isVisible()
    assert in_vault(context, screen.talk).answers == {}


# durable


def test_the_answer_is_in_the_vault_before_the_next_question_shows(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    expected = following(screen, YES_NO)
    gate = Event()
    context.tasks.run(gate.wait)
    digit(1)
    QApplication.processEvents()
    assert screen.shown_question == YES_NO
    assert button_of(screen, "yes").isVisible()
    seen: list[tuple[str | None, dict[str, Answer]]] = []
    screen.changed.connect(lambda: seen.append((screen.shown_question, given(context, screen.talk))))
    with qtbot.waitSignal(screen.changed):
        gate.set()
    assert seen == [(expected, {YES_NO: "yes"})]
    kept = in_vault(context, screen.talk)
    assert kept.position == expected
    assert kept.answers[YES_NO].language == "ar"
    assert kept.answers[YES_NO].review == "draft"


def fill_the_disk(context: UiContext, talk: Talk) -> None:
    """Until the vault takes nothing any more."""

    def fill() -> None:
        database = talk.session.vault.database
        database.pragma(f"max_page_count = {database.pragma('page_count')[0][0]}")
        for number in range(10_000):
            try:
                talk.note(f"filler{number}", "x" * 500)
            except ScreeningError as error:
                assert error.problem is Problem.DISK_FULL
                break
        # What is left of the last page takes a few short rows.
        for number in range(10_000):
            try:
                talk.answer(MANY, (("met",), ("arranged",))[number % 2], SHOWN)
            except ScreeningError as error:
                assert error.problem is Problem.DISK_FULL
                return
        raise AssertionError

    context.tasks.wait(fill)


def test_an_answer_that_cannot_be_written_stays_and_can_be_given_again(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    talk = screen.talk
    fill_the_disk(context, talk)
    kept = given(context, talk)
    for _ in range(2):
        with qtbot.waitSignal(context.tasks.idle):
            digit(1)
        assert screen.shown_question == YES_NO
        assert button_of(screen, "yes").isVisible()
        assert screen.error.isVisible()
        assert screen.error.text() == context.sentence(ScreeningError(Problem.DISK_FULL))
        assert given(context, talk) == kept
        assert YES_NO not in talk.answers
    context.tasks.wait(lambda: talk.session.vault.database.pragma("max_page_count = 100000"))
    with qtbot.waitSignal(screen.changed):
        digit(1)
    assert not screen.error.isVisible()
    assert given(context, talk)[YES_NO] == "yes"
    assert screen.shown_question == following(screen, YES_NO)


def test_ticks_stay_when_they_cannot_be_written(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, MANY)
    fill_the_disk(context, screen.talk)
    digit(1)
    assert screen.input is not None
    with qtbot.waitSignal(context.tasks.idle):
        screen.input.done_button.click()
    assert screen.error.isVisible()
    assert screen.input.grid is not None
    assert screen.input.grid.ticked() == ("arranged",)


def test_a_note_that_cannot_be_written_says_so_and_stays(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    fill_the_disk(context, screen.talk)
    screen.toggle_drawer()
    screen.drawer.note_edit.setPlainText("y" * 9000)
    with qtbot.waitSignal(context.tasks.idle):
        screen.toggle_drawer()
    assert screen.error.isVisible()
    screen.toggle_drawer()
    assert screen.drawer.note_edit.toPlainText() == "y" * 9000
    talk = screen.talk
    context.tasks.wait(lambda: talk.session.vault.database.pragma("max_page_count = 100000"))
    with qtbot.waitSignal(screen.changed):
        screen.toggle_drawer()
    assert in_vault(context, talk).notes[YES_NO] == "y" * 9000


def test_after_closing_and_reopening_the_same_question_stands_there(
    qtbot: QtBot, context: UiContext, session: Session, show: Show, tmp_path: Path
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO)
    with qtbot.waitSignal(screen.changed):
        digit(1)
    here, case = screen.shown_question, screen.talk.record.id

    def again() -> Talk:
        session.close()
        reopened = unlock(tmp_path / "vault", OFFICER, PASSPHRASE, floor=CHEAP)
        return resume_case(reopened, case)

    talk = context.tasks.wait(again)
    frame = open_frame(qtbot, context, talk, show)
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    assert frame.questions.shown_question == here
    assert given(context, talk) == {YES_NO: "yes"}
    assert talk.recorded
    context.tasks.wait(talk.session.close)


def test_where_no_question_can_open_nothing_of_the_person_before_stands_there(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_at(qtbot, context, session, show, YES_NO, found_work="yes")
    other = talk_with(context, session, {})
    context.tasks.wait(lambda: other.withdraw(False))
    screen.open(other)
    settle(qtbot, context)
    QApplication.processEvents()
    assert screen.error.isVisible()
    assert screen.shown_question is None
    assert screen.input is None
    assert not screen.sides.person_texts
    for key in (Qt.Key.Key_1, Qt.Key.Key_F5, Qt.Key.Key_F6):
        QTest.keyClick(screen, key)
    assert not context.tasks.busy


# for the officer alone


def asked_last(talk: Talk) -> str:
    path = talk.flow.path(talk.answers, talk.age)
    return [each for each in path if talk.flow.question(each).kind is Kind.ASKED][-1]


@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_4])
def test_what_only_the_officer_sees_waits_until_the_screen_is_turned(
    key: Qt.Key, qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_with(context, session, {})
    last = asked_last(talk)
    screen = QuestionsScreen(context)
    show(screen)
    context.tasks.wait(lambda: talk.move_to(last))
    screen.open(talk)
    settle(qtbot, context)
    first = following(screen, last)
    hidden = talk.flow.question(first)
    assert hidden.kind is Kind.OBSERVED
    with qtbot.waitSignal(screen.changed):
        if key is Qt.Key.Key_F5:
            screen.on_control("skip")
        else:
            button_of(screen, "declined").click()
    assert screen.in_interlude
    QApplication.processEvents()
    assert hidden.text not in words_on(screen)
    assert not any(choice.text in words_on(screen) for choice in hidden.choices)
    screen.focus_answer()
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert screen.shown_question == first
    assert hidden.text in words_on(screen)
    assert not screen.sides.person_card.isVisible()


def test_no_officers_question_shows_when_a_talk_is_come_back_to(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_at(context, session, OBSERVED)
    screen = QuestionsScreen(context)
    show(screen)
    text = talk.flow.question(OBSERVED).text
    for _ in range(2):  # the second time it had been turned already
        screen.open(talk)
        settle(qtbot, context)
        QApplication.processEvents()
        assert screen.in_interlude
        assert text not in words_on(screen)
        press(Qt.Key.Key_Return)
        assert screen.shown_question == OBSERVED
    screen.show_question(YES_NO)
    screen.show_question(OBSERVED)
    assert screen.in_interlude


def test_going_through_everything_asks_to_turn_before_each_officers_part(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = QuestionsScreen(context)
    show(screen)
    talk = talk_with(context, session, {})
    screen.open(talk)
    settle(qtbot, context)
    seen: list[str] = []
    turns = 0
    while True:
        settle(qtbot, context)
        if screen.in_interlude:
            if "last question" in words_on(screen):
                break
            turns += 1
            press(Qt.Key.Key_Return)
            continue
        question = screen.shown_question
        assert question is not None
        assert question not in seen
        seen.append(question)
        kind = talk.flow.question(question).kind
        assert (kind is Kind.ASKED) == screen.sides.person_card.isVisible()
        assert screen.input is not None
        if talk.flow.question(question).type is QuestionType.NOTE:
            screen.input.done_button.click()
        else:
            screen.on_answered(Missing.UNKNOWN)
        QApplication.processEvents()
    assert turns == 1
    assert set(given(context, talk)) == {each for each in seen if each != "about_this_work"}
    assert list(talk.flow.path(talk.answers, talk.age)) == seen
