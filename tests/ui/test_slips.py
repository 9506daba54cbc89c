"""Slips of hand and of time at the person's side: a key held down, a double click, sound after its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.consent import LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.errors import Problem, ScreeningError
from screening.operations.session import Session
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.heard.voice import Voice
from screening.ui.person.controls import STOP
from screening.ui.person.shown import PersonWindow
from screening.ui.person.ways import Way
from screening.ui.steps import CONSENT, QUESTIONS
from screening.ui.talk_frame import TalkFrame
from screening.ui.window import MainWindow

from ..sounds import install, pack_of
from .conftest import CHEAP, Show
from .referral_talks import talk_with
from .talk_steps import in_vault, looked_talk, press, settle

FIRST, NEXT = "found_work", "family_used"


@pytest.fixture
def window(
    qtbot: QtBot, context: UiContext, session: Session, dressed: None, show: Show, tmp_path: Path
) -> Iterator[MainWindow]:
    """An open vault, and a talk in Arabic at its first question; what is said at consent is recorded."""
    said = [f"consent.{name}" for name in ("why", "understood", "ask_talk", "no_is_fine")]
    install(pack_of(tmp_path / "pack", "ar", said, seconds=30.0), tmp_path / "recordings")
    context.voice = Voice(tmp_path / "recordings", ("NULL",))
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    made = build_window(app, context, tmp_path, kdf=CHEAP, floor=CHEAP)
    show(made)
    made.on_vault_opened(session)
    settle(qtbot, context)
    assert made.desk is not None
    made.desk.show_talk(talk_with(context, session, {}))
    settle(qtbot, context)
    made.desk.talk_frame.show_step(QUESTIONS)
    settle(qtbot, context)
    made.desk.talk_frame.questions.go_to(FIRST)
    settle(qtbot, context)
    yield made
    context.voice.close()


@pytest.fixture
def frame(window: MainWindow) -> TalkFrame:
    """The talk on the desk."""
    assert window.desk is not None
    return window.desk.talk_frame


def given(context: UiContext, frame: TalkFrame) -> dict[str, object]:
    assert frame.talk is not None
    return {question: each.answer for question, each in in_vault(context, frame.talk).answers.items()}


def held_down(widget: QWidget, key: Qt.Key, text: str, times: int) -> None:
    """What a key that is held down sends."""
    for number in range(times):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, number > 0)
        QApplication.sendEvent(widget, event)


def double_click(widget: QWidget) -> None:
    """The first click, and the second where it was, on whatever stands there by then."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    local = QPointF(widget.rect().center())
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        event = QMouseEvent(
            kind,
            local,
            QPointF(widget.mapToGlobal(local.toPoint())),
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(widget, event)


@pytest.mark.parametrize("alone", [False, True])
def test_a_digit_that_is_held_down_answers_one_question(
    alone: bool, qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    if alone:
        press(Qt.Key.Key_F4)
    target = QApplication.focusWidget()
    assert target is not None
    held_down(target, Qt.Key.Key_1, "1", 1)
    settle(qtbot, context)
    held_down(target if target.isVisible() else frame, Qt.Key.Key_1, "1", 1)
    settle(qtbot, context)
    before = given(context, frame)
    assert len(before) == 2
    for _ in range(4):
        now = QApplication.focusWidget()
        assert now is not None
        QApplication.sendEvent(
            now, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", True)
        )
        settle(qtbot, context)
    assert given(context, frame) == before


@pytest.mark.parametrize("alone", [False, True])
def test_the_second_click_of_a_double_click_answers_nothing(
    alone: bool, qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    if alone:
        press(Qt.Key.Key_F4)
        assert frame.ways.here is not None
        assert frame.ways.here.view.answers is not None
        buttons = frame.ways.here.view.answers.buttons
    else:
        assert frame.questions.input is not None
        assert frame.questions.input.grid is not None
        buttons = frame.questions.input.grid.buttons
    double_click(buttons["yes"])
    settle(qtbot, context)
    assert given(context, frame) == {FIRST: "yes"}


def test_what_was_heard_at_consent_is_silent_on_the_next_page(
    qtbot: QtBot, context: UiContext, session: Session, window: MainWindow, frame: TalkFrame
) -> None:
    assert window.desk is not None
    talk = looked_talk(context, session)
    arabic = LanguageChoice("ar", True, draft=DraftUse(reason=DraftReason.NO_INTERPRETER))
    context.tasks.wait(lambda: talk.choose_language(arabic))
    window.desk.show_talk(talk)
    settle(qtbot, context)
    frame.show_step(CONSENT)
    settle(qtbot, context)
    voice = context.voice
    for _ in range(frame.consent.pages.index("why")):
        frame.consent.told_button.click()
        settle(qtbot, context)
    with qtbot.waitSignal(voice.started):
        frame.consent.hear_again()
    frame.consent.told_button.click()
    assert not voice.playing
    frame.consent.on_back()
    with qtbot.waitSignal(voice.started):
        frame.consent.hear_again()
    frame.consent.person_pressed(STOP)
    assert not voice.playing


def test_the_drawer_does_not_open_behind_the_persons_side(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_F3)
    assert frame.questions.drawer.isHidden()
    press(Qt.Key.Key_1)
    settle(qtbot, context)
    assert given(context, frame) == {FIRST: "yes"}
    press(Qt.Key.Key_F4)
    assert frame.questions.drawer.isHidden()


def test_the_officer_is_called_when_nothing_could_be_heard(
    qtbot: QtBot, context: UiContext, frame: TalkFrame
) -> None:
    press(Qt.Key.Key_F4)
    assert frame.ways.here is not None
    before = frame.ways.here.back_button.text()
    context.voice.failed.emit(ScreeningError(Problem.NO_SOUND_DEVICE))
    assert frame.ways.here.back_button.text() != before


def test_an_answer_to_a_page_that_is_gone_is_no_answer(qtbot: QtBot, context: UiContext, frame: TalkFrame) -> None:
    seen = frame.questions.person_page()
    assert seen is not None
    frame.questions.go_to(NEXT)
    settle(qtbot, context)
    frame.person_side.answered("yes", seen)
    settle(qtbot, context)
    assert given(context, frame) == {}


def test_locking_before_the_person_hides_first_and_asks_later(
    qtbot: QtBot, context: UiContext, session: Session, window: MainWindow, frame: TalkFrame
) -> None:
    assert window.desk is not None
    window.desk.show_talk(talk_with(context, session, {}, record=False))
    settle(qtbot, context)
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    press(Qt.Key.Key_F4)
    window.act(Action.LOCK)
    assert window.covered
    assert frame.ways.way is Way.TOGETHER
    window.on_cover_left()
    window.on_alone_confirmed()
    assert frame.leaving.isVisible()
    assert window.session is session


def test_the_persons_own_window_is_closed_by_the_officer_alone(context: UiContext, frame: TalkFrame) -> None:
    window = PersonWindow(context, frame.person_side)
    window.show()
    window.close()
    assert window.isVisible()
    window.hide()
