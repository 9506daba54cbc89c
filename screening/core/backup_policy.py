"""How long a copy of a vault is kept: the newest of a day for 7 days, the newest of a week for 4 weeks.

By the calendar, so that a day can be named on which an erased case is gone from the last copy that held it; a
further copy can only bring that day nearer. But the calendar alone throws nothing away that holds no erased case:
of the days and the weeks that there are copies of, the newest 7 and the newest 4 stay, however far the clock went
since. At most 7 + 4 copies stay.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAILY_DAYS = 7
WEEKS = 4
WEEKLY_DAYS = 7 * WEEKS


@dataclass(frozen=True)
class CopyDate:
    """The day (UTC) a copy was made, and where it stands: of two copies the later one has the larger `order`.

    `holds_on`: made before a migration; the newest of these stays as long as the newest of a week.
    """

    day: date
    order: tuple[int, int, str]
    holds_on: bool = False


def expires_on(copy: CopyDate, every: Sequence[CopyDate]) -> date:
    """The first day on which the copy is not kept any more, as things stand; `every` holds the copy too."""
    weekly = _newest(copy, [each for each in every if _week(each) == _week(copy)])
    before_change = copy.holds_on and _newest(copy, [each for each in every if each.holds_on])
    if weekly or before_change:
        return copy.day + timedelta(days=WEEKLY_DAYS)
    if _newest(copy, [each for each in every if each.day == copy.day]):
        return copy.day + timedelta(days=DAILY_DAYS)
    return copy.day


def expired(every: Sequence[CopyDate], today: date, promised: Collection[CopyDate] = ()) -> list[CopyDate]:
    """Those to be removed today. The newest of all always stays: it may be the only one.

    `promised`: those that hold an erased case, whose last day was named.
    """
    kept = _newest_days(every) | _newest_weeks(every)
    return [
        each
        for each in every
        if expires_on(each, every) <= today and not _newest(each, every) and (each not in kept or each in promised)
    ]


def _newest_days(every: Sequence[CopyDate]) -> set[CopyDate]:
    of_days = {each.day: each for each in sorted(every, key=lambda each: each.order)}
    return set(sorted(of_days.values(), key=lambda each: each.order)[-DAILY_DAYS:])


def _newest_weeks(every: Sequence[CopyDate]) -> set[CopyDate]:
    of_weeks = {_week(each): each for each in sorted(every, key=lambda each: each.order)}
    return set(sorted(of_weeks.values(), key=lambda each: each.order)[-WEEKS:])


def _newest(copy: CopyDate, among: Sequence[CopyDate]) -> bool:
    return all(each.order <= copy.order for each in among)


def _week(copy: CopyDate) -> tuple[int, int]:
    year, week, _ = copy.day.isocalendar()
    return year, week
