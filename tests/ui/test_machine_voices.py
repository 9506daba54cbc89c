"""Machine voices of the operating system: off unless switched on, and only in languages they say they have."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from screening.core.errors import Problem
from screening.languages.catalogs import Catalog, load_person
from screening.languages.person_texts import load_fixed_texts
from screening.ui.heard import machine
from screening.ui.heard.voice import Heard, Voice

from .test_heard import Told

SAYS = """\
#!/bin/sh
cd "$(dirname "$0")"
case "$1" in
    -L) printf '      NAME  LANGUAGE  VARIANT\\n  Arabic (new)  ar  none\\n  Spanish (Spain)  es-ES  none\\n' ;;
    -S) echo silent >> said ;;
    *) echo "$@" >> args; cat >> said; if [ -e slow ]; then exec sleep 60; fi; test ! -e broken ;;
esac
"""


@pytest.fixture
def arabic() -> Catalog:
    return load_person("ar", load_fixed_texts())


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the system's tool, first on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "spd-say"
    script.write_text(SAYS)
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


@pytest.fixture
def speaking(qtbot: QtBot, tool: Path) -> Iterator[Voice]:
    made = Voice(None, ("NULL",))
    with qtbot.waitSignal(made.changed):
        made.switch_machine(True)
    yield made
    made.close()


def test_machine_voices_are_off_unless_switched_on(qtbot: QtBot, tool: Path, arabic: Catalog) -> None:
    assert Voice(None).how(arabic.fixed("answers.yes")) is Heard.NOT


def test_a_machine_speaks_only_languages_it_says_it_has(speaking: Voice, arabic: Catalog) -> None:
    assert speaking.how(arabic.fixed("answers.yes")) is Heard.MACHINE
    assert speaking.machine_knows("es")
    assert not speaking.machine_knows("am")
    speaking.switch_machine(False)
    assert speaking.how(arabic.fixed("answers.yes")) is Heard.NOT


@pytest.mark.parametrize(
    ("tag", "voice", "known"),
    [
        ("zh-Hans", "zh-hk", False),
        ("zh-Hans", "zh-yue", False),
        ("zh-Hans", "zh-tw", True),
        ("zh-Hans", "cmn", True),
        ("kmr", "ku-arab-iq", False),
        ("kmr", "ku", True),
        ("fil", "fil-ph", True),
        ("es", "es-mx", True),
    ],
)
def test_a_voice_of_another_language_under_the_same_code_is_not_taken(
    qtbot: QtBot, tool: Path, tag: str, voice: str, known: bool
) -> None:
    system = machine.system_tool()
    assert system is not None
    assert machine.MachineVoices(system, {voice: voice}).knows(tag) is known


def test_words_reach_the_machine_over_standard_input_alone(
    qtbot: QtBot, speaking: Voice, arabic: Catalog, tool: Path
) -> None:
    yes = arabic.fixed("answers.yes")
    told = Told(speaking)
    with qtbot.waitSignal(speaking.ended):
        speaking.play(yes)
    assert told.events == ["answers.yes", "ended"]
    assert (tool / "said").read_text() == f"{yes.text}\n"
    assert (tool / "args").read_text() == "-w -e -l ar\n"


def test_a_machine_never_says_what_was_filled_in(speaking: Voice, arabic: Catalog) -> None:
    who = arabic.fixed("consent.who")
    assert not speaking.has(who)
    assert not speaking.has(who.filled(officer="A1", organisation="Harbour"))


def test_a_machine_that_is_stopped_is_silenced(qtbot: QtBot, speaking: Voice, arabic: Catalog, tool: Path) -> None:
    (tool / "slow").touch()
    with qtbot.waitSignal(speaking.started):
        speaking.play(arabic.fixed("answers.yes"))
    qtbot.waitUntil(lambda: (tool / "said").exists() and bool((tool / "said").read_text()))
    speaking.close()
    assert (tool / "said").read_text().endswith("silent\n")


def test_a_machine_that_fails_is_told(qtbot: QtBot, speaking: Voice, arabic: Catalog, tool: Path) -> None:
    (tool / "broken").touch()
    told = Told(speaking)
    with qtbot.waitSignal(speaking.ended):
        speaking.play(arabic.fixed("answers.yes"))
    assert told.events == ["answers.yes", Problem.MACHINE_VOICE_FAILED.value, "ended"]


def test_on_windows_words_are_never_said_in_the_default_voice() -> None:
    """No PowerShell here to try it: what the script has to say, in this order."""
    for script in (machine._WINDOWS_LIST, machine._WINDOWS_SPEAK):
        stops, enabled = script.index("$ErrorActionPreference = 'Stop'"), script.index("? { $_.Enabled }")
        assert stops < script.index("Add-Type") < enabled
    script = machine._WINDOWS_SPEAK
    assert script.count("GetInstalledVoices") == 1
    chosen, looked = script.index("SelectVoice"), script.index("-ne 'LANGUAGE') { exit 1 }")
    assert script.index("if (-not $v) { exit 1 }") < chosen < looked < script.index("$s.Speak")


def test_other_systems_voices_are_read_from_what_their_tools_answer() -> None:
    said = "Majed               ar_001    # مرحبا\nMónica (Premium)    es_ES    # Hola\nrubbish\n"
    assert machine._read_say(said) == {"ar-001": "Majed", "es-es": "Mónica (Premium)"}
    assert machine._read_windows("es-ES Microsoft Helena\r\nar-SA Naayf\r\n'; x\r\n") == {
        "es-es": "es-ES",
        "ar-sa": "ar-SA",
    }
