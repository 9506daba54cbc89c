"""The settings of the office: in the vault, in force at once, and in the audit without a word of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office, ReportingDuty
from screening.operations.office import save_office
from screening.operations.session import Session
from screening.store.audit import AuditAction

from .talks import looked_first, open_session

NEW = Office("Harbour Office", "+44 1632 960 200", ReportingDuty.AUTHORITY, allow_drafts=False)


def test_a_saved_office_is_there_at_the_next_opening(session: Session, folder: Path) -> None:
    save_office(session, NEW)
    session.close()
    again = open_session(folder)
    assert again.office == NEW
    again.close()


def test_a_talk_under_way_goes_on_with_the_new_office(session: Session) -> None:
    talk = looked_first(session)
    save_office(session, NEW)
    assert talk.session.office.duty is ReportingDuty.AUTHORITY


def test_the_change_is_in_the_audit_and_the_audit_holds(session: Session) -> None:
    save_office(session, NEW)
    session.vault.audit.verify()
    actions = [row.action for rows in session.vault.audit.verify_in_steps() for row in rows]
    assert actions[-1] == AuditAction.OFFICE_CHANGED


def test_spaces_around_and_in_between_are_tidied(session: Session) -> None:
    save_office(session, Office("  Harbour   Office ", "  +44  1632 "))
    assert session.office == Office("Harbour Office", "+44 1632")


@pytest.mark.parametrize("name", ["", "   ", "\t\n"])
def test_an_office_without_a_name_is_refused_and_the_old_one_stays(session: Session, name: str) -> None:
    before = session.office
    with pytest.raises(ScreeningError) as refused:
        save_office(session, Office(name))
    assert refused.value.problem is Problem.OFFICE_WITHOUT_NAME
    assert session.office == before == session.vault.settings.office()
