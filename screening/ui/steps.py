"""The steps of a talk: their names, the one at which a case stands, and what the rail shows of them."""

from __future__ import annotations

from screening.core.case import CaseState, NextStep
from screening.core.consent import Blocker
from screening.core.flow import SectionState
from screening.core.safety import presumed_child
from screening.languages.terms import CASE_STATE, SECTION_STATE
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.widgets.rail import RailStep

LOOK_FIRST, LANGUAGE, CONSENT, QUESTIONS = "look_first", "language", "consent", "questions"
RECORDED, NEEDS, SHARING, PREVIEW, SAFETY_PLAN = "recorded", "needs", "sharing", "preview", "safety_plan"

STEP_OF_STATE = {
    CaseState.LOOK_FIRST: LOOK_FIRST,
    CaseState.LANGUAGE: LANGUAGE,
    CaseState.CONSENT: CONSENT,
    CaseState.QUESTIONS: QUESTIONS,
    CaseState.RECORDED: RECORDED,
    CaseState.REFERRAL: NEEDS,
    CaseState.REFERRED: NEEDS,
    CaseState.CHILD_PROTECTION: NEEDS,
    CaseState.NOT_ASSESSED: RECORDED,
    CaseState.CLOSED: RECORDED,
}
SECTION = "section:"
"""What leads to a part of the questions begins with it."""


def rail_steps(context: UiContext, talk: Talk, current: str, question: str | None) -> list[RailStep]:
    """The whole rail, and how far each step is; `question` is the one that is shown."""
    return [
        *_first_steps(context, talk, current),
        *_parts(context, talk, question),
        *_last_steps(context, talk, current),
    ]


def _first_steps(context: UiContext, talk: Talk, current: str) -> list[RailStep]:
    closed = talk.blockers()
    danger = {Blocker.SAFETY_UNFINISHED, Blocker.SAFETY_UNSAFE} & set(closed)
    unsafe = danger or Blocker.CHILD in closed
    no_language = Blocker.LANGUAGE in closed
    done = context._(SECTION_STATE[SectionState.DONE])
    steps = []
    for name, state, blocker, enabled in (
        (LOOK_FIRST, CaseState.LOOK_FIRST, unsafe, True),
        # A child is asked in their own language too.
        (LANGUAGE, CaseState.LANGUAGE, no_language, not danger),
        (CONSENT, CaseState.CONSENT, Blocker.CONSENT in closed, not unsafe and not no_language),
    ):
        word = "" if blocker else done
        steps.append(RailStep(name, context._(CASE_STATE[state]), word, current == name, enabled))
    return steps


def _parts(context: UiContext, talk: Talk, question: str | None) -> list[RailStep]:
    catalog, instrument = context.own_catalog, talk.loaded.instrument
    here = talk.flow.section_of(question).id if question else None
    is_open = not talk.blockers()
    steps: list[RailStep] = []
    for section in instrument.sections:
        state = talk.flow.section_state(section.id, talk.answers, talk.age)
        title = catalog.text(instrument.text_id("section", section.id, "title"), section.title).text
        # A part without a word is open: a word at every line is more to read than to know.
        word = context._(SECTION_STATE[state]) if is_open and state is not SectionState.OPEN else ""
        target = f"{SECTION}{section.id}"
        steps.append(RailStep(target, title, word, section.id == here, is_open, begins=not steps))
    return steps


def _last_steps(context: UiContext, talk: Talk, current: str) -> list[RailStep]:
    _ = context._
    record = talk.record
    child = "age" in record.safety and presumed_child(record.safety)
    ended = record.ended_because is not None or record.decision is not None
    can_refer = child or record.state in {CaseState.REFERRAL, CaseState.REFERRED}
    title = _(CASE_STATE[CaseState.RECORDED])
    can_look = bool(record.answers) or ended
    recorded = RailStep(RECORDED, title, "", current == RECORDED, can_look, begins=True)
    if record.decision is not None and record.decision.next_step is NextStep.PERSON_DECLINED:
        return [recorded, RailStep(SAFETY_PLAN, _("Before you part"), "", current == SAFETY_PLAN, True)]
    here = current in {NEEDS, SHARING, PREVIEW}
    return [recorded, RailStep(NEEDS, _(CASE_STATE[CaseState.REFERRAL]), "", here, can_refer)]
