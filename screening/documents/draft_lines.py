"""What a form says about words that no speaker had checked when the person agreed on them."""

from __future__ import annotations

from screening.core.review import UNCHECKED, Review
from screening.documents.context import FormContext
from screening.documents.page import Page
from screening.languages import terms


def words_shown(page: Page, context: FormContext, *, language_told: bool) -> str:
    """Said only where it matters, and never the officer's own text: that is for the record.

    Who interpreted and why there was nobody are left out where the recipient is not told the language.
    """
    _ = page.gettext
    review, use = Review(context.consent.review), context.draft
    if review not in UNCHECKED:
        return ""
    draft = _("Draft, not checked by a speaker")
    if not language_told or use is None:
        return draft
    if use.interpreter and context.interpreted:
        if review is Review.MISSING:
            return _("None in this language: the interpreter said them")
        return f"{draft}. {_('The interpreter said the words or checked them.')}"
    if use.reason is None:
        return draft
    because = _("Used because: {reason}.").format(reason=_(terms.DRAFT_REASON[use.reason]))
    return f"{draft}. {because}"
