"""Instants, languages and lines of other tongues among the officer's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from screening.languages.bidi import NBSP, date, isolate, ltr
from screening.languages.table import language_name
from screening.ui.context import UiContext

LRM, RLM = "\u200e", "\u200f"


def moment_words(context: UiContext, instant: str) -> str:
    """An instant (UTC, ISO 8601) as on the form: 22 November 2026 14:02 (UTC)."""
    moment = datetime.fromisoformat(instant).astimezone(UTC)
    language = context.translator.language
    # Its parts are isolated, so that its direction cannot be seen from outside: it is said.
    return isolate(f"{date(moment.date(), language)} {ltr(f'{moment:%H:%M} (UTC)')}", language.direction)


def local_moment_words(context: UiContext, instant: str) -> str:
    """An instant (UTC, ISO 8601) on the officer's own clock, on one line: 22 November 2026, 14:02."""
    moment = datetime.fromisoformat(instant).astimezone()
    language = context.translator.language
    words = context._("{day}, {time}").format(day=date(moment.date(), language), time=ltr(f"{moment:%H:%M}"))
    return isolate(words.replace(" ", NBSP), language.direction)


def language_words(context: UiContext, tag: str) -> str:
    """A language's name in the officer's language; else its own name; else the tag."""
    known = context.languages.get(tag)
    own_name = known.own_name if known else tag
    return isolate(language_name(tag, context.translator.language.tag) or own_name)


def lost_words(context: UiContext) -> str:
    """Which languages cannot be shown because their letters are damaged or missing, and what to do."""
    lost = context.fonts.lost_scripts
    names = [language_words(context, tag) for tag, each in context.languages.items() if each.script in lost]
    words = context._(
        "The program's letters are damaged. Texts in these languages may be unreadable, and no form can be made "
        "with them: {languages}. Install the program again; the cases stay as they are."
    )
    return words.format(languages=" · ".join(names))


def damaged_words(context: UiContext, tags: Sequence[str]) -> str:
    """Which languages have texts that cannot be used, what stands in their place, and what to do."""
    words = context._(
        "Some of the program's words are damaged in these languages: {languages}. In their place another language "
        "is shown. Install the program again; the cases stay as they are."
    )
    return words.format(languages=" · ".join(language_words(context, tag) for tag in tags))


def own_line(context: UiContext, text: str) -> str:
    """A name or sentence in its own direction, on the side where the officer's lines begin.

    Qt puts a label on the side of its first letter, whatever the layout's direction; the mark is that letter.
    """
    mark = RLM if context.translator.language.rtl else LRM
    return f"{mark}{isolate(text)}"
