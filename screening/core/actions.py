"""The kinds of things that are done with a vault, as an officer looks for them in its audit."""

from __future__ import annotations

from enum import StrEnum


class ActionGroup(StrEnum):
    """Kinds of actions, in the order in which they are offered."""

    OPENING = "opening"
    OFFICERS = "officers"
    CASES = "cases"
    TALKS = "talks"
    SHARING = "sharing"
    COPIES = "copies"
    ERASING = "erasing"
    SETTINGS = "settings"


ABOUT_CASES = frozenset({ActionGroup.CASES, ActionGroup.TALKS, ActionGroup.SHARING, ActionGroup.ERASING})
"""Whose entries are about a case: where their object is no case of the vault, the case was erased."""
