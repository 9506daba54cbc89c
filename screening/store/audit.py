"""Who did what and when: each entry signed by its officer and chained to the one before. No personal data.

Finds an entry that was changed, moved or taken out by anybody without the officers' keys. It cannot find that
the whole vault was put back to an older copy: for that, `head()` is printed on forms and kept in backups.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, select

from screening.core.errors import Problem, ScreeningError
from screening.store import keys, schema
from screening.store.case_state import CaseStates, directory_state
from screening.store.database import Database
from screening.store.meta import MetaKey, set_meta

TAIL = 20
_CHUNK = 25
"""Entries to a step: a signature takes 0.1 ms to check, and an answer must never wait for long."""

_SIGNED = (
    "seq",
    "utc",
    "officer_id",
    "action",
    "object_id",
    "detail_hash",
    "previous_hash",
    "state_hash",
)
_COLUMNS = (*_SIGNED, "hash", "signature")
_INSERT = f"INSERT INTO audit ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608


class AuditAction(StrEnum):
    """What can be done to a vault. The values are kept for ever: add, never rename."""

    VAULT_CREATED = "vault_created"
    VAULT_OPENED = "vault_opened"
    UNLOCK_FAILED = "unlock_failed"
    """Wrong tries before an opening; the object is how many there were."""
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
    CASE_KEPT = "case_kept"
    REVIEW_PERIOD_CHANGED = "review_period_changed"
    QUICK_ERASE_SWITCHED = "quick_erase_switched"
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
    """Before there were the three that follow: a form was prepared, printed or saved."""
    FORM_PREPARED = "form_prepared"
    FORM_PRINTED = "form_printed"
    FORM_SAVED = "form_saved"
    TALLY_ADDED = "tally_added"
    EXPORTED = "exported"
    """A list of cases was saved; the object is how many stand on it."""
    APPROVED = "approved"
    """A second officer, the object, agreed to what the next entry tells of."""
    AUDIT_READ = "audit_read"
    IMPORTED = "imported"
    CASE_ACCEPTED = "case_accepted"
    ROLLBACK_ACCEPTED = "rollback_accepted"


_LOOKING = frozenset({AuditAction.CASE_READ, AuditAction.CASE_ERASED, AuditAction.EXPORTED})
"""What leaves a case as it is, or is its end: a hash here would vouch for what nobody changed."""


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
        self._deferred: list[tuple[AuditAction, str, dict[str, str | int], str]] = []
        self._deferred_hash = ""
        self._states = CaseStates(database)
        self._kept = ""
        self._newest = ("", "")  # hash and time of the entry that was added last

    def append(self, action: AuditAction, object_id: str, detail: Mapping[str, str | int]) -> None:
        """Add an entry to the open transaction, after the change it tells of; of the detail, its hash.

        Where the object is a case, the entry also keeps what the case comes to after the change. The time never
        goes back, whatever the computer's clock does.
        """
        self._write_deferred()
        self._append(action, object_id, detail, self._clock())

    def defer(self, action: AuditAction, object_id: str, detail: Mapping[str, str | int]) -> None:
        """Remember an entry that cannot be written now: it goes before the first one that can."""
        self._deferred.append((action, object_id, dict(detail), self._clock()))

    def _write_deferred(self) -> None:
        if not self._deferred:
            return
        written = select(schema.audit.c.seq).where(schema.audit.c.hash == self._deferred_hash)
        if self._deferred_hash and self._database.row(written) is not None:  # and the transaction was kept
            self._deferred.clear()
            return
        for entry in self._deferred:
            self._append(*entry)
        self._deferred_hash = self.head()

    def _append(self, action: AuditAction, object_id: str, detail: Mapping[str, str | int], utc: str) -> None:
        head = self._head()
        entry: dict[str, str | int] = {
            "seq": head.seq + 1,
            "utc": max(utc, self._newest[1] if self._newest[0] == head.hash else self._utc_of(head.seq)),
            "officer_id": self._signer.officer_id,
            "action": action.value,
            "object_id": object_id,
            "detail_hash": hashlib.sha256(keys.canonical(dict(detail))).hexdigest(),
            "previous_hash": head.hash,
        }
        state = self._state(action, object_id)
        if state is not None:
            entry["state_hash"] = state
        digest = _digest(entry)
        signature = keys.b64(keys.sign(self._signer.signing, digest))
        row = (*(entry.get(name) for name in _SIGNED), digest.hex(), signature)
        self._database.change("audit", _INSERT, row)
        set_meta(self._database, MetaKey.AUDIT_HEAD, f"{head.seq + 1}:{digest.hex()}")
        self._newest = (digest.hex(), str(entry["utc"]))

    def _state(self, action: AuditAction, object_id: str) -> str | None:
        if action is AuditAction.SERVICES_REPLACED:
            return directory_state(self._database)
        return None if action in _LOOKING else self._states.state(object_id)

    def _utc_of(self, seq: int) -> str:
        found = self._database.fast("SELECT utc FROM audit WHERE seq = ?", (seq,))
        return str(found[0][0]) if found else ""

    @property
    def officer_id(self) -> str:
        """Whose entries these are."""
        return self._signer.officer_id

    @property
    def waiting(self) -> bool:
        """Whether an entry could not be written yet."""
        return bool(self._deferred)

    @property
    def length(self) -> int:
        """How many entries there are."""
        return self._head().seq

    def last_utc(self) -> str:
        """When the last entry was made; "" before the first."""
        return self._utc_of(self._head().seq)

    def hash_of(self, seq: int) -> str:
        """An entry's hash; "" where there is no such entry."""
        found = self._database.fast("SELECT hash FROM audit WHERE seq = ?", (seq,))
        return str(found[0][0]) if found else ""

    def hashes_of(self, action: AuditAction, object_id: str) -> tuple[str, ...]:
        """The hashes of all entries of one kind about one object, oldest first."""
        query = "SELECT hash FROM audit WHERE object_id = ? AND action = ? ORDER BY seq"
        found = self._database.fast(query, (object_id, action.value))
        return tuple(row[0] for row in found)

    def kept(self) -> None:
        """The transaction was kept, and what was added with it."""
        self._kept = self._newest[0]

    def must_go_on(self) -> None:
        """What this program was told is kept must be there. Raises GENERATION_MISMATCH."""
        if self._kept and not self._database.fast("SELECT 1 FROM audit WHERE hash = ?", (self._kept,)):
            raise ScreeningError(Problem.GENERATION_MISMATCH)

    def head(self) -> str:
        """The last entry's hash: whoever has it on paper can later show that the audit went on from there."""
        return self._head().hash

    def verify(self) -> None:
        """Check every entry. Raises AUDIT_DAMAGED(entry) with the first that does not hold."""
        for _rows in self.verify_in_steps():
            pass

    def verify_in_steps(self) -> Generator[Sequence[Row[Any]], None, None]:
        """The same a few entries at a time; gives those that hold. Others may be added in between."""
        return self._check(self._origin)

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
        for _rows in self._check(start):
            pass

    def _head(self) -> _Head:
        kept = self._database.fast("SELECT value FROM meta WHERE key = ?", (MetaKey.AUDIT_HEAD.value,))
        if not kept:
            return self._origin
        seq, _, digest = str(kept[0][0]).partition(":")
        if not seq.isdecimal():
            raise ScreeningError(Problem.AUDIT_DAMAGED, entry=0)
        return _Head(int(seq), digest)

    def _check(self, start: _Head) -> Generator[Sequence[Row[Any]], None, None]:
        last = start
        while True:
            rows = self._database.rows(
                select(schema.audit)
                .where(schema.audit.c.seq > last.seq)
                .order_by(schema.audit.c.seq)
                .limit(_CHUNK)
            )
            officers = self._officers()
            for row in rows:
                if not _holds(row, last, officers.get(row.officer_id, "")):
                    raise ScreeningError(Problem.AUDIT_DAMAGED, entry=last.seq + 1)
                last = _Head(row.seq, row.hash)
            if len(rows) < _CHUNK:  # with the rows in one step: nothing can be added in between
                self._check_head(last)
                yield rows
                return
            yield rows

    def _check_head(self, last: _Head) -> None:
        kept = self._head()
        if last != kept:
            raise ScreeningError(Problem.AUDIT_DAMAGED, entry=min(last.seq, kept.seq) + 1)

    def _officers(self) -> dict[str, str]:
        columns = schema.officer.c
        return {row.id: row.verifying for row in self._database.rows(select(columns.id, columns.verifying))}


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
