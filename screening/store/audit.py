"""Who did what and when: each entry signed by its officer and chained to the one before. No personal data.

Finds an entry that was changed, moved or taken out by anybody without the officers' keys. It cannot find that
the whole vault was put back to an older copy: for that, `head()` is printed on forms and kept in backups.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, insert, select

from screening.core.errors import Problem, ScreeningError
from screening.store import keys, schema
from screening.store.database import Database
from screening.store.meta import MetaKey, get_meta, set_meta

TAIL = 20
_CHUNK = 1000


class AuditAction(StrEnum):
    """What can be done to a vault. The values are kept for ever: add, never rename."""

    VAULT_CREATED = "vault_created"
    VAULT_OPENED = "vault_opened"
    VAULT_CLOSED = "vault_closed"
    VAULT_CHECKED = "vault_checked"
    RECOVERY_KEY_USED = "recovery_key_used"
    RECOVERY_KEY_CONFIRMED = "recovery_key_confirmed"
    RECOVERY_KEY_RENEWED = "recovery_key_renewed"
    RECOVERY_KEY_ADDED = "recovery_key_added"
    RECOVERY_KEY_REMOVED = "recovery_key_removed"
    RECOVERY_KEY_TRIED = "recovery_key_tried"
    VAULT_KEY_ROTATED = "vault_key_rotated"
    GENERATION_REPAIRED = "generation_repaired"
    OFFICE_CHANGED = "office_changed"
    OFFICER_ADDED = "officer_added"
    OFFICER_RENAMED = "officer_renamed"
    OFFICER_DISABLED = "officer_disabled"
    OFFICER_ENABLED = "officer_enabled"
    OFFICER_REVOKED = "officer_revoked"
    ROLE_CHANGED = "role_changed"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105
    PASSPHRASE_SET = "passphrase_set"  # noqa: S105
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"
    BACKUP_PURGED = "backup_purged"
    BACKUP_FOLDER_CHOSEN = "backup_folder_chosen"
    SERVICES_REPLACED = "services_replaced"
    CASE_OPENED = "case_opened"
    CASE_READ = "case_read"
    CASE_ERASED = "case_erased"
    SAFETY_RECORDED = "safety_recorded"
    LANGUAGE_CHOSEN = "language_chosen"
    CONSENT_RECORDED = "consent_recorded"
    TALK_BEGUN = "talk_begun"
    ANSWER_RECORDED = "answer_recorded"
    ANSWER_REMOVED = "answer_removed"
    NOTE_RECORDED = "note_recorded"
    STATE_CHANGED = "state_changed"
    DECIDED = "decided"
    SHEET_SAVED = "sheet_saved"
    SHARING_CONSENT_RECORDED = "sharing_consent_recorded"
    DISCLOSED = "disclosed"
    TALLY_ADDED = "tally_added"
    EXPORTED = "exported"
    IMPORTED = "imported"


class Signer(Struct, frozen=True):
    """The officer whose entries these are, with the Ed25519 key that signs them."""

    officer_id: str
    signing: bytes

    def __repr__(self) -> str:
        return "Signer(...)"


class _Head(Struct, frozen=True):
    """The last entry's number and hash; 0 and the vault's own mark before the first."""

    seq: int
    hash: str


class AuditLog:
    """The vault's audit. `clock` gives UTC, ISO 8601 to the second."""

    def __init__(self, database: Database, vault_id: str, signer: Signer, clock: Callable[[], str]) -> None:
        self._database = database
        self._origin = _Head(0, hashlib.sha256(vault_id.encode()).hexdigest())
        self._signer = signer
        self._clock = clock

    def append(self, action: AuditAction, object_id: str, detail: Mapping[str, str | int]) -> None:
        """Add an entry to the open transaction, beside the change it tells of; of the detail, its hash."""
        head = self._head()
        entry: dict[str, str | int] = {
            "seq": head.seq + 1,
            "utc": self._clock(),
            "officer_id": self._signer.officer_id,
            "action": action.value,
            "object_id": object_id,
            "detail_hash": hashlib.sha256(keys.canonical(dict(detail))).hexdigest(),
            "previous_hash": head.hash,
        }
        digest = _digest(entry)
        signature = keys.b64(keys.sign(self._signer.signing, digest))
        self._database.write(insert(schema.audit), entry | {"hash": digest.hex(), "signature": signature})
        set_meta(self._database, MetaKey.AUDIT_HEAD, f"{head.seq + 1}:{digest.hex()}")

    def head(self) -> str:
        """The last entry's hash: whoever has it on paper can later show that the audit went on from there."""
        return self._head().hash

    def verify(self) -> None:
        """Check every entry. Raises AUDIT_DAMAGED(entry) with the first that does not hold."""
        self._check(self._origin)

    def check_tail(self) -> None:
        """Check the last entries only, as is done at every unlock. Raises AUDIT_DAMAGED(entry)."""
        head = self._head()
        start = self._origin
        if head.seq > TAIL:
            before = self._database.row(
                select(schema.audit.c.seq, schema.audit.c.hash).where(schema.audit.c.seq == head.seq - TAIL)
            )
            if before is None:
                raise ScreeningError(Problem.AUDIT_DAMAGED, entry=head.seq - TAIL)
            start = _Head(before.seq, before.hash)
        self._check(start)

    def _head(self) -> _Head:
        kept = get_meta(self._database, MetaKey.AUDIT_HEAD)
        if not kept:
            return self._origin
        seq, _, digest = kept.partition(":")
        if not seq.isdecimal():
            raise ScreeningError(Problem.AUDIT_DAMAGED, entry=0)
        return _Head(int(seq), digest)

    def _check(self, start: _Head) -> None:
        columns = schema.officer.c
        officers = {row.id: row.verifying for row in self._database.rows(select(columns.id, columns.verifying))}
        last = start
        for row in self._entries_after(start.seq):
            if not _holds(row, last, officers.get(row.officer_id, "")):
                raise ScreeningError(Problem.AUDIT_DAMAGED, entry=last.seq + 1)
            last = _Head(row.seq, row.hash)
        kept = self._head()
        if last != kept:
            raise ScreeningError(Problem.AUDIT_DAMAGED, entry=min(last.seq, kept.seq) + 1)

    def _entries_after(self, seq: int) -> Iterable[Row[Any]]:
        while True:
            rows = self._database.rows(
                select(schema.audit).where(schema.audit.c.seq > seq).order_by(schema.audit.c.seq).limit(_CHUNK)
            )
            yield from rows
            if len(rows) < _CHUNK:
                return
            seq = rows[-1].seq


def _holds(row: Row[Any], last: _Head, verifying: str) -> bool:
    entry = {name: value for name, value in row._mapping.items() if name not in ("hash", "signature")}
    if entry["state_hash"] is None:  # so that entries of before there was one still hold
        del entry["state_hash"]
    digest = _digest(entry)
    if row.seq != last.seq + 1 or row.previous_hash != last.hash or row.hash != digest.hex():
        return False
    try:
        return keys.signature_holds(keys.unb64(verifying), digest, keys.unb64(row.signature))
    except keys.KeysRefusedError:
        return False


def _digest(entry: Mapping[str, str | int]) -> bytes:
    return hashlib.sha256(keys.canonical(dict(entry))).digest()
