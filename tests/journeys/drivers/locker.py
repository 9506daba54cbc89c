"""The program with a talk open and a word typed into a note: `locker.py VAULT WORD`. Locked, it is the real one.

Reads from standard input, one a line: `key` presses Ctrl+L, `idle` lets an hour pass. Prints "there" when the word
is typed, and "locking TIME" when the lock begins.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from screening.app import Program, live
from screening.store.keys import KdfLimits
from screening.ui.hygiene import protect_process, report_only_places
from screening.ui.idle import steady_clock
from tests.pausing import pause

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
OFFICER, PASSPHRASE = "A1", "orange window river monday lamp"
HOUR_S = 3_600.0
PATIENCE_S = 120


def wait(condition: object) -> None:
    """Turn the event loop until something holds."""
    end = time.monotonic() + PATIENCE_S
    while callable(condition) and not condition():
        if time.monotonic() > end:
            os._exit(1)
        pause(1)


class Locker:
    """Drives one program."""

    def __init__(self, vault: Path, word: str) -> None:
        self._vault, self._word, self._later = vault, word, 0.0
        app = QApplication(["screening"])
        app.setApplicationName("screening")
        self.program = Program(
            app, user_config_path("screening"), vault.parent, kdf=CHEAP, floor=CHEAP, clock=self._clock
        )
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_asked)
        window = self.program.window
        window.hidden.connect(lambda: print("locking", time.monotonic(), flush=True))
        window.painted.connect(lambda: QTimer.singleShot(0, self._begin))

    def _clock(self) -> float:
        return steady_clock() + self._later

    def _begin(self) -> None:
        window = self.program.window
        unlock = window.entry.unlock
        window.entry.show_unlock()
        wait(unlock.isVisible)
        unlock.officer_edit.setText(OFFICER)
        unlock.passphrase_edit.edit.setFocus()
        QTest.keyClicks(unlock.passphrase_edit.edit, PASSPHRASE)
        QTest.keyClick(unlock.passphrase_edit.edit, Qt.Key.Key_Return)
        wait(lambda: window.entry.session is not None)
        wait(window.entry.key_unconfirmed.isVisible)
        window.entry.hand_over()
        wait(lambda: window.desk is not None and window.alone_again.isVisible())
        window.alone_again.yes_button.click()
        desk = window.desk
        if desk is None:
            raise SystemExit(1)
        wait(lambda: desk.talk_frame.questions.shown_question is not None)
        desk.toggle_drawer()
        QTest.keyClicks(desk.talk_frame.questions.drawer.note_edit, self._word)
        print("there", flush=True)

    def _on_asked(self) -> None:
        asked = sys.stdin.readline().strip()
        if asked == "key":
            handle = self.program.window.windowHandle()
            QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        elif asked == "idle":
            self._later += HOUR_S


if __name__ == "__main__":
    protect_process()
    report_only_places()
    raise SystemExit(live(Locker(Path(sys.argv[1]), sys.argv[2]).program))
