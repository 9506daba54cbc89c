"""Assessing an answers file: the command line's `assess`, one JSON object in, one out (schema 1)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from screening.core.answer import NO, YES, Answer, Missing
from screening.core.assessment import Assessment, assess
from screening.core.errors import Problem, ScreeningError
from screening.core.fitting import answer_type_fits
from screening.core.flow import Flow
from screening.core.instrument import Catalogue, Question, QuestionType
from screening.core.safety import AgeBand
from screening.instruments.library import LoadedInstrument

SCHEMA = 1
MAX_BYTES = 2 * 1024 * 1024


class AnswersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `assess` reads. Answers: a value, "declined" or "unknown"; a question left out was not asked."""

    answers: dict[str, Any]
    age: AgeBand = AgeBand.UNSURE
    controlled_now: bool = False
    signs: tuple[str, ...] = ()


def read_answers(path: Path) -> AnswersFile:
    """Read an answers file. Raises FILE_MISSING, FILE_UNREADABLE or ANSWERS_INVALID naming the place."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ScreeningError(Problem.ANSWERS_INVALID, place=path.name, expected="at most 2 MiB")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ScreeningError(Problem.FILE_MISSING, file=path.name) from None
    except OSError:
        raise ScreeningError(Problem.FILE_UNREADABLE, file=path.name) from None
    try:
        return msgspec.json.decode(data, type=AnswersFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        expected = str(error) if isinstance(error, msgspec.ValidationError) else "a JSON object"
        raise ScreeningError(Problem.ANSWERS_INVALID, place=path.name, expected=expected) from None


def assess_file(loaded: LoadedInstrument, catalogue: Catalogue, path: Path) -> dict[str, Any]:
    """Assess one answers file. Raises ScreeningError for an unknown question or sign, or a wrong type."""
    read = read_answers(path)
    flow = Flow(loaded.instrument)
    known = {question.id: question for question in loaded.instrument.questions()}
    answers: dict[str, Answer] = {}
    for question_id, raw in read.answers.items():
        if question_id not in known:
            raise ScreeningError(Problem.ANSWER_QUESTION_UNKNOWN, question=question_id)
        answers[question_id] = _answer(known[question_id], raw)
    for question_id, answer in answers.items():
        if not isinstance(answer, Missing) and not flow.accepts(question_id, answer, answers, read.age):
            raise ScreeningError(Problem.ANSWER_REFUSED_BY_RULE, question=question_id)
    for sign in read.signs:
        if sign not in catalogue:
            raise ScreeningError(Problem.SIGN_UNKNOWN, sign=sign)
    result = assess(
        flow,
        catalogue,
        answers,
        age=read.age,
        controlled_now=read.controlled_now,
        signs_besides=read.signs,
    )
    return as_json(loaded, result)


def _answer(question: Question, raw: object) -> Answer:
    if raw == Missing.DECLINED.value:
        return Missing.DECLINED
    if raw == Missing.UNKNOWN.value:
        return Missing.UNKNOWN
    if question.type is QuestionType.YES_NO and isinstance(raw, bool):
        return YES if raw else NO
    value: Any = tuple(raw) if isinstance(raw, list) else raw
    if not answer_type_fits(question, value):
        raise ScreeningError(Problem.ANSWER_WRONG_TYPE, question=question.id, expected=_expected(question))
    answer: Answer = value
    return answer


def _expected(question: Question) -> str:
    options = ", ".join(question.options())
    match question.type:
        case QuestionType.YES_NO | QuestionType.ONE:
            return options
        case QuestionType.MANY:
            return f"[{options}]"
        case QuestionType.NOTE:
            return "-"
        case _:
            return question.type.value


def as_json(loaded: LoadedInstrument, result: Assessment) -> dict[str, Any]:
    """The documented shape (README, "The result as JSON")."""
    return {
        "schema": SCHEMA,
        "instrument": {
            "id": loaded.instrument.id,
            "version": loaded.instrument.version,
            "hash": loaded.hash,
        },
        "statement": result.statement,
        "not_assessed_because": result.not_assessed_because,
        "labour_rights_violation": result.labour_rights_violation,
        "strengths": result.strengths,
        "signs": [
            {
                "indicator": sign.indicator.id,
                "strength": sign.strength,
                "dimension": sign.indicator.dimension,
                "answers": sign.answers,
            }
            for sign in result.signs
        ],
        "dimensions": result.dimensions,
        "elements": result.elements,
        "combination": msgspec.structs.asdict(result.combination),
        "ilo_11": result.ilo_11,
        "unknown": result.unknown,
        "unverified": result.unverified,
        "reasons": [{"reason": reason.kind, "signs": reason.signs} for reason in result.reasons],
        "set_aside": result.set_aside,
    }
