"""Locking and closing: what is typed is kept, what would be lost is said first, the vault is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from screening.ui.window import MainWindow


class Locking:
    """What ends the work on a vault, for the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def lock(self) -> None:
        """Hide, keep what is typed, close the vault, and let the process be replaced.

        What locking would lose is said first, unless all is hidden: then nothing of a talk may show.
        """
        if self._window.vault_open and self.may_close(self._window.lock):
            self.lock_now()

    def lock_now(self) -> None:
        """The same, without asking: for when nobody is there to answer. Also where no vault is open yet."""
        window = self._window
        while (dialog := QApplication.activeModalWidget()) is not None and dialog.close():
            pass
        window.hide_everything()
        self.close_session()
        window.locked.emit()

    def may_close(self, then: Callable[[], object]) -> bool:
        """Whether closing loses nothing; else that is said first, and `then` runs after a yes."""
        window = self._window
        if window.covered or window.desk is None or window.desk.may_close(then):
            return True
        window.on_over_left()
        return False

    def close_session(self) -> None:
        """Hand over what is typed and close the vault; to be called when nothing is shown any more."""
        window = self._window
        if window.desk is not None:
            window.desk.let_go()
        tasks = window.context.tasks
        tasks.cancel_steps()
        for session in (window.session, window.entry.session):
            if session is not None:
                tasks.wait(session.close)
        window.session = window.entry.session = None
