"""The gate in front of the questions: safety, language, consent."""

from __future__ import annotations

from itertools import product

import msgspec
import pytest

from screening.core.consent import (
    Blocker,
    Consent,
    ConsentPoint,
    ConsentState,
    InterpreterMode,
    LanguageChoice,
    blockers,
)
from screening.core.drafts import DraftReason, DraftUse
from screening.core.safety import SAFETY_RULES, SafetyCheck, closing_checks

from .test_safety import SAFE

TEXT = LanguageChoice("ar", text_available=True)
GIVEN = Consent(ConsentState.GIVEN, talk=True, record=True, told=frozenset(ConsentPoint))
INTERPRETED = LanguageChoice("xx", False, "", InterpreterMode.PHONE, "I-7", no_conflict=True, person_agrees=True)


def test_the_questions_open_when_everything_is_in_place() -> None:
    assert blockers(SAFE, TEXT, GIVEN) == ()
    assert blockers(SAFE, INTERPRETED, msgspec.structs.replace(GIVEN, record=False)) == ()


def test_at_the_start_everything_is_missing_but_nobody_is_called_a_child() -> None:
    assert blockers({}, None, None) == (Blocker.SAFETY_UNFINISHED, Blocker.LANGUAGE, Blocker.CONSENT)


@pytest.mark.parametrize("missing", SafetyCheck)
def test_a_single_check_left_out_keeps_the_questions_closed(missing: SafetyCheck) -> None:
    safety = {check: answer for check, answer in SAFE.items() if check is not missing}
    assert blockers(safety, TEXT, GIVEN) == (Blocker.SAFETY_UNFINISHED,)


@pytest.mark.parametrize(
    ("check", "answer"), [(c, a) for c, rule in SAFETY_RULES.items() for a in sorted(rule.closes)]
)
def test_an_unsafe_answer_keeps_the_questions_closed(check: SafetyCheck, answer: str) -> None:
    expected = Blocker.CHILD if check is SafetyCheck.AGE else Blocker.SAFETY_UNSAFE
    assert blockers({**SAFE, check: answer}, TEXT, GIVEN) == (expected,)


@pytest.mark.parametrize("age", ["child", "unsure"])
def test_maybe_under_18_is_treated_as_a_child_even_with_consent(age: str) -> None:
    assert Blocker.CHILD in blockers({SafetyCheck.AGE: age}, TEXT, GIVEN)
    assert blockers({**SAFE, SafetyCheck.AGE: age}, TEXT, GIVEN) == (Blocker.CHILD,)


def test_the_questions_are_open_only_where_no_answer_closes_them() -> None:
    rules = [[(check, answer) for answer in rule.answers] for check, rule in SAFETY_RULES.items()]
    for answers in product(*rules):
        safety = dict(answers)
        assert (blockers(safety, TEXT, GIVEN) == ()) is (closing_checks(safety) == ())


def test_understanding_takes_a_text_or_an_interpreter_who_was_checked() -> None:
    assert TEXT.complete and not TEXT.interpreted
    assert not LanguageChoice("xx", text_available=False).complete
    assert INTERPRETED.complete and INTERPRETED.interpreted
    for change in ({"interpreter_code": "  "}, {"no_conflict": False}, {"person_agrees": False}):
        choice = msgspec.structs.replace(INTERPRETED, text_available=True, **change)
        assert not choice.complete
        assert blockers(SAFE, choice, GIVEN) == (Blocker.LANGUAGE,)


@pytest.mark.parametrize("point", ConsentPoint)
def test_consent_counts_only_when_every_point_was_explained(point: ConsentPoint) -> None:
    consent = msgspec.structs.replace(GIVEN, told=frozenset(ConsentPoint) - {point})
    assert not consent.complete
    assert blockers(SAFE, TEXT, consent) == (Blocker.CONSENT,)


@pytest.mark.parametrize("state", [state for state in ConsentState if state is not ConsentState.GIVEN])
def test_consent_refused_withdrawn_or_not_possible_is_none(state: ConsentState) -> None:
    assert not msgspec.structs.replace(GIVEN, state=state).complete


def test_agreeing_to_a_record_is_not_agreeing_to_a_talk() -> None:
    assert not msgspec.structs.replace(GIVEN, talk=False, statistics=True).complete


def test_consent_counts_only_on_words_in_the_picked_language_or_said_by_an_interpreter() -> None:
    in_arabic = msgspec.structs.replace(GIVEN, shown_in="ar")
    in_english = msgspec.structs.replace(GIVEN, shown_in="en")
    assert blockers(SAFE, TEXT, in_arabic) == ()
    assert blockers(SAFE, TEXT, in_english) == (Blocker.CONSENT,)
    assert blockers(SAFE, INTERPRETED, in_english) == ()
    assert blockers(SAFE, LanguageChoice("fr", text_available=True), in_arabic) == (Blocker.CONSENT,)
    assert blockers(SAFE, None, in_arabic) == (Blocker.LANGUAGE,)


def test_consent_kept_before_the_language_was_kept_with_it_still_counts() -> None:
    kept = msgspec.json.decode(b'{"state":"given","talk":true,"told":["who"]}', type=Consent)
    assert (kept.shown_in, kept.review, kept.draft) == ("", None, None)
    assert blockers(SAFE, TEXT, GIVEN) == ()
    language = msgspec.json.decode(b'{"tag":"ar","text_available":true}', type=LanguageChoice)
    assert language == TEXT


def test_what_was_confirmed_stays_with_its_language_and_interpreter() -> None:
    vouched = msgspec.structs.replace(INTERPRETED, draft=DraftUse(interpreter=True))
    assert INTERPRETED.after(vouched) == vouched
    assert msgspec.structs.replace(INTERPRETED, dialect="north").after(vouched).draft == vouched.draft
    for change in ({"tag": "fr"}, {"interpreter": InterpreterMode.IN_PERSON}, {"interpreter_code": "I-8"}):
        assert msgspec.structs.replace(INTERPRETED, **change).after(vouched).draft is None
    reasoned = msgspec.structs.replace(INTERPRETED, draft=DraftUse(reason=DraftReason.DANGER))
    assert reasoned.after(vouched) == reasoned
    assert TEXT.after(None) == TEXT


def test_consent_counts_in_a_second_language_that_the_person_picked_and_in_no_third() -> None:
    both = LanguageChoice("am", text_available=True, second="en")
    for shown_in in ("am", "en"):
        assert blockers(SAFE, both, msgspec.structs.replace(GIVEN, shown_in=shown_in)) == ()
    assert blockers(SAFE, both, msgspec.structs.replace(GIVEN, shown_in="fr")) == (Blocker.CONSENT,)
    alone = msgspec.structs.replace(both, second="")
    assert blockers(SAFE, alone, msgspec.structs.replace(GIVEN, shown_in="en")) == (Blocker.CONSENT,)


def test_what_was_confirmed_falls_with_a_second_language() -> None:
    vouched = LanguageChoice("am", text_available=True, draft=DraftUse(reason=DraftReason.DANGER))
    for second in ("", "en"):
        again = LanguageChoice("am", text_available=True, second=second).after(vouched)
        assert (again.draft is None) is (second == "en")
