"""Small parts of the person's view: a text in its own language, and what its answers and pages come to."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.answer import Answer, Missing
from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.person.buttons import PersonButtons
from screening.ui.person_page import PersonPage
from screening.ui.question_texts import DECLINED, UNKNOWN
from screening.ui.tokens import GRID
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.person_text import PersonText

STACK_BELOW_PX = 760
NONE_OF_THESE = "none"
ALONE = frozenset({NONE_OF_THESE, UNKNOWN, DECLINED})
"""Answers beside which nothing else is ticked."""


def language_of(shown: PersonPage) -> str:
    """The tag the page runs in: the one that was looked for, also where a text is missing in it."""
    for text in (*shown.texts, *(option.person for option in (*shown.options, *shown.controls))):
        return text.wanted or text.language
    return "en"


def beside_each_other(context: UiContext, first: QWidget, second: QWidget) -> QWidget:
    """Two things side by side, or one under the other where there is less room."""
    both = QWidget()
    layout = Row(both, stack_below=context.px(STACK_BELOW_PX))
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * GRID)
    for each in (first, second):
        layout.addWidget(each, 1)
    return both


def person_label(context: UiContext, shown: Shown, px: int) -> PersonText:
    """One text in its own language."""
    label = PersonText(context, shown.language, px=px)
    label.show_person(shown)
    return label


def as_answer(value: str) -> Answer:
    if value == UNKNOWN:
        return Missing.UNKNOWN
    return Missing.DECLINED if value == DECLINED else value


def value_of(answer: Answer | None) -> str | None:
    if answer is None or isinstance(answer, tuple):
        return None
    return answer.value if isinstance(answer, Missing) else str(answer)


def settle_ticks(buttons: PersonButtons, clicked: str) -> None:
    """`None of these`, don't know and rather not say stand alone."""
    if not buttons.buttons[clicked].isChecked():
        return
    for value, each in buttons.buttons.items():
        if value != clicked and (clicked in ALONE or value in ALONE):
            each.setChecked(False)


def empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
