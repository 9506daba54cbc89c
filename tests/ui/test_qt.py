"""What must hold of the Qt binding itself before anything is built on it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_calls_into_qt_do_not_use_up_none() -> None:
    # None lives for ever from Python 3.12 on; before, a binding that drops references to it that it does not
    # own ends the process after a few thousand calls.
    before = sys.getrefcount(None)
    thing = QObject()
    for _ in range(1000):
        thing.setObjectName("name")
    assert sys.getrefcount(None) > before - 100
