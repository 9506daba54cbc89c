"""Saving the list of cases as a table for a spreadsheet: no names, no answers, many only with a second officer."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from screening.core.approval import needs_second_officer
from screening.core.case import CaseSummary
from screening.core.errors import Problem, ScreeningError
from screening.core.roles import OfficerStatus, Permission
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Translator
from screening.languages.marks import N_
from screening.languages.table import language_name
from screening.languages.terms import CASE_STATE, NEXT_STEP, SITUATION
from screening.operations.officers import OfficerEntry, list_officers
from screening.operations.session import Session
from screening.store.audit import AuditAction

COLUMNS = (N_("Case"), N_("Opened"), N_("Situation"), N_("Language"), N_("State"), N_("Next step"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NEVER_OVER = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_OWNER_ALONE = 0o600


@dataclass(frozen=True)
class Export:
    """The cases that were asked for; `second_officer`: they are saved only when another officer agrees."""

    case_ids: frozenset[str]
    second_officer: bool


class Approval:
    """Another officer, just proved, agreed to save these cases: this once, and no others."""

    def __init__(self, officer: OfficerEntry, case_ids: Collection[str]) -> None:
        self.officer_id = officer.id
        self._cases = frozenset(case_ids)
        self._used = False

    def use(self, session: Session, case_ids: Collection[str]) -> None:
        """Use it up. Raises SECOND_OFFICER_NEEDED where it is for something else, or not from somebody else."""
        own = self.officer_id == session.vault.officer.id
        if self._used or own or self._cases != frozenset(case_ids):
            raise ScreeningError(Problem.SECOND_OFFICER_NEEDED)
        self._used = True


def cases_to_save(session: Session, search: str = "") -> list[CaseSummary]:
    """All cases that the list would show, newest first. Raises NOT_ALLOWED."""
    session.require(Permission.EXPORT_CASES)
    cases = session.vault.cases
    return cases.summaries(search, limit=max(1, cases.count()))


def prepare_export(session: Session, search: str = "") -> Export:
    """Which cases would be saved. Raises NOT_ALLOWED; NO_CASES where there are none; NO_SECOND_OFFICER."""
    case_ids = frozenset(case.id for case in cases_to_save(session, search))
    if not case_ids:
        raise ScreeningError(Problem.NO_CASES)
    second = _must_be_agreed(session, case_ids)
    others = (each for each in list_officers(session) if not each.myself)
    if second and not any(each.status is OfficerStatus.ACTIVE for each in others):
        raise ScreeningError(Problem.NO_SECOND_OFFICER)
    return Export(case_ids, second)


def _must_be_agreed(session: Session, case_ids: Collection[str]) -> bool:
    return needs_second_officer(len(case_ids), session.vault.cases.count())


def export_case_list(
    session: Session,
    case_ids: Collection[str],
    folder: Path,
    approved_by: Approval | None,
    translator: Translator,
) -> Path:
    """Note it, then save the table under a name that says nothing; gives the file.

    No list is there without its entry, whenever a kill comes; where one comes between the two, the entry stands
    for a list that was not saved. Raises NOT_ALLOWED, SECOND_OFFICER_NEEDED, CASE_MISSING, OUTPUT_EXISTS,
    OUTPUT_NOT_WRITABLE; then nothing was saved.
    """
    wanted = frozenset(case_ids)
    cases = [case for case in cases_to_save(session) if case.id in wanted]
    if len(cases) != len(wanted) or not wanted:
        raise ScreeningError(Problem.CASE_MISSING)
    agreed = _must_be_agreed(session, wanted)
    if agreed:
        if approved_by is None:
            raise ScreeningError(Problem.SECOND_OFFICER_NEEDED)
        approved_by.use(session, wanted)
    path = folder / _name(session.now())
    data = table(cases, translator)
    handle = _new_file(path)  # empty: that it cannot be made is known before anything is noted
    try:
        with session.vault.transaction():
            if agreed and approved_by is not None:
                session.vault.audit.append(AuditAction.APPROVED, approved_by.officer_id, {})
            session.vault.audit.append(AuditAction.EXPORTED, str(len(cases)), {})
        _write(handle, data)
    except BaseException:  # what could not be noted does not leave
        with suppress(OSError):
            os.close(handle)
        with suppress(OSError):
            path.unlink()
        raise
    return path


def table(cases: Collection[CaseSummary], translator: Translator) -> bytes:
    """The table as a spreadsheet reads it: UTF-8 with its mark, lines of CSV (RFC 4180)."""
    words, own = translator.gettext, translator.language.tag
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_cell(words(each)) for each in COLUMNS])
    for case in cases:
        writer.writerow(
            _cell(each)
            for each in (
                case.number,
                datetime.fromisoformat(case.opened_utc).astimezone().date().isoformat(),
                words(SITUATION[case.situation]),
                (language_name(case.language, own) or case.language) if case.language else "",
                words(CASE_STATE[case.state]),
                words(NEXT_STEP[case.next_step]) if case.next_step is not None else "",
            )
        )
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(text: str) -> str:
    """Text that no spreadsheet runs as a formula (OWASP, CSV injection)."""
    plain = strip_invisible(text)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def _name(now: str) -> str:
    moment = datetime.fromisoformat(now).astimezone()
    return f"list-{moment:%Y%m%d-%H%M%S}.csv"


def _new_file(path: Path) -> int:
    """An empty file that its owner alone reads, never over another."""
    try:
        return os.open(path, _NEVER_OVER, _OWNER_ALONE)
    except FileExistsError:
        raise ScreeningError(Problem.OUTPUT_EXISTS) from None
    except OSError:
        raise ScreeningError(Problem.OUTPUT_NOT_WRITABLE) from None


def _write(handle: int, data: bytes) -> None:
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(data)
        os.close(handle)
    except OSError:
        raise ScreeningError(Problem.OUTPUT_NOT_WRITABLE) from None
