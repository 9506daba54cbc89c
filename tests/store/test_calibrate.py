"""The cost of a passphrase follows the machine, and never falls below the floor."""

from __future__ import annotations

import pytest

from screening.store.calibrate import calibrated_limits, seconds_of
from screening.store.keys import CEILING, DEFAULT, FLOOR, KdfLimits

from .vaults import LIMITS


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0.3, DEFAULT),
        (1.5, DEFAULT),
        (2.0, KdfLimits(128 * 1024, 3, 4)),
        (3.0, KdfLimits(64 * 1024, 3, 4)),
        (60.0, FLOOR),
        (0.29, KdfLimits(256 * 1024, 10, 4)),
        (0.2999, KdfLimits(256 * 1024, 10, 4)),
        (0.01, KdfLimits(256 * 1024, 10, 4)),
        (0.0, KdfLimits(256 * 1024, 10, 4)),
    ],
)
def test_a_slow_machine_gets_less_memory_and_a_fast_one_more_passes(seconds: float, expected: KdfLimits) -> None:
    found = calibrated_limits(lambda _limits: seconds)
    assert found == expected
    assert found.within(FLOOR, CEILING)


def test_a_machine_without_enough_memory_gets_the_floor() -> None:
    def no_memory(_limits: KdfLimits) -> float:
        raise MemoryError

    assert calibrated_limits(no_memory) == FLOOR


def test_a_derivation_is_really_made() -> None:
    assert seconds_of(LIMITS) > 0
