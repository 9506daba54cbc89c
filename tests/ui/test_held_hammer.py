"""Somebody hammers on a handed-over computer: nothing of the officer's side comes up, nothing is lost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.case import RecordedAnswer
from screening.languages.bidi import strip_invisible
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.held.pages import Standing
from screening.ui.widgets.person_text import PersonText
from screening.ui.window import TITLE, MainWindow

from .conftest import CHEAP, Show
from .held_talks import PIN, HandedOver, at_a_question, hand_over
from .talk_steps import in_vault

SECRET = "Xochiquetzal"
COPIED = "Tezcatlipoca"
KEYS = [each for each in Qt.Key if each is not Qt.Key.Key_unknown]
OFTEN = [
    *(Qt.Key(Qt.Key.Key_F1.value + at) for at in range(12)),
    *(getattr(Qt.Key, f"Key_{letter}") for letter in "LVQWFNZCAXPO"),
    *(Qt.Key(Qt.Key.Key_0.value + at) for at in range(10)),
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Insert,
    Qt.Key.Key_Menu,
    Qt.Key.Key_Comma,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
]
MODIFIERS = [
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.KeypadModifier,
]
WRITTEN = ["hello", "مرحبا", "សួស្តី", "မင်္ဂလာပါ", "你好", "שלום", "Привіт", "1234", "\u202e0800"]
TYPED = ["", "", "x", "é", "7", "\x03", "\x16", "ش", "ក"]
STATES = [
    Qt.WindowState.WindowNoState,
    Qt.WindowState.WindowMaximized,
    Qt.WindowState.WindowFullScreen,
    Qt.WindowState.WindowMinimized,
]


class Hammer:
    """Seeded; each blow goes to what has the keyboard, or to whatever lies under a point of the window."""

    def __init__(self, at: HandedOver, seed: int) -> None:
        self.at = at
        self.random = random.Random(seed)
        self.blows: list[tuple[Callable[[], None], int]] = [
            (self.key, 50),
            (self.click, 25),
            (self.double_click, 4),
            (self.write, 5),
            (self.wheel, 4),
            (self.menu, 3),
            (self.drag, 3),
            (self.drop, 3),
            (self.close, 2),
            (self.state, 1),
        ]

    def strike(self) -> str:
        """One blow; gives its name. The cover is left again before long: behind it is what is hammered for."""
        window = self.at.window
        if window.covered and self.random.random() < 0.2:
            window.on_cover_left()
            window.alone_again.yes_button.click()
            return "back from the cover"
        (blow,) = self.random.choices([each for each, _ in self.blows], [weight for _, weight in self.blows])
        blow()
        return blow.__name__

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or self.at.window

    def _anywhere(self) -> tuple[QWidget, QPoint]:
        window = self.at.window
        buttons = [each for each in window.findChildren(QWidget) if each.isVisible()]
        if self.random.random() < 0.7 and buttons:
            widget = self.random.choice(buttons)
            return widget, widget.rect().center()
        point = QPoint(self.random.randrange(window.width()), self.random.randrange(window.height()))
        found = window.childAt(point) or window
        return found, found.mapFrom(window, point) if found is not window else point

    def key(self) -> None:
        often = self.random.random() < 0.7
        chosen = self.random.choice(OFTEN if often else KEYS)
        modifiers = Qt.KeyboardModifier.NoModifier
        for _ in range(self.random.choice((0, 0, 1, 1, 2, 3))):
            modifiers |= self.random.choice(MODIFIERS)
        if often:
            QTest.keyClick(self._target(), chosen, modifiers)  # through the shortcuts too
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._target(), QKeyEvent(kind, chosen, modifiers, self.random.choice(TYPED)))

    def click(self) -> None:
        widget, point = self._anywhere()
        chosen = self.random.choice(
            [
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.RightButton,
                Qt.MouseButton.MiddleButton,
                Qt.MouseButton.BackButton,
            ]
        )
        QTest.mouseClick(widget, chosen, pos=point)

    def double_click(self) -> None:
        widget, point = self._anywhere()
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=point)

    def write(self) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(self.random.choice(WRITTEN))
        QApplication.sendEvent(self._target(), event)

    def wheel(self) -> None:
        widget, point = self._anywhere()
        event = QWheelEvent(
            QPointF(point),
            QPointF(widget.mapToGlobal(point)),
            QPoint(0, 0),
            QPoint(0, self.random.choice((-120, 120))),
            Qt.MouseButton.NoButton,
            self.random.choice([Qt.KeyboardModifier.NoModifier, *MODIFIERS]),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)

    def menu(self) -> None:
        widget, point = self._anywhere()
        QApplication.sendEvent(widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, QPoint(0, 0)))

    def drag(self) -> None:
        widget, point = self._anywhere()
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(widget, left, pos=point)
        QTest.mouseMove(widget, point + QPoint(30, 4))
        QTest.mouseMove(widget, point + QPoint(90, 9))
        QTest.mouseRelease(widget, left, pos=point + QPoint(90, 9))

    def drop(self) -> None:
        widget, point = self._anywhere()
        data = QMimeData()
        data.setText(COPIED)
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(widget, QDragEnterEvent(point, copy, data, left, none))
        QApplication.sendEvent(widget, QDropEvent(QPointF(point), copy, data, left, none, QEvent.Type.Drop))

    def close(self) -> None:
        QApplication.sendEvent(self.at.window, QCloseEvent())

    def state(self) -> None:
        window = self.at.window
        window.setWindowState(self.random.choice(STATES))
        if window.isMinimized():
            window.setWindowState(Qt.WindowState.WindowNoState)  # somebody picks it from the bar again
            window.activateWindow()


def texts_of(widget: QWidget) -> str:
    """What a widget shows or says."""
    shown = widget.text() if isinstance(widget, QLabel | QPushButton | QLineEdit | PersonText) else ""
    shown = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else shown
    return " ".join(
        strip_invisible(each) for each in (shown, widget.accessibleName(), widget.toolTip(), widget.windowTitle())
    )


def said_aloud(interface: QAccessibleInterface | None, depth: int = 0) -> Iterator[str]:
    """Every name, description and value in the tree that screen readers walk, hidden parts too."""
    if interface is None or not interface.isValid() or depth > 40:
        return
    for text in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield strip_invisible(interface.text(text))
    for at in range(interface.childCount()):
        yield from said_aloud(interface.child(at), depth + 1)


class CameUpError(Exception):
    """What must not come up; the hammer's own mistakes are others."""


def never(found: bool, what: str, blow: str) -> None:
    if found:
        raise CameUpError(f"{what} after {blow}")


class Watch:
    """What must never come up; looked at after each blow, the accessibility tree now and then."""

    def __init__(self, at: HandedOver) -> None:
        self.at = at
        frame = at.questions.window()
        assert frame is not at.window  # the officer's side is in no window
        instrument = at.talk.loaded.instrument
        self.secrets = {SECRET, at.talk.record.number, "All cases", "Urgent help", "Draft translation"}
        self.secrets |= {question.text for question in instrument.questions()}
        self.secrets |= {section.title for section in instrument.sections}
        self.before: dict[str, RecordedAnswer] = {}
        self.seen: Counter[str] = Counter()

    def look(self, blow: str) -> None:
        window, held = self.at.window, self.at.window.held
        never(not held.on, "the officer's side", blow)
        current = window.rooms.currentWidget()
        never(current not in (held.room, window.cover, window.alone_again), type(current).__name__, blow)
        never(window.windowTitle() not in (TITLE, window.cover.title), window.windowTitle(), blow)
        never(QApplication.activeModalWidget() is not None, "a dialog", blow)
        never(self.at.questions.window() is window, "the desk", blow)
        never(self.at.session.vault.closed, "a closed vault", blow)
        where = "pin" if held.room and held.room.at_the_pin else str(held.room and held.room.standing.name)
        self.seen[where if current is held.room else type(current).__name__] += 1

    def look_closely(self, blow: str) -> None:
        """After the events that a blow has left behind."""
        self.look(blow)
        window = self.at.window
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        never(shown not in ([window], []), "another window", blow)
        never(QApplication.activePopupWidget() is not None, "a menu", blow)
        for widget in window.findChildren(QWidget):
            if widget.isVisible():
                self._check(texts_of(widget), blow)

    def listen(self, blow: str) -> None:
        for words in said_aloud(QAccessible.queryAccessibleInterface(self.at.window)):
            self._check(words, blow)

    def _check(self, words: str, blow: str) -> None:
        for secret in (*self.secrets, COPIED, PIN):
            never(secret in words, repr(secret), blow)

    def answers_kept(self) -> None:
        """No answer is lost: each that stood still stands, or with the version before it."""
        kept = in_vault(self.at.context, self.at.talk)
        now = {**kept.answers}
        for question, given in self.before.items():
            before = [version.answer.answer for version in kept.history.get(question, ())]
            assert given.answer in [now[question].answer, *before]
        self.before = now


@pytest.fixture
def at(
    qtbot: QtBot, context: UiContext, dressed: None, show: Show, tmp_path: Path, session: Session
) -> Iterator[HandedOver]:
    window: MainWindow = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(window)
    made = at_a_question(context, window, session)
    context.tasks.wait(lambda: made.talk.note("found_work", SECRET))
    QApplication.clipboard().setText(COPIED)
    yield hand_over(made)
    QApplication.clipboard().clear()


def hammer(at: HandedOver, seed: int, blows: int) -> Watch:
    """So many blows, looked at after each."""
    hammer, watch = Hammer(at, seed), Watch(at)
    for number in range(blows):
        blow = f"{hammer.strike()} (seed {seed}, blow {number})"
        watch.look(blow)
        if number % 5 == 0:
            at.settle()
            watch.look_closely(blow)
        if number % 100 == 0:
            watch.listen(blow)
            watch.answers_kept()
    at.settle()
    watch.look_closely("the end")
    watch.answers_kept()
    return watch


def test_nothing_but_the_held_room_comes_up(at: HandedOver) -> None:
    hammer(at, 1, 150)


@pytest.mark.slow
def test_hammering_into_a_field_takes_nothing_from_elsewhere(at: HandedOver) -> None:
    seen = []
    for seed in range(5, 15):
        at.questions.go_to("wanted_now")
        at.settle()
        at.room.stand(Standing.ASKED)
        at.room.leave_pin_page()
        field = at.room.view.field
        assert field is not None
        field.setFocus()
        hammer(at, seed, 200)
        seen.append(at.talk.typing.get("answer/wanted_now", ""))
    assert any(seen) and not any(COPIED in typed for typed in seen)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_ten_thousand_keys_and_clicks_reach_nothing(at: HandedOver, seed: int) -> None:
    watch = hammer(at, seed, 10_000)
    assert watch.seen.keys() >= {"pin", "ASKED", "EXPLAINING", "PAUSED", "STOPPED", "CoverScreen"}
    assert len(watch.before) > 20
    print(watch.seen, len(watch.before))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_without_the_guard_something_comes_up(at: HandedOver) -> None:
    at.window.held._guard.end()
    with pytest.raises(CameUpError):
        hammer(at, 1, 2_000)
