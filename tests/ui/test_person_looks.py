"""The person's side in every theme: read on its ground, told apart by shape, and calm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

import screening.ui
from screening.app import dress
from screening.core.instrument import Instrument, Kind, Question
from screening.instruments.catalogue import load_catalogue
from screening.instruments.library import find_instrument
from screening.ui.context import UiContext
from screening.ui.held.pin_page import PinPage
from screening.ui.person.view import PersonView
from screening.ui.screens.wall import WallAsk, WallScreen
from screening.ui.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens, contrast
from screening.ui.widgets.icons import icon_pixmap

from .conftest import Show, undress
from .person_words import PSEUDO
from .scenes import stand
from .script_scenes import typed_page
from .variants import SMALL

CALM_MS = 700
"""Longer than half a blink of a cursor."""
THEMES = {"light": LIGHT, "dark": DARK, "high contrast": HIGH_CONTRAST}


@pytest.fixture(autouse=True)
def as_it_was(qapp: QApplication, fonts: object) -> Iterator[None]:
    """Another look is dressed for each test; the tests after this one find the application as it was."""
    font, direction = qapp.font(), qapp.layoutDirection()
    yield
    undress(qapp, font, direction)


def asked() -> tuple[Instrument, list[Question]]:
    """A question of each type that is asked."""
    instrument = find_instrument("labour-exploitation", load_catalogue()).instrument
    found = {q.type: q for section in instrument.sections for q in section.questions if q.kind is Kind.ASKED}
    return instrument, list(found.values())


def pages(context: UiContext, show: Show) -> Iterator[QWidget]:
    """The person's pages, one after another: questions with an answer that stands, the wall, the PIN."""
    instrument, questions = asked()
    view = PersonView(context)
    show(view)
    for question in questions:
        view.show_page(typed_page(context, context.person_catalog("fr"), instrument, question))
        if view.answers is not None:
            first = next(iter(view.answers.buttons.values()))
            first.click() if first.isCheckable() else view.answers.mark(first.option.value)
        stand(view, SMALL)
        yield view
    wall = WallScreen(context, WallAsk())
    show(wall)
    wall.wall.mark("ar")
    wall.wall.mark_heard("uk")
    stand(wall, SMALL)
    yield wall
    pin = PinPage(context, context.person_catalog("fr"))
    pin.say("Wait a little.")
    show(pin)
    stand(pin, SMALL)
    yield pin


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES)
def test_every_text_of_the_person_can_be_read_on_what_is_behind_it(
    tokens: Tokens, qapp: QApplication, context: UiContext, show: Show
) -> None:
    context.tokens = tokens
    dress(qapp, context)
    PSEUDO[0].fill(context)
    least, seen = (7 if tokens is HIGH_CONTRAST else 4.5), 0
    for root in pages(context, show):
        drawn = root.grab().toImage()
        for text in root.findChildren(QLabel):
            if text.visibleRegion().isEmpty() or not text.text():
                continue
            ground = drawn.pixelColor(text.mapTo(root, text.visibleRegion().boundingRect().topLeft())).name()
            letters = text.palette().color(QPalette.ColorRole.WindowText).name()
            seen += 1
            assert contrast(letters, ground) >= least, (type(root).__name__, text.text(), letters, ground)
    assert seen > 40


@pytest.mark.parametrize(("one", "other"), [("ticked", "unticked"), ("heard", "listen"), ("yes", "no")])
def test_marks_differ_by_their_shape(one: str, other: str) -> None:
    first, second = (icon_pixmap(name, "#000000", 24).toImage() for name in (one, other))
    assert first.convertToFormat(QImage.Format.Format_Alpha8) != second.convertToFormat(
        QImage.Format.Format_Alpha8
    )


def test_a_tile_that_is_heard_has_an_ear(context: UiContext, show: Show) -> None:
    wall = WallScreen(context, WallAsk())
    show(wall)
    tile = wall.wall.tiles["ar"]
    before = [label for label in tile.findChildren(QLabel) if label.isVisible()]
    wall.wall.mark_heard("ar")
    more = [label for label in tile.findChildren(QLabel) if label.isVisible() and label not in before]
    assert len(more) == 1 and not more[0].pixmap().isNull()


# calm


class Paintings(QObject):
    """Counts what is painted again where nobody types."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            parent = watched.parent()
            if not isinstance(watched, QLineEdit) and not isinstance(parent, QPlainTextEdit):
                self.seen.append(f"{type(watched).__name__} in {type(parent).__name__}")
        return False


@pytest.mark.slow
def test_nothing_moves_by_itself(qtbot: QtBot, qapp: QApplication, context: UiContext, show: Show) -> None:
    PSEUDO[0].fill(context)
    for root in pages(context, show):
        stand(root, SMALL)
        QApplication.processEvents()  # what was laid out last is painted
        paintings = Paintings()
        for each in (root, *root.findChildren(QWidget)):
            each.installEventFilter(paintings)
        qtbot.wait(CALM_MS)
        assert paintings.seen == [], type(root).__name__
        running = [timer for timer in root.findChildren(QTimer) if timer.isActive() and not timer.isSingleShot()]
        assert running == []


def test_no_screen_beeps_blinks_or_animates() -> None:
    moving = re.compile(
        r"beep\(|QPropertyAnimation|QVariantAnimation|QMovie|QTimeLine|QGraphicsOpacityEffect|alert\("
    )
    for file in Path(screening.ui.__path__[0]).rglob("*.py"):
        assert not moving.search(file.read_text(encoding="utf-8")), file.name
