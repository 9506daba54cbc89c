"""What is heard of the person's texts. Nothing plays by itself: each time somebody pressed for it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from screening.core.errors import ScreeningError
from screening.languages.catalogs import Shown
from screening.languages.recordings import Found, Library

if TYPE_CHECKING:
    from screening.ui.heard.machine import MachineVoices
    from screening.ui.heard.speaker import Part, Playing

FROM_THE_BEGINNING: tuple[tuple[Shown, ...], int] = ((), 0)


class Heard(Enum):
    """How a text can be heard."""

    RECORDED = "recorded"
    MACHINE = "machine"
    NOT = "not"


class Voice(QObject):
    """One for the whole program. `folder`: where recordings are installed. `backends`: see `Speaker`, for tests.

    `machine`: None unless machine voices are switched on. `asked`: the texts that somebody last wanted to hear.

    Signals, all on the screen's thread: `started(Shown)` when a text begins to be heard; `ended()` when it is
    silent again, also because it was stopped; `missing(Shown)` when a text was reached that has no recording:
    the officer reads it aloud; `failed(ScreeningError)` for one sentence to the officer; `changed()` when other
    recordings are installed or switched on.
    """

    started = Signal(object)
    ended = Signal()
    missing = Signal(object)
    failed = Signal(object)
    changed = Signal()
    _told = Signal(int, str, int, object)
    _found = Signal(object)

    def __init__(
        self, folder: Path | None = None, backends: Sequence[str] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.library = Library(folder)
        self.machine: MachineVoices | None = None
        self._backends = tuple(backends)
        self._playing: Playing | None = None
        self._ending: list[Playing] = []
        self._number = 0
        self.asked: Sequence[Shown] = ()
        self._texts: Sequence[Shown] = ()
        self._unheard: Shown | None = None
        # What is read aloud at its end, and from then on: where the same texts asked for again go on.
        self._behind = self._read_aloud = FROM_THE_BEGINNING
        self._wants_machine = self.asking = False
        self._found.connect(self._on_found, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def playing(self) -> bool:
        """Whether something is heard, or about to be."""
        return self._playing is not None

    def has(self, shown: Shown) -> bool:
        """Whether a text can be heard."""
        return self.how(shown) is not Heard.NOT

    def how(self, shown: Shown) -> Heard:
        """How a text can be heard: a recording of today's words goes before a machine voice."""
        found = self.library.find(shown)
        if found is not None and found.current:
            return Heard.RECORDED
        return Heard.MACHINE if self.machine is not None and self.machine.speaks(shown) else Heard.NOT

    def about(self, shown: Shown) -> Found | None:
        """The recording of a text, also one that is out of date: for what the officer is told."""
        return self.library.find(shown)

    def machine_knows(self, tag: str) -> bool:
        """Whether there is a machine voice in a language, and they are switched on."""
        return self.machine is not None and self.machine.knows(tag)

    def speaks(self, tag: str) -> bool:
        """Whether there is any voice in a language."""
        return bool(self.library.packs(tag)) or self.machine_knows(tag)

    def play(self, *texts: Shown) -> int:
        """Let texts be heard, up to the first one that cannot be: `missing` tells of it when it is reached.

        What was heard before stops. Gives how many will be heard. No sentence is ever passed over in silence:
        asked for the same texts once more, it goes on behind the one that the officer read aloud.
        """
        self.asked = texts
        before, behind = self._read_aloud
        begins = behind if before == texts else 0
        self.stop()
        ends = next((n for n in range(begins, len(texts)) if not self.has(texts[n])), len(texts))
        unheard = texts[ends] if ends < len(texts) else None
        if unheard is not None and ends + 1 < len(texts):
            self._behind = (texts, ends + 1)
        if ends == begins:
            self._miss(unheard)
            return 0
        # threading and hashlib with it: not for the first window.
        from screening.ui.heard.speaker import Playing

        self._texts, self._unheard = texts[begins:ends], unheard
        self._number += 1
        number, told = self._number, self._told.emit
        parts = [self._part(shown) for shown in self._texts]
        self._playing = Playing(parts, self._backends, lambda event, at, error: told(number, event, at, error))
        self._playing.start()
        return ends - begins

    def stop(self) -> None:
        """Be silent at once."""
        self._behind = self._read_aloud = FROM_THE_BEGINNING
        if self._playing is None:
            return
        self._playing.stop()
        self._ending = [*(each for each in self._ending if each.is_alive()), self._playing]
        self._forget()
        self.ended.emit()

    def switch_machine(self, on: bool) -> None:
        """Switch machine voices on or off; the system is asked for its voices on a thread of its own."""
        self._wants_machine = on
        if on and self.machine is None and not self.asking:
            from threading import Thread

            from screening.ui.heard.machine import find_machine_voices

            self.asking = True
            Thread(target=lambda: self._found.emit(find_machine_voices()), name="voices", daemon=True).start()
        elif not on:
            self.stop()
            self.machine = None
            self.changed.emit()

    def _on_found(self, machine: MachineVoices | None) -> None:
        self.asking = False
        if self._wants_machine:
            self.machine = machine
        self.changed.emit()

    def reload(self) -> None:
        """Other recordings are installed."""
        self.stop()
        self.library.forget()
        self.changed.emit()

    def close(self) -> None:
        """Be silent, and give the sound device back: before the process ends or is replaced."""
        for playing in (*self._ending, self._playing):
            if playing is not None:
                playing.end()
        self._ending = []
        self._forget()

    def _forget(self) -> None:
        self._playing, self._texts, self._unheard = None, (), None
        self._number += 1

    def _part(self, shown: Shown) -> Part:
        from screening.ui.heard.speaker import Recorded

        found = self.library.find(shown)
        if found is not None and found.current:
            return Recorded(found.path, found.recording.sha256)
        if self.machine is None:
            raise RuntimeError("nothing to be heard")
        return self.machine.part(shown)

    def _on_told(self, number: int, event: str, at: int, error: ScreeningError | None) -> None:
        """From the thread that plays; what was stopped meanwhile is heard of no more."""
        if number != self._number:
            return
        if event == "begun":
            self.started.emit(self._texts[at])
        elif event == "failed":
            self._unheard = None
            self.failed.emit(error)
        else:
            unheard = self._unheard
            self._forget()
            self.ended.emit()
            self._miss(unheard)

    def _miss(self, unheard: Shown | None) -> None:
        """A text was reached that the officer reads aloud; only then does the next press go on behind it."""
        if unheard is not None:
            self._read_aloud = self._behind
            self.missing.emit(unheard)
