"""What a pack must satisfy beyond the types of its fields, and who says so.

No answer records two indicators of one dimension: one fact would weigh twice. Lengths: what fits a screen and
a page in any language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from screening.core.answer import Missing
from screening.core.errors import Problem, ScreeningError
from screening.core.expression import (
    AGE_BAND,
    ANSWER_ITSELF,
    ExpressionError,
    NameType,
    ResultType,
    names_of,
    parse,
)
from screening.core.instrument import (
    Catalogue,
    Instrument,
    Kind,
    Population,
    Question,
    QuestionType,
    StrengthSet,
)

MAX_TEXT = 400
MAX_HELP = 1200

_ID = re.compile(r"[a-z][a-z0-9_]*")
_ID_WITH_HYPHENS = re.compile(r"[a-z][a-z0-9_-]*")
# semver.org, "suggested regular expression"
_VERSION = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(-(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(\.(0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
    r"(\+[0-9a-zA-Z-]+(\.[0-9a-zA-Z-]+)*)?",
    re.ASCII,
)
# Marks of direction are the program's to set: inside a text they could turn the order of what is shown.
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_WITH_CHOICES = frozenset({QuestionType.ONE, QuestionType.MANY})
_WITH_SIGNS = _WITH_CHOICES | {QuestionType.YES_NO}
_RESERVED_CHOICES = frozenset(missing.value for missing in Missing)
_STRENGTH_SETS = {
    Population.ADULT: (StrengthSet.ADULT_LABOUR,),
    Population.CHILD: (StrengthSet.CHILD_LABOUR,),
    Population.ANY: tuple(StrengthSet),
}


class Mistake(NamedTuple):
    """Where a pack is wrong ("section money, question wages_kept, field signs") and what was expected."""

    place: str
    expected: str


def check_instrument(instrument: Instrument, name: str, catalogue: Catalogue) -> None:
    """Raise ScreeningError (INSTRUMENT_INVALID) for the first mistake, its place behind the file's name."""
    for place, expected in find_mistakes(instrument, catalogue):
        raise ScreeningError(Problem.INSTRUMENT_INVALID, place=f"{name}: {place}", expected=expected)


def find_mistakes(instrument: Instrument, catalogue: Catalogue) -> Iterator[Mistake]:
    """All mistakes in the order of the pack. Later ones may follow from earlier ones."""
    yield from _check_head(instrument)
    questions = tuple(instrument.questions())
    yield from _repeated("section", [section.id for section in instrument.sections])
    yield from _repeated("question", [question.id for question in questions])
    strengths = _STRENGTH_SETS[instrument.population]
    earlier: list[Question] = []
    for section in instrument.sections:
        at = f"section {section.id}"
        yield from _check_id(f"{at}, field id", section.id, _ID)
        yield from _check_text(f"{at}, field title", section.title)
        if not section.questions:
            yield Mistake(f"{at}, field questions", "at least one question")
        for question in section.questions:
            place = f"{at}, question {question.id}"
            yield from _check_question(place, question)
            yield from _check_choices(place, question)
            yield from _check_records(place, question)
            yield from _check_indicators(place, question, catalogue, strengths)
            yield from _check_expressions(place, question, earlier, questions)
            earlier.append(question)
    if not any(question.core for question in questions):
        yield Mistake("field sections", "at least one question with core: true")


def _check_head(instrument: Instrument) -> Iterator[Mistake]:
    yield from _check_id("field id", instrument.id, _ID_WITH_HYPHENS)
    if not _VERSION.fullmatch(instrument.version):
        yield Mistake("field version", "a semantic version such as 1.0.0")
    yield from _check_text("field title", instrument.title)
    for field in ("audience", "sources", "sections"):
        if not getattr(instrument, field):
            yield Mistake(f"field {field}", "at least one")
    for number, source in enumerate(instrument.sources, start=1):
        for field in ("title", "reference", "licence"):
            yield from _check_text(f"source {number}, field {field}", getattr(source, field), MAX_HELP)


def _repeated(noun: str, ids: list[str]) -> Iterator[Mistake]:
    for identifier, count in Counter(ids).items():
        if count > 1:
            yield Mistake(f"{noun} {identifier}, field id", f"an id used once, not {count} times")


def _check_id(place: str, identifier: str, pattern: re.Pattern[str]) -> Iterator[Mistake]:
    if not pattern.fullmatch(identifier):
        hyphen = ", hyphens" if pattern is _ID_WITH_HYPHENS else ""
        yield Mistake(place, f"lower-case letters, digits{hyphen} and underscores, a letter first")


def _check_text(place: str, text: str, limit: int = MAX_TEXT) -> Iterator[Mistake]:
    if not text.strip():
        yield Mistake(place, "a text")
    elif text != text.strip():
        yield Mistake(place, "no space or line break at the start or the end")
    if len(text) > limit:
        yield Mistake(place, f"at most {limit} characters, not {len(text)}")
    for character in text:
        unseen = unicodedata.category(character) in ("Cc", "Cs") and character != "\n"
        if unseen or character in _DIRECTION_MARKS:
            yield Mistake(place, f"no control character (U+{ord(character):04X})")
            break


def _check_question(place: str, question: Question) -> Iterator[Mistake]:
    yield from _check_id(f"{place}, field id", question.id, _ID)
    if question.id == AGE_BAND:
        yield Mistake(f"{place}, field id", f"another id: {AGE_BAND} is what conditions call the person's age")
    yield from _check_text(f"{place}, field text", question.text)
    yield from _check_text(f"{place}, field help", question.help, MAX_HELP)
    if question.core:
        if question.kind is not Kind.ASKED or question.type is QuestionType.NOTE:
            yield Mistake(f"{place}, field core", "core only on a question that is asked")
        if question.relevant is not None:
            yield Mistake(f"{place}, field core", "core only on a question without relevant")


def _check_choices(place: str, question: Question) -> Iterator[Mistake]:
    if question.choices and question.type not in _WITH_CHOICES:
        yield Mistake(f"{place}, field choices", f"no choices, because its type is {question.type}")
    if not question.choices and question.type in _WITH_CHOICES:
        yield Mistake(f"{place}, field choices", f"choices, because its type is {question.type}")
    for choice in question.choices:
        at = f"{place}, choice {choice.id}"
        yield from _check_id(f"{at}, field id", choice.id, _ID_WITH_HYPHENS)
        if choice.id in _RESERVED_CHOICES:
            yield Mistake(f"{at}, field id", f"another id: {choice.id} is a way of having no value")
        yield from _check_text(f"{at}, field text", choice.text)
    for _, expected in _repeated("choice", [choice.id for choice in question.choices]):
        yield Mistake(f"{place}, field choices", expected)


def _check_records(place: str, question: Question) -> Iterator[Mistake]:
    """`signs` and `acts` hang on answers that the question can have."""
    options = question.options()
    for field, answers in (("signs", question.signs), ("acts", question.acts)):
        if answers and question.type not in _WITH_SIGNS:
            yield Mistake(f"{place}, field {field}", f"no {field}, because its type is {question.type}")
            continue
        for answer, recorded in answers.items():
            if answer not in options:
                yield Mistake(f"{place}, field {field}", f"one of: {', '.join(options)}, not {answer}")
            if len(set(recorded)) != len(recorded):
                yield Mistake(f"{place}, field {field}", f"each value once for {answer}")


def _check_indicators(
    place: str, question: Question, catalogue: Catalogue, strengths: tuple[StrengthSet, ...]
) -> Iterator[Mistake]:
    """Indicators exist, have a strength for the population, and no answer records two of one dimension."""
    at = f"{place}, field signs"
    known: dict[str, list[str]] = {}
    for answer, indicators in question.signs.items():
        known[answer] = [identifier for identifier in indicators if identifier in catalogue]
        for identifier in indicators:
            if identifier not in catalogue:
                yield Mistake(at, f"indicators of the catalogue, not {identifier}")
            elif missing := [s for s in strengths if catalogue[identifier].strength(s) is None]:
                yield Mistake(at, f"indicators of the set {missing[0]}; {identifier} is not in it")
    # Ticking all choices is one answer.
    answers = [list(chain(*known.values()))] if question.type is QuestionType.MANY else list(known.values())
    for recorded in answers:
        dimensions = Counter(catalogue[identifier].dimension for identifier in set(recorded))
        for dimension, count in dimensions.items():
            if count > 1:
                same = sorted(i for i in set(recorded) if catalogue[i].dimension is dimension)
                yield Mistake(at, f"one indicator of {dimension} per answer, not {', '.join(same)}")


def _check_expressions(
    place: str, question: Question, earlier: list[Question], questions: tuple[Question, ...]
) -> Iterator[Mistake]:
    """`relevant` and `constraint` parse, are true or false, and look back only."""
    types, choices = names_of(questions)
    own_choices = {**choices, ANSWER_ITSELF: frozenset(question.options())} if question.options() else choices
    known = {AGE_BAND, *(other.id for other in earlier)}
    for field in ("relevant", "constraint"):
        source: str | None = getattr(question, field)
        if source is None:
            continue
        names = dict(types)
        if field == "constraint":
            if question.type is QuestionType.NOTE:
                yield Mistake(f"{place}, field constraint", "no constraint, because its type is note")
                continue
            names[ANSWER_ITSELF] = types[question.id]
        yield from _check_expression(f"{place}, field {field}", source, names, own_choices, known)


def _check_expression(
    place: str,
    source: str,
    types: dict[str, NameType],
    choices: dict[str, frozenset[str]],
    known: set[str],
) -> Iterator[Mistake]:
    try:
        expression = parse(source, types, choices)
    except ExpressionError as error:
        yield Mistake(place, f"an expression without a mistake: {error}")
        return
    if expression.type is not ResultType.BOOLEAN:
        yield Mistake(place, f"an expression that is true or false, not {expression.type.value}")
    if later := sorted(expression.names - known):
        yield Mistake(place, f"only names of earlier questions, not {', '.join(later)}")
