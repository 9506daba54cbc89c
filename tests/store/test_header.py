"""vault.json: what is refused before a secret is tried, and that nothing in it can be changed afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from screening.core.errors import Problem, ScreeningError
from screening.store import keys
from screening.store.database import Database
from screening.store.header import DATABASE_FILE, HEADER_FILE, HEADER_LIMIT, Header, Role
from screening.store.keys import FLOOR, KdfLimits
from screening.store.meta import MetaKey, set_meta
from screening.store.vault import open_vault, open_with_recovery_key

from .vaults import LIMITS, NOW, OFFICER, PASSPHRASE, database_key, header_of, make, put_header, reopen


def problem_on_opening(folder: Path) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        reopen(folder)
    return caught.value.problem


def with_kdf(header: Header, limits: KdfLimits) -> Header:
    slot = header.slots[0]
    return replace(header, slots=(replace(slot, secret=replace(slot.secret, kdf=limits)),))


def as_attacker(header: Header) -> Header:
    """Somebody who knows nothing: a key of their own, everybody's public keys, a MAC that fits."""
    mine = keys.new_secrets(bytes(32))
    recipients = [slot.keys.recipient for slot, _ in header.owners()]
    sealed = keys.seal(bytes(32), [*recipients, keys.public_keys(mine).recipient])
    return replace(header, vk=sealed).sealed(bytes(32))


def with_another_recipient(header: Header) -> Header:
    slot = header.recovery[0]
    mine = keys.public_keys(keys.new_secrets(bytes(32)))
    return replace(header, recovery=(slot, replace(slot, id=keys.random_id(), keys=mine)))


CHANGES: dict[str, tuple[Callable[[Header], Header], Problem]] = {
    "role": (
        lambda h: replace(h, slots=(replace(h.slots[0], role=Role.OFFICER),)),
        Problem.HEADER_DAMAGED,
    ),
    "training": (lambda h: replace(h, training=True), Problem.HEADER_DAMAGED),
    "recipient added": (with_another_recipient, Problem.HEADER_DAMAGED),
    "recovery dropped": (lambda h: replace(h, recovery=()), Problem.HEADER_DAMAGED),
    "generation": (lambda h: replace(h, generation=h.generation + 1), Problem.HEADER_DAMAGED),
    "mac": (lambda h: replace(h, mac=""), Problem.HEADER_DAMAGED),
    "vault key replaced": (as_attacker, Problem.HEADER_DAMAGED),
    "vault id": (lambda h: replace(h, vault_id=keys.random_id()), Problem.CANNOT_UNLOCK),
    "derivation": (lambda h: with_kdf(h, KdfLimits(65, 1, 1)), Problem.CANNOT_UNLOCK),
    "public keys": (
        lambda h: replace(h, slots=(replace(h.slots[0], keys=h.recovery[0].keys),)),
        Problem.CANNOT_UNLOCK,
    ),
    "slot replaced": (
        lambda h: replace(h, slots=(replace(h.slots[0], code="ZZ"),)),
        Problem.CANNOT_UNLOCK,
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_in_the_header_is_refused(closed: Path, change: str) -> None:
    mutate, expected = CHANGES[change]
    put_header(closed, mutate(header_of(closed)))
    assert problem_on_opening(closed) is expected


def test_a_slot_cannot_be_dropped_unnoticed(closed: Path) -> None:
    header = header_of(closed)
    two = replace(header, slots=(*header.slots, replace(header.slots[0], id=keys.random_id(), code="B")))
    put_header(closed, two)
    assert problem_on_opening(closed) is Problem.HEADER_DAMAGED
    data = msgspec.to_builtins(header) | {"slots": []}
    (closed / HEADER_FILE).write_bytes(msgspec.json.encode(data))
    assert problem_on_opening(closed) is Problem.HEADER_DAMAGED


def test_limits_below_the_floor_are_refused_before_they_run(closed: Path) -> None:
    with pytest.raises(ScreeningError) as caught:
        open_vault(closed, OFFICER, PASSPHRASE, floor=FLOOR, now=NOW)
    assert caught.value.problem is Problem.HEADER_DAMAGED
    with pytest.raises(ScreeningError) as caught:
        open_vault(closed, OFFICER, PASSPHRASE, now=NOW)
    assert caught.value.problem is Problem.HEADER_DAMAGED


@pytest.mark.parametrize("limits", [KdfLimits(2**42, 3, 4), KdfLimits(64, 10**9, 1), KdfLimits(64, 1, 10**6)])
def test_limits_that_would_exhaust_the_machine_are_refused_before_they_run(
    closed: Path, limits: KdfLimits
) -> None:
    put_header(closed, with_kdf(header_of(closed), limits))
    assert problem_on_opening(closed) is Problem.HEADER_DAMAGED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"format": "1"}',
        b'{"format": 1}',
        b'{"format": 0}',
        b"[" * 10_000_000,
        b"[" * (HEADER_LIMIT - 1),
        b'{"format":1,"slots":' + b"[" * 500_000,
    ],
    ids=range(12),
)
def test_a_file_that_is_no_header_is_damaged(closed: Path, data: bytes) -> None:
    (closed / HEADER_FILE).write_bytes(data)
    assert problem_on_opening(closed) is Problem.HEADER_DAMAGED


def test_a_header_above_the_limit_is_refused_even_where_it_is_well_formed(closed: Path) -> None:
    path = closed / HEADER_FILE
    path.write_bytes(path.read_bytes() + b" " * HEADER_LIMIT)
    assert problem_on_opening(closed) is Problem.HEADER_DAMAGED


def test_an_unknown_field_is_refused(closed: Path) -> None:
    data = msgspec.to_builtins(header_of(closed)) | {"extra": 1}
    (closed / HEADER_FILE).write_bytes(msgspec.json.encode(data))
    assert problem_on_opening(closed) is Problem.HEADER_DAMAGED


def test_a_newer_format_says_which(closed: Path) -> None:
    (closed / HEADER_FILE).write_bytes(b'{"format": 3, "anything": {"else": true}}')
    with pytest.raises(ScreeningError) as caught:
        reopen(closed)
    assert caught.value.problem is Problem.VAULT_NEWER
    assert caught.value.fields == {"found": 3, "known": 2}


def test_folders_that_are_no_vault_say_so(tmp_path: Path) -> None:
    assert problem_on_opening(tmp_path / "nothing") is Problem.VAULT_MISSING
    assert problem_on_opening(tmp_path) is Problem.NOT_A_VAULT
    file = tmp_path / "file"
    file.write_text("text")
    assert problem_on_opening(file) is Problem.NOT_A_VAULT


def test_a_vault_without_its_header_is_damaged_and_stays_untouched(closed: Path) -> None:
    (closed / HEADER_FILE).unlink()
    before = (closed / DATABASE_FILE).read_bytes()
    assert problem_on_opening(closed) is Problem.HEADER_DAMAGED
    assert (closed / DATABASE_FILE).read_bytes() == before


def test_an_older_header_with_a_newer_database_is_a_mismatch(closed: Path) -> None:
    old = (closed / HEADER_FILE).read_bytes()
    for _ in range(2):
        reopen(closed).close()
    (closed / HEADER_FILE).write_bytes(old)
    assert problem_on_opening(closed) is Problem.GENERATION_MISMATCH


def test_an_older_database_with_a_newer_header_is_a_mismatch(closed: Path) -> None:
    old = (closed / DATABASE_FILE).read_bytes()
    reopen(closed).close()
    (closed / DATABASE_FILE).write_bytes(old)
    assert problem_on_opening(closed) is Problem.GENERATION_MISMATCH


def test_one_step_apart_after_a_kill_is_repaired(closed: Path) -> None:
    generation = header_of(closed).generation
    database = Database(closed / DATABASE_FILE, database_key(closed))
    with database.transaction():
        set_meta(database, MetaKey.GENERATION, str(generation + 1))
    database.close()
    vault = reopen(closed)
    assert header_of(closed).generation == generation + 1
    vault.close()
    reopen(closed).close()
    assert header_of(closed).generation == generation + 3


def test_a_changed_recovery_slot_does_not_open_with_its_key(folder: Path) -> None:
    new = make(folder)
    new.vault.close()
    put_header(folder, as_attacker(header_of(folder)))
    with pytest.raises(ScreeningError):
        open_with_recovery_key(folder, new.recovery_key, floor=LIMITS)
