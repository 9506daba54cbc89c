"""Hands and eyes of the walkthrough: press, click, type, wait, take a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget

from screening.core.errors import Problem, ScreeningError
from screening.languages.table import Language
from screening.ui.desk import Desk
from screening.ui.talk_frame import (
    TalkFrame,
)
from screening.ui.window import MainWindow

WAIT_MS = 10_000
LONG_WAIT_MS = 60_000
"""For what writes much: on a busy disk, each durable write can take many times its usual millisecond."""

MOST_STEPS = 200
"""Presses of Tab and arrows after which something counts as out of the keyboard's reach."""

T = TypeVar("T")


class StrayWindows(QObject):
    """Notices every window but the program's one: a part shown before it has its place flashes on the screen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.seen: list[str] = []
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._window
        ):
            self.seen.append(type(watched).__name__)
        return False


@dataclass(frozen=True)
class Presses:
    """How often a key, and how often the mouse, was pressed."""

    keys: int = 0
    clicks: int = 0


class Hands:
    """One run over a window. Pictures are numbered in the order in which the screens come.

    `presses` counts what the way itself needs; what is done only to look at something is a `detour`. With
    `keyboard_alone` nothing is clicked: Tab and the arrows go to what is wanted, and the space bar presses it.
    """

    def __init__(
        self,
        window: MainWindow,
        out: Path,
        language: Language,
        *,
        first_picture: int = 1,
        keyboard_alone: bool = False,
    ) -> None:
        self.window = window
        self.keyboard_alone = keyboard_alone
        self.language = language
        self.out = out
        self.next_picture = first_picture
        self.presses = Presses()
        self._counting = True
        self._stray = StrayWindows(window)

    @contextmanager
    def detour(self) -> Iterator[None]:
        """What an officer who only wants to get on would leave out is not counted."""
        before, self._counting = self._counting, False
        try:
            yield
        finally:
            self._counting = before

    def _count(self, *, keys: int = 0, clicks: int = 0) -> None:
        if self._counting:
            self.presses = Presses(self.presses.keys + keys, self.presses.clicks + clicks)

    def until(self, condition: Callable[[], bool], place: str, *, wait_ms: int = 0) -> None:
        """Wait until a screen has changed. Raises DEMO_FAILED with the place."""
        deadline = QDeadlineTimer(wait_ms or WAIT_MS)
        while not condition():
            if deadline.hasExpired():
                raise ScreeningError(Problem.DEMO_FAILED, place=place)
            turn(2)

    def there(self, get: Callable[[], T | None], place: str) -> T:
        """Wait until something is on the screen, and give it."""
        self.until(lambda: get() is not None, place)
        found = get()
        if found is None:
            raise ScreeningError(Problem.DEMO_FAILED, place=place)
        return found

    def picture(self, name: str) -> None:
        """A picture of the window as it stands."""
        turn(50)  # layouts settle over several turns of the event loop
        if self._stray.seen:
            raise ScreeningError(Problem.DEMO_FAILED, place=f"{name}: {self._stray.seen[0]}")
        self.window.grab().save(str(self.out / "screens" / f"{self.next_picture:02d}-{name}.png"))
        self.next_picture += 1

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """Press a key where the keyboard is, or on a widget."""
        self._count(keys=1)
        QTest.keyClick(on or self._focus(), key, modifier)

    def keys(self, widget: QWidget, text: str) -> None:
        """Type into a widget, after what stands there."""
        self._count(keys=len(text))
        QTest.keyClicks(widget, text)

    def type(self, widget: QWidget, text: str) -> None:
        """Click into a field and type in place of what stands there."""
        self.click(widget)
        if not isinstance(widget, QLineEdit) or widget.text():
            self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier, widget)
        if text.isascii():
            self.keys(widget, text)
        elif isinstance(widget, QLineEdit):
            # Only text in scripts that have no key on a plain keyboard goes through the clipboard, as a paste.
            clipboard = QApplication.clipboard()
            clipboard.setText(text)
            self._count(keys=len(text))
            with self.detour():
                self.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, widget)
            clipboard.clear()

    def click(self, widget: QWidget) -> None:
        """Click a widget where it is, after it has come into view; or reach and press it with the keyboard."""
        self.until(lambda: widget.isVisible() and widget.isEnabled(), _name(widget))
        if self.keyboard_alone:
            self._reach(widget.focusProxy() or widget)
            if isinstance(widget, QAbstractButton):
                self.press(Qt.Key.Key_Space)
            return
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self._count(clicks=1)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))

    def _reach(self, target: QWidget) -> None:
        """Tab to a widget; within a group of choices, as Qt has it, with the arrows."""
        for _step in range(MOST_STEPS):
            focus = QApplication.focusWidget()
            if focus is target:
                return
            group = target.group() if isinstance(target, QAbstractButton) else None
            together = group is not None and isinstance(focus, QAbstractButton) and focus.group() is group
            self.press(Qt.Key.Key_Right if together else Qt.Key.Key_Tab)
            if together and QApplication.focusWidget() is focus:
                self.press(Qt.Key.Key_Down)  # the choices go on in the next line
        raise ScreeningError(Problem.DEMO_FAILED, place=f"keyboard: {_name(target)}")

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _desk(self) -> Desk:
        desk = self.window.desk
        if desk is None:
            raise ScreeningError(Problem.DEMO_FAILED, place="desk")
        return desk

    def _frame(self) -> TalkFrame:
        return self._desk().talk_frame

    def _until_step(self, step: str) -> None:
        self.until(lambda: self._desk().currentWidget() is self._frame() and self._frame().current == step, step)

    def _until_cases(self, count: int) -> None:
        desk = self._desk()
        self.until(
            lambda: desk.currentWidget() is desk.cases and desk.cases.model.rowCount() == count, "case list"
        )

    def _scroll(self, area: QScrollArea) -> None:
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum())


def turn(milliseconds: int) -> None:
    """Let the program go on for a while. QTest.qWait() would keep Python to itself, and starve the worker."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}".strip()
