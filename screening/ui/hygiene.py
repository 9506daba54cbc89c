"""What the process gives away by itself: nothing to other users, to other processes, to a crash report or a log.

Windows' and macOS' parts are untested: written from the documentation, never run.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from types import TracebackType

PR_SET_DUMPABLE = 4
SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX = 0x1, 0x2


def protect_process() -> None:
    """New files for the owner alone, no core dumps, no look into the memory by the same account's processes.

    Before anything is opened, and again in each new process: a new program may be looked into once more.
    """
    os.umask(0o077)
    faulthandler.disable()
    system: str = sys.platform
    if system == "win32":
        _forgo_crash_reports()
        return
    import resource  # not there on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if system == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def _forgo_crash_reports() -> None:
    """No report with a piece of memory in it goes to Windows Error Reporting."""
    with suppress(OSError, AttributeError):
        windows = getattr(ctypes, "windll")  # noqa: B009 - there only on Windows
        windows.kernel32.SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX)
        windows.wer.WerAddExcludedApplication(Path(sys.executable).name, False)


def report_only_places() -> None:
    """Whatever fails without being expected is written as its kind and place, never with what it carries."""
    sys.excepthook = report_bug
    threading.excepthook = _in_a_thread
    sys.unraisablehook = _while_destroying


def quiet_libraries() -> None:
    """A library's log goes nowhere, where Python would write its warnings to standard error."""
    import logging  # 5 ms, which the first window does not pay

    logging.lastResort = None


def report_bug(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """The last-resort handler: writes what and where, never the data."""
    where = traceback.extract_tb(trace)[-1:] if trace else []
    place = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in where)
    if sys.stderr is not None:  # none in a windowed program on Windows
        sys.stderr.write(f"screening: unexpected {kind.__name__} at {place}\n")


def _in_a_thread(found: threading.ExceptHookArgs) -> None:
    report_bug(found.exc_type, None, found.exc_traceback)


def _while_destroying(found: sys.UnraisableHookArgs) -> None:
    report_bug(found.exc_type, None, found.exc_traceback)
