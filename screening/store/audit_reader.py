"""Reading the audit: entries newest first in pages, by officer, kind, day and case; an entry by its hash.

Nothing here checks whether the entries hold: that is `AuditLog.verify`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, Select, func, select

from screening.core.roles import OfficerStatus
from screening.store import schema
from screening.store.database import Database

PAGE = 200
REFERENCE_DIGITS = 16
_AFTER_HEX = "g"


class AuditEntry(Struct, frozen=True):
    """One entry. `action` as it is kept: a newer version may have written one that this version does not know.

    `officer` is the officer's code as it is now. `case_number` and `about_officer` say what `object_id` is the id
    of, where it is one; both are empty for a case that was erased.
    """

    seq: int
    utc: str
    officer: str
    action: str
    object_id: str
    hash: str
    case_number: str
    about_officer: str


class AuditFilter(Struct, frozen=True):
    """What is looked for; what is empty does not narrow it. Instants from `since` on, and before `before_utc`.

    `up_to`: this entry and those before it, for looking back from one; 0 for all.
    """

    officer_ids: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    since: str = ""
    before_utc: str = ""
    object_id: str = ""
    up_to: int = 0


class AuditOfficer(Struct, frozen=True):
    """Somebody who may have entries: an officer or a recovery key.

    `ids`: a code has several where a passphrase was set anew, or where it went to somebody else later.
    """

    code: str
    ids: frozenset[str]


_ABOUT = schema.officer.alias("about")
_COLUMNS = (
    schema.audit.c.seq,
    schema.audit.c.utc,
    schema.audit.c.action,
    schema.audit.c.object_id,
    schema.audit.c.hash,
    schema.officer.c.code.label("officer"),
    func.coalesce(schema.case_file.c.number, "").label("case_number"),
    func.coalesce(_ABOUT.c.code, "").label("about_officer"),
)


class AuditReader:
    """Reads the audit of one vault. Every method may run outside a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, wanted: AuditFilter, below: int | None = None, limit: int = PAGE) -> list[AuditEntry]:
        """The newest entries that fit; `below`: the last entry of the page before."""
        query = _narrowed(_entries(), wanted)
        if below is not None:
            query = query.where(schema.audit.c.seq < below)
        rows = self._database.rows(query.order_by(schema.audit.c.seq.desc()).limit(limit))
        return [_entry(row) for row in rows]

    def count(self, wanted: AuditFilter) -> int:
        """How many entries fit."""
        query = _narrowed(select(func.count()).select_from(schema.audit), wanted)
        return int(self._database.value(query))

    def with_reference(self, digits: str, wanted: AuditFilter) -> AuditEntry | None:
        """The entry whose hash begins with these lower-case hexadecimal digits, among those that fit."""
        begins = (schema.audit.c.hash >= digits, schema.audit.c.hash < digits + _AFTER_HEX)
        row = self._database.row(_narrowed(_entries().where(*begins), wanted).limit(1))
        return None if row is None else _entry(row)

    def officers(self) -> Sequence[AuditOfficer]:
        """All who may have entries, by code."""
        columns = schema.officer.c
        ids: dict[str, set[str]] = {}
        for row in self._database.rows(select(columns.id, columns.code).order_by(columns.code)):
            ids.setdefault(row.code, set()).add(row.id)
        return [AuditOfficer(code, frozenset(each)) for code, each in ids.items()]

    def ids_of(self, officer_id: str) -> frozenset[str]:
        """An officer's id, and those that the same officer had before a passphrase was set anew."""
        columns = schema.officer.c
        code = select(columns.code).where(columns.id == officer_id).scalar_subquery()
        same = (columns.code == code, columns.status == OfficerStatus.REPLACED.value)
        rows = self._database.rows(select(columns.id).where(*same))
        return frozenset({officer_id, *(row.id for row in rows)})

    def case_id(self, number: str) -> str:
        """The id of the case with this number; empty where there is none."""
        cases = schema.case_file.c
        return str(self._database.value(select(cases.id).where(cases.number == number)) or "")


def _entries() -> Select[Any]:
    audit = schema.audit
    tables = (
        audit.join(schema.officer, schema.officer.c.id == audit.c.officer_id)
        .outerjoin(schema.case_file, schema.case_file.c.id == audit.c.object_id)
        .outerjoin(_ABOUT, _ABOUT.c.id == audit.c.object_id)
    )
    return select(*_COLUMNS).select_from(tables)


def _narrowed(query: Select[Any], wanted: AuditFilter) -> Select[Any]:
    audit = schema.audit.c
    if wanted.officer_ids:
        query = query.where(audit.officer_id.in_(sorted(wanted.officer_ids)))
    if wanted.actions:
        query = query.where(audit.action.in_(sorted(wanted.actions)))
    if wanted.since:
        query = query.where(audit.utc >= wanted.since)
    if wanted.before_utc:
        query = query.where(audit.utc < wanted.before_utc)
    if wanted.object_id:
        query = query.where(audit.object_id == wanted.object_id)
    if wanted.up_to:
        query = query.where(audit.seq <= wanted.up_to)
    return query


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        seq=row.seq,
        utc=row.utc,
        officer=row.officer,
        action=row.action,
        object_id=row.object_id,
        hash=row.hash,
        case_number=row.case_number,
        about_officer=row.about_officer,
    )
