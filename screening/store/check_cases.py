"""Every case against the audit: nothing of it put back from before, nothing lost, nothing erased come again."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row

from screening.core.errors import Problem, ScreeningError
from screening.store.audit import AuditAction
from screening.store.case_state import case_state, case_states, directory_state, kept_directory_state, kept_state
from screening.store.database import Database

_CASES = "SELECT seq, id, number, opened_utc FROM case_file WHERE seq > ? ORDER BY seq LIMIT 10"
_KNOWN = "SELECT 1 FROM audit WHERE object_id = ? LIMIT 1"
_ERASED = "SELECT 1 FROM audit WHERE object_id = ? AND action = 'case_erased' LIMIT 1"
_THERE = "SELECT 1 FROM case_file WHERE id = ?"
_BYTES = ("document", "pack")


class Seen:
    """What the audit tells of cases: filled while its entries are checked, and counts for the report."""

    def __init__(self) -> None:
        self.entries = 0
        self.cases = 0
        self.unhashed = 0
        self.hashed_from = ""
        self.begun: dict[str, int] = {}
        self.erased: set[str] = set()

    def take(self, rows: Sequence[Row[Any]]) -> None:
        """Entries that hold."""
        self.entries += len(rows)
        for row in rows:
            if row.state_hash and not self.hashed_from:
                self.hashed_from = row.utc
            if row.action == AuditAction.CASE_OPENED:
                self.begun.setdefault(row.object_id, row.seq)
            elif row.action == AuditAction.CASE_ERASED:
                self.erased.add(row.object_id)


class Wrong(NamedTuple):
    """A case that is not as the audit tells."""

    case_id: str
    error: ScreeningError


def check_case(database: Database, case_id: str, number: str) -> bool:
    """Compare one case with the audit; whether the audit has a hash of it yet. Raises CASE_ALTERED(case).

    A case that cannot be read is one that was altered: the rest of the vault may be sound.
    """
    try:
        kept = kept_state(database, case_id)
        same = kept is None or kept == case_state(database, case_id)
    except ScreeningError as error:
        if error.problem is Problem.DISK_GONE:
            raise
        same = False
    if not same:
        raise ScreeningError(Problem.CASE_ALTERED, case=number)
    return kept is not None


def cases_in_steps(database: Database, seen: Seen) -> Generator[Wrong | None, None, None]:
    """Every case, one to a step; then those that should be there and are not. Gives what is wrong, or None."""
    after = 0
    while cases := database.fast(_CASES, (after,)):
        states = _together(database, [case[1] for case in cases])
        for seq, case_id, number, opened_utc in cases:
            after = seq
            wrong = _look_at(database, seen, case_id, number, opened_utc, states.get(case_id))
            if wrong is None or database.fast(_THERE, (case_id,)):  # or it was erased a moment ago
                yield wrong
    for case_id, entry in seen.begun.items():
        if not database.fast(_THERE, (case_id,)) and not database.fast(_ERASED, (case_id,)):
            yield Wrong("", ScreeningError(Problem.CASE_LOST, entry=entry))


def _together(database: Database, case_ids: list[str]) -> dict[str, str]:
    try:
        return case_states(database, case_ids)
    except ScreeningError as error:
        if error.problem is Problem.DISK_GONE:
            raise
        return {}  # one of them cannot be read: which one, each says on its own


def _look_at(
    database: Database, seen: Seen, case_id: str, number: str, opened_utc: str, state: str | None
) -> Wrong | None:
    """What is wrong with a case. One without any entry is no finding where it is older than the hashes."""
    seen.cases += 1
    if case_id in seen.erased:
        return Wrong(case_id, ScreeningError(Problem.CASE_CAME_BACK, case=number))
    try:
        # What was read together may have changed in between: a difference is looked at anew.
        hashed = state is not None and state == kept_state(database, case_id)
        hashed = hashed or check_case(database, case_id, number)
    except ScreeningError as error:
        if error.problem is Problem.DISK_GONE:
            raise
        return Wrong(case_id, error)
    seen.unhashed += not hashed
    young = bool(seen.hashed_from) and opened_utc > seen.hashed_from
    if young and not hashed and not database.fast(_KNOWN, (case_id,)):
        return Wrong(case_id, ScreeningError(Problem.CASE_ALTERED, case=number))
    return None


def documents_in_steps(database: Database) -> Generator[int, None, None]:
    """Forms and instruments are kept under the hash of their bytes. Raises DATABASE_DAMAGED."""
    done = 0
    for table in _BYTES:
        after = 0
        query = f"SELECT rowid, hash, bytes FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1"  # noqa: S608
        while found := database.fast(query, (after,)):
            after, name, data = found[0]
            if hashlib.sha256(data).hexdigest() != name:
                raise ScreeningError(Problem.DATABASE_DAMAGED)
            done += 1
            yield done


def check_directory(database: Database, vault_id: str) -> None:
    """Compare the directory of services with the audit. Raises DIRECTORY_ALTERED."""
    kept = kept_directory_state(database, vault_id, AuditAction.SERVICES_REPLACED)
    if kept is not None and kept != directory_state(database):
        raise ScreeningError(Problem.DIRECTORY_ALTERED)
