"""From answers to signs, dimensions, elements and one of five statements."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.core.answer import Answer, Missing
from screening.core.assessment import (
    Assessment,
    DimensionState,
    NotAssessedBecause,
    ReasonKind,
    Statement,
    dimension_positive,
)
from screening.core.flow import Flow
from screening.core.instrument import (
    Act,
    Dimension,
    Element,
    Question,
    QuestionType,
    Strength,
    StrengthSet,
)
from screening.core.safety import AgeBand
from tests.examples import examples

from .build import (
    ADULT,
    CATALOGUE,
    CHILD,
    LABOUR,
    LABOUR_FLOW,
    UNSURE,
    answered,
    ask,
    flow_of,
    harmless_answers,
    of,
    recorded,
)

S, M, W = Strength.STRONG, Strength.MEDIUM, Strength.WEAK
EXPLOITATION = Dimension.EXPLOITATION
COERCION = Dimension.COERCION_AT_DESTINATION
RANK = [Statement.NOT_ASSESSED, Statement.NO_SIGNS, Statement.SOME_SIGNS, Statement.SIGNS_RECORDED]
STATES = [DimensionState.NOT_REACHED, DimensionState.NOT_ENOUGH_INFORMATION, DimensionState.POSITIVE]


def kinds(result: Assessment) -> list[ReasonKind]:
    return [reason.kind for reason in result.reasons]


# one dimension


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "positive"),
    [
        (0, 0, 0, False),
        (1, 0, 0, False),
        (2, 0, 0, True),
        (1, 1, 0, True),
        (1, 0, 1, True),
        (0, 2, 0, False),
        (0, 3, 0, True),
        (0, 2, 1, True),
        (0, 1, 9, False),
        (0, 0, 9, False),
    ],
)
def test_a_dimension_is_positive_by_its_own_indicators_alone(
    strong: int, medium: int, weak: int, positive: bool
) -> None:
    strengths = [S] * strong + [M] * medium + [W] * weak
    assert dimension_positive(strengths) is positive
    assert dimension_positive([*strengths, None, None]) is positive


@settings(deadline=None)
@given(st.lists(st.sampled_from([S, M, W, None])), st.sampled_from([S, M, W, None]))
def test_one_more_indicator_never_turns_a_dimension_from_positive(
    strengths: list[Strength | None], one_more: Strength | None
) -> None:
    assert dimension_positive([*strengths, one_more]) >= dimension_positive(strengths)


def test_indicators_of_other_dimensions_do_not_help() -> None:
    result = recorded("CD01", "EX01", "DR01", "CR01")
    assert set(result.dimensions.values()) == {DimensionState.NOT_REACHED}
    assert list(result.dimensions) == list(Dimension)


def test_a_child_is_weighed_with_the_child_strengths() -> None:
    adult, child = recorded("CD05", "CD15"), recorded("CD05", "CD15", age=CHILD)
    assert adult.dimensions[COERCION] is DimensionState.NOT_REACHED
    assert child.dimensions[COERCION] is DimensionState.POSITIVE
    assert (adult.strengths, child.strengths) == (StrengthSet.ADULT_LABOUR, StrengthSet.CHILD_LABOUR)
    assert [sign.strength for sign in recorded("EX08", "RV08", age=UNSURE).signs] == [None, None]


# what is open

POOLS = {dimension: [i.id for i in CATALOGUE.values() if i.dimension is dimension] for dimension in Dimension}


@st.composite
def small_talks(draw: st.DrawFn) -> tuple[Flow, dict[str, Answer], Dimension, list[str]]:
    """Up to five questions about one dimension, some answered, and signs recorded besides.

    As in every pack that loads, one answer records one indicator of the dimension at most.
    """
    dimension = draw(st.sampled_from([*Dimension, COERCION]))
    pool = draw(st.lists(st.sampled_from(POOLS[dimension]), min_size=1, max_size=5, unique=True))
    signs = st.sampled_from([(), *((i,) for i in pool)])
    questions = []
    answers: dict[str, Answer] = {}
    for name in "abcde"[: draw(st.integers(1, 5))]:
        if draw(st.booleans()):
            question = ask(name, signs={"yes": draw(signs), "no": draw(signs)})
        elif draw(st.booleans()):
            question = ask(name, QuestionType.ONE, "xyz", signs={each: draw(signs) for each in "xyz"})
        else:
            same = draw(signs)
            question = ask(name, QuestionType.MANY, "xyz", signs={"x": same, "y": same})
        questions.append(question)
        answers[name] = draw(st.sampled_from([*Missing, *Missing, *choices_of(question)]))
    besides = draw(st.lists(st.sampled_from(pool), max_size=2))
    return flow_of(*questions), answers, dimension, besides


def choices_of(question: Question) -> list[Answer]:
    """Every answer with a value that makes a difference."""
    if question.type is QuestionType.MANY:
        return [(), ("x",), ("x", "y"), ("z",)]
    return list(question.options())


def positive_in_some_completion(
    flow: Flow, answers: dict[str, Answer], dimension: Dimension, besides: list[str], age: AgeBand
) -> bool:
    """Tries every way of answering the questions without a value."""
    still_open = [
        [(q.id, value) for value in (Missing.NOT_ASKED, *choices_of(q))]
        for q in flow.instrument.questions()
        if isinstance(answers[q.id], Missing)
    ]
    return any(
        answered(flow, {**answers, **dict(more)}, age, signs_besides=besides).dimensions[dimension]
        is DimensionState.POSITIVE
        for more in product(*still_open)
    )


@settings(max_examples=examples(150), deadline=None)
@given(small_talks(), st.sampled_from(AgeBand))
def test_not_enough_information_is_said_exactly_when_open_questions_could_make_it_positive(
    talk: tuple[Flow, dict[str, Answer], Dimension, list[str]], age: AgeBand
) -> None:
    flow, answers, dimension, besides = talk
    state = answered(flow, answers, age, signs_besides=besides).dimensions[dimension]
    possible = positive_in_some_completion(flow, answers, dimension, besides, age)
    assert (state is not DimensionState.NOT_REACHED) is possible


@st.composite
def talks_with_conditions(draw: st.DrawFn) -> tuple[Flow, dict[str, Answer]]:
    """Up to five yes-no questions about coercion, each asked only after some answer to an earlier one."""
    questions: list[Question] = []
    answers: dict[str, Answer] = {}
    for name in "abcde"[: draw(st.integers(2, 5))]:
        parts = [
            f"${{{draw(st.sampled_from(questions)).id}}} {draw(st.sampled_from(['=', '!=']))} "
            f"'{draw(st.sampled_from(['yes', 'no']))}'"
            for _ in range(draw(st.integers(0, 2)) if questions else 0)
        ]
        relevant = f" {draw(st.sampled_from(['and', 'or']))} ".join(parts) or None
        sign = draw(st.sampled_from([(), ("CD01",), ("CD02",), ("CD15",), ("CD09",)]))
        questions.append(ask(name, relevant=relevant, signs={"yes": sign}))
        answers[name] = draw(st.sampled_from([*Missing, "yes", "no"]))
    return flow_of(*questions), answers


@settings(max_examples=examples(300), deadline=None)
@given(talks_with_conditions())
def test_not_reached_is_never_said_while_open_questions_could_make_it_positive(
    talk: tuple[Flow, dict[str, Answer]],
) -> None:
    flow, answers = talk
    if answered(flow, answers).dimensions[COERCION] is DimensionState.NOT_REACHED:
        assert not positive_in_some_completion(flow, answers, COERCION, [], ADULT)


def test_three_open_questions_can_be_what_is_missing() -> None:
    three = [ask(sign.lower(), signs={"yes": (sign,)}) for sign in ("RV01", "RV02", "RV03")]
    dimension = Dimension.RECRUITMENT_BY_ABUSE_OF_VULNERABILITY
    more = DimensionState.NOT_ENOUGH_INFORMATION
    assert answered(flow_of(*three), {}).dimensions[dimension] is more
    assert answered(flow_of(*three), {"rv01": "no"}).dimensions[dimension] is DimensionState.NOT_REACHED
    assert answered(flow_of(*three), {"rv01": "yes"}).dimensions[dimension] is more


def test_two_indicators_that_only_one_question_can_record_count_once() -> None:
    one = ask("a", QuestionType.ONE, "xy", signs={"x": ("CD01",), "y": ("CD02",)})
    assert answered(flow_of(one), {}).dimensions[COERCION] is DimensionState.NOT_REACHED
    two = ask("b", signs={"yes": ("CD15",)})
    assert answered(flow_of(one, two), {}).dimensions[COERCION] is DimensionState.NOT_ENOUGH_INFORMATION


@pytest.mark.parametrize("missing", Missing)
def test_without_a_value_a_dimension_stays_open_and_no_does_not(missing: Missing) -> None:
    flow = flow_of(ask("a", signs={"yes": ("CD01",)}), ask("b", signs={"yes": ("CD02",)}))
    more = DimensionState.NOT_ENOUGH_INFORMATION
    assert answered(flow, {"a": "yes", "b": missing}).dimensions[COERCION] is more
    assert answered(flow, {"a": "yes", "b": "no"}).dimensions[COERCION] is DimensionState.NOT_REACHED


def test_open_questions_that_would_matter_come_strongest_first() -> None:
    flow = flow_of(
        ask("weak", signs={"yes": ("CD15",)}),
        ask("none", signs={"yes": ()}),
        ask("medium", signs={"yes": ("DR02",)}),
        ask("strong", signs={"yes": ("CD01",), "no": ("CD15",)}),
        ask("answered", signs={"yes": ("CR01",)}),
        ask("also_medium", signs={"yes": ("EX02",)}),
    )
    assert answered(flow, {"answered": "no"}).unknown == ("strong", "medium", "also_medium", "weak")
    child = ask("outside", signs={"yes": ("RV08",)})
    assert answered(flow_of(child, ask("a", signs={"yes": ("DR02",)})), {}, CHILD).unknown == ("a", "outside")


def test_what_can_add_nothing_new_does_not_matter() -> None:
    flow = flow_of(ask("again", signs={"yes": ("CD01",)}), ask("more", signs={"yes": ("CD03",)}))
    assert answered(flow, {}, signs_besides=["CD01"]).unknown == ("more",)
    assert answered(flow, {}, signs_besides=["CD01", "CD02"]).unknown == ()


# statements


@pytest.mark.parametrize("sign", [i for i in CATALOGUE if not i.startswith("EX")])
def test_one_strong_sign_outside_exploitation_is_enough_to_refer(sign: str) -> None:
    result = recorded(sign)
    strong = CATALOGUE[sign].adult_labour is S
    assert result.statement is (Statement.SIGNS_RECORDED if strong else Statement.SOME_SIGNS)
    assert kinds(result) == [ReasonKind.STRONG_SIGN if strong else ReasonKind.OTHER_SIGN]
    assert result.reasons[0].signs == (sign,)


@pytest.mark.parametrize("dimension", [d for d in Dimension if d is not EXPLOITATION])
def test_a_positive_dimension_is_enough_to_refer(dimension: Dimension) -> None:
    three = of(dimension, M)[:3]
    result = recorded(*three)
    assert result.dimensions[dimension] is DimensionState.POSITIVE
    assert result.statement is Statement.SIGNS_RECORDED
    assert kinds(result) == [ReasonKind.POSITIVE_DIMENSION]
    assert result.reasons[0].signs == tuple(three)
    assert recorded(*three[:2]).statement is Statement.SOME_SIGNS


def test_bad_conditions_of_work_alone_are_some_signs() -> None:
    result = recorded(*(i for i in CATALOGUE if i.startswith("EX")))
    assert result.dimensions[EXPLOITATION] is DimensionState.POSITIVE
    assert result.statement is Statement.SOME_SIGNS
    assert result.labour_rights_violation


@pytest.mark.parametrize(
    ("signs", "refer"),
    [
        (("EX01", "RV01"), True),
        (("EX02", "RV01"), False),
        (("EX02", "EX03", "RV01"), True),
        (("EX02", "RV01", "VD01"), True),
        (("RV01", "VD01", "CR04"), False),
        (("EX02", "CD01"), True),
    ],
)
def test_exploitation_with_another_sign_needs_a_strong_one_or_three(signs: tuple[str, ...], refer: bool) -> None:
    result = recorded(*signs)
    assert (result.statement is Statement.SIGNS_RECORDED) is refer
    exploited = any(i.startswith("EX") for i in signs)
    assert (ReasonKind.EXPLOITATION_AND_MORE in kinds(result)) is (refer and exploited)


def test_being_controlled_now_alone_is_enough_to_refer() -> None:
    result = recorded(controlled_now=True)
    assert result.statement is Statement.SIGNS_RECORDED
    assert kinds(result) == [ReasonKind.CONTROLLED_NOW]
    assert result.reasons[0].signs == ()


@pytest.mark.parametrize(("age", "reason"), [(CHILD, ReasonKind.CHILD), (UNSURE, ReasonKind.MAYBE_CHILD)])
@pytest.mark.parametrize("signs", [(), ("CD01",)])
def test_maybe_under_18_is_treated_as_a_child(age: AgeBand, reason: ReasonKind, signs: tuple[str, ...]) -> None:
    result = recorded(*signs, age=age, ended_because=NotAssessedBecause.STOPPED)
    assert result.statement is Statement.CHILD
    assert result.not_assessed_because is None
    assert kinds(result)[0] is reason
    assert [sign.indicator.id for sign in result.signs] == list(signs)
    assert result.strengths is StrengthSet.CHILD_LABOUR
    assert not result.combination.means_needed


@pytest.mark.parametrize(
    ("core", "values", "enough"),
    [
        (1, 1, True),
        (5, 4, True),
        (5, 3, False),
        (6, 5, True),
        (6, 4, False),
        (10, 8, True),
        (10, 7, False),
        (100, 80, True),
        (100, 79, False),
    ],
)
@pytest.mark.parametrize("missing", Missing)
def test_no_signs_is_said_only_from_four_fifths_of_the_core_on(
    core: int, values: int, enough: bool, missing: Missing
) -> None:
    flow = flow_of(*(ask(f"q{n}", core=True) for n in range(core)), ask("besides"))
    answers = {f"q{n}": "no" if n < values else missing for n in range(core)}
    result = answered(flow, {**answers, "besides": "no"})
    assert result.statement is (Statement.NO_SIGNS if enough else Statement.NOT_ASSESSED)
    assert (result.not_assessed_because is NotAssessedBecause.TOO_LITTLE_ANSWERED) is not enough
    assert kinds(result) == [ReasonKind.CORE_ANSWERED if enough else ReasonKind.NOT_ASSESSED]


def test_without_a_core_question_no_signs_is_never_said() -> None:
    assert answered(flow_of(ask("a")), {"a": "no"}).statement is Statement.NOT_ASSESSED


@pytest.mark.parametrize("because", NotAssessedBecause)
def test_a_talk_that_ended_says_why_and_a_sign_still_speaks(because: NotAssessedBecause) -> None:
    assert recorded(ended_because=because).not_assessed_because is because
    result = recorded("CD01", ended_because=because)
    assert (result.statement, result.not_assessed_because) == (Statement.SIGNS_RECORDED, None)


@pytest.mark.parametrize("sign", CATALOGUE)
def test_a_labour_rights_violation_is_exploitation_or_withheld_wages(sign: str) -> None:
    assert recorded(sign).labour_rights_violation is (sign.startswith("EX") or sign == "CD14")
    assert recorded(sign, age=CHILD).labour_rights_violation is (sign.startswith("EX") or sign == "CD14")


# elements, combination, sources


def test_an_adult_needs_act_means_and_purpose_and_a_child_no_means() -> None:
    acts = flow_of(ask("housed", signs={}, acts={"yes": (Act.HARBOURING,)}))

    def complete(age: AgeBand, *signs: str, housed: str = "yes") -> bool:
        return answered(acts, {"housed": housed}, age, signs_besides=signs).combination.complete

    assert complete(ADULT, "EX01", "CD01")
    assert not complete(ADULT, "EX01")
    assert not complete(ADULT, "CD01")
    assert not complete(ADULT, "EX01", "CD01", housed="no")
    for age in (CHILD, UNSURE):
        assert complete(age, "EX01")
        assert not complete(age, "EX01", housed="no")
        assert not complete(age, "CD01")


def test_a_sign_about_recruitment_shows_that_there_was_one() -> None:
    for sign in ("DR02", "CR05", "RV01"):
        assert recorded(sign).elements[Element.ACT] == ("recruitment",)
        assert recorded(sign, "EX01").combination.complete
    assert recorded("CD01", "VD01", "EX01").elements[Element.ACT] == ()


def test_elements_list_acts_by_name_and_signs_by_indicator() -> None:
    flow = flow_of(
        ask("way", QuestionType.MANY, ("met", "took"), acts={"met": (Act.RECEIPT,), "took": (Act.TRANSFER,)}),
        ask("held", signs={"yes": ("CD03", "EX01")}, acts={"yes": (Act.RECEIPT, Act.TRANSPORTATION)}),
    )
    result = answered(flow, {"way": ("met", "took"), "held": "yes"})
    assert result.elements == {
        Element.ACT: ("transportation", "transfer", "receipt"),
        Element.MEANS: ("CD03",),
        Element.PURPOSE: ("EX01",),
    }


def test_the_combination_names_the_groups_that_are_positive() -> None:
    groups = {
        ("DR01", "DR02"): (True, False, False),
        ("CR01", "CR02"): (True, False, False),
        ("RV01", "RV02", "RV03"): (True, False, False),
        ("EX01", "EX02"): (False, True, False),
        ("CD01", "CD02"): (False, False, True),
        ("VD01", "VD02", "VD03"): (False, False, True),
    }
    for signs, expected in groups.items():
        found = recorded(*signs).combination
        assert (found.recruitment, found.exploitation, found.destination) == expected


def test_the_ilo_11_are_gathered_and_sorted() -> None:
    assert recorded("CD03", "EX02", "CD01", "CD02").ilo_11 == (3, 4, 7, 8, 9)
    assert recorded("CD06").ilo_11 == ()


@pytest.mark.parametrize(
    ("signs", "unverified"),
    [
        (("RV13",), ("RV13",)),
        (("RV01", "RV02", "RV13"), ("RV13",)),
        (("RV01", "RV02", "RV13", "RV14"), ("RV13", "RV14")),
        (("RV01", "RV02"), ()),
        (("RV01", "RV02", "RV03", "RV13"), ()),
        (("RV01", "RV13"), ()),
        (("CD01", "RV13"), ()),
        (("EX02", "EX03", "RV13"), ("RV13",)),
    ],
)
def test_what_rests_on_an_unverified_strength_is_named(
    signs: tuple[str, ...], unverified: tuple[str, ...]
) -> None:
    assert recorded(*signs).unverified == unverified


def test_for_a_child_only_a_dimension_can_rest_on_an_unverified_strength() -> None:
    assert recorded("RV13", age=CHILD).unverified == ()
    assert recorded("RV01", "RV02", "RV13", age=CHILD).unverified == ("RV13",)


def test_every_sign_lists_the_answers_behind_it_once_and_in_order() -> None:
    flow = flow_of(
        ask("locked", signs={"yes": ("CD03",)}),
        ask("seen", QuestionType.MANY, "xyz", signs={"x": ("CD03",), "y": ("CD03",)}),
        ask("hours", QuestionType.INTEGER),
    )
    result = answered(
        flow, {"seen": ("y", "x", "y"), "locked": "yes", "hours": 20}, signs_besides=["CD01", "CD03"]
    )
    assert [(sign.indicator.id, sign.answers) for sign in result.signs] == [
        ("CD01", ()),
        ("CD03", ("locked", "seen")),
    ]


def test_an_answer_made_irrelevant_by_a_correction_is_set_aside_and_counts_for_nothing() -> None:
    flow = flow_of(
        ask("housed", acts={"yes": (Act.HARBOURING,)}),
        ask("locked", relevant="${housed} = 'yes'", signs={"yes": ("CD03",)}, acts={"yes": (Act.RECEIPT,)}),
        ask("since", relevant="${locked} = 'yes'", signs={"yes": ("CD01",)}),
    )
    result = answered(flow, {"housed": "no", "locked": "yes", "since": "yes"})
    assert result.set_aside == ("locked", "since")
    assert (result.signs, result.elements[Element.ACT]) == ((), ())
    assert result.statement is Statement.NOT_ASSESSED
    assert result.dimensions[COERCION] is DimensionState.NOT_REACHED


# properties over the 67 signs


@st.composite
def talks(draw: st.DrawFn) -> tuple[dict[str, Answer], list[str]]:
    """Answers to the real pack, most of them open or most of them harmless, and a set of signs."""
    answers = harmless_answers() if draw(st.booleans()) else {}
    questions = {q.id: q for q in LABOUR.instrument.questions() if q.options()}
    for question_id in draw(st.lists(st.sampled_from(sorted(questions)), max_size=12)):
        options = questions[question_id].options()
        value = draw(st.sampled_from([*Missing, *options]))
        many = questions[question_id].type is QuestionType.MANY and isinstance(value, str)
        answers[question_id] = (value,) if many else value
    return answers, draw(st.lists(st.sampled_from(sorted(CATALOGUE)), max_size=20, unique=True))


@settings(max_examples=examples(200), deadline=None)
@given(talks(), st.sampled_from(sorted(CATALOGUE)), st.sampled_from(AgeBand), st.booleans())
def test_recording_one_more_sign_never_lowers_anything(
    talk: tuple[dict[str, Answer], list[str]], one_more: str, age: AgeBand, controlled: bool
) -> None:
    answers, signs = talk
    few = answered(LABOUR_FLOW, answers, age, signs_besides=signs, controlled_now=controlled)
    more = answered(LABOUR_FLOW, answers, age, signs_besides=[*signs, one_more], controlled_now=controlled)
    if age is ADULT:
        assert RANK.index(more.statement) >= RANK.index(few.statement)
    else:
        assert few.statement is more.statement is Statement.CHILD
    for dimension in Dimension:
        assert STATES.index(more.dimensions[dimension]) >= STATES.index(few.dimensions[dimension])
    assert {s.indicator.id for s in few.signs} | {one_more} == {s.indicator.id for s in more.signs}
    for element in Element:
        assert set(few.elements[element]) <= set(more.elements[element])
    assert set(few.ilo_11) <= set(more.ilo_11)
    assert few.labour_rights_violation <= more.labour_rights_violation
    for field in ("complete", "recruitment", "exploitation", "destination"):
        assert getattr(few.combination, field) <= getattr(more.combination, field)


@settings(max_examples=examples(100), deadline=None)
@given(talks(), st.sampled_from(AgeBand), st.booleans())
def test_the_reasons_always_name_every_sign(
    talk: tuple[dict[str, Answer], list[str]], age: AgeBand, controlled: bool
) -> None:
    answers, signs = talk
    result = answered(LABOUR_FLOW, answers, age, signs_besides=signs, controlled_now=controlled)
    assert result.reasons
    assert {i for reason in result.reasons for i in reason.signs} == {s.indicator.id for s in result.signs}


@settings(deadline=None)
@given(st.data())
def test_circumstances_that_nobody_used_record_nothing(data: st.DataObject) -> None:
    answers: dict[str, Answer] = {}
    for question in LABOUR.instrument.questions():
        free = [option for option in question.options() if option not in question.signs]
        if question.type is QuestionType.TEXT:
            answers[question.id] = data.draw(st.text(max_size=20))
        elif question.type is QuestionType.MANY:
            answers[question.id] = tuple(data.draw(st.lists(st.sampled_from(free), max_size=3)))
        elif free:
            answers[question.id] = data.draw(st.sampled_from(free))
    result = answered(LABOUR_FLOW, answers)
    assert result.signs == ()
    assert result.statement is Statement.NO_SIGNS
    assert not result.labour_rights_violation
    assert result.elements[Element.MEANS] == result.elements[Element.PURPOSE] == ()


def test_a_question_without_signs_is_context_and_moves_nothing() -> None:
    asked = {q.id for q in LABOUR.instrument.questions() if not q.signs and q.type is not QuestionType.NOTE}
    assert asked == {"found_work", "journey_help", "place_to_sleep", "wanted_now"}
    context: dict[str, Answer] = {
        "found_work": "yes",
        "journey_help": ("arranged", "went_along", "met", "passed_on"),
        "place_to_sleep": "no_place",
        "wanted_now": "I owe money, I have no papers, my country is at war",
    }
    result = answered(LABOUR_FLOW, context)
    assert (result.signs, result.statement) == ((), Statement.NOT_ASSESSED)
