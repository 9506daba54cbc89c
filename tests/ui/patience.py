"""How long a test waits for the program: long, and in one place.

A wait ends the moment what it waits for is there, so patience costs nothing. On a machine that has much else to do
a worker stands still for seconds, and no test is about that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from tests.pausing import pause

PATIENCE_MS = 60_000
LONGEST_PAUSE_MS = 10


def wait_until(
    condition: Callable[[], bool | None], most_ms: int = PATIENCE_MS, *, thrown_away: bool = True
) -> None:
    """Until something holds, with the screen alive. Looks often at first, and then leaves Python to the worker.

    What was thrown away goes meanwhile, unless it is a test's own page that pytest-qt closes at its end.
    """
    deadline = QDeadlineTimer(most_ms)
    looks = 0
    while condition() is False:
        if deadline.hasExpired():
            raise WaitedTooLong(f"it did not hold within {most_ms} ms")
        pause(min(1 + looks // 5, LONGEST_PAUSE_MS))
        if thrown_away:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        looks += 1


class Clock:
    """Seconds, as the test says."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class PatientBot(QtBot):
    """Waits as long as everything here does, and looks often; a test that is about time says its own limit."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        wait_until(callback, timeout, thrown_away=False)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> Any:
        return super().waitSignals(signals, timeout=timeout, **more)
