"""The person has the computer: what they can do, what cannot be reached, and how it is taken back."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Kind
from screening.languages.bidi import strip_invisible
from screening.operations.session import Session, unlock
from screening.store.attempts import ATTEMPTS_FILE, AttemptLog
from screening.ui.actions import Action
from screening.ui.away import Away
from screening.ui.context import UiContext
from screening.ui.heard.voice import Voice
from screening.ui.held.guard import passes
from screening.ui.held.pages import Standing
from screening.ui.steps import LANGUAGE, QUESTIONS
from screening.ui.system_lock import SystemLock
from screening.ui.window import TITLE, MainWindow

from ..sounds import ANSWERS, install, pack_of
from .conftest import CHEAP, OFFICER, PASSPHRASE, Show, close
from .held_talks import FIRST, PIN, HandedOver, at_a_question, focused, hand_over, page_of
from .patience import Clock
from .referral_talks import SHOWN, words_on
from .talk_steps import in_vault, press, settled, wait_until
from .test_bad_moments import look_again
from .test_questions import fill_the_disk
from .test_retry import room_again

SECOND = "same_work"
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(context: UiContext, dressed: None, show: Show, tmp_path: Path, clock: Clock) -> MainWindow:
    made = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    made.held.clock = clock
    show(made)
    return made


@pytest.fixture
def together(context: UiContext, window: MainWindow, session: Session) -> HandedOver:
    return at_a_question(context, window, session)


@pytest.fixture
def at(together: HandedOver) -> HandedOver:
    return hand_over(together)


def held(at: HandedOver) -> bool:
    return at.window.held.on


def where(at: HandedOver) -> Standing:
    return at.room.standing


def answers(at: HandedOver) -> dict[str, object]:
    return {question: given.answer for question, given in in_vault(at.context, at.talk).answers.items()}


# handing over


@pytest.mark.slow
def test_handing_over_asks_for_a_pin_twice_and_esc_stays(together: HandedOver) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_F10)
    page = page_of(together.window)
    for first, again, where in (
        ("", "", page.pin_edit),
        ("274", "274", page.pin_edit),
        ("1234", "1234", page.pin_edit),
        ("2749", "", page.again_edit),
        ("2749", "2748", page.again_edit),
    ):
        page.pin_edit.setText(first)
        page.again_edit.setText(again)
        page.go_button.click()
        assert page.error.isVisible() and where.hasFocus()
        assert not held(together)
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not together.window.lies_over
    assert together.questions.isVisible()


def test_before_handing_over_the_officer_reads_how_many_questions_are_in_another_language(
    context: UiContext, together: HandedOver
) -> None:
    def said() -> str:
        together.window.act(Action.HAND_OVER)
        words = strip_invisible(words_on(page_of(together.window)))
        press(Qt.Key.Key_Escape)
        return next((line for line in words.splitlines() if "questions to come" in line), "")

    def take(tag: str, second: str = "") -> None:
        reasoned = DraftUse(reason=DraftReason.NO_INTERPRETER)
        choice = LanguageChoice(tag, text_available=True, second=second, draft=reasoned)
        consent = Consent(ConsentState.GIVEN, True, True, True, frozenset(ConsentPoint))
        context.tasks.wait(lambda: together.talk.choose_language(choice))
        context.tasks.wait(lambda: together.talk.record_consent(consent, replace(SHOWN, language=tag)))
        for step in (LANGUAGE, QUESTIONS):
            together.questions.window().desk.talk_frame.show_step(step)  # type: ignore[attr-defined]
            together.settle()

    assert said() == ""  # all of it is in Arabic
    take("my")
    talk = together.talk
    path = talk.flow.path(talk.answers, talk.age)
    to_come = map(talk.flow.question, path[path.index(FIRST) :])
    asked = [each for each in to_come if each.kind is Kind.ASKED]
    many = f"{len(asked)} of the questions to come are not in Burmese: the person will read them in"
    assert said() == f"{many} English."
    take("my", "es")
    assert said() == f"{many} Spanish."
    together.questions.go_to(asked[-1].id)
    together.settle()
    assert said() == "1 of the questions to come is not in Burmese: the person will read it in Spanish."


def test_the_keyboard_alone_hands_over_and_takes_back(together: HandedOver) -> None:
    press(Qt.Key.Key_F10)
    for _ in range(2):
        QTest.keyClicks(focused(), PIN)
        press(Qt.Key.Key_Return)
    together.settle()
    assert where(together) is Standing.TAKEN
    press(Qt.Key.Key_Return)
    assert where(together) is Standing.ASKED
    press(Qt.Key.Key_Return)  # the first answer
    together.settle()
    assert answers(together) == {FIRST: "yes"}
    while focused() is not together.room.view.controls.buttons["give_back"]:  # type: ignore[union-attr]
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    QTest.keyClicks(focused(), PIN)
    press(Qt.Key.Key_Return)
    together.settle()
    assert not held(together)
    assert together.questions.isVisible() and together.questions.shown_question == SECOND


@pytest.mark.slow
def test_digit_keys_on_the_screen_set_and_give_the_pin(together: HandedOver) -> None:
    together.window.act(Action.HAND_OVER)
    page = page_of(together.window)
    for digit in PIN + PIN:
        page.pad.keys[digit].click()
    page.go_button.click()
    together.settle()
    together.press("give_back")
    pad = together.room.pin_page.pad
    for digit in "9" + PIN:
        pad.keys[digit].click()
    for _ in range(len(PIN) + 1):
        pad.rub_out.click()
    for digit in PIN:
        pad.keys[digit].click()
    together.room.pin_page.lift_button.click()
    assert not held(together)


@pytest.mark.slow
def test_the_pin_holds_for_the_rest_of_the_talk_or_is_set_anew(at: HandedOver) -> None:
    at.give_back()
    at.window.act(Action.HAND_OVER)
    page = page_of(at.window)
    assert not page.sets_pin and page.go_button.hasFocus()
    page.go_button.click()
    at.settle()
    at.give_back()
    assert not held(at)
    at.window.act(Action.HAND_OVER)
    page = page_of(at.window)
    page.another_button.click()
    page.pin_edit.setText("5093")
    page.again_edit.setText("5093")
    page.go_button.click()
    at.settle()
    at.give_back(PIN)
    assert held(at)
    at.give_back("5093")
    assert not held(at)


@pytest.mark.slow
def test_another_talk_knows_nothing_of_the_pin(at: HandedOver) -> None:
    at.give_back()
    assert at.window.desk is not None
    at.window.desk.talk_frame.leave()
    at.settle()
    assert at.window.held._pin is None
    other = at_a_question(at.context, at.window, at.session)
    other.window.act(Action.HAND_OVER)
    assert page_of(other.window).sets_pin


@pytest.mark.slow
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_nothing_is_handed_over_but_questions(
    context: UiContext, window: MainWindow, together: HandedOver
) -> None:
    assert window.desk is not None
    frame = window.desk.talk_frame
    together.questions.on_control("pause")
    window.act(Action.HAND_OVER)
    assert not window.lies_over
    frame.show_step("look_first")
    settled(context)
    window.act(Action.HAND_OVER)
    assert not window.lies_over
    frame.menu.open()
    offered = {entry.data() for entry in frame.menu.menu.actions() if entry.isVisible()}
    frame.menu.menu.close()
    assert Action.HAND_OVER not in offered and Action.DRAWER in offered


# the person


@pytest.mark.slow
def test_an_answer_is_on_disk_before_the_next_question_shows(at: HandedOver) -> None:
    assert at.room.view.pick(1)
    assert at.room.view.page.question is not None and at.room.view.page.question.id == FIRST
    wait_until(lambda: at.room.view.page.question is not None and at.room.view.page.question.id != FIRST)
    assert answers(at) == {FIRST: "yes"}


def test_an_answer_that_the_person_changes_is_kept_beside_the_one_before(at: HandedOver) -> None:
    at.answer(1)
    at.press("back")
    at.answer(2)
    kept = in_vault(at.context, at.talk)
    assert kept.answers[FIRST].answer == "no"
    assert [version.answer.answer for version in kept.history[FIRST]][:1] == ["yes"]
    assert at.questions.change.isHidden()


@pytest.mark.slow
def test_skip_and_back_move_and_answer_nothing(at: HandedOver) -> None:
    at.press("skip")
    assert at.questions.shown_question == SECOND
    at.press("back")
    assert at.questions.shown_question == FIRST
    assert answers(at) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("control", "standing", "said"),
    [
        ("pause", Standing.PAUSED, "Break."),
        ("stop", Standing.STOPPED, "The talk is stopped."),
        ("not_understood", Standing.EXPLAINING, "The person does not understand this."),
    ],
)
def test_what_the_person_did_last_stands_on_the_officers_side(
    at: HandedOver, control: str, standing: Standing, said: str
) -> None:
    at.press(control)
    assert where(at) is standing
    at.press("next")
    assert where(at) is Standing.ASKED
    assert answers(at) == {}
    at.press(control)
    at.give_back()
    assert said in words_on(at.questions)


@pytest.mark.slow
@pytest.mark.parametrize(("control", "said"), [("pause", "Break."), ("stop", "The talk is stopped.")])
@pytest.mark.parametrize("disk_full", [False, True])
def test_a_rest_asked_for_while_an_answer_is_saved_is_not_lost(
    at: HandedOver, control: str, said: str, disk_full: bool
) -> None:
    if disk_full:
        fill_the_disk(at.context, at.talk)
    assert at.room.view.pick(1) and at.room.view.press(control)
    assert at.context.tasks.busy
    if disk_full:
        at.settle()
        assert where(at) is Standing.FAILED
    at.give_back_at_once()
    at.settle()
    assert not held(at) and said in words_on(at.questions)
    at.questions.person_pressed("next")
    assert at.questions.shown_question == (FIRST if disk_full else SECOND)
    assert at.questions.error.isVisible() is disk_full


@pytest.mark.slow
def test_after_the_last_asked_question_the_computer_is_given_back(at: HandedOver) -> None:
    flow = at.talk.flow
    last = [each for each in flow.path({}, at.talk.age) if flow.question(each).kind is Kind.ASKED][-1]
    at.questions.go_to(last)
    at.settle()
    at.press("skip")
    assert where(at) is Standing.FINISHED
    at.press("back")
    assert at.room.view.page.question is not None and at.room.view.page.question.id == last
    at.press("skip")
    at.give_back()
    assert "Turn the screen" in words_on(at.questions)


@pytest.mark.slow
def test_what_has_no_recording_is_read_to_the_person(at: HandedOver) -> None:
    for by_button in (False, True):
        if by_button:
            at.room.view.listen_button.click()
        else:
            at.press("again")
        at.settle()
        assert where(at) is Standing.READING
        said = [text.text() for text in at.room.view.texts]
        assert said == [at.questions.catalog.fixed("held.read_to_you").text]
        at.press("next")
        assert at.questions.shown_question == FIRST and where(at) is Standing.ASKED


@pytest.mark.slow
def test_without_a_sound_device_it_is_read_to_the_person(
    context: UiContext, tmp_path: Path, together: HandedOver, qtbot: QtBot
) -> None:
    page = together.questions.person_page()
    assert page is not None
    ids, folder = [page.texts[0].text_id, *ANSWERS], tmp_path / "recordings"
    install(pack_of(tmp_path / "pack", page.texts[0].language, ids), folder)
    context.voice = Voice(folder, ("WASAPI" if sys.platform != "win32" else "ALSA",))
    at = hand_over(together)
    with qtbot.waitSignal(context.voice.failed):
        at.press("again")
    assert where(at) is Standing.READING
    context.voice.close()


@pytest.mark.slow
def test_nobody_there_covers_the_held_screen_and_then_locks_it(at: HandedOver, clock: Clock, qtbot: QtBot) -> None:
    away = Away(at.window, SystemLock(at.window), clock=clock, check_ms=5)
    away.start()
    clock.now += 5 * 60
    qtbot.waitUntil(lambda: at.window.covered)
    at.window.on_cover_left()
    at.window.alone_again.yes_button.click()
    away.idle.touch()
    assert at.window.rooms.currentWidget() is at.room
    with qtbot.waitSignal(at.window.locked):
        clock.now += 15 * 60
    assert at.session.vault.closed and not held(at)


@pytest.mark.slow
def test_what_is_typed_is_kept_and_not_yet_given(at: HandedOver) -> None:
    at.questions.go_to("wanted_now")
    at.settle()
    field = at.room.view.field
    assert isinstance(field, QPlainTextEdit)
    said = [text.text() for text in at.room.view.texts]
    assert at.questions.catalog.fixed("held.write_here").text in said
    field.setFocus()
    QTest.keyClicks(field, "home")
    at.give_back()
    assert at.talk.typing == {"answer/wanted_now": "home"}
    assert at.questions.input is not None and at.questions.input.typed() == ("home",)
    assert answers(at) == {}


@pytest.mark.slow
def test_nothing_is_pasted_cut_or_dragged(at: HandedOver) -> None:
    at.questions.go_to("wanted_now")
    at.settle()
    field = at.room.view.field
    assert isinstance(field, QPlainTextEdit)
    QApplication.clipboard().setText("copied")
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(field, Qt.Key.Key_V, control)
    QTest.keyClick(field, Qt.Key.Key_Insert, shift)
    QTest.mouseClick(field.viewport(), Qt.MouseButton.MiddleButton)
    assert field.toPlainText() == ""
    QTest.keyClicks(field, "ab")
    QTest.keyClick(field, Qt.Key.Key_A, control)
    QTest.keyClick(field, Qt.Key.Key_X, control)
    QTest.keyClick(field, Qt.Key.Key_Z, control)
    assert field.toPlainText() == "ab"
    assert QApplication.clipboard().text() == "copied"
    QApplication.clipboard().clear()


@pytest.mark.slow
def test_a_second_click_on_the_same_place_answers_nothing(at: HandedOver) -> None:
    shown = at.room.view.answers
    assert shown is not None
    QTest.mouseClick(shown.buttons["yes"], Qt.MouseButton.LeftButton)
    at.settle()
    QTest.mouseDClick(shown.buttons["yes"], Qt.MouseButton.LeftButton)
    QTest.mouseRelease(shown.buttons["yes"], Qt.MouseButton.LeftButton)
    at.settle()
    assert answers(at) == {FIRST: "yes"}


@pytest.mark.slow
def test_a_talk_in_memory_leaves_nothing_on_the_disk(
    context: UiContext, window: MainWindow, session: Session
) -> None:
    at = hand_over(at_a_question(context, window, session, record=False))
    at.answer(1)
    assert at.talk.answers == {FIRST: "yes"}
    with pytest.raises(ScreeningError):
        in_vault(context, at.talk)
    at.give_back()
    assert at.questions.isVisible()


# no other way out


def test_no_key_of_the_window_does_anything_but_hide(at: HandedOver) -> None:
    for action in Action:
        if action is not Action.HIDE:
            at.window.act(action)
            assert at.window.rooms.currentWidget() is at.room
    for number in range(1, 12):
        QTest.keyClick(focused(), Qt.Key(Qt.Key.Key_F1.value + number - 1))
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_L, Qt.Key.Key_Comma, Qt.Key.Key_Z, Qt.Key.Key_F, Qt.Key.Key_N, Qt.Key.Key_Q):
        QTest.keyClick(focused(), key, control)
    QTest.keyClick(focused(), Qt.Key.Key_V, control | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(focused(), Qt.Key.Key_Delete, control | Qt.KeyboardModifier.ShiftModifier)
    at.settle()
    assert at.window.rooms.currentWidget() is at.room and where(at) is Standing.ASKED
    assert answers(at) == {} and not at.session.vault.closed


@pytest.mark.slow
def test_closing_and_making_the_window_smaller_change_nothing(at: HandedOver) -> None:
    assert at.window.isFullScreen()
    at.window.close()
    assert at.window.isVisible() and held(at)
    at.window.showNormal()
    at.settle()
    assert at.window.isFullScreen()
    at.give_back()
    assert not at.window.isFullScreen()


@pytest.mark.slow
def test_the_officers_side_is_in_no_window_and_the_title_says_nothing(at: HandedOver) -> None:
    assert at.questions.window() is not at.window
    assert not at.window.notices.isVisible() and not at.window.training_strip.isVisible()
    assert at.window.windowTitle() == TITLE
    at.give_back()
    assert at.questions.window() is at.window


@pytest.mark.slow
def test_handing_over_ends_the_persons_side_alone(together: HandedOver) -> None:
    together.window.act(Action.PERSON)
    together.settle()
    hand_over(together)
    assert together.window.rooms.currentWidget() is together.room
    assert together.window.desk is not None
    assert together.window.desk.talk_frame.ways.here is None
    together.give_back()
    assert together.questions.isVisible() and not together.window.isFullScreen()


@pytest.mark.slow
def test_hiding_leads_back_to_the_held_screen(at: HandedOver) -> None:
    for _ in range(2):
        QTest.keyClick(focused(), Qt.Key.Key_F12)
        assert at.window.rooms.currentWidget() is at.window.cover
        QTest.keyClick(focused(), Qt.Key.Key_F12)
        at.window.alone_again.yes_button.click()
        assert at.window.rooms.currentWidget() is at.room
    at.answer(1)
    assert answers(at) == {FIRST: "yes"}


@pytest.mark.slow
def test_another_look_after_the_held_screen_was_hidden(at: HandedOver, tmp_path: Path) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_F12)
    at.window.on_cover_left()
    at.window.alone_again.yes_button.click()
    at.give_back()
    desk = at.window.desk
    look_again(at.window, at.context, tmp_path)
    wait_until(lambda: at.window.desk is not desk)
    at.settle()
    assert at.questions.isVisible() and at.questions.shown_question == FIRST


@pytest.mark.slow
def test_another_look_after_a_page_was_hidden_and_left(together: HandedOver, tmp_path: Path) -> None:
    window, desk = together.window, together.window.desk
    window.act(Action.HELP)
    window.act(Action.HIDE)
    window.on_cover_left()
    window.alone_again.yes_button.click()
    assert window.lies_over
    window.on_over_left()
    look_again(window, together.context, tmp_path)
    wait_until(lambda: window.desk is not desk)
    together.settle()
    assert together.questions.isVisible()


def lock_by_key() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.slow
def test_behind_the_cover_the_held_program_is_not_locked_by_key(at: HandedOver) -> None:
    at.answer(1)
    for covered in (False, True, True):
        lock_by_key()
        at.window.act(Action.LOCK)
        at.settle()
        assert held(at) and not at.session.vault.closed
        if not covered:
            QTest.keyClick(focused(), Qt.Key.Key_F12)
        assert at.window.rooms.currentWidget() is at.window.cover
    QTest.keyClick(focused(), Qt.Key.Key_F12)
    lock_by_key()
    at.window.alone_again.yes_button.click()
    assert at.window.rooms.currentWidget() is at.room and not at.session.vault.closed


@pytest.mark.slow
def test_a_held_talk_in_memory_is_not_locked_away(
    context: UiContext, window: MainWindow, session: Session
) -> None:
    together = at_a_question(context, window, session, record=False)
    window.act(Action.HAND_OVER)
    assert "in memory only" in words_on(page_of(window))
    window.on_over_left()
    at = hand_over(together)
    at.answer(1)
    QTest.keyClick(focused(), Qt.Key.Key_F12)
    lock_by_key()
    assert held(at) and not session.vault.closed and at.talk.answers == {FIRST: "yes"}
    at.window.on_cover_left()
    at.window.alone_again.yes_button.click()
    at.give_back()
    assert at.questions.isVisible()


@pytest.mark.slow
def test_a_key_held_down_answers_once(at: HandedOver) -> None:
    repeated = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NO_MODIFIER, "\r", True)
    for _ in range(5):
        QApplication.sendEvent(focused(), repeated)
        at.settle()
    assert answers(at) == {}


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "asked", "typing"),
    [
        (Qt.Key.Key_A, NO_MODIFIER, "a", False, True),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, "", False, False),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier, "€", False, True),
        (Qt.Key.Key_V, Qt.KeyboardModifier.MetaModifier, "v", False, False),
        (Qt.Key.Key_1, NO_MODIFIER, "1", False, True),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier, "", False, False),
        (Qt.Key.Key_Tab, NO_MODIFIER, "\t", True, True),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier, "", False, False),
        (Qt.Key.Key_Paste, NO_MODIFIER, "x", False, False),
        (Qt.Key.Key_F12, NO_MODIFIER, "", True, True),
        (Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier, "", False, False),
        (Qt.Key.Key_F10, NO_MODIFIER, "", False, False),
        (Qt.Key.Key_Menu, NO_MODIFIER, "", False, False),
    ],
)
def test_the_guard_lets_letters_into_fields_and_commands_nowhere(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, asked: bool, typing: bool
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)
    assert passes(event, typing=False) is asked
    assert passes(event, typing=True) is typing


# taking back


def test_wrong_pins_wait_longer_each_time_and_the_right_one_waits_with_them(at: HandedOver, clock: Clock) -> None:
    page = None
    for _ in range(3):
        assert page is None or page.notice.isVisible()
        at.give_back("5093")
        page = at.room.pin_page
    assert page is not None and "Wait a little" in page.notice.text()
    at.give_back(PIN)
    assert held(at)
    clock.now += 10
    at.give_back("5093")
    clock.now += 19.5
    at.give_back(PIN)
    assert held(at)
    clock.now += 0.5
    at.give_back(PIN)
    assert not held(at)
    assert AttemptLog(at.session.vault.folder).failures() == 0


def test_a_pin_never_opens_a_locked_vault(at: HandedOver, qtbot: QtBot) -> None:
    with qtbot.waitSignal(at.window.locked):
        at.window.locking.lock_now()
    assert at.session.vault.closed and at.window.session is None
    assert not held(at) and at.window.held._pin is None
    at.window.held.on_tried(PIN)
    assert at.session.vault.closed and at.window.rooms.currentWidget() is at.window.cover


@pytest.mark.slow
def test_after_a_lock_the_officer_is_at_the_same_question_together(
    context: UiContext, session: Session, show: Show, tmp_path: Path, at: HandedOver
) -> None:
    at.answer(1)
    at.window.locking.lock_now()
    again = context.tasks.wait(lambda: unlock(session.vault.folder, OFFICER, PASSPHRASE, floor=CHEAP))
    fresh = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(fresh)
    fresh.on_vault_opened(again)
    settled(context)
    fresh.alone_again.yes_button.click()
    settled(context)
    assert fresh.desk is not None and not fresh.held.on
    questions = fresh.desk.talk_frame.questions
    assert questions.isVisible() and questions.shown_question == SECOND
    fresh.act(Action.HAND_OVER)
    assert page_of(fresh).sets_pin
    close(context, again)


@pytest.mark.slow
def test_the_officers_own_passphrase_takes_the_computer_back(at: HandedOver) -> None:
    at.give_back(PASSPHRASE)
    assert not held(at) and at.questions.isVisible()


@pytest.mark.slow
def test_another_passphrase_is_counted_and_waits(at: HandedOver, clock: Clock) -> None:
    for _ in range(3):
        at.give_back("not this one but as long")
    assert held(at)
    assert AttemptLog(at.session.vault.folder).failures() == 3
    at.give_back(PASSPHRASE)
    assert held(at)


def try_passphrase(at: HandedOver, typed: str = PASSPHRASE) -> None:
    """Typed and sent; the check is under way."""
    at.press("give_back")
    at.room.pin_page.pin_edit.setText(typed)
    QTest.keyClick(at.room.pin_page.pin_edit, Qt.Key.Key_Return)
    assert at.context.tasks.busy and held(at)


@pytest.mark.parametrize("back_first", [False, True])
def test_hiding_during_a_passphrase_check_keeps_all_hidden(at: HandedOver, back_first: bool) -> None:
    try_passphrase(at)
    QTest.keyClick(focused(), Qt.Key.Key_F12)
    if back_first:
        QTest.keyClick(focused(), Qt.Key.Key_F12)
        at.window.alone_again.yes_button.click()
    at.settle()
    assert at.window.rooms.currentWidget() is (at.room if back_first else at.window.cover)
    assert at.questions.window() is not at.window
    if not back_first:
        QTest.keyClick(focused(), Qt.Key.Key_F12)
        at.window.alone_again.yes_button.click()
    assert held(at) and at.room.at_the_pin and at.room.pin_page.notice.isHidden()
    at.give_back()
    assert at.questions.isVisible()


@pytest.mark.parametrize("by_key", [False, True])
def test_going_on_during_a_passphrase_check_keeps_the_persons_page(at: HandedOver, by_key: bool) -> None:
    try_passphrase(at)
    if by_key:
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
    else:
        at.room.pin_page.back_button.click()
    if not by_key:
        at.room.on_pressed("give_back")  # at the PIN again before it ends: it was given up
    at.settle()
    assert held(at) and at.room.at_the_pin is not by_key
    assert at.questions.window() is not at.window
    at.give_back(PASSPHRASE)
    assert not held(at)


@pytest.mark.slow
def test_a_wrong_passphrase_counts_though_its_check_was_given_up(at: HandedOver, clock: Clock) -> None:
    for _ in range(3):
        try_passphrase(at, "not this one but as long")
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        at.settle()
    at.give_back(PIN)
    assert held(at)
    clock.now += 10
    at.give_back(PIN)
    assert not held(at)


def test_what_else_keeps_a_passphrase_from_being_checked_is_said_and_not_counted(at: HandedOver) -> None:
    attempts = at.session.vault.folder / ATTEMPTS_FILE
    for _ in range(4):
        attempts.write_text('{"count": 20, "last": "2020-01-01T00:00:00Z"}', encoding="utf-8")
        at.give_back(PASSPHRASE)
        assert held(at) and "only the PIN" in at.room.pin_page.notice.text()
    attempts.unlink()
    attempts.mkdir()  # nothing can be counted there
    at.give_back(PASSPHRASE)
    said = at.room.pin_page.notice.text()
    attempts.rmdir()
    assert said == at.context.sentence(ScreeningError(Problem.FOLDER_NOT_WRITABLE))
    at.give_back(PIN)
    assert not held(at)


@pytest.mark.slow
def test_what_is_typed_for_the_pin_is_gone_when_the_person_goes_back(at: HandedOver) -> None:
    at.press("give_back")
    page = at.room.pin_page
    QTest.keyClicks(focused(), "27")
    press(Qt.Key.Key_Escape)
    assert not at.room.at_the_pin and page.pin_edit.text() == ""
    assert at.questions.shown_question == FIRST


def test_a_full_disk_asks_the_person_for_the_computer_and_tells_the_officer(at: HandedOver) -> None:
    fill_the_disk(at.context, at.talk)
    at.answer(1)
    assert where(at) is Standing.FAILED
    said = [text.text() for text in at.room.view.texts]
    assert said == [at.questions.catalog.fixed("held.please_give_back").text]
    at.give_back()
    assert at.questions.error.isVisible()
    assert at.questions.error.text() == at.context.sentence(ScreeningError(Problem.DISK_FULL))
    assert answers(at) == {}
    room_again(at.context, at.talk)
    at.questions.retry.try_again()
    at.settle()
    assert answers(at) == {FIRST: "yes"}


@pytest.mark.slow
def test_another_look_waits_until_the_computer_is_back(at: HandedOver, context: UiContext) -> None:
    made: list[str] = []

    def make() -> tuple[UiContext, object]:
        made.append("rooms")
        from screening.ui.entry import EntryRoom

        return context, EntryRoom(context, Path("nowhere"), kdf=CHEAP, floor=CHEAP)

    at.window.rebuild(make)  # type: ignore[arg-type]
    at.settle()
    at.answer(1)
    assert not made and held(at)
    at.give_back()
    wait_until(lambda: bool(made))
    at.settle()
    assert not held(at) and at.questions.isVisible()
    at.window.act(Action.HAND_OVER)
    assert not page_of(at.window).sets_pin
    at.window.on_over_left()


@pytest.mark.slow
def test_a_talk_with_no_pin_cannot_be_handed_over(context: UiContext, together: HandedOver) -> None:
    together.window.held.begin("")
    assert not held(together) and together.questions.isVisible()
    hand_over(together)
    together.give_back()
    other = at_a_question(context, together.window, together.session)
    other.window.held.begin("")  # the PIN of the talk before is none of this one
    assert not held(other) and other.questions.isVisible()
