"""Hands and eyes of the walkthrough: press, click, type, wait, take a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from screening.core.errors import Problem, ScreeningError
from screening.languages.table import Language
from screening.ui.desk import Desk
from screening.ui.talk_frame import (
    TalkFrame,
)
from screening.ui.window import MainWindow

WAIT_MS = 10_000

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


class Hands:
    """One run over a window. Pictures are numbered in the order in which the screens come."""

    def __init__(self, window: MainWindow, out: Path, language: Language, *, first_picture: int = 1) -> None:
        self.window = window
        self.language = language
        self.out = out
        self.next_picture = first_picture
        self._stray = StrayWindows(window)

    def until(self, condition: Callable[[], bool], place: str) -> None:
        """Wait until a screen has changed. Raises DEMO_FAILED with the place."""
        deadline = QDeadlineTimer(WAIT_MS)
        while not condition():
            if deadline.hasExpired():
                raise ScreeningError(Problem.DEMO_FAILED, place=place)
            QTest.qWait(2)

    def there(self, get: Callable[[], T | None], place: str) -> T:
        """Wait until something is on the screen, and give it."""
        self.until(lambda: get() is not None, place)
        found = get()
        if found is None:
            raise ScreeningError(Problem.DEMO_FAILED, place=place)
        return found

    def picture(self, name: str) -> None:
        """A picture of the window as it stands."""
        QTest.qWait(50)  # layouts settle over several turns of the event loop
        if self._stray.seen:
            raise ScreeningError(Problem.DEMO_FAILED, place=f"{name}: {self._stray.seen[0]}")
        self.window.grab().save(str(self.out / "screens" / f"{self.next_picture:02d}-{name}.png"))
        self.next_picture += 1

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._focus(), key, modifier)

    def type(self, widget: QWidget, text: str) -> None:
        """Click into a field and type in place of what stands there."""
        self.click(widget)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text.isascii():
            QTest.keyClicks(widget, text)
        elif isinstance(widget, QLineEdit):
            # Only text in scripts that have no key on a plain keyboard goes through the clipboard, as a paste.
            clipboard = QApplication.clipboard()
            clipboard.setText(text)
            QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            clipboard.clear()

    def click(self, widget: QWidget) -> None:
        """Click a widget where it is, after it has come into view."""
        self.until(lambda: widget.isVisible() and widget.isEnabled(), _name(widget))
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))

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


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}".strip()
