"""What helps before anything is unlocked: numbers of this computer, first steps, languages to point at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.settings import EmergencyNumber, ProgramSettings
from screening.languages.bidi import ltr
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.screens.emergency_sheet import STEPS, EmergencySheet
from screening.ui.widgets.person_text import PersonText
from screening.ui.window import MainWindow

from .conftest import CHEAP, Show
from .referral_talks import words_on

NUMBERS = (EmergencyNumber("112"), EmergencyNumber("0800 123 456", "Child protection"))


@pytest.fixture
def sheet(qtbot: QtBot, context: UiContext, show: Show) -> EmergencySheet:
    made = EmergencySheet(context, NUMBERS)
    show(made)
    made.shown()
    return made


def test_all_numbers_and_steps_stand_on_it(sheet: EmergencySheet) -> None:
    seen = words_on(sheet)
    for each in NUMBERS:
        assert ltr(each.number) in seen
        assert each.label in seen
    for step in STEPS:
        assert step in seen


def test_the_numbers_are_those_set_on_this_computer(context: UiContext, tmp_path: Path, show: Show) -> None:
    context.settings = ProgramSettings(emergency_numbers=NUMBERS)
    window = MainWindow(context, EntryRoom(context, tmp_path / "vaults", kdf=CHEAP, floor=CHEAP))
    show(window)
    window.show_urgent_help()
    assert isinstance(window.over, EmergencySheet)
    assert ltr(NUMBERS[1].number) in words_on(window.over)


def test_one_key_shows_the_wall_and_takes_it_away(context: UiContext, tmp_path: Path, show: Show) -> None:
    window = MainWindow(context, EntryRoom(context, tmp_path / "vaults", kdf=CHEAP, floor=CHEAP))
    show(window)
    window.show_urgent_help()
    sheet = window.over
    assert isinstance(sheet, EmergencySheet)
    window.act(Action.PERSON)
    assert sheet.wall is not None and sheet.currentWidget() is sheet.wall
    window.act(Action.PERSON)
    assert sheet.currentWidget() is sheet.sheet_page


def test_the_wall_shows_every_language_and_nothing_of_the_sheet(sheet: EmergencySheet) -> None:
    QTest.mouseClick(sheet.wall_button, Qt.MouseButton.LeftButton)
    assert sheet.wall is not None
    assert set(sheet.wall.wall.tiles) == set(sheet.context.languages)
    seen = words_on(sheet)
    assert not [step for step in STEPS if step in seen]
    assert ltr("112") not in seen


def test_without_a_talk_the_words_to_wait_follow_and_who_is_to_be_found(sheet: EmergencySheet) -> None:
    sheet.show_wall()
    wall = sheet.wall
    assert wall is not None
    wall.wall.tiles["ti"].click()
    assert wall.confirm is not None
    wall.confirm.yes_button.click()
    assert wall.currentWidget() is wall.wait and wall.wait is not None
    waiting = sheet.context.person_catalog("ti").fixed("wall.please_wait")
    assert waiting.language == "ti"
    assert waiting.text in [text.text() for text in wall.wait.findChildren(PersonText)]
    assert "Tigrinya" in wall.wait.officer_words.text()


def test_pointing_marks_one_language_and_the_next_time_none(sheet: EmergencySheet) -> None:
    sheet.show_wall()
    assert sheet.wall is not None
    tiles = sheet.wall.wall.tiles
    tiles["vi"].click()
    tiles["ti"].click()
    assert [tag for tag, tile in tiles.items() if tile.isChecked()] == ["ti"]
    sheet.show_sheet()
    sheet.show_wall()
    assert not any(tile.isChecked() for tile in tiles.values())


def test_esc_goes_back_from_the_wall_to_the_sheet_and_then_away(qtbot: QtBot, sheet: EmergencySheet) -> None:
    sheet.show_wall()
    assert sheet.wall is not None
    focused = QApplication.focusWidget()
    assert focused is sheet.wall.wall.tiles["en"]
    with qtbot.assertNotEmitted(sheet.closed):
        QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert sheet.currentWidget() is sheet.sheet_page
    assert sheet.wall_button.hasFocus()
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet.wall_button, Qt.Key.Key_Escape)


@pytest.mark.parametrize("officer", ["en", "ar"])
def test_on_paper_it_is_a_page_for_the_officer_and_two_to_hold_out(
    make_context: Callable[[str], UiContext], officer: str
) -> None:
    pages = EmergencySheet(make_context(officer), NUMBERS).pages()
    assert len(pages) == 3
    for page in pages:
        image = QImage.fromData(page)
        assert not image.isNull()
        assert image.height() > image.width() > 1500
