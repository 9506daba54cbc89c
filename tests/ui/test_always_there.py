"""To stop, and to hear it again, is there on the pages between the questions too: held, shown, at every step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from screening.app import build_window
from screening.operations.session import Session
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.held.pages import Standing
from screening.ui.person.view import PersonView
from screening.ui.steps import CONSENT
from screening.ui.talk_frame import TalkFrame

from .conftest import CHEAP, Show
from .held_talks import HandedOver, at_a_question, hand_over, page_of
from .referral_talks import words_on
from .talk_steps import in_vault

BETWEEN = [each for each in Standing if each is not Standing.ASKED]


@pytest.fixture
def together(context: UiContext, session: Session, dressed: None, show: Show, tmp_path: Path) -> HandedOver:
    window = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(window)
    return at_a_question(context, window, session)


def pressable(view: PersonView) -> set[str]:
    assert view.controls is not None
    return {value for value, made in view.controls.buttons.items() if made.isVisible()}


def where(at: HandedOver) -> Standing:
    return at.room.standing


def heard(at: HandedOver) -> list[str]:
    """What was asked to be heard last."""
    return [text.text_id for text in at.context.voice.asked]


def said(view: PersonView) -> list[str]:
    return [text.text_id for text in view.page.texts]


def test_the_officer_is_told_before_what_the_person_can_still_reach(together: HandedOver) -> None:
    together.window.act(Action.HAND_OVER)
    words = words_on(page_of(together.window))
    assert "Alt and Tab" in words and "make it small" in words
    assert "Ctrl+L does not lock" in words


def test_every_held_page_can_be_heard_again_and_stopped_while_there_is_something_to_stop(
    together: HandedOver,
) -> None:
    at = hand_over(together, go_on=False)
    assert where(at) is Standing.TAKEN
    for standing in BETWEEN:
        at.room.stand(standing)
        at.settle()
        there = pressable(at.room.view)
        assert {"again", "give_back"} <= there, standing
        assert ("stop" in there) is (standing not in {Standing.STOPPED, Standing.FAILED}), standing
        asked = said(at.room.view)
        at.press("again")
        assert heard(at) == asked
        assert where(at) is Standing.READING  # nothing is recorded here


@pytest.mark.parametrize("standing", [Standing.TAKEN, Standing.EXPLAINING, Standing.PAUSED, Standing.FINISHED])
def test_a_stop_on_a_held_page_is_the_same_stop_as_at_a_question(together: HandedOver, standing: Standing) -> None:
    at = hand_over(together, go_on=False)
    at.room.stand(standing)
    at.press("stop")
    assert where(at) is Standing.STOPPED and said(at.room.view) == ["talk.stopped_text"]
    at.press("again")
    assert where(at) is Standing.READING
    at.give_back()
    assert "The talk is stopped." in words_on(at.questions)
    assert in_vault(at.context, at.talk).answers == {}


def test_a_break_that_is_to_be_read_aloud_is_still_a_break(together: HandedOver) -> None:
    at = hand_over(together)
    at.press("pause")
    at.press("again")
    at.give_back()
    assert "Break." in words_on(at.questions)


def shown_alone(at: HandedOver) -> tuple[TalkFrame, PersonView]:
    at.window.act(Action.PERSON)
    at.settle()
    assert at.window.desk is not None
    frame = at.window.desk.talk_frame
    assert frame.ways.here is not None
    return frame, frame.ways.here.view


@pytest.mark.parametrize("step", ["questions", CONSENT])
def test_a_break_shown_alone_can_be_heard_and_stopped(together: HandedOver, step: str) -> None:
    assert together.window.desk is not None
    if step == CONSENT:
        together.window.desk.talk_frame.show_step(CONSENT)
        together.settle()
        together.window.desk.talk_frame.consent.on_change()
    frame, view = shown_alone(together)
    assert view.press("pause")
    together.settle()
    assert pressable(view) >= {"next", "again", "stop"}
    assert view.press("again") and heard(together) == ["talk.pause_text", "talk.break_ok"]
    assert said(view) == heard(together)
    assert view.press("stop")
    together.settle()
    assert said(view) == ["talk.stopped_text"]
    assert pressable(view) >= {"next", "again"} and "stop" not in pressable(view)
    assert view.press("again") and heard(together) == ["talk.stopped_text"]
    if step == CONSENT:
        assert "The person wants to stop." in frame.said_label.text()
    assert view.press("next")
    together.settle()
    assert "talk.stopped_text" not in said(view)


def test_after_the_last_question_it_can_still_be_heard_and_stopped(together: HandedOver) -> None:
    _frame, view = shown_alone(together)
    together.questions.show_end()
    together.settle()
    assert pressable(view) >= {"back", "again", "stop"}
    assert view.press("again") and heard(together) == ["talk.thanks", "talk.anything_else"]
    assert view.press("stop")
    together.settle()
    assert said(view) == ["talk.stopped_text"]
    assert view.press("next")
    together.settle()
    assert view.page.question is not None
