"""Idle time: the cover and the lock come when they are due, and never later than half an hour."""

from __future__ import annotations

import pytest

from screening.core.idle import MOST_MINUTES, IdleStep, IdleTimes, Standing, due, is_idle_time

TALK, ELSEWHERE = Standing(in_talk=True), Standing(in_talk=False)
NOTHING, COVER, LOCK = IdleStep.NOTHING, IdleStep.COVER, IdleStep.LOCK


@pytest.mark.parametrize(
    ("minutes", "standing", "step"),
    [
        (0, TALK, NOTHING),
        (4.99, TALK, NOTHING),
        (5, TALK, COVER),
        (14.99, TALK, COVER),
        (15, TALK, LOCK),
        (4.99, ELSEWHERE, NOTHING),
        (5, ELSEWHERE, LOCK),
        (600, TALK, LOCK),
        (600, ELSEWHERE, LOCK),
    ],
)
def test_a_talk_is_covered_and_then_locked_and_all_else_is_locked(
    minutes: float, standing: Standing, step: IdleStep
) -> None:
    assert due(minutes * 60, standing, IdleTimes()) is step


def test_what_locking_would_lose_is_covered_up_to_the_limit_and_no_longer() -> None:
    unkept = Standing(in_talk=True, locking_loses=True)
    assert due(15 * 60, unkept, IdleTimes()) is COVER
    assert due(MOST_MINUTES * 60 - 1, unkept, IdleTimes()) is COVER
    assert due(MOST_MINUTES * 60, unkept, IdleTimes()) is LOCK


def test_a_lock_that_is_set_before_the_cover_comes_first() -> None:
    times = IdleTimes(cover_in_talk=10, lock_in_talk=2)
    assert due(2 * 60, TALK, times) is LOCK
    assert due(2 * 60, Standing(in_talk=True, locking_loses=True), times) is COVER


@pytest.mark.parametrize("minutes", [1, 5, MOST_MINUTES])
def test_a_whole_minute_up_to_the_limit_may_be_set(minutes: int) -> None:
    assert is_idle_time(minutes)


@pytest.mark.parametrize("minutes", [0, -1, MOST_MINUTES + 1, 10**9, True, 5.0, "5", None])
def test_nothing_else_may_be_set(minutes: object) -> None:
    assert not is_idle_time(minutes)
