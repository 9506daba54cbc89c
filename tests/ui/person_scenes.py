"""The person's side alone, as it stands at each step of a talk: over the whole window."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from screening.core.instrument import Question, QuestionType
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.person.shown import ShownPage
from screening.ui.steps import CONSENT, NEEDS, QUESTIONS, SAFETY_PLAN, SHARING
from screening.ui.talk_frame import TalkFrame

from .referral_talks import CLINIC, FULL_SHEET, declined_talk, talk_with
from .talk_steps import looked_talk, settled, wait_until

ASKED = {
    "yes or no": "found_work",
    "one of many": "what_you_get",
    "several": "journey_help",
    "a text": "wanted_now",
}


def person_scenes(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    """Each scene's name, once it stands on the screen."""
    for scenes in (_consent, _questions, _after):
        for name in scenes(context, session, frame):
            settled(context)
            yield f"shown, {name}"
        frame.ways.together()
    settled(context)


def shown_page(frame: TalkFrame) -> ShownPage:
    """The person's side over the window, brought there if it is not."""
    if frame.ways.here is None:
        frame.ways.show_here()
    assert frame.ways.here is not None
    return frame.ways.here


def typed_question(question: Question, kind: QuestionType) -> Question:
    """A question like another whose answer is typed or set: the packs have none of these yet."""
    return msgspec.structs.replace(question, type=kind, choices=())


def _put(context: UiContext, frame: TalkFrame, talk: Talk, step: str) -> None:
    frame.open(talk)
    settled(context)
    if frame.current != step:
        frame.show_step(step)
        settled(context)
    shown_page(frame)


def _consent(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    frame.open(looked_talk(context, session))
    shown_page(frame)
    yield "before a language is chosen"
    _put(context, frame, talk_with(context, session, {}), CONSENT)
    frame.consent.on_change()
    frame.consent.on_back()
    yield "a point of the consent"
    frame.consent.on_change()
    yield "asking for consent"


def _questions(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    talk = talk_with(context, session, {})
    for name, question in ASKED.items():
        context.tasks.wait(lambda q=question: talk.move_to(q))  # type: ignore[misc]
        _put(context, frame, talk, QUESTIONS)
        yield name
    page = frame.person_side.page()
    assert page.question is not None
    for name, kind in (("a number", QuestionType.INTEGER), ("a date", QuestionType.DATE)):
        asked = typed_question(page.question, kind)
        typed = ("2026-11-22",) if kind is QuestionType.DATE else ("42",)
        shown_page(frame).view.show_page(
            type(page)(
                page.texts, page.options, asked, None, page.controls, typed=typed, next_words=page.next_words
            )
        )
        yield name
    for name, control in (("a break", "pause"), ("a stop", "stop")):
        frame.person_side.pressed(control)
        yield name
    frame.questions.show_end()
    yield "the end"


def _after(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    # First the talk that is in memory only: leaving that one would be asked about.
    _put(context, frame, declined_talk(context, session), SAFETY_PLAN)
    yield "a plan to stay safe"
    talk = talk_with(context, session, {"papers_held": "employer"}, sheet=FULL_SHEET)
    _put(context, frame, talk, NEEDS)
    yield "needs"
    frame.show_step(SHARING)
    wait_until(
        lambda: frame.sharing.recipients is not None and frame.sharing.recipients.isVisibleTo(frame.sharing)
    )
    yield "the officer's own page"
    assert frame.sharing.recipients is not None
    frame.sharing.recipients.rows[CLINIC].click()
    yield "asking for one service"
