"""The person's language: by its own name, found by any name, never chosen for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from screening.core.consent import InterpreterMode, LanguageChoice
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import COMPILED
from screening.languages.table import load_languages
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.language import LanguageScreen
from screening.ui.steps import LANGUAGE

from .conftest import Show
from .talk_steps import in_vault, looked_talk, open_frame, settle

WITHOUT_WORDS = "vi"


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


def found(screen: LanguageScreen) -> list[str]:
    """The tiles in sight, in reading order."""
    tiles = [tile for tile in screen.finder.tiles.values() if tile.isVisible()]
    return [tile.language.tag for tile in sorted(tiles, key=lambda tile: (tile.y(), tile.x()))]


def search(screen: LanguageScreen, text: str) -> list[str]:
    screen.finder.search_edit.setText(text)
    QApplication.processEvents()
    return found(screen)


def test_damaged_words_are_told_when_their_language_is_picked_and_the_talk_has_others(
    context: UiContext, screen: LanguageScreen, tmp_path: Path
) -> None:
    broken = tmp_path / "compiled" / "my" / "LC_MESSAGES" / "person.mo"
    broken.parent.mkdir(parents=True)
    broken.write_bytes((COMPILED / "my" / "LC_MESSAGES" / "person.mo").read_bytes()[:100])
    context.catalogs = tmp_path / "compiled"
    screen.finder.tiles["my"].click()
    told = strip_invisible(screen.draft_label.text())
    assert screen.draft_label.isVisible() and "words are damaged in these languages: Burmese." in told
    choice = screen.choice()
    assert choice is not None
    assert context.catalog_of(choice).fixed("answers.yes").text == "Yes"


def test_every_language_stands_there_by_its_own_name_in_its_own_script(screen: LanguageScreen) -> None:
    assert set(found(screen)) == set(load_languages())
    for tile in screen.finder.tiles.values():
        own = tile.findChildren(QLabel)[0]
        assert own.text() == tile.language.own_name
        fonts = [QRawFont.fromFont(own.font())]
        for family in own.font().families():
            font = own.font()
            font.setFamilies([family])
            fonts.append(QRawFont.fromFont(font))
        letters = [letter for letter in own.text() if letter.isalpha()]
        assert all(any(font.supportsCharacter(ord(letter)) for font in fonts) for letter in letters), own.text()


@pytest.mark.parametrize("officer", ["en", "ar", "fr"])
@pytest.mark.parametrize("width", [1024, 1366])
def test_no_name_on_a_tile_is_cut(
    officer: str,
    width: int,
    qtbot: QtBot,
    context: UiContext,
    make_context: Callable[[str], UiContext],
    talk: Talk,
    show: Show,
) -> None:
    frame = open_frame(qtbot, make_context(officer), talk, show)
    assert frame.current == LANGUAGE
    frame.resize(width, 600)
    QApplication.processEvents()
    tiles = list(frame.language.finder.tiles.values())
    assert len(tiles) == len(load_languages())
    for tile in tiles:
        for label in tile.findChildren(QLabel):
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, (tile.language.tag, label.text())
            assert label.wordWrap() or label.width() >= label.sizeHint().width(), label.text()
            assert tile.rect().contains(label.geometry()), label.text()


@pytest.mark.parametrize(
    ("officer", "typed", "tag"),
    [
        ("en", "viet", "vi"),
        ("en", "Tiếng", "vi"),
        ("en", "Українська", "uk"),
        ("fr", "vietnamien", "vi"),
        ("ar", "فيتنام", "vi"),
        ("ar", "Vietnamese", "vi"),
        ("ar", "አማርኛ", "am"),
        ("en", "عربي", "ar"),
    ],
)
def test_a_language_is_found_by_the_officers_word_its_own_name_and_in_english(
    officer: str, typed: str, tag: str, make_context: Callable[[str], UiContext], talk: Talk, show: Show
) -> None:
    screen = LanguageScreen(make_context(officer))
    show(screen)
    screen.open(talk)
    assert tag in search(screen, typed)
    assert len(found(screen)) < len(screen.finder.tiles)


def test_what_no_language_is_called_says_so(screen: LanguageScreen) -> None:
    assert search(screen, "xyzzy") == []
    assert screen.finder.none_label.isVisible()
    assert not screen.finder.others_label.isVisible()
    assert set(search(screen, "")) == set(screen.finder.tiles)
    assert not screen.finder.none_label.isVisible()


def test_enter_picks_the_first_found(qtbot: QtBot, screen: LanguageScreen) -> None:
    first = search(screen, "arab")[0]
    QTest.keyClick(screen.finder.search_edit, Qt.Key.Key_Return)
    assert screen.choice() == LanguageChoice(first, text_available=True)
    assert screen.next_button.hasFocus()


def test_enter_without_a_search_picks_nothing(screen: LanguageScreen) -> None:
    screen.finder.search_edit.setFocus()
    QTest.keyClick(screen.finder.search_edit, Qt.Key.Key_Return)
    assert screen.choice() is None


def test_nothing_is_chosen_beforehand(screen: LanguageScreen) -> None:
    assert screen.choice() is None
    assert not any(tile.isChecked() for tile in screen.finder.tiles.values())
    assert screen.mode_bar.value == InterpreterMode.NONE
    assert not screen.conflict_check.isChecked()
    assert not screen.agrees_check.isChecked()
    assert not screen.next_button.isEnabled()
    assert screen.hint_label.isVisible()


def test_a_language_without_words_needs_an_interpreter(screen: LanguageScreen) -> None:
    screen.finder.tiles[WITHOUT_WORDS].click()
    assert not screen.next_button.isEnabled()
    assert "an interpreter is needed" in screen.hint_label.text()
    assert any(made.hasFocus() for made in screen.mode_bar.buttons.values())
    screen.finder.tiles["ar"].click()
    assert screen.next_button.isEnabled()
    assert not screen.hint_label.isVisible()


@pytest.mark.parametrize("mode", [InterpreterMode.IN_PERSON, InterpreterMode.PHONE])
def test_an_interpreter_needs_a_code_no_conflict_and_the_persons_agreement(
    mode: InterpreterMode, qtbot: QtBot, context: UiContext, screen: LanguageScreen, talk: Talk
) -> None:
    screen.finder.tiles[WITHOUT_WORDS].click()
    screen.mode_bar.buttons[mode].click()
    assert screen.interpreter_details.isVisible()
    steps: list[tuple[Callable[[], None], Callable[[], None]]] = [
        (lambda: screen.code_edit.setText("INT-7"), lambda: screen.code_edit.setText("  ")),
        (lambda: screen.conflict_check.setChecked(True), lambda: screen.conflict_check.setChecked(False)),
        (lambda: screen.agrees_check.setChecked(True), lambda: screen.agrees_check.setChecked(False)),
    ]
    for give, _ in steps:
        assert not screen.next_button.isEnabled()
        give()
    assert screen.next_button.isEnabled()
    for give, take in steps:
        take()
        assert not screen.next_button.isEnabled()
        give()
    with qtbot.waitSignal(screen.finished):
        screen.next_button.click()
    kept = in_vault(context, talk).language
    assert kept == LanguageChoice(WITHOUT_WORDS, False, "", mode, "INT-7", True, True)


def test_an_interpreter_who_is_not_agreed_to_closes_a_language_with_words_too(screen: LanguageScreen) -> None:
    screen.finder.tiles["ar"].click()
    screen.mode_bar.buttons[InterpreterMode.PHONE].click()
    assert not screen.next_button.isEnabled()
    screen.mode_bar.buttons[InterpreterMode.NONE].click()
    assert screen.next_button.isEnabled()


def test_coming_back_shows_the_earlier_choice(
    qtbot: QtBot, context: UiContext, screen: LanguageScreen, talk: Talk, session: Session
) -> None:
    screen.finder.tiles[WITHOUT_WORDS].click()
    screen.mode_bar.buttons[InterpreterMode.PHONE].click()
    screen.code_edit.setText("INT-7")
    screen.conflict_check.setChecked(True)
    screen.agrees_check.setChecked(True)
    screen.dialect_edit.setText("Nghệ An")
    chosen = screen.choice()
    with qtbot.waitSignal(screen.finished):
        screen.next_button.click()
    again = LanguageScreen(context)
    qtbot.addWidget(again)
    again.open(talk)
    assert again.choice() == chosen
    assert again.finder.tiles[WITHOUT_WORDS].isChecked()
    assert again.next_button.isEnabled()


def test_the_next_person_gets_an_empty_screen(
    qtbot: QtBot, context: UiContext, screen: LanguageScreen, session: Session
) -> None:
    screen.finder.tiles[WITHOUT_WORDS].click()
    screen.mode_bar.buttons[InterpreterMode.PHONE].click()
    screen.code_edit.setText("INT-7")
    screen.dialect_edit.setText("Nghệ An")
    screen.conflict_check.setChecked(True)
    screen.agrees_check.setChecked(True)
    screen.open(looked_talk(context, session))
    assert screen.choice() is None
    assert screen.mode_bar.value == InterpreterMode.NONE
    assert (screen.code_edit.text(), screen.dialect_edit.text()) == ("", "")
    assert not screen.conflict_check.isChecked()
    assert not screen.agrees_check.isChecked()
    settle(qtbot, context)
