"""Looking at all of an opened vault, a little at a time, beside other work, or in one go.

Nothing is changed by it. The cases are looked at in `check_cases`, the pages of the file in `pages`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from enum import StrEnum
from time import perf_counter
from typing import NamedTuple

from msgspec import Struct
from sqlalchemy import select

from screening.core.errors import Problem, ScreeningError
from screening.store import check_cases, keys, schema
from screening.store.check_cases import Seen
from screening.store.database import Database
from screening.store.header import read_header
from screening.store.opened import ANY_LIMITS, Vault

STEP_SECONDS = 0.008
"""How long a step may take: an answer that is given meanwhile waits no longer than that."""
_PAGES = 64
_LARGE = 1_000
"""Rows from which a table is left to the slow check: SQLite looks at a table in one go."""


_WITH_WORDS = """SELECT case_file.seq, case_file.number, case_search_docsize.id FROM case_file
    LEFT JOIN case_search_docsize ON case_search_docsize.id = case_file.seq
    WHERE case_file.seq > ? ORDER BY case_file.seq LIMIT 20"""
_FOUND = "SELECT rowid FROM case_search WHERE case_search MATCH ?"
_OF_YEAR = "SELECT count(*) FROM case_file WHERE number >= ? AND number < ?"
_FOUND_OF_YEAR = "SELECT count(*) FROM case_search WHERE case_search MATCH ?"


class VaultCheck(StrEnum):
    """What is looked at, in this order."""

    HEADER = "header"
    PAGES = "pages"
    DATABASE = "database"
    REFERENCES = "references"
    OFFICERS = "officers"
    AUDIT = "audit"
    CASES = "cases"
    DOCUMENTS = "documents"
    DIRECTORY = "directory"
    SEARCH_INDEX = "search_index"


class Finding(Struct, frozen=True):
    """One thing that is not as it should be. `fields` are those of the problem's sentence.

    `case_id` where it is about one case, which is then the only thing that must not be relied on.
    """

    check: VaultCheck
    problem: Problem
    fields: dict[str, str | int]
    case_id: str = ""


class Progress(NamedTuple):
    """How far the check is in its present part; `total` is 0 where that cannot be said."""

    check: VaultCheck
    done: int
    total: int


class Report(Struct, frozen=True):
    """What was looked at, and what was found. `unhashed`: cases nobody changed since the audit keeps hashes."""

    findings: tuple[Finding, ...]
    pages: int
    entries: int
    cases: int
    unhashed: int


class _Looking:
    """One check under way: what was found and counted so far."""

    def __init__(self, vault: Vault, floor: keys.KdfLimits, thorough: bool) -> None:
        self.vault = vault
        self.floor = floor
        self.thorough = thorough
        self.findings: list[Finding] = []
        self.pages = 0
        self.seen = Seen()

    def add(self, check: VaultCheck, error: ScreeningError, case_id: str = "") -> None:
        if not any(each.problem is error.problem and each.fields == error.fields for each in self.findings):
            self.findings.append(Finding(check, error.problem, error.fields, case_id))

    def report(self) -> Report:
        seen = self.seen
        return Report(tuple(self.findings), self.pages, seen.entries, seen.cases, seen.unhashed)


def check_vault(vault: Vault, floor: keys.KdfLimits = ANY_LIMITS) -> list[Finding]:
    """Everything that is wrong with the vault; empty: it is sound."""
    return list(whole_check(vault, floor).findings)


def whole_check(vault: Vault, floor: keys.KdfLimits = ANY_LIMITS) -> Report:
    """The whole check in one go."""
    steps = check_in_steps(vault, floor, thorough=True)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: Report = end.value
            return report


def check_in_steps(
    vault: Vault, floor: keys.KdfLimits = ANY_LIMITS, *, thorough: bool = False
) -> Generator[Progress, None, Report]:
    """Look at everything, in short steps; other work on the vault may go on in between.

    Only a `thorough` check hands the largest tables to SQLite's own check, which cannot be divided; otherwise
    their rows are read, counted and compared with the audit like all others. Raises DISK_GONE.
    """
    looking = _Looking(vault, floor, thorough)
    yield from _paced(_whole(looking))
    return looking.report()


def _whole(looking: _Looking) -> Generator[Progress, None, None]:
    vault = looking.vault
    parts: dict[VaultCheck, Callable[[], Generator[Progress, None, None]]] = {
        VaultCheck.HEADER: lambda: _at_once(VaultCheck.HEADER, lambda: _header(looking)),
        VaultCheck.PAGES: lambda: _pages(looking),
        VaultCheck.DATABASE: lambda: _tables(looking, VaultCheck.DATABASE, "integrity_check", [("ok",)]),
        VaultCheck.REFERENCES: lambda: _tables(looking, VaultCheck.REFERENCES, "foreign_key_check", []),
        VaultCheck.OFFICERS: lambda: _at_once(VaultCheck.OFFICERS, lambda: _officers(looking)),
        VaultCheck.AUDIT: lambda: _audit(looking),
        VaultCheck.CASES: lambda: _cases(looking),
        VaultCheck.DOCUMENTS: lambda: _counted(
            VaultCheck.DOCUMENTS, check_cases.documents_in_steps(vault.database)
        ),
        VaultCheck.DIRECTORY: lambda: _at_once(
            VaultCheck.DIRECTORY, lambda: check_cases.check_directory(vault.database, vault.id)
        ),
        VaultCheck.SEARCH_INDEX: lambda: _search_index(looking),
    }
    for check, steps in parts.items():
        try:
            yield from steps()
        except ScreeningError as error:
            if error.problem is Problem.DISK_GONE:
                raise
            looking.add(check, error)


def _paced(steps: Generator[Progress, None, None]) -> Generator[Progress, None, None]:
    """Several of the smallest steps in one, for as long as a step may take."""
    started = perf_counter()
    for progress in steps:
        if perf_counter() - started >= STEP_SECONDS:
            yield progress
            started = perf_counter()


def _at_once(check: VaultCheck, look: Callable[[], None]) -> Generator[Progress, None, None]:
    look()
    yield Progress(check, 1, 1)


def _counted(check: VaultCheck, steps: Generator[int, None, None]) -> Generator[Progress, None, None]:
    for done in steps:
        yield Progress(check, done, 0)


def _header(looking: _Looking) -> None:
    vault = looking.vault
    vault.check_header(read_header(vault.folder, looking.floor))


def _pages(looking: _Looking) -> Generator[Progress, None, None]:
    """Every page of the file, free ones too; and that there are as many as the database says."""
    first, damaged = 1, 0
    while True:
        total = looking.vault.count_pages()
        if first > total:
            break
        damaged += len(looking.vault.damaged_pages(first, min(_PAGES, total - first + 1)))
        first = min(first + _PAGES, total + 1)
        looking.pages = first - 1
        yield Progress(VaultCheck.PAGES, looking.pages, total)
    if damaged or looking.pages != looking.vault.database.pragma("page_count")[0][0]:
        raise ScreeningError(Problem.DATABASE_DAMAGED)


def _tables(
    looking: _Looking, check: VaultCheck, pragma: str, sound: list[tuple[object, ...]]
) -> Generator[Progress, None, None]:
    database = looking.vault.database
    tables = [*(table.name for table in schema.metadata.sorted_tables), schema.case_search.name]
    for done, table in enumerate(tables, 1):
        looked_at = looking.thorough or _is_small(database, table)
        if looked_at and database.pragma(f"{pragma}({table})") != sound:
            raise ScreeningError(Problem.DATABASE_DAMAGED)
        yield Progress(check, done, len(tables))
    if looking.thorough and database.pragma(pragma) != sound:  # the list of free pages as well
        raise ScreeningError(Problem.DATABASE_DAMAGED)


def _is_small(database: Database, table: str) -> bool:
    largest = database.fast(f"SELECT max(rowid) FROM {table}", ())[0][0]  # noqa: S608 - this package's own name
    return largest is None or int(largest) <= _LARGE


def _officers(looking: _Looking) -> None:
    """Whoever the header lets in must be in the database with the same keys."""
    vault = looking.vault
    header = read_header(vault.folder, looking.floor)
    columns = schema.officer.c
    known = {
        row.id: (row.code, row.recipient, row.verifying)
        for row in vault.database.rows(select(columns.id, columns.code, columns.recipient, columns.verifying))
    }
    for slot, _ in header.owners():
        if known.get(slot.officer_id) != (slot.code, slot.keys.recipient, slot.keys.verifying):
            raise ScreeningError(Problem.HEADER_DAMAGED)


def _audit(looking: _Looking) -> Generator[Progress, None, None]:
    audit = looking.vault.audit
    for rows in audit.verify_in_steps():
        looking.seen.take(rows)
        yield Progress(VaultCheck.AUDIT, looking.seen.entries, audit.length)


def _cases(looking: _Looking) -> Generator[Progress, None, None]:
    database = looking.vault.database
    total = looking.vault.cases.count()
    for wrong in check_cases.cases_in_steps(database, looking.seen):
        if wrong is not None:
            looking.add(VaultCheck.CASES, wrong.error, wrong.case_id)
        yield Progress(VaultCheck.CASES, looking.seen.cases, total)


def _search_index(looking: _Looking) -> Generator[Progress, None, None]:
    """The words of every case, and only theirs; that each is found by its number; and where numbering stands."""
    database, total = looking.vault.database, looking.vault.cases.count()
    after = done = 0
    years: set[str] = set()
    while cases := database.fast(_WITH_WORDS, (after,)):
        for seq, number, words in cases:
            after, done = seq, done + 1
            year, _, counter = number.partition("-")
            years.add(year)
            # By the counter alone, which few cases share: every case of a year has the year's word, and to look at
            # all of them for each would take a hundred times longer with ten times as many cases.
            if words is None or (seq,) not in database.fast(_FOUND, (f'number : "{counter}"',)):
                raise ScreeningError(Problem.SEARCH_INDEX_DAMAGED)
            yield Progress(VaultCheck.SEARCH_INDEX, done, total)
    for year in sorted(years):
        of_year = database.fast(_OF_YEAR, (f"{year}-", f"{year}."))  # "." comes right after "-"
        if of_year != database.fast(_FOUND_OF_YEAR, (f'number : ^"{year}"',)):
            raise ScreeningError(Problem.SEARCH_INDEX_DAMAGED)
        yield Progress(VaultCheck.SEARCH_INDEX, done, total)
    if database.fast("SELECT count(*) FROM case_search_docsize", ())[0][0] != looking.vault.cases.count():
        raise ScreeningError(Problem.SEARCH_INDEX_DAMAGED)
    numbered = database.fast("SELECT max(seq) FROM sqlite_sequence WHERE name = 'case_file'", ())[0][0]
    if after > (numbered or 0):
        raise ScreeningError(Problem.DATABASE_DAMAGED)
