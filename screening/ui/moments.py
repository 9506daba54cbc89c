"""Instants and languages in the officer's words."""

from __future__ import annotations

from datetime import UTC, datetime

from screening.languages.bidi import date, isolate, ltr
from screening.languages.table import language_name
from screening.ui.context import UiContext


def moment_words(context: UiContext, instant: str) -> str:
    """An instant (UTC, ISO 8601) as on the form: 22 November 2026, 14:02 (UTC)."""
    moment = datetime.fromisoformat(instant).astimezone(UTC)
    return f"{date(moment.date(), context.translator.language)}, {ltr(f'{moment:%H:%M} (UTC)')}"


def language_words(context: UiContext, tag: str) -> str:
    """A language's name in the officer's language; else its own name; else the tag."""
    known = context.languages.get(tag)
    own_name = known.own_name if known else tag
    return isolate(language_name(tag, context.translator.language.tag) or own_name)
