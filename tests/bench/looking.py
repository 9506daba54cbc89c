"""The whole look after unlocking, step by step, and headers that must be refused before they cost anything."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from screening.core.errors import ScreeningError
from screening.operations.checking import check_session
from screening.operations.session import Session, unlock
from screening.store.header import HEADER_FILE, read_header, write_header
from screening.store.keys import CEILING, FLOOR, KdfLimits
from screening.store.vault import open_vault

from .vaults import OFFICER, PASSPHRASE, vault_of

TIMES, LOOKS = 5, 3
_NOW = "2026-01-01T00:00:00Z"
WEAK = KdfLimits(FLOOR.memory_kib // 8, 1, 1)
HUGE = KdfLimits(CEILING.memory_kib * 16, CEILING.passes * 10, CEILING.lanes)


def look(folder: Path) -> dict[str, list[float]]:
    """Milliseconds of the longest step of each whole look, and of all its steps together."""
    session = unlock(vault_of(folder), OFFICER, PASSPHRASE)
    found: dict[str, list[float]] = {"program": [], "whole": []}
    gc.disable()  # as in the program, which collects on the screen's thread
    for _ in range(LOOKS):
        steps = _steps(session)
        found["program"].append(max(steps))
        found["whole"].append(sum(steps))
    session.close()
    return found


def _steps(session: Session) -> list[float]:
    work, taken = check_session(session), list[float]()
    report = None
    while report is None:
        start = time.perf_counter()
        try:
            next(work)
        except StopIteration as end:
            report = end.value
        taken.append((time.perf_counter() - start) * 1000)
    if report.findings:
        raise RuntimeError("the bench's own vault is not sound")
    return taken


def refused(folder: Path) -> dict[str, list[float]]:
    """Milliseconds until a header below the floor or above the ceiling is refused, beside reading a good one."""
    header = read_header(vault_of(folder), FLOOR)
    found: dict[str, list[float]] = {"program": [], "baseline": []}
    for number in range(TIMES):
        for limits in (WEAK, HUGE):
            vault = folder / f"refused-{number}-{limits.lanes}"
            vault.mkdir()
            slots = tuple(
                msgspec.structs.replace(slot, secret=msgspec.structs.replace(slot.secret, kdf=limits))
                for slot in header.slots
            )
            write_header(vault, msgspec.structs.replace(header, slots=slots))
            found["program"].append(_until_refused(vault))
        found["baseline"].append(_timed(lambda: read_header(vault_of(folder), FLOOR)))
    return found


def _until_refused(vault: Path) -> float:
    def try_it() -> None:
        with suppress(ScreeningError):
            open_vault(vault, OFFICER, PASSPHRASE, now=_NOW)
            raise RuntimeError("it was opened")

    taken = _timed(try_it)
    (vault / HEADER_FILE).unlink()
    return taken


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000
