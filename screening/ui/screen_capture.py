"""Keeps the window out of screenshots and shared screens, where the system has that. Linux has nothing like it.

Untested: written from the documentation of SetWindowDisplayAffinity and NSWindow.sharingType, never run.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
from contextlib import suppress

from PySide6.QtWidgets import QWidget

WDA_EXCLUDEFROMCAPTURE = 0x11
NS_WINDOW_SHARING_NONE = 0


def exclude_from_capture(window: QWidget) -> None:
    """From now on the window is missing in what is captured; elsewhere nothing happens."""
    system: str = sys.platform
    with suppress(OSError, AttributeError):
        if system == "win32":
            user = getattr(ctypes, "windll").user32  # noqa: B009 - there only on Windows
            user.SetWindowDisplayAffinity(int(window.winId()), WDA_EXCLUDEFROMCAPTURE)
        elif system == "darwin":
            _exclude_on_macos(int(window.winId()))


def _exclude_on_macos(view: int) -> None:
    """The window's identity is its view; the view's window is told."""
    library = ctypes.CDLL(ctypes.util.find_library("objc"))
    library.sel_registerName.restype = ctypes.c_void_p
    library.sel_registerName.argtypes = (ctypes.c_char_p,)
    address = ctypes.cast(library.objc_msgSend, ctypes.c_void_p).value or 0
    ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(address)
    tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(address)
    window = ask(view, library.sel_registerName(b"window"))
    if window:
        tell(window, library.sel_registerName(b"setSharingType:"), NS_WINDOW_SHARING_NONE)
