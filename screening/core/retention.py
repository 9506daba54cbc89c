"""How long a case is kept: the day on which a person looks at it again and decides. Nothing is erased by itself.

Personal data is kept no longer than its purpose asks for, and that is looked at in regular intervals (Convention
108+, article 5, paragraph 4 e; General Data Protection Regulation, article 5, paragraph 1 e and recital 39). How
long that is, the law of the country says: the period is the office's to set. All days are ISO 8601 ("2026-11-24").
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from screening.core.errors import Problem, ScreeningError

LEAST_DAYS, DEFAULT_DAYS, MOST_DAYS = 1, 365, 3650
"""Bounds of the period, and what it is before an office has set it."""
OVERDUE_AFTER_DAYS = 30
"""A review that has waited for so long is overdue."""
KEEP_DAYS = (90, 180, 365)
"""For how long a case can be kept on at a review; it is looked at again on that day."""


class KeepReason(StrEnum):
    """Why a case is kept beyond its day of review."""

    IN_CONTACT = "in_contact"
    WANTED = "wanted"
    """The person, or a court, asked to keep it."""
    LAW = "law"


class EraseReason(StrEnum):
    """Why a case is erased."""

    PERSON_ASKED = "person_asked"
    REVIEWED = "reviewed"
    MISTAKE = "mistake"


class ReviewState(StrEnum):
    """Whether somebody has to look at a case."""

    NOT_DUE = "not_due"
    DUE = "due"
    OVERDUE = "overdue"


def checked_period(days: int) -> int:
    """The period itself. Raises REVIEW_PERIOD_INVALID(least, most)."""
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise ScreeningError(Problem.REVIEW_PERIOD_INVALID, least=LEAST_DAYS, most=MOST_DAYS)
    return days


def review_day(last_done: str, period: int) -> str:
    """The day of review of a case in which something was done last on that day, or at that instant."""
    return days_after(last_done[:10], period)


def days_after(day: str, days: int) -> str:
    """So many days later; never later than the calendar goes."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat()


def review_state(review_on: str, today: str) -> ReviewState:
    """Whether a case is due, whatever state it is in: one that waits for an answer is looked at as well.

    A case without a day of review ("") is due: nobody has decided anything about it.
    """
    if today < review_on:
        return ReviewState.NOT_DUE
    if review_on and today < days_after(review_on, OVERDUE_AFTER_DAYS):
        return ReviewState.DUE
    return ReviewState.OVERDUE


def kept_until(today: str, days: int, before: str) -> str:
    """The day of review of a case that is kept on: never an earlier one than it had.

    Raises ValueError for a number of days that is not offered: a bug.
    """
    if days not in KEEP_DAYS:
        raise ValueError("not one of the offered periods")
    return max(days_after(today, days), before)


def holds_case(audit_seq: int, opened_seq: int, erased_seq: int) -> bool:
    """Whether a copy made when the audit stood at `audit_seq` holds a case between those two entries.

    `opened_seq` is 0 where the case is older than what the audit tells of it.
    """
    return opened_seq <= audit_seq < erased_seq
