"""When a case is looked at again, and which copies hold one that was erased."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office
from screening.core.retention import (
    DEFAULT_DAYS,
    KEEP_DAYS,
    LEAST_DAYS,
    MOST_DAYS,
    OVERDUE_AFTER_DAYS,
    ReviewState,
    checked_period,
    days_after,
    holds_case,
    kept_until,
    review_day,
    review_state,
)

DAYS = st.dates().map(date.isoformat)


def test_a_case_is_looked_at_a_period_after_the_last_thing_that_was_done() -> None:
    assert review_day("2026-11-24T23:59:59Z", 365) == "2027-11-24"
    assert review_day("2028-02-28", 1) == "2028-02-29"
    assert Office("Office").review_after_days == DEFAULT_DAYS


def test_a_day_beyond_the_calendar_is_its_last() -> None:
    assert days_after("9999-12-30", 3650) == "9999-12-31"


@pytest.mark.parametrize("days", [LEAST_DAYS - 1, 0, -5, MOST_DAYS + 1])
def test_a_period_out_of_bounds_is_refused(days: int) -> None:
    with pytest.raises(ScreeningError) as refused:
        checked_period(days)
    assert refused.value.problem is Problem.REVIEW_PERIOD_INVALID
    assert refused.value.fields == {"least": LEAST_DAYS, "most": MOST_DAYS}


def test_the_bounds_themselves_hold() -> None:
    assert [checked_period(days) for days in (LEAST_DAYS, MOST_DAYS)] == [LEAST_DAYS, MOST_DAYS]


def test_a_case_is_due_on_its_day_and_overdue_a_month_later() -> None:
    assert review_state("2026-11-25", "2026-11-24") is ReviewState.NOT_DUE
    assert review_state("2026-11-24", "2026-11-24") is ReviewState.DUE
    assert review_state("2026-11-24", "2026-12-23") is ReviewState.DUE
    assert review_state("2026-11-24", days_after("2026-11-24", OVERDUE_AFTER_DAYS)) is ReviewState.OVERDUE


def test_a_case_without_a_day_waits_for_somebody() -> None:
    assert review_state("", "2026-11-24") is ReviewState.OVERDUE


@given(DAYS, DAYS)
def test_waiting_never_makes_a_due_case_undue(review_on: str, today: str) -> None:
    order = list(ReviewState)
    later = days_after(today, 1)
    assert order.index(review_state(review_on, later)) >= order.index(review_state(review_on, today))


@given(DAYS, st.sampled_from(KEEP_DAYS), DAYS)
def test_keeping_a_case_never_brings_its_day_nearer(today: str, days: int, before: str) -> None:
    until = kept_until(today, days, before)
    assert until >= before
    assert until >= today


def test_only_offered_periods_keep_a_case() -> None:
    assert kept_until("2026-11-24", 90, "") == "2027-02-22"
    with pytest.raises(ValueError, match="offered"):
        kept_until("2026-11-24", 91, "")


def test_a_copy_holds_a_case_from_its_opening_to_its_erasing() -> None:
    assert [holds_case(at, 5, 9) for at in (4, 5, 8, 9)] == [False, True, True, False]
    assert holds_case(3, 0, 9)
