"""Keeping and erasing: which cases are due, keeping one on, erasing one for good, what older copies still hold."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from screening.core.case import CaseSummary
from screening.core.retention import (
    EraseReason,
    KeepReason,
    ReviewState,
    checked_period,
    kept_until,
    review_state,
)
from screening.operations.session import Session
from screening.store.audit import AuditAction


@dataclass(frozen=True)
class DueCase:
    """A case that somebody has to look at; `kept_because`: why it was kept on the last time."""

    case: CaseSummary
    state: ReviewState
    kept_because: KeepReason | None


def due_cases(session: Session, limit: int = 200) -> tuple[DueCase, ...]:
    """The cases that have to be looked at today, the longest due first."""
    today, cases = session.now()[:10], session.vault.cases
    found = cases.summaries(limit=limit, due_on=today)
    kept = cases.kept_because() if found else {}
    return tuple(DueCase(each, review_state(each.review_on, today), kept.get(each.id)) for each in found)


def count_due(session: Session) -> int:
    """How many cases have to be looked at today."""
    return session.vault.cases.count_due(session.now()[:10])


def keep_case(session: Session, case_id: str, days: int, reason: KeepReason) -> str:
    """Keep a case for so many days from today (one of KEEP_DAYS); gives its new day of review. CASE_MISSING."""
    vault = session.vault
    until = kept_until(session.now()[:10], days, vault.cases.review_of(case_id))
    with vault.transaction():
        vault.cases.keep(case_id, until, reason)
        vault.audit.append(AuditAction.CASE_KEPT, case_id, {"until": until, "reason": reason.value})
    return until


def set_review_period(session: Session, days: int) -> None:
    """After how many days without any change a case is looked at again, for every case that nobody kept on.

    Raises REVIEW_PERIOD_INVALID.
    """
    office = msgspec.structs.replace(session.office, review_after_days=checked_period(days))
    vault = session.vault
    with vault.transaction():
        vault.settings.save_office(office)
        vault.cases.apply_period(days)
        vault.audit.append(AuditAction.REVIEW_PERIOD_CHANGED, vault.id, {"days": days})
    session.office = office


def erase_case(session: Session, case_id: str, why: EraseReason) -> None:
    """Erase a case for good: every row, its words in the index, its documents. It cannot be brought back.

    What stays is the audit's entry with the case's random id. Nothing is kept of what was given to services: the
    person's wish goes before the office's record. Raises CASE_MISSING, DISK_FULL.
    """
    vault = session.vault
    with vault.transaction():
        vault.cases.erase(case_id)
        vault.audit.append(AuditAction.CASE_ERASED, case_id, {"why": why.value})
