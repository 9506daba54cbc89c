"""The first start through the real screens, until it is killed: `first_start.py VAULTS`.

Prints a line before and after each step: welcome, filled, creating, key KEY, confirming, opened; where there is a
vault already: unlock, then opened, or unconfirmed, renewing and from key on the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from screening.app import build_context, build_window
from screening.store.keys import KdfLimits
from screening.ui.screens.recovery_key import TYPED
from screening.ui.tokens import LIGHT
from screening.ui.window import MainWindow

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
OFFICER, PASSPHRASE, ORGANISATION = "A1", "orange window river monday lamp", "Harbour Office"


def wait(condition: Callable[[], object]) -> None:
    """Turn the event loop until something holds."""
    while not condition():
        loop = QEventLoop()
        QTimer.singleShot(2, loop.quit)
        loop.exec()


def say(*words: str) -> None:
    print(*words, flush=True)


def main(vaults: Path) -> None:
    """From whatever the first window is to the cases, and then on and on."""
    app = QApplication(["screening"])
    window = build_window(app, build_context("en", LIGHT), vaults, kdf=CHEAP, floor=CHEAP)
    window.show()
    entry = window.entry
    if entry.currentWidget() is entry.welcome:
        say("welcome")
        create(window)
    else:
        say("unlock")
        unlock(window)
    wait(lambda: window.desk is not None)
    say("opened", window.session.office.organisation if window.session else "")
    wait(lambda: False)


def create(window: MainWindow) -> None:
    """Fill in the form, create, and keep the key."""
    entry, screen = window.entry, window.entry.new_vault
    entry.welcome.create_button.click()
    screen.organisation_edit.setText(ORGANISATION)
    screen.officer_edit.setText(OFFICER)
    for edit in (screen.passphrase_edit.edit, screen.again_edit.edit):
        edit.setText(PASSPHRASE)
    say("filled")
    screen.create_button.click()
    say("creating")
    keep_key(window)
    wait(lambda: entry.currentWidget() is entry.second_key)
    entry.second_key.leave_button.click()


def unlock(window: MainWindow) -> None:
    """Open the vault; make a new key where nobody confirmed the one before."""
    entry, screen = window.entry, window.entry.unlock
    screen.officer_edit.setText(OFFICER)
    screen.passphrase_edit.edit.setText(PASSPHRASE)
    screen.open_button.click()
    wait(lambda: window.desk is not None or entry.currentWidget() is entry.key_unconfirmed)
    if window.desk is None:
        say("unconfirmed")
        entry.key_unconfirmed.renew_button.click()
        say("renewing")
        keep_key(window)


def keep_key(window: MainWindow) -> None:
    """Type the end of the key."""
    entry, screen = window.entry, window.entry.recovery_key
    wait(lambda: entry.currentWidget() is screen)
    key = "".join(screen.key_label.accessibleName().split(":")[-1].split())
    say("key", key)
    QTest.keyClicks(screen.last_edit, key[-TYPED:])
    say("confirming")
    QTest.keyClick(screen.last_edit, Qt.Key.Key_Return)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
