"""How far a text can be trusted, and for which texts it matters most: those on consent, safety and rights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

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
    "safety_plan.",
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
