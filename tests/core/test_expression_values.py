"""Missing values, and any values: whatever an expression is made of, it ends well or with ExpressionError."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.answer import Value
from screening.core.expression import ExpressionError, NameType, ResultType, parse
from screening.core.expression_values import to_number, to_text

TYPES = {
    "words": NameType.TEXT,
    "hours": NameType.NUMBER,
    "began": NameType.DATE,
    "paid": NameType.CHOICE,
    "free": NameType.CHOICE,
    "work": NameType.CHOICES,
    ".": NameType.NUMBER,
}
CHOICES = {"paid": frozenset({"yes", "no"}), "work": frozenset({"farm", "domestic"})}


def value(source: str, values: dict[str, Value | None]) -> object:
    """Parse and evaluate with the names of this file."""
    return parse(source, TYPES, CHOICES).evaluate(values)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("${hours} > 5", False),
        ("${hours} <= 5", False),
        ("${hours} = ''", True),
        ("${hours} != ''", False),
        ("${hours} != 5", True),
        ("${hours} + 1 > 0", False),
        ("not(${hours} > 5)", True),
        ("${began} < date('2026-01-31')", False),
        ("${began} = ''", True),
        ("${began} = date('2026-01-31')", False),
        ("${paid} = 'yes'", False),
        ("${paid} != 'yes'", True),
        ("${work} = ''", True),
        ("${work} != ''", False),
        ("selected(${work}, 'farm')", False),
        ("count-selected(${work}) = 0", True),
        ("coalesce(${hours}, 5) = 5", True),
        ("coalesce(${paid}, 'unsure') = 'unsure'", True),
        ("string-length(${words}) = 0", True),
        ("regex(${words}, '.*')", True),
    ],
)
@pytest.mark.parametrize("missing", [{}, dict.fromkeys(TYPES), {"words": "", "paid": "", "began": ""}])
def test_a_missing_value_is_empty_and_has_no_order(
    source: str, expected: bool, missing: dict[str, Value | None]
) -> None:
    assert value(source, missing) is expected


PIECES = st.sampled_from(
    [*"()+-*.,=<>'\"$ ", "!=", "<=", " div ", " mod ", " and ", " or ", "not(", "if(", "selected(", "regex("]
    + ["coalesce(", "date(", "number(", "int(", "string(", "string-length(", "count-selected(", "true()"]
    + ["1", "0", "7.5", "'7'", "'yes'", "''", "'2026-01-31'", "'(a*)*'", "'farm'"]
    + [f"${{{name}}}" for name in (*TYPES, "other") if name != "."]
)
ANSWERS = st.dictionaries(
    st.sampled_from(sorted(TYPES)),
    st.none()
    | st.text(max_size=5)
    | st.integers()
    | st.sampled_from(["yes", "2026-01-31", "2"])
    | st.lists(st.sampled_from(["farm", "domestic"]), max_size=2).map(tuple),
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30), ANSWERS)
def test_any_source_gives_a_value_or_an_expression_error(source: str, answers: dict[str, Value | None]) -> None:
    try:
        result = parse(source, TYPES, CHOICES).evaluate(answers)
    except ExpressionError as error:
        assert 1 <= error.position <= len(source) + 1
    else:
        assert isinstance(result, bool | float | str | date | tuple)


NUMBERS = st.sampled_from(["0", "1", "2.5", "7", "${hours}", ".", "number('3')", "count-selected(${work})"])
TEXTS = st.sampled_from(["''", "'7'", "'a'", "${words}", "${free}", "string(${began})", "string(${work})"])
FLAGS = st.sampled_from(["true()", "false()", "selected(${work}, 'farm')", "(${paid} = 'no')", "(${began} = '')"])


def deeper_numbers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Trees that give a number."""
    operators = st.sampled_from(["+", "-", "*", "div", "mod"])
    return (
        st.builds("({} {} {})".format, inner, operators, inner)
        | st.builds("-{}".format, inner)
        | st.builds("int({})".format, inner)
        | st.builds("if({}, {}, {})".format, FLAGS, inner, inner)
        | st.builds("coalesce({}, {})".format, inner, inner)
        | st.builds("string-length(string({}))".format, inner)
    )


FIGURES = st.recursive(NUMBERS, deeper_numbers, max_leaves=8)


def deeper_flags(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Trees that give true or false."""
    return (
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or", "=", "!="]), inner)
        | st.builds("not({})".format, inner)
        | st.builds("({} {} {})".format, FIGURES, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), FIGURES)
        | st.builds("({} {} {})".format, TEXTS, st.sampled_from(["=", "!="]), FIGURES | TEXTS)
        | st.builds("if({}, {}, {})".format, inner, inner, inner)
    )


@given(st.recursive(FLAGS, deeper_flags, max_leaves=8), ANSWERS)
def test_a_well_typed_tree_is_true_or_false_or_an_expression_error(
    source: str, answers: dict[str, Value | None]
) -> None:
    try:
        expression = parse(source, TYPES, CHOICES)
    except ExpressionError as error:
        assert "longer than" in error.message or "nested deeper" in error.message
        return
    assert expression.type is ResultType.BOOLEAN
    try:
        result = expression.evaluate(answers)
    except ExpressionError as error:
        assert error.message.startswith("the answer to ")
    else:
        assert isinstance(result, bool)


@given(st.lists(st.tuples(st.sampled_from(["+", "-", "*"]), st.integers(0, 99)), max_size=40))
def test_arithmetic_binds_as_it_does_in_python(steps: list[tuple[str, int]]) -> None:
    source = "3" + "".join(f" {operator} {number}" for operator, number in steps)
    assert value(source, {}) == float(eval(source, {}))  # noqa: S307 - digits and three operators


@given(st.lists(st.sampled_from(["and", "or", "="]), max_size=12), st.data())
def test_and_or_and_equality_bind_as_in_xpath(operators: list[str], data: st.DataObject) -> None:
    flags = data.draw(st.lists(st.booleans(), min_size=len(operators) + 1, max_size=len(operators) + 1))
    source = f"{flags[0]}"
    for operator, flag in zip(operators, flags[1:], strict=True):
        source += f" {operator} {flag}"

    # An independent reading: split at the loosest operator first; a chain of = goes from left to right.
    def equal(part: str) -> bool:
        first, *rest = [word == "True" for word in part.split(" = ")]
        for flag in rest:
            first = first == flag
        return first

    expected = any(all(equal(part) for part in side.split(" and ")) for side in source.split(" or "))
    assert value(source.replace("True", "true()").replace("False", "false()"), {}) is expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_being_written_as_text(number: float) -> None:
    assert to_number(to_text(number)) == number
