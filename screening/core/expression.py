"""Expressions of `relevant` and `constraint`: a white list of ODK XPath, checked when a pack loads.

Operators bind as in XPath 1.0 section 3; functions mean what
https://docs.getodk.org/form-operators-functions/ says. A missing value is '', as in ODK: it is never
smaller or greater than anything. Nothing here can hang: length and depth are limited, a chain of
operators is a loop, and regular expressions run in linear time (RE2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from screening.core.expression_checker import Checker, ExpressionError
from screening.core.expression_values import NameType, Result, ResultType, Run, Values
from screening.core.instrument import Question, QuestionType
from screening.core.safety import AgeBand

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

__all__ = [
    "AGE_BAND",
    "ANSWER_ITSELF",
    "Expression",
    "ExpressionError",
    "NameType",
    "ResultType",
    "names_of",
    "parse",
]

MAX_LENGTH = 1000
ANSWER_ITSELF = "."
AGE_BAND = "age_band"

_NAME_TYPES = {
    QuestionType.YES_NO: NameType.CHOICE,
    QuestionType.ONE: NameType.CHOICE,
    QuestionType.MANY: NameType.CHOICES,
    QuestionType.TEXT: NameType.TEXT,
    QuestionType.INTEGER: NameType.NUMBER,
    QuestionType.DATE: NameType.DATE,
}


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression. `names` are the questions it reads, without `.`; `type` is what it gives."""

    source: str
    names: frozenset[str]
    type: ResultType
    run: Run

    def evaluate(self, values: Values) -> Result:
        """The value; a name that is absent or None is missing. Raises ExpressionError on a wrong value."""
        return self.run(values)


def parse(
    source: str,
    types: Mapping[str, NameType],
    choices: Mapping[str, frozenset[str]] | None = None,
) -> Expression:
    """Parse and check. `types` holds every name allowed, "." too where the answer itself is.

    `choices` holds the choice ids of CHOICE and CHOICES names. Raises ExpressionError.
    """
    if len(source) > MAX_LENGTH:
        raise ExpressionError(f"longer than {MAX_LENGTH} characters", MAX_LENGTH + 1)
    checker = Checker(types, choices or {})
    node = checker.check(_tree(source), 0)
    return Expression(source, frozenset(checker.names - {ANSWER_ITSELF}), node.type, node.run)


def names_of(questions: Iterable[Question]) -> tuple[dict[str, NameType], dict[str, frozenset[str]]]:
    """The `types` and `choices` that `parse` needs for these questions, and the age band."""
    types = {AGE_BAND: NameType.CHOICE}
    choices = {AGE_BAND: frozenset(band.value for band in AgeBand)}
    for question in questions:
        if question.type is QuestionType.NOTE:
            continue
        types[question.id] = _NAME_TYPES[question.type]
        if question.options():
            choices[question.id] = frozenset(question.options())
    return types, choices


def _tree(source: str) -> Tree[Token]:
    # Imported here: lark costs start-up time, and the first window needs no pack.
    from lark import UnexpectedInput

    try:
        return _parser().parse(source)
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        if token is not None and token.type == "$END":
            raise ExpressionError("the expression is not finished", len(source) + 1) from error
        position = error.pos_in_stream or 0
        raise ExpressionError(f"{source[position]} is not expected here", position + 1) from error


@cache
def _parser() -> Lark:
    from lark import Lark  # as above

    return Lark.open("expression.lark", rel_to=__file__, parser="lalr", propagate_positions=True)
