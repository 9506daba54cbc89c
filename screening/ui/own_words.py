"""Whether the program's own words, in the officer's language, were checked."""

from __future__ import annotations

from screening.core.review import UNCHECKED
from screening.languages.coverage import officer_review
from screening.ui.context import UiContext


def own_words_note(context: UiContext) -> str:
    """One quiet sentence where they were not; empty where they were."""
    if officer_review(context.translator.language.tag) not in UNCHECKED:
        return ""
    return context._("The program's own words in this language have not been checked yet.")
