"""Officers taken out and the vault key changed in a real process that is killed, again and again."""

from __future__ import annotations

import random
import signal
import subprocess
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office
from screening.core.roles import Role
from screening.operations import officers
from screening.operations.session import Session, create, unlock, unlock_with_recovery_key
from screening.store import owners
from screening.store.check import check_vault
from screening.store.header import read_header
from screening.store.meta import set_meta
from tests.journeys.drivers.rotator import CHEAP, LEAVERS_PASSPHRASE, LEAVING, OFFICER, PASSPHRASE
from tests.journeys.programs import LONGEST_S, driver

KILLS = 34
SECOND, THIRD = "lantern copper walnut seventy", "harbour violin cactus eleven"
BALLAST, BALLAST_ROWS = "x" * 3_500, 3_000  # about 12 MB: most kills come while pages are encrypted anew
LONGEST_WAIT_S = 0.9


def a_vault_of_some_size(folder: Path) -> str:
    """A vault with three officers; gives its recovery key."""
    new = create(folder, OFFICER, PASSPHRASE, Office("Office"), kdf=CHEAP, floor=CHEAP)
    session = new.session
    officers.add_officer(session, "B2", Role.SUPERVISOR, SECOND)
    officers.add_officer(session, "C3", Role.ADMINISTRATOR, THIRD)
    session.vault.confirm_recovery_key()
    with session.vault.transaction():
        for number in range(BALLAST_ROWS):
            set_meta(session.vault.database, f"ballast/{number}", BALLAST)
    session.close()
    return new.recovery_key


def killed_after(process: subprocess.Popen[str], seconds: float) -> list[str]:
    """What was acknowledged before the kill."""
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    told, errors = process.communicate(timeout=LONGEST_S)
    assert "Traceback" not in errors, errors[-2000:]
    return told.splitlines()


def is_whole(session: Session) -> bool:
    vault = session.vault
    try:
        with vault.transaction():
            out_of_line = owners.bring_in_line(vault.database, vault.header, "")
        return check_vault(vault, CHEAP) == [] and out_of_line == []
    finally:
        session.close()


@pytest.mark.slow
def test_a_change_of_keys_can_be_killed_at_any_moment(tmp_path: Path) -> None:
    vault, dice = tmp_path / "vault", random.Random(11)
    recovery_key = a_vault_of_some_size(vault)
    half_way = 0
    for kill in range(KILLS):
        process = driver(tmp_path / "home", "rotator.py", str(vault))
        told = killed_after(process, dice.uniform(0, LONGEST_WAIT_S))
        header = read_header(vault, CHEAP)
        half_way += bool(header.old)
        codes = {slot.code for slot in header.slots}
        about_leaver = [line for line in told if line.endswith(LEAVING)]
        # The change after the last acknowledged one may have come about as well.
        if about_leaver[-1:] == [f"revoked {LEAVING}"] and told[-1] != "rotated":
            assert LEAVING not in codes
        if LEAVING not in codes:
            with pytest.raises(ScreeningError) as caught:
                unlock(vault, LEAVING, LEAVERS_PASSPHRASE, floor=CHEAP)
            assert caught.value.problem is Problem.CANNOT_UNLOCK
        # Whoever comes first finishes it; all of them find it whole.
        people = [(OFFICER, PASSPHRASE), ("B2", SECOND), ("C3", THIRD)]
        for code, passphrase in people[kill % 3 :] + people[: kill % 3]:
            assert is_whole(unlock(vault, code, passphrase, floor=CHEAP)), kill
        if kill % 4 == 0:
            assert is_whole(unlock_with_recovery_key(vault, recovery_key, floor=CHEAP)), kill
        assert not read_header(vault, CHEAP).old
    print(f"{KILLS} kills, {half_way} of them half way")
    assert half_way >= KILLS // 5, half_way
