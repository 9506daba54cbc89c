"""How much work a passphrase costs on this machine: measured once, when a vault is made.

An unlocking should take between 0.3 and 1.5 seconds. A slower machine gets less memory, never less than the floor;
a faster one more passes. Where there is not enough memory for the default, the floor is taken.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from screening.store.keys import CEILING, DEFAULT, FLOOR, SALT_LENGTH, KdfLimits, passphrase_key

SHORTEST_S, LONGEST_S, WANTED_S = 0.3, 1.5, 1.0
_STEP_KIB = 32 * 1024


def calibrated_limits(measure: Callable[[KdfLimits], float] | None = None) -> KdfLimits:
    """The limits for a new vault. `measure` gives the seconds of one derivation."""
    measured = measure or seconds_of
    try:
        taken = measured(DEFAULT)
        if taken > LONGEST_S:  # a machine that is busy for a moment is not a slow one
            taken = min(taken, measured(DEFAULT))
    except MemoryError:
        return FLOOR
    if taken > LONGEST_S:
        memory = int(DEFAULT.memory_kib * WANTED_S / taken) // _STEP_KIB * _STEP_KIB
        return KdfLimits(max(memory, FLOOR.memory_kib), DEFAULT.passes, DEFAULT.lanes)
    if taken < SHORTEST_S:
        passes = CEILING.passes if taken <= 0 else int(DEFAULT.passes * WANTED_S / taken)
        return KdfLimits(DEFAULT.memory_kib, min(passes, CEILING.passes), DEFAULT.lanes)
    return DEFAULT


def seconds_of(limits: KdfLimits) -> float:
    """How long one derivation takes here."""
    start = time.perf_counter()
    passphrase_key("a passphrase of usual length", bytes(SALT_LENGTH), limits)
    return time.perf_counter() - start
