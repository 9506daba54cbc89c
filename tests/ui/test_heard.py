"""What is heard: one text after another, on no thread of the screen's; silent when it has to be."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import miniaudio
import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.errors import ScreeningError
from screening.languages.catalogs import Catalog, Shown, load_person
from screening.languages.person_texts import load_fixed_texts
from screening.ui.heard import speaker
from screening.ui.heard.voice import Heard, Voice

from ..sounds import ANSWERS, PAPERS, install, pack_of, tone

LONG_S = 30.0
WAIT = "wall.please_wait"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less silence after each text."""
    monkeypatch.setattr(speaker, "TAIL_FRAMES", speaker.RATE // 50)


@pytest.fixture
def arabic() -> Catalog:
    return load_person("ar", load_fixed_texts())


class Told:
    """What a voice told, in order, each on the screen's thread."""

    def __init__(self, voice: Voice) -> None:
        self.events: list[str] = []
        voice.started.connect(lambda shown: self._add(shown.text_id))
        voice.ended.connect(lambda: self._add("ended"))
        voice.missing.connect(lambda shown: self._add(f"missing {shown.text_id}"))
        voice.failed.connect(self._on_failed)

    def _on_failed(self, error: ScreeningError) -> None:
        self._add(error.problem.value)

    def _add(self, event: str) -> None:
        app = QApplication.instance()
        assert app is not None
        assert QThread.currentThread() is app.thread()
        self.events.append(event)


def voice_of(
    tmp_path: Path, *text_ids: str, seconds: float = 0.05, backends: tuple[str, ...] = ("NULL",)
) -> Voice:
    """A voice with these texts recorded in Arabic, played into nothing."""
    folder = tmp_path / "recordings"
    install(pack_of(tmp_path / "pack", "ar", text_ids, seconds=seconds), folder)
    return Voice(folder, backends)


@pytest.fixture
def voice(qtbot: QtBot, tmp_path: Path) -> Iterator[Voice]:
    made = voice_of(tmp_path, *ANSWERS[:2])
    yield made
    made.close()


@pytest.fixture
def long(qtbot: QtBot, tmp_path: Path) -> Iterator[Voice]:
    made = voice_of(tmp_path, *ANSWERS[:2], seconds=LONG_S)
    yield made
    made.close()


def answers(catalog: Catalog) -> list[Shown]:
    return [catalog.fixed(each) for each in ANSWERS]


def test_texts_are_heard_one_after_another(qtbot: QtBot, voice: Voice, arabic: Catalog) -> None:
    told = Told(voice)
    with qtbot.waitSignal(voice.ended):
        assert voice.play(*answers(arabic)[:2]) == 2
    assert told.events == ["answers.yes", "answers.no", "ended"]
    assert not voice.playing


def test_nothing_is_passed_over_in_silence_and_the_next_press_goes_on(
    qtbot: QtBot, voice: Voice, arabic: Catalog
) -> None:
    yes, no, unknown, _rather_not = answers(arabic)
    told = Told(voice)
    with qtbot.waitSignal(voice.missing):
        voice.play(yes, unknown, no)
    with qtbot.waitSignal(voice.ended):
        voice.play(yes, unknown, no)
    assert told.events == ["answers.yes", "ended", "missing answers.dont_know", "answers.no", "ended"]
    with qtbot.waitSignal(voice.missing):
        voice.play(yes, unknown, no)  # and then from the beginning
    assert told.events[5:] == ["answers.yes", "ended", "missing answers.dont_know"]


def test_leaving_begins_anew(qtbot: QtBot, voice: Voice, arabic: Catalog) -> None:
    yes, no, unknown, _rather_not = answers(arabic)
    voice.play(unknown, yes)
    voice.stop()
    told = Told(voice)
    voice.play(unknown, yes)
    assert told.events == ["missing answers.dont_know"]
    assert no


def test_stopping_is_at_once_and_nothing_is_told_afterwards(qtbot: QtBot, long: Voice, arabic: Catalog) -> None:
    told = Told(long)
    with qtbot.waitSignal(long.started):
        long.play(*answers(arabic)[:2])
    long.stop()
    assert told.events == ["answers.yes", "ended"]
    with qtbot.waitSignal(long.started):
        long.play(answers(arabic)[1])
    long.close()
    QApplication.processEvents()
    assert told.events == ["answers.yes", "ended", "answers.no"]


def test_what_is_heard_stops_for_another_text(qtbot: QtBot, long: Voice, arabic: Catalog) -> None:
    told = Told(long)
    for shown in answers(arabic)[:2]:
        with qtbot.waitSignal(long.started):
            long.play(shown)
    assert told.events == ["answers.yes", "ended", "answers.no"]


def test_a_damaged_recording_is_told_once_and_not_played(qtbot: QtBot, voice: Voice, arabic: Catalog) -> None:
    yes, no = answers(arabic)[:2]
    found = voice.about(yes)
    assert found is not None
    found.path.write_bytes(b"RIFF and then nothing")
    told = Told(voice)
    with qtbot.waitSignal(voice.ended):
        voice.play(yes, no)
    assert told.events == ["recording_damaged", "ended"]
    found.path.unlink()
    with qtbot.waitSignal(voice.failed):
        voice.play(yes)


def test_after_a_failure_the_next_press_begins_anew_and_skips_nothing(
    qtbot: QtBot, voice: Voice, arabic: Catalog
) -> None:
    yes, no, unknown, _rather_not = answers(arabic)
    found = voice.about(yes)
    assert found is not None
    whole = found.path.read_bytes()
    found.path.write_bytes(b"RIFF and then nothing")
    told = Told(voice)
    with qtbot.waitSignal(voice.ended):
        voice.play(yes, unknown, no)
    found.path.write_bytes(whole)
    with qtbot.waitSignal(voice.missing):
        voice.play(yes, unknown, no)
    assert told.events == ["recording_damaged", "ended", "answers.yes", "ended", "missing answers.dont_know"]


def test_a_link_in_place_of_a_recording_is_not_followed(
    qtbot: QtBot, voice: Voice, arabic: Catalog, tmp_path: Path
) -> None:
    yes = answers(arabic)[0]
    found = voice.about(yes)
    assert found is not None
    found.path.symlink_to(found.path.rename(tmp_path / "elsewhere.wav"))
    told = Told(voice)
    with qtbot.waitSignal(voice.ended):
        voice.play(yes)
    assert told.events == ["recording_damaged", "ended"]


def test_without_a_sound_device_one_sentence_is_told(qtbot: QtBot, tmp_path: Path, arabic: Catalog) -> None:
    voice = voice_of(tmp_path, *ANSWERS[:2], backends=("WASAPI" if sys.platform != "win32" else "ALSA",))
    told = Told(voice)
    with qtbot.waitSignal(voice.ended):
        voice.play(*answers(arabic)[:2])
    assert told.events == ["no_sound_device", "ended"]


@pytest.mark.parametrize("says_so", [True, False])
def test_a_device_that_goes_in_the_middle_is_told(
    qtbot: QtBot, long: Voice, arabic: Catalog, monkeypatch: pytest.MonkeyPatch, says_so: bool
) -> None:
    """Some systems say that a device is gone; from others nothing more is heard of it."""
    monkeypatch.setattr(speaker, "GONE_AFTER_S", 0.3)
    told = Told(long)
    with qtbot.waitSignal(long.started):
        long.play(*answers(arabic)[:2])
    assert long._playing is not None
    device = long._playing.speaker().device
    qtbot.waitUntil(lambda: device.running)
    with qtbot.waitSignal(long.ended):
        if says_so:
            device._stop_callback(None)
        else:
            device.callback_generator = None
    assert told.events == ["answers.yes", "sound_device_gone", "ended"]


def test_nothing_of_a_sound_is_given_to_the_device_once_it_was_stopped(tmp_path: Path) -> None:
    tone(tmp_path / "sound.wav", 2)
    data = (tmp_path / "sound.wav").read_bytes()
    stopped = threading.Event()
    made = speaker.Speaker(("NULL",), stopped)
    feeding = made._feed(miniaudio.stream_memory(data, nchannels=speaker.CHANNELS, sample_rate=speaker.RATE))
    next(feeding)
    assert len(feeding.send(1_000)) > 0
    stopped.set()
    assert len(feeding.send(1_000)) == 0
    asked = made._asked
    made.play(data)
    assert made._asked == asked
    made.close()


def test_english_words_in_place_of_missing_ones_are_not_heard(qtbot: QtBot, tmp_path: Path) -> None:
    install(pack_of(tmp_path / "pack", "en", (PAPERS,)), tmp_path / "recordings")
    voice = Voice(tmp_path / "recordings", ("NULL",))
    texts = {PAPERS: "Who has your papers now?"}
    assert voice.how(load_person("am", texts).text(PAPERS, "a text that Amharic has not")) is Heard.NOT


@pytest.mark.parametrize("second", ["", "fr"])
def test_a_text_without_words_that_was_spoken_from_english_is_heard(
    qtbot: QtBot, tmp_path: Path, second: str
) -> None:
    """Also where its words stand in a second language: the person picked this one first."""
    install(pack_of(tmp_path / "pack", "mnk", (WAIT,)), tmp_path / "recordings")
    voice = Voice(tmp_path / "recordings", ("NULL",))
    told = Told(voice)
    with qtbot.waitSignal(voice.ended):
        assert voice.play(load_person("mnk", load_fixed_texts(), second=second).fixed(WAIT)) == 1
    assert told.events == [WAIT, "ended"]
    voice.close()


def test_no_library_is_loaded_before_something_is_heard() -> None:
    code = "import sys, screening.ui.heard.voice, screening.ui.heard.listen; print('miniaudio' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"


PLAYING = """
    import os, sys
    from pathlib import Path
    from PySide6.QtCore import QCoreApplication
    from screening.languages.catalogs import load_person
    from screening.languages.person_texts import load_fixed_texts
    from screening.ui.heard.voice import Voice
    app = QCoreApplication([])
    voice = Voice(Path(sys.argv[1]), ("NULL",))
    def begun(shown):
        print("heard", flush=True)
        {then}
    voice.started.connect(begun)
    voice.play(load_person("ar", load_fixed_texts()).fixed("answers.yes"))
    app.exec()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "then", ["app.quit()", "sys.exit(0)", "os.execv(sys.executable, [sys.executable, '-c', ''])", "os._exit(0)"]
)
def test_the_process_ends_or_is_replaced_while_something_plays(tmp_path: Path, then: str) -> None:
    voice_of(tmp_path, ANSWERS[0], seconds=LONG_S)
    code = textwrap.dedent(PLAYING.format(then=then))
    ended = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "recordings")],
        check=False,
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "heard\n", "")
