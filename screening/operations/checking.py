"""Checking a vault: from outside without any key, or whole, in one go or in steps beside other work."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Permission
from screening.operations.session import Session
from screening.store.attempts import seconds_between
from screening.store.audit import AuditAction
from screening.store.check import Finding, Progress, Report, VaultCheck, check_in_steps, whole_check
from screening.store.header import read_header
from screening.store.keys import FLOOR, KdfLimits
from screening.store.meta import MetaKey, get_meta, set_meta
from screening.store.opened import Vault
from screening.store.values import from_json, to_json
from screening.store.vault import open_vault, utc_now

__all__ = ["Finding", "LastCheck", "Progress", "Report", "VaultCheck"]

CLOCK_TOLERANCE_SECONDS = 300


class LastCheck(Struct, frozen=True):
    """When this vault was last looked at whole, and how much was found."""

    utc: str
    findings: int


class VaultUnsoundError(Exception):
    """A vault was looked at and something is wrong: each finding, and the first audit entry that does not hold."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("vault unsound")
        self.findings = findings

    def errors(self) -> list[ScreeningError]:
        """The findings as what is turned into sentences."""
        return [ScreeningError(each.problem, **each.fields) for each in self.findings]


def check_outside(folder: Path, floor: KdfLimits = FLOOR) -> list[str]:
    """What can be said without a key: format, officers' slots, recovery keys. Raises what is wrong."""
    header = read_header(folder, floor)
    return [
        f"format {header.format}, generation {header.generation}",
        f"{len(header.slots)} officer(s), {len(header.recovery)} recovery key(s)",
        "the inside was not checked: name an officer with --officer",
    ]


def check_whole(folder: Path, officer: str, passphrase: str, floor: KdfLimits = FLOOR) -> list[str]:
    """Look at everything. The lines say that all is well. Raises VaultUnsoundError, or why it does not open."""
    with open_vault(folder, officer, passphrase, floor=floor, now=utc_now()) as vault:
        report = whole_check(vault, floor)
        with suppress(ScreeningError):  # a vault that cannot be written can be looked at all the same
            _keep(vault, report, utc_now())
        head = vault.audit.head()
    if report.findings:
        raise VaultUnsoundError(report.findings)
    return [
        "header, database, generation and audit: sound",
        f"{report.pages} pages, {report.cases} cases, {report.entries} audit entries",
        f"audit head {head}",
    ]


def check_session(session: Session, *, thorough: bool = False) -> Generator[Progress, None, Report]:
    """Look at everything in an open vault, in short steps; the result is kept with its time."""
    report = yield from check_in_steps(session.vault, thorough=thorough)
    yield Progress(VaultCheck.SEARCH_INDEX, report.cases, report.cases)  # what is kept now waits for the disk
    with suppress(ScreeningError):  # on a full disk the result is still shown
        _keep(session.vault, report, session.now())
    session.report = report
    if not report.findings:
        session.counter.remember(session.vault)
    return report


def _keep(vault: Vault, report: Report, now: str) -> None:
    found = len(report.findings)
    with vault.transaction():
        set_meta(vault.database, MetaKey.LAST_CHECK, to_json(LastCheck(now, found)))
        vault.audit.append(AuditAction.VAULT_CHECKED, vault.id, {"findings": found})


def last_check(session: Session) -> LastCheck | None:
    """The last whole look at this vault; None before the first."""
    kept = get_meta(session.vault.database, MetaKey.LAST_CHECK)
    return from_json(kept, LastCheck) if kept else None


def accept_case(session: Session, case_id: str) -> None:
    """Somebody has looked at a case that was not as it was last kept, and goes on with it as it is. Audited.

    Raises NOT_ALLOWED.
    """
    session.require(Permission.ACCEPT_FINDINGS)
    vault = session.vault
    with vault.transaction():
        vault.audit.append(AuditAction.CASE_ACCEPTED, case_id, {})
    if session.report is not None:
        left = tuple(each for each in session.report.findings if each.case_id != case_id)
        session.report = msgspec.structs.replace(session.report, findings=left)


def check_open_case(session: Session) -> None:
    """The case whose talk was on this officer's desk when the vault was closed. Raises CASE_ALTERED(case)."""
    vault = session.vault
    case_id = get_meta(vault.database, f"{MetaKey.OPEN_CASE}/{vault.audit.officer_id}")
    if case_id:
        vault.check_case(case_id)


def first_look(session: Session) -> list[ScreeningError]:
    """What an officer must know before working in a vault just opened; costs next to nothing.

    That the clock is behind the last entry can come of one opening with the clock ahead as well: the audit's times
    never go back, so that until the real time has passed that entry all new ones bear its time, and this is said
    at each opening. Which of the two it is nothing in the vault can tell.
    """
    found = []
    try:
        check_open_case(session)
    except ScreeningError as error:
        found.append(error)
    if session.vault.audit.waiting:
        found.append(ScreeningError(Problem.NOTHING_KEPT))
    if seconds_between(session.now(), session.vault.audit.last_utc()) > CLOCK_TOLERANCE_SECONDS:
        found.append(ScreeningError(Problem.CLOCK_BEHIND))
    return found


def compare_counter(session: Session) -> Generator[None, None, ScreeningError | None]:
    """Whether this vault is older than when this computer last closed it, as far as a keyring remembers."""
    older = yield from session.counter.compare_in_steps(session.vault)
    return ScreeningError(Problem.RECORDS_OLDER) if older else None


def accept_older_records(session: Session) -> None:
    """Somebody says that the older records are right: remembered anew, and audited. Raises NOT_ALLOWED."""
    session.require(Permission.ACCEPT_FINDINGS)
    vault = session.vault
    with vault.transaction():
        vault.audit.append(AuditAction.ROLLBACK_ACCEPTED, vault.id, {})
    session.counter.accept()
    session.counter.remember(vault)
