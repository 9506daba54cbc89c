"""Look first: what closes the questions, and who is treated as a child."""

from __future__ import annotations

import pytest

from screening.core.safety import (
    SAFETY_RULES,
    AgeBand,
    SafetyCheck,
    age_band,
    closing_checks,
    controlled_now,
    needs_action,
    open_checks,
    presumed_child,
)

SAFE: dict[SafetyCheck, str] = {
    SafetyCheck.DANGER: "no",
    SafetyCheck.INJURY: "no",
    SafetyCheck.CONTROLLER: "no",
    SafetyCheck.PRIVATE: "yes",
    SafetyCheck.PHONES: "away",
    SafetyCheck.AGE: AgeBand.ADULT.value,
}
CLOSING = {
    (SafetyCheck.DANGER, "yes"),
    (SafetyCheck.DANGER, "unknown"),
    (SafetyCheck.INJURY, "yes"),
    (SafetyCheck.CONTROLLER, "near"),
    (SafetyCheck.CONTROLLER, "unknown"),
    (SafetyCheck.PRIVATE, "no"),
    (SafetyCheck.PRIVATE, "unknown"),
    (SafetyCheck.PHONES, "within_hearing"),
    (SafetyCheck.PHONES, "unknown"),
    (SafetyCheck.AGE, "child"),
    (SafetyCheck.AGE, "unsure"),
}
ALL = [(check, answer) for check, rule in SAFETY_RULES.items() for answer in rule.answers]


def test_every_check_has_a_rule_in_the_order_of_the_checks() -> None:
    assert list(SAFETY_RULES) == list(SafetyCheck)
    assert all(rule.closes < set(rule.answers) for rule in SAFETY_RULES.values())


@pytest.mark.parametrize(("check", "answer"), ALL)
def test_an_unsafe_or_unknown_answer_closes_the_questions(check: SafetyCheck, answer: str) -> None:
    closed = closing_checks({**SAFE, check: answer})
    assert closed == ((check,) if (check, answer) in CLOSING else ())


@pytest.mark.parametrize(("check", "answer"), ALL)
def test_what_closes_or_is_not_known_calls_for_action(check: SafetyCheck, answer: str) -> None:
    assert needs_action(check, answer) is ((check, answer) in CLOSING or answer == "unknown")


def test_a_check_without_an_answer_is_open_and_closes_nothing_by_itself() -> None:
    assert open_checks({}) == tuple(SafetyCheck)
    assert closing_checks({}) == ()
    assert open_checks(SAFE) == ()
    some = dict(SAFE)
    del some[SafetyCheck.PHONES]
    assert open_checks(some) == (SafetyCheck.PHONES,)


@pytest.mark.parametrize(("band", "child"), [("adult", False), ("child", True), ("unsure", True)])
def test_maybe_under_18_is_treated_as_a_child(band: str, child: bool) -> None:
    assert presumed_child({SafetyCheck.AGE: band}) is child
    assert age_band({SafetyCheck.AGE: band}).value == band


def test_nobody_is_an_adult_until_looked_at() -> None:
    assert presumed_child({})
    assert age_band({}) is AgeBand.UNSURE


@pytest.mark.parametrize(
    ("answer", "controlled"), [("no", False), ("near", True), ("separated", True), ("unknown", False)]
)
def test_having_separated_the_controller_does_not_end_the_control(answer: str, controlled: bool) -> None:
    assert controlled_now({SafetyCheck.CONTROLLER: answer}) is controlled
    assert not controlled_now({})
