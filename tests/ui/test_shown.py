"""The person's side alone: what is pressed there is the talk's own answer, and nothing of the officer's shows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.answer import Missing
from screening.core.consent import ConsentState, LanguageChoice
from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import QuestionType
from screening.languages.bidi import strip_invisible
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.person.fields import DateField, NumberField, WrittenField
from screening.ui.person.shown import ShownPage
from screening.ui.person.view import PersonView
from screening.ui.person_page import PersonPage
from screening.ui.steps import CONSENT, LANGUAGE, LOOK_FIRST, NEEDS, QUESTIONS, RECORDED, SAFETY_PLAN, SHARING
from screening.ui.talk_frame import TalkFrame
from screening.ui.widgets.person_text import PersonText
from screening.ui.window import TITLE, MainWindow

from .conftest import CHEAP, Show
from .person_scenes import typed_question
from .referral_talks import CLINIC, SHEET, declined_talk, talk_with
from .talk_steps import digit, in_vault, looked_talk, new_talk, press, settle

YES_NO, MANY, TEXT, OBSERVED = "found_work", "journey_help", "wanted_now", "seen_kept_in"


@pytest.fixture
def window(
    qtbot: QtBot, context: UiContext, session: Session, dressed: None, show: Show, tmp_path: Path
) -> MainWindow:
    """The window with an opened vault."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = build_window(app, context, tmp_path, kdf=CHEAP, floor=CHEAP)
    show(made)
    made.on_vault_opened(session)
    settle(qtbot, context)
    return made


@pytest.fixture
def frame(qtbot: QtBot, context: UiContext, session: Session, window: MainWindow) -> TalkFrame:
    """A talk in Arabic at its first question, on the desk."""
    assert window.desk is not None
    window.desk.show_talk(talk_with(context, session, {}))
    settle(qtbot, context)
    window.desk.talk_frame.show_step(QUESTIONS)
    settle(qtbot, context)
    return window.desk.talk_frame


def shown(qtbot: QtBot, context: UiContext, frame: TalkFrame, question: str) -> ShownPage:
    """A question on the person's side alone."""
    frame.questions.go_to(question)
    settle(qtbot, context)
    press(Qt.Key.Key_F4)
    assert frame.ways.here is not None
    return frame.ways.here


def given(context: UiContext, frame: TalkFrame) -> dict[str, object]:
    assert frame.talk is not None
    return {question: each.answer for question, each in in_vault(context, frame.talk).answers.items()}


def words_seen(widget: QWidget) -> str:
    """What is no text of the person's: labels, and words on buttons."""
    QApplication.processEvents()
    labels = [
        each.text()
        for each in widget.findChildren(QLabel)
        if each.isVisible() and not isinstance(each, PersonText)
    ]
    buttons = [each.text() for each in widget.findChildren(QPushButton) if each.isVisible()]
    return "\n".join(filter(None, [*labels, *buttons]))


def press_answer(view: PersonView, value: str) -> None:
    assert view.answers is not None
    QTest.mouseClick(view.answers.buttons[value], Qt.MouseButton.LeftButton)


# one side alone


def test_f4_shows_the_persons_side_alone_and_both_again(
    qtbot: QtBot, context: UiContext, window: MainWindow, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, YES_NO)
    assert page.isVisible()
    assert window.isFullScreen()
    assert window.windowTitle() == TITLE
    assert not frame.rail.isVisible()
    assert not frame.number_label.isVisible()
    assert page.view.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert words_seen(window) == page.back_button.text()
    press(Qt.Key.Key_F4)
    assert frame.ways.here is None
    assert frame.questions.isVisible()
    assert not window.isFullScreen()
    assert frame.questions.input is not None
    assert frame.questions.input.grid is not None
    assert frame.questions.input.grid.buttons["yes"].hasFocus()
    shown(qtbot, context, frame, YES_NO)
    press(Qt.Key.Key_Escape)
    assert frame.questions.isVisible()


def test_the_officers_keys_go_on_and_the_next_question_follows(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, YES_NO)
    asked = page.view.texts[0].text()
    with qtbot.waitSignal(frame.questions.changed):
        digit(2)
    assert given(context, frame) == {YES_NO: "no"}
    following = frame.questions.shown_question
    assert following != YES_NO
    assert page.view.texts[0].text() != asked
    assert page.view.page.question is not None
    assert page.view.page.question.id == following
    with qtbot.waitSignal(frame.questions.changed):
        press(Qt.Key.Key_Backspace)
    assert frame.questions.shown_question == YES_NO
    with qtbot.waitSignal(frame.questions.changed):
        press(Qt.Key.Key_F5)
    assert frame.questions.shown_question == following
    press(Qt.Key.Key_F6)
    assert frame.questions.in_interlude
    assert len(page.view.texts) == 2
    press(Qt.Key.Key_Return)
    assert frame.questions.shown_question == following
    assert page.view.page.question is not None


def test_an_answer_pressed_there_is_on_disk_before_the_next_question_shows(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, YES_NO)
    gate = Event()
    context.tasks.run(gate.wait)
    press_answer(page.view, "yes")
    press_answer(page.view, "no")  # the first one counts
    QApplication.processEvents()
    assert page.view.page.question is not None
    assert page.view.page.question.id == YES_NO
    seen: list[dict[str, object]] = []
    frame.person_side.changed.connect(lambda: seen.append(given(context, frame)))
    gate.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] == {YES_NO: "yes"}
    settle(qtbot, context)
    assert given(context, frame) == {YES_NO: "yes"}


def test_several_are_ticked_there_and_ticks_stay_on_the_way_between_the_sides(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, MANY)
    for value in ("met", "arranged"):
        press_answer(page.view, value)
    press(Qt.Key.Key_F4)
    assert frame.questions.input is not None
    assert frame.questions.input.typed() == ("arranged", "met")
    press(Qt.Key.Key_F4)
    assert frame.ways.here is not None
    view = frame.ways.here.view
    assert view.answers is not None
    assert view.answers.ticked() == ("arranged", "met")
    press_answer(view, "declined")
    assert view.answers.ticked() == ("declined",)
    press_answer(view, "met")
    assert view.done_button is not None
    with qtbot.waitSignal(frame.questions.changed):
        view.done_button.click()
    assert given(context, frame) == {MANY: ("met",)}


@pytest.mark.slow
def test_what_is_typed_there_is_kept_before_it_is_given(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, TEXT)
    assert isinstance(page.view.input, WrittenField)
    assert page.view.input.edit.hasFocus()
    QTest.keyClicks(page.view.input.edit, "2 beds")
    assert given(context, frame) == {}
    frame.questions.typing.flush()
    settle(qtbot, context)
    assert frame.talk is not None
    assert frame.talk.typing == {f"answer/{TEXT}": "2 beds"}
    assert page.view.done_button is not None
    with qtbot.waitSignal(context.tasks.idle):
        page.view.done_button.click()
    settle(qtbot, context)
    assert given(context, frame) == {TEXT: "2 beds"}


@pytest.mark.slow
def test_another_answer_of_the_persons_own_keeps_the_one_before(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, YES_NO)
    with qtbot.waitSignal(frame.questions.changed):
        press_answer(page.view, "no")
    with qtbot.waitSignal(frame.questions.changed):
        page.view.press("back")
    with qtbot.waitSignal(frame.questions.changed):
        press_answer(page.view, "yes")
    assert frame.talk is not None
    kept = in_vault(context, frame.talk)
    assert kept.answers[YES_NO].answer == "yes"
    assert [each.answer.answer for each in kept.history[YES_NO]] == ["no", "yes"]


@pytest.mark.slow
def test_f4_at_every_step_shows_no_blank_and_nothing_of_the_officers(
    qtbot: QtBot, context: UiContext, session: Session, window: MainWindow
) -> None:
    assert window.desk is not None
    frame = window.desk.talk_frame
    referred = talk_with(context, session, {"papers_held": "employer"}, sheet=SHEET)
    talks = {
        LOOK_FIRST: new_talk(context, session),
        CONSENT: referred,
        QUESTIONS: referred,
        RECORDED: referred,
        NEEDS: referred,
        SHARING: referred,
        SAFETY_PLAN: declined_talk(context, session),
    }
    for step, talk in talks.items():
        window.desk.show_talk(talk)
        settle(qtbot, context)
        frame.show_step(step)
        settle(qtbot, context)
        window.toggle_person()
        page = frame.ways.here
        assert page is not None, step
        assert any(text.text() for text in page.view.texts), step
        assert words_seen(window) == page.back_button.text(), step
        window.toggle_person()
        assert frame.steps[step].isVisible(), step


def test_what_is_the_officers_alone_shows_only_once_they_come_back(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, YES_NO)
    before = page.back_button.text()
    frame.questions.go_to(OBSERVED)
    settle(qtbot, context)
    assert page.isVisible()
    assert page.view.page.question is None
    assert page.back_button.text() != before
    press(Qt.Key.Key_F4)
    assert frame.questions.in_interlude
    assert frame.questions.interlude.buttons[0].isVisible()


@pytest.mark.slow
def test_a_break_of_the_person_at_the_consent_is_said_to_the_officer(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    frame.show_step(CONSENT)
    settle(qtbot, context)
    frame.consent.on_change()
    press(Qt.Key.Key_F4)
    assert frame.ways.here is not None
    view = frame.ways.here.view
    assert view.press("pause")
    assert view.page.options == ()
    assert not frame.said_label.isHidden()
    assert view.press("next")
    assert frame.said_label.isHidden()
    press_answer(view, "no")
    assert frame.consent.pages[frame.consent.at] == "talk"
    assert view.page.options == ()
    press(Qt.Key.Key_F4)
    assert frame.consent.refused_button.isVisible()


def test_consent_can_be_given_on_the_persons_side(
    qtbot: QtBot, context: UiContext, session: Session, window: MainWindow
) -> None:
    assert window.desk is not None
    talk = looked_talk(context, session)
    context.tasks.wait(lambda: talk.choose_language(LanguageChoice("en", text_available=True)))
    window.desk.show_talk(talk)
    settle(qtbot, context)
    frame = window.desk.talk_frame
    assert frame.current == CONSENT
    press(Qt.Key.Key_F4)
    assert frame.ways.here is not None
    view = frame.ways.here.view
    while view.press("next"):
        pass
    for value in ("yes", "yes", "no"):
        press_answer(view, value)
    qtbot.waitUntil(lambda: frame.current == QUESTIONS)
    settle(qtbot, context)
    consent = in_vault(context, talk).consent
    assert consent is not None
    assert (consent.state, consent.record, consent.statistics) == (ConsentState.GIVEN, True, False)
    assert view.page.question is not None


@pytest.mark.slow
def test_the_person_takes_lines_out_of_what_is_shared(
    qtbot: QtBot, context: UiContext, session: Session, window: MainWindow
) -> None:
    assert window.desk is not None
    frame = window.desk.talk_frame
    window.desk.show_talk(talk_with(context, session, {"papers_held": "employer"}, sheet=SHEET))
    settle(qtbot, context)
    frame.show_step(SHARING)
    qtbot.waitUntil(lambda: frame.sharing.recipients is not None)
    assert frame.sharing.recipients is not None
    frame.sharing.recipients.rows[CLINIC].click()
    press(Qt.Key.Key_F4)
    assert frame.ways.here is not None
    assert frame.sharing.ask is not None
    view, text = frame.ways.here.view, frame.sharing.ask.text
    assert view.ticks is not None
    ticked = view.ticks.ticked()
    buttons = view.ticks
    QTest.mouseClick(buttons.buttons[ticked[0]], Qt.MouseButton.LeftButton)
    assert view.ticks is buttons
    assert ticked[0] not in {item.value for item in text.items}
    press_answer(view, "no")
    settle(qtbot, context)
    assert not frame.sharing.ask.note.isHidden()


@pytest.mark.slow
def test_another_language_in_mid_talk_is_another_language_on_the_persons_side(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, YES_NO)
    talk = frame.talk
    assert talk is not None
    press(Qt.Key.Key_F4)
    frame.show_step(LANGUAGE)
    assert context.tasks.wait(lambda: talk.choose_language(LanguageChoice("es", text_available=True))) is None
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    frame.questions.go_to(YES_NO)
    settle(qtbot, context)
    press(Qt.Key.Key_F4)
    assert frame.ways.here is not None
    assert frame.ways.here is not page
    assert frame.ways.here.view.page.texts[0].language == "es"
    assert frame.ways.here.view.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_where_the_computer_may_lack_the_persons_letters_the_officer_is_told_and_the_person_is_not(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    told = "no letters for Arabic: let the person say it"
    aside = frame.questions.sides.aside_label
    page = shown(qtbot, context, frame, TEXT)
    assert told in strip_invisible(aside.text())
    assert words_seen(frame) == page.back_button.text() == context._("Look at your side (F4)")
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_F4)
    assert told in strip_invisible(aside.text()) and "Say it another way" in aside.text()
    page = shown(qtbot, context, frame, YES_NO)
    assert aside.isHidden()
    assert page.back_button.text() == context._("Back to both sides (F4)")


@pytest.mark.parametrize("tag", ["es", "my"])
def test_only_letters_that_keyboards_may_lack_are_spoken_of(
    tag: str, qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    talk = frame.talk
    assert talk is not None
    context.tasks.wait(lambda: talk.choose_language(LanguageChoice(tag, text_available=True)))
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    frame.questions.go_to(TEXT)
    settle(qtbot, context)
    assert frame.questions.sides.aside_label.isVisible() is (tag == "my")


def test_a_full_disk_is_said_to_the_officer_and_not_to_the_person(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    page = shown(qtbot, context, frame, YES_NO)
    before = page.back_button.text()
    frame.questions.show_error(ScreeningError(Problem.DISK_FULL))
    assert words_seen(frame) == page.back_button.text() != before
    press(Qt.Key.Key_F4)
    assert frame.questions.error.isVisible()


# what the person may always say


@pytest.mark.parametrize("alone", [False, True])
def test_not_understood_gives_the_officer_other_words_and_records_nothing(
    alone: bool, qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    frame.questions.go_to(YES_NO)
    settle(qtbot, context)
    if alone:
        press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F9)
    assert frame.talk is not None
    aside = frame.questions.sides.aside_label
    assert not aside.isHidden()
    assert frame.talk.flow.question(YES_NO).help in aside.text()
    if frame.ways.here is not None:
        assert aside.text() not in words_seen(frame)
        press(Qt.Key.Key_F4)
    assert aside.isVisible()
    with qtbot.waitSignal(frame.questions.changed):
        digit(1)
    assert aside.isHidden()
    assert given(context, frame) == {YES_NO: "yes"}


def test_asking_again_is_heard_at_every_step_with_something_for_the_person(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    for step in (QUESTIONS, CONSENT):
        frame.show_step(step)
        settle(qtbot, context)
        if step == CONSENT:
            frame.consent.on_change()
        with qtbot.waitSignal(frame.steps[step].again_asked):
            press(Qt.Key.Key_F8)


# fields for a finger


def page_of(frame: TalkFrame, kind: QuestionType) -> PersonPage:
    page = frame.person_side.page()
    assert page.question is not None
    asked = typed_question(page.question, kind)
    return PersonPage(page.texts, page.options[-2:], asked, None, page.controls, next_words=page.next_words)


def test_a_number_is_put_in_with_digits_on_the_screen(qtbot: QtBot, context: UiContext, frame: TalkFrame) -> None:
    view = shown(qtbot, context, frame, TEXT).view
    answers: list[object] = []
    view.answered.disconnect()
    view.answered.connect(answers.append)
    view.show_page(page_of(frame, QuestionType.INTEGER))
    assert isinstance(view.input, NumberField)
    assert view.done_button is not None
    view.done_button.click()
    assert answers == []
    for each in "407":
        view.input.digits[each].click()
    assert view.input.rub_out.accessibleName() == "⌫ 407"
    view.input.rub_out.click()
    view.done_button.click()
    assert answers == [40]
    view.input.show_text("0")
    view.done_button.click()
    press_answer(view, "declined")
    assert answers == [40, 0, Missing.DECLINED]


def test_a_date_is_set_in_steps_and_is_never_a_day_that_is_not_there(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    view = shown(qtbot, context, frame, TEXT).view
    answers: list[object] = []
    view.answered.disconnect()
    view.answered.connect(answers.append)
    view.show_page(page_of(frame, QuestionType.DATE))
    field = view.input
    assert isinstance(field, DateField)
    assert field.answer() is None
    assert [field.steps[part, -1].accessibleName() for part in ("year", "month", "day")] == [
        "− سنة",
        "− شهر",
        "− يوم",
    ]
    field.steps["year", 1].click()
    assert field.text()
    field.show_text("2024-03-31")
    said = {of: step.accessibleName() for of, step in field.steps.items()}
    assert len({*said.values()}) == len(said)
    assert said["year", 1] == "2024, + سنة"
    field.steps["month", -1].click()
    assert field.text() == "2024-02-29"
    field.steps["year", -1].click()
    assert field.text() == "2023-02-28"
    field.steps["day", 1].click()
    assert view.done_button is not None
    view.done_button.click()
    assert answers == ["2023-02-01"]


# hidden, locked, another display


def test_the_drawer_is_closed_on_the_way_back_and_its_note_kept(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    frame.questions.go_to(YES_NO)
    settle(qtbot, context)
    press(Qt.Key.Key_F3)
    QTest.keyClicks(frame.questions.drawer.note_edit, "pale")
    press(Qt.Key.Key_F4)
    page = frame.ways.here
    assert page is not None
    settle(qtbot, context)
    assert frame.talk is not None
    assert in_vault(context, frame.talk).notes == {YES_NO: "pale"}
    assert page.view.answers is not None
    assert page.view.answers.buttons["yes"].hasFocus()
    press(Qt.Key.Key_F4)
    assert frame.questions.drawer.isHidden()


@pytest.mark.slow
def test_hiding_ends_the_side_alone(
    qtbot: QtBot, context: UiContext, window: MainWindow, frame: TalkFrame
) -> None:
    shown(qtbot, context, frame, YES_NO)
    press(Qt.Key.Key_F12)
    assert window.covered
    assert frame.ways.here is None
    assert not window.isFullScreen()
    window.on_cover_left()
    window.on_alone_confirmed()
    assert frame.questions.isVisible()


def test_another_display_shows_the_persons_side_and_goes_with_the_talk(
    qtbot: QtBot, context: UiContext, window: MainWindow, frame: TalkFrame
) -> None:
    frame.questions.go_to(YES_NO)
    settle(qtbot, context)
    frame.ways.show_there(QGuiApplication.primaryScreen())
    there = frame.ways.there
    assert there is not None
    assert there.isVisible()
    assert there.windowTitle() == TITLE
    assert window.isActiveWindow()
    assert frame.questions.isVisible()
    assert words_seen(there) == ""
    with qtbot.waitSignal(frame.questions.changed):
        press_answer(there.shown_page.view, "yes")
    assert given(context, frame) == {YES_NO: "yes"}
    following = frame.questions.shown_question
    qtbot.waitUntil(lambda: there.shown_page.view.page.question is not None)
    qtbot.waitUntil(lambda: getattr(there.shown_page.view.page.question, "id", "") == following)
    frame.on_leave()
    assert frame.ways.there is None
    assert not there.isVisible()


@pytest.mark.slow
def test_with_two_displays_f4_shows_the_persons_side_there_then_here(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.ui.two_displays", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert json.loads(ran.stdout) == {
        "there": ["other", 1280, 800, "own"],
        "answered": True,
        "follows": True,
        "here": [True, True, "own"],
        "gone": [True, False, True],
        "own gone": [True, True],
    }


@pytest.mark.parametrize("own", [False, True])
def test_a_display_pulled_out_keeps_the_talk_going(
    own: bool, qtbot: QtBot, context: UiContext, window: MainWindow, frame: TalkFrame
) -> None:
    frame.questions.go_to(MANY)
    settle(qtbot, context)
    screen = QGuiApplication.primaryScreen()
    frame.ways.show_there(screen)
    there = frame.ways.there
    assert there is not None
    press_answer(there.shown_page.view, "met")
    if not own:
        frame.ways.own = None
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.screenRemoved.emit(screen)
    assert not there.isVisible()
    assert frame.questions.input is not None
    assert frame.questions.input.typed() == ("met",)
    if own:  # the window may now stand where the person looks
        assert window.covered
    else:
        assert frame.said_label.isVisible()
        with qtbot.waitSignal(frame.questions.changed):
            frame.questions.input.done_button.click()
        assert given(context, frame) == {MANY: ("met",)}
