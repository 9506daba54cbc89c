"""Which step comes next."""

from __future__ import annotations

import msgspec
import pytest

from screening.core.assessment import NotAssessedBecause
from screening.core.case import CaseRecord, CaseState
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.safety import SafetyCheck
from screening.core.steps import SETTLED_STATES, next_state

from .test_changes import EMPTY

SAFE = {
    SafetyCheck.DANGER: "no",
    SafetyCheck.INJURY: "no",
    SafetyCheck.CONTROLLER: "no",
    SafetyCheck.PRIVATE: "yes",
    SafetyCheck.PHONES: "away",
    SafetyCheck.AGE: "adult",
}
AGREED = Consent(ConsentState.GIVEN, talk=True, told=frozenset(ConsentPoint))
READY = msgspec.structs.replace(EMPTY, safety=SAFE, language=LanguageChoice("ar", True), consent=AGREED)


def changed(**fields: object) -> CaseRecord:
    return msgspec.structs.replace(READY, **fields)


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (EMPTY, CaseState.LOOK_FIRST),
        (changed(safety={**SAFE, SafetyCheck.DANGER: "yes"}), CaseState.LOOK_FIRST),
        (changed(safety={**SAFE, SafetyCheck.AGE: "unsure"}), CaseState.CHILD_PROTECTION),
        (changed(language=None), CaseState.LANGUAGE),
        (changed(consent=None), CaseState.CONSENT),
        (READY, CaseState.QUESTIONS),
        (changed(ended_because=NotAssessedBecause.STOPPED), CaseState.QUESTIONS),
        (changed(consent=None, ended_because=NotAssessedBecause.UNWELL), CaseState.CONSENT),
        (changed(consent=None, ended_because=NotAssessedBecause.REFUSED), None),
        (changed(consent=Consent(ConsentState.WITHDRAWN), ended_because=NotAssessedBecause.STOPPED), None),
    ],
)
def test_the_step_that_comes_next(record: CaseRecord, state: CaseState | None) -> None:
    assert next_state(record) is state


@pytest.mark.parametrize("state", sorted(SETTLED_STATES))
def test_what_came_to_its_end_stays(state: CaseState) -> None:
    assert next_state(changed(state=state)) is None
