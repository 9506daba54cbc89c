"""The growing delay: by the clock that is passed in, across restarts, without waiting."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.store.attempts import ATTEMPTS_FILE, DELAYS, MAXIMUM, AttemptLog
from screening.store.vault import Vault, open_with_recovery_key

from .vaults import LIMITS, NOW, make, reopen

FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def later(seconds: int, start: str = NOW) -> str:
    return (datetime.strptime(start, FORMAT) + timedelta(seconds=seconds)).strftime(FORMAT)


def fail(folder: Path, now: str) -> ScreeningError:
    with pytest.raises(ScreeningError) as caught:
        reopen(folder, "not the passphrase", now=now)
    return caught.value


def fail_times(folder: Path, times: int) -> str:
    """Fail so often, each time as soon as allowed; gives the moment of the last."""
    moment = NOW
    for count in range(times):
        moment = later(DELAYS[min(count, len(DELAYS) - 1)], moment)
        assert fail(folder, moment).problem is Problem.CANNOT_UNLOCK
    return moment


def test_the_delay_grows_and_stays_at_five_minutes() -> None:
    assert DELAYS[:8] == (0, 0, 0, 2, 5, 15, 30, 60)
    assert list(DELAYS) == sorted(DELAYS)
    assert DELAYS[-1] == 300


def test_the_fourth_try_waits_and_the_wait_survives_reopening(closed: Path) -> None:
    moment = fail_times(closed, 4)
    refused = fail(closed, later(1, moment))
    assert refused.problem is Problem.WAIT_BEFORE_RETRY
    assert refused.fields == {"seconds": 4}


def test_a_right_passphrase_has_to_wait_as_well_and_then_opens(closed: Path) -> None:
    moment = fail_times(closed, 3)
    with pytest.raises(ScreeningError) as caught:
        reopen(closed, now=moment)
    assert caught.value.problem is Problem.WAIT_BEFORE_RETRY
    reopen(closed, now=later(2, moment)).close()


def test_success_forgets_the_failures(closed: Path) -> None:
    moment = fail_times(closed, 3)
    reopen(closed, now=later(2, moment)).close()
    for _ in range(3):
        assert fail(closed, moment).problem is Problem.CANNOT_UNLOCK


def test_a_clock_set_back_waits_the_delay_once_and_no_longer(closed: Path) -> None:
    moment = fail_times(closed, 4)
    back = later(-86_400, moment)
    assert fail(closed, back).fields == {"seconds": 5}
    assert fail(closed, later(4, back)).fields == {"seconds": 1}
    assert fail(closed, later(5, back)).problem is Problem.CANNOT_UNLOCK


def test_a_try_is_counted_before_the_passphrase_is_looked_at(tmp_path: Path) -> None:
    AttemptLog(tmp_path).begin(NOW)
    assert b'"count":1' in (tmp_path / ATTEMPTS_FILE).read_bytes()


def test_after_a_hundred_failures_only_the_recovery_key_helps(folder: Path) -> None:
    new = make(folder)
    new.vault.close()
    log = AttemptLog(folder)
    moment = NOW
    for count in range(MAXIMUM):
        moment = later(DELAYS[min(count, len(DELAYS) - 1)], moment)
        log.begin(moment)
    assert fail(folder, later(10_000, moment)).problem is Problem.TOO_MANY_ATTEMPTS
    with pytest.raises(ScreeningError) as caught:
        reopen(folder, now=later(10_000, moment))
    assert caught.value.problem is Problem.TOO_MANY_ATTEMPTS
    open_with_recovery_key(folder, new.recovery_key, floor=LIMITS).close()
    reopen(folder).close()


def test_only_count_and_last_moment_are_kept(closed: Path) -> None:
    fail(closed, NOW)
    text = (closed / ATTEMPTS_FILE).read_text().rstrip()
    assert text == f'{{"count":1,"last":"{NOW}"}}'


@pytest.mark.parametrize("damage", [b"", b"{", b'{"count":-1}', b"x" * 100, b'{"count":1,"last":"yesterday"}'])
def test_a_damaged_count_does_not_lock_the_officer_out(closed: Path, damage: bytes) -> None:
    (closed / ATTEMPTS_FILE).write_bytes(damage)
    reopened: Vault = reopen(closed)
    reopened.close()
