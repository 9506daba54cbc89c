"""The settings of the office that works with a vault: kept in the vault, audited, in force at once."""

from __future__ import annotations

import msgspec

from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office
from screening.core.roles import Permission
from screening.operations.session import Session
from screening.store.audit import AuditAction


def save_office(session: Session, office: Office) -> None:
    """Keep the office for this and every later opening. Raises NOT_ALLOWED, OFFICE_WITHOUT_NAME.

    A talk that is under way tells the person what holds from now on. The audit says that it was changed,
    and not to what.
    """
    session.require(Permission.CHANGE_OFFICE)
    kept = msgspec.structs.replace(
        office,
        organisation=" ".join(office.organisation.split()),
        callback_phone=" ".join(office.callback_phone.split()),
    )
    if not kept.organisation:
        raise ScreeningError(Problem.OFFICE_WITHOUT_NAME)
    vault = session.vault
    with vault.transaction():
        vault.settings.save_office(kept)
        vault.audit.append(AuditAction.OFFICE_CHANGED, vault.id, {})
    session.office = kept
