"""Whether words that no speaker has checked count in one vault, for one choice of language."""

from __future__ import annotations

from screening.core.consent import LanguageChoice
from screening.core.drafts import CLOSED, Needed, Review, needed
from screening.core.errors import Problem, ScreeningError
from screening.operations.session import Session


def words_need(session: Session, language: LanguageChoice | None, review: Review) -> Needed:
    """What is missing before something that the person agrees to on these words counts.

    Where the person was not asked for their language yet, no words are known to be theirs.
    """
    if language is None:
        return Needed.NO_WORDS
    return needed(
        review,
        training=session.vault.training,
        allow_drafts=session.office.allow_drafts,
        interpreted=language.interpreted,
        use=language.draft,
    )


def must_count(session: Session, language: LanguageChoice | None, review: Review) -> None:
    """Raises DRAFT_FORBIDDEN or DRAFT_UNCONFIRMED where something agreed on these words does not count."""
    missing = words_need(session, language, review)
    if missing is not Needed.NOTHING:
        raise ScreeningError(Problem.DRAFT_FORBIDDEN if missing in CLOSED else Problem.DRAFT_UNCONFIRMED)
