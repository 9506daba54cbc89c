"""Looking at the audit: who did what and when. Reading it is itself noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from screening.core.actions import ABOUT_CASES, ActionGroup
from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Permission
from screening.languages.audit_terms import ACTION, actions_of
from screening.operations.session import Session
from screening.store.audit import AuditAction
from screening.store.audit_reader import (
    PAGE,
    REFERENCE_DIGITS,
    AuditEntry,
    AuditFilter,
    AuditOfficer,
    AuditReader,
)

__all__ = ["PAGE", "AuditEntry", "AuditOfficer"]

_STROKES = re.compile(r"[\s\-–:.]")
_HEXADECIMAL = re.compile(r"[0-9a-f]+")


class About(StrEnum):
    """What an entry is about."""

    NOTHING = "nothing"
    CASE = "case"
    ERASED_CASE = "erased_case"
    UNRECORDED_TALK = "unrecorded_talk"
    OFFICER = "officer"


@dataclass(frozen=True)
class Wanted:
    """What an officer looks for; what is empty does not narrow it. The days are local, and both included.

    `case`: the number of a case; `object_id`: a case that has none any more. `up_to`: an entry to look back from.
    """

    officer_ids: frozenset[str] = frozenset()
    group: ActionGroup | None = None
    first_day: date | None = None
    last_day: date | None = None
    case: str = ""
    object_id: str = ""
    up_to: int = 0


@dataclass(frozen=True)
class AuditPage:
    """One page of entries, newest first; `more`: whether there are older ones. `count` is of all that fit."""

    entries: tuple[AuditEntry, ...]
    more: bool
    count: int


@dataclass(frozen=True)
class Overview:
    """What stands beside the entries: who can be looked for, the reference of now, whether all may be seen."""

    officers: tuple[AuditOfficer, ...]
    reference: str
    sees_all: bool


@dataclass(frozen=True)
class Found:
    """The entry that a reference belongs to, and how many entries came after it."""

    entry: AuditEntry
    later: int


def sees_all(session: Session) -> bool:
    """Whether this officer may read what others did; everybody may read their own."""
    return session.allows(Permission.READ_AUDIT)


def open_audit(session: Session) -> Overview:
    """Note that somebody looks, and say what can be looked for."""
    vault = session.vault
    with vault.transaction():
        vault.audit.append(AuditAction.AUDIT_READ, vault.id, {})
    everything = sees_all(session)
    reader = AuditReader(vault.database)
    officers = tuple(reader.officers()) if everything else ()
    return Overview(officers, vault.audit.head()[:REFERENCE_DIGITS], everything)


def audit_page(session: Session, wanted: Wanted, below: int | None = None) -> AuditPage:
    """A page of what is looked for. Raises CASE_MISSING for a number that no case has."""
    reader = AuditReader(session.vault.database)
    found = _filter(session, reader, wanted)
    entries = reader.page(found, below)
    count = reader.count(found) if below is None else 0
    return AuditPage(tuple(entries), len(entries) == PAGE, count)


def find_reference(session: Session, typed: str) -> Found:
    """The entry that was the newest when a form was made; `typed` with any spaces, hyphens and case.

    Raises REFERENCE_INCOMPLETE for fewer digits than are printed; REFERENCE_UNKNOWN where no entry has it.
    """
    digits = _STROKES.sub("", typed).casefold()
    if len(digits) < REFERENCE_DIGITS or not _HEXADECIMAL.fullmatch(digits):
        raise ScreeningError(Problem.REFERENCE_INCOMPLETE, digits=REFERENCE_DIGITS)
    reader = AuditReader(session.vault.database)
    everything = _filter(session, reader, Wanted())
    entry = reader.with_reference(digits, everything)
    if entry is None:
        raise ScreeningError(Problem.REFERENCE_UNKNOWN)
    until = _filter(session, reader, Wanted(up_to=entry.seq))
    return Found(entry, reader.count(everything) - reader.count(until))


def about(session: Session, entry: AuditEntry) -> About:
    """What an entry is about, as far as the vault still knows."""
    if entry.case_number:
        return About.CASE
    if entry.about_officer:
        return About.OFFICER
    known = ACTION.get(entry.action)
    if known is None or known.counted or known.group not in ABOUT_CASES or entry.object_id == session.vault.id:
        return About.NOTHING
    return About.ERASED_CASE if entry.object_id else About.UNRECORDED_TALK


def _filter(session: Session, reader: AuditReader, wanted: Wanted) -> AuditFilter:
    object_id = wanted.object_id
    if wanted.case:
        object_id = reader.case_id(wanted.case.strip())
        if not object_id:
            raise ScreeningError(Problem.CASE_MISSING)
    everybody = sees_all(session)
    return AuditFilter(
        officer_ids=wanted.officer_ids if everybody else reader.ids_of(session.vault.officer.id),
        actions=frozenset() if wanted.group is None else actions_of(wanted.group),
        since="" if wanted.first_day is None else _midnight(wanted.first_day),
        before_utc="" if wanted.last_day is None else _midnight(wanted.last_day + timedelta(days=1)),
        object_id=object_id,
        up_to=wanted.up_to,
    )


def _midnight(day: date) -> str:
    """The instant at which a day begins here, as the audit writes instants."""
    local = datetime.combine(day, time()).astimezone()
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
