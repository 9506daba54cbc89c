"""A vault of schema 1 that is killed while it is copied and brought to the newest schema, again and again."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
from pathlib import Path

import pytest

from screening.core.case import Situation
from screening.store import backup_file, backups
from screening.store.backups import BackupKind
from screening.store.check import check_vault
from screening.store.header import DATABASE_FILE, HEADER_FILE
from screening.store.migrate import SCHEMA_VERSION
from screening.store.vault import Vault
from tests.journeys.programs import driver
from tests.store.vaults import LIMITS, raw_connection, reopen

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGKILL")]

KEPT = Path(__file__).parents[1] / "store" / "kept" / "format-1"
KILLS = 16
CASES = 8_000  # every row of them is changed; with what follows about 9 MB
LONGEST_COPY_S, LONGEST_CHANGE_S = 1.2, 0.4
TABLES = ("case_file", "visit", "person", "answer", "talk", "note", "tally", "service", "meta", "pack", "document")

SOUND: dict[str, list[tuple[str, ...]]] = {
    "cipher_integrity_check": [],
    "integrity_check": [("ok",)],
    "foreign_key_check": [],
}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kept vault of schema 1 with many cases more, still of schema 1."""
    folder = Path(shutil.copytree(KEPT, tmp_path_factory.mktemp("large") / "vault"))
    raw = raw_connection(folder)
    ids = [(f"{number:032x}",) for number in range(1, CASES + 1)]
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO visit VALUES (?, 'workplace', '2026-11-20T08:00:00Z')", ids)
    raw.executemany("INSERT INTO person (id) VALUES (?)", ids)
    raw.executemany(
        "INSERT INTO case_file (id, number, visit_id, person_id, opened_utc, state)"
        " VALUES (?1, '25-' || substr(?1, 28), ?1, ?1, '2026-11-20T08:00:00Z', 'look_first')",
        ids,
    )
    raw.executemany("INSERT INTO meta VALUES ('ballast/' || ?, ?)", [(each, "x" * 300) for (each,) in ids])
    raw.execute(
        "INSERT INTO case_search (rowid, number, situation)"
        " SELECT seq, number, 'workplace' FROM case_file"
        " WHERE seq NOT IN (SELECT id FROM case_search_docsize)"
    )
    raw.execute("COMMIT")
    raw.close()
    return folder


def rows_of(folder: Path) -> dict[str, int]:
    raw = raw_connection(folder)
    try:
        counted = {name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}  # noqa: S608
        return counted | {"of schema": raw.execute("PRAGMA user_version").fetchone()[0]}
    finally:
        raw.close()


def killed(home: Path, folder: Path, dice: random.Random, *, in_change: bool) -> None:
    """One opening that does not come to its end."""
    process = driver(home, "renewer.py", str(folder))
    assert process.stdout is not None
    if in_change:
        assert process.stdout.readline() == "copied\n"
    longest = LONGEST_CHANGE_S if in_change else LONGEST_COPY_S
    select.select([process.stdout], [], [], dice.uniform(0, longest))
    process.send_signal(signal.SIGKILL)
    _told, errors = process.communicate()
    assert "Traceback" not in errors, errors[-2000:]


def copies_are_whole(vault: Vault, rows: dict[str, int], aside: Path) -> None:
    """Every copy of before that counts holds every row, under schema 1, and no damaged page."""
    found = backups.find_backups(vault)
    assert found.damaged == ()
    assert found.good
    for info in found.good:
        outline = backup_file.read_outline(info.path)
        assert (info.kind, outline.manifest.schema) == (BackupKind.BEFORE_MIGRATION, 1)
        aside.mkdir()
        (aside / DATABASE_FILE).write_bytes(b"".join(backup_file.database_chunks(info.path, outline)))
        (aside / HEADER_FILE).write_bytes(outline.header)
        assert rows_of(aside) == rows
        raw = raw_connection(aside)
        assert raw.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        raw.close()
        shutil.rmtree(aside)


def test_a_change_of_schema_can_be_killed_at_any_moment(large: Path, tmp_path: Path) -> None:
    rows, dice, half_way = rows_of(large), random.Random(13), 0
    assert rows["of schema"] == 1
    for kill in range(KILLS):
        folder = Path(shutil.copytree(large, tmp_path / f"vault-{kill}"))
        killed(tmp_path / "home", folder, dice, in_change=kill % 4 != 0)
        # A journal with something in it: pages of the change are in the file, or were about to be.
        journal = folder / f"{DATABASE_FILE}-journal"
        half_way += journal.exists() and journal.stat().st_size > 0
        assert rows_of(folder) in (rows, rows | {"of schema": SCHEMA_VERSION}), kill
        with reopen(folder) as vault:
            assert rows_of_open(vault) == rows | {"of schema": SCHEMA_VERSION}, kill
            copies_are_whole(vault, rows, tmp_path / "aside")
            vault.audit.verify()
            for pragma, sound in SOUND.items():
                assert vault.database.pragma(pragma) == sound, kill
            if kill % 8 == 7:  # it takes seconds for so many cases
                assert check_vault(vault, LIMITS) == [], kill
            with vault.transaction():
                vault.cases.create(Situation.OFFICE, "2026-11-24T08:00:00Z")
        shutil.rmtree(folder)
    print(f"{KILLS} kills, {half_way} of them half way, {(large / DATABASE_FILE).stat().st_size / 1e6:.1f} MB")
    assert half_way >= KILLS // 4, half_way


def rows_of_open(vault: Vault) -> dict[str, int]:
    database = vault.database
    counted = {name: database.fast(f"SELECT count(*) FROM {name}", ())[0][0] for name in TABLES}  # noqa: S608
    return counted | {"of schema": database.pragma("user_version")[0][0]}
