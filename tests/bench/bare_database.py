"""The same database without the program around it: the driver, the same protections, the same folder."""

from __future__ import annotations

import secrets
import time
from pathlib import Path

from screening.store import connection, keys
from screening.store.header import DATABASE_FILE
from screening.store.opened import Vault

LISTED = (
    "SELECT case_file.seq, case_file.id, case_file.number, case_file.visit_id, case_file.person_id, "
    "case_file.opened_utc, case_file.state, case_file.ended_because, case_file.language, case_file.next_step, "
    "case_file.answered, case_file.asked, visit.situation "
    "FROM case_file JOIN visit ON visit.id = case_file.visit_id "
    "JOIN case_search ON case_search.rowid = case_file.seq "
    "WHERE case_search MATCH ? ORDER BY case_search.rowid DESC LIMIT 200"
)
"""The query of the case list as SQL."""


class BareCommits:
    """A file of its own, in which one row of an answer's size is committed at a time."""

    def __init__(self, folder: Path) -> None:
        path = folder / "bare.db"
        path.unlink(missing_ok=True)
        connection.create_file(path)
        self._connection = connection.connect(path, secrets.token_bytes(32), new=True)
        self._connection.execute(
            "CREATE TABLE answer (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, talk_id TEXT, question TEXT, "
            "kind TEXT, value TEXT, given_utc TEXT, language TEXT, text_hash TEXT, review TEXT, reason TEXT)"
        )

    def one(self) -> float:
        """Milliseconds of one durable transaction with one row."""
        row = (keys.random_id(), keys.random_id(), "papers_held", "value", '"employer"', "2026-01-01T00:00:00Z")
        start = time.perf_counter()
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(
            "INSERT INTO answer (id, talk_id, question, kind, value, given_utc, language, text_hash, review, "
            "reason) VALUES (?, ?, ?, ?, ?, ?, 'ar', ?, 'draft', '')",
            (*row, "0" * 64),
        )
        self._connection.execute("COMMIT")
        return (time.perf_counter() - start) * 1000


class BareSearch:
    """A second connection to the opened vault's file that only reads."""

    def __init__(self, vault: Vault) -> None:
        key = keys.derive(vault._vault_key, keys.KeyUse.DATABASE)
        self._connection = connection.connect(vault.folder / DATABASE_FILE, key)

    def one(self, query: str) -> float:
        """Milliseconds of one query with all its rows."""
        start = time.perf_counter()
        self._connection.execute(LISTED, (query,)).fetchall()
        return (time.perf_counter() - start) * 1000
