"""`screening assess` on files: the table of the rule, over small packs and the real one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Dimension, Instrument, Question, QuestionType
from screening.instruments.library import LoadedInstrument
from screening.operations.assessing import MAX_BYTES, assess_file
from tests.core.build import CATALOGUE, LABOUR, ask, note, pack

COERCION = Dimension.COERCION_AT_DESTINATION.value
NO_QUESTIONS = LoadedInstrument(pack([ask("nothing")]), b"", "")
CORE = [q.id for q in LABOUR.instrument.questions() if q.core]


def assessed(folder: Path, content: object, loaded: LoadedInstrument = LABOUR) -> dict[str, Any]:
    """The result of an answers file, as it is printed."""
    path = folder / "answers.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    printed: dict[str, Any] = json.loads(json.dumps(assess_file(loaded, CATALOGUE, path), default=list))
    return printed


def adult(folder: Path, answers: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The result of an adult's answers to the real pack."""
    return assessed(folder, {"age": "adult", "answers": answers, **fields})


def refused(folder: Path, content: object, loaded: LoadedInstrument = LABOUR) -> tuple[Problem, Any]:
    """The problem that a file ends with, and its fields."""
    with pytest.raises(ScreeningError) as caught:
        assessed(folder, content, loaded)
    return caught.value.problem, caught.value.fields


def small(*questions: Question) -> LoadedInstrument:
    return LoadedInstrument(pack(questions), b"", "")


def truthful(instrument: Instrument, **answers: Any) -> dict[str, Any]:
    """All questions asked, answered by somebody whom nobody deceived, threatened or held."""
    told: dict[str, Any] = {}
    for question in instrument.questions():
        if question.kind != "asked" or question.type is QuestionType.NOTE:
            continue
        free = [option for option in question.options() if option not in question.signs]
        told[question.id] = {QuestionType.TEXT: "Rest", QuestionType.MANY: ["none"]}.get(
            question.type, free[0] if free else ""
        )
    return told | answers


# one dimension


@pytest.mark.parametrize(
    ("signs", "positive"),
    [
        (["CD01"], False),
        (["CD01", "CD15"], True),
        (["CD01", "CD05"], True),
        (["CD01", "CD02"], True),
        (["CD05", "CD06"], False),
        (["CD05", "CD06", "CD15"], True),
        (["CD05", "CD06", "CD07"], True),
        (["CD15"], False),
        (["CD05", "CD15"], False),
        (["CD01", "DR01", "EX01", "CR01"], False),
    ],
)
def test_a_dimension_is_positive_by_its_own_signs(tmp_path: Path, signs: list[str], positive: bool) -> None:
    result = assessed(tmp_path, {"age": "adult", "answers": {}, "signs": signs}, NO_QUESTIONS)
    assert result["dimensions"][COERCION] == ("positive" if positive else "not_reached")
    assert list(result["dimensions"]) == [dimension.value for dimension in Dimension]


def test_one_medium_and_many_weak_are_not_positive(tmp_path: Path) -> None:
    weak = {"VD06", "VD07"}
    signs = ["VD01", *sorted(weak)]
    assert {i for i in CATALOGUE if i.startswith("VD") and CATALOGUE[i].adult_labour == "weak"} == weak
    result = assessed(tmp_path, {"age": "adult", "answers": {}, "signs": signs}, NO_QUESTIONS)
    assert result["dimensions"]["abuse_of_vulnerability_at_destination"] == "not_reached"


@pytest.mark.parametrize("missing", ["declined", "unknown", None])
def test_without_a_value_a_dimension_stays_open(tmp_path: Path, missing: str | None) -> None:
    loaded = small(ask("held", signs={"yes": ("CD01",)}), ask("debt", signs={"yes": ("CD02",)}))
    answers = {"held": "yes"} | ({"debt": missing} if missing else {})
    result = assessed(tmp_path, {"age": "adult", "answers": answers}, loaded)
    assert result["dimensions"][COERCION] == "not_enough_information"
    assert result["unknown"] == ["debt"]
    closed = assessed(tmp_path, {"age": "adult", "answers": {"held": "yes", "debt": "no"}}, loaded)
    assert closed["dimensions"][COERCION] == "not_reached"


# statements, with the real pack


def test_one_kept_passport_is_enough_to_refer(tmp_path: Path) -> None:
    result = adult(tmp_path, {"papers_held": "employer"})
    assert result["statement"] == "signs_recorded"
    assert result["reasons"] == [{"reason": "strong_sign", "signs": ["CD01"]}]
    assert result["signs"] == [
        {"indicator": "CD01", "strength": "strong", "dimension": COERCION, "answers": ["papers_held"]}
    ]
    assert not result["labour_rights_violation"]


def test_being_controlled_now_alone_is_enough_to_refer(tmp_path: Path) -> None:
    result = adult(tmp_path, {}, controlled_now=True)
    assert (result["statement"], result["signs"]) == ("signs_recorded", [])
    assert result["reasons"] == [{"reason": "controlled_now", "signs": []}]


def test_poor_overworked_and_underpaid_but_held_by_nobody_are_some_signs(tmp_path: Path) -> None:
    answers = truthful(
        LABOUR.instrument,
        long_hours="yes",
        what_you_get="less",
        ill_or_tired="no",
        dangerous_work="yes",
        written_agreement="no",
        place_to_sleep="no_place",
    )
    del answers["place_is_fit"]
    result = adult(tmp_path, answers)
    assert result["statement"] == "some_signs"
    assert result["labour_rights_violation"]
    assert {sign["dimension"] for sign in result["signs"]} == {"exploitation"}
    assert result["dimensions"]["exploitation"] == "positive"
    assert not result["combination"]["complete"]


def test_a_truthful_talk_without_any_sign_says_so_and_no_more(tmp_path: Path) -> None:
    result = adult(tmp_path, truthful(LABOUR.instrument))
    assert (result["statement"], result["signs"]) == ("no_signs", [])
    assert result["reasons"] == [{"reason": "core_answered", "signs": []}]
    assert not result["labour_rights_violation"]


def test_when_everything_is_skipped_nothing_is_assessed(tmp_path: Path) -> None:
    result = adult(tmp_path, {})
    assert (result["statement"], result["not_assessed_because"]) == ("not_assessed", "too_little_answered")
    assert set(result["dimensions"].values()) == {"not_enough_information"}
    assert len(result["unknown"]) > 60


@pytest.mark.parametrize("missing", ["declined", "unknown"])
def test_declined_and_unknown_are_not_no(tmp_path: Path, missing: str) -> None:
    everything = dict.fromkeys(truthful(LABOUR.instrument), missing)
    result = adult(tmp_path, everything)
    assert (result["statement"], result["signs"]) == ("not_assessed", [])
    assert result["unknown"] == adult(tmp_path, {})["unknown"]


@pytest.mark.parametrize("missing", ["declined", "unknown", None])
def test_no_signs_is_said_from_four_fifths_of_the_core_on(tmp_path: Path, missing: str | None) -> None:
    told = truthful(LABOUR.instrument)
    enough = -(-4 * len(CORE) // 5)
    assert len(CORE) > 10
    for answered, statement in ((enough, "no_signs"), (enough - 1, "not_assessed")):
        answers = dict(told)
        for question in CORE[answered:]:
            del answers[question]
            if missing:
                answers[question] = missing
        assert adult(tmp_path, answers)["statement"] == statement


def test_exactly_four_fifths_are_enough(tmp_path: Path) -> None:
    loaded = small(*(ask(f"q{n}", core=True) for n in range(5)))
    for answered, statement in ((4, "no_signs"), (3, "not_assessed")):
        answers = {f"q{n}": "no" for n in range(answered)}
        assert assessed(tmp_path, {"age": "adult", "answers": answers}, loaded)["statement"] == statement


@pytest.mark.parametrize("age", ["child", "unsure", None])
def test_maybe_under_18_is_treated_as_a_child(tmp_path: Path, age: str | None) -> None:
    content = {"answers": {"papers_held": "employer"}} | ({"age": age} if age else {})
    result = assessed(tmp_path, content)
    assert (result["statement"], result["strengths"]) == ("child", "child_labour")
    assert result["reasons"][0]["reason"] == ("child" if age == "child" else "maybe_child")
    assert [sign["indicator"] for sign in result["signs"]] == ["CD01"]


@pytest.mark.parametrize(
    ("age", "signs", "complete"),
    [
        ("adult", ["RV01", "EX02"], True),
        ("adult", ["EX02"], False),
        ("adult", ["CD01", "EX02"], False),
        ("adult", ["DR02"], False),
        ("child", ["DR02", "EX02"], True),
        ("child", ["EX02"], False),
        ("unsure", ["DR02"], False),
    ],
)
def test_the_elements_an_adult_needs_and_a_child(
    tmp_path: Path, age: str, signs: list[str], complete: bool
) -> None:
    result = assessed(tmp_path, {"age": age, "answers": {}, "signs": signs})
    assert result["combination"]["complete"] is complete
    assert result["combination"]["means_needed"] is (age == "adult")


def test_a_child_moved_for_work_needs_no_means(tmp_path: Path) -> None:
    moved = {"answers": {"journey_help": ["met"], "long_hours": "yes"}}
    assert assessed(tmp_path, {"age": "child", **moved})["combination"]["complete"]
    grown = assessed(tmp_path, {"age": "adult", **moved})
    assert not grown["combination"]["complete"]
    assert grown["elements"] == {"act": ["receipt"], "means": [], "purpose": ["EX01"]}


def test_what_rests_on_an_unverified_strength_says_so(tmp_path: Path) -> None:
    two = {"trouble_at_home": "yes", "kept_from_you": "yes"}
    assert adult(tmp_path, two)["unverified"] == []
    three = adult(tmp_path, {**two, "past_used": "before"})
    assert (three["statement"], three["unverified"]) == ("signs_recorded", ["RV13"])
    assert adult(tmp_path, {**two, "past_used": "before", "love_or_trust": "yes"})["unverified"] == []
    assert adult(tmp_path, {"papers_held": "employer", "past_used": "before"})["unverified"] == []


def test_withheld_wages_are_a_violation_of_labour_rights(tmp_path: Path) -> None:
    assert adult(tmp_path, {"money_held_back": "since"})["labour_rights_violation"]
    assert not adult(tmp_path, {"money_held_back": "before"})["labour_rights_violation"]
    assert adult(tmp_path, {}, signs=["CD14"])["labour_rights_violation"]


def test_a_corrected_answer_leaves_what_hung_on_it_aside(tmp_path: Path) -> None:
    result = adult(tmp_path, {"place_to_sleep": "own", "place_is_fit": "no"})
    assert (result["signs"], result["set_aside"]) == ([], ["place_is_fit"])
    kept = adult(tmp_path, {"place_to_sleep": "employer", "place_is_fit": "no"})
    assert [sign["indicator"] for sign in kept["signs"]] == ["EX04"]


# the file


def test_the_result_has_the_documented_shape(tmp_path: Path) -> None:
    result = adult(tmp_path, {"papers_held": "employer"})
    assert list(result) == [
        "schema",
        "instrument",
        "statement",
        "not_assessed_because",
        "labour_rights_violation",
        "strengths",
        "signs",
        "dimensions",
        "elements",
        "combination",
        "ilo_11",
        "unknown",
        "unverified",
        "reasons",
        "set_aside",
    ]
    assert result["schema"] == 1
    assert result["instrument"] == {"id": "labour-exploitation", "version": "1.0.0", "hash": LABOUR.hash}


def test_yes_and_no_may_be_written_as_true_and_false(tmp_path: Path) -> None:
    assert adult(tmp_path, {"same_work": False}) == adult(tmp_path, {"same_work": "no"})
    assert adult(tmp_path, {"same_work": True}) == adult(tmp_path, {"same_work": "yes"})


def test_a_choice_ticked_twice_is_one_answer(tmp_path: Path) -> None:
    result = adult(tmp_path, {"seen_kept_in": ["exits", "guards", "exits"]})
    assert result["signs"][0]["answers"] == ["seen_kept_in"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("same_work", 1),
        ("same_work", "maybe"),
        ("same_work", ["yes"]),
        ("same_work", None),
        ("same_work", "not_asked"),
        ("papers_held", "the boss"),
        ("papers_held", ["employer"]),
        ("papers_held", True),
        ("journey_help", True),
        ("journey_help", "met"),
        ("journey_help", ["met", "flown"]),
        ("journey_help", [["met"]]),
        ("journey_help", {"met": True}),
        ("wanted_now", 7),
        ("about_this_work", "yes"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_by_the_question(
    tmp_path: Path, question: str, value: object
) -> None:
    problem, fields = refused(tmp_path, {"age": "adult", "answers": {question: value}})
    assert problem is Problem.ANSWER_WRONG_TYPE
    assert fields["question"] == question


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (ask("q"), "yes, no"),
        (ask("q", QuestionType.ONE, "xy"), "x, y"),
        (ask("q", QuestionType.MANY, "xy"), "[x, y]"),
        (note("q"), "-"),
        (ask("q", QuestionType.INTEGER), "integer"),
        (ask("q", QuestionType.DATE), "date"),
    ],
)
def test_what_was_expected_is_named(tmp_path: Path, question: Question, expected: str) -> None:
    _, fields = refused(tmp_path, {"answers": {"q": 1.5}}, small(question))
    assert fields["expected"] == expected


def test_a_rule_of_the_pack_refuses_a_value_and_never_a_missing_one(tmp_path: Path) -> None:
    loaded = small(ask("hours", QuestionType.INTEGER, constraint=". <= 24"))
    assert refused(tmp_path, {"answers": {"hours": 25}}, loaded)[0] is Problem.ANSWER_REFUSED_BY_RULE
    for value in (24, "declined", "unknown"):
        assert assessed(tmp_path, {"answers": {"hours": value}}, loaded)["statement"] == "child"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b'{"answers": []}',
        b"{}",
        b'{"answers": {}, "nationality": "x"}',
        b'{"answers": {}, "age": "old"}',
        b'{"answers": {}, "age": null}',
        b'{"answers": {}, "controlled_now": "no"}',
        b'{"answers": {}, "signs": "CD01"}',
        b'{"answers": {"same_work": NaN}}',
        b'{"answers": {"same_work": "\xff"}}',
        b'{"answers": {"wanted_now": "\\ud800"}}',
        b"[" * 1_000_000,
        b'{"answers": {"same_work": ' + b"[" * 1_000_000,
        b" " * (MAX_BYTES + 1),
        '{"answers": {}}'.encode("utf-16"),
    ],
    ids=lambda content: repr(content[:30]),
)
def test_what_is_no_answers_file_is_refused(tmp_path: Path, content: bytes) -> None:
    problem, fields = refused(tmp_path, content)
    assert problem is Problem.ANSWERS_INVALID
    assert fields["place"] == "answers.json"


def test_unknown_questions_and_signs_are_named(tmp_path: Path) -> None:
    assert refused(tmp_path, {"answers": {"height": 7}}) == (
        Problem.ANSWER_QUESTION_UNKNOWN,
        {"question": "height"},
    )
    assert refused(tmp_path, {"answers": {}, "signs": ["XX99"]}) == (Problem.SIGN_UNKNOWN, {"sign": "XX99"})


def test_a_file_that_is_missing_or_a_folder_is_said_so(tmp_path: Path) -> None:
    for path, problem in (
        (tmp_path / "none.json", Problem.FILE_MISSING),
        (tmp_path, Problem.FILE_UNREADABLE),
    ):
        with pytest.raises(ScreeningError) as caught:
            assess_file(LABOUR, CATALOGUE, path)
        assert caught.value.problem is problem


def test_a_case_keeps_its_version_of_the_pack(tmp_path: Path) -> None:
    newer = msgspec.structs.replace(LABOUR.instrument, version="2.0.0")
    result = assessed(tmp_path, {"answers": {}}, LoadedInstrument(newer, b"", "f" * 64))
    assert (result["instrument"]["version"], result["instrument"]["hash"]) == ("2.0.0", "f" * 64)
