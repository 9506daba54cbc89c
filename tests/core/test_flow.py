"""The way through an instrument: what comes next, what is open, what no longer counts."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.core.answer import Answer, Missing
from screening.core.expression import ExpressionError
from screening.core.flow import Flow, SectionState, ticked
from screening.core.instrument import Question, QuestionType
from screening.core.safety import AgeBand

from .build import ADULT, CHILD, LABOUR, LABOUR_FLOW, UNSURE, ask, flow_of, harmless, note, pack

HOUSED = [
    note("intro"),
    ask("housed", core=True),
    ask("locked", relevant="${housed} = 'yes'", signs={"yes": ("CD03",)}),
    ask("since", relevant="${locked} = 'yes'", signs={"yes": ("CD01",)}),
    ask("for_adults", relevant="${age_band} = 'adult'"),
    ask("end"),
]
FLOW = flow_of(*HOUSED)


def walk(flow: Flow, answers: dict[str, Answer], age: AgeBand = ADULT) -> list[str]:
    """The questions met by always going on."""
    met, here = [], flow.path(answers, age)[0]
    while True:
        met.append(here)
        following = flow.after(here, answers, age)
        if following is None:
            return met
        here = following


def test_only_questions_that_make_sense_are_met() -> None:
    assert walk(FLOW, {}) == ["intro", "housed", "for_adults", "end"]
    assert walk(FLOW, {"housed": "yes"}) == ["intro", "housed", "locked", "for_adults", "end"]
    assert "since" in walk(FLOW, {"housed": "yes", "locked": "yes"})
    assert walk(FLOW, {}, UNSURE) == ["intro", "housed", "end"]


@pytest.mark.parametrize("missing", Missing)
def test_declined_and_unknown_are_not_no(missing: Missing) -> None:
    flow = flow_of(ask("a"), ask("b", relevant="${a} = 'no'"), ask("c", relevant="${a} != 'no'"))
    assert flow.path({"a": missing}, ADULT) == ("a", "c")
    assert flow.path({"a": "no"}, ADULT) == ("a", "b")


def test_an_answer_changed_in_place_changes_the_way() -> None:
    flow = flow_of(ask("a"), ask("b", relevant="${a} = 'yes'"), ask("c"))
    answers: dict[str, Answer] = {}
    assert flow.path(answers, ADULT) == flow.path(answers, ADULT) == ("a", "c")
    answers["a"] = "yes"
    assert flow.path(answers, ADULT) == ("a", "b", "c")
    assert flow.path(answers, CHILD) == ("a", "b", "c")


def test_going_back_meets_the_same_questions() -> None:
    answers: dict[str, Answer] = {"housed": "yes"}
    met = walk(FLOW, answers)
    back = [met[-1]]
    while (before := FLOW.before(back[-1], answers, ADULT)) is not None:
        back.append(before)
    assert back == met[::-1]


def test_from_a_question_that_no_longer_makes_sense_one_can_go_on_and_back() -> None:
    assert FLOW.after("since", {}, ADULT) == "for_adults"
    assert FLOW.before("since", {}, ADULT) == "housed"


def test_an_answer_to_a_question_that_makes_no_sense_opens_no_other() -> None:
    corrected: dict[str, Answer] = {"housed": "no", "locked": "yes", "since": "yes"}
    assert not FLOW.relevant("locked", corrected, ADULT)
    assert not FLOW.relevant("since", corrected, ADULT)
    assert FLOW.relevant("since", {**corrected, "housed": "yes"}, ADULT)


def test_a_condition_that_fails_while_running_shows_the_question() -> None:
    flow = flow_of(ask("hours", QuestionType.INTEGER), ask("tired", relevant="${hours} > 8"))
    assert flow.path({"hours": "many"}, ADULT) == ("hours", "tired")
    assert flow.path({"hours": 7}, ADULT) == ("hours",)


def test_a_condition_with_a_mistake_is_refused_when_the_flow_is_made() -> None:
    with pytest.raises(ExpressionError):
        flow_of(ask("a", relevant="${nobody} = 'yes'"))
    with pytest.raises(ExpressionError):
        flow_of(ask("a", constraint=". = 'maybe'"))


def test_a_constraint_refuses_a_value_and_one_that_fails_refuses_nothing() -> None:
    flow = flow_of(
        ask("hours", QuestionType.INTEGER, constraint=". >= 0 and . <= 24"),
        ask("rest", QuestionType.INTEGER, constraint=". + ${hours} <= 24"),
        ask("work", QuestionType.ONE, ("farm", "sea"), constraint=". != 'sea'"),
        ask("free"),
    )
    assert flow.accepts("hours", 24, {}, ADULT) and not flow.accepts("hours", 25, {}, ADULT)
    assert flow.accepts("hours", "all of them", {}, ADULT)
    assert flow.accepts("rest", 8, {"hours": 16}, ADULT)
    assert not flow.accepts("rest", 9, {"hours": 16}, ADULT)
    assert flow.accepts("work", "farm", {}, ADULT) and not flow.accepts("work", "sea", {}, ADULT)
    assert flow.accepts("free", "no", {}, ADULT)


def test_a_constraint_may_depend_on_the_age() -> None:
    flow = flow_of(ask("years", QuestionType.INTEGER, constraint="${age_band} = 'adult' or . < 18"))
    assert flow.accepts("years", 30, {}, ADULT) and not flow.accepts("years", 30, {}, CHILD)


def test_a_part_goes_on_at_its_first_open_question_and_begins_at_its_first() -> None:
    flow = Flow(pack([note("intro"), ask("a"), ask("b"), note("more"), ask("c")], [ask("d", relevant="false()")]))
    assert flow.first_open("part1", {}, ADULT) == "intro"
    assert flow.first_open("part1", {"a": "yes"}, ADULT) == "b"
    assert flow.first_open("part1", {"a": "yes", "b": Missing.DECLINED}, ADULT) == "c"
    assert flow.first_open("part1", dict.fromkeys("abc", "no"), ADULT) == "intro"
    assert flow.first_open("part2", {}, ADULT) is None
    assert flow.first_open("no_such_part", {}, ADULT) is None


def test_a_part_is_open_started_done_or_skipped() -> None:
    flow = Flow(
        pack(
            [note("intro"), ask("a"), ask("b")],
            [ask("c", relevant="${a} = 'yes'")],
            [note("only_words")],
        )
    )

    def states(answers: dict[str, Answer]) -> list[SectionState]:
        return [flow.section_state(f"part{n}", answers, ADULT) for n in (1, 2, 3)]

    skipped = SectionState.SKIPPED
    assert states({}) == [SectionState.OPEN, skipped, skipped]
    assert states({"a": Missing.NOT_ASKED}) == [SectionState.OPEN, skipped, skipped]
    assert states({"a": "yes"}) == [SectionState.STARTED, SectionState.OPEN, skipped]
    done: dict[str, Answer] = {"a": "yes", "b": Missing.UNKNOWN, "c": Missing.DECLINED}
    assert states(done) == [SectionState.DONE, SectionState.DONE, skipped]


def test_declined_and_unknown_count_as_answered_but_not_for_the_core() -> None:
    core = [ask(each, core=True) for each in "abcd"]
    flow = flow_of(note("intro"), *core, ask("e"))
    answers: dict[str, Answer] = {
        "a": "no",
        "b": Missing.DECLINED,
        "c": Missing.UNKNOWN,
        "d": Missing.NOT_ASKED,
    }
    assert flow.counts(answers, ADULT) == (3, 5)
    assert flow.core_answered(answers, ADULT) == (1, 4)
    assert flow.counts({}, ADULT) == (0, 5)


def test_only_relevant_questions_are_counted() -> None:
    assert FLOW.counts({"locked": "yes"}, ADULT) == (0, 3)
    assert FLOW.counts({"housed": "yes", "locked": "yes"}, CHILD) == (2, 4)


def test_what_is_open_is_what_could_still_record_something() -> None:
    locked, since = {"locked": frozenset({"CD03"})}, {"since": frozenset({"CD01"})}
    assert FLOW.open_options({}, ADULT) == locked | since
    assert FLOW.open_options({"housed": "no"}, ADULT) == {}
    assert FLOW.open_options({"housed": "yes"}, ADULT) == locked | since
    assert FLOW.open_options({"housed": "yes", "locked": "yes"}, ADULT) == since
    assert FLOW.open_options({"housed": "yes", "locked": "no"}, ADULT) == {}
    assert FLOW.open_options({"housed": "yes", "locked": Missing.DECLINED}, ADULT) == locked | since


def test_an_answer_set_aside_may_come_to_count_again_while_its_condition_is_open() -> None:
    waiting: dict[str, Answer] = {"housed": Missing.UNKNOWN, "locked": "yes", "since": "no"}
    assert FLOW.open_options(waiting, ADULT) == {"locked": frozenset({"CD03"})}
    assert FLOW.open_options({**waiting, "housed": "no"}, ADULT) == {}


def test_a_long_chain_of_conditions_takes_no_time() -> None:
    names = [f"q{n}" for n in range(60)]
    earlier = [" and ".join(f"${{{name}}} = 'yes'" for name in names[max(0, n - 30) : n]) for n in range(60)]
    questions = [
        ask(name, relevant=condition or None, signs={"yes": ("CD01",)})
        for name, condition in zip(names, earlier, strict=True)
    ]
    flow = flow_of(*questions)
    assert list(flow.open_options({}, ADULT)) == names
    assert flow.open_options({"q0": "no"}, ADULT) == {}


def test_a_flow_knows_its_questions_and_parts() -> None:
    assert FLOW.question("end").id == "end"
    assert FLOW.section_of("end").id == "part1"
    with pytest.raises(KeyError):
        FLOW.question("nobody")


def test_an_answer_chooses_each_option_once() -> None:
    assert ticked(("b", "a", "b")) == ("b", "a")
    assert ticked("yes") == ("yes",)
    assert ticked(7) == ticked(Missing.DECLINED) == ticked(None) == ()


def values(question: Question) -> list[Answer]:
    """Answers of every kind to a question."""
    options: list[Answer] = list(question.options())
    many: list[Answer] = [(), question.options()]
    return [*Missing, harmless(question), *(many if question.type is QuestionType.MANY else options)]


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(AgeBand))
def test_every_walk_through_the_labour_pack_ends_and_meets_each_part_in_order(
    chance: Random, age: AgeBand
) -> None:
    questions = [q for q in LABOUR.instrument.questions() if q.type is not QuestionType.NOTE]
    answers = {q.id: chance.choice(values(q)) for q in questions if chance.random() < 0.7}
    met = walk(LABOUR_FLOW, answers, age)
    order = [q.id for q in LABOUR.instrument.questions()]
    assert met == list(LABOUR_FLOW.path(answers, age)) == sorted(met, key=order.index)
    done, of = LABOUR_FLOW.counts(answers, age)
    assert 0 <= done <= of <= len(order)
    for section in LABOUR.instrument.sections:
        state = LABOUR_FLOW.section_state(section.id, answers, age)
        first = LABOUR_FLOW.first_open(section.id, answers, age)
        if state is SectionState.STARTED:
            assert first is not None and answers.get(first, Missing.NOT_ASKED) is Missing.NOT_ASKED
