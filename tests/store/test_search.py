"""The case list's search: finds while typing, and what is typed is never a query language."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.core.assessment import Statement
from screening.core.case import CaseState, Decision, NextStep, Situation
from screening.core.consent import LanguageChoice
from screening.core.referral import PersonSheet
from screening.store.search import fts_query
from screening.store.vault import Vault
from tests.examples import examples

from .vaults import NOW


def numbers(vault: Vault, search: str) -> list[str]:
    return [summary.number for summary in vault.cases.summaries(search)]


@pytest.fixture
def three(vault: Vault) -> Vault:
    with vault.transaction():
        first = vault.cases.create(Situation.WORKPLACE, NOW)
        second = vault.cases.create(Situation.BORDER, NOW)
        vault.cases.create(Situation.WORKPLACE, NOW)
        vault.cases.set_language(first.id, LanguageChoice("pt-BR", True), NOW)
        vault.cases.set_state(second.id, CaseState.CHILD_PROTECTION)
        decision = Decision(NextStep.ASK_SPECIALIST, "", Statement.CHILD, NOW)
        vault.cases.decide(second.id, decision)
        vault.cases.save_sheet(second.id, PersonSheet(name="Zoë محمد O'Neill"))
    return vault


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["26-0003", "26-0002", "26-0001"]),
        ("   ", ["26-0003", "26-0002", "26-0001"]),
        ("26", ["26-0003", "26-0002", "26-0001"]),
        ("26-0002", ["26-0002"]),
        ("26-00", ["26-0003", "26-0002", "26-0001"]),
        ("0003", ["26-0003"]),
        ("3", ["26-0003"]),
        ("work", ["26-0003", "26-0001"]),
        ("WORKPLACE look_first", ["26-0003", "26-0001"]),
        ("w pt", ["26-0001"]),
        ("pt-br", ["26-0001"]),
        ("child prot", ["26-0002"]),
        ("special", ["26-0002"]),
        ("zoe", ["26-0002"]),
        ("محم", ["26-0002"]),
        ("o'nei", ["26-0002"]),
        ("nobody", []),
        ("border workplace", []),
    ],
)
def test_every_word_or_its_beginning_finds(three: Vault, search: str, found: list[str]) -> None:
    assert numbers(three, search) == found


def test_the_limit_keeps_the_newest(three: Vault) -> None:
    assert [s.number for s in three.cases.summaries("w", limit=1)] == ["26-0003"]
    assert [s.number for s in three.cases.summaries(limit=2)] == ["26-0003", "26-0002"]


def test_a_change_is_found_and_what_stood_before_is_not(three: Vault) -> None:
    case = three.cases.summaries("zoe")[0]
    with three.transaction():
        three.cases.save_sheet(case.id, PersonSheet(name="Blessing"))
        three.cases.set_state(case.id, CaseState.CLOSED)
    assert numbers(three, "zoe") == numbers(three, "protection") == []
    assert numbers(three, "bless") == numbers(three, "closed") == ["26-0002"]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '""',
        'work"place',
        "work*",
        "NOT border",
        "border OR workplace",
        "number:26",
        "{number state}:x",
        "NEAR(a b)",
        "^26",
        "a AND",
        "(((",
        "-",
        "+ +",
        "'; DROP TABLE case_search; --",
        "a\x00b",
        "\x00",
        "\ud800",
        "x" * 100_000,
        "a b c d e f g h i j k l m n",
    ],
)
def test_operators_and_quotes_are_data(three: Vault, typed: str) -> None:
    three.cases.summaries(typed)
    assert numbers(three, "") == ["26-0003", "26-0002", "26-0001"]


def test_operators_are_looked_for_as_words() -> None:
    assert fts_query("NOT border") == '"NOT"* "border"*'
    assert fts_query('a"b') == '"a""b"*'
    assert fts_query("- *") is None


@settings(max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_text_breaks_the_search(vault: Vault, typed: str) -> None:
    assert vault.cases.summaries(typed) == []
