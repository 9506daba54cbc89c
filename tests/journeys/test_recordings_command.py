"""The command line for recordings, as an interpreter and an office use it: list, record, make, check, import."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..sounds import ANSWERS, tone


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`screening translations ...`, with a data folder of its own."""
    return subprocess.run(
        [sys.executable, "-m", "screening", "translations", *words],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "XDG_DATA_HOME": str(home / "data"), "HOME": str(home)},
    )


@pytest.mark.slow
def test_from_the_list_to_a_pack_that_is_installed_and_removed(tmp_path: Path) -> None:
    listed = run(tmp_path, "--audio-list", "ar")
    assert listed.returncode == 0
    assert listed.stdout.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(listed.stdout.removeprefix("\ufeff"))))
    assert [row["text"] for row in rows[:2]] == ["answers.yes", "answers.no"]
    assert rows[0]["words"] == "نعم"
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    for text_id in ANSWERS:
        name = next(row["file"] for row in rows if row["text"] == text_id)
        tone(sounds / Path(name).with_suffix(".wav"))
    assert (
        run(tmp_path, "audio", "make", "ar", str(sounds), "--speaker", "S2", "--dialect", "Levant").returncode == 0
    )
    assert run(tmp_path, "audio", "check", str(sounds), "--language", "ar").returncode == 0
    assert run(tmp_path, "audio", "import", str(sounds)).returncode == 0
    assert "ar\tLevant\tS2\tno\t4\t0\t" in run(tmp_path, "audio", "list").stdout
    assert run(tmp_path, "audio", "export", "ar", "--to", str(tmp_path / "out")).returncode == 0
    assert run(tmp_path, "audio", "check", str(tmp_path / "out")).returncode == 0
    assert run(tmp_path, "audio", "remove", "ar").returncode == 0
    assert len(run(tmp_path, "audio", "list").stdout.splitlines()) == 1


@pytest.mark.slow
def test_what_is_wrong_is_named_a_line_each_with_exit_status_one(tmp_path: Path) -> None:
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    tone(sounds / "answers.yes.wav")
    tone(sounds / "answers.perhaps.wav")
    (sounds / "answers.no.mp3").write_text("not a sound")
    made = run(tmp_path, "audio", "make", "ar", str(sounds), "--speaker", "S2")
    assert made.returncode == 1
    assert len(made.stderr.splitlines()) == 2
    assert "answers.perhaps.wav" in made.stderr
    for words in (("audio", "check", str(tmp_path / "nowhere")), ("audio", "import", str(sounds))):
        refused = run(tmp_path, *words)
        assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
        assert "recordings.json" in refused.stderr
    assert run(tmp_path, "--audio-list", "xx").returncode == 1
    assert run(tmp_path, "audio", "remove", "ar").returncode == 2
