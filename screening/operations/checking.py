"""Checking a vault: from outside without any key, or whole with an officer's passphrase. Findings in words."""

from __future__ import annotations

from pathlib import Path

from screening.core.errors import ScreeningError
from screening.store.audit import AuditAction
from screening.store.check import check_vault
from screening.store.header import read_header
from screening.store.keys import FLOOR, KdfLimits
from screening.store.vault import open_vault, utc_now


def check_outside(folder: Path, floor: KdfLimits = FLOOR) -> list[str]:
    """What can be said without a key: format, officers' slots, recovery keys. Raises what is wrong."""
    header = read_header(folder, floor)
    return [
        f"format {header.format}, generation {header.generation}",
        f"{len(header.slots)} officer(s), {len(header.recovery)} recovery key(s)",
        "the inside was not checked: name an officer with --officer",
    ]


def check_whole(folder: Path, officer: str, passphrase: str, floor: KdfLimits = FLOOR) -> list[str]:
    """Look at everything. Raises the first thing that is wrong; the lines say that all is well."""
    with open_vault(folder, officer, passphrase, floor=floor, now=utc_now()) as vault:
        findings = check_vault(vault, floor)
        with vault.transaction():
            vault.audit.append(AuditAction.VAULT_CHECKED, vault.id, {"findings": len(findings)})
        head = vault.audit.head()
    if findings:
        first = findings[0]
        raise ScreeningError(first.problem, **first.fields)
    return ["header, database, generation and audit: sound", f"audit head {head}"]
