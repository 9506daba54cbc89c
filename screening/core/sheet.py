"""What the person chose to tell for getting help: how to reach them safely, who depends on them, how soon.

Everything is optional. Shape after the inter-agency referral form (IASC) and WHO's safe contact questions; who
may read which part of it is `service.may_receive`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from screening.core.service import Priority


class ContactChannel(StrEnum):
    """How somebody may come in touch."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    MESSAGE = "message"
    THROUGH_SOMEONE = "through_someone"
    OTHER = "other"


class SafeContact(Struct, frozen=True):
    """A safe way to reach the person: all of it is told, or none of it.

    `reach`: number, address or place. `not_to_say`: what to keep quiet about if somebody else answers.
    """

    channel: ContactChannel | None = None
    reach: str = ""
    hours: str = ""
    code_word: str = ""
    not_to_say: str = ""
    must_not_know: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written down."""
        texts = (self.reach, self.hours, self.code_word, self.not_to_say, self.must_not_know)
        return self.channel is None and not any(text.strip() for text in texts)


class Others(StrEnum):
    """Whether other people are still where the person came from."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class OthersThere(Struct, frozen=True):
    """People who are still there. `note` is the officer's own and goes to nobody."""

    answer: Others | None = None
    how_many: str = ""
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing that could be told."""
        return self.answer is None and not self.how_many.strip()


class PlanPoint(StrEnum):
    """What a safety plan goes through with somebody who does not want help now, in this order."""

    CALL = "call"
    HELPLINE = "helpline"
    SAFE_PERSON = "safe_person"
    PAPERS = "papers"
    PHONE = "phone"
    COME_BACK = "come_back"
    POLICE = "police"


def soonest(priorities: Iterable[Priority], otherwise: Priority) -> Priority:
    """The most urgent of several."""
    order = list(Priority)
    return min(priorities, key=order.index, default=otherwise)
