"""Rows, cells and pages: nothing is cut where there is little room, nothing is stretched where there is much."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from screening.core.settings import ProgramSettings
from screening.ui.context import UiContext
from screening.ui.style import apply_style
from screening.ui.tokens import LIGHT
from screening.ui.widgets.answers import AnswerGrid, AnswerOption
from screening.ui.widgets.basics import READ, button, check, column, row, scrolled_page
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.words import Words

from .clipping import clipped
from .conftest import Show
from .scenes import stand

WORDS = "Because the law makes you pass this on to somebody else"


@pytest.fixture
def large(qapp: QApplication, context: UiContext) -> Iterator[UiContext]:
    """Texts of twice the size."""
    context.settings = ProgramSettings(text_percent=200)
    apply_style(qapp, LIGHT, context.sizes)
    yield context
    apply_style(qapp, LIGHT)


def held(layout: QVBoxLayout) -> QWidget:
    page = QWidget()
    page.setLayout(layout)
    return page


def test_a_row_with_room_is_one_line(show: Show) -> None:
    buttons = [button(f"Choice {number}") for number in range(4)]
    body = column()
    body.addLayout(row(*buttons, None))
    body.addStretch(1)
    page = held(body)
    show(page)
    assert len({each.y() for each in buttons}) == 1
    assert clipped(page) == []


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_row_without_room_goes_on_in_the_next_line(show: Show, direction: Qt.LayoutDirection) -> None:
    buttons = [button(f"A choice with the number {number}") for number in range(4)]
    body = column()
    body.addLayout(row(*buttons, None))
    body.addStretch(1)
    page = held(body)
    page.setLayoutDirection(direction)
    show(page)
    stand(page, (480, 400))
    assert len({each.y() for each in buttons}) >= 2
    assert clipped(page) == []
    rtl = direction is Qt.LayoutDirection.RightToLeft
    assert (buttons[0].x() > buttons[1].x()) == rtl or buttons[0].y() != buttons[1].y()


def test_words_of_a_button_and_of_a_box_wrap_where_they_must(show: Show, large: UiContext) -> None:
    made, box = button(WORDS), check(WORDS)
    body = column()
    body.addLayout(row(made, None))
    body.addWidget(box)
    body.addStretch(1)
    page = held(body)
    show(page)
    stand(page, (900, 500))
    one_line = made.height()
    stand(page, (420, 500))
    assert clipped(page) == []
    assert made.height() > one_line
    assert box.height() >= box.heightForWidth(box.width())
    assert made.text() == box.text() == WORDS


def test_choices_beside_their_question_move_under_it_whole(show: Show) -> None:
    bar = ChoiceBar([("a", "Not well enough"), ("b", "No common language"), ("c", "Not safe")], digits=False)
    question = Words("The person cannot decide now:")
    body = column()
    body.addLayout(row(question, bar))
    body.addStretch(1)
    page = held(body)
    show(page)
    stand(page, (900, 300))
    assert question.geometry().center().y() == pytest.approx(bar.geometry().center().y(), abs=12)
    stand(page, (520, 300))
    assert bar.y() >= question.geometry().bottom()
    assert len({each.y() for each in bar.buttons.values()}) == 1
    assert clipped(page) == []


def test_answers_stand_in_fewer_columns_before_they_are_narrow(show: Show, large: UiContext) -> None:
    said = large.own_catalog.fixed("answers.rather_not")
    options = [AnswerOption(str(number), said, "Rather not say", "rather_not", str(number)) for number in range(4)]
    grid = AnswerGrid(large, options, 4)
    body = column(grid, None)
    page = held(body)
    show(page)
    stand(page, (1400, 400))
    assert len({each.y() for each in grid.buttons.values()}) == 1
    stand(page, (760, 600))
    assert len({each.x() for each in grid.buttons.values()}) == 2
    assert clipped(page) == []
    stand(page, (360, 900))
    assert len({each.x() for each in grid.buttons.values()}) == 1
    assert clipped(page) == []


def test_a_very_wide_screen_does_not_stretch_a_line_and_gives_the_room_back(show: Show) -> None:
    words = Words(" ".join(["words"] * 400))
    area = scrolled_page(column(words, None))
    show(area)
    stand(area, (3840, 2160))
    widest = READ * area.fontMetrics().height()
    assert words.width() <= widest
    middle = words.mapTo(area, words.rect().center()).x()
    assert abs(middle - 1920) < 12
    stand(area, (1024, 600))
    assert area.width() == 1024
    assert words.mapTo(area, words.rect().topRight()).x() < 1024
    assert clipped(area) == []
