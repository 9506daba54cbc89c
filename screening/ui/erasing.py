"""Erasing the whole vault, for the window: asked in two steps, then without anything that could fail before it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from screening.core.errors import ScreeningError

if TYPE_CHECKING:
    from screening.ui.window import MainWindow


class Erasing:
    """The keys go on the screen's thread, before anything that waits; the files after them, behind the cover."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def ask(self) -> None:
        """The first step: say what would go. Where it is switched off, nothing happens."""
        window = self._window
        if window.session is not None and window.session.erase_plan is not None:
            # Where copies go may have changed since it was read; where it cannot be read now, the first one holds.
            window.context.tasks.run(window.session.read_erase_plan, failed=lambda _error: None)
            window.pages.show_quick_erase()

    def erase(self) -> None:
        """The second: erase, hide, and let the process be replaced.

        What is typed is not kept, and nothing is asked: what would be kept is to be gone.
        """
        from screening.operations.quick_erase import erase_keys, erase_rest  # with all that works on a vault

        window, session = self._window, self._window.session
        if session is None:
            return
        try:
            erase_keys(session)
        except ScreeningError as error:
            window.pages.show_quick_erase_error(error)
            return
        tasks = window.context.tasks
        folder = session.vault.folder
        try:
            tasks.cancel_steps()
            self._empty_rooms()
            window.vault_erased.emit(folder)
        finally:
            # A file that could not be removed is tried again at the next start; nobody can open it.
            tasks.run(lambda: erase_rest(session), failed=lambda _error: None)
            # By itself, behind the other: the process is replaced even after an error that nobody expected. The
            # settings once more, since on a full disk there is room only now.
            tasks.run(lambda: None, lambda _done: self._end(folder))

    def _end(self, folder: Path) -> None:
        window = self._window
        try:
            window.vault_erased.emit(folder)
        finally:  # what it keeps goes to the worker, and this comes behind it
            window.context.tasks.run(lambda: None, lambda _done: window.locked.emit())

    def _empty_rooms(self) -> None:
        """The harmless page, and behind it nothing of the vault."""
        window = self._window
        desk, window.desk, window.session = window.desk, None, None
        clipboard = QApplication.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        window.hidden_room = window.entry
        window.rooms.setCurrentWidget(window.cover)
        window.setWindowTitle(window.cover.title)
        window.cover.shown()
        window.hidden.emit()
        window.pages.drop()
        if desk is not None:
            window.remove(desk)
