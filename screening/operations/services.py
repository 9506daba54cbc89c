"""The vault's directory of services, entered by hand one at a time."""

from __future__ import annotations

import secrets

from screening.core.service import Service, ServiceCategory
from screening.languages.catalogs import COMPILED, OFFICER
from screening.languages.table import SOURCE_TAG, load_languages
from screening.operations.session import Session
from screening.store.audit import AuditAction

SERVICE_LIMIT = 200
"""Characters of a field of a service."""


def form_languages() -> tuple[str, ...]:
    """The languages in which a form can be written for whoever works at a service."""
    there = [tag for tag in load_languages() if (COMPILED / tag / "LC_MESSAGES" / f"{OFFICER}.mo").is_file()]
    return (SOURCE_TAG, *(tag for tag in there if tag != SOURCE_TAG))


def add_service(
    session: Session,
    *,
    name: str,
    category: ServiceCategory,
    language: str,
    phone: str,
    hours: str = "",
    contact: str = "",
    secret_address: bool = False,
) -> Service:
    """Keep a service that an officer knows; it is offered in every case from now on.

    ValueError for a field that is missing or too long: a bug of the screen.
    """
    fields = [" ".join(text.split()) for text in (name, phone, hours, contact)]
    if not fields[0] or not fields[1] or any(len(text) > SERVICE_LIMIT for text in fields):
        raise ValueError("a service needs a name and a phone number, none too long")
    service = Service(
        id=secrets.token_hex(8),
        name=fields[0],
        category=category,
        language=language,
        phone=fields[1],
        hours=fields[2],
        contact=fields[3],
        secret_address=secret_address,
    )
    vault = session.vault
    with vault.transaction():
        vault.services.replace((*vault.services.all(), service))
        vault.audit.append(AuditAction.SERVICES_REPLACED, vault.id, {"added": 1})
    return service
