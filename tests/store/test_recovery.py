"""A recovery key that nobody confirmed, and a new one in its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from screening.core.errors import Problem, ScreeningError
from screening.store import owning, schema
from screening.store.audit import AuditAction
from screening.store.check import check_vault
from screening.store.header import HEADER_FILE, Role
from screening.store.vault import Vault, create_vault, open_with_recovery_key

from .vaults import LIMITS, NOW, OFFICER, PASSPHRASE, header_of, make, reopen


def opens(folder: Path, key: str) -> bool:
    """Whether a recovery key opens the vault as it stands."""
    try:
        open_with_recovery_key(folder, key, floor=LIMITS).close()
    except ScreeningError as error:
        assert error.problem is Problem.CANNOT_UNLOCK
        return False
    return True


def actions(vault: Vault) -> list[str]:
    rows = vault.database.rows(select(schema.audit.c.action).order_by(schema.audit.c.seq))
    return [row.action for row in rows]


def test_a_new_vaults_key_is_unconfirmed_until_somebody_confirms_it(folder: Path) -> None:
    vault = make(folder).vault
    assert not vault.recovery_key_confirmed
    vault.close()
    with reopen(folder) as again:
        assert not again.recovery_key_confirmed
        again.confirm_recovery_key()
        assert actions(again)[-1] == AuditAction.RECOVERY_KEY_CONFIRMED
    with reopen(folder) as again:
        assert again.recovery_key_confirmed


def test_a_vault_of_before_the_mark_counts_as_confirmed(folder: Path) -> None:
    vault = make(folder).vault
    with vault.transaction():
        vault.database.write(schema.meta.delete().where(schema.meta.c.key == "recovery_key"))
    assert vault.recovery_key_confirmed
    vault.close()


def test_typing_the_whole_key_confirms_it(folder: Path) -> None:
    new = make(folder)
    new.vault.close()
    with open_with_recovery_key(folder, new.recovery_key, floor=LIMITS) as vault:
        assert vault.recovery_key_confirmed


def test_after_a_renewal_only_the_new_key_opens(folder: Path) -> None:
    new = make(folder)
    new.vault.confirm_recovery_key()
    renewed = new.vault.renew_recovery_key()
    assert not new.vault.recovery_key_confirmed
    assert actions(new.vault)[-1] == AuditAction.RECOVERY_KEY_RENEWED
    new.vault.close()
    assert not opens(folder, new.recovery_key)
    assert opens(folder, renewed)
    with reopen(folder) as vault:
        assert check_vault(vault, LIMITS) == []
        rows = vault.database.rows(select(schema.officer).where(schema.officer.c.role == Role.RECOVERY.value))
        assert sorted(row.status for row in rows) == ["active", "replaced"]
        vault.audit.verify()


def test_the_header_of_before_a_renewal_is_refused(folder: Path, tmp_path: Path) -> None:
    new = make(folder)
    shutil.copy(folder / HEADER_FILE, tmp_path / "old.json")
    new.vault.renew_recovery_key()
    # As a kill right after the renewal leaves it: not closed, so that the generation is not stepped once more.
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    new.vault.close()
    shutil.copy(tmp_path / "old.json", copy / HEADER_FILE)
    with pytest.raises(ScreeningError) as caught:
        open_with_recovery_key(copy, new.recovery_key, floor=LIMITS)
    assert caught.value.problem is Problem.GENERATION_MISMATCH


def test_where_the_header_cannot_be_written_the_key_of_before_stays(folder: Path) -> None:
    new = make(folder)
    in_the_way = folder / (HEADER_FILE + ".new")
    in_the_way.mkdir()
    with pytest.raises(ScreeningError) as caught:
        new.vault.renew_recovery_key()
    assert caught.value.problem is Problem.FOLDER_NOT_WRITABLE
    # As a kill between the commit and the header leaves it: the database is one ahead.
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    new.vault.close()
    assert header_of(folder).generation == 1
    for each in (folder, copy):
        (each / in_the_way.name).rmdir()
        with reopen(each) as vault:
            assert not vault.recovery_key_confirmed
            assert check_vault(vault, LIMITS) == []
        assert opens(each, new.recovery_key)


def test_what_could_not_be_renewed_can_be_renewed_again(folder: Path) -> None:
    new = make(folder)
    in_the_way = folder / (HEADER_FILE + ".new")
    in_the_way.mkdir()
    with pytest.raises(ScreeningError):
        new.vault.renew_recovery_key()
    in_the_way.rmdir()
    renewed = new.vault.renew_recovery_key()
    new.vault.close()
    assert opens(folder, renewed)
    assert not opens(folder, new.recovery_key)
    with reopen(folder) as vault:
        assert check_vault(vault, LIMITS) == []


def test_the_key_that_opened_the_vault_can_be_renewed_too(folder: Path) -> None:
    new = make(folder)
    new.vault.close()
    with open_with_recovery_key(folder, new.recovery_key, floor=LIMITS) as vault:
        renewed = vault.renew_recovery_key()
        vault.audit.verify()
    assert opens(folder, renewed)


def test_what_the_vault_begins_with_is_there_or_the_vault_is_not(folder: Path) -> None:
    def fails(_vault: Vault) -> None:
        raise ScreeningError(Problem.DISK_FULL)

    with pytest.raises(ScreeningError):
        create_vault(folder, OFFICER, PASSPHRASE, kdf=LIMITS, floor=LIMITS, now=NOW, fill=fails)
    assert not folder.exists()


def test_a_renewed_header_names_the_officers_and_the_new_key_alone(folder: Path) -> None:
    vault = make(folder).vault
    before = header_of(folder)
    vault.renew_recovery_key()
    vault.close()
    after = header_of(folder)
    assert after.slots == before.slots
    assert len(after.recovery) == 1
    assert after.recovery[0].keys != before.recovery[0].keys
    assert "..." in repr(owning.new_recovery("v", b"x" * 32, 1))
