"""Whether a value is of the kind its question asks for."""

from __future__ import annotations

import datetime

from screening.core.instrument import Question, QuestionType


def answer_type_fits(question: Question, value: object) -> bool:
    """Whether a value has the type its question asks for (see `core.answer`)."""
    match question.type:
        case QuestionType.YES_NO | QuestionType.ONE:
            return isinstance(value, str) and value in question.options()
        case QuestionType.MANY:
            return isinstance(value, tuple) and all(each in question.options() for each in value)
        case QuestionType.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case QuestionType.NOTE:
            return False
        case QuestionType.DATE:
            return isinstance(value, str) and _is_date(value)
        case QuestionType.TEXT:  # pragma: no branch - mypy proves that there is no other
            return isinstance(value, str)


def _is_date(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
