"""Which step of a talk comes next, from what is recorded."""

from __future__ import annotations

from screening.core.assessment import NotAssessedBecause
from screening.core.case import CaseRecord, CaseState
from screening.core.consent import Blocker, blockers
from screening.core.safety import open_checks

SETTLED_STATES = frozenset({CaseState.RECORDED, CaseState.REFERRAL, CaseState.REFERRED, CaseState.CLOSED})
"""States that a look back at an earlier step does not change."""
_SAID_NO = frozenset({NotAssessedBecause.REFUSED, NotAssessedBecause.STOPPED})


def next_state(record: CaseRecord) -> CaseState | None:
    """The step that comes next while the talk has not come to its end; None: it stays where it is."""
    if record.state in SETTLED_STATES:
        return None
    agreed = record.consent is not None and record.consent.complete
    if record.ended_because in _SAID_NO and not agreed:
        return None
    closed = blockers(record.safety, record.language, record.consent)
    if open_checks(record.safety) or Blocker.SAFETY_UNSAFE in closed:
        return CaseState.LOOK_FIRST
    if Blocker.CHILD in closed:
        return CaseState.CHILD_PROTECTION
    if Blocker.LANGUAGE in closed:
        return CaseState.LANGUAGE
    return CaseState.CONSENT if Blocker.CONSENT in closed else CaseState.QUESTIONS
