"""Every page's authentication, looked at a few pages at a time: SQLCipher's own check reads the file in one go.

As SQLCipher 4 documents its file: a page ends with 16 bytes of initialisation vector and 64 of HMAC-SHA512 over
the encrypted bytes, the vector and the page's number; the HMAC's key is PBKDF2-HMAC-SHA512 with two rounds of the
database's key and the file's salt, each byte of it XOR 0x3a. A test holds it to `cipher_integrity_check`.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

PAGE = 4096
_SALT = 16
_TAG = 64
_LOCKING = 0x40000000 // PAGE + 1
"""The page that SQLite keeps for file locks: never written."""


def count_pages(path: Path) -> int:
    """How many whole pages the file has. Raises OSError."""
    return path.stat().st_size // PAGE


def damaged_pages(path: Path, key: bytes, first: int, count: int) -> list[int]:
    """Which of these pages (numbers from 1) do not authenticate; those beyond the file's end are left out.

    Not while a transaction is open: closing the file here gives up the locks that it holds. Raises OSError.
    """
    with path.open("rb") as file:
        salt = file.read(_SALT)
        file.seek((first - 1) * PAGE)
        data = file.read(count * PAGE)
    authenticator = _authenticator(key, salt)
    found = []
    for at in range(0, len(data), PAGE):
        number = first + at // PAGE
        if number != _LOCKING and not _holds(authenticator, data[at : at + PAGE], number):
            found.append(number)
    return found


def _authenticator(key: bytes, salt: bytes) -> hmac.HMAC:
    masked = bytes(byte ^ 0x3A for byte in salt)
    derived = PBKDF2HMAC(hashes.SHA512(), len(key), masked, 2).derive(key)
    return hmac.HMAC(derived, hashes.SHA512())


def _holds(authenticator: hmac.HMAC, page: bytes, number: int) -> bool:
    if len(page) != PAGE:
        return False
    check = authenticator.copy()
    check.update(page[_SALT if number == 1 else 0 : -_TAG])
    check.update(number.to_bytes(4, "little"))
    try:
        check.verify(page[-_TAG:])
    except InvalidSignature:
        return False
    return True
