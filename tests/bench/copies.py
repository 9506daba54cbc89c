"""A copy of a vault of 100 MB, beside SQLCipher's own backup call on the same file."""

from __future__ import annotations

import time
from pathlib import Path

from screening.core.case import RecordedAnswer, Situation
from screening.store import backup_place, connection
from screening.store.backups import BackupKind, make, purge
from screening.store.header import DATABASE_FILE
from screening.store.keys import FLOOR, KeyUse
from screening.store.vault import Vault, create_vault

from .vaults import OFFICER, PASSPHRASE

TIMES = 5
_MEGABYTE = 1_000_000
_NOW = "2026-01-01T00:00:00Z"


def measure(folder: Path) -> dict[str, list[float]]:
    """Milliseconds of whole copies, of the bare call, and of the longest step of each copy."""
    vault = create_vault(folder / "large", OFFICER, PASSPHRASE, kdf=FLOOR, floor=FLOOR, now=_NOW).vault
    with vault.transaction():
        case = vault.cases.create(Situation.OFFICE, _NOW).id
        for number in range(100):
            answer = RecordedAnswer(f"q{number}", "x" * _MEGABYTE, _NOW, "en", "0" * 64, "draft")
            vault.cases.add_answer(case, answer, "")
    found: dict[str, list[float]] = {"program": [], "baseline": [], "steps": []}
    for _ in range(TIMES):
        found["baseline"].append(_bare(vault, folder / "bare.db"))
        whole, longest = _copy(vault)
        found["program"].append(whole)
        found["steps"].append(longest)
    vault.close()
    return found


def _copy(vault: Vault) -> tuple[float, float]:
    start = last = time.perf_counter()
    longest = 0.0
    work = make(vault, backup_place.own_folder(vault), BackupKind.ON_DEMAND, _NOW)
    while True:
        try:
            next(work)
        except StopIteration as end:
            info = end.value
            break
        finally:
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
    taken = (time.perf_counter() - start) * 1000
    purge(vault, [info])
    return taken, longest * 1000


def _bare(vault: Vault, target: Path) -> float:
    key = vault.key_for(KeyUse.DATABASE)
    connection.create_file(target)
    source = connection.connect(vault.folder / DATABASE_FILE, key)
    copy = connection.connect(target, key, new=True)
    start = time.perf_counter()
    source.backup(copy)
    taken = (time.perf_counter() - start) * 1000
    copy.close()
    source.close()
    target.unlink()
    return taken
