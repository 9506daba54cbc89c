"""The real program killed between any two steps of its first start: the next start leads back to what is true."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest

from screening.core.errors import ScreeningError
from screening.operations.session import unlock, unlock_with_recovery_key
from screening.store.check import check_vault
from screening.store.known import known_vaults
from tests.journeys.drivers.first_start import CHEAP, OFFICER, ORGANISATION, PASSPHRASE
from tests.journeys.programs import LONGEST_S, driver

pytestmark = pytest.mark.slow


def run(home: Path, vaults: Path, until: str, *, later_s: float = 0.0) -> list[list[str]]:
    """Start the program, and kill it `later_s` after it has said a word; gives what it said."""
    process = driver(home, "first_start.py", str(vaults))
    said: list[list[str]] = []
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line.split(maxsplit=1))
        if said[-1][0] == until:
            break
    time.sleep(later_s)  # where in the step the kill falls is left to chance
    process.send_signal(signal.SIGKILL)
    rest, errors = process.communicate(timeout=LONGEST_S)
    assert "Traceback" not in errors, errors[-2000:]
    said += [line.split(maxsplit=1) for line in rest.splitlines()]
    assert said and until in [words[0] for words in said], errors[-2000:]
    return said


def words(said: list[list[str]]) -> list[str]:
    return [each[0] for each in said]


def keys(said: list[list[str]]) -> list[str]:
    return [each[1].strip() for each in said if each[0] == "key"]


def opens(folder: Path, key: str) -> bool:
    try:
        unlock_with_recovery_key(folder, key, floor=CHEAP).close()
    except ScreeningError:
        return False
    return True


def test_killed_at_each_step_the_next_start_goes_on_from_what_is_true(tmp_path: Path) -> None:
    home, vaults = tmp_path / "home", tmp_path / "vaults"
    shown: list[str] = []
    for until in ("welcome", "filled"):
        assert words(run(home, vaults, until))[0] == "welcome"
        assert known_vaults(vaults) == []
    first = run(home, vaults, "key")
    shown += keys(first)
    assert words(first)[0] == "welcome"
    # The key was shown and not confirmed: from here on, each start opens the vault and says so.
    for until in ("unconfirmed", "renewing", "key"):
        said = run(home, vaults, until)
        assert words(said)[:2] == ["unlock", "unconfirmed"], until
        shown += keys(said)
    done = run(home, vaults, "opened")
    assert words(done) == ["unlock", "unconfirmed", "renewing", "key", "confirming", "opened"]
    shown += keys(done)
    again = run(home, vaults, "opened")
    assert words(again) == ["unlock", "opened"]
    (vault,) = known_vaults(vaults)
    assert [opens(vault.folder, key) for key in shown] == [False] * (len(shown) - 1) + [True]
    session = unlock(vault.folder, OFFICER, PASSPHRASE, floor=CHEAP)
    assert session.office.organisation == ORGANISATION
    assert check_vault(session.vault, CHEAP) == []
    session.close()


@pytest.mark.parametrize("seed", range(5))
def test_killed_while_the_vault_is_made_there_is_a_whole_one_or_none(tmp_path: Path, seed: int) -> None:
    home, vaults = tmp_path / "home", tmp_path / "vaults"
    before = run(home, vaults, "creating", later_s=random.Random(seed).uniform(0.0, 0.8))
    left = known_vaults(vaults)
    said = run(home, vaults, "opened")
    assert words(said)[0] == ("unlock" if left else "welcome")
    assert said[-1][1].strip() == ORGANISATION
    (vault,) = known_vaults(vaults)
    # Where the kill came late, the key was shown and confirmed before it, and no other is made.
    assert opens(vault.folder, [*keys(before), *keys(said)][-1])
    session = unlock(vault.folder, OFFICER, PASSPHRASE, floor=CHEAP)
    assert check_vault(session.vault, CHEAP) == []
    session.close()


@pytest.mark.parametrize("seed", range(3))
def test_killed_while_the_key_is_renewed_the_vault_opens_and_asks_again(tmp_path: Path, seed: int) -> None:
    home, vaults = tmp_path / "home", tmp_path / "vaults"
    run(home, vaults, "key")
    run(home, vaults, "renewing", later_s=random.Random(seed).uniform(0.0, 0.1))
    said = run(home, vaults, "opened")
    assert words(said)[0] == "unlock"
    (vault,) = known_vaults(vaults)
    session = unlock(vault.folder, OFFICER, PASSPHRASE, floor=CHEAP)
    assert session.vault.recovery_key_confirmed
    assert check_vault(session.vault, CHEAP) == []
    session.vault.audit.verify()
    session.close()
