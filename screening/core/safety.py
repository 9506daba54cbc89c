"""Look first: what the officer checks alone, before a word is said.

Order and content: OHCHR Principles (E/2002/68/Add.1), WHO ethical recommendations (2003), Council of Europe
Convention art. 10 (3) for the presumption of age.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class AgeBand(StrEnum):
    """Could the person be under 18? *Unsure* is treated as a child (CETS 197 art. 10 (3))."""

    ADULT = "adult"
    CHILD = "child"
    UNSURE = "unsure"


class SafetyCheck(StrEnum):
    """What is looked at, in this order."""

    DANGER = "danger"
    INJURY = "injury"
    CONTROLLER = "controller"
    PRIVATE = "private"
    PHONES = "phones"
    AGE = "age"


class SafetyRule(Struct, frozen=True):
    """The possible answers of a check in the order shown, and those that close the questions."""

    answers: tuple[str, ...]
    closes: frozenset[str]


UNKNOWN = "unknown"

SAFETY_RULES: Mapping[SafetyCheck, SafetyRule] = {
    SafetyCheck.DANGER: SafetyRule(("no", "yes", UNKNOWN), frozenset({"yes", UNKNOWN})),
    # An injury that is not known of is asked about first thing; a known one is seen to first.
    SafetyCheck.INJURY: SafetyRule(("no", "yes", "seen_to", UNKNOWN), frozenset({"yes"})),
    SafetyCheck.CONTROLLER: SafetyRule(("no", "near", "separated", UNKNOWN), frozenset({"near", UNKNOWN})),
    SafetyCheck.PRIVATE: SafetyRule(("yes", "no", UNKNOWN), frozenset({"no", UNKNOWN})),
    SafetyCheck.PHONES: SafetyRule(("away", "within_hearing", UNKNOWN), frozenset({"within_hearing", UNKNOWN})),
    SafetyCheck.AGE: SafetyRule(tuple(AgeBand), frozenset({AgeBand.CHILD, AgeBand.UNSURE})),
}

SafetyAnswers = Mapping[SafetyCheck, str]


def needs_action(check: SafetyCheck, answer: str) -> bool:
    """Whether an answer calls for something to be done: it is unsafe, or not known."""
    return answer == UNKNOWN or answer in SAFETY_RULES[check].closes


def age_band(answers: SafetyAnswers) -> AgeBand:
    """The age band; a person of whom nothing is noted yet may be a child."""
    return AgeBand(answers.get(SafetyCheck.AGE, AgeBand.UNSURE))


def presumed_child(answers: SafetyAnswers) -> bool:
    """Under 18 or unsure: the adult questions cannot open."""
    return age_band(answers) is not AgeBand.ADULT


def controlled_now(answers: SafetyAnswers) -> bool:
    """Somebody is controlling the person now; having separated them does not change that."""
    return answers.get(SafetyCheck.CONTROLLER) in {"near", "separated"}


def open_checks(answers: SafetyAnswers) -> tuple[SafetyCheck, ...]:
    """The checks without an answer yet, in order."""
    return tuple(check for check in SafetyCheck if check not in answers)


def closing_checks(answers: SafetyAnswers) -> tuple[SafetyCheck, ...]:
    """The checks whose answer keeps the questions closed, in order."""
    return tuple(
        check for check, rule in SAFETY_RULES.items() if check in answers and answers[check] in rule.closes
    )
