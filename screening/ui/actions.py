"""What can be asked for from anywhere: each with its words and its key, for shortcuts, menus and the help page."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from screening.languages.marks import N_


class Action(StrEnum):
    """Something that is one key away."""

    HELP = "help"
    URGENT_HELP = "urgent_help"
    DRAWER = "drawer"
    PERSON = "person"
    HAND_OVER = "hand_over"
    HIDE = "hide"
    SETTINGS = "settings"
    VAULT = "vault"
    LOCK = "lock"
    ERASE_ALL = "erase_all"


class Way(NamedTuple):
    """The words of an action in a menu, and its key as Qt and the keyboard write it."""

    words: str
    key: str


WAYS: Mapping[Action, Way] = MappingProxyType(
    {
        Action.HELP: Way(N_("Help"), "F1"),
        Action.URGENT_HELP: Way(N_("Urgent help"), "F2"),
        Action.DRAWER: Way(N_("Your drawer"), "F3"),
        Action.PERSON: Way(N_("The person's side alone"), "F4"),
        Action.HAND_OVER: Way(N_("Hand the computer over"), "F10"),
        Action.HIDE: Way(N_("Hide everything"), "F12"),
        Action.SETTINGS: Way(N_("Settings"), "Ctrl+,"),
        Action.VAULT: Way(N_("The vault"), "Ctrl+Shift+V"),
        Action.LOCK: Way(N_("Lock"), "Ctrl+L"),
        Action.ERASE_ALL: Way(N_("Erase the whole vault"), "Ctrl+Shift+Del"),
    }
)
AT_THE_CASES = (
    Action.URGENT_HELP,
    Action.HIDE,
    Action.SETTINGS,
    Action.VAULT,
    Action.LOCK,
    Action.ERASE_ALL,
)
IN_A_TALK = (
    Action.URGENT_HELP,
    Action.DRAWER,
    Action.PERSON,
    Action.HAND_OVER,
    Action.HIDE,
    Action.SETTINGS,
    Action.LOCK,
    Action.ERASE_ALL,
)
"""What the menus hold, in their order; help has a button of its own. Erasing shows where it is switched on."""
EVERYWHERE = tuple(Action)
