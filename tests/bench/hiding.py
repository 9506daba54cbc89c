"""Hiding and locking: from the key to the painted cover, and from the key to a process without the vault's key."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

from . import vaults

HIDES = 20
TELL = (
    "import json, sys, time; print(json.dumps({'program': (time.monotonic() - float(sys.argv[1])) * 1000}), "
    "flush=True)"
)


def hide(folder: Path) -> dict[str, Any]:
    """F12 in a talk to the painted cover, beside a bare window that shows its other page."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLabel, QMainWindow, QStackedWidget

    from .hands import Hands, PaintClock

    hands = _in_a_talk(folder)
    window = hands.window
    taken = []
    for _ in range(HIDES):
        taken.append(
            hands.timed(
                lambda: QTest.keyClick(window, Qt.Key.Key_F12),
                lambda: window.rooms.currentWidget() is window.cover,
            )
        )
        window.on_alone_confirmed()
        hands.settle()
    bare, stack = QMainWindow(), QStackedWidget()
    for words in ("One", "Another"):
        stack.addWidget(QLabel(words))
    bare.setCentralWidget(stack)
    bare.resize(window.size())
    clock = PaintClock(bare)
    bare.show()
    hands.settle()
    alone = []
    for number in range(HIDES):
        clock.wait_for(lambda: True)
        start = time.perf_counter()
        stack.setCurrentIndex(1 - number % 2)
        hands.until(lambda: clock.painted is not None)
        alone.append(((clock.painted or start) - start) * 1000)
    bare.close()
    assert isinstance(hands, Hands)
    hands.close()
    return {"program": taken, "baseline": alone}


def lock(folder: Path) -> dict[str, Any]:
    """Ctrl+L in a talk to the first word of the process that took this one's place; does not return."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    hands = _in_a_talk(folder)
    window, app = hands.window, hands.app
    window.locked.connect(lambda: app.exit(0))
    began = [0.0]

    def press() -> None:
        began[0] = time.monotonic()
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    QTimer.singleShot(0, press)
    app.exec()
    return _become(began[0])


def bare_lock(_folder: Path) -> dict[str, Any]:
    """The same from a bare window, which has nothing to close."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Screening"))
    window.resize(1180, 760)
    window.show()
    began = [0.0]

    def press() -> None:
        began[0] = time.monotonic()
        app.exit(0)

    QTimer.singleShot(50, press)
    app.exec()
    return _become(began[0])


def _become(began: float) -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", "-c", TELL, str(began)]
    os.execv(command[0], command)  # noqa: S606


def _in_a_talk(folder: Path) -> Any:
    """The program with a talk on the desk."""
    from PySide6.QtCore import Qt

    from screening.core.case import Situation

    from .hands import Hands

    hands = Hands(folder)
    window = hands.window
    hands.fill_in_unlock(vaults.vault_of(folder))
    hands.press(Qt.Key.Key_Return)
    # Where a talk was locked before, it is asked for first.
    hands.until(lambda: hands.cases_shown() or window.rooms.currentWidget() is window.alone_again)
    window.on_alone_confirmed()
    hands.settle()
    hands.desk.on_new_case(Situation.WORKPLACE)
    hands.until(lambda: hands.desk.talk_frame.talk is not None)
    hands.settle()
    return hands
