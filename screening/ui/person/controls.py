"""What may always be done beside an answer, in one size and colour: ask again, go back, skip, pause, stop."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import Qt

from screening.languages.catalogs import Catalog
from screening.languages.marks import N_
from screening.ui.context import UiContext
from screening.ui.widgets.answers import AnswerOption

AGAIN, NOT_UNDERSTOOD, NEXT = "again", "not_understood", "next"
BACK, SKIP, PAUSE, STOP = "back", "skip", "pause", "stop"


class _Control(NamedTuple):
    words: str
    icon: str
    key: str


CONTROLS: Mapping[str, _Control] = MappingProxyType(
    {
        AGAIN: _Control(N_("Again"), "again", "F8"),
        NOT_UNDERSTOOD: _Control(N_("Unclear"), "not_understood", "F9"),
        BACK: _Control(N_("Back"), "back", "⌫"),
        SKIP: _Control(N_("Skip"), "skip", "F5"),
        PAUSE: _Control(N_("Pause"), "pause", "F6"),
        STOP: _Control(N_("Stop"), "stop", "F7"),
        NEXT: _Control(N_("Go on"), "next", ""),
    }
)
"""By value; the person's words are those of `answers.<value>`."""
CONTROL_KEYS = {
    Qt.Key.Key_Backspace: BACK,
    Qt.Key.Key_F5: SKIP,
    Qt.Key.Key_F6: PAUSE,
    Qt.Key.Key_F7: STOP,
    Qt.Key.Key_F8: AGAIN,
    Qt.Key.Key_F9: NOT_UNDERSTOOD,
}
AT_A_QUESTION = (AGAIN, NOT_UNDERSTOOD, BACK, SKIP, PAUSE, STOP)
AT_A_NOTE = (NEXT, BACK, AGAIN, NOT_UNDERSTOOD, PAUSE, STOP)
"""A text that asks nothing: going on comes first."""
ALWAYS = (AGAIN, NOT_UNDERSTOOD, PAUSE, STOP)


def controls(context: UiContext, catalog: Catalog, *values: str) -> tuple[AnswerOption, ...]:
    """These controls, in this order."""
    made = []
    for value in values:
        control = CONTROLS[value]
        person = catalog.fixed(f"answers.{value}")
        made.append(AnswerOption(value, person, context._(control.words), control.icon, control.key))
    return tuple(made)
