"""Instants, languages and lines of other tongues among the officer's words."""

from __future__ import annotations

from datetime import UTC, datetime

from screening.languages.bidi import date, isolate, ltr
from screening.languages.table import language_name
from screening.ui.context import UiContext

LRM, RLM = "\u200e", "\u200f"


def moment_words(context: UiContext, instant: str) -> str:
    """An instant (UTC, ISO 8601) as on the form: 22 November 2026 14:02 (UTC)."""
    moment = datetime.fromisoformat(instant).astimezone(UTC)
    return f"{date(moment.date(), context.translator.language)} {ltr(f'{moment:%H:%M} (UTC)')}"


def local_moment_words(context: UiContext, instant: str) -> str:
    """An instant (UTC, ISO 8601) on the officer's own clock: 22 November 2026, 14:02."""
    moment = datetime.fromisoformat(instant).astimezone()
    day = date(moment.date(), context.translator.language)
    return context._("{day}, {time}").format(day=day, time=ltr(f"{moment:%H:%M}"))


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
        "The program's letters are damaged. Texts in these languages may be unreadable, and no form can be made: "
        "{languages}. Install the program again; the cases stay as they are."
    )
    return words.format(languages=" · ".join(names))


def own_line(context: UiContext, text: str) -> str:
    """A name or sentence in its own direction, on the side where the officer's lines begin.

    Qt puts a label on the side of its first letter, whatever the layout's direction; the mark is that letter.
    """
    mark = RLM if context.translator.language.rtl else LRM
    return f"{mark}{isolate(text)}"
