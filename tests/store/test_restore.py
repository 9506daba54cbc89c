"""A vault out of a copy: whole or refused, into a new folder, an older one only when that is wanted."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import msgspec
import pytest

from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.store import backup_file, backup_place, keys
from screening.store.backup_file import Manifest, pieces_after, pieces_before
from screening.store.backups import BackupInfo, BackupKind, finish, make
from screening.store.check import check_vault
from screening.store.header import CREATING_FILE, DATABASE_FILE, HEADER_FILE
from screening.store.restore import Prove, restore, with_passphrase, with_recovery_key
from screening.store.vault import NewVault, Vault

from .vaults import LIMITS, NOW, OFFICER, PASSPHRASE, reopen
from .vaults import make as make_vault

PROVE = with_passphrase(OFFICER, PASSPHRASE)


def clock() -> str:
    return "2026-11-23T09:00:00Z"


def put(vault: Vault, now: str = NOW, folder: Path | None = None) -> BackupInfo:
    return finish(make(vault, folder or backup_place.own_folder(vault), BackupKind.ON_DEMAND, now))


def bring_back(source: Path, folder: Path, prove: Prove = PROVE, **more: object) -> Vault:
    return restore(source, folder, prove, floor=LIMITS, clock=clock, **more)  # type: ignore[arg-type]


def refused(source: Path, folder: Path, prove: Prove = PROVE, **more: object) -> ScreeningError:
    """How it is refused; nothing is left of it."""
    with pytest.raises(ScreeningError) as caught:
        bring_back(source, folder, prove, **more)
    assert not folder.exists()
    return caught.value


@pytest.fixture
def new(tmp_path: Path) -> NewVault:
    """A vault with one case."""
    made = make_vault(tmp_path / "vault")
    with made.vault.transaction():
        made.vault.cases.create(Situation.OFFICE, NOW)
    return made


@pytest.fixture
def source(new: NewVault) -> Path:
    """A copy of it, taken away from every other; the vault is closed."""
    info = put(new.vault)
    new.vault.close()
    away = new.vault.folder.parent / "stick"
    away.mkdir()
    return info.path.rename(away / info.path.name)


def test_a_restored_vault_holds_the_cases_is_sound_and_goes_on(source: Path, tmp_path: Path) -> None:
    generation = backup_file.read_outline(source).manifest.generation
    with bring_back(source, tmp_path / "back") as vault:
        assert len(vault.cases.summaries()) == 1
        assert check_vault(vault, LIMITS) == []
        assert vault.header.generation > generation
    with reopen(tmp_path / "back") as again:
        assert check_vault(again, LIMITS) == []
        assert len(again.cases.summaries()) == 1
    assert not (tmp_path / "back" / CREATING_FILE).exists()


def test_a_recovery_key_restores_too(source: Path, new: NewVault, tmp_path: Path) -> None:
    with bring_back(source, tmp_path / "back", with_recovery_key(new.recovery_key)) as vault:
        assert vault.recovery_key_confirmed
    reopen(tmp_path / "back").close()


def test_a_wrong_passphrase_and_a_wrong_officer_are_refused_alike(source: Path, tmp_path: Path) -> None:
    for prove in (
        with_passphrase(OFFICER, "wrong"),
        with_passphrase("NOBODY", PASSPHRASE),
        with_recovery_key("A"),
    ):
        assert refused(source, tmp_path / "back", prove).problem is Problem.CANNOT_UNLOCK


def test_a_damaged_bit_anywhere_is_refused(source: Path, tmp_path: Path) -> None:
    whole = source.read_bytes()
    chance = random.Random(4)
    places = [*range(0, 4096, 131), *(chance.randrange(len(whole)) for _ in range(120)), len(whole) - 1]
    expected = {
        Problem.BACKUP_DAMAGED,
        Problem.BACKUP_NOT_GENUINE,
        Problem.NOT_A_BACKUP,
        Problem.BACKUP_CUT_SHORT,
    }
    for at in places:
        source.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        assert refused(source, tmp_path / "back").problem in expected, at
    source.write_bytes(whole)
    bring_back(source, tmp_path / "back").close()


def test_a_copy_cut_short_or_longer_is_refused(source: Path, tmp_path: Path) -> None:
    whole = source.read_bytes()
    for length in (0, 100, 700, 5000, len(whole) // 2, len(whole) - 1):
        source.write_bytes(whole[:length])
        problem = refused(source, tmp_path / "back").problem
        assert problem in (Problem.BACKUP_CUT_SHORT, Problem.NOT_A_BACKUP), length
    source.write_bytes(whole + b"\0")
    assert refused(source, tmp_path / "back").problem is Problem.BACKUP_DAMAGED


def rebuilt(source: Path, manifest: Manifest, header: bytes, database: bytes) -> None:
    """A copy in the right form, put together by somebody without the vault's key."""
    fitted = msgspec.structs.replace(
        manifest,
        header_sha256=hashlib.sha256(header).hexdigest(),
        database_sha256=hashlib.sha256(database).hexdigest(),
        database_size=len(database),
    )
    source.write_bytes(pieces_before(fitted, header) + database + pieces_after(fitted))


def parts(path: Path) -> tuple[Manifest, bytes, bytes]:
    outline = backup_file.read_outline(path)
    return outline.manifest, outline.header, b"".join(backup_file.database_chunks(path, outline))


def test_members_of_different_copies_do_not_go_together(source: Path, new: NewVault, tmp_path: Path) -> None:
    manifest, header, database = parts(source)
    with reopen(new.vault.folder) as vault:
        with vault.transaction():
            vault.cases.create(Situation.OFFICE, NOW)
        later = put(vault)
    _, later_header, later_database = parts(later.path)
    for mixed in ((later_header, database), (header, later_database), (later_header, later_database)):
        rebuilt(source, manifest, *mixed)
        assert refused(source, tmp_path / "back").problem is Problem.BACKUP_NOT_GENUINE


def test_the_manifest_of_another_vault_is_refused(source: Path, tmp_path: Path) -> None:
    other = make_vault(tmp_path / "other").vault
    foreign = put(other)
    other.close()
    _, header, database = parts(source)
    rebuilt(source, parts(foreign.path)[0], header, database)
    assert refused(source, tmp_path / "back").problem is Problem.BACKUP_DAMAGED


def test_derivation_limits_out_of_bounds_are_refused_before_they_run(source: Path, tmp_path: Path) -> None:
    manifest, header, database = parts(source)
    for memory in (b'"memory_kib": 8,', b'"memory_kib": 1073741824,'):
        rebuilt(source, manifest, header.replace(b'"memory_kib": 64,', memory), database)
        assert refused(source, tmp_path / "back").problem is Problem.BACKUP_NOT_GENUINE


def test_other_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"[" * 10_000_000, b"SQLite format 3\0", bytes(20_000))):
        file = tmp_path / f"{number}.bak"
        file.write_bytes(content)
        problem = refused(file, tmp_path / "back").problem
        assert problem is Problem.NOT_A_BACKUP
    assert refused(tmp_path / "none.bak", tmp_path / "back").problem is Problem.FILE_MISSING
    assert refused(tmp_path, tmp_path / "back").problem is Problem.FILE_UNREADABLE


def test_a_newer_form_of_copy_is_said_to_be_newer(source: Path, tmp_path: Path) -> None:
    manifest, header, database = parts(source)
    for newer in (msgspec.structs.replace(manifest, format=2), msgspec.structs.replace(manifest, schema=99)):
        rebuilt(source, newer, header, database)
        assert refused(source, tmp_path / "back").problem is Problem.VAULT_NEWER


def test_a_folder_in_use_is_never_written_over(source: Path, new: NewVault, tmp_path: Path) -> None:
    before = (new.vault.folder / DATABASE_FILE).read_bytes()
    with pytest.raises(ScreeningError) as caught:
        bring_back(source, new.vault.folder)
    assert caught.value.problem is Problem.VAULT_EXISTS
    assert (new.vault.folder / DATABASE_FILE).read_bytes() == before
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(ScreeningError) as caught:
        bring_back(source, full)
    assert caught.value.problem is Problem.VAULT_EXISTS
    assert (full / "letter.txt").read_text(encoding="utf-8") == "kept"


def test_an_older_copy_is_asked_about_when_the_vault_is_known_here(
    source: Path, new: NewVault, tmp_path: Path
) -> None:
    error = refused(source, tmp_path / "back", known=[new.vault.folder])
    assert error.problem is Problem.BACKUP_OLDER
    assert error.fields["made"] == "2026-11-22T14:02:00Z"
    here = reopen(new.vault.folder)
    generation = here.header.generation
    here.close()
    with bring_back(source, tmp_path / "back", known=[new.vault.folder], accept_older=True) as vault:
        assert vault.header.generation > generation


def test_an_older_copy_is_asked_about_when_a_newer_one_lies_beside_it(
    source: Path, new: NewVault, tmp_path: Path
) -> None:
    with reopen(new.vault.folder) as vault:
        newer = put(vault, "2026-11-23T08:00:00Z", source.parent)
    error = refused(source, tmp_path / "back")
    assert (error.problem, error.fields["newer"]) == (Problem.BACKUP_OLDER, "2026-11-23T08:00:00Z")
    bring_back(newer.path, tmp_path / "newest").close()
    bring_back(source, tmp_path / "back", accept_older=True).close()


def test_a_restore_that_was_killed_is_no_vault_and_can_be_done_again(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "back"
    bring_back(source, folder).close()
    (folder / CREATING_FILE).touch()
    (folder / HEADER_FILE).unlink()
    with pytest.raises(ScreeningError) as caught:
        reopen(folder)
    assert caught.value.problem is Problem.NOT_A_VAULT
    bring_back(source, folder).close()
    reopen(folder).close()


def test_a_database_of_another_key_under_a_genuine_manifest_is_refused(source: Path, tmp_path: Path) -> None:
    """Whoever has the vault's key can seal anything: even then what does not fit is not taken."""
    manifest, header, database = parts(source)
    folder = tmp_path / "header"
    folder.mkdir()
    (folder / HEADER_FILE).write_bytes(header)
    from .vaults import header_of

    unlocked = PROVE(header_of(folder))
    wrong = msgspec.structs.replace(manifest, rows={**manifest.rows, "case_file": 7})
    sealed = wrong.sealed(keys.derive(unlocked.vault_key, keys.KeyUse.BACKUP_MAC))
    source.write_bytes(pieces_before(sealed, header) + database + pieces_after(sealed))
    assert refused(source, tmp_path / "back").problem is Problem.BACKUP_NOT_GENUINE
