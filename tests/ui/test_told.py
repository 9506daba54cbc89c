"""What the officer is told about what can be heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.languages.catalogs import load_person
from screening.ui.context import UiContext
from screening.ui.heard.machine import MachineVoices, Tool
from screening.ui.heard.told import standing_words
from screening.ui.heard.voice import Voice

from ..sounds import install, pack_of


@pytest.fixture
def voice(context: UiContext, tmp_path: Path) -> Iterator[Voice]:
    context.voice = Voice(tmp_path / "recordings", ("NULL",))
    yield context.voice
    context.voice.close()


def test_a_machine_voice_in_the_second_language_is_told_too(context: UiContext, voice: Voice) -> None:
    voice.machine = MachineVoices(Tool((), lambda _answer: {}, lambda _voice: ()), {"es": "es"})
    shown = load_person("mnk", context.fixed_texts, second="es").fixed("wall.please_wait")
    assert (shown.wanted, shown.language) == ("mnk", "es")
    assert "Machine voice: it may say words wrongly" in standing_words(context, [shown])


def test_what_was_spoken_from_english_is_told(context: UiContext, voice: Voice, tmp_path: Path) -> None:
    install(pack_of(tmp_path / "pack", "mnk", ("wall.please_wait",)), tmp_path / "recordings")
    shown = load_person("mnk", context.fixed_texts).fixed("wall.please_wait")
    said = standing_words(context, [shown])
    assert len(said) == 2
    assert "Mandinka" in said[0]
    assert "spoken from the English words" in said[0]
