"""The way through an instrument: which question comes next, and what still lies open.

Knows no screen and no clock. A condition that cannot be evaluated shows its question: asking once too often is
better than a sign missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from screening.core.answer import Answer, Missing, Value
from screening.core.expression import AGE_BAND, Expression, ExpressionError, NameType, names_of, parse
from screening.core.instrument import Instrument, Kind, Question, QuestionType, Section
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
                {**types, ".": types.get(question.id, NameType.TEXT)},
                {**choices, ".": frozenset(question.options())} if question.options() else choices,
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
        condition = self._relevant.get(question_id)
        return condition is None or self._holds(condition, answers, age)

    def accepts(self, question_id: str, value: Value, answers: Mapping[str, Answer], age: AgeBand) -> bool:
        """Whether a value meets the question's constraint; one that fails to evaluate refuses nothing."""
        constraint = self._constraints.get(question_id)
        return constraint is None or self._holds(constraint, {**answers, ".": value}, age)

    def _holds(self, condition: Expression, answers: Mapping[str, Answer], age: AgeBand) -> bool:
        values: dict[str, Value | None] = {
            name: None if isinstance(answer, Missing) else answer for name, answer in answers.items()
        }
        values[AGE_BAND] = age.value
        try:
            return bool(condition.evaluate(values))
        except ExpressionError:
            return True

    def path(self, answers: Mapping[str, Answer], age: AgeBand) -> tuple[str, ...]:
        """The questions that make sense now, in their order; notes included."""
        return tuple(q for q in self._questions if self.relevant(q, answers, age))

    def after(self, question_id: str, answers: Mapping[str, Answer], age: AgeBand) -> str | None:
        """The next relevant question, or None at the end."""
        order = list(self._questions)
        rest = order[order.index(question_id) + 1 :]
        return next((q for q in rest if self.relevant(q, answers, age)), None)

    def before(self, question_id: str, answers: Mapping[str, Answer], age: AgeBand) -> str | None:
        """The relevant question before this one, or None at the start."""
        order = list(self._questions)
        earlier = reversed(order[: order.index(question_id)])
        return next((q for q in earlier if self.relevant(q, answers, age)), None)

    def first_open(
        self, section_id: str, answers: Mapping[str, Answer], age: AgeBand
    ) -> str | None:
        """The first relevant question of a section without an answer, else its first relevant question."""
        path = [q for q in self.path(answers, age) if self._sections[q].id == section_id]
        return next((q for q in path if not _answered(q, answers)), path[0] if path else None)

    def section_state(
        self, section_id: str, answers: Mapping[str, Answer], age: AgeBand
    ) -> SectionState:
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
        with_value = [q for q in path if not isinstance(answers.get(q, Missing.NOT_ASKED), Missing)]
        return len(with_value), len(path)

    def open_options(self, answers: Mapping[str, Answer], age: AgeBand) -> dict[str, frozenset[str]]:
        """Per question without a value that is or could become relevant: the indicators it could record."""
        return {
            question.id: frozenset(i for signs in question.signs.values() for i in signs)
            for question in self._questions.values()
            if question.signs and self._has_no_value(question.id, answers) and self._reachable(question.id, answers, age)
        }

    def _reachable(self, question_id: str, answers: Mapping[str, Answer], age: AgeBand) -> bool:
        """Relevant now, or dependent on a question that is itself open: its answer may still make it so."""
        if self.relevant(question_id, answers, age):
            return True
        names = self._relevant[question_id].names - {AGE_BAND}
        return any(
            self._has_no_value(name, answers) and self._reachable(name, answers, age) for name in names
        )

    @staticmethod
    def _has_no_value(question_id: str, answers: Mapping[str, Answer]) -> bool:
        return isinstance(answers.get(question_id, Missing.NOT_ASKED), Missing)

    def _answerable(self, question_id: str) -> bool:
        return self._questions[question_id].type is not QuestionType.NOTE

    def asked_of_person(self, question_id: str) -> bool:
        """Whether the person sees this question; observations and records are the officer's alone."""
        return self._questions[question_id].kind is Kind.ASKED


def _answered(question_id: str, answers: Mapping[str, Answer]) -> bool:
    return answers.get(question_id, Missing.NOT_ASKED) is not Missing.NOT_ASKED
