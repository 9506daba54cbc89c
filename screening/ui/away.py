"""Covers and locks when the officer is away: nobody touches the machine, or the system says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from screening.core.idle import Standing
from screening.ui.clipboard import ClipboardGuard
from screening.ui.idle import CHECK_MS, IdleWatch, steady_clock

if TYPE_CHECKING:
    from screening.ui.system_lock import SystemLock
    from screening.ui.window import MainWindow


class Away(QObject):
    """Begins after the first painting. `clock` and `check_ms` are for tests."""

    def __init__(
        self,
        window: MainWindow,
        system: SystemLock,
        *,
        clock: Callable[[], float] = steady_clock,
        check_ms: int = CHECK_MS,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.system = system
        self.clipboard = ClipboardGuard(self)
        self.idle = IdleWatch(
            self.standing, lambda: window.context.settings.idle, self, clock=clock, check_ms=check_ms
        )
        self.idle.cover_due.connect(self._on_cover_due)
        self.idle.lock_due.connect(self._on_lock_due)
        system.away.connect(self._on_away)
        window.locked.connect(self.clipboard.clear)

    def start(self) -> None:
        """Begin to watch."""
        self.idle.start()
        self.system.start()

    def standing(self) -> Standing | None:
        """Where the officer is. None at the door, where nothing was typed yet: there is nothing to take away."""
        window = self._window
        if window.session is None and window.entry.session is None:
            return Standing(in_talk=False) if self.idle.typed else None
        desk = window.desk
        if desk is None or desk.at_the_cases:
            return Standing(in_talk=False)
        return Standing(in_talk=True, locking_loses=desk.locking_loses)

    def _on_cover_due(self) -> None:
        if not self._window.covered:
            self._window.hide_everything()

    def _on_lock_due(self) -> None:
        self._window.locking.lock_now()

    def _on_away(self) -> None:
        # A passphrase that was typed may still be in memory, whether it opened something or not.
        if self.standing() is None and not self._window.context.tasks.busy:
            self.system.settled()
        else:
            self._window.locking.lock_now()
