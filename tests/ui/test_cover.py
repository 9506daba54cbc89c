"""Hiding, coming back, and the page of keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screening.ui.context import UiContext
from screening.ui.screens.alone_again import AloneAgainScreen
from screening.ui.screens.cover import CoverScreen, KindPanel
from screening.ui.screens.keys_help import KeysHelpScreen

from .conftest import Show

OWN_WORDS = (
    "screening",
    "case",
    "talk",
    "officer",
    "person",
    "vault",
    "hide",
    "lock",
    "referral",
    "trafficking",
)


@pytest.fixture
def cover(context: UiContext, show: Show) -> CoverScreen:
    screen = CoverScreen(context)
    show(screen)
    screen.shown()
    return screen


def panel(cover: CoverScreen) -> KindPanel:
    current = cover.panels.currentWidget()
    assert isinstance(current, KindPanel)
    return current


def words(screen: QWidget) -> str:
    labels = [label.text() for label in screen.findChildren(QLabel)]
    buttons = [made.text() for made in screen.findChildren(QAbstractButton)]
    tips = [widget.toolTip() + widget.accessibleName() for widget in screen.findChildren(QWidget)]
    return " ".join((*labels, *buttons, *tips))


def test_the_cover_has_no_word_of_the_program(cover: CoverScreen) -> None:
    said = f"{words(cover)} {cover.title} {cover.windowTitle()}".casefold()
    assert "metres" in said
    assert not [word for word in OWN_WORDS if word in said.split()]


def test_f12_leaves_the_cover_from_any_place(qtbot: QtBot, cover: CoverScreen) -> None:
    for widget in (panel(cover).edits[3], cover.kind_buttons[2], cover.reset_button):
        widget.setFocus()
        with qtbot.waitSignal(cover.left):
            QTest.keyClick(widget, Qt.Key.Key_F12)


def test_only_two_escapes_in_a_row_leave_the_cover(qtbot: QtBot, cover: CoverScreen) -> None:
    edit = panel(cover).edits[1]
    with qtbot.assertNotEmitted(cover.left):
        QTest.keyClick(edit, Qt.Key.Key_Escape)
        QTest.keyClicks(edit, "5")
        QTest.keyClick(edit, Qt.Key.Key_Escape)
        cover.hide()
        cover.show()
        QTest.keyClick(edit, Qt.Key.Key_Escape)
    with qtbot.waitSignal(cover.left):
        QTest.keyClick(edit, Qt.Key.Key_Escape)


def type_text(edit: QLineEdit, text: str) -> None:
    """Types characters that QTest cannot, which knows ASCII alone."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(edit, event)


@pytest.mark.parametrize(("typed", "miles"), [("2", 2.0), ("1,5", 1.5), ("1.5", 1.5), ("٣", 3.0), ("1٫5", 1.5)])
def test_the_converter_works(cover: CoverScreen, typed: str, miles: float) -> None:
    metres, feet, edit = (panel(cover).edits[at] for at in (0, 4, 6))
    edit.setText("")
    type_text(edit, typed)
    assert float(metres.text()) == pytest.approx(1609.344 * miles)
    assert float(feet.text()) == pytest.approx(5280 * miles)
    assert edit.text() == typed


@pytest.mark.parametrize("typed", ["", "-", "abc", "inf", "nan"])
def test_nonsense_in_the_converter_changes_nothing(cover: CoverScreen, typed: str) -> None:
    edits = panel(cover).edits
    before = edits[1].text()
    edits[0].setText("")
    type_text(edits[0], typed)
    assert edits[1].text() == before


def test_each_kind_has_its_units(qtbot: QtBot, cover: CoverScreen) -> None:
    seen = set()
    for made in cover.kind_buttons:
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)
        seen.add(tuple(edit.accessibleName() for edit in panel(cover).edits))
        assert panel(cover).edits[0].text() == "1"
        assert made.height() >= 44
    assert len(seen) == len(cover.kind_buttons)


# alone again


@pytest.fixture
def alone(context: UiContext, show: Show) -> AloneAgainScreen:
    screen = AloneAgainScreen(context)
    show(screen)
    screen.shown()
    return screen


def test_coming_back_takes_a_decision(qtbot: QtBot, alone: AloneAgainScreen) -> None:
    assert alone.no_button.hasFocus()
    assert alone.yes_button.size() == alone.no_button.size()
    QTest.keyClick(alone.no_button, Qt.Key.Key_Up)
    assert alone.yes_button.hasFocus()
    with qtbot.waitSignal(alone.confirmed):
        QTest.keyClick(alone.yes_button, Qt.Key.Key_Return)
    with qtbot.waitSignal(alone.refused):
        QTest.mouseClick(alone.no_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F12, Qt.Key.Key_Return])
def test_when_in_doubt_it_stays_hidden(qtbot: QtBot, alone: AloneAgainScreen, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(alone.confirmed), qtbot.waitSignal(alone.refused):
        QTest.keyClick(alone.no_button, key)


# keys


def test_every_key_is_on_one_page(context: UiContext, show: Show) -> None:
    screen = KeysHelpScreen(context)
    show(screen)
    said = words(screen)
    for key in (
        "1 to 9",
        "Arrow keys",
        "Enter",
        "Backspace",
        "F1",
        "F2",
        "F3",
        "F12",
        "Ctrl+L",
        "Ctrl+N",
        "Ctrl+F",
    ):
        assert key in said
    assert "Esc" in said


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Return])
def test_the_page_of_keys_closes(qtbot: QtBot, context: UiContext, show: Show, key: Qt.Key) -> None:
    screen = KeysHelpScreen(context)
    show(screen)
    screen.shown()
    closed: list[bool] = []
    screen.closed.connect(lambda: closed.append(True))
    QTest.keyClick(screen.close_button, key)
    assert closed == [True]
