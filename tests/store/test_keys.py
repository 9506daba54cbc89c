"""Keys: what opens them, and that nothing else does."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.store import connection, keys
from screening.store.keys import CEILING, DEFAULT, FLOOR, KdfLimits, KeysRefusedError, KeyUse

from .vaults import LIMITS, unwrapped

VAULT_KEY = bytes(range(32))


def test_default_limits_stand_between_floor_and_ceiling() -> None:
    assert DEFAULT.within(FLOOR, CEILING)
    assert KdfLimits(256 * 1024, 3, 4) == DEFAULT
    assert KdfLimits(64 * 1024, 3, 4) == FLOOR
    assert KdfLimits(1024 * 1024, 10, 16) == CEILING


@pytest.mark.parametrize(
    "limits",
    [
        KdfLimits(64 * 1024 - 1, 3, 4),
        KdfLimits(64 * 1024, 2, 4),
        KdfLimits(64 * 1024, 3, 3),
        KdfLimits(1024 * 1024 + 1, 3, 4),
        KdfLimits(64 * 1024, 11, 4),
        KdfLimits(64 * 1024, 3, 17),
    ],
)
def test_one_limit_beyond_floor_or_ceiling_is_enough_to_refuse(limits: KdfLimits) -> None:
    assert not limits.within(FLOOR, CEILING)


def test_each_use_has_its_own_key() -> None:
    derived = {keys.derive(VAULT_KEY, use) for use in KeyUse}
    assert len(derived) == len(KeyUse)
    assert keys.derive(VAULT_KEY, KeyUse.DATABASE) == keys.derive(bytearray(VAULT_KEY), KeyUse.DATABASE)


def test_secrets_open_with_their_passphrase_and_binding_alone() -> None:
    secret = keys.new_secrets(VAULT_KEY)
    wrapped = keys.wrap_secrets(secret, "one", LIMITS, {"officer": "A"})
    assert unwrapped(wrapped, "one", {"officer": "A"}) == secret
    for passphrase, binding in (("two", {"officer": "A"}), ("one", {"officer": "B"})):
        with pytest.raises(KeysRefusedError):
            unwrapped(wrapped, passphrase, dict(binding))


def test_a_passphrase_is_the_same_however_its_letters_are_composed() -> None:
    composed, salt = "Pässphräse žluťoučká", bytes(16)
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    assert keys.passphrase_key(composed, salt, LIMITS) == keys.passphrase_key(decomposed, salt, LIMITS)


def test_a_recovery_key_is_read_whatever_its_spaces_dashes_and_case() -> None:
    identity = keys.new_secrets(VAULT_KEY).identity
    written = keys.write_out_recovery_key(identity)
    forms = (
        written,
        written.lower(),
        written.replace("-", " "),
        "  " + written.replace("-", "\n"),
        identity,
        written.replace("0", "O").replace("8", "B"),
    )
    for form in forms:
        assert keys.read_recovery_key(form) == identity


@given(st.text())
def test_anything_else_typed_as_a_recovery_key_is_refused(typed: str) -> None:
    with pytest.raises(KeysRefusedError):
        keys.read_recovery_key(typed)


def test_one_mistyped_character_of_a_recovery_key_is_found() -> None:
    written = keys.write_out_recovery_key(keys.new_secrets(VAULT_KEY).identity)
    wrong = written[:-1] + ("Q" if written[-1] != "Q" else "P")
    with pytest.raises(KeysRefusedError):
        keys.read_recovery_key(wrong)


def test_secrets_do_not_show_themselves() -> None:
    secret = keys.new_secrets(VAULT_KEY)
    assert secret.identity not in repr(secret)
    assert secret.signing.hex() not in repr(secret)


def test_a_signature_holds_for_its_key_and_text_alone() -> None:
    secret, other = keys.new_secrets(VAULT_KEY), keys.new_secrets(VAULT_KEY)
    verifying = keys.unb64(keys.public_keys(secret).verifying)
    signature = keys.sign(secret.signing, b"text")
    assert keys.signature_holds(verifying, b"text", signature)
    assert not keys.signature_holds(verifying, b"other", signature)
    assert not keys.signature_holds(keys.unb64(keys.public_keys(other).verifying), b"text", signature)
    assert not keys.signature_holds(b"short", b"text", signature)


def test_a_raw_key_that_is_not_32_bytes_never_reaches_the_database() -> None:
    assert connection.raw_key(VAULT_KEY) == b"x'" + VAULT_KEY.hex().encode() + b"'"
    for wrong in (b"", VAULT_KEY[:31], VAULT_KEY + b"x"):
        with pytest.raises(ValueError, match="32 bytes"):
            connection.raw_key(wrong)


def test_wiping_leaves_zeros() -> None:
    secret = bytearray(b"secret")
    keys.wipe(secret)
    assert secret == bytes(6)
