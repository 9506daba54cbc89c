"""The office that works with a vault: what the person is told about it, and what is printed as sender."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from screening.core.retention import DEFAULT_DAYS


class ReportingDuty(StrEnum):
    """What the law makes the officer report whatever the person decides; said before the first question."""

    NONE = "none"
    CHILD_OR_LIFE = "child_or_life"
    AUTHORITY = "authority"


class Office(Struct, frozen=True):
    """Settings of a vault that carry no personal data.

    `review_after_days`: when a case in which nothing was done is looked at again (`core.retention`).
    """

    organisation: str
    callback_phone: str = ""
    duty: ReportingDuty = ReportingDuty.CHILD_OR_LIFE
    allow_drafts: bool = True
    review_after_days: int = DEFAULT_DAYS
