"""The PIN of a talk, set before the person has the computer alone: what one is, and how long wrong ones wait."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

LEAST_DIGITS, MOST_DIGITS = 4, 8
FREE_TRIES = 3
"""So many wrong ones in a row are followed by no wait but the last."""
FIRST_WAIT_S, LONGEST_WAIT_S = 10.0, 300.0


def as_pin(text: str) -> str:
    """The PIN that was typed, in ASCII digits whatever script it was typed in; empty where it is none."""
    typed = text.strip()
    if not typed.isdecimal() or not LEAST_DIGITS <= len(typed) <= MOST_DIGITS:
        return ""
    return "".join(str(unicodedata.decimal(each)) for each in typed)


def is_plain(pin: str) -> bool:
    """Whether anybody would try it first: one digit over and over, or digits counting up or down."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


@dataclass(frozen=True)
class Tries:
    """Wrong tries in a row, and until when no other is taken: seconds of a clock that nobody can set back."""

    wrong: int = 0
    until: float = 0.0

    def open_at(self, now: float) -> bool:
        """Whether another try is taken now."""
        return now >= self.until

    def after_wrong(self, now: float) -> Tries:
        """One more wrong one, and a wait of twice the one before: hammering tries 18 in an hour, then 12."""
        wrong = self.wrong + 1
        waits = wrong - FREE_TRIES
        wait = 0.0 if waits < 0 else min(FIRST_WAIT_S * 2.0 ** min(waits, 16), LONGEST_WAIT_S)
        return Tries(wrong, now + wait)
