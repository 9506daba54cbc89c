"""What a case's content comes to in one hash: so that a part put back from an older copy is noticed.

A page of the database replaced by an older version of itself passes SQLCipher's own check and SQLite's. The audit
keeps this hash with every entry that changes a case (`audit.state_hash`); the case as it is must still have it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import Table

from screening.store import schema
from screening.store.database import Database

Rows = list[tuple[Any, ...]]

# Where the talk stands says nothing about the person, and moves without an entry in the audit. When a case is
# looked at again says nothing either, and another period moves the days of all cases at once.
_LEFT_OUT = frozenset({"talk.position", "case_file.review_on", "case_file.kept_because"})


def _select(table: Table, column: str) -> str:
    columns = ", ".join(each.name for each in table.columns if f"{table.name}.{each.name}" not in _LEFT_OUT)
    # Without ORDER BY: measured, SQLite's sorter costs three times as much as the rows themselves.
    return f"SELECT {columns} FROM {table.name} WHERE {column} = ?"  # noqa: S608 - this package's own names


_CASE = _select(schema.case_file, "id")
_TALK = _select(schema.talk, "case_id")
_VISIT_ID, _PERSON_ID = (list(schema.case_file.c.keys()).index(name) for name in ("visit_id", "person_id"))
# In this order for ever, and a table's columns in theirs: a later schema adds nullable columns at the end of its
# table, and empty ends of rows are left out, so that hashes of before still hold.
_CASE_TABLES = (schema.decision, schema.recipient_consent, schema.disclosure)
_TALK_TABLES = (schema.safety_answer, schema.consent, schema.answer, schema.note)
_OF_CASE = tuple((table.name, _select(table, "case_id")) for table in _CASE_TABLES)
_OF_TALK = tuple((table.name, _select(table, "talk_id")) for table in _TALK_TABLES)
_VISIT, _PERSON = _select(schema.visit, "id"), _select(schema.person, "id")
_DIRECTORY = "SELECT id, place, entry FROM service"
_LAST = "SELECT state_hash FROM audit WHERE object_id = ? AND state_hash IS NOT NULL ORDER BY seq DESC LIMIT 1"
_LAST_OF_KIND = "SELECT state_hash FROM audit WHERE object_id = ? AND action = ? ORDER BY seq DESC LIMIT 1"


class CaseStates:
    """What cases come to, for the audit: within each answer's transaction, so it must cost little.

    Of the case that was asked for last, the tables that were not written since are not read again.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._case = ""
        self._kept: dict[str, tuple[object, Rows, bytes]] = {}

    def state(self, case_id: str) -> str | None:
        """SHA-256 over every row of a case, inside the open transaction or outside; None: no such case."""
        if case_id != self._case:
            self._case, self._kept = case_id, {}
        case, digest = self._part("case_file", lambda: self._database.fast(_CASE, (case_id,)))
        if not case:
            return None
        parts = [digest]
        for name, query, owner in (
            ("visit", _VISIT, case[0][_VISIT_ID]),
            ("person", _PERSON, case[0][_PERSON_ID]),
            *((name, query, case_id) for name, query in _OF_CASE),
        ):
            parts.append(self._part(name, partial(self._database.fast, query, (owner,)))[1])
        talks, digest = self._part("talk", lambda: self._database.fast(_TALK, (case_id,)))
        parts.append(digest)
        for name, query in _OF_TALK:
            parts.append(self._part(name, partial(self._of_talks, query, talks))[1])
        return hashlib.sha256(b"".join(parts)).hexdigest()

    def _of_talks(self, query: str, talks: Rows) -> Rows:
        return [row for talk in talks for row in self._database.fast(query, (talk[0],))]

    def _part(self, table: str, read: Callable[[], Rows]) -> tuple[Rows, bytes]:
        version = self._database.version(table)
        kept = self._kept.get(table)
        if kept is not None and kept[0] == version:
            return kept[1], kept[2]
        rows = read()
        digest = _digest(rows)
        self._kept[table] = (version, rows, digest)
        return rows, digest


def case_state(database: Database, case_id: str) -> str | None:
    """What a case comes to now, read anew; None where there is no such case."""
    return CaseStates(database).state(case_id)


def case_states(database: Database, case_ids: list[str]) -> dict[str, str]:
    """What several cases come to, read together: a statement for each table, not for each case."""
    cases = _grouped(database, schema.case_file, "id", case_ids)
    visits = _grouped(database, schema.visit, "id", [rows[0][_VISIT_ID] for rows in cases.values()])
    people = _grouped(database, schema.person, "id", [rows[0][_PERSON_ID] for rows in cases.values()])
    talks = _grouped(database, schema.talk, "case_id", case_ids)
    talk_ids = [row[0] for rows in talks.values() for row in rows]
    of_case = [_grouped(database, table, "case_id", case_ids) for table in _CASE_TABLES]
    of_talk = [_grouped(database, table, "talk_id", talk_ids) for table in _TALK_TABLES]
    found = {}
    for case_id, case in cases.items():
        mine = talks.get(case_id, [])
        parts = [case, visits.get(case[0][_VISIT_ID], []), people.get(case[0][_PERSON_ID], [])]
        parts += [rows.get(case_id, []) for rows in of_case]
        parts.append(mine)
        parts += [[row for talk in mine for row in rows.get(talk[0], [])] for rows in of_talk]
        found[case_id] = hashlib.sha256(b"".join(_digest(part) for part in parts)).hexdigest()
    return found


def _grouped(database: Database, table: Table, column: str, owners: list[str]) -> dict[str, Rows]:
    names = [each.name for each in table.columns if f"{table.name}.{each.name}" not in _LEFT_OUT]
    at = names.index(column)
    query = _select(table, column).removesuffix("= ?") + f"IN ({', '.join('?' * len(owners))})"
    grouped: dict[str, Rows] = {}
    for row in database.fast(query, tuple(owners)):
        grouped.setdefault(row[at], []).append(row)
    return grouped


def kept_state(database: Database, case_id: str) -> str | None:
    """What the newest entry about the content of a case says; None where none does yet."""
    found = database.fast(_LAST, (case_id,))
    return str(found[0][0]) if found else None


def directory_state(database: Database) -> str:
    """SHA-256 over the directory of services: a wrong phone number in it hurts somebody too."""
    return _digest(database.fast(_DIRECTORY, ())).hex()


def kept_directory_state(database: Database, vault_id: str, action: str) -> str | None:
    """What the newest entry about the directory says; None where none does yet."""
    found = database.fast(_LAST_OF_KIND, (vault_id, action))
    return found[0][0] if found else None


def _digest(rows: Rows) -> bytes:
    """In the order of their first columns, which are numbers or ids."""
    return hashlib.sha256(msgspec.json.encode([_without_empty_end(row) for row in sorted(rows)])).digest()


def _without_empty_end(row: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]
