"""Changing an answer says why. A person's record is corrected, added to or erased at their wish.

It is no list of contradictions: only what was *added later* leaves the version before in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from screening.core.answer import Answer, Missing
from screening.core.case import AnswerVersion, CaseRecord, RecordedAnswer


class ChangeReason(StrEnum):
    """Why an answer that was given changes. The values are kept in vaults: add, never rename."""

    MIS_KEYED = "mis_keyed"
    ADDED_LATER = "added_later"
    REMOVED = "removed"


def differs(answers: Mapping[str, Answer], question: str, answer: Answer) -> bool:
    """Whether giving this answer would change one that stands: only then is anybody asked why."""
    before = answers.get(question, Missing.NOT_ASKED)
    return before is not Missing.NOT_ASKED and before != answer


def versions(record: CaseRecord, question: str) -> tuple[AnswerVersion, ...]:
    """Every version of an answer that is still kept, oldest first; the last is in force."""
    kept = record.history.get(question)
    if kept is not None:
        return kept
    current = record.answers.get(question)
    return () if current is None else (AnswerVersion(current, ""),)


def with_answer(record: CaseRecord, given: RecordedAnswer, reason: ChangeReason) -> CaseRecord:
    """The record after an answer. `reason` counts only where one stands already.

    Mis-keyed: the new one takes the place of the wrong one. Added later: both stay. ValueError for REMOVED,
    which gives no answer.
    """
    before = versions(record, given.question)
    if not before:
        return _with(record, given.question, (AnswerVersion(given, ""),))
    if reason is ChangeReason.MIS_KEYED:
        return _with(record, given.question, (*before[:-1], AnswerVersion(given, before[-1].reason)))
    if reason is ChangeReason.ADDED_LATER:
        return _with(record, given.question, (*before, AnswerVersion(given, reason.value)))
    raise ValueError(reason)


def taken_back(record: CaseRecord, question: str) -> CaseRecord:
    """The record as if the last version had not been given: the one before it is in force again."""
    return _with(record, question, versions(record, question)[:-1])


def without_answer(record: CaseRecord, question: str) -> CaseRecord:
    """The record without any version of an answer: the question is back to not asked."""
    return _with(record, question, ())


def _with(record: CaseRecord, question: str, kept: tuple[AnswerVersion, ...]) -> CaseRecord:
    answers, history = dict(record.answers), dict(record.history)
    answers.pop(question, None)
    history.pop(question, None)
    if kept:
        answers[question] = kept[-1].answer
    if len(kept) > 1:
        history[question] = kept
    return msgspec.structs.replace(record, answers=answers, history=history)
