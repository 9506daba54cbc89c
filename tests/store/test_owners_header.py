"""A header with several owners: nothing in it can be changed by somebody who cannot open it, nor put back."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import OfficerStatus, Role
from screening.store import keys, officers, owning, unlock
from screening.store.attempts import ATTEMPTS_FILE
from screening.store.header import HEADER_FILE, HEADER_LIMIT, Header, Slot
from screening.store.keys import KdfLimits
from screening.store.vault import create_vault, open_vault, open_with_recovery_key

from .vaults import LIMITS, NOW, OFFICER, PASSPHRASE, header_of, make, put_header, reopen, unwrapped

SECOND, THIRD = "lantern copper walnut seventy", "harbour violin cactus eleven"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An administrator, an officer, a disabled officer, two recovery keys, one change of the vault key."""
    folder = tmp_path_factory.mktemp("owners") / "vault"
    vault = make(folder).vault
    officers.add(vault, "B2", Role.OFFICER, SECOND)
    officers.add(vault, "C3", Role.OFFICER, THIRD)
    officers.disable(vault, vault.header.slots[2].officer_id)
    vault.confirm_recovery_key()
    officers.add_recovery_key(vault)
    vault.rotate(vault.header)
    vault.close()
    return folder


@pytest.fixture
def several(made: Path, folder: Path) -> Path:
    return Path(shutil.copytree(made, folder))


def files(folder: Path) -> Files:
    """Every file but the count of tries, which is there to change."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ATTEMPTS_FILE}


def problem_for(folder: Path, officer: str, passphrase: str) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        open_vault(folder, officer, passphrase, floor=LIMITS, now=NOW)
    return caught.value.problem


def with_slot(header: Header, at: int, **changes: object) -> Header:
    slots = list(header.slots)
    slots[at] = replace(slots[at], **changes)
    return replace(header, slots=tuple(slots))


def swapped(header: Header, *names: str) -> Header:
    """Parts of the first officer's slot and of the second's, exchanged."""
    first, second = header.slots[:2]
    ours = {name: getattr(first, name) for name in names}
    theirs = {name: getattr(second, name) for name in names}
    return replace(header, slots=(replace(first, **theirs), replace(second, **ours), *header.slots[2:]))


def with_forged_link(header: Header) -> Header:
    """Somebody who knows a vault key of their own, and no key of before."""
    mine = bytes(32)
    link = keys.encrypt(mine, keys.derive(mine, keys.KeyUse.SLOT_TIE), owning.link_binding(header.vault_id))
    forged = replace(header, succession=(link,))
    return owning.sealed_to_owners(forged, mine).sealed(mine)


def with_old_key(header: Header) -> Header:
    return replace(header, old=keys.encrypt(bytes(32), bytes(32), owning.link_binding(header.vault_id)))


def with_own_slot(header: Header) -> Header:
    """Somebody adds themselves, and the vault key to all and themselves; but what vault key?"""
    own = owning.new_slot(header.vault_id, bytes(32), "Z9", Role.ADMINISTRATOR, SECOND, LIMITS).slot
    return owning.sealed_to_owners(replace(header, slots=(*header.slots, own)), bytes(32))


DAMAGED, REFUSED = Problem.HEADER_DAMAGED, Problem.CANNOT_UNLOCK
CHANGES: dict[str, tuple[Callable[[Header], Header], Problem, Problem]] = {
    "role raised": (lambda h: with_slot(h, 1, role=Role.ADMINISTRATOR), DAMAGED, DAMAGED),
    "roles swapped": (lambda h: swapped(h, "role"), DAMAGED, DAMAGED),
    "codes swapped": (lambda h: swapped(h, "code"), REFUSED, REFUSED),
    "keys swapped": (lambda h: swapped(h, "keys"), REFUSED, REFUSED),
    "secrets swapped": (lambda h: swapped(h, "secret"), REFUSED, REFUSED),
    "slots in another order": (lambda h: replace(h, slots=h.slots[::-1]), DAMAGED, DAMAGED),
    "disabled made active": (lambda h: with_slot(h, 2, status=OfficerStatus.ACTIVE), DAMAGED, DAMAGED),
    "active made disabled": (lambda h: with_slot(h, 1, status=OfficerStatus.DISABLED), DAMAGED, REFUSED),
    "passphrase need not be changed": (lambda h: with_slot(h, 1, must_change=False), DAMAGED, DAMAGED),
    "bound code added": (lambda h: with_slot(h, 1, bound_code="B2"), DAMAGED, REFUSED),
    "succession dropped": (lambda h: replace(h, succession=()), DAMAGED, DAMAGED),
    "succession doubled": (lambda h: replace(h, succession=h.succession * 2), DAMAGED, DAMAGED),
    "succession forged": (with_forged_link, DAMAGED, DAMAGED),
    "old key added": (with_old_key, DAMAGED, DAMAGED),
    "own slot added": (with_own_slot, DAMAGED, DAMAGED),
    "recovery keys swapped": (lambda h: replace(h, recovery=h.recovery[::-1]), DAMAGED, DAMAGED),
    "a recovery key dropped": (lambda h: replace(h, recovery=h.recovery[:1]), DAMAGED, DAMAGED),
    "cost of new passphrases": (lambda h: replace(h, kdf=KdfLimits(65, 1, 1)), DAMAGED, DAMAGED),
    "cost below the floor": (lambda h: replace(h, kdf=KdfLimits(63, 1, 1)), DAMAGED, DAMAGED),
    "format": (lambda h: replace(h, format=1), DAMAGED, DAMAGED),
    "wrong generation": (lambda h: replace(h, generation=h.generation - 1), DAMAGED, DAMAGED),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_is_refused_and_no_file_is_touched(several: Path, change: str) -> None:
    mutate, for_first, for_second = CHANGES[change]
    put_header(several, mutate(header_of(several)))
    before = files(several)
    assert problem_for(several, OFFICER, PASSPHRASE) is for_first
    assert problem_for(several, "B2", SECOND) is for_second
    assert files(several) == before


@pytest.mark.parametrize(
    "data",
    [b"[" * 10_000_000, b"not json", b'{"format": 2}', b'{"format": 2, "slots": ' + b"[" * (HEADER_LIMIT - 40)],
    ids=["brackets", "no json", "nothing in it", "deep"],
)
def test_no_header_at_all_is_refused_at_once_and_stays(several: Path, data: bytes) -> None:
    (several / HEADER_FILE).write_bytes(data)
    before, start = files(several), time.perf_counter()
    assert problem_for(several, OFFICER, PASSPHRASE) is DAMAGED
    assert time.perf_counter() - start < 1
    assert files(several) == before


def test_a_cost_beyond_the_machine_is_refused_at_once_and_stays(several: Path) -> None:
    header = header_of(several)
    for kdf in (KdfLimits(2**40, 3, 4), KdfLimits(64, 2**31, 1), KdfLimits(64, 1, 2**20)):
        for bomb in (
            with_slot(header, 1, secret=replace(header.slots[1].secret, kdf=kdf)),
            replace(header, kdf=kdf),
        ):
            put_header(several, bomb)
            before, start = files(several), time.perf_counter()
            assert problem_for(several, "nobody", PASSPHRASE) is DAMAGED
            assert time.perf_counter() - start < 1
            assert files(several) == before


def test_no_single_changed_byte_gives_another_header(several: Path) -> None:
    path = several / HEADER_FILE
    genuine, data, dice = header_of(several), path.read_bytes(), random.Random(3)
    refused = 0
    for _ in range(400):
        at = dice.randrange(len(data))
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :])
        try:
            unlock.with_passphrase(header_of(several), OFFICER, PASSPHRASE)
        except ScreeningError:
            refused += 1
        else:
            assert header_of(several) == genuine  # a blank between two fields
    assert refused > 350


def test_a_recovery_key_opens_nothing_that_was_made_from_its_public_half(folder: Path) -> None:
    new = make(folder)
    new.vault.close()
    header, mine = header_of(folder), bytes(32)
    slot = header.recovery[0]
    own = owning.new_recovery(header.vault_id, mine, 1).slot
    forgeries = {DAMAGED: slot, REFUSED: replace(own, id=slot.id, officer_id=slot.officer_id, keys=slot.keys)}
    for problem, forged in forgeries.items():
        changed = owning.sealed_to_owners(replace(header, recovery=(forged,)), mine).sealed(mine)
        put_header(folder, changed)
        with pytest.raises(ScreeningError) as caught:
            open_with_recovery_key(folder, new.recovery_key, floor=LIMITS)
        assert caught.value.problem is problem
    put_header(folder, header)
    open_with_recovery_key(folder, new.recovery_key, floor=LIMITS).close()


def test_after_the_next_unlocking_a_slot_no_longer_needs_the_succession(several: Path) -> None:
    before = header_of(several)
    reopen(several).close()
    after = header_of(several)
    assert after.slots[0].secret != before.slots[0].secret
    assert after.slots[0].secret.salt == before.slots[0].secret.salt
    assert after.slots[1:] == before.slots[1:]
    reopen(several).close()
    assert header_of(several).slots == after.slots
    reopen(several, SECOND, officer="B2").close()
    assert header_of(several).slots[1] != before.slots[1]


def test_after_many_changes_of_the_key_everybody_still_opens(several: Path) -> None:
    for _ in range(5):
        with reopen(several) as vault:
            vault.rotate(vault.header)
    assert len(header_of(several).succession) == 6
    reopen(several, SECOND, officer="B2").close()


def test_a_disabled_officers_passphrase_is_refused_like_a_wrong_one(several: Path) -> None:
    for officer, passphrase in (("C3", THIRD), ("C3", "wrong"), ("nobody", THIRD)):
        (several / ATTEMPTS_FILE).unlink()
        assert problem_for(several, officer, passphrase) is REFUSED


@pytest.mark.parametrize("officer", [OFFICER, "B2", "C3", "nobody"])
def test_every_refusal_takes_one_derivation_of_the_same_cost(
    several: Path, officer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs: list[KdfLimits] = []
    derive = keys.passphrase_key

    def counting(passphrase: str, salt: bytes, limits: KdfLimits) -> bytes:
        costs.append(limits)
        return derive(passphrase, salt, limits)

    monkeypatch.setattr(keys, "passphrase_key", counting)
    assert problem_for(several, officer, "wrong") is REFUSED
    assert costs == [LIMITS]


@pytest.mark.parametrize("salt", ["", "AAAA", keys.b64(bytes(15)), keys.b64(bytes(17)), "not base64"])
def test_a_salt_of_another_length_is_refused_like_a_wrong_passphrase(several: Path, salt: str) -> None:
    header = header_of(several)
    first = header.slots[0]
    changed = replace(first, secret=replace(first.secret, salt=salt))
    put_header(several, replace(header, slots=(changed, *header.slots[1:])))
    assert problem_for(several, OFFICER, PASSPHRASE) is REFUSED


@pytest.mark.slow
def test_the_time_of_a_refusal_does_not_tell_which_codes_there_are(tmp_path: Path) -> None:
    limits = KdfLimits(16 * 1024, 3, 4)
    folder = tmp_path / "vault"
    create_vault(folder, OFFICER, PASSPHRASE, kdf=limits, floor=limits, now=NOW).vault.close()
    taken: dict[str, list[float]] = {OFFICER: [], "nobody": []}
    for _ in range(40):
        for officer, times in taken.items():
            (folder / ATTEMPTS_FILE).unlink(missing_ok=True)
            start = time.perf_counter()
            with pytest.raises(ScreeningError):
                open_vault(folder, officer, "wrong", floor=limits, now=NOW)
            times.append(time.perf_counter() - start)
    known, unknown = (sorted(times)[len(times) // 2] for times in taken.values())
    print(f"median with a code that exists {known * 1000:.1f} ms, with one that does not {unknown * 1000:.1f} ms")
    assert abs(known - unknown) < 0.2 * max(known, unknown)


def test_a_header_of_the_first_format_becomes_one_of_the_second(folder: Path) -> None:
    shutil.copytree(Path(__file__).parent / "kept" / "format-1", folder)
    assert header_of(folder).format == 1
    with reopen(folder) as vault:
        assert vault.officer.id
        assert header_of(folder).format == 2
    slot: Slot = header_of(folder).slots[0]
    assert slot.bound_code is None
    reopen(folder).close()


def test_a_slot_of_the_first_format_can_be_renamed_before_its_officer_opens(several: Path) -> None:
    """The code that it is bound to is kept until then."""
    header = header_of(several)
    slot = header.slots[1]
    secret = unwrapped(
        slot.secret,
        SECOND,
        {"vault": header.vault_id, "slot": slot.id, "officer": slot.officer_id, "keys": slot.keys},
    )
    bound = {
        "vault": header.vault_id,
        "slot": slot.id,
        "officer": slot.officer_id,
        "code": "B2",
        "keys": slot.keys,
    }
    first = replace(slot, secret=keys.wrap_secrets(secret, SECOND, LIMITS, bound), bound_code="B2")
    with reopen(several) as vault:
        vault.change_owners(replace(vault.header, slots=(vault.header.slots[0], first, vault.header.slots[2])))
        officers.rename(vault, slot.officer_id, "D4")
        assert header_of(several).slots[1].bound_code == "B2"
    reopen(several, SECOND, officer="D4").close()
    assert header_of(several).slots[1].bound_code is None
    reopen(several, SECOND, officer="D4").close()


def test_an_unknown_status_or_an_extra_field_is_refused(several: Path) -> None:
    data = msgspec.to_builtins(header_of(several))
    data["slots"][0]["status"] = "unknown"
    (several / HEADER_FILE).write_bytes(msgspec.json.encode(data))
    assert problem_for(several, OFFICER, PASSPHRASE) is DAMAGED
