"""The real window without a display: keys go in as events, and the end of a painting is what stops the clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from screening.app import build_context, build_window, load_desk
from screening.operations.session import Session
from screening.ui.desk import Desk
from screening.ui.tokens import LIGHT
from screening.ui.window import MainWindow

from .places import vaults_folder
from .vaults import OFFICER, PASSPHRASE

PATIENCE_S = 60
REST_S = 0.05


class PaintClock(QObject):
    """Notes when a painting of the window has ended that shows what is waited for.

    All of a window's changed parts are painted while it handles one request to update; the clock lets it do so
    and looks afterwards. It sees no other event of the window's parts, so it costs them nothing.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._shown: Callable[[], bool] | None = None
        self.painted: float | None = None
        self.paintings = 0
        window.installEventFilter(self)

    def wait_for(self, shown: Callable[[], bool]) -> None:
        """From now on, look for a painting after which `shown` holds."""
        self.painted, self._shown = None, shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return False
        watched.event(event)
        self.paintings += 1
        if self.painted is None and self._shown is not None and self._shown():
            self.painted = time.perf_counter()
        return True


class Hands:
    """One window of the program, with its vaults in the bench's folder."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication(["screening"])
        self.context = build_context("en", LIGHT)
        self.window: MainWindow = build_window(self.app, self.context, vaults_folder(folder))
        self.clock = PaintClock(self.window)
        self._alarm = QTimer(interval=20)  # so that waiting for an event that never comes ends
        self._alarm.start()
        self.window.show()
        self.until(self.window.isActiveWindow)

    @property
    def desk(self) -> Desk:
        """The desk of the opened vault."""
        if self.window.desk is None:
            raise RuntimeError("no vault is open")
        return self.window.desk

    @property
    def session(self) -> Session:
        """The opened vault."""
        return self.desk.session

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the program work until something holds."""
        end = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the program did not come so far")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def settle(self) -> None:
        """Until nothing is under way any more, as when somebody has read what stands there."""
        self.until(lambda: not self.context.tasks.busy)
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def rest(self) -> None:
        """A short moment, as the quickest officer takes before the next answer."""
        end = time.monotonic() + REST_S
        self.until(lambda: time.monotonic() > end)

    def press(self, key: Qt.Key) -> None:
        """A key, to whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def timed(self, act: Callable[[], object], shown: Callable[[], bool]) -> float:
        """Milliseconds from the key event that `act` sends to the end of the painting that shows the outcome."""
        self.settle()
        self.clock.wait_for(shown)
        start = time.perf_counter()
        act()
        self.until(lambda: self.clock.painted is not None)
        return ((self.clock.painted or start) - start) * 1000

    def fill_in_unlock(self, vault: Path) -> None:
        """Everything but the Enter key."""
        self.context.tasks.run(lambda: load_desk("en"))  # as the program does while the passphrase is typed
        self.window.entry.show_unlock()
        unlock = self.window.entry.unlock
        unlock.vault_picker.pick_other_folder()
        unlock.vault_picker.folder_edit.setText(str(vault))
        unlock.officer_edit.setText(OFFICER)
        unlock.passphrase_edit.edit.setText(PASSPHRASE)
        unlock.passphrase_edit.edit.setFocus()

    def cases_shown(self) -> bool:
        """Whether the case list stands there with cases in it."""
        desk = self.window.desk
        return desk is not None and desk.cases.case_table.isVisible() and desk.cases.model.rowCount() > 0

    def unlock(self, vault: Path) -> float:
        """Open the vault; milliseconds from the Enter key to the painted case list."""
        self.fill_in_unlock(vault)
        return self.timed(lambda: self.press(Qt.Key.Key_Return), self.cases_shown)

    def close(self) -> None:
        """Close the window and the vault; a talk leaves the desk first, so that the next starts at the list."""
        desk = self.window.desk
        if desk is not None and not desk.at_the_cases:
            desk.talk_frame.leave()
            self.settle()
        self.window.close()
        self.context.tasks.close()
