"""What could not be kept yet: said where it arose, tried again by itself, and when the officer asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from screening.core.errors import Problem
from screening.ui.context import UiContext
from screening.ui.widgets.basics import button, row, set_role
from screening.ui.widgets.words import Words

EVERY_MS = 5_000
TRIED_AGAIN = frozenset({Problem.DISK_FULL, Problem.DISK_GONE, Problem.FOLDER_NOT_WRITABLE, Problem.VAULT_IN_USE})
"""What may pass without anybody changing what was said."""


class Retry(QFrame):
    """Work that waits, by name: newer work of a name takes the place of the older.

    Signals: `settled()` when nothing waits any more.
    """

    settled = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        self._waiting: dict[str, Callable[[], object]] = {}
        set_role(self, "current")
        words = Words(_("Not kept yet. It stays here and is tried again by itself every few seconds."))
        self.again_button = button(_("Try again"), self.try_again)
        layout = row(words, self.again_button)
        layout.setStretch(0, 1)
        layout.setContentsMargins(12, 6, 12, 6)
        self.setLayout(layout)
        self.timer = QTimer(self, interval=EVERY_MS)
        self.timer.timeout.connect(self.try_again)
        self.hide()

    @property
    def waiting(self) -> bool:
        """Whether something is not kept yet."""
        return bool(self._waiting)

    def wait_with(self, name: str, again: Callable[[], object]) -> None:
        """Try this again until it is taken off."""
        self._waiting[name] = again
        self.show()
        if not self.timer.isActive():
            self.timer.start()

    def take_off(self, name: str) -> None:
        """It is kept, or something newer took its place."""
        if self._waiting.pop(name, None) is not None and not self._waiting:
            self.timer.stop()
            self.hide()
            self.settled.emit()

    def try_again(self) -> None:
        """All that waits, in the order in which it came."""
        for again in list(self._waiting.values()):
            again()
