"""`screening vault backup` and `restore`: a stolen laptop's cases on another machine, from the copy alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.journeys.programs import screening

OFFICER, PASSPHRASE = "A1", "orange window river monday lamp"


def run(home: Path, *words: str, secret: str = PASSPHRASE) -> str:
    """What the command prints; it must end well."""
    done = screening(home, "vault", *words, "--passphrase-stdin", text=f"{secret}\n")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def refused(home: Path, *words: str, secret: str = PASSPHRASE) -> str:
    """The one sentence of a refusal."""
    done = screening(home, "vault", *words, "--passphrase-stdin", text=f"{secret}\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


@pytest.fixture(scope="module")
def key_and_stick(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, Path]:
    """A vault, its recovery key, and a copy on another disk."""
    base = tmp_path_factory.mktemp("machine")
    vault, stick = base / "vault", base / "stick"
    stick.mkdir()
    made = run(base / "home", "create", "--vault", str(vault), "--officer", OFFICER)
    run(base / "home", "backup", "--vault", str(vault), "--to", str(stick / "copy.bak"))
    return made.strip(), stick / "copy.bak", vault


def test_a_copy_brings_the_cases_back_on_a_bare_machine_in_minutes(
    key_and_stick: tuple[str, Path, Path], tmp_path: Path
) -> None:
    key, copy, _ = key_and_stick
    begun = time.monotonic()
    run(tmp_path / "bare", "restore", "--from", str(copy), "--vault", str(tmp_path / "back"))
    checked = run(tmp_path / "bare", "check", "--vault", str(tmp_path / "back"), "--officer", OFFICER)
    print(f"restored and checked in {time.monotonic() - begun:.1f} s")
    assert "sound" in checked
    assert time.monotonic() - begun < 300
    words = ("restore", "--from", str(copy), "--vault", str(tmp_path / "by-key"), "--recovery-key")
    run(tmp_path / "barer", *words, secret=key)


@pytest.mark.slow
def test_what_cannot_be_restored_is_said_in_one_sentence(
    key_and_stick: tuple[str, Path, Path], tmp_path: Path
) -> None:
    _, copy, vault = key_and_stick
    home, back = tmp_path / "home", tmp_path / "back"
    words = ("restore", "--from", str(copy), "--vault")
    assert "did not unlock" in refused(home, *words, str(back), secret="wrong")
    assert "already a vault" in refused(home, *words, str(vault))
    damaged = tmp_path / "damaged.bak"
    whole = bytearray(copy.read_bytes())
    whole[len(whole) // 2] ^= 1
    damaged.write_bytes(whole)
    assert "damaged" in refused(home, "restore", "--from", str(damaged), "--vault", str(back))
    assert not back.exists()
    assert "already a file" in refused(home, "backup", "--vault", str(vault), "--to", str(copy))
    assert "not there" in refused(home, "backup", "--vault", str(vault), "--to", str(tmp_path / "gone" / "x.bak"))


@pytest.mark.slow
def test_an_older_copy_is_restored_only_when_that_is_said(
    key_and_stick: tuple[str, Path, Path], tmp_path: Path
) -> None:
    _, copy, vault = key_and_stick
    later = copy.with_name("later.bak")
    run(tmp_path / "home", "backup", "--vault", str(vault), "--to", str(later))
    words = ("restore", "--from", str(copy), "--vault", str(tmp_path / "back"))
    assert "newer" in refused(tmp_path / "home", *words)
    run(tmp_path / "home", *words, "--accept-older")
    later.unlink()


def test_the_copies_of_a_vault_are_listed(key_and_stick: tuple[str, Path, Path], tmp_path: Path) -> None:
    _, _, vault = key_and_stick
    (vault / "backups").mkdir(exist_ok=True)
    run(tmp_path / "home", "backup", "--vault", str(vault), "--to", str(vault / "backups"))
    (line,) = run(tmp_path / "home", "backups", "--vault", str(vault)).splitlines()
    assert "\ton_demand\t" in line
    assert "\tnewest\t" in line
