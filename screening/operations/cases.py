"""The case list: begin a case, find one, go on where it stopped."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from screening.core.case import CaseState, CaseSummary, Situation
from screening.core.errors import ScreeningError
from screening.core.retention import review_day
from screening.instruments.library import find_instrument, read_instrument
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.store.audit import AuditAction

FIRST_INSTRUMENT = "labour-exploitation"


class LeftOpen(NamedTuple):
    """`case_id`: the case whose talk was open, or ""; `ended_unkept`: locking ended a talk without a record."""

    case_id: str
    ended_unkept: bool


def list_cases(session: Session, search: str = "", *, due: bool = False) -> list[CaseSummary]:
    """Newest first; `search` is what was typed, as data. `due`: only those that have to be looked at today."""
    return session.vault.cases.summaries(search, due_on=session.now()[:10] if due else "")


def begin_case(session: Session, situation: Situation) -> Talk:
    """A new case, with the instrument that is installed."""
    loaded = find_instrument(FIRST_INSTRUMENT, session.catalogue)
    vault = session.vault
    now = session.now()
    with vault.transaction():
        review_on = review_day(now, session.office.review_after_days)
        summary = vault.cases.create(situation, now, review_on)
        vault.audit.append(AuditAction.CASE_OPENED, summary.id, {"situation": situation.value})
        vault.desk.put_open_case(summary.id)
    return Talk(session, vault.cases.load(summary.id), loaded)


def left_open(session: Session) -> LeftOpen:
    """What was on the officer's desk when the vault was closed or the program ended; told once what was lost."""
    vault = session.vault
    case_id = vault.desk.open_case
    if case_id and vault.cases.state(case_id) in {None, CaseState.CLOSED}:
        case_id = ""
    ended_unkept = vault.desk.ended_unkept
    if ended_unkept:
        with suppress(ScreeningError), vault.transaction():  # a full disk says it once more the next time
            vault.desk.put_ended_unkept(False)
    return LeftOpen(case_id, ended_unkept)


def resume_case(session: Session, case_id: str) -> Talk:
    """A case from the vault, with the very bytes of the instrument it was recorded with.

    Raises CASE_ALTERED(case) where it is not as it was last kept: going on would vouch for what is there.
    """
    vault = session.vault
    vault.check_case(case_id)
    record = vault.cases.load(case_id)
    if record.instrument_hash is None:
        loaded = find_instrument(FIRST_INSTRUMENT, session.catalogue)
    else:
        data = vault.cases.instrument_bytes(record.instrument_hash)
        loaded = read_instrument(data, FIRST_INSTRUMENT, session.catalogue)
    vault.note(AuditAction.CASE_READ, case_id, {})
    with suppress(ScreeningError), vault.transaction():  # on a full disk it is only not found again by itself
        vault.desk.put_open_case(case_id)
    talk = Talk(session, record, loaded, vault.cases.load_sheet(case_id))
    talk.typing = vault.cases.typing(case_id)
    return talk
