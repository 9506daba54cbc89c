"""Words that no speaker has checked: which texts it matters for, and what is needed before they count.

A wrong translation of these texts is taken for a right one: somebody agrees to what was never said. In a real
vault an interpreter therefore vouches for a draft, or the officer says why it was used all the same; an
organisation may forbid drafts. In a training vault drafts are marked and nothing is asked.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from screening.core.review import UNCHECKED, Review


class DraftReason(StrEnum):
    """Why a draft was used though nobody vouched for it."""

    NO_INTERPRETER = "no_interpreter"
    NOT_WANTED = "not_wanted"
    READS_ANOTHER = "reads_another"
    DANGER = "danger"
    OTHER = "other"


class DraftUse(Struct, frozen=True):
    """Who vouches for draft words, or why they were used all the same. `more` is the officer's own text: for
    the record, never on a form; only DraftReason.OTHER needs it."""

    interpreter: bool = False
    reason: DraftReason | None = None
    more: str = ""

    @property
    def reasoned(self) -> bool:
        """Whether the reason says something."""
        return self.reason is not None and (self.reason is not DraftReason.OTHER or bool(self.more.strip()))


class Needed(StrEnum):
    """What has to happen before words count: nothing; the interpreter vouches or a reason is given; only the
    interpreter can vouch; drafts are forbidden; there are no words in the language and nobody to say them."""

    NOTHING = "nothing"
    CONFIRMATION = "confirmation"
    INTERPRETER = "interpreter"
    FORBIDDEN = "forbidden"
    NO_WORDS = "no_words"


WITHOUT_INTERPRETER = frozenset({DraftReason.NO_INTERPRETER, DraftReason.NOT_WANTED})
"""Reasons that are none where an interpreter takes part."""
CLOSED = frozenset({Needed.FORBIDDEN, Needed.NO_WORDS})
"""Only another language that the person picks, or an interpreter, leads on."""


def needed(
    review: Review, *, training: bool, allow_drafts: bool, interpreted: bool, use: DraftUse | None
) -> Needed:
    """What is missing before something agreed on these words counts.

    `interpreted`: an interpreter takes part; `use`: what was confirmed so far. English shown to somebody who
    chose another language is understood through an interpreter or not at all, in practice too.
    """
    if review not in UNCHECKED:
        return Needed.NOTHING
    if review is Review.MISSING and not interpreted:
        return Needed.NO_WORDS
    vouched = interpreted and use is not None and use.interpreter
    if training or vouched:
        return Needed.NOTHING
    if not allow_drafts and not interpreted:
        return Needed.FORBIDDEN
    if review is Review.MISSING or not allow_drafts:
        return Needed.INTERPRETER
    return Needed.NOTHING if use is not None and use.reasoned else Needed.CONFIRMATION
