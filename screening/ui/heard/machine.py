"""Machine voices of the operating system: only when switched on, only in languages they say they have.

Words go to the system's tool over its standard input, never on a command line that others can list. A text into
which something was filled (a name, a number) is not spoken by a machine at all. Tried on Linux; macOS and Windows
are written after their manuals.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from screening.core.errors import Problem, ScreeningError
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Review, Shown
from screening.languages.hashes import text_hash

if TYPE_CHECKING:
    from screening.ui.heard.speaker import Playing

ASKING_S, SILENCING_S = 10.0, 3.0
OTHER_CODES: Mapping[str, tuple[str, ...]] = {
    "zh-Hans": ("zh-cn", "cmn", "zh-hans", "zh-sg", "zh-tw", "zh"),
    "kmr": ("kmr", "ku", "ku-tr"),
}
"""What voices call a language where that is not its tag. These and no others: zh-hk speaks Cantonese, and ku-arab
Sorani, which the person may not understand."""
# Without "Stop", PowerShell goes on after what failed: the words would be said in the default voice.
_WINDOWS = (
    "$ErrorActionPreference = 'Stop'; Add-Type -AssemblyName System.Speech; "
    "$s = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voices = $s.GetInstalledVoices() | ? { $_.Enabled }; "
)
_WINDOWS_LIST = _WINDOWS + "$voices | % { $_.VoiceInfo.Culture.Name + ' ' + $_.VoiceInfo.Name }"
_WINDOWS_SPEAK = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; "
    + _WINDOWS
    + "$v = $voices | ? { $_.VoiceInfo.Culture.Name -eq 'LANGUAGE' } | select -First 1; "
    + "if (-not $v) { exit 1 }; $s.SelectVoice($v.VoiceInfo.Name); "
    + "if ($s.Voice.Culture.Name -ne 'LANGUAGE') { exit 1 }; $s.Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True)
class Tool:
    """How one system is asked for its voices, and made to speak and be silent.

    `read`: what it answers, as language in lower case to what `speak` is given.
    """

    ask: tuple[str, ...]
    read: Callable[[str], dict[str, str]]
    speak: Callable[[str], tuple[str, ...]]
    silence: tuple[str, ...] = ()


class MachineVoices:
    """The voices there are, as the system's tool said when it was asked."""

    def __init__(self, tool: Tool, voices: Mapping[str, str]) -> None:
        self._tool, self._voices = tool, dict(voices)

    def knows(self, tag: str) -> bool:
        """Whether there is a voice in a language."""
        return self._voice(tag) is not None

    def speaks(self, shown: Shown) -> bool:
        """Whether a text can be spoken: its language is known, and nothing was filled in."""
        if shown.review is Review.MISSING or self._voice(shown.language) is None:
            return False
        return "{" not in shown.text and text_hash(shown.text) == shown.text_hash

    def part(self, shown: Shown) -> Spoken:
        """A text to be spoken."""
        voice = self._voice(shown.language)
        if voice is None:
            raise RuntimeError("no voice in this language")
        return Spoken(self._tool, voice, " ".join(strip_invisible(shown.text).split()))

    def _voice(self, tag: str) -> str | None:
        begins = tag.partition("-")[0].lower()
        codes = OTHER_CODES.get(tag, (tag.lower(), begins))
        exact = next((self._voices[code] for code in codes if code in self._voices), None)
        if exact is not None or tag in OTHER_CODES:
            return exact
        return next((voice for name, voice in self._voices.items() if name.startswith(f"{begins}-")), None)


class Spoken:
    """One text spoken by a machine."""

    def __init__(self, tool: Tool, voice: str, text: str) -> None:
        self._tool, self._voice, self._text = tool, voice, text
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def sound(self, playing: Playing) -> None:
        """Speak it. Raises MACHINE_VOICE_FAILED."""
        with self._lock:
            if playing.is_stopped():
                return
            try:
                self._process = process = subprocess.Popen(
                    self._tool.speak(self._voice),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                raise ScreeningError(Problem.MACHINE_VOICE_FAILED) from None
        playing.told_begun()
        with suppress(OSError):  # it was stopped before it had read everything
            process.communicate(self._text.encode() + b"\n")
        failed = process.wait() != 0
        if playing.is_stopped():
            self._silence()
        elif failed:
            raise ScreeningError(Problem.MACHINE_VOICE_FAILED)

    def stop(self) -> None:
        """End the tool; what it handed on to the system is silenced on the thread that waits for it."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                self._process.kill()

    def _silence(self) -> None:
        if self._tool.silence:
            with suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run(self._tool.silence, check=False, timeout=SILENCING_S, capture_output=True)


def system_tool() -> Tool | None:
    """The tool of this system; None where there is none."""
    if sys.platform == "darwin":
        found = shutil.which("say")
        if found is None:
            return None
        return Tool((found, "-v", "?"), _read_say, lambda voice: (found, "-v", voice, "-f", "-"))
    if sys.platform == "win32":
        found = shutil.which("powershell")
        begin = (found or "", "-NoProfile", "-NonInteractive", "-Command")
        speak = lambda voice: (*begin, _WINDOWS_SPEAK.replace("LANGUAGE", voice))  # noqa: E731
        return Tool((*begin, _WINDOWS_LIST), _read_windows, speak) if found else None
    found = shutil.which("spd-say")
    if found is None:
        return None
    return Tool((found, "-L"), _read_spd, lambda voice: (found, "-w", "-e", "-l", voice), (found, "-S"))


def find_machine_voices() -> MachineVoices | None:
    """Ask the system for its voices; None where it has none, or does not answer.

    Takes a while: not on the screen's thread.
    """
    tool = system_tool()
    if tool is None:
        return None
    try:
        answer = subprocess.run(
            tool.ask, check=True, timeout=ASKING_S, stdin=subprocess.DEVNULL, capture_output=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    voices = tool.read(answer.decode(errors="replace"))
    return MachineVoices(tool, voices) if voices else None


def _read_spd(answer: str) -> dict[str, str]:
    """Lines of NAME LANGUAGE VARIANT under a heading; a name may have spaces."""
    voices: dict[str, str] = {}
    for line in answer.splitlines()[1:]:
        parts = line.rsplit(None, 2)
        if len(parts) == 3 and parts[1].isascii():
            voices.setdefault(parts[1].lower().replace("_", "-"), parts[1])
    return voices


def _read_say(answer: str) -> dict[str, str]:
    """Lines of NAME LANGUAGE # A SENTENCE."""
    voices: dict[str, str] = {}
    for line in answer.splitlines():
        name, _, language = line.partition("#")[0].strip().rpartition(" ")
        if name and "_" in language:
            voices.setdefault(language.lower().replace("_", "-"), name.strip())
    return voices


def _read_windows(answer: str) -> dict[str, str]:
    """Lines of LANGUAGE NAME."""
    languages = (line.partition(" ")[0] for line in answer.splitlines())
    good = (each for each in languages if each.replace("-", "").isalnum() and each.isascii())
    return {each.lower(): each for each in good}
