"""Locking and closing: what is typed is kept, what would be lost is said first, the vault is closed."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from screening.operations.session import Session
    from screening.ui.window import MainWindow


WAITS_S = 3.0
"""So long the lock waits for work that is under way; what was acknowledged is on the disk without that."""


class Locking:
    """What ends the work on a vault, for the window. `waits_s` is for tests."""

    def __init__(self, window: MainWindow, *, waits_s: float = WAITS_S) -> None:
        self._window = window
        self._waits_s = waits_s

    def lock(self) -> None:
        """Hide, keep what is typed, close the vault, and let the process be replaced.

        What locking would lose is said first, unless all is hidden: then nothing of a talk may show.
        """
        if self._window.vault_open:
            close_dialogs()
            if self.may_close(self._window.lock):
                self.lock_now()

    def lock_now(self) -> None:
        """The same, without asking: for when nobody is there to answer. Also where no vault is open yet.

        The process is replaced whatever happens here: nobody may come back to an open vault.
        """
        window = self._window
        try:
            window.hide_everything()
            window.repaint()  # the worker may be at something long, and nothing is painted while it is waited for
            self.close_session(self._waits_s)
        finally:
            window.locked.emit()

    def may_close(self, then: Callable[[], object]) -> bool:
        """Whether closing loses nothing; else that is said first, and `then` runs after a yes."""
        window = self._window
        if window.covered or window.desk is None or window.desk.may_close(then):
            return True
        window.on_over_left()
        return False

    def close_session(self, at_most_s: float | None = None) -> None:
        """Hand over what is typed and close the vault; to be called when nothing is shown any more."""
        window = self._window
        sessions = [session for session in (window.session, window.entry.session) if session is not None]
        try:
            if window.desk is not None:
                window.desk.let_go()
            window.context.tasks.cancel_steps()
        finally:
            window.session = window.entry.session = None
            window.held.drop()
            self._close(sessions, at_most_s)

    def _close(self, sessions: list[Session], at_most_s: float | None) -> None:
        until = None if at_most_s is None else time.monotonic() + at_most_s
        for session in sessions:
            left = None if until is None else max(0.0, until - time.monotonic())
            with suppress(TimeoutError):
                self._window.context.tasks.wait(session.close, left)


def close_dialogs() -> None:
    """Give up whatever dialog is open: it lies over everything, and takes all keys."""
    while (dialog := QApplication.activeModalWidget()) is not None and dialog.close():
        pass
