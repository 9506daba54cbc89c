"""How long copies are kept: 7 days, 4 weeks, and never none."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from screening.core.backup_policy import DAILY_DAYS, WEEKLY_DAYS, WEEKS, CopyDate, expired, expires_on

FIRST = date(2026, 11, 2)  # a Monday


def copy(day: int, number: int = 0, *, holds_on: bool = False) -> CopyDate:
    return CopyDate(FIRST + timedelta(days=day), (day, number, ""), holds_on)


copies = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 3), st.booleans()),
    min_size=1,
    max_size=40,
    unique_by=lambda c: c[:2],
).map(lambda each: [copy(day, number, holds_on=held) for day, number, held in sorted(each)])


def test_one_copy_a_day_leaves_the_newest_of_seven_days_and_of_four_weeks() -> None:
    kept: list[CopyDate] = []
    for day in range(60):
        kept.append(copy(day))
        gone = expired(kept, FIRST + timedelta(days=day))
        kept = [each for each in kept if each not in gone]
    days = [(each.day - FIRST).days for each in kept]
    assert days == [34, 41, 48, 53, 54, 55, 56, 57, 58, 59]  # Sundays 34, 41, 48, 55; the last seven days


def test_of_two_copies_of_one_day_the_earlier_goes_at_once() -> None:
    both = [copy(0, 1), copy(0, 2)]
    assert expired(both, FIRST) == [copy(0, 1)]


def test_the_newest_from_before_a_migration_stays_as_long_as_that_of_a_week() -> None:
    before, *later = copy(0, holds_on=True), copy(0, 1), copy(1), copy(2)
    assert expires_on(before, [before, *later]) == FIRST + timedelta(days=WEEKLY_DAYS)
    assert expires_on(copy(0, 1), [before, *later]) == FIRST + timedelta(days=DAILY_DAYS)


@given(copies, st.integers(0, 200))
def test_the_newest_of_all_never_goes(every: list[CopyDate], later: int) -> None:
    assert every[-1] not in expired(every, FIRST + timedelta(days=later))


@given(copies, st.integers(0, 5))
def test_a_further_copy_only_brings_the_day_nearer(every: list[CopyDate], days: int) -> None:
    further = [*every, CopyDate(every[-1].day + timedelta(days=days), (1000, 0, ""))]
    for each in every:
        assert expires_on(each, further) <= expires_on(each, every)
        assert expires_on(each, every) <= each.day + timedelta(days=WEEKLY_DAYS)


@given(copies, st.integers(0, 20_000))
def test_the_clock_alone_takes_none_of_the_newest_days_and_weeks(every: list[CopyDate], later: int) -> None:
    gone = expired(every, FIRST + timedelta(days=later))
    left = [each for each in every if each not in gone]
    assert len({each.day for each in left}) >= min(DAILY_DAYS, len({each.day for each in every}))
    weeks = {each.day.isocalendar()[:2] for each in every}
    assert len({each.day.isocalendar()[:2] for each in left}) >= min(WEEKS, len(weeks))


@given(copies, st.integers(0, 100))
def test_what_was_promised_goes_on_the_day_named_unless_it_is_newest(every: list[CopyDate], later: int) -> None:
    today = FIRST + timedelta(days=later)
    gone = expired(every, today, promised=every)
    assert [each for each in every[:-1] if each not in gone] == [
        each for each in every[:-1] if expires_on(each, every) > today
    ]


@given(copies)
def test_at_most_seven_and_four_stay_and_one_from_before_a_migration(every: list[CopyDate]) -> None:
    gone = expired(every, every[-1].day)
    assert len(every) - len(gone) <= DAILY_DAYS + 4 + 1


@given(copies, st.integers(0, 30))
def test_removing_what_expired_changes_no_other_day(every: list[CopyDate], later: int) -> None:
    today = every[-1].day + timedelta(days=later)
    gone = expired(every, today)
    kept = [each for each in every if each not in gone]
    for each in kept:
        if expires_on(each, every) > today:
            assert expires_on(each, kept) == expires_on(each, every)
