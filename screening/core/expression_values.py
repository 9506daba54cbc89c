"""Values of expressions and how they turn into one another, as ODK and XPath 1.0 section 4 have it.

A missing value is '' (a set of choices: empty). Nothing here fails: what is no number is NaN.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from screening.core.answer import Value

Result: TypeAlias = bool | float | str | date | tuple[str, ...]
Values: TypeAlias = Mapping[str, Value | None]
Run: TypeAlias = Callable[[Values], Result]

_NUMERAL = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TOO_LARGE = 10**300
_SPECIAL_NUMBERS = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}


class NameType(Enum):
    """What the answer behind a name is. `yes_no` questions are CHOICE."""

    TEXT = "text"
    NUMBER = "a number"
    DATE = "a date"
    CHOICE = "a choice"
    CHOICES = "a set of choices"


class ResultType(Enum):
    """What an expression gives. EMPTY is the literal '', which stands for a missing value of any type."""

    BOOLEAN = "true or false"
    NUMBER = "a number"
    STRING = "text"
    DATE = "a date"
    CHOICES = "a set of choices"
    EMPTY = "''"


def from_answer(value: Value | None, kind: NameType) -> Result | None:
    """An answer as a value to work with; None where it is not of its question's type."""
    match value:
        case None | "":
            return () if kind is NameType.CHOICES else ""
        case str() if kind in (NameType.TEXT, NameType.CHOICE):
            return value
        case str() if kind is NameType.DATE:
            return to_date(value)
        case tuple() if kind is NameType.CHOICES:
            return value
        case int() if kind is NameType.NUMBER and not isinstance(value, bool):
            return float(value) if abs(value) < _TOO_LARGE else None
    return None


def is_numeral(text: str) -> bool:
    """Whether XPath reads a number in this text."""
    return _NUMERAL.fullmatch(text) is not None


def to_date(text: str) -> date | None:
    """The day of an ISO 8601 date; None where there is none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def to_number(value: Result) -> float:
    """After XPath number(): what is no number is NaN, which equals nothing. A day is a count of days."""
    match value:
        case bool() | float():
            return float(value)
        case date():
            return float(value.toordinal())
        case str() if is_numeral(value):
            return float(value)
    return math.nan


def to_text(value: Result) -> str:
    """After XPath string(): 5.0 is "5", and there is no exponent."""
    match value:
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            digits = str(int(value)) if value.is_integer() else str(value)
            return _SPECIAL_NUMBERS.get(digits) or format(Decimal(digits), "f")
        case date():
            return value.isoformat()
    return " ".join(value)


def coalesced(first: Result, second: Result) -> Result:
    """The first that is a value; 0 is one."""
    return second if first in ("", ()) else first


def full_match(pattern: str) -> Callable[[str], bool] | None:
    """A test whether a whole text matches, in linear time; None where RE2 refuses the pattern."""
    # Imported here: few packs use regex(), and start-up time is measured.
    import re2

    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(_bytes(pattern), options)
    except re2.error:
        return None
    return lambda text: compiled.fullmatch(_bytes(text)) is not None


def _bytes(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which no pattern can mean, does not get in the way."""
    return text.encode(errors="replace")


def _equal(left: Result, right: Result) -> bool:
    if isinstance(left, float) or isinstance(right, float):
        return to_number(left) == to_number(right)
    return to_text(left) == to_text(right)


def _divided(left: float, right: float) -> float:
    """IEEE 754, as XPath asks: a division by zero is no error."""
    if right:
        return left / right
    return left * math.copysign(math.inf, right) if left else math.nan


def _remainder(left: float, right: float) -> float:
    """With the sign of the dividend, as in XPath."""
    return math.fmod(left, right) if right and math.isfinite(left) else math.nan


def _whole(value: Result) -> float:
    number = to_number(value)
    return float(math.trunc(number)) if math.isfinite(number) else number


OPERATORS: Mapping[str, Callable[[Result, Result], Result]] = {
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": lambda left, right: to_number(left) < to_number(right),
    "<=": lambda left, right: to_number(left) <= to_number(right),
    ">": lambda left, right: to_number(left) > to_number(right),
    ">=": lambda left, right: to_number(left) >= to_number(right),
    "+": lambda left, right: to_number(left) + to_number(right),
    "-": lambda left, right: to_number(left) - to_number(right),
    "*": lambda left, right: to_number(left) * to_number(right),
    "div": lambda left, right: _divided(to_number(left), to_number(right)),
    "mod": lambda left, right: _remainder(to_number(left), to_number(right)),
}
FUNCTIONS: Mapping[str, Callable[..., Result]] = {
    "true": lambda: True,
    "false": lambda: False,
    "not": lambda value: not value,
    "count-selected": lambda value: float(len(value)),
    "string-length": lambda value: float(len(to_text(value))),
    "int": _whole,
    "number": to_number,
    "string": to_text,
}
