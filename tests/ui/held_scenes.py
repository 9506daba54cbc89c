"""A computer that is handed over: the officer's page, every page of the person's, and where the PIN goes."""

from __future__ import annotations

from collections.abc import Iterator

from screening.core.errors import Problem, ScreeningError
from screening.core.held import FREE_TRIES
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.held.pages import Standing
from screening.ui.window import MainWindow

from .held_talks import PIN, HandedOver, at_a_question, hand_over, page_of

QUESTIONS_HELD = ("papers_held", "journey_help", "wanted_now")
WRONG = "5093"


def held_scenes(context: UiContext, window: MainWindow, session: Session) -> Iterator[str]:
    """Each scene's name, once it stands; at the end the officer has the computer again."""
    at = at_a_question(context, window, session, "papers_held")
    window.pages.show_hand_over()
    yield "handing over"
    page_of(window).go_button.click()
    yield "handing over without a PIN"
    window.on_over_left()
    hand_over(at, go_on=False)
    yield "held, the person takes it"
    at.press("next")
    yield "held, papers_held"
    yield from _questions(at)
    yield from _between(at)
    yield from _given_back(at)
    window.pages.show_hand_over()
    yield "handing over again"
    window.on_over_left()


def _questions(at: HandedOver) -> Iterator[str]:
    for question in QUESTIONS_HELD[1:]:
        at.questions.go_to(question)
        at.settle()
        yield f"held, {question}"
    at.press("skip")
    yield "held, all questions"
    at.press("back")


def _between(at: HandedOver) -> Iterator[str]:
    for control, name in (
        ("not_understood", "held, not understood"),
        ("again", "held, read to the person"),
        ("pause", "held, a break"),
        ("stop", "held, stopped"),
    ):
        at.press(control)
        yield name
        at.press("next")
    at.questions.show_error(ScreeningError(Problem.DISK_FULL))
    assert at.room.standing is Standing.FAILED
    yield "held, not kept"
    at.press("back")


def _given_back(at: HandedOver) -> Iterator[str]:
    at.press("give_back")
    yield "held, given back"
    for _ in range(FREE_TRIES):
        at.give_back(WRONG)
    yield "held, a wrong PIN"
    at.window.held.clock = lambda: 1e9
    at.give_back(PIN)
    at.questions.error.hide()
