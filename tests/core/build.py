"""Small instruments made for a test, and the real pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from screening.core.answer import Answer
from screening.core.assessment import Assessment, assess
from screening.core.flow import Flow
from screening.core.instrument import (
    Audience,
    Catalogue,
    Choice,
    Dimension,
    Instrument,
    Kind,
    Population,
    Question,
    QuestionType,
    Rule,
    Section,
    Strength,
)
from screening.core.safety import AgeBand
from screening.instruments.catalogue import load_catalogue
from screening.instruments.library import LoadedInstrument, find_instrument

CATALOGUE: Catalogue = load_catalogue()
LABOUR: LoadedInstrument = find_instrument("labour-exploitation", CATALOGUE)
LABOUR_FLOW = Flow(LABOUR.instrument)
ADULT, CHILD, UNSURE = AgeBand.ADULT, AgeBand.CHILD, AgeBand.UNSURE


def ask(
    question_id: str, type_: QuestionType = QuestionType.YES_NO, options: Iterable[str] = (), **fields: Any
) -> Question:
    """One question that is asked, with what a test is about."""
    return Question(
        id=question_id,
        kind=fields.pop("kind", Kind.ASKED),
        type=type_,
        text=question_id,
        help=question_id,
        choices=tuple(Choice(option, option) for option in options),
        **fields,
    )


def note(question_id: str) -> Question:
    """A text that is shown and has no answer."""
    return ask(question_id, QuestionType.NOTE)


def pack(*parts: Iterable[Question]) -> Instrument:
    """An instrument of sections `part1`, `part2` and so on."""
    return Instrument(
        id="small",
        version="1.0.0",
        title="Small",
        audience=(Audience.LABOUR,),
        population=Population.ADULT,
        sources=(),
        sections=tuple(Section(f"part{n}", f"Part {n}", tuple(p)) for n, p in enumerate(parts, 1)),
        rule=Rule.ILO_LABOUR,
    )


def flow_of(*questions: Question) -> Flow:
    """The flow of an instrument with one section."""
    return Flow(pack(questions))


NO_QUESTIONS = flow_of(ask("nothing"))


def recorded(*signs: str, age: AgeBand = ADULT, **fields: Any) -> Assessment:
    """The assessment of signs alone, with one question open that records nothing."""
    return assess(NO_QUESTIONS, CATALOGUE, {}, age=age, signs_besides=signs, **fields)


def answered(flow: Flow, answers: Mapping[str, Answer], age: AgeBand = ADULT, **fields: Any) -> Assessment:
    """The assessment of answers."""
    return assess(flow, CATALOGUE, answers, age=age, **fields)


def of(dimension: Dimension, strength: Strength) -> list[str]:
    """The indicators of a dimension that have this strength for adults."""
    return [i.id for i in CATALOGUE.values() if i.dimension is dimension and i.adult_labour is strength]


def harmless(question: Question) -> Answer:
    """An answer to the question that records nothing."""
    if question.type is QuestionType.TEXT:
        return "words"
    if question.type is QuestionType.MANY:
        return ()
    return next(option for option in question.options() if option not in question.signs)


def harmless_answers() -> dict[str, Answer]:
    """An answer that records nothing to every question of the real pack."""
    questions = LABOUR.instrument.questions()
    return {q.id: harmless(q) for q in questions if q.type is not QuestionType.NOTE}
