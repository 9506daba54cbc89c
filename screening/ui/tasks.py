"""Work off the screen's thread: one worker owns the vault, the window never waits for it."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from screening.core.errors import ScreeningError
from screening.ui.garbage import GarbageCollector

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

SWITCH_SECONDS = 0.000_2
"""After how long the thread that has Python's lock gives it to one that waits for it."""
QUIET_SECONDS = 0.1
"""Long work waits until nothing else was asked for this long: the next question is painted undisturbed."""
_PATIENCE = 10
"""How often it waits like that before its next step: it always comes to its end."""

T = TypeVar("T")
Step = TypeVar("Step")


class Tasks(QObject):
    """Runs work in order on one thread and hands the outcome back on the screen's thread.

    Signals: `failed(ScreeningError)` for an expected failure nobody else takes; `idle()` when all is done.
    An unexpected failure is raised on the screen's thread, into the one handler for bugs.
    """

    failed = Signal(object)
    idle = Signal()
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._garbage = GarbageCollector(self)
        self._waiting = 0
        self._asked = -QUIET_SECONDS
        self._in_steps: list[Generator[Any, None, Any]] = []
        # Always from the event loop. Work that ends before `run` has returned would otherwise be handed back
        # inside it, before the caller has made what it is for: an unlocked vault whose cases never showed.
        self._settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        # Start-up is measured: 3 ms to import, and nothing works before the first window stands.
        from concurrent.futures import ThreadPoolExecutor

        # An answer's dozen calls of the database each give up Python's lock. Measured: by default each then waits
        # up to 5 ms for a window that is just being painted, and an answer takes three times as long.
        sys.setswitchinterval(SWITCH_SECONDS)
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="vault")

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._waiting > 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[ScreeningError], object] | None = None,
    ) -> None:
        """Do `work` on the worker; then `done(result)` or `failed(error)` on the screen's thread."""

        def conclude(finished: Future[T]) -> None:
            self._asked = monotonic()
            self._conclude(finished, done, failed)

        self._asked = monotonic()
        self._submit(work, conclude)

    def _submit(self, work: Callable[[], T], conclude: Callable[[Future[T]], object]) -> None:
        self._waiting += 1

        def settle(finished: Future[T]) -> None:
            self._settled.emit(lambda: conclude(finished))

        self._worker.submit(work).add_done_callback(settle)

    def run_in_steps(
        self,
        work: Generator[Step, None, T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[ScreeningError], object] | None = None,
        progress: Callable[[Step], object] | None = None,
    ) -> Callable[[], None]:
        """Long work that never holds up a talk: each step is short, and other work gets its turn in between.

        What it yields goes to `progress`, what it returns to `done`. Gives what cancels it: the generator is then
        closed on the worker, so that it can put things back.
        """
        self._in_steps.append(work)
        self._step(work, done, failed, progress)
        return partial(self._cancel, work)

    def _step(
        self,
        work: Generator[Step, None, T],
        done: Callable[[T], object] | None,
        failed: Callable[[ScreeningError], object] | None,
        progress: Callable[[Step], object] | None,
    ) -> None:
        def one() -> tuple[bool, Any]:
            try:
                return False, next(work)
            except StopIteration as end:
                return True, end.value

        def stepped(outcome: tuple[bool, Any]) -> None:
            finished, value = outcome
            if work not in self._in_steps:
                return
            if finished:
                self._in_steps.remove(work)
                if done is not None:
                    done(value)
                return
            if progress is not None:
                progress(value)
            # From the event loop: what waits for an idle worker gets its turn as well.
            again = partial(self._step, work, done, failed, progress)
            QTimer.singleShot(0, self, lambda: self._when_quiet(work, again, _PATIENCE))

        def stopped(error: ScreeningError) -> None:
            if work in self._in_steps:
                self._in_steps.remove(work)
                (failed or self.failed.emit)(error)

        self._submit(one, lambda finished: self._conclude(finished, stepped, stopped))

    def _when_quiet(self, work: Generator[Any, None, Any], step: Callable[[], None], patience: int) -> None:
        if work not in self._in_steps:
            return
        wait = math.ceil((self._asked + QUIET_SECONDS - monotonic()) * 1000)
        if wait <= 0 or not patience:
            step()
        else:
            QTimer.singleShot(wait, self, lambda: self._when_quiet(work, step, patience - 1))

    def _cancel(self, work: Generator[Any, None, Any]) -> None:
        if work in self._in_steps:
            self._in_steps.remove(work)
            self._worker.submit(_close, work)

    def cancel_steps(self) -> None:
        """Give up all long work: before the vault that it works on is closed."""
        for work in list(self._in_steps):
            self._cancel(work)

    def wait(self, work: Callable[[], T], at_most_s: float | None = None) -> T:
        """Do `work` on the worker and wait: for closing, when there is no screen left to keep alive.

        Raises TimeoutError after so long; the work is still done when its turn comes.
        """
        return self._worker.submit(work).result(at_most_s)

    def close(self) -> None:
        """Finish what is under way and end the worker."""
        self._worker.shutdown(wait=True)
        self._garbage.close()

    def _conclude(
        self,
        finished: Future[Any],
        done: Callable[[Any], object] | None,
        failed: Callable[[ScreeningError], object] | None,
    ) -> None:
        error = finished.exception()
        if error is None:
            if done is not None:
                done(finished.result())
        elif isinstance(error, ScreeningError):
            if failed is not None:
                failed(error)
            else:
                self.failed.emit(error)
        else:
            raise error

    def _on_settled(self, conclude: Callable[[], None]) -> None:
        self._waiting -= 1
        try:
            conclude()
        finally:
            if not self._waiting:
                self.idle.emit()


def _close(work: Generator[Any, None, Any]) -> None:
    with suppress(ScreeningError):  # it is given up: what it could not put back is found by the next look
        work.close()
