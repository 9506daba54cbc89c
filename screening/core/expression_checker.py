"""Checks the tree of an expression: names, types, arities, depth; and makes of each part something to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from screening.core.expression_values import (
    FUNCTIONS,
    OPERATORS,
    NameType,
    Result,
    ResultType,
    Run,
    Values,
    coalesced,
    from_answer,
    full_match,
    is_numeral,
    to_date,
    to_number,
    to_text,
)

if TYPE_CHECKING:
    from lark import Token, Tree

MAX_DEPTH = 32

_RESULT_TYPES = {
    NameType.TEXT: ResultType.STRING,
    NameType.NUMBER: ResultType.NUMBER,
    NameType.DATE: ResultType.DATE,
    NameType.CHOICE: ResultType.STRING,
    NameType.CHOICES: ResultType.CHOICES,
}
_FLAG = (ResultType.BOOLEAN,)
_WORD = (ResultType.STRING,)
_FIGURE = (ResultType.NUMBER, ResultType.STRING, ResultType.EMPTY)
_VALUE = (*_FIGURE, ResultType.DATE, ResultType.CHOICES)
_ANY = (*_VALUE, ResultType.BOOLEAN)
_SIGNATURES: Mapping[str, tuple[tuple[tuple[ResultType, ...], ...], ResultType]] = {
    "true": ((), ResultType.BOOLEAN),
    "false": ((), ResultType.BOOLEAN),
    "not": ((_FLAG,), ResultType.BOOLEAN),
    "if": ((_FLAG, _ANY, _ANY), ResultType.BOOLEAN),  # the result's type is that of the branches
    "coalesce": ((_VALUE, _VALUE), ResultType.STRING),  # as above
    "selected": (((ResultType.STRING, ResultType.CHOICES), _WORD), ResultType.BOOLEAN),
    "count-selected": (((ResultType.CHOICES,),), ResultType.NUMBER),
    "string-length": ((_FIGURE,), ResultType.NUMBER),
    "regex": (((*_FIGURE, ResultType.DATE), _WORD), ResultType.BOOLEAN),
    "int": ((_FIGURE,), ResultType.NUMBER),
    "number": (((*_FIGURE, ResultType.BOOLEAN),), ResultType.NUMBER),
    "string": ((_ANY,), ResultType.STRING),
    "date": ((_WORD,), ResultType.DATE),
}


class ExpressionError(Exception):
    """A mistake in an expression, or a value it cannot work with. `position` counts characters from 1."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (character {position})")
        self.message = message
        self.position = position


@dataclass(frozen=True, slots=True)
class Node:
    """A checked part. `name` and `literal` are set where it is nothing but a name or a literal."""

    type: ResultType
    run: Run
    position: int
    name: str | None = None
    literal: str | None = None


class Checker:
    """Walks the tree once: checks names, types and depth, and turns each part into something to run."""

    def __init__(self, types: Mapping[str, NameType], choices: Mapping[str, frozenset[str]]) -> None:
        self.types = types
        self.choices = choices
        self.names: set[str] = set()

    def check(self, tree: Tree[Token], depth: int) -> Node:
        """Check one part and what is inside it."""
        position = tree.meta.start_pos + 1
        if depth > MAX_DEPTH:
            raise ExpressionError(f"nested deeper than {MAX_DEPTH}", position)
        tokens = [str(child) for child in tree.children if isinstance(child, str)]
        parts = [self.check(child, depth + 1) for child in tree.children if not isinstance(child, str)]
        match str(tree.data):
            case "name":
                return self._name(tokens[0].strip("${}").strip(), position)
            case "text":
                kind = ResultType.STRING if tokens[0][1:-1] else ResultType.EMPTY
                return _literal(tokens[0][1:-1], tokens[0][1:-1], kind, position)
            case "number":
                return _literal(float(tokens[0]), tokens[0], ResultType.NUMBER, position)
            case "call":
                return self._call(tokens[0], parts, position)
            case "negation":
                _require(parts[0], ResultType.NUMBER)
                sign, run = (-1.0) ** len(tokens), parts[0].run
                return Node(ResultType.NUMBER, lambda values: sign * to_number(run(values)), position)
            case "chain":
                return self._chain(parts, tokens, position)
            case "group":
                return parts[0]
            case junction:
                return _junction(parts, any if junction == "or_chain" else all, position)

    def _name(self, name: str, position: int) -> Node:
        if name not in self.types:
            raise ExpressionError(f"unknown name {name}", position)
        self.names.add(name)
        kind = self.types[name]

        def run(values: Values) -> Result:
            result = from_answer(values.get(name), kind)
            if result is None:
                raise ExpressionError(f"the answer to {name} is not {kind.value}", position)
            return result

        return Node(_RESULT_TYPES[kind], run, position, name=name)

    def _chain(self, parts: list[Node], operators: list[str], position: int) -> Node:
        """Operators of one precedence, from left to right; a loop, so that a long one is not deep."""
        left = parts[0]
        for operator, right in zip(operators, parts[1:], strict=True):
            left = Node(self._operator_type(operator, left, right), left.run, position)
        steps = [(OPERATORS[op], part.run) for op, part in zip(operators, parts[1:], strict=True)]

        def run(values: Values) -> Result:
            result = parts[0].run(values)
            for operate, part in steps:
                result = operate(result, part(values))
            return result

        return replace(left, run=run)

    def _operator_type(self, operator: str, left: Node, right: Node) -> ResultType:
        if operator in ("=", "!="):
            self._check_comparable(left, right)
            self._check_choice(left, right)
            self._check_choice(right, left)
            return ResultType.BOOLEAN
        if operator not in ("<", "<=", ">", ">="):
            _require(left, ResultType.NUMBER)
            _require(right, ResultType.NUMBER)
            return ResultType.NUMBER
        if not left.type is right.type is ResultType.DATE:
            for side in (left, right):
                _require(side, ResultType.NUMBER, ResultType.STRING)
                words = self.choices.get(side.name or "", frozenset({side.literal or "0"}))
                if not all(is_numeral(word) for word in words):
                    raise ExpressionError("only numbers and dates have an order", side.position)
        return ResultType.BOOLEAN

    def _check_comparable(self, left: Node, right: Node) -> None:
        both = {left.type, right.type}
        if ResultType.CHOICES in both and both != {ResultType.CHOICES, ResultType.EMPTY}:
            raise ExpressionError("a set of choices is compared with selected()", right.position)
        _common_type(left, right)

    def _check_choice(self, question: Node, literal: Node) -> None:
        if question.name is None or not literal.literal or question.name not in self.choices:
            return
        if literal.literal not in self.choices[question.name]:
            raise ExpressionError(f"{literal.literal} is not a choice of {question.name}", literal.position)

    def _call(self, function: str, parts: list[Node], position: int) -> Node:
        if function not in _SIGNATURES:
            raise ExpressionError(f"unknown function {function}()", position)
        parameters, kind = _SIGNATURES[function]
        if len(parts) != len(parameters):
            raise ExpressionError(f"{function}() takes {len(parameters)} values, not {len(parts)}", position)
        for part, allowed in zip(parts, parameters, strict=True):
            _require(part, *allowed)
        call: Callable[..., Result]
        match function:
            case "if":
                kind = _common_type(parts[1], parts[2])
                condition, then, otherwise = (part.run for part in parts)
                return Node(kind, lambda v: then(v) if condition(v) else otherwise(v), position)
            case "coalesce":
                kind = _common_type(parts[0], parts[1])
                call = coalesced
            case "selected":
                call = self._selection(parts[0], parts[1])
            case "regex":
                call = _pattern(parts[1])
            case "date":
                call = _day(parts[0])
            case _:
                call = FUNCTIONS[function]
        return Node(kind, lambda values: call(*(part.run(values) for part in parts)), position)

    def _selection(self, question: Node, choice: Node) -> Callable[..., Result]:
        kind = self.types.get(question.name or "")
        if kind not in (NameType.CHOICE, NameType.CHOICES):
            raise ExpressionError("selected() looks at a question with choices", question.position)
        _literal_of(choice)
        self._check_choice(question, choice)
        return lambda chosen, wanted: wanted in chosen if isinstance(chosen, tuple) else wanted == chosen


def _literal(value: Result, written: str | None, kind: ResultType, position: int) -> Node:
    return Node(kind, lambda _: value, position, literal=written)


def _literal_of(part: Node) -> str:
    if part.literal is None:
        raise ExpressionError("expected a text in quotes", part.position)
    return part.literal


def _pattern(part: Node) -> Callable[..., Result]:
    matches = full_match(_literal_of(part))
    if matches is None:
        raise ExpressionError("not a regular expression that RE2 accepts", part.position)
    return lambda value, _: matches(to_text(value))


def _day(part: Node) -> Callable[..., Result]:
    day = to_date(_literal_of(part))
    if day is None:
        raise ExpressionError("not a day written like 2026-01-31", part.position)
    return lambda _: day


def _junction(parts: list[Node], fold: Callable[[Iterable[Result]], bool], position: int) -> Node:
    """`or` and `and`: stop at the first part that decides."""
    for part in parts:
        _require(part, ResultType.BOOLEAN)
    return Node(ResultType.BOOLEAN, lambda values: fold(part.run(values) for part in parts), position)


def _require(part: Node, *allowed: ResultType) -> None:
    if part.type not in allowed:
        wanted = " or ".join(kind.value for kind in allowed)
        raise ExpressionError(f"expected {wanted}, not {part.type.value}", part.position)


def _common_type(left: Node, right: Node) -> ResultType:
    """The type of a value that is one or the other; a number and a text give a text, as in XPath."""
    both = {left.type, right.type}
    if len(both) == 1:
        return left.type
    if both == {ResultType.NUMBER, ResultType.STRING}:
        return ResultType.STRING
    if ResultType.EMPTY in both and ResultType.BOOLEAN not in both:
        return (both - {ResultType.EMPTY}).pop()
    raise ExpressionError(f"{left.type.value} does not go with {right.type.value}", right.position)
