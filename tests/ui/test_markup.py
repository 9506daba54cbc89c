"""Markup in a translation is text: on the screen and in a tooltip. (On paper: tests/documents.)"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from screening.languages.catalogs import Review, Shown
from screening.languages.terms import SITUATION
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.models.cases_model import CasesModel, Column
from screening.ui.plain_tip import plain_tip
from screening.ui.widgets.answers import AnswerButton, AnswerOption
from screening.ui.widgets.two_sides import TwoSides

from .talk_steps import new_talk

MARKUP = "<b>Yes</b> & <img src='file:///x'> <a href='y'>go</a>"


def read_as_qt_would(text: str) -> str:
    """What a tooltip shows of it."""
    document = QTextDocument()
    if text.startswith("<"):
        document.setHtml(text)
    else:
        document.setPlainText(text)
    return document.toPlainText()


def test_a_tooltip_reads_as_it_is_written() -> None:
    assert read_as_qt_would(MARKUP) != MARKUP
    assert read_as_qt_would(plain_tip(MARKUP)) == MARKUP
    assert read_as_qt_would(plain_tip("Border & more: 3 < 4")) == "Border & more: 3 < 4"
    assert plain_tip("Border") == "Border"


def test_a_translated_word_in_the_case_list_is_plain_in_its_tooltip(context: UiContext, session: Session) -> None:
    talk = new_talk(context, session)
    words = SITUATION[talk.record.situation]
    plain = context.translator.gettext
    context.translator.gettext = lambda message: MARKUP if message == words else plain(message)  # type: ignore[method-assign]
    model = CasesModel(context)
    model.show_cases(context.tasks.wait(lambda: session.vault.cases.summaries()))
    index = model.index(0, Column.SITUATION)
    assert index.data() == MARKUP
    assert read_as_qt_would(index.data(Qt.ItemDataRole.ToolTipRole)) == MARKUP


def test_the_persons_and_the_officers_words_are_plain_on_the_screen(context: UiContext, qtbot: QtBot) -> None:
    shown = Shown(MARKUP, "fr", Review.DRAFT, "0")
    button = AnswerButton(context, AnswerOption("yes", shown, MARKUP, "yes", "1"))
    sides = TwoSides(context)
    for made in (button, sides):
        qtbot.addWidget(made)
    sides.show_texts([(MARKUP, "officer-question")], [shown])
    assert [text.text() for text in sides.person_texts] == [MARKUP]
    assert button.person_label.text() == MARKUP
    labels = [label for made in (button, sides) for label in made.findChildren(QLabel) if label.text()]
    assert any(MARKUP in label.text() for label in labels)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
