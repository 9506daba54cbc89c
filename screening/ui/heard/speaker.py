"""One sound after another, on a thread of its own: neither the screen nor the vault's worker waits for it."""

from __future__ import annotations

import atexit
import hashlib
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from screening.core.errors import Problem, ScreeningError
from screening.languages.recording_limits import MOST_FILE_BYTES

if TYPE_CHECKING:
    import miniaudio

RATE, CHANNELS, BUFFER_MS = 44_100, 2, 100
TAIL_FRAMES = RATE // 3
"""Silence after a sound: what the device holds is still heard, and one text is set off from the next."""
MOST_FRAMES = 8192
"""At once: the decoder has room for twice that."""
GONE_AFTER_S = 3.0
"""A device that asks for nothing for so long is gone: not every system says so."""
ENDING_S = 4.0
"""Longer than a machine voice takes to be silenced."""


class Part(Protocol):
    """One text to be heard. `sound` returns when it was heard to its end, or was stopped."""

    def sound(self, playing: Playing) -> None:
        """Make it heard; raises ScreeningError."""

    def stop(self) -> None:
        """Be silent at once; called on the screen's thread."""


@dataclass
class Recorded:
    """A recording, checked against its hash before it is heard: a wrong one may say anything."""

    path: Path
    sha256: str

    def sound(self, playing: Playing) -> None:
        """Decode it and play it. Raises RECORDING_DAMAGED, NO_SOUND_DEVICE, SOUND_DEVICE_GONE."""
        data, speaker = self._read(), playing.speaker()
        playing.told_begun()
        speaker.play(data)

    def stop(self) -> None:
        """Nothing of its own: the speaker stops."""

    def _read(self) -> bytes:
        data = b""
        with suppress(OSError, ValueError):
            # As the import does: a file itself, nothing that leads elsewhere or never ends.
            if not self.path.is_symlink() and self.path.is_file():
                with self.path.open("rb") as file:
                    data = file.read(MOST_FILE_BYTES + 1)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ScreeningError(Problem.RECORDING_DAMAGED)
        return data


class Speaker:
    """The sound device of this computer. `backends`: those of miniaudio to try, by name; else its own choice."""

    def __init__(self, backends: Sequence[str], stopped: threading.Event) -> None:
        """Open the device. Raises NO_SOUND_DEVICE."""
        # 67 ms to import: only where something is heard.
        import miniaudio

        self._stopped = stopped
        self._woken = threading.Event()
        self._asked = 0
        self._done = self._gone = self._damaged = self._heard = False
        try:
            chosen = [miniaudio.Backend[name] for name in backends]
            self.device: miniaudio.PlaybackDevice = miniaudio.PlaybackDevice(
                nchannels=CHANNELS, sample_rate=RATE, buffersize_msec=BUFFER_MS, backends=chosen
            )
        except miniaudio.MiniaudioError:
            raise ScreeningError(Problem.NO_SOUND_DEVICE) from None
        # Without a sound device miniaudio falls back to one that plays into nothing.
        if self.device.backend == "Null" and "NULL" not in backends:
            self.device.close()
            raise ScreeningError(Problem.NO_SOUND_DEVICE)
        self.device.stop_callback = self._on_device_stopped

    def play(self, data: bytes) -> None:
        """Play one file to its end, or until it is stopped. Raises RECORDING_DAMAGED, SOUND_DEVICE_GONE."""
        import miniaudio

        self._done = self._damaged = False
        self._woken.clear()
        if self._stopped.is_set():
            return
        try:
            stream = miniaudio.stream_memory(data, nchannels=CHANNELS, sample_rate=RATE)
        except miniaudio.MiniaudioError:
            raise ScreeningError(Problem.RECORDING_DAMAGED) from None
        feeding = self._feed(stream)
        next(feeding)
        try:
            self.device.start(feeding)
            self._heard = True
            self._wait()
            self._heard = False  # from here on its stopping is ours, however late it is told
            ours = not self._gone
            # A device that says it stopped may still be about it, and taking it apart then can wait for ever.
            self.device.running = True
            self.device.stop()
        except miniaudio.MiniaudioError:
            raise ScreeningError(Problem.SOUND_DEVICE_GONE) from None
        if self._damaged:
            raise ScreeningError(Problem.RECORDING_DAMAGED)
        if not ours:
            raise ScreeningError(Problem.SOUND_DEVICE_GONE)

    def wake(self) -> None:
        """Look whether it was stopped."""
        self._woken.set()

    def close(self) -> None:
        """Give the device back."""
        self.device.stop_callback = None
        self.device.close()

    def _wait(self) -> None:
        while not (self._done or self._gone or self._stopped.is_set()):
            asked = self._asked
            if not self._woken.wait(GONE_AFTER_S) and asked == self._asked:
                self._gone = True

    def _feed(self, stream: Generator[Any, int, None]) -> Generator[Any, int, None]:
        """What the device asks for, on the device's own thread."""
        import miniaudio

        frames = yield b""
        try:
            while not self._stopped.is_set():
                self._asked += 1
                frames = yield stream.send(min(frames, MOST_FRAMES))
        except StopIteration:
            pass
        except miniaudio.MiniaudioError:
            self._damaged = True
        left = TAIL_FRAMES
        while left > 0:
            self._asked += 1
            left -= frames
            frames = yield b""
        self._done = True
        self._woken.set()
        while True:
            yield b""

    def _on_device_stopped(self) -> None:
        if self._heard and not (self._done or self._stopped.is_set()):
            self._gone = True
            self._woken.set()


class Playing:
    """Parts heard one after another. `tell(event, number, error)` is called on this thread.

    Events: "begun" with the number of the part, "failed" with an error, and "ended" last of all.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        backends: Sequence[str],
        tell: Callable[[str, int, ScreeningError | None], object],
    ) -> None:
        self._parts, self._backends, self._tell = parts, backends, tell
        self._stopped = threading.Event()
        self._speaker: Speaker | None = None
        self._at = 0
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)

    def start(self) -> None:
        """Begin."""
        # The device calls into Python: it must be silent before Python goes.
        atexit.register(self.end)
        self._thread.start()

    def is_stopped(self) -> bool:
        """Whether it is to be silent."""
        return self._stopped.is_set()

    def is_alive(self) -> bool:
        """Whether it still has the device."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Be silent; waits for nothing."""
        self._stopped.set()
        speaker = self._speaker
        if speaker is not None:
            speaker.wake()
        for part in self._parts:
            part.stop()

    def end(self) -> None:
        """Be silent, and wait until the device is given back."""
        self.stop()
        self._thread.join(ENDING_S)

    def speaker(self) -> Speaker:
        """The device, opened when the first recording is heard. Raises NO_SOUND_DEVICE."""
        if self._speaker is None:
            self._speaker = Speaker(self._backends, self._stopped)
        return self._speaker

    def told_begun(self) -> None:
        """Say that a part is heard now."""
        self._say("begun")

    def _say(self, event: str, error: ScreeningError | None = None) -> None:
        """Whoever stopped it has told of that already, and may be gone."""
        if not self.is_stopped():
            self._tell(event, self._at, error)

    def _run(self) -> None:
        try:
            for at, part in enumerate(self._parts):
                self._at = at
                if self.is_stopped():
                    break
                part.sound(self)
        except ScreeningError as error:
            self._say("failed", error)
        finally:
            if self._speaker is not None:
                self._speaker.close()
            atexit.unregister(self.end)
            self._say("ended")
