"""Real vaults for the tests, with derivation limits that cost nothing; and a look from outside."""

from __future__ import annotations

from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2 as sqlcipher

from screening.store import connection, keys, unlock
from screening.store.header import DATABASE_FILE, HEADER_FILE, Header, read_header
from screening.store.keys import KdfLimits
from screening.store.vault import NewVault, Vault, create_vault, open_vault

LIMITS = KdfLimits(64, 1, 1)
NOW = "2026-11-22T14:02:00Z"
OFFICER = "AB-1"
PASSPHRASE = "marble-tundra-quiver-ninety-osprey"
PAGE = 4096
RESERVED = 80  # SQLCipher 4: 16 bytes of initialisation vector, 64 of HMAC-SHA512


def make(folder: Path) -> NewVault:
    """Create a vault."""
    return create_vault(folder, OFFICER, PASSPHRASE, kdf=LIMITS, floor=LIMITS, now=NOW)


def reopen(folder: Path, passphrase: str = PASSPHRASE, *, officer: str = OFFICER, now: str = NOW) -> Vault:
    """Open the vault again."""
    return open_vault(folder, officer, passphrase, floor=LIMITS, now=now)


def header_of(folder: Path) -> Header:
    """The header as it stands in the folder."""
    return read_header(folder, LIMITS)


def database_key(folder: Path, officer: str = OFFICER, passphrase: str = PASSPHRASE) -> bytes:
    """The database's key, the way an officer comes by it."""
    unlocked = unlock.with_passphrase(header_of(folder), officer, passphrase)
    return keys.derive(unlocked.vault_key, keys.KeyUse.DATABASE)


def raw_connection(folder: Path, officer: str = OFFICER, passphrase: str = PASSPHRASE) -> sqlcipher.Connection:
    """The database with nothing of the store's in between."""
    return connection.connect(folder / DATABASE_FILE, database_key(folder, officer, passphrase))


def unwrapped(wrapped: keys.WrappedSecrets, passphrase: str, binding: dict[str, object]) -> keys.OfficerSecrets:
    """Open an officer's secrets with the passphrase. Raises KeysRefusedError."""
    key = keys.passphrase_key(passphrase, keys.unb64(wrapped.salt), wrapped.kdf)
    return keys.unwrap_with(wrapped, key, binding)


def put_header(folder: Path, header: Header) -> None:
    """Write a header as it is, whatever its MAC says."""
    (folder / HEADER_FILE).write_bytes(msgspec.json.encode(header))


def decrypted_pages(folder: Path, officer: str = OFFICER, passphrase: str = PASSPHRASE) -> bytes:
    """Every page of the database file, free ones too, decrypted one by one."""
    key, data = database_key(folder, officer, passphrase), (folder / DATABASE_FILE).read_bytes()
    pages = []
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        vector = page[-RESERVED : -RESERVED + 16]
        text = page[16 if start == 0 else 0 : -RESERVED]
        cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        pages.append(cipher.update(text) + cipher.finalize())
    return b"".join(pages)


def file_bytes(folder: Path) -> bytes:
    """Every byte of every file in the folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
