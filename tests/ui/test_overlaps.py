"""The check for things that lie over one another finds what it should, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from .conftest import Show
from .overlaps import overlapping


def test_two_labels_in_one_place_are_found(show: Show) -> None:
    page = QWidget()
    first, second, third = QLabel("first", page), QLabel("second", page), QLabel("third", page)
    first.setGeometry(10, 10, 100, 30)
    second.setGeometry(10, 60, 100, 30)
    third.setGeometry(200, 10, 100, 30)
    show(page)
    assert overlapping(page) == []
    second.move(60, 20)
    assert overlapping(page) == ["QLabel 'first' lies over QLabel 'second'"]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_field_that_lies_over_words_is_found(kind: type[QLineEdit | QPlainTextEdit], show: Show) -> None:
    page = QWidget()
    QLabel("under it", page).setGeometry(10, 10, 100, 30)
    kind(page).setGeometry(60, 20, 100, 60)
    show(page)
    assert len(overlapping(page)) == 1


def test_what_is_inside_a_button_or_scrolled_away_is_no_overlap(show: Show) -> None:
    page = QWidget()
    button = QPushButton("", page)
    button.setGeometry(0, 0, 200, 60)
    QVBoxLayout(button).addWidget(QLabel("its words"))
    area = QScrollArea(page)
    area.setGeometry(0, 100, 200, 100)
    inside = QWidget()
    inside.resize(180, 600)
    QLabel("far down", inside).setGeometry(0, 130, 100, 30)
    area.setWidget(inside)
    QLabel("under the area", page).setGeometry(0, 220, 150, 40)
    show(page)
    assert overlapping(page) == []
    area.verticalScrollBar().setValue(60)
    assert overlapping(page) == []
