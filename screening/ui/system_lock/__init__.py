"""What the system says about the officer going away: screen locked, machine asleep, another user."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SystemLock(QObject):
    """The base of one for each system; this one hears nothing.

    Signals: `away()` when the officer went away, or the machine is about to sleep: lock, then `settled`.
    """

    away = Signal()

    def start(self) -> None:
        """Begin to listen; returns at once, whatever the system does."""

    def settled(self) -> None:
        """What `away` asked for is done: the machine may sleep now."""

    def stop(self) -> None:
        """Listen no longer."""


def system_lock(window: QWidget) -> SystemLock:
    """The one for this system."""
    system: str = sys.platform
    if system == "linux":
        from screening.ui.system_lock.linux import LinuxLock

        return LinuxLock(window)
    if system == "win32":
        from screening.ui.system_lock.windows import WindowsLock

        return WindowsLock(window)
    if system == "darwin":
        from screening.ui.system_lock.macos import MacLock

        return MacLock(window)
    return SystemLock(window)
