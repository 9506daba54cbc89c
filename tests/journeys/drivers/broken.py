"""The walkthrough with one signal taken away: `broken.py OUT SIGNAL`. Prints where it stopped, or "finished"."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QApplication

from screening.app import build_context, build_window
from screening.core.errors import ScreeningError
from screening.languages.table import load_languages
from screening.store.keys import KdfLimits
from screening.ui.demo import hands
from screening.ui.demo.walkthrough import Walkthrough
from screening.ui.tokens import LIGHT

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
hands.WAIT_MS = 4_000


class Broken(Walkthrough):
    """Takes no pictures, and loses one signal as soon as its screen is there."""

    signal = ""

    def picture(self, name: str) -> None:
        """None; but wherever one would be taken, the signal is taken away."""
        self._lose("window.")

    def create_vault(self, vault: Path) -> None:
        self._lose("window.entry.")
        super().create_vault(vault)
        self._lose("window.")

    def run_again(self, vault: Path) -> None:
        self._lose("window.entry.")
        super().run_again(vault)

    def practise(self, vault: Path | None = None) -> None:
        self._lose("window.entry.")
        super().practise()

    def look_first(self, *, pictures: bool = True) -> None:
        self._lose("window.desk.")
        super().look_first(pictures=pictures)

    def begin_case(self) -> None:
        self._lose("window.desk.")
        super().begin_case()

    def _lose(self, prefix: str) -> None:
        if self.signal.startswith(prefix):
            path = self.signal.split(".")
            if self.window.desk is None and path[1] == "desk":
                return
            found: Any = self
            for name in path:
                found = getattr(found, name)
            signal: SignalInstance = found
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # lost before
                signal.disconnect()


def main(out: Path, signal: str) -> None:
    """The three windows, one after the other."""
    app = QApplication(["screening"])
    language = load_languages()["ar"]
    Broken.signal = signal
    (out / "screens").mkdir(parents=True)
    try:
        for go in (Broken.run, Broken.run_again, Broken.practise):
            context = build_context("en", LIGHT)
            window = build_window(app, context, out / "vaults", kdf=CHEAP, floor=CHEAP)
            window.show()
            try:
                go(Broken(window, out, language), out / "vault")
            finally:
                window.close()
                context.tasks.close()
    except ScreeningError as error:
        print("stopped at", error.fields.get("place"))
    else:
        print("finished")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
