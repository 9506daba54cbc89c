"""Values of `core` as text in a column, and back. Text from people may hold anything, control codes too."""

from __future__ import annotations

import json
from typing import TypeVar

import msgspec

from screening.core.answer import Answer, Missing, Value
from screening.core.errors import Problem, ScreeningError

_Kind = TypeVar("_Kind")
_VALUE: msgspec.json.Decoder[Value] = msgspec.json.Decoder(str | int | tuple[str, ...])


def storable(text: str) -> str:
    """The text as UTF-8 can hold it: half a surrogate pair becomes U+FFFD, all else stays as it is."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def to_json(value: object) -> str:
    """A value as JSON text."""
    # msgspec's own encoder refuses a lone surrogate and so would lose the whole answer.
    plain = msgspec.to_builtins(value, order="deterministic")
    return storable(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))


def from_json(text: str, kind: type[_Kind]) -> _Kind:
    """The value behind JSON text. Raises DATABASE_DAMAGED where it is no such value."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (ValueError, RecursionError):
        pass
    raise ScreeningError(Problem.DATABASE_DAMAGED)


def answer_to_columns(answer: Answer) -> dict[str, str | None]:
    """`kind` and `value` of an answer's row."""
    if isinstance(answer, Missing):
        return {"kind": answer.value, "value": None}
    return {"kind": "value", "value": to_json(answer)}


def answer_from_columns(kind: str, value: str | None) -> Answer:
    """The answer behind `kind` and `value`."""
    if kind != "value":
        return Missing(kind)
    try:
        return _VALUE.decode(value or "")
    except ValueError:
        pass
    raise ScreeningError(Problem.DATABASE_DAMAGED)
