"""Small parts of the person's view: a text in its own language, and what its answers and pages come to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from screening.core.answer import Answer, Missing
from screening.core.instrument import QuestionType
from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.person.buttons import PersonButtons
from screening.ui.person_page import PersonPage
from screening.ui.question_texts import DECLINED, UNKNOWN
from screening.ui.tokens import GRID
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.person_text import PersonText

STACK_BELOW_PX = 760
TYPED = frozenset({QuestionType.TEXT, QuestionType.INTEGER, QuestionType.DATE})
NONE_OF_THESE = "none"
ALONE = frozenset({NONE_OF_THESE, UNKNOWN, DECLINED})
"""Answers beside which nothing else is ticked."""


def language_of(shown: PersonPage) -> str:
    """The tag the page runs in: the one that was looked for, also where a text is missing in it."""
    for text in (*shown.texts, *(option.person for option in (*shown.options, *shown.controls))):
        return text.wanted or text.language
    return "en"


def asks_for_many(page: PersonPage) -> bool:
    """Whether several answers may be ticked."""
    return page.question is not None and page.question.type is QuestionType.MANY


def typed_into(page: PersonPage) -> bool:
    """Whether the answer is written."""
    return page.question is not None and page.question.type in TYPED


def same_to_press(before: PersonPage, shown: PersonPage) -> bool:
    """Whether what can be pressed stays: two of three questions follow one with the same answers."""
    if any(asks_for_many(each) or typed_into(each) for each in (before, shown)):
        return False
    return list(shown.options) == list(before.options)


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
