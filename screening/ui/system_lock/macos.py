"""macOS: the distributed notification that the screen was locked, through Core Foundation. Untested: written from
the documentation of CFNotificationCenterAddObserver, never run. Sleep and user switch lock the screen there.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

from screening.ui.system_lock import SystemLock

LOCKED = (b"com.apple.screenIsLocked", b"com.apple.sessionDidMoveOffConsole")
UTF_8 = 0x08000100
DELIVER_AT_ONCE = 4
_Callback = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)


class MacLock(SystemLock):
    """The callback comes on the main thread's run loop, which Qt runs."""

    _callback: Any = None

    def start(self) -> None:
        path = ctypes.util.find_library("CoreFoundation")
        if path is None:
            return
        library = ctypes.CDLL(path)
        library.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
        library.CFStringCreateWithCString.restype = ctypes.c_void_p
        library.CFStringCreateWithCString.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32)
        library.CFNotificationCenterAddObserver.argtypes = (
            ctypes.c_void_p,
            ctypes.c_void_p,
            _Callback,
            ctypes.c_void_p,
            ctypes.c_void_p,
            ctypes.c_long,
        )
        self._callback = _Callback(lambda *_of_the_notification: self.away.emit())
        center = library.CFNotificationCenterGetDistributedCenter()
        for name in LOCKED:
            written = library.CFStringCreateWithCString(None, name, UTF_8)
            library.CFNotificationCenterAddObserver(center, None, self._callback, written, None, DELIVER_AT_ONCE)
