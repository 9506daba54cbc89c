"""Collecting Python's reference cycles on the screen's thread alone.

Widgets live in cycles. Left to itself, Python collects them on whichever thread happens to allocate, and a
widget that is destroyed on the worker's thread takes the whole process with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1_000


class GarbageCollector(QObject):
    """Switches automatic collection off, and collects from a timer by Python's own thresholds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.on_time)
        self._timer.start()

    def on_time(self) -> None:
        """Collect the oldest generation that is due."""
        due = [
            n for n, (have, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if have > most
        ]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Give collection back to Python, when no other thread is left."""
        self._timer.stop()
        gc.enable()
