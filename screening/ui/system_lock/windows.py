"""Windows: the session's notifications and the power's, as messages to the window. Untested: written from the
documentation of WTSRegisterSessionNotification, WM_WTSSESSION_CHANGE and WM_POWERBROADCAST, never run.
"""

from __future__ import annotations

import ctypes
import ctypes.wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

from screening.ui.system_lock import SystemLock

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
LEFT = frozenset({0x2, 0x4, 0x6, 0x7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""
NOTIFY_FOR_THIS_SESSION = 0


class _Filter(QAbstractNativeEventFilter):
    """Sees each message of the application's windows."""

    def __init__(self, lock: SystemLock) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        if kind == b"windows_generic_MSG":
            seen = ctypes.wintypes.MSG.from_address(int(message))
            asleep = seen.message == WM_POWERBROADCAST and seen.wParam == PBT_APMSUSPEND
            left = seen.message == WM_WTSSESSION_CHANGE and seen.wParam in LEFT
            if asleep or left:
                self._lock.away.emit()
        return False, 0


class WindowsLock(SystemLock):
    """Asks for the session's messages for one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._filter = _Filter(self)

    def start(self) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        library = getattr(ctypes, "windll").wtsapi32  # noqa: B009 - there only on Windows
        library.WTSRegisterSessionNotification(int(self._window.winId()), NOTIFY_FOR_THIS_SESSION)

    def stop(self) -> None:
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)
