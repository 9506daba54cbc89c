"""Changing an answer: corrected, added to, taken back or erased."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.answer import Answer, Missing
from screening.core.case import CaseRecord, CaseState, RecordedAnswer, Situation
from screening.core.changes import ChangeReason, differs, taken_back, versions, with_answer, without_answer

NOW = "2026-11-22T14:02:00Z"
EMPTY = CaseRecord(
    id="1" * 32,
    number="26-0001",
    opened_utc=NOW,
    situation=Situation.OFFICE,
    state=CaseState.QUESTIONS,
    safety={},
    language=None,
    consent=None,
    instrument_hash=None,
    answers={},
    notes={},
    position=None,
    ended_because=None,
    decision=None,
)
LATER, WRONG = ChangeReason.ADDED_LATER, ChangeReason.MIS_KEYED


def version(answer: Answer, question: str = "q") -> RecordedAnswer:
    return RecordedAnswer(question, answer, NOW, "ar", "0" * 64, "draft")


def kept(record: CaseRecord, question: str = "q") -> list[tuple[Answer, str]]:
    return [(each.answer.answer, each.reason) for each in versions(record, question)]


def test_a_first_answer_needs_no_reason() -> None:
    for reason in ChangeReason:
        record = with_answer(EMPTY, version("yes"), reason)
        assert kept(record) == [("yes", "")]
        assert record.history == {}


def test_a_mis_keyed_answer_leaves_no_trace() -> None:
    record = with_answer(with_answer(EMPTY, version("yes"), LATER), version("no"), WRONG)
    assert kept(record) == [("no", "")]
    assert record.history == {}


def test_an_answer_added_later_stays_beside_the_one_before() -> None:
    record = with_answer(with_answer(EMPTY, version("yes"), LATER), version("no"), LATER)
    assert kept(record) == [("yes", ""), ("no", "added_later")]
    assert record.answers["q"].answer == "no"
    corrected = with_answer(record, version(Missing.UNKNOWN), WRONG)
    assert kept(corrected) == [("yes", ""), (Missing.UNKNOWN, "added_later")]


def test_taking_back_brings_the_version_before_into_force() -> None:
    record = with_answer(with_answer(EMPTY, version("yes"), LATER), version("no"), LATER)
    assert kept(taken_back(record, "q")) == [("yes", "")]
    assert taken_back(taken_back(record, "q"), "q") == EMPTY
    assert taken_back(EMPTY, "q") == EMPTY


def test_removing_leaves_nothing_and_a_removal_is_no_answer() -> None:
    record = with_answer(with_answer(EMPTY, version("yes"), LATER), version("no"), LATER)
    assert without_answer(record, "q") == EMPTY
    with pytest.raises(ValueError, match="removed"):
        with_answer(record, version("yes"), ChangeReason.REMOVED)


def test_only_another_answer_to_an_answered_question_is_asked_about() -> None:
    answers: dict[str, Answer] = {"q": "yes", "left": Missing.NOT_ASKED}
    assert differs(answers, "q", "no") and differs(answers, "q", Missing.DECLINED)
    assert not differs(answers, "q", "yes")
    assert not differs(answers, "left", "yes")
    assert not differs(answers, "new", "yes")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from(["yes", "no", Missing.DECLINED, ("x", "y"), 3]),
        st.sampled_from([LATER, WRONG, ChangeReason.REMOVED, None]),
    ),
    max_size=12,
)


@given(STEPS)
def test_whatever_is_changed_the_last_version_is_in_force_and_the_first_has_no_reason(
    steps: list[tuple[str, Answer, ChangeReason | None]],
) -> None:
    record = EMPTY
    for question, answer, reason in steps:
        before = versions(record, question)
        if reason is None:
            record = taken_back(record, question)
        elif reason is ChangeReason.REMOVED:
            record = without_answer(record, question)
        else:
            record = with_answer(record, version(answer, question), reason)
            wrong_gone = len(before) - 1 if reason is WRONG and before else len(before)
            assert versions(record, question)[:-1] == before[:wrong_gone]
        for each in ("a", "b"):
            found = versions(record, each)
            assert (each in record.answers) is bool(found)
            assert (each in record.history) is (len(found) > 1)
            if found:
                assert found[-1].answer == record.answers[each]
                assert found[0].reason == ""
                assert {version.reason for version in found[1:]} <= {LATER.value}
