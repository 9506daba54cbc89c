"""`screening vault`: bad input gets one clear sentence and exit status 1, and the vault stays as it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from screening.core.case import Situation
from screening.core.office import Office, ReportingDuty
from screening.operations.cases import begin_case
from screening.operations.session import create, unlock
from screening.store.header import FORMAT
from tests.journeys.programs import screening

OFFICER, PASSPHRASE = "A1", "orange window river monday lamp"


def seldom(*values: object) -> list[ParameterSet]:
    """More of the same, for the full run."""
    return [pytest.param(value, marks=pytest.mark.slow) for value in values]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault made by the command, never changed by a test: each takes a copy."""
    folder = tmp_path_factory.mktemp("vault")
    done = screening(
        folder / "home",
        *("vault", "create", "--vault", str(folder / "vault"), "--officer", OFFICER, "--passphrase-stdin"),
        text=f"{PASSPHRASE}\n",
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.strip()) > 40
    assert PASSPHRASE not in done.stdout + done.stderr
    return folder / "vault"


@pytest.fixture
def vault(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "vault"))


def check(tmp_path: Path, vault: Path, passphrase: str | None = PASSPHRASE) -> tuple[int, str, str]:
    words = ["vault", "check", "--vault", str(vault)]
    if passphrase is not None:
        words += ["--officer", OFFICER, "--passphrase-stdin"]
    done = screening(tmp_path / "home", *words, text=f"{passphrase}\n")
    return done.returncode, done.stdout, done.stderr


def refused(tmp_path: Path, vault: Path, passphrase: str | None = PASSPHRASE) -> str:
    """The one sentence of a refusal."""
    status, out, errors = check(tmp_path, vault, passphrase)
    assert (status, out) == (1, ""), errors
    assert "Traceback" not in errors
    assert len(errors.strip().splitlines()) == 1
    assert errors.startswith("screening: ")
    return errors


def test_a_sound_vault_is_said_to_be_sound(tmp_path: Path, vault: Path) -> None:
    status, out, errors = check(tmp_path, vault)
    assert (status, errors) == (0, "")
    assert "sound" in out


def test_each_finding_is_said_on_a_line_and_the_first_bad_entry_is_named(tmp_path: Path, vault: Path) -> None:
    session = unlock(vault, OFFICER, PASSPHRASE)
    talk = begin_case(session, Situation.WORKPLACE)
    for _ in range(30):  # so that the damage is not among the last entries, which opening checks
        talk.note("papers_held", "a note")
    with session.vault.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE audit SET action = 'case_read' WHERE seq = 3")
        connection.exec_driver_sql("UPDATE note SET text = 'another'")
    session.close()
    status, out, errors = check(tmp_path, vault)
    assert (status, out) == (1, "")
    lines = errors.strip().splitlines()
    assert len(lines) == 2
    assert all(line.startswith("screening: ") for line in lines)
    assert "entry 3" in lines[0]
    assert talk.record.number in lines[1]
    assert "another" not in errors


def test_without_a_key_only_the_outside_is_checked(tmp_path: Path, vault: Path) -> None:
    status, out, _errors = check(tmp_path, vault, None)
    assert status == 0
    assert "not checked" in out


def test_a_wrong_passphrase_has_one_message(tmp_path: Path, vault: Path) -> None:
    first, second = (refused(tmp_path, vault, "not the right one at all") for _ in range(2))
    assert first == second


def test_the_delay_after_many_tries_survives_a_restart(tmp_path: Path, vault: Path) -> None:
    plain = refused(tmp_path, vault, "not the right one at all")
    counted = json.loads((vault / "attempts.json").read_text())
    assert counted["count"] == 1
    # As after ten more tries: the wait is then minutes long, and no slow machine can sit it out.
    (vault / "attempts.json").write_text(json.dumps({**counted, "count": 11}))
    waiting = refused(tmp_path, vault, PASSPHRASE)
    assert waiting != plain
    assert "second" in waiting


@pytest.mark.parametrize("name", ["vault.json", *seldom("cases.db")])
def test_a_missing_part_is_said(tmp_path: Path, vault: Path, name: str) -> None:
    (vault / name).unlink()
    refused(tmp_path, vault)


@pytest.mark.parametrize("data", [b"not json", *seldom(b"", b"[" * 100_000, b'{"format": 1}')])
def test_a_damaged_header_is_said(tmp_path: Path, vault: Path, data: bytes) -> None:
    (vault / "vault.json").write_bytes(data)
    refused(tmp_path, vault)


def test_a_newer_format_is_left_alone(tmp_path: Path, vault: Path) -> None:
    header = json.loads((vault / "vault.json").read_text())
    (vault / "vault.json").write_text(json.dumps({**header, "format": FORMAT + 1}))
    before = (vault / "cases.db").read_bytes()
    assert "newer" in refused(tmp_path, vault)
    assert (vault / "cases.db").read_bytes() == before


def test_a_damaged_database_is_said(tmp_path: Path, vault: Path) -> None:
    data = bytearray((vault / "cases.db").read_bytes())
    data[len(data) // 2] ^= 1
    (vault / "cases.db").write_bytes(data)
    refused(tmp_path, vault)


def test_a_folder_that_is_no_vault_and_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    first = refused(tmp_path, tmp_path / "empty")
    second = refused(tmp_path, tmp_path / "nowhere")
    assert first != second


def test_a_second_start_on_the_same_vault_is_refused(tmp_path: Path, vault: Path) -> None:
    session = unlock(vault, OFFICER, PASSPHRASE)
    try:
        refused(tmp_path, vault)
    finally:
        session.close()


def test_a_vault_is_never_made_over_another(tmp_path: Path, vault: Path) -> None:
    before = {path.name: path.read_bytes() for path in vault.iterdir() if path.is_file()}
    done = screening(
        tmp_path / "home",
        *("vault", "create", "--vault", str(vault), "--officer", OFFICER, "--passphrase-stdin"),
        text=f"{PASSPHRASE}\n",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert {path.name: path.read_bytes() for path in vault.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("passphrase", ["short", *seldom("aaaaaaaaaaaaaaaaaaaa", "passwordpassword")])
def test_a_weak_passphrase_makes_no_vault(tmp_path: Path, passphrase: str) -> None:
    done = screening(
        tmp_path / "home",
        *("vault", "create", "--vault", str(tmp_path / "v"), "--officer", OFFICER, "--passphrase-stdin"),
        text=f"{passphrase}\n",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "v" / "vault.json").exists()


@pytest.mark.slow
def test_the_office_is_kept(tmp_path: Path) -> None:
    office = Office("Harbour Office", duty=ReportingDuty.AUTHORITY)
    create(tmp_path / "v", OFFICER, PASSPHRASE, office).session.close()
    session = unlock(tmp_path / "v", OFFICER, PASSPHRASE)
    assert session.office == office
    session.close()


@pytest.mark.parametrize(
    "words", [["vault", "check"], *seldom(["no-such-command"], ["assess", "labour-exploitation"])]
)
def test_wrong_usage_is_exit_status_two(tmp_path: Path, words: list[str]) -> None:
    done = screening(tmp_path / "home", *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_the_version_is_printed(tmp_path: Path) -> None:
    done = screening(tmp_path / "home", "--version")
    assert (done.returncode, done.stdout.count(".")) == (0, 2)
