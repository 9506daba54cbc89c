"""The case list: begin a case, find one, go on where it stopped."""

from __future__ import annotations

from screening.core.case import CaseSummary, Situation
from screening.instruments.library import find_instrument, read_instrument
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.store.audit import AuditAction

FIRST_INSTRUMENT = "labour-exploitation"


def list_cases(session: Session, search: str = "") -> list[CaseSummary]:
    """Newest first; `search` is what was typed, as data."""
    return session.vault.cases.summaries(search)


def begin_case(session: Session, situation: Situation) -> Talk:
    """A new case, with the instrument that is installed."""
    loaded = find_instrument(FIRST_INSTRUMENT, session.catalogue)
    vault = session.vault
    with vault.transaction():
        summary = vault.cases.create(situation, session.now())
        vault.audit.append(AuditAction.CASE_OPENED, summary.id, {"situation": situation.value})
    return Talk(session, vault.cases.load(summary.id), loaded)


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
    return Talk(session, record, loaded, vault.cases.load_sheet(case_id))
