"""The walkthrough presses and waits like a person: a screen whose signal leads nowhere ends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.programs import LONGEST_S, driver

TALK = "window.desk.talk_frame"
SIGNALS = (
    "window.entry.welcome.new_vault_asked",
    "window.entry.welcome.other_vault_asked",
    "window.entry.welcome.training_asked",
    "window.entry.welcome.emergency_asked",
    "window.entry.emergency_asked",
    "window.entry.unlock.unlocked",
    "window.entry.new_vault.created",
    "window.entry.recovery_key.confirmed",
    "window.entry.opened",
    "window.desk.cases.new_case_asked",
    "window.desk.cases.case_opened",
    "window.desk.cases.asked",
    "window.desk.asked",
    f"{TALK}.left",
    f"{TALK}.asked",
    f"{TALK}.rail.step_chosen",
    f"{TALK}.rail.help_asked",
    f"{TALK}.look_first.changed",
    f"{TALK}.look_first.finished",
    f"{TALK}.look_first.ended",
    f"{TALK}.language.finished",
    f"{TALK}.consent.finished",
    f"{TALK}.consent.ended",
    f"{TALK}.questions.finished",
    f"{TALK}.questions.drawer.note_changed",
    f"{TALK}.questions.change.reason_chosen",
    f"{TALK}.safety_plan.finished",
    f"{TALK}.recorded.finished",
    f"{TALK}.recorded.ended",
    f"{TALK}.recorded.question_chosen",
    f"{TALK}.needs.finished",
    f"{TALK}.sharing.form_ready",
    f"{TALK}.sharing.finished",
    f"{TALK}.preview.another_asked",
    f"{TALK}.preview.done",
    "window.cover.left",
    "window.alone_again.confirmed",
    "window.alone_again.refused",
)


def outcome(tmp_path: Path, signal: str) -> str:
    process = driver(tmp_path / "home", "broken.py", str(tmp_path / "out"), signal)
    out, _errors = process.communicate(timeout=LONGEST_S)
    return out.strip()


@pytest.mark.slow
def test_with_every_signal_in_place_the_walkthrough_finishes(tmp_path: Path) -> None:
    assert outcome(tmp_path, "none") == "finished"


@pytest.mark.slow
@pytest.mark.parametrize("signal", SIGNALS)
def test_without_one_signal_the_walkthrough_stops(tmp_path: Path, signal: str) -> None:
    assert outcome(tmp_path, signal).startswith("stopped at ")
