"""The way through an instrument: which question comes next, and what still lies open.

Knows no screen and no clock. A condition that cannot be evaluated shows its question: asking once too often
is better than a sign missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from screening.core.answer import Answer, Missing, Value
from screening.core.expression import (
    AGE_BAND,
    ANSWER_ITSELF,
    Expression,
    ExpressionError,
    NameType,
    names_of,
    parse,
)
from screening.core.instrument import Instrument, Question, QuestionType, Section
from screening.core.safety import AgeBand


class SectionState(StrEnum):
    """How far a section is, in words and never as a percentage."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"
    SKIPPED = "skipped"


class Flow:
    """An instrument with its conditions parsed. Raises ExpressionError for a condition with a mistake."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self._known: tuple[dict[str, Answer], AgeBand | None, tuple[str, ...]] = ({}, None, ())
        self._questions = {question.id: question for question in instrument.questions()}
        self._sections = {q.id: section for section in instrument.sections for q in section.questions}
        types, choices = names_of(self._questions.values())
        self._relevant = {
            question.id: parse(question.relevant, types, choices)
            for question in self._questions.values()
            if question.relevant
        }
        self._constraints = {
            question.id: parse(
                question.constraint,
                {**types, ANSWER_ITSELF: types.get(question.id, NameType.TEXT)},
                {**choices, ANSWER_ITSELF: frozenset(question.options())} if question.options() else choices,
            )
            for question in self._questions.values()
            if question.constraint
        }

    def question(self, question_id: str) -> Question:
        """The question of this id; KeyError if there is none."""
        return self._questions[question_id]

    def section_of(self, question_id: str) -> Section:
        """The section a question stands in."""
        return self._sections[question_id]

    def relevant(self, question_id: str, answers: Mapping[str, Answer], age: AgeBand) -> bool:
        """Whether a question makes sense with these answers; a condition that fails shows the question."""
        return question_id in self.path(answers, age)

    def accepts(self, question_id: str, value: Value, answers: Mapping[str, Answer], age: AgeBand) -> bool:
        """Whether a value meets the question's constraint; one that fails to evaluate refuses nothing."""
        constraint = self._constraints.get(question_id)
        if constraint is None:
            return True
        return _holds(constraint, {**self._counted(answers, age), ANSWER_ITSELF: value})

    def path(self, answers: Mapping[str, Answer], age: AgeBand) -> tuple[str, ...]:
        """The questions that make sense now, in their order; notes included.

        Conditions look back only, and see no answer to a question that does not make sense itself.
        """
        # Measured: one answer asks a dozen times for the same way, for each part of the rail among others.
        known_answers, known_age, known = self._known
        if age is known_age and answers == known_answers:
            return known
        found = self._walk(answers, age)
        self._known = (dict(answers), age, found)
        return found

    def _walk(self, answers: Mapping[str, Answer], age: AgeBand) -> tuple[str, ...]:
        values: dict[str, Value | None] = {AGE_BAND: age.value}
        found = []
        for question_id in self._questions:
            condition = self._relevant.get(question_id)
            if condition is None or _holds(condition, values):
                found.append(question_id)
                values[question_id] = _value(question_id, answers)
        return tuple(found)

    def _counted(self, answers: Mapping[str, Answer], age: AgeBand) -> dict[str, Value | None]:
        """What conditions see: the answers on the path, and the age band."""
        return {AGE_BAND: age.value, **{q: _value(q, answers) for q in self.path(answers, age)}}

    def after(self, question_id: str, answers: Mapping[str, Answer], age: AgeBand) -> str | None:
        """The next relevant question, or None at the end."""
        path, order = self.path(answers, age), list(self._questions)
        return next((q for q in order[order.index(question_id) + 1 :] if q in path), None)

    def before(self, question_id: str, answers: Mapping[str, Answer], age: AgeBand) -> str | None:
        """The relevant question before this one, or None at the start."""
        path, order = self.path(answers, age), list(self._questions)
        return next((q for q in reversed(order[: order.index(question_id)]) if q in path), None)

    def first_open(self, section_id: str, answers: Mapping[str, Answer], age: AgeBand) -> str | None:
        """The first relevant question of a section without an answer, else its first relevant question.

        A note has no answer: it is where a section begins, and not where one goes on.
        """
        path = [q for q in self.path(answers, age) if self._sections[q].id == section_id]
        unanswered = [q for q in path if self._answerable(q) and not _answered(q, answers)]
        begun = any(_answered(q, answers) for q in path)
        return next(iter(unanswered if begun and unanswered else path), None)

    def section_state(self, section_id: str, answers: Mapping[str, Answer], age: AgeBand) -> SectionState:
        """Done when every relevant question has an answer of any kind; skipped when none makes sense."""
        path = [q for q in self.path(answers, age) if self._sections[q].id == section_id]
        answered = [_answered(q, answers) for q in path if self._answerable(q)]
        if not answered:
            return SectionState.SKIPPED
        if all(answered):
            return SectionState.DONE
        return SectionState.STARTED if any(answered) else SectionState.OPEN

    def counts(self, answers: Mapping[str, Answer], age: AgeBand) -> tuple[int, int]:
        """How many relevant questions have an answer of any kind, and how many there are."""
        path = [q for q in self.path(answers, age) if self._answerable(q)]
        return sum(_answered(q, answers) for q in path), len(path)

    def core_answered(self, answers: Mapping[str, Answer], age: AgeBand) -> tuple[int, int]:
        """How many relevant core questions have a value, and how many there are."""
        path = [q for q in self.path(answers, age) if self._questions[q].core]
        with_value = [q for q in path if _value(q, answers) is not None]
        return len(with_value), len(path)

    def open_options(self, answers: Mapping[str, Answer], age: AgeBand) -> dict[str, frozenset[str]]:
        """Per question that could still come to record something: the indicators it could record.

        A question without a value that is or could become relevant, and one whose value is set aside while
        what it depends on is open: its value may come to count again.
        """
        path = frozenset(self.path(answers, age))
        found: dict[str, frozenset[str]] = {}
        unsettled: set[str] = set()
        for question in self._questions.values():
            value = _value(question.id, answers)
            counts = question.id in path and value is not None
            condition = self._relevant.get(question.id)
            depends = condition is not None and not condition.names.isdisjoint(unsettled)
            if not depends and (counts or question.id not in path):
                continue
            unsettled.add(question.id)
            options = question.signs if value is None else ticked(value)
            indicators = frozenset(i for option in options for i in question.signs.get(option, ()))
            if indicators and not counts:
                found[question.id] = indicators
        return found

    def _answerable(self, question_id: str) -> bool:
        return self._questions[question_id].type is not QuestionType.NOTE


def ticked(answer: Answer | None) -> tuple[str, ...]:
    """The options that an answer chooses, each once; a number chooses none."""
    if isinstance(answer, tuple):
        return tuple(dict.fromkeys(answer))
    return (answer,) if isinstance(answer, str) else ()


def _holds(condition: Expression, values: Mapping[str, Value | None]) -> bool:
    try:
        return bool(condition.evaluate(values))
    except ExpressionError:
        return True


def _value(question_id: str, answers: Mapping[str, Answer]) -> Value | None:
    answer = answers.get(question_id, Missing.NOT_ASKED)
    return None if isinstance(answer, Missing) else answer


def _answered(question_id: str, answers: Mapping[str, Answer]) -> bool:
    return answers.get(question_id, Missing.NOT_ASKED) is not Missing.NOT_ASKED
