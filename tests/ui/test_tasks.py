"""Long work in steps: other work gets its turn in between, and giving it up lets it put things back."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from screening.core.errors import Problem, ScreeningError
from screening.ui.tasks import QUIET_SECONDS, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def counting(seen: list[str], upto: int) -> Generator[int, None, str]:
    try:
        for number in range(upto):
            seen.append(f"step {number} on {threading.current_thread().name[:5]}")
            yield number
    finally:
        seen.append("put back")
    return "whole"


def test_steps_run_on_the_worker_and_their_outcome_comes_back(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[str] = []
    told: list[int] = []
    done: list[str] = []
    tasks.run_in_steps(counting(seen, 3), done.append, progress=told.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["whole"]
    assert told == [0, 1, 2]
    assert seen == [f"step {number} on vault" for number in range(3)] + ["put back"]


def test_other_work_gets_its_turn_between_two_steps(tasks: Tasks, qtbot: QtBot) -> None:
    order: list[str] = []
    done: list[str] = []

    def on_step(number: int) -> None:
        order.append(f"told {number}")
        if number == 0:
            tasks.run(lambda: order.append("an answer"))

    tasks.run_in_steps(counting([], 3), done.append, progress=on_step)
    qtbot.waitUntil(lambda: bool(done))
    assert order.index("an answer") < order.index("told 2")


def test_between_steps_the_worker_counts_as_idle(tasks: Tasks, qtbot: QtBot) -> None:
    idle: list[bool] = []
    done: list[str] = []
    tasks.idle.connect(lambda: idle.append(True))
    tasks.run_in_steps(counting([], 3), done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert len(idle) >= 3


def test_the_next_step_waits_until_nothing_was_asked_for_a_moment(tasks: Tasks, qtbot: QtBot) -> None:
    asked: list[float] = []
    steps: list[float] = []
    done: list[str] = []

    def work() -> Generator[int, None, str]:
        for number in range(3):
            steps.append(monotonic())
            yield number
        return "whole"

    def on_step(number: int) -> None:
        if number == 1:
            tasks.run(lambda: None, lambda _done: asked.append(monotonic()))

    tasks.run_in_steps(work(), done.append, progress=on_step)
    qtbot.waitUntil(lambda: bool(done))
    assert steps[2] - asked[0] >= QUIET_SECONDS / 2


def test_long_work_comes_to_its_end_however_much_else_is_asked(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[str] = []

    def again() -> None:
        if not done:  # what is asked after the end would find the worker gone
            tasks.run(lambda: None, lambda _done: QTimer.singleShot(10, tasks, again))

    again()
    tasks.run_in_steps(counting([], 3), done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["whole"]


def test_what_is_given_up_is_closed_on_the_worker_and_tells_nothing_more(tasks: Tasks, qtbot: QtBot) -> None:
    seen: list[str] = []
    done: list[str] = []
    told: list[int] = []

    def on_step(number: int) -> None:
        told.append(number)
        if number == 1:
            tasks.cancel_steps()

    tasks.run_in_steps(counting(seen, 1000), done.append, progress=on_step)
    qtbot.waitUntil(lambda: "put back" in seen)
    assert tasks.wait(lambda: None) is None
    assert (told, done) == ([0, 1], [])


def test_an_expected_failure_in_a_step_is_told_once(tasks: Tasks, qtbot: QtBot) -> None:
    failures: list[Problem] = []

    def fails() -> Generator[int, None, None]:
        yield 1
        raise ScreeningError(Problem.DISK_FULL)

    tasks.run_in_steps(fails(), failed=lambda error: failures.append(error.problem))
    qtbot.waitUntil(lambda: bool(failures))
    assert failures == [Problem.DISK_FULL]


class Quick(ThreadPoolExecutor):
    """Has ended every piece of work before it is looked at again, as a worker on a busy machine may."""

    def submit(self, *arguments: Any, **fields: Any) -> Future[Any]:
        made = super().submit(*arguments, **fields)
        wait([made])
        return made


def test_an_outcome_never_comes_before_run_has_returned(tasks: Tasks, qtbot: QtBot) -> None:
    tasks._worker = Quick(max_workers=1)
    done: list[int] = []
    tasks.run(lambda: 1, done.append)
    assert done == []
    qtbot.waitUntil(lambda: done == [1])
