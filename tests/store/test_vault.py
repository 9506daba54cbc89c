"""Creating, opening, closing: real vaults in a temporary folder."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.store import keys
from screening.store import vault as vault_module
from screening.store.header import CREATING_FILE, DATABASE_FILE, Role
from screening.store.keys import FLOOR
from screening.store.lock import LOCK_FILE
from screening.store.vault import Vault, create_vault, open_vault, open_with_recovery_key

from .vaults import LIMITS, NOW, OFFICER, PASSPHRASE, header_of, make, reopen


def problem_on_opening(folder: Path, passphrase: str = PASSPHRASE, officer: str = OFFICER) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        reopen(folder, passphrase, officer=officer)
    return caught.value.problem


def problem_on_creating(folder: Path) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        make(folder)
    return caught.value.problem


def test_a_new_vault_is_open_for_its_administrator(folder: Path) -> None:
    with make(folder).vault as vault:
        assert (vault.officer.code, vault.officer.role) == (OFFICER, Role.ADMINISTRATOR)
        assert vault.folder == folder
        assert not vault.training
        assert vault.cases.summaries() == []


def test_an_opened_vault_is_the_one_that_was_created(folder: Path) -> None:
    first = create_vault(folder, OFFICER, PASSPHRASE, training=True, kdf=LIMITS, floor=LIMITS, now=NOW).vault
    with first.transaction():
        case = first.cases.create(Situation.BORDER, NOW)
    first.close()
    with reopen(folder, officer=f" {OFFICER.lower()} ") as vault:
        assert vault.id == first.id
        assert vault.training
        assert vault.officer == first.officer
        assert vault.cases.summaries() == [case]


def test_the_recovery_key_opens_the_vault_and_that_is_in_the_audit(folder: Path) -> None:
    new = make(folder)
    head = new.vault.audit.head()
    new.vault.close()
    with open_with_recovery_key(folder, new.recovery_key.lower().replace("-", " "), floor=LIMITS) as vault:
        assert vault.officer.role is Role.RECOVERY
        assert vault.audit.head() != head
        vault.audit.verify()


def test_wrong_officer_passphrase_and_recovery_key_are_one_and_the_same_answer(closed: Path) -> None:
    found = []
    for officer, passphrase in ((OFFICER, "wrong"), ("NOBODY", PASSPHRASE)):
        with pytest.raises(ScreeningError) as caught:
            reopen(closed, passphrase, officer=officer)
        found.append((caught.value.problem, str(caught.value), caught.value.fields))
    for key in ("wrong", "", keys.write_out_recovery_key(keys.new_secrets(bytes(32)).identity)):
        with pytest.raises(ScreeningError) as caught:
            open_with_recovery_key(closed, key, floor=LIMITS)
        found.append((caught.value.problem, str(caught.value), caught.value.fields))
    assert found == [(Problem.CANNOT_UNLOCK, "cannot_unlock", {})] * 5


@pytest.mark.skipif(os.name != "posix", reason="permissions of another kind")
def test_nobody_else_can_read_folder_and_files(closed: Path) -> None:
    reopen(closed).close()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    for path in closed.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_a_folder_with_anything_in_it_is_not_taken(closed: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in closed.iterdir()}
    assert problem_on_creating(closed) is Problem.VAULT_EXISTS
    assert {path.name: path.read_bytes() for path in closed.iterdir()} == before
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    assert problem_on_creating(other) is Problem.VAULT_EXISTS
    assert [path.name for path in other.iterdir()] == ["letter.txt"]
    assert problem_on_creating(other / "letter.txt") is Problem.VAULT_EXISTS


def test_a_vault_that_was_finished_between_two_looks_is_not_taken(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    real = vault_module._unused

    def finished_right_after(where: Path) -> bool:
        monkeypatch.setattr(vault_module, "_unused", real)
        found = real(where)
        make(where).vault.close()  # another program was quicker
        return found

    monkeypatch.setattr(vault_module, "_unused", finished_right_after)
    assert problem_on_creating(folder) is Problem.VAULT_EXISTS
    reopen(folder).close()


def test_an_empty_folder_is_taken(folder: Path) -> None:
    folder.mkdir()
    make(folder).vault.close()
    reopen(folder).close()


def test_limits_below_the_floor_create_nothing(folder: Path) -> None:
    with pytest.raises(ValueError, match="limits"):
        create_vault(folder, OFFICER, PASSPHRASE, kdf=LIMITS, floor=FLOOR, now=NOW)
    assert not folder.exists()


def test_a_weak_passphrase_or_a_wrong_code_creates_nothing(folder: Path) -> None:
    for officer, passphrase in ((OFFICER, "short"), ("no spaces", PASSPHRASE)):
        with pytest.raises(ScreeningError):
            create_vault(folder, officer, passphrase, kdf=LIMITS, floor=LIMITS, now=NOW)
    assert not folder.exists()


KILLED_WHILE_CREATING = """
import os, sys
from pathlib import Path
from screening.store import vault, migrate
from screening.store.keys import KdfLimits
stop, folder = sys.argv[1], Path(sys.argv[2])
if stop == "database":
    vault.migrate.migrate = lambda database: os._exit(9)
elif stop == "header":
    vault.write_header = lambda folder, header: os._exit(9)
else:
    real = vault.write_header
    vault.write_header = lambda folder, header: (real(folder, header), os._exit(9))
limits = KdfLimits(64, 1, 1)
vault.create_vault(folder, "A", sys.argv[3], kdf=limits, floor=limits, now=sys.argv[4])
"""


@pytest.mark.parametrize("stop", ["database", "header", "end"])
def test_a_creation_killed_half_way_does_not_block_a_second_try(folder: Path, stop: str) -> None:
    command = [sys.executable, "-c", KILLED_WHILE_CREATING, stop, str(folder), PASSPHRASE, NOW]
    assert subprocess.run(command, check=False).returncode == 9
    assert (folder / CREATING_FILE).exists()
    assert problem_on_opening(folder) is Problem.NOT_A_VAULT
    make(folder).vault.close()
    assert not (folder / CREATING_FILE).exists()
    reopen(folder).close()


def test_a_failed_creation_leaves_the_folder_as_it_was(tmp_path: Path, folder: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert problem_on_creating(blocked / "vault") is Problem.FOLDER_NOT_WRITABLE
    assert blocked.read_text() == ""
    assert not folder.exists()


def test_a_second_start_is_told_that_the_vault_is_in_use(vault: Vault, folder: Path) -> None:
    assert problem_on_opening(folder) is Problem.VAULT_IN_USE
    assert problem_on_creating(folder) is Problem.VAULT_EXISTS
    with vault.transaction():
        vault.cases.create(Situation.OFFICE, NOW)
    vault.close()
    reopen(folder).close()


def test_the_lock_is_given_back_when_opening_fails(closed: Path) -> None:
    assert problem_on_opening(closed, "wrong") is Problem.CANNOT_UNLOCK
    assert (closed / LOCK_FILE).exists()
    reopen(closed).close()


def test_closing_twice_is_closing_once(folder: Path) -> None:
    vault = make(folder).vault
    vault.close()
    generation = header_of(folder).generation
    vault.close()
    assert header_of(folder).generation == generation


def test_closing_inside_an_open_transaction_keeps_only_what_was_acknowledged(folder: Path) -> None:
    vault = make(folder).vault
    with vault.transaction():
        kept = vault.cases.create(Situation.OFFICE, NOW)
    with pytest.raises(ScreeningError), vault.transaction():
        vault.cases.create(Situation.OFFICE, NOW)
        vault.close()
        raise ScreeningError(Problem.STEP_CLOSED)
    with reopen(folder) as again:
        assert again.cases.summaries() == [kept]


def test_every_clean_close_steps_both_generations(closed: Path) -> None:
    first = header_of(closed).generation
    reopen(closed).close()
    assert header_of(closed).generation == first + 1


def test_a_missing_database_is_never_made_anew(closed: Path) -> None:
    (closed / DATABASE_FILE).unlink()
    assert problem_on_opening(closed) is Problem.DATABASE_MISSING
    assert not (closed / DATABASE_FILE).exists()


@pytest.mark.parametrize("data", [b"", b"x" * 5000, b"SQLite format 3\x00" + bytes(4080)])
def test_a_database_that_is_none_is_damaged_and_left_alone(closed: Path, data: bytes) -> None:
    (closed / DATABASE_FILE).write_bytes(data)
    assert problem_on_opening(closed) is Problem.DATABASE_DAMAGED
    assert (closed / DATABASE_FILE).read_bytes() == data


def test_another_vaults_database_does_not_belong_to_the_header(closed: Path, tmp_path: Path) -> None:
    make(tmp_path / "other").vault.close()
    (closed / DATABASE_FILE).write_bytes((tmp_path / "other" / DATABASE_FILE).read_bytes())
    assert problem_on_opening(closed) is Problem.GENERATION_MISMATCH


def test_an_unknown_officer_costs_the_same_derivation(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    derived = []
    real = keys.passphrase_key

    def counted(passphrase: str, salt: bytes, limits: keys.KdfLimits) -> bytes:
        derived.append(limits)
        return real(passphrase, salt, limits)

    monkeypatch.setattr(keys, "passphrase_key", counted)
    for officer in (OFFICER, "NOBODY"):
        with pytest.raises(ScreeningError):
            open_vault(closed, officer, "wrong", floor=LIMITS, now=NOW)
    assert derived == [LIMITS, LIMITS]
