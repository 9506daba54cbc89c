"""Every key of a vault: from a passphrase to an officer's identity, from the vault key to one key per use.

Argon2id, HKDF, AES-GCM, HMAC and Ed25519 are `cryptography`'s, age is pyrage's; nothing here is hand-written.
Limits: as much memory and time as an old laptop bears when it unlocks, measured; and a floor, so that a header
whose limits somebody lowered is refused.
"""

from __future__ import annotations

import base64
import secrets
import unicodedata
from enum import StrEnum

import msgspec
import pyrage
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct

KEY_LENGTH = 32
SALT_LENGTH = 16
NONCE_LENGTH = 12
_RECOVERY_PREFIX = "AGE-SECRET-KEY-1"
_RECOVERY_GROUP = 4
# Letters that bech32 does not have, and what a hand means by them.
_MISREAD = str.maketrans({"O": "0", "I": "L", "1": "L", "B": "8"})


class KdfLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id's cost: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def within(self, floor: KdfLimits, ceiling: KdfLimits) -> bool:
        """Neither weaker than the floor in any respect nor costlier than the ceiling."""
        return (
            floor.memory_kib <= self.memory_kib <= ceiling.memory_kib
            and floor.passes <= self.passes <= ceiling.passes
            and floor.lanes <= self.lanes <= ceiling.lanes
        )


DEFAULT = KdfLimits(256 * 1024, 3, 4)
FLOOR = KdfLimits(64 * 1024, 3, 4)
CEILING = KdfLimits(1024 * 1024, 10, 16)


class KeyUse(StrEnum):
    """What a key derived from the vault key (the last one: from a recovery key) is for; each use has its own."""

    DATABASE = "db"
    HEADER_MAC = "header-mac"
    BACKUP_MAC = "backup-mac"
    SLOT_TIE = "slot-tie"
    OLD_KEY = "old-key"
    RECOVERY_SLOT = "recovery-slot"


class KeysRefusedError(Exception):
    """A secret does not open what it should. Says nothing more on purpose."""


class OfficerSecrets(Struct, frozen=True, forbid_unknown_fields=True):
    """What a passphrase protects: the officer's two secret keys, and the vault key they belong to.

    `tie` is derived from the vault key. Without it, somebody who can write to the folder but open nothing
    could put a vault key of their own under the officer's public key, and read what is recorded from then on.
    """

    identity: str
    signing: bytes
    tie: bytes

    def __repr__(self) -> str:
        return "OfficerSecrets(...)"


class PublicKeys(Struct, frozen=True, forbid_unknown_fields=True):
    """An officer's public halves: age recipient and Ed25519 key (base64)."""

    recipient: str
    verifying: str


class WrappedSecrets(Struct, frozen=True, forbid_unknown_fields=True):
    """Secrets under a passphrase: Argon2id's cost and salt, AES-256-GCM's nonce and text (base64)."""

    kdf: KdfLimits
    salt: str
    nonce: str
    text: str


def b64(data: bytes) -> str:
    """Base64 as text."""
    return base64.b64encode(data).decode("ascii")


def unb64(text: str) -> bytes:
    """Strict base64. Raises KeysRefusedError."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        pass
    raise KeysRefusedError


def canonical(value: object) -> bytes:
    """The one JSON form of a value that is signed, hashed or bound."""
    return msgspec.json.encode(value, order="sorted")


def random_id() -> str:
    """A random 128-bit id: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def passphrase_key(passphrase: str, salt: bytes, limits: KdfLimits) -> bytes:
    """The key a passphrase gives. The caller has checked the limits: this runs whatever it is told to."""
    derivation = Argon2id(
        salt=salt,
        length=KEY_LENGTH,
        iterations=limits.passes,
        lanes=limits.lanes,
        memory_cost=limits.memory_kib,
    )
    text = unicodedata.normalize("NFC", passphrase)
    return derivation.derive(text.encode("utf-8", "surrogatepass"))


def derive(vault_key: bytes | bytearray, use: KeyUse) -> bytes:
    """The vault's key for one use (HKDF-SHA256)."""
    info = f"casevault/v1/{use.value}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=KEY_LENGTH, salt=None, info=info).derive(bytes(vault_key))


def mac(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA256."""
    authenticator = hmac.HMAC(key, hashes.SHA256())
    authenticator.update(data)
    return authenticator.finalize()


def mac_holds(key: bytes, data: bytes, expected: bytes) -> bool:
    """Compare in constant time."""
    authenticator = hmac.HMAC(key, hashes.SHA256())
    authenticator.update(data)
    try:
        authenticator.verify(expected)
    except InvalidSignature:
        return False
    return True


def new_secrets(vault_key: bytes | bytearray) -> OfficerSecrets:
    """Fresh keys for an officer of this vault."""
    return OfficerSecrets(
        identity=str(pyrage.x25519.Identity.generate()),
        signing=Ed25519PrivateKey.generate().private_bytes_raw(),
        tie=derive(vault_key, KeyUse.SLOT_TIE),
    )


def public_keys(secret: OfficerSecrets) -> PublicKeys:
    """The public halves of an officer's secrets."""
    identity = pyrage.x25519.Identity.from_str(secret.identity)
    verifying = Ed25519PrivateKey.from_private_bytes(secret.signing).public_key().public_bytes_raw()
    return PublicKeys(recipient=str(identity.to_public()), verifying=b64(verifying))


def wrap_secrets(
    secret: OfficerSecrets, passphrase: str, limits: KdfLimits, binding: dict[str, object]
) -> WrappedSecrets:
    """Put an officer's secrets under a passphrase, bound to `binding` and the derivation's own parameters."""
    salt = secrets.token_bytes(SALT_LENGTH)
    return wrap_again(secret, passphrase_key(passphrase, salt, limits), limits, b64(salt), binding)


def wrap_again(
    secret: OfficerSecrets, key: bytes, limits: KdfLimits, salt: str, binding: dict[str, object]
) -> WrappedSecrets:
    """The same with the key that the passphrase gave a moment ago."""
    nonce = secrets.token_bytes(NONCE_LENGTH)
    text = AESGCM(key).encrypt(nonce, msgspec.json.encode(secret), _bound(binding, limits, salt))
    return WrappedSecrets(kdf=limits, salt=salt, nonce=b64(nonce), text=b64(text))


def unwrap_with(wrapped: WrappedSecrets, key: bytes, binding: dict[str, object]) -> OfficerSecrets:
    """Open an officer's secrets with the key that the passphrase gives. Raises KeysRefusedError."""
    bound = _bound(binding, wrapped.kdf, wrapped.salt)
    try:
        text = AESGCM(key).decrypt(unb64(wrapped.nonce), unb64(wrapped.text), bound)
        return msgspec.json.decode(text, type=OfficerSecrets)
    except (InvalidTag, ValueError):
        pass
    raise KeysRefusedError


def _bound(binding: dict[str, object], limits: KdfLimits, salt: str) -> bytes:
    return canonical({**binding, "kdf": limits, "salt": salt})


def encrypt(key: bytes, data: bytes, bound: bytes) -> str:
    """AES-256-GCM under a random key: nonce and text in base64."""
    nonce = secrets.token_bytes(NONCE_LENGTH)
    return b64(nonce + AESGCM(key).encrypt(nonce, data, bound))


def decrypt(key: bytes, text: str, bound: bytes) -> bytes:
    """Open what `encrypt` gave. Raises KeysRefusedError."""
    data = unb64(text)
    try:
        return AESGCM(key).decrypt(data[:NONCE_LENGTH], data[NONCE_LENGTH:], bound)
    except (InvalidTag, ValueError):
        pass
    raise KeysRefusedError


def seal(data: bytes, recipients: list[str]) -> str:
    """An age blob (base64) that each of the recipients can open."""
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    return b64(pyrage.encrypt(data, keys))


def unseal(blob: str, identity: str) -> bytearray:
    """Open an age blob. Raises KeysRefusedError."""
    try:
        return bytearray(pyrage.decrypt(unb64(blob), [pyrage.x25519.Identity.from_str(identity)]))
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError):
        pass
    raise KeysRefusedError


def wipe(secret: bytearray) -> None:
    """Overwrite a secret. Copies that Python made on the way are beyond reach."""
    secret[:] = bytes(len(secret))


def sign(signing: bytes, data: bytes) -> bytes:
    """An Ed25519 signature."""
    return Ed25519PrivateKey.from_private_bytes(signing).sign(data)


def signature_holds(verifying: bytes, data: bytes, signature: bytes) -> bool:
    """Whether the owner of the key signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(verifying).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def write_out_recovery_key(identity: str) -> str:
    """An age identity in groups of four characters, for writing down."""
    body = identity.upper().removeprefix(_RECOVERY_PREFIX)
    return "-".join(body[at : at + _RECOVERY_GROUP] for at in range(0, len(body), _RECOVERY_GROUP))


def read_recovery_key(written: str) -> str:
    """The age identity behind what somebody typed: spaces, dashes and case do not matter.

    Raises KeysRefusedError: bech32's own checksum finds mistyped characters.
    """
    body = "".join(character for character in written.upper() if character.isalnum())
    body = body.removeprefix(_RECOVERY_PREFIX.replace("-", "")).translate(_MISREAD)
    identity = _RECOVERY_PREFIX + body
    try:
        pyrage.x25519.Identity.from_str(identity)
    except (pyrage.IdentityError, ValueError):
        pass
    else:
        return identity
    raise KeysRefusedError
