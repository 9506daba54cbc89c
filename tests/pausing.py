"""Waiting with the screen alive, for tests and for the programs they drive."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer


def pause(ms: int) -> None:
    """Let events come for so long. QTest.qWait keeps Python's lock meanwhile, and the worker would stand still."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
