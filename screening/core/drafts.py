"""Words that no speaker has checked: which texts it matters for, and what is needed before they count.

A wrong translation of these texts is taken for a right one: somebody agrees to what was never said. In a real
vault an interpreter therefore vouches for a draft, or the officer says why it was used all the same; an
organisation may forbid drafts. In a training vault drafts are marked and nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

CONSENT_TEXTS = ("consent.", "answers.")
"""Beginnings of the ids of what is said before a talk, and of the words it is answered with."""
RIGHTS_TEXTS = (
    "form.help_is_free",
    "form.you_decide",
    "form.own_language",
    "form.police_is_your_choice",
    "form.not_punished",
    "form.recovery_period",
    "form.see_correct_delete",
    "form.embassy",
    "form.complain",
)
"""The person's rights, in the order in which they stand on a form."""
CAREFUL_TEXTS = (
    *CONSENT_TEXTS,
    *RIGHTS_TEXTS,
    "form.not_a_decision",
    "safety.",
    "safe_contact.",
    "share.",
    "talk.",
    "child.",
)
"""Beginnings of the ids of all texts on consent, safety and rights: the one place that says which they are."""


class Review(StrEnum):
    """How far a text can be trusted: the English source, not yet or already read by a speaker, or missing in
    the language (English is shown)."""

    SOURCE = "source"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    MISSING = "missing"


UNCHECKED = frozenset({Review.DRAFT, Review.MISSING})
_WEAKEST_FIRST = (Review.MISSING, Review.DRAFT, Review.REVIEWED, Review.SOURCE)


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


def careful(text_id: str) -> bool:
    """Whether a text is about consent, safety or rights."""
    return text_id.startswith(CAREFUL_TEXTS)


def weakest(reviews: Iterable[Review]) -> Review:
    """Several texts together are trusted no further than the least checked; no text at all is the source."""
    return min(reviews, key=_WEAKEST_FIRST.index, default=Review.SOURCE)


def standing(reviews: Mapping[str, Review]) -> Review:
    """How far a language's careful texts (by id) can be trusted as a whole.

    MISSING where a text is missing without which a talk cannot begin; any other hole makes a draft of it.
    """
    if any(review is Review.MISSING and key.startswith(CONSENT_TEXTS) for key, review in reviews.items()):
        return Review.MISSING
    worst = weakest(review for key, review in reviews.items() if careful(key))
    return Review.DRAFT if worst is Review.MISSING else worst
