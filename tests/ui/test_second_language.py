"""A second language that the person points at: for what is missing in the first, through the whole talk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.consent import ConsentPoint, InterpreterMode
from screening.core.drafts import DraftReason
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Review
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.actions import Action
from screening.ui.consent_texts import DRAFT
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.models.cases_model import Column
from screening.ui.screens.language import LanguageScreen
from screening.ui.screens.wall import WallAsk, WallScreen
from screening.ui.steps import CONSENT, LANGUAGE, QUESTIONS
from screening.ui.window import MainWindow

from .conftest import CHEAP, Show
from .talk_steps import digit, in_vault, looked_talk, open_frame, press, settle, settled

FIRST, SECOND = "mnk", "es"
"""One with hardly any words, and one with all of them, in draft."""


@pytest.fixture
def talk(context: UiContext, session: Session) -> Talk:
    return looked_talk(context, session)


@pytest.fixture
def screen(context: UiContext, talk: Talk, show: Show) -> LanguageScreen:
    made = LanguageScreen(context)
    show(made)
    made.open(talk)
    QApplication.processEvents()
    return made


def test_a_language_that_has_all_words_asks_for_no_other(screen: LanguageScreen) -> None:
    assert not screen.second.isVisible()
    screen.finder.tiles["es"].click()
    assert not screen.second.isVisible()
    choice = screen.choice()
    assert choice is not None and choice.second == ""


def test_where_words_are_missing_another_is_asked_for_and_none_is_proposed(
    qtbot: QtBot, screen: LanguageScreen
) -> None:
    screen.finder.tiles[FIRST].click()
    assert screen.second.isVisible() and not screen.second.remove_button.isVisible()
    choice = screen.choice()
    assert choice is not None and (choice.second, choice.text_available) == ("", False)
    with qtbot.waitSignal(screen.wall_asked) as asked:
        screen.second.ask_button.click()
    assert asked.args == [WallAsk(beside=FIRST)]


def test_the_second_that_is_pointed_at_makes_words_available_and_can_be_taken_away(
    screen: LanguageScreen,
) -> None:
    screen.finder.tiles[FIRST].click()
    assert not screen.next_button.isEnabled()
    screen.on_pointed(WallAsk(beside=FIRST), SECOND)
    choice = screen.choice()
    assert choice is not None
    assert (choice.tag, choice.second, choice.text_available) == (FIRST, SECOND, True)
    assert screen.next_button.isEnabled() and screen.next_button.hasFocus()
    assert "and Spanish too" in strip_invisible(screen.second.both_label.text())
    assert screen.draft_label.isVisible()
    screen.second.remove_button.click()
    choice = screen.choice()
    assert choice is not None and (choice.second, choice.text_available) == ("", False)
    assert not screen.next_button.isEnabled()


def test_with_another_first_language_the_second_is_asked_for_anew(screen: LanguageScreen) -> None:
    screen.finder.tiles[FIRST].click()
    screen.on_second_picked(SECOND)
    screen.finder.tiles["bin"].click()
    choice = screen.choice()
    assert choice is not None and (choice.tag, choice.second) == ("bin", "")


def test_the_first_language_is_no_second_one(screen: LanguageScreen) -> None:
    screen.finder.tiles[FIRST].click()
    screen.on_second_picked(FIRST)
    choice = screen.choice()
    assert choice is not None and choice.second == ""


def test_coming_back_shows_the_second_too_and_the_next_person_has_none(
    qtbot: QtBot, context: UiContext, session: Session, screen: LanguageScreen, talk: Talk
) -> None:
    screen.finder.tiles[FIRST].click()
    screen.on_second_picked(SECOND)
    with qtbot.waitSignal(screen.finished):
        screen.next_button.click()
    kept = in_vault(context, talk).language
    assert kept is not None and (kept.tag, kept.second) == (FIRST, SECOND)
    screen.open(talk)
    assert screen.choice() == kept and screen.second.remove_button.isVisible()
    screen.open(looked_talk(context, session))
    assert screen.choice() is None and not screen.second.isVisible()


def test_somebody_to_wait_for_can_be_shown_where_an_interpreter_is_needed(
    qtbot: QtBot, screen: LanguageScreen
) -> None:
    screen.finder.tiles["ti"].click()
    waiting = screen.context.person_catalog("ti").fixed("wall.please_wait").language == "ti"
    assert screen.wait_button.isVisible() is (waiting and not screen.next_button.isEnabled())
    with qtbot.waitSignal(screen.wall_asked) as asked:
        screen.wait_button.click()
    assert asked.args == [WallAsk(wait_in="ti")]
    screen.finder.tiles["es"].click()
    assert not screen.wait_button.isVisible()


def test_an_interpreter_says_what_is_missing_without_a_second_language(screen: LanguageScreen) -> None:
    screen.finder.tiles[FIRST].click()
    screen.mode_bar.buttons[InterpreterMode.PHONE].click()
    screen.code_edit.setText("INT-7")
    screen.conflict_check.setChecked(True)
    screen.agrees_check.setChecked(True)
    assert screen.next_button.isEnabled() and screen.second.isVisible()


def test_through_a_talk_missing_words_stand_in_the_second_and_answers_keep_it(
    qtbot: QtBot, context: UiContext, session: Session, talk: Talk, show: Show
) -> None:
    frame = open_frame(qtbot, context, talk, show)
    assert frame.current == LANGUAGE
    frame.language.finder.tiles[FIRST].click()
    frame.language.on_second_picked(SECOND)
    press(Qt.Key.Key_Return)
    settle(qtbot, context)
    consent = frame.consent
    assert frame.current == CONSENT and DRAFT in consent.pages
    told = strip_invisible(consent.sides.draft_label.text())
    assert "shown in Spanish, which the person picked too" in told and "English" not in told
    for _ in ConsentPoint:
        assert {text.shown.language for text in consent.sides.person_texts if text.shown} == {SECOND}
        press(Qt.Key.Key_Return)
    digit(4)
    press(Qt.Key.Key_Return)
    settle(qtbot, context)
    for _ in range(3):
        digit(1)
        settle(qtbot, context)
    kept = in_vault(context, talk)
    assert kept.consent is not None and kept.consent.counts(kept.language)
    assert kept.consent.shown_in in {FIRST, SECOND} and kept.consent.review is Review.DRAFT
    assert kept.consent.draft is not None and kept.consent.draft.reason is DraftReason.DANGER
    assert frame.current == QUESTIONS
    frame.questions.go_to("papers_held")
    settle(qtbot, context)
    digit(1)
    settle(qtbot, context)
    (answer,) = in_vault(context, talk).answers.values()
    assert answer.language == SECOND


def wall_over(window: MainWindow) -> WallScreen:
    assert isinstance(window.over, WallScreen)
    return window.over


def test_the_case_list_names_both(context: UiContext, session: Session, tmp_path: Path, show: Show) -> None:
    window = MainWindow(context, EntryRoom(context, tmp_path / "vaults", kdf=CHEAP, floor=CHEAP))
    show(window)
    window.on_vault_opened(session)
    settled(context)
    assert window.desk is not None
    talk = looked_talk(context, session)
    window.desk.show_talk(talk)
    settled(context)
    language = window.desk.talk_frame.language
    window.act(Action.PERSON)
    assert FIRST in wall_over(window).wall.tiles
    window.act(Action.PERSON)
    assert not window.lies_over
    language.finder.tiles[FIRST].click()
    language.second.ask_button.click()
    wall = wall_over(window)
    assert FIRST not in wall.wall.tiles
    wall.wall.tiles[SECOND].click()
    digit(1)
    assert not window.lies_over
    language.next_button.click()
    settled(context)
    window.desk.talk_frame.on_leave()
    settled(context)
    model = window.desk.cases.model
    assert strip_invisible(str(model.index(0, Column.LANGUAGE).data())) == "Mandinka; Español too"
    for tag in (FIRST, SECOND):
        found = context.tasks.wait(lambda t=tag: session.vault.cases.summaries(t))  # type: ignore[misc]
        assert [(case.language, case.second_language) for case in found] == [(FIRST, SECOND)]
