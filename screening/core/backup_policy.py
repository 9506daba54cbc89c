"""How long a copy of a vault is kept: the newest of a day for 7 days, the newest of a week for 4 weeks.

By the calendar and not by how many there are, so that a day can be named on which an erased case is gone from the
last copy that held it. A further copy can only bring that day nearer. At most 7 + 4 copies stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAILY_DAYS = 7
WEEKLY_DAYS = 28


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


def expired(every: Sequence[CopyDate], today: date) -> list[CopyDate]:
    """Those to be removed today. The newest of all always stays: it may be the only one."""
    return [each for each in every if expires_on(each, every) <= today and not _newest(each, every)]


def _newest(copy: CopyDate, among: Sequence[CopyDate]) -> bool:
    return all(each.order <= copy.order for each in among)


def _week(copy: CopyDate) -> tuple[int, int]:
    year, week, _ = copy.day.isocalendar()
    return year, week
