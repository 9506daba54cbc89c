"""Every action has words and a group; what has a count has a place for it."""

from __future__ import annotations

import pytest

from screening.core.actions import ActionGroup
from screening.languages.audit_terms import ACTION, GROUP, UNKNOWN_ACTION, actions_of
from screening.store.audit import AuditAction


def test_every_action_has_words() -> None:
    assert {action.value for action in AuditAction} - set(ACTION) == set()


def test_every_group_has_words_and_actions() -> None:
    assert set(GROUP) == set(ActionGroup)
    groups = [actions_of(group) for group in ActionGroup]
    assert all(groups)
    assert sum(len(each) for each in groups) == len(ACTION)


@pytest.mark.parametrize("value", sorted(ACTION))
def test_a_count_is_said_where_there_is_one_and_nowhere_else(value: str) -> None:
    known = ACTION[value]
    assert ("{count}" in known.words) is known.counted
    assert "{" not in known.words.replace("{count}", "")


def test_an_action_of_a_newer_version_is_named() -> None:
    assert UNKNOWN_ACTION.format(action="x_y").count("x_y") == 1
