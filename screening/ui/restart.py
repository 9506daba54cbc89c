"""Replaces the process: only a new one holds no copy of keys and notes."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QProcess


def restart() -> None:
    """Start the program anew in place of this process; does not return."""
    command = program_command()
    _forget_starter()
    if sys.platform == "win32":
        QProcess.startDetached(command[0], command[1:])
        os._exit(0)
    os.execv(command[0], command)  # noqa: S606


def program_command() -> list[str]:
    """What starts the program: the installed one is its own interpreter, and takes no `-m`."""
    return [sys.executable] if _installed() else [sys.executable, "-m", "screening"]


def _forget_starter() -> None:
    """Take out of the environment what the installed program's starter (PyInstaller) put into it.

    The new process would else count as a part of this one, and the path to the libraries grow with each lock.
    """
    if not _installed():
        return
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = original


def _installed() -> bool:
    return bool(getattr(sys, "frozen", False))
