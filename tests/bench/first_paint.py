"""One process up to its first painted window: the program's own, or a bare one. Prints the monotonic clock.

It ends at once, without cleaning up: what comes after the first painting is not measured here.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


def _tell() -> None:
    sys.stdout.write(f"{time.monotonic()}\n")
    sys.stdout.flush()
    os._exit(0)


def program() -> None:
    """The program as `python -m screening` starts it; only its window tells when it was painted."""
    from PySide6.QtCore import QTimer

    import screening.ui.window as module

    class Watched(module.MainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            # Comes after what lies on the window is painted as well, before what the program does next.
            QTimer.singleShot(0, _tell)
            super().paintEvent(event)

    module.MainWindow = Watched  # type: ignore[misc]
    sys.argv = ["screening"]
    runpy.run_module("screening", run_name="__main__", alter_sys=True)


def bare() -> None:
    """The least that is a window with a word in it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Watched(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, _tell)

    app = QApplication(["bare"])
    window = Watched()
    window.setCentralWidget(QLabel("Screening"))
    window.resize(1180, 760)
    window.show()
    app.exec()


if __name__ == "__main__":
    program() if sys.argv[1] == "program" else bare()
