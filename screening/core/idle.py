"""When nobody touches the machine: what is due. People listen and think in a talk, so there it takes longer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MOST_MINUTES = 30
"""No idle time is longer, whatever is set."""


class IdleStep(Enum):
    """What idle time asks for."""

    NOTHING = "nothing"
    COVER = "cover"
    LOCK = "lock"


@dataclass(frozen=True)
class IdleTimes:
    """Whole minutes, each 1 to MOST_MINUTES."""

    cover_in_talk: int = 5
    lock_in_talk: int = 15
    lock_elsewhere: int = 5


@dataclass(frozen=True)
class Standing:
    """Where the officer is: in a talk or not, and whether locking would lose something.

    That is a talk in memory only, and what the disk has not taken yet.
    """

    in_talk: bool
    locking_loses: bool = False


def is_idle_time(minutes: object) -> bool:
    """Whether this may be set."""
    return isinstance(minutes, int) and not isinstance(minutes, bool) and 1 <= minutes <= MOST_MINUTES


def due(idle_s: float, standing: Standing, times: IdleTimes) -> IdleStep:
    """What is due after so many seconds without a touch.

    A lock that would lose what was said makes a person say it again. There the cover stays for the longest time
    that there is, and then the lock comes all the same: nothing may stay in the memory of a machine left alone.
    """
    minutes = idle_s / 60
    lock = times.lock_in_talk if standing.in_talk else times.lock_elsewhere
    cover = times.cover_in_talk if standing.in_talk else lock
    if minutes >= (MOST_MINUTES if standing.locking_loses else lock):
        return IdleStep.LOCK
    return IdleStep.COVER if minutes >= min(cover, lock) else IdleStep.NOTHING
