"""The wall of languages: greetings in own scripts, pointed at by finger or keys, or heard one after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from screening.languages.catalogs import Review, Shown
from screening.languages.table import load_languages
from screening.ui.context import UiContext
from screening.ui.heard.voice import Voice
from screening.ui.screens.wall import WallAsk, WallScreen
from screening.ui.widgets import language_wall
from screening.ui.widgets.language_wall import LEAST_HEIGHT, NOT_HERE, LanguageWall, WallTile, wall_html
from screening.ui.widgets.person_text import PersonText

from ..sounds import install, pack_of
from .conftest import Show
from .talk_steps import press

KEY = Qt.Key
TARGET = 88
"""Pixels: the least height of what a finger points at on the wall."""


@pytest.fixture
def wall(context: UiContext, show: Show) -> WallScreen:
    made = WallScreen(context, WallAsk())
    show(made)
    made.shown()
    QApplication.processEvents()
    return made


def said(tile: WallTile) -> list[str]:
    return [text.text() for text in tile.findChildren(PersonText)]


def test_each_tile_greets_in_its_own_language_and_never_in_another(wall: WallScreen) -> None:
    languages = load_languages()
    assert list(wall.wall.tiles) == list(languages)
    for tag, tile in wall.wall.tiles.items():
        greeting = wall.context.person_catalog(tag).fixed("wall.greeting")
        own = [greeting.text] if greeting.language == tag else []
        assert said(tile) == [languages[tag].own_name, *own], tag
        assert (tile.greeting is None) is (greeting.language != tag)


def test_a_language_without_a_greeting_shows_its_own_name_alone(context: UiContext, qtbot: QtBot) -> None:
    tile = WallTile(context, context.languages["mnk"], None)
    qtbot.addWidget(tile)
    assert said(tile) == ["Mandinka"]


def test_every_tile_is_large_and_its_words_are_whole(wall: WallScreen) -> None:
    assert LEAST_HEIGHT >= TARGET
    for tile in (*wall.wall.tiles.values(), wall.wall.not_here_tile):
        assert tile.height() >= TARGET and tile.width() >= TARGET
        for text in tile.findChildren(PersonText):
            assert text.height() >= text.heightForWidth(text.width()), text.text()
            assert tile.rect().contains(text.geometry())


@pytest.mark.parametrize("officer", ["en", "ar"])
def test_keys_alone_reach_every_tile(officer: str, make_context: Callable[[str], UiContext], show: Show) -> None:
    context = make_context(officer)
    wall = LanguageWall(context)
    wall.setLayoutDirection(context.direction(officer))
    show(wall)
    wall.focus()
    order = [*wall.tiles.values(), wall.not_here_tile]
    forward = KEY.Key_Left if officer == "ar" else KEY.Key_Right
    for tile in order[1:]:
        press(forward)
        assert tile.hasFocus()
    press(forward)
    assert order[-1].hasFocus()
    press(KEY.Key_Home)
    assert order[0].hasFocus()
    columns = wall.cells.columns_at(wall.width())
    press(KEY.Key_Down)
    assert order[columns].hasFocus()
    assert (order[columns].x(), order[columns].y() > order[0].y()) == (order[0].x(), True)
    press(KEY.Key_Up)
    press(KEY.Key_End)
    assert wall.not_here_tile.hasFocus()


def test_page_down_moves_by_what_is_in_sight_and_brings_it_there(wall: WallScreen) -> None:
    seen = [next(iter(wall.wall.tiles.values()))]
    while not wall.wall.not_here_tile.hasFocus():
        press(KEY.Key_PageDown)
        focused = QApplication.focusWidget()
        assert focused is not None and focused is not seen[-1]
        seen.append(focused)  # type: ignore[arg-type]
        top = focused.mapTo(wall.area.viewport(), focused.rect().topLeft()).y()
        assert 0 <= top <= wall.area.viewport().height() - focused.height()
    assert len(seen) > 2


def test_a_finger_points_and_a_finger_scrolls(qtbot: QtBot, wall: WallScreen) -> None:
    device = QTest.createTouchDevice()
    tile = wall.wall.tiles["es"]
    window = wall.windowHandle()
    at = tile.mapTo(wall, tile.rect().center())
    QTest.touchEvent(window, device).press(0, at).commit()
    QTest.touchEvent(window, device).release(0, at).commit()
    qtbot.waitUntil(lambda: wall.confirm is not None and wall.currentWidget() is wall.confirm)
    assert tile.isChecked()
    wall.show_wall()
    bar = wall.area.verticalScrollBar()
    bar.setValue(0)
    QTest.touchEvent(window, device).press(1, QPoint(400, 600)).commit()
    for y in range(580, 200, -20):
        QTest.touchEvent(window, device).move(1, QPoint(400, y)).commit()
        QApplication.processEvents()
    QTest.touchEvent(window, device).release(1, QPoint(400, 200)).commit()
    qtbot.waitUntil(lambda: bar.value() > 100)
    assert wall.currentWidget() is wall.wall_page


def test_in_a_talk_the_person_confirms_in_their_language_and_it_is_taken_on(
    qtbot: QtBot, wall: WallScreen
) -> None:
    press(KEY.Key_Down)
    tile = QApplication.focusWidget()
    assert isinstance(tile, WallTile)
    press(KEY.Key_Return)
    confirm = wall.confirm
    assert confirm is not None and wall.currentWidget() is confirm and confirm.yes_button.hasFocus()
    assert tile.isChecked()
    with qtbot.assertNotEmitted(wall.picked):
        press(KEY.Key_2)
    assert wall.currentWidget() is wall.wall_page and tile.hasFocus()
    press(KEY.Key_Return)
    with qtbot.waitSignal(wall.picked) as picked:
        press(KEY.Key_1)
    assert picked.args == [tile.tag]


@pytest.mark.parametrize("tag", ["ar", "mnk"])
def test_whether_it_is_this_one_is_asked_in_that_language_or_without_words(wall: WallScreen, tag: str) -> None:
    wall.wall.tiles[tag].click()
    assert wall.confirm is not None
    catalog = wall.context.person_catalog(tag)
    texts = [text.text() for text in wall.confirm.findChildren(PersonText)]
    there = [catalog.fixed(key) for key in ("wall.this_one", "answers.yes", "answers.no")]
    assert texts == [wall.context.languages[tag].own_name, *(each.text for each in there if each.language == tag)]
    for made, officer in ((wall.confirm.yes_button, "Yes"), (wall.confirm.no_button, "No")):
        assert officer in made.accessibleName()
        assert any(officer in label.text() for label in made.findChildren(QLabel))
    QTest.keyClick(wall.confirm.yes_button, KEY.Key_Escape)
    assert wall.currentWidget() is wall.wall_page


def test_a_language_that_is_not_there_leads_on_too(qtbot: QtBot, wall: WallScreen) -> None:
    with qtbot.waitSignal(wall.picked) as picked:
        wall.wall.not_here_tile.click()
    assert picked.args == [NOT_HERE]


def test_without_a_talk_a_language_that_is_not_there_is_asked_to_wait_in_several(
    context: UiContext, show: Show
) -> None:
    wall = WallScreen(context, WallAsk(leads_on=False))
    show(wall)
    wall.wall.not_here_tile.click()
    assert wall.wait is not None and wall.currentWidget() is wall.wait
    texts = [text.text() for text in wall.wait.findChildren(PersonText)]
    assert texts[0] == context.fixed_texts["wall.please_wait"]
    assert len(texts) == len(set(texts)) >= 4
    assert "not on the wall" in wall.wait.officer_words.text()


def test_for_a_second_language_the_first_is_left_out_and_asks_in_its_own_words(
    context: UiContext, qtbot: QtBot
) -> None:
    wall = WallScreen(context, WallAsk(beside="am"))
    qtbot.addWidget(wall)
    assert "am" not in wall.wall.tiles and "en" in wall.wall.tiles
    asked = context.person_catalog("am").fixed("wall.another_too")
    texts = [text.text() for text in wall.wall_page.findChildren(PersonText)]
    assert (asked.text in texts) is (asked.language == "am")
    assert context.fixed_texts["wall.another_too"] not in texts


def test_only_the_words_to_wait_can_be_shown(qtbot: QtBot, context: UiContext, show: Show) -> None:
    wall = WallScreen(context, WallAsk(wait_in="ti"))
    show(wall)
    wall.shown()
    assert wall.wait is not None and wall.currentWidget() is wall.wait
    with qtbot.waitSignal(wall.closed):
        press(KEY.Key_Escape)


def test_with_no_greeting_recorded_the_officer_reads_one_sentence(wall: WallScreen) -> None:
    assert wall.note.isHidden()
    wall.listen_button.click()
    assert "no recorded greetings" in wall.note.text() and wall.note.isVisible()


def test_the_greeting_that_is_heard_is_marked_and_one_press_is_silence(wall: WallScreen) -> None:
    wall._show_listening(True)
    heard = wall.wall.tiles["ti"]
    assert heard.greeting is not None
    wall.context.voice.started.emit(heard.greeting)
    assert heard.property("role") == "tile-heard"
    wall.context.voice.started.emit(wall.wall.tiles["ar"].greeting)
    assert heard.property("role") == "tile"
    assert wall.wall.tiles["ar"].property("role") == "tile-heard"
    wall.listen_button.click()
    assert not [tag for tag, tile in wall.wall.tiles.items() if tile.property("role") == "tile-heard"]


@pytest.fixture
def voice(context: UiContext, tmp_path: Path) -> Iterator[Voice]:
    """The greeting in Spanish, Arabic, and a language without a written one, played into nothing."""
    folder = tmp_path / "recordings"
    for tag in ("es", "ar", "mnk"):
        install(pack_of(tmp_path / tag, tag, ("wall.greeting",), seconds=0.05), folder)
    context.voice = Voice(folder, ("NULL",))
    yield context.voice
    context.voice.close()


def test_the_recorded_greetings_are_heard_in_turn_and_the_others_passed_over(
    qtbot: QtBot, voice: Voice, wall: WallScreen
) -> None:
    marked: list[list[str]] = []

    def look(_shown: Shown) -> None:
        heard = wall.wall.tiles.items()
        marked.append([tag for tag, tile in heard if tile.property("role") == "tile-heard"])

    voice.started.connect(look)
    with qtbot.waitSignal(voice.ended):
        wall.listen_button.click()
        assert wall.listen_button.text() == "Be silent"
    assert marked == [["ar"], ["es"], ["mnk"]]
    assert wall.listen_button.text() != "Be silent" and not wall._listening
    assert wall.note.isHidden()


def test_leaving_the_wall_or_one_press_is_silence(voice: Voice, wall: WallScreen) -> None:
    for leave in (wall.listen_button.click, wall.hide):
        wall.listen_button.click()
        assert [voice.playing, wall._listening] == [True, True]
        leave()
        assert [voice.playing, wall._listening] == [False, False]


def test_what_is_heard_elsewhere_marks_nothing(wall: WallScreen) -> None:
    wall.context.voice.started.emit(wall.wall.tiles["ar"].greeting)
    assert wall.wall.tiles["ar"].property("role") == "tile"


def test_a_tile_pressed_while_greetings_are_heard_is_silence(wall: WallScreen) -> None:
    wall._show_listening(True)
    wall.wall.tiles["vi"].click()
    assert not wall._listening


MARKUP = Shown("<b>Hello</b> <img src='x'> &amp; <a href='y'>you</a>", "fr", Review.DRAFT, "0", "wall.greeting")


def test_markup_in_a_greeting_is_text_on_a_tile_and_on_paper(
    context: UiContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tile = WallTile(context, context.languages["fr"], MARKUP)
    qtbot.addWidget(tile)
    assert said(tile) == ["Français", MARKUP.text]
    monkeypatch.setattr(language_wall, "own_text", lambda _context, _tag, _text_id: MARKUP)
    printed = wall_html(context)
    assert "<b>Hello" not in printed and "<img" not in printed and "<a " not in printed
    assert "&lt;b&gt;Hello&lt;/b&gt;" in printed and "&amp;amp;" in printed
