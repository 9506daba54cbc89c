"""When a case is looked at again, which cases are due, and what of erased cases older copies can still hold."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import ColumnElement, case, delete, func, or_, select, update

from screening.core.retention import KeepReason
from screening.store import schema
from screening.store.audit import AuditAction
from screening.store.case_rows import CaseRows
from screening.store.database import Database
from screening.store.meta import MetaKey


class ErasedSpan(NamedTuple):
    """The audit's numbers between which an erased case was in the vault; `opened` is 0 where it does not say."""

    case_id: str
    opened: int
    erased: int


class ReviewRows(CaseRows):
    """Writes and reads the days of review."""

    def set_review(self, case_id: str, day: str) -> None:
        """Something was done in the case: look at it again on that day, or later where it is kept for longer."""
        files = schema.case_file.c
        kept = files.kept_because.is_not(None) & (files.review_on > day)
        self._change_case(
            case_id,
            review_on=case((kept, files.review_on), else_=day),
            kept_because=case((kept, files.kept_because), else_=None),
        )

    def keep(self, case_id: str, until: str, reason: KeepReason) -> None:
        """Somebody looked at the case and keeps it until that day."""
        self._change_case(case_id, review_on=until, kept_because=reason.value)

    def review_of(self, case_id: str) -> str:
        """The day of review of one case; "" where none was set."""
        return str(self._case(case_id).review_on or "")

    def count_due(self, today: str) -> int:
        """How many cases have to be looked at."""
        query = select(func.count()).select_from(schema.case_file).where(due(today))
        return int(self._database.value(query))

    def kept_because(self) -> dict[str, KeepReason]:
        """Why cases are kept that were kept at a review, by id."""
        files = schema.case_file.c
        rows = self._database.rows(select(files.id, files.kept_because).where(files.kept_because.is_not(None)))
        return {row.id: KeepReason(row.kept_because) for row in rows}

    def apply_period(self, days: int) -> None:
        """Count every case's day of review anew, from when something was done in it last.

        A case that somebody decided to keep stays as it was decided. Reading a case is nothing done.
        """
        audit, files = schema.audit, schema.case_file
        last_done = (
            select(func.max(audit.c.utc))
            .where(audit.c.object_id == files.c.id, audit.c.action != AuditAction.CASE_READ.value)
            .scalar_subquery()
        )
        day = func.substr(func.coalesce(last_done, files.c.opened_utc), 1, 10)
        change = update(files).where(files.c.kept_because.is_(None))
        self._database.write(change.values(review_on=func.date(day, f"+{int(days)} days")))

    def _leave_desks(self, case_id: str) -> None:
        """No officer finds an erased case on the desk again."""
        desks = schema.meta.c.key.startswith(f"{MetaKey.OPEN_CASE}/", autoescape=True)
        self._database.write(delete(schema.meta).where(desks, schema.meta.c.value == case_id))


def due(today: str) -> ColumnElement[bool]:
    """The condition under which a case has to be looked at."""
    review_on = schema.case_file.c.review_on
    return or_(review_on.is_(None), review_on <= today)


def erased_after(database: Database, seq: int) -> tuple[ErasedSpan, ...]:
    """The cases erased by entries of the audit after this one, oldest first."""
    audit = schema.audit
    opened = audit.alias("opened")
    first = (
        select(func.min(opened.c.seq))
        .where(opened.c.object_id == audit.c.object_id, opened.c.action == AuditAction.CASE_OPENED.value)
        .scalar_subquery()
    )
    rows = database.rows(
        select(audit.c.object_id, audit.c.seq, func.coalesce(first, 0).label("opened"))
        .where(audit.c.seq > seq, audit.c.action == AuditAction.CASE_ERASED.value)
        .order_by(audit.c.seq)
    )
    return tuple(ErasedSpan(row.object_id, row.opened, row.seq) for row in rows)
