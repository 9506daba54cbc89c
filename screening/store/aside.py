"""Work on a slow disk, done beside the vault's own thread, which only looks in now and then."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent import futures
from threading import Event
from typing import TypeVar

from msgspec import Struct

from screening.core.errors import Problem, ScreeningError

T = TypeVar("T")
LOOK_IN_SECONDS = 0.004
"""How long one step may hold the vault's thread: an answer that is given meanwhile waits no longer."""


class Progress(Struct, frozen=True):
    """How far long work has come, in bytes."""

    done: int
    total: int


class Aside:
    """A thread of its own. What is done there counts with `count`, and ends early once `stop` was called."""

    def __init__(self, total: int) -> None:
        self._pool = futures.ThreadPoolExecutor(max_workers=1, thread_name_prefix="copy")
        self._second = futures.ThreadPoolExecutor(max_workers=1, thread_name_prefix="copy")
        self._stopped = Event()
        self._total = total
        self._done = 0

    def count(self, amount: int) -> None:
        """So many bytes further. Raises where the work was given up meanwhile."""
        self._done = min(self._done + amount, self._total)
        if self._stopped.is_set():
            raise ScreeningError(Problem.BACKUP_CUT_SHORT)

    def progress(self) -> Progress:
        """How far it has come."""
        return Progress(self._done, self._total)

    def run(self, work: Callable[[], T]) -> Generator[Progress, None, T]:
        """Have `work` done; each step only looks whether it is."""
        return (yield from self._wait(self._pool.submit(work)))

    def _wait(self, future: futures.Future[T]) -> Generator[Progress, None, T]:
        while True:
            futures.wait([future], LOOK_IN_SECONDS)
            if future.done():
                return future.result()
            yield self.progress()

    def beside(self, work: Callable[[], T]) -> Generator[Progress, None, T]:
        """Begin `work` at once on a second thread; what is given is only for waiting until it is done."""
        return self._wait(self._second.submit(work))

    def now(self, work: Callable[[], T]) -> T:
        """Have `work` done, and wait."""
        return self._pool.submit(work).result()

    def later(self, work: Callable[[], object]) -> None:
        """Have `work` done after what is under way; nobody waits for it."""
        self._pool.submit(work)

    def finish(self, last: Callable[[], object], *, wait: bool) -> None:
        """Give up what is under way, do `last`, and end; without `wait` all that happens by itself."""
        self._stopped.set()
        self._second.shutdown(wait=wait)
        self._pool.submit(last)
        self._pool.shutdown(wait=wait)
