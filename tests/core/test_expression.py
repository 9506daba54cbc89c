"""What expressions mean, what is refused when a pack loads, with the place of the mistake."""

from __future__ import annotations

import math
from datetime import date

import pytest

from screening.core.answer import Value
from screening.core.expression import (
    AGE_BAND,
    MAX_LENGTH,
    ExpressionError,
    NameType,
    ResultType,
    names_of,
    parse,
)
from screening.core.expression_values import to_number, to_text
from screening.core.instrument import Choice, Kind, Question, QuestionType

TYPES = {
    "words": NameType.TEXT,
    "hours": NameType.NUMBER,
    "scale": NameType.CHOICE,
    "began": NameType.DATE,
    "paid": NameType.CHOICE,
    "work": NameType.CHOICES,
    "jobs": NameType.CHOICES,
    "free": NameType.CHOICE,
    ".": NameType.NUMBER,
}
CHOICES = {
    "paid": frozenset({"yes", "no"}),
    "scale": frozenset({"1", "2", "3"}),
    "work": frozenset({"farm", "domestic"}),
}
VALUES: dict[str, Value | None] = {
    "words": "seven 7",
    "hours": 7,
    "scale": "2",
    "began": "2026-01-31",
    "paid": "yes",
    "work": ("farm", "domestic"),
    ".": 30,
}


def value(source: str, values: dict[str, Value | None] | None = None) -> object:
    """Parse and evaluate with the names of this file."""
    return parse(source, TYPES, CHOICES).evaluate(VALUES if values is None else values)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # precedence, loosest first: or, and, equality, order, sum, product, sign
        ("true() or false() and false()", True),
        ("(true() or false()) and false()", False),
        ("true() or true() = false()", True),
        ("1 < 2 = true()", True),
        ("true() = 1 < 2", True),
        ("1 + 1 < 3", True),
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("8 - 2 - 1", 5.0),
        ("8 div 2 div 2", 2.0),
        ("-2 + 3", 1.0),
        ("--2", 2.0),
        ("-(2 + 3) * 2", -10.0),
        ("1 - -1", 2.0),
        ("2 != 3 = true()", True),
        # numbers
        ("7 div 2", 3.5),
        ("7 mod 3", 1.0),
        ("-7 mod 3", -1.0),
        ("1.5 + .5 + 1.", 3.0),
        ("1 div 0", math.inf),
        ("-1 div 0", -math.inf),
        ("1 <= 1 and 1 >= 1 and not(1 > 1)", True),
        ("int(-2.7)", -2.0),
        ("int('2.7')", 2.0),
        ("int(1 div 0)", math.inf),
        ("number(' 7 ') + 1", 8.0),
        ("number(true())", 1.0),
        # coercions
        ("'7' > 5", True),
        ("'7' = 7.0", True),
        ("7 = '7.00'", True),
        ("'a' = 7", False),
        ("'a' != 7", True),
        ("'a' = 'a'", True),
        ('"it\'s" = "it\'s"', True),
        ("true() = true()", True),
        ("true() = false()", False),
        ("string(5)", "5"),
        ("string(0.00000001)", "0.00000001"),
        ("string(-(0))", "0"),
        ("string(1 div 0)", "Infinity"),
        ("string(true()) = 'true'", True),
        ("string(false())", "false"),
        ("string(${began})", "2026-01-31"),
        ("string(${work})", "farm domestic"),
        ("string-length('')", 0.0),
        ("string-length(${hours})", 1.0),
        # names
        ("${hours} > 5 and ${ words } != ''", True),
        (". >= 18 and . <= 120", True),
        ("${paid} = 'yes'", True),
        ("'no' = ${paid}", False),
        ("${free} = 'whatever'", False),
        ("${paid} = ${free}", False),
        ("${scale} >= 2", True),
        ("${scale} = 2", True),
        ("selected(${work}, 'farm')", True),
        ("selected(${jobs}, 'farm')", False),
        ("selected(${paid}, 'yes')", True),
        ("selected(${paid}, 'no')", False),
        ("count-selected(${work})", 2.0),
        ("count-selected(coalesce(${jobs}, ${work}))", 2.0),
        ("${work} = ''", False),
        ("if(${paid} = 'yes', 1, 2) + 1", 2.0),
        ("if(${paid} = 'no', 1, 'b')", "b"),
        ("coalesce(${hours}, 5)", 7.0),
        ("coalesce(0, 5)", 0.0),
        ("coalesce('', 'b')", "b"),
        # dates
        ("${began} = date('2026-01-31')", True),
        ("${began} != date('2026-01-31')", False),
        ("${began} > date('2025-12-31') and ${began} <= date(\"2026-01-31\")", True),
        ("coalesce(${began}, date('2026-01-01'))", date(2026, 1, 31)),
        # regular expressions match the whole text
        ("regex(${words}, '[a-z]+ [0-9]')", True),
        ("regex(${words}, '[a-z]+')", False),
        ("regex(${hours}, '[0-9]')", True),
        ("regex(${began}, '2026-.*')", True),
    ],
)
def test_means_what_odk_says(source: str, expected: object) -> None:
    result = value(source)
    assert result == expected
    assert type(result) is type(expected)


@pytest.mark.parametrize("source", ["0 div 0", "1 mod 0", "(1 div 0) mod 2", "number('7e1')", "int('x')"])
def test_what_is_no_number_is_nan_and_equals_nothing(source: str) -> None:
    result = value(source)
    assert isinstance(result, float)
    assert math.isnan(result)
    assert value(f"({source}) = ({source})") is False
    assert value(f"string({source})") == "NaN"


@pytest.mark.parametrize(
    ("source", "position", "message"),
    [
        ("", 1, "not finished"),
        ("1 +", 4, "not finished"),
        ("(1", 3, "not finished"),
        ("1 $ 2", 3, "$ is not expected"),
        ("1 2", 3, "2 is not expected"),
        ("${hours} or1", 10, "o is not expected"),
        ("'open", 1, "not expected"),
        ("hours > 5", 7, "> is not expected"),
        ("${ho urs}", 1, "not expected"),
        ("1 = 1; 2", 6, "; is not expected"),
        ("${other} = 1", 1, "unknown name other"),
        ("1 + foo(1)", 5, "unknown function foo()"),
        ("today() > 1", 1, "unknown function today()"),
        ("not()", 1, "takes 1 values, not 0"),
        ("not(true(), true())", 1, "takes 1 values, not 2"),
        ("true(1)", 1, "takes 0 values, not 1"),
        ("if(true(), 1)", 1, "takes 3 values"),
        ("${hours} and true()", 1, "expected true or false, not a number"),
        ("true() or 'a'", 11, "expected true or false, not text"),
        ("not(${hours})", 5, "expected true or false"),
        ("if(${hours}, 1, 2)", 4, "expected true or false"),
        ("if(true(), 1, true())", 15, "a number does not go with true or false"),
        ("if(true(), '', true())", 16, "does not go with"),
        ("coalesce(true(), false())", 10, "not true or false"),
        ("1 + ${words}", 5, "expected a number, not text"),
        ("-${words}", 2, "expected a number, not text"),
        ("1 < 2 < 3", 1, "expected a number or text"),
        ("1 < date('2026-01-31')", 5, "not a date"),
        ("${words} > 'b'", 12, "only numbers and dates have an order"),
        ("${paid} > 1", 1, "only numbers and dates have an order"),
        ("${hours} > ''", 12, "not ''"),
        ("${began} > '2026-01-31'", 1, "not a date"),
        ("${began} = '2026-01-31'", 12, "a date does not go with text"),
        ("true() = 1", 10, "true or false does not go with a number"),
        ("true() = ''", 10, "true or false does not go with ''"),
        ("${work} = 'farm'", 11, "compared with selected()"),
        ("${work} = ${words}", 11, "compared with selected()"),
        ("${paid} = 'maybe'", 11, "maybe is not a choice of paid"),
        ("4 = ${scale}", 1, "4 is not a choice of scale"),
        ("selected(${work}, 'mine')", 19, "mine is not a choice of work"),
        ("selected(${paid}, 'maybe')", 19, "maybe is not a choice of paid"),
        ("selected(${words}, 'a')", 10, "a question with choices"),
        ("selected('a', 'a')", 10, "a question with choices"),
        ("selected(${work}, ${words})", 19, "text in quotes"),
        ("selected(${hours}, 'a')", 10, "expected text or a set of choices"),
        ("count-selected(${paid})", 16, "expected a set of choices"),
        ("regex(${words}, '(')", 17, "RE2"),
        (r"regex(${words}, '(a)\1')", 17, "RE2"),
        ("regex(${words}, ${words})", 17, "text in quotes"),
        ("date('2026-02-30')", 6, "not a day"),
        ("date('20260131')", 6, "not a day"),
        ("date(${words})", 6, "text in quotes"),
        ("string-length(true())", 15, "not true or false"),
        ("1" * (MAX_LENGTH + 1), MAX_LENGTH + 1, "longer than 1000"),
        ("(" * 33 + "1" + ")" * 33, 34, "nested deeper than 32"),
        ("not(" * 33 + "true()" + ")" * 33, 133, "nested deeper than 32"),
    ],
)
def test_a_mistake_is_refused_when_the_pack_loads(source: str, position: int, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source, TYPES, CHOICES)
    assert message in caught.value.message
    assert caught.value.position == position
    assert str(caught.value).endswith(f"(character {position})")


def test_the_answer_itself_is_known_only_where_it_is_given() -> None:
    with pytest.raises(ExpressionError, match=r"unknown name \."):
        parse(". > 1", {"hours": NameType.NUMBER})


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("${hours} > 5", {"hours": "seven"}),
        ("${hours} > 5", {"hours": True}),
        ("${hours} > 5", {"hours": 10**400}),
        ("${began} = ''", {"began": "31.1.2026"}),
        ("${began} = ''", {"began": 2026}),
        ("${work} = ''", {"work": "farm"}),
        ("${paid} = 'yes'", {"paid": ("yes",)}),
        ("${words} = 'a'", {"words": 5}),
    ],
)
def test_a_value_of_the_wrong_type_is_an_error_that_names_the_question_and_never_the_value(
    source: str, values: dict[str, Value | None]
) -> None:
    expression = parse(source, TYPES, CHOICES)
    with pytest.raises(ExpressionError, match=r"the answer to [a-z]+ is not ") as caught:
        expression.evaluate(values)
    assert not any(str(wrong) in str(caught.value) for wrong in values.values())


def test_and_and_or_stop_at_the_part_that_decides() -> None:
    wrong: dict[str, Value | None] = {"hours": "seven"}
    assert value("true() or ${hours} > 5", wrong) is True
    assert value("false() and ${hours} > 5", wrong) is False
    assert value("if(true(), 1, ${hours})", wrong) == 1.0


def test_an_expression_knows_its_names_its_source_and_its_type() -> None:
    expression = parse("${hours} > 5 and . > 1 or ${paid} = 'yes'", TYPES, CHOICES)
    assert expression.names == {"hours", "paid"}
    assert expression.type is ResultType.BOOLEAN
    assert expression.source.startswith("${hours}")
    assert parse("${words}", TYPES).type is ResultType.STRING


def test_without_a_list_of_choices_any_literal_goes() -> None:
    assert parse("${paid} = 'maybe'", TYPES).evaluate({"paid": "maybe"}) is True


def test_questions_and_the_age_band_become_names() -> None:
    choices = (Choice("farm", "On a farm"),)
    questions = [
        Question(kind.value, Kind.ASKED, kind, "text", "help", choices if kind in ("one", "many") else ())
        for kind in QuestionType
    ]
    types, known = names_of(questions)
    assert types == {
        AGE_BAND: NameType.CHOICE,
        "yes_no": NameType.CHOICE,
        "one": NameType.CHOICE,
        "many": NameType.CHOICES,
        "text": NameType.TEXT,
        "integer": NameType.NUMBER,
        "date": NameType.DATE,
    }
    assert known == {
        AGE_BAND: {"adult", "child", "unsure"},
        "yes_no": {"yes", "no"},
        "one": {"farm"},
        "many": {"farm"},
    }


def test_a_regular_expression_takes_linear_time_and_any_text() -> None:
    expression = parse("regex(${words}, '(a+)+b')", TYPES)
    assert expression.evaluate({"words": "a" * 200_000}) is False
    assert expression.evaluate({"words": "\ud800"}) is False
    assert parse("regex(${words}, 'é.')", TYPES).evaluate({"words": "éλ"}) is True


def test_a_long_chain_is_not_deep() -> None:
    assert value("1" + "+1" * 499) == 500.0
    assert value("(" * 32 + "1" + ")" * 32) == 1.0


def test_a_set_of_choices_and_a_day_count_as_numbers_only_where_they_have_an_order() -> None:
    assert math.isnan(to_number(("farm",)))
    assert to_number(date(1, 1, 2)) == 2.0
    assert to_text(()) == ""
