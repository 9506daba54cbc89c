"""Whether words that no speaker has checked count in one vault, for one choice of language."""

from __future__ import annotations

import msgspec

from screening.core.consent import Consent, LanguageChoice
from screening.core.drafts import CLOSED, Needed, needed
from screening.core.errors import Problem, ScreeningError
from screening.core.review import UNCHECKED, Review
from screening.languages.catalogs import Shown
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


def on_words(session: Session, language: LanguageChoice | None, consent: Consent, shown: Shown) -> Consent:
    """The consent with what it was given on. Raises DRAFT_FORBIDDEN or DRAFT_UNCONFIRMED."""
    must_count(session, language, shown.review)
    draft = language.draft if language is not None and shown.review in UNCHECKED else None
    return msgspec.structs.replace(consent, shown_in=shown.language, review=shown.review, draft=draft)
