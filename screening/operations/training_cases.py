"""The made-up cases of a training vault, each built by the operations that an officer's hands call.

Nobody in them exists: there are no names, and the phone numbers are from ranges kept free for fiction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from screening.core.answer import Answer, Missing
from screening.core.case import NextStep, Situation
from screening.core.consent import (
    Consent,
    ConsentPoint,
    ConsentState,
    InterpreterMode,
    LanguageChoice,
)
from screening.core.instrument import Question, QuestionType
from screening.core.referral import ConsentWay, DisclosureKind, PersonSheet
from screening.core.safety import SafetyCheck
from screening.core.service import DataItem, Need, Priority
from screening.core.sheet import ContactChannel, SafeContact
from screening.documents.render import FormRenderer
from screening.languages.catalogs import Catalog, Shown, available_person_languages, load_person
from screening.languages.person_texts import load_fixed_texts
from screening.operations import referrals
from screening.operations.cases import begin_case
from screening.operations.session import Session
from screening.operations.talk import Talk

SAFE: Mapping[SafetyCheck, str] = {
    SafetyCheck.DANGER: "no",
    SafetyCheck.INJURY: "no",
    SafetyCheck.CONTROLLER: "no",
    SafetyCheck.PRIVATE: "yes",
    SafetyCheck.PHONES: "away",
    SafetyCheck.AGE: "adult",
}
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"
_STEP = timedelta(seconds=20)


class MadeUpClock:
    """Gives instants of some days ago, each a little later than the one before."""

    def __init__(self, now: str) -> None:
        self._now = datetime.strptime(now, _INSTANT).replace(tzinfo=UTC)
        self._at = self._now - timedelta(days=10)

    def __call__(self) -> str:
        self._at += _STEP
        return self._at.strftime(_INSTANT)

    def go_to(self, days: int, hour: int) -> None:
        """Go to an hour of the day that lies so many days back; today, to an hour ago. Never backwards."""
        day = self._now - timedelta(days=days)
        at = day.replace(hour=hour, minute=12) if days else self._now - timedelta(hours=1)
        self._at = max(self._at, at)


class _Cases:
    """Builds the cases one after another."""

    def __init__(self, session: Session, clock: MadeUpClock) -> None:
        self._session, self._clock = session, clock
        self._fixed = load_fixed_texts()
        self._there = frozenset(available_person_languages(self._fixed))
        self._catalogs: dict[str, Catalog] = {}

    def begun(self, situation: Situation, safety: Mapping[SafetyCheck, str], days: int, hour: int = 10) -> Talk:
        """A case with these checks looked at, begun so many days ago."""
        self._clock.go_to(days, hour)
        talk = begin_case(self._session, situation)
        for check, answer in safety.items():
            talk.note_safety(check, answer)
        return talk

    def in_language(self, talk: Talk, tag: str, *, interpreted: bool = False) -> None:
        """The language was picked; where it is needed somebody interprets by telephone."""
        there = tag in self._there
        by_phone = InterpreterMode.PHONE if interpreted or not there else InterpreterMode.NONE
        spoken = by_phone is not InterpreterMode.NONE
        talk.choose_language(
            LanguageChoice(
                tag,
                text_available=there,
                interpreter=by_phone,
                interpreter_code="INT-07" if spoken else "",
                no_conflict=spoken,
                person_agrees=spoken,
            )
        )

    def agreed(self, talk: Talk) -> None:
        """Everything was explained, and the person agreed to all of it."""
        told = frozenset(ConsentPoint)
        consent = Consent(ConsentState.GIVEN, talk=True, record=True, statistics=True, told=told)
        talk.record_consent(consent, self._catalog(talk).fixed("consent.ask_talk"))

    def answered(self, talk: Talk, answers: Mapping[str, Answer], *, until: str = "") -> None:
        """The core questions up to `until` answered, as given here or so that nothing is recorded; others skipped.

        Each answer is a durable write of its own: with all of them, beginning to practise would take a while.
        """
        question_id: str | None = talk.open_questions()
        while question_id is not None and question_id != until:
            question = talk.flow.question(question_id)
            answer = answers.get(question_id, _quiet(question) if question.core else None)
            if answer is not None:
                talk.answer(question_id, answer, self._text(talk, question))
            question_id = talk.flow.after(question_id, talk.answers, talk.age)
        if question_id is not None:
            talk.move_to(question_id)

    def _text(self, talk: Talk, question: Question) -> Shown:
        text_id = talk.loaded.instrument.text_id(question.id, "text")
        return self._catalog(talk).text(text_id, question.text)

    def _catalog(self, talk: Talk) -> Catalog:
        tag = talk.record.language.tag if talk.record.language else "en"
        if tag not in self._catalogs:
            self._catalogs[tag] = load_person(tag, self._fixed)
        return self._catalogs[tag]


def fill_with_cases(session: Session, clock: MadeUpClock, renderer: FormRenderer) -> None:
    """Six cases over the last nine days, oldest first."""
    cases = _Cases(session, clock)
    _referred(cases, renderer)
    _keep_contact(cases)
    _stopped(cases)
    _maybe_a_child(cases)
    _at_the_questions(cases)
    _look_first(cases)
    with session.vault.transaction():
        session.vault.desk.put_open_case("")  # none of them is anybody's talk


def _referred(cases: _Cases, renderer: FormRenderer) -> None:
    """Signs recorded in a workplace, help wanted, a form printed for a shelter."""
    talk = cases.begun(Situation.WORKPLACE, {**SAFE, SafetyCheck.CONTROLLER: "separated"}, days=9, hour=9)
    cases.in_language(talk, "ar", interpreted=True)
    cases.agreed(talk)
    cases.answered(
        talk,
        {
            "found_work": "yes",
            "same_work": "no",
            "promised_pay": "no",
            "journey_help": ("arranged", "met"),
            "long_hours": "yes",
            "ill_or_tired": "no",
            "what_you_get": "less",
            "place_to_sleep": "employer",
            "stopped_going_out": "yes",
            "papers_held": "employer",
            "told_to_say": Missing.DECLINED,
            "wanted_now": "A safe place tonight, and the pay that is owed.",
        },
    )
    talk.note("papers_held", "Says that all passports are in a drawer in the office.")
    talk.finish_questions()
    talk.decide(NextStep.REFER, "Wants a safe place tonight and help with the papers.")
    talk.save_sheet(
        PersonSheet(
            contact=SafeContact(
                channel=ContactChannel.PHONE,
                reach="+44 1632 960 150",
                hours="after 18:00",
                code_word="library book",
                not_to_say="That it is about work.",
            ),
            needs=(Need.SAFE_PLACE, Need.UNPAID_WAGES, Need.LAWYER),
            priorities={Need.SAFE_PLACE: Priority.HOURS_24, Need.UNPAID_WAGES: Priority.WEEKS_2},
            risks="The employer knows the person's telephone number.",
        )
    )
    _share(talk, renderer)


def _share(talk: Talk, renderer: FormRenderer) -> None:
    service = next(each for each in referrals.directory(talk) if each.id == "harbour-house")
    items = frozenset(
        {DataItem.CASE_CODE, DataItem.LANGUAGE, DataItem.NEEDS, DataItem.SAFE_CONTACT, DataItem.RISKS}
    )
    consent = referrals.record_consent(
        talk, service, given=True, items=items, way=ConsentWay.SPOKEN, review="draft"
    )
    prepared = referrals.prepare_form(talk, service, consent, renderer)
    referrals.mark_given(talk, prepared, DisclosureKind.PRINTED)


def _keep_contact(cases: _Cases) -> None:
    """Some signs in an office; the person takes a number along and comes back."""
    talk = cases.begun(Situation.OFFICE, SAFE, days=6, hour=14)
    cases.in_language(talk, "en")
    cases.agreed(talk)
    cases.answered(talk, {"found_work": "yes", "long_hours": "yes", "what_you_get": "less"})
    talk.finish_questions()
    talk.decide(NextStep.KEEP_CONTACT, "Took the helpline's number along and will come back next week.")


def _stopped(cases: _Cases) -> None:
    """Somebody at a border who stopped after a few questions: not assessed, and no less entitled to help."""
    talk = cases.begun(Situation.BORDER, SAFE, days=5)
    cases.in_language(talk, "vi")
    cases.agreed(talk)
    cases.answered(talk, {"found_work": "yes"}, until="promised_hours")
    talk.withdraw(erase=False)


def _maybe_a_child(cases: _Cases) -> None:
    """Perhaps under 18: no questions, urgent needs, and the hand-over to child protection."""
    talk = cases.begun(Situation.STREET, {**SAFE, SafetyCheck.AGE: "unsure"}, days=3, hour=17)
    cases.in_language(talk, "en")
    talk.hand_over_child()
    talk.save_sheet(
        PersonSheet(
            needs=(Need.HELP_FOR_CHILDREN, Need.FOOD_CLOTHES),
            priority=Priority.HOURS_24,
            risks="Says somebody is waiting outside.",
        )
    )


def _at_the_questions(cases: _Cases) -> None:
    """A talk that was interrupted in the middle of its questions."""
    talk = cases.begun(Situation.WORKPLACE, SAFE, days=1, hour=11)
    cases.in_language(talk, "ar")
    cases.agreed(talk)
    answers: dict[str, Answer] = {"found_work": "yes", "promised_pay": "no", "kept_from_you": "yes"}
    cases.answered(talk, answers, until="long_hours")


def _look_first(cases: _Cases) -> None:
    """Just begun: somebody stands too near, and the rest is still to be looked at."""
    cases.begun(
        Situation.BORDER,
        {SafetyCheck.DANGER: "no", SafetyCheck.INJURY: "no", SafetyCheck.CONTROLLER: "near"},
        days=0,
    )


def _quiet(question: Question) -> Answer:
    """An answer that records nothing."""
    quiet = next(option for option in reversed(question.options()) if not question.signs.get(option))
    return (quiet,) if question.type is QuestionType.MANY else quiet
