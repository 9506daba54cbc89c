"""The PIN of one talk, in memory alone: it lifts the held screen and is never part of any key."""

from __future__ import annotations

from collections.abc import Callable

from screening.core.held import Tries, as_pin
from screening.operations.talk import Talk


class TalkPin:
    """`clock`: seconds that nobody can set back."""

    def __init__(self, talk: Talk, pin: str, clock: Callable[[], float]) -> None:
        self.talk = talk
        self.tries = Tries()
        self._pin = bytearray(pin, "ascii")
        self._clock = clock

    @property
    def waits_s(self) -> float:
        """How long no try is taken, from now; 0 when one is."""
        return max(0.0, self.tries.until - self._clock())

    def is_right(self, typed: str) -> bool:
        """Whether this is the PIN. What is typed during a wait is not compared at all."""
        from hmac import compare_digest  # 2 ms, which the first window does not pay

        open_now = self.tries.open_at(self._clock())
        return open_now and bool(self._pin) and compare_digest(as_pin(typed).encode(), bytes(self._pin))

    def note_wrong(self) -> None:
        """One more wrong try."""
        self.tries = self.tries.after_wrong(self._clock())

    def note_right(self) -> None:
        """The waits begin anew."""
        self.tries = Tries()

    def forget(self) -> None:
        """Nothing opens any more."""
        self._pin[:] = bytes(len(self._pin))
        self._pin.clear()
