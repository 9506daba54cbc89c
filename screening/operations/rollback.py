"""What this computer remembers of a vault when it closes it, in the system's keyring: finds a folder put back.

A whole folder put back from an older copy is sound in itself, so that nothing inside it can tell. Only what was
kept elsewhere can: generation, number of audit entries and the newest one's hash, under the vault's random id.
A keyring may be locked, ask, or hang: every call runs in a thread of its own and is given up after a while, and
nothing waits for it but the watch.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from screening.store.audit import AuditAction
from screening.store.opened import Vault

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "screening-records"
READ_SECONDS = 20.0
"""A locked keyring asks for its password first."""
CLOSE_SECONDS = 0.4
_RESTORED = 12
_DIGITS = 16
_REAL = ("SecretService", "libsecret", "kwallet", "Windows", "macOS")

T = TypeVar("T")


class Remembered(Struct, frozen=True):
    """A vault as this computer last closed or checked it. `restored`: marks of the restorings it knows of."""

    generation: int
    entries: int
    head: str
    restored: tuple[str, ...] = ()


class RollbackCounter:
    """The keyring's memory of one vault. Used from the vault's thread.

    `backend` gives the keyring, None where the system has none that keeps secrets.
    """

    def __init__(self, vault_id: str, backend: Callable[[], KeyringBackend | None] | None = None) -> None:
        self._vault_id = vault_id
        self._backend = backend or system_keyring
        self._usable = False
        self._older = False

    @property
    def usable(self) -> bool:
        """Whether the keyring answered."""
        return self._usable

    @property
    def older(self) -> bool:
        """Whether the vault was found older than what is remembered, and nobody has said that it is right."""
        return self._older

    def compare_in_steps(self, vault: Vault) -> Generator[None, None, bool]:
        """Whether the vault is older than when this computer last closed it; no memory of it counts as no."""
        if vault.training:  # made-up cases are not worth an entry in anybody's keyring
            return False
        asked = _Call(self._read)
        until = monotonic() + READ_SECONDS
        while not asked.finished and monotonic() < until:
            asked.wait(_STEP)
            yield
        found = asked.result if asked.finished else None
        if not isinstance(found, str):
            return False
        self._usable = True
        known = _decoded(found)
        self._older = known is not None and _is_older(vault, known)
        return self._older

    def remember(self, vault: Vault, seconds: float = CLOSE_SECONDS) -> None:
        """Keep how the vault stands, where the keyring answers in time. Not over what shows an older vault."""
        if self._usable and not self._older:
            text = msgspec.json.encode(_as_it_stands(vault)).decode()
            _Call(lambda: self._write(text)).wait(seconds)

    def forget(self, seconds: float = CLOSE_SECONDS) -> None:
        """Keep nothing of a vault that is gone, where the keyring answers in time."""
        if self._usable:
            self._usable = False
            _Call(self._delete).wait(seconds)

    def accept(self) -> None:
        """Somebody has said that the older records are the right ones."""
        self._older = False

    def _read(self) -> str | None:
        """The text; "" where nothing is remembered yet; None where there is no keyring to ask."""
        backend = self._backend()
        return None if backend is None else backend.get_password(SERVICE, self._vault_id) or ""

    def _delete(self) -> None:
        backend = self._backend()
        if backend is not None:
            backend.delete_password(SERVICE, self._vault_id)

    def _write(self, text: str) -> None:
        backend = self._backend()
        if backend is not None:
            backend.set_password(SERVICE, self._vault_id, text)


_STEP = 0.005


class _Call:
    """A call in a thread of its own, which is left behind where it never comes back."""

    def __init__(self, call: Callable[[], T]) -> None:
        self.result: object = None
        self._call: Callable[[], object] = call
        self._thread = threading.Thread(target=self._run, daemon=True, name="keyring")
        self._thread.start()

    @property
    def finished(self) -> bool:
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self.result = self._call()
        except Exception:
            self.result = None


def system_keyring() -> KeyringBackend | None:
    """The system's keyring; None where there is only one that keeps nothing, or keeps it readable."""
    import keyring  # Measured: 50 ms and more, and only this thread needs it.
    from keyring.backends.chainer import ChainerBackend

    backend = keyring.get_keyring()
    parts = list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]
    return backend if parts and all(_is_real(part) for part in parts) else None


def _is_real(backend: KeyringBackend) -> bool:
    package, _, name = type(backend).__module__.rpartition(".")
    return package == "keyring.backends" and name in _REAL


def _as_it_stands(vault: Vault) -> Remembered:
    restored = vault.audit.hashes_of(AuditAction.BACKUP_RESTORED)[-_RESTORED:]
    return Remembered(
        vault.generation, vault.audit.length, vault.audit.head(), tuple(mark[:_DIGITS] for mark in restored)
    )


def _decoded(text: str) -> Remembered | None:
    try:
        return msgspec.json.decode(text, type=Remembered)
    except ValueError:
        return None


def _is_older(vault: Vault, known: Remembered) -> bool:
    """Its audit must go on from the entry that is remembered, unless it was restored since, and on purpose."""
    now = _as_it_stands(vault)
    goes_on = vault.audit.hash_of(known.entries) == known.head
    if goes_on and now.generation >= known.generation:
        return False
    return not set(now.restored) - set(known.restored)
