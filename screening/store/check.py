"""Looking at all of an opened vault: for `screening vault check`, and nowhere else yet."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import select

from screening.core.errors import Problem, ScreeningError
from screening.store import keys, schema
from screening.store.header import read_header
from screening.store.opened import Vault


class VaultCheck(StrEnum):
    """What is looked at, in this order."""

    HEADER = "header"
    PAGES = "pages"
    DATABASE = "database"
    REFERENCES = "references"
    SEARCH_INDEX = "search_index"
    OFFICERS = "officers"
    AUDIT = "audit"


class Finding(Struct, frozen=True):
    """One thing that is not as it should be. `fields` are those of the problem's sentence."""

    check: VaultCheck
    problem: Problem
    fields: dict[str, str | int]


def check_vault(vault: Vault, floor: keys.KdfLimits = keys.FLOOR) -> list[Finding]:
    """Everything that is wrong with the vault; empty: it is sound. Changes nothing."""
    checks: dict[VaultCheck, Callable[[], None]] = {
        VaultCheck.HEADER: lambda: vault.check_header(read_header(vault.folder, floor)),
        VaultCheck.PAGES: lambda: _empty(vault, "cipher_integrity_check"),
        VaultCheck.DATABASE: lambda: _integrity(vault),
        VaultCheck.REFERENCES: lambda: _empty(vault, "foreign_key_check"),
        VaultCheck.SEARCH_INDEX: lambda: _search_index(vault),
        VaultCheck.OFFICERS: lambda: _officers(vault, floor),
        VaultCheck.AUDIT: vault.audit.verify,
    }
    findings = []
    for check, run in checks.items():
        try:
            run()
        except ScreeningError as error:
            findings.append(Finding(check, error.problem, error.fields))
    return findings


def _empty(vault: Vault, pragma: str) -> None:
    if vault.database.pragma(pragma):
        raise ScreeningError(Problem.DATABASE_DAMAGED)


def _integrity(vault: Vault) -> None:
    if vault.database.pragma("integrity_check(1)") != [("ok",)]:
        raise ScreeningError(Problem.DATABASE_DAMAGED)


def _search_index(vault: Vault) -> None:
    cases = select(schema.case_file.c.seq).order_by(schema.case_file.c.seq)
    indexed = select(schema.case_search.c.rowid).order_by(schema.case_search.c.rowid)
    if [row[0] for row in vault.database.rows(cases)] != [row[0] for row in vault.database.rows(indexed)]:
        raise ScreeningError(Problem.DATABASE_DAMAGED)


def _officers(vault: Vault, floor: keys.KdfLimits) -> None:
    """Whoever the header lets in must be in the database with the same keys."""
    header = read_header(vault.folder, floor)
    columns = schema.officer.c
    known = {
        row.id: (row.code, row.recipient, row.verifying)
        for row in vault.database.rows(select(columns.id, columns.code, columns.recipient, columns.verifying))
    }
    for slot, _ in header.owners():
        if known.get(slot.officer_id) != (slot.code, slot.keys.recipient, slot.keys.verifying):
            raise ScreeningError(Problem.HEADER_DAMAGED)
