"""Hiding and locking while a dialog is open: Qt keeps every other key of the window from working then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

from screening.ui.actions import WAYS, Action

if TYPE_CHECKING:
    from collections.abc import Callable

IN_DIALOGS = (Action.HIDE, Action.LOCK)


class DialogKeys(QObject):
    """Looks at the windows of dialogs only: at the talk's own window, each event would cost time."""

    def __init__(self, own: QObject, act: Callable[[Action], None]) -> None:
        super().__init__(own)
        self._own, self._act = own, act
        self._actions = {QKeySequence(WAYS[action].key).toString(): action for action in IN_DIALOGS}
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._on_window)

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None and QGuiApplication.modalWindow() is window:
            window.installEventFilter(self)  # once, however often: Qt takes the earlier one out

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        action = self._actions.get(QKeySequence(event.keyCombination()).toString())
        if action is None:
            return False
        self._act(action)
        return True
