"""Marks where a line may break in Thai, Lao, Khmer and Burmese, which set no spaces between words.

ICU's dictionaries know the words; the program itself does without them. A mark is a zero-width space (U+200B).
It is put into the compiled catalogs alone: translators never see one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from babel.messages.catalog import Catalog

from screening.languages.catalogs import PERSON
from screening.languages.table import WordBreaks, load_languages

ZWSP = "\u200b"
# A field, and what is kept in one piece: a number, a date, a name.
_WHOLE = re.compile("\\{[^{}]*\\}|[\u2066-\u2068][^\u2066-\u2069]*\u2069")

Breaker = Callable[[str], str]


def mark_catalogs(catalogs: Mapping[tuple[str, str], Catalog]) -> list[str]:
    """Mark the person's texts, in the catalogs (by language and domain) themselves; returns the problems."""
    problems = []
    for (tag, domain), catalog in catalogs.items():
        if (
            domain == PERSON
            and tag in load_languages()
            and any(message.string for message in catalog if message.id)
        ):
            try:
                mark = breaker(tag)
            except ImportError:
                problems.append(
                    f"{tag}/{domain}.po: its lines cannot be broken without icu4py, which is not installed"
                )
                continue
            if mark is not None:
                _mark_catalog(catalog, mark)
    return problems


def breaker(tag: str) -> Breaker | None:
    """What puts the marks into texts of a language; None where lines break at spaces.

    Raises ImportError where ICU is not installed.
    """
    if load_languages()[tag].word_breaks is not WordBreaks.DICTIONARY:
        return None
    from icu4py.breakers import LineBreaker  # of the development tools: the other commands do without

    return lambda text: with_marks(text, list(LineBreaker(text.replace(ZWSP, ""), tag)))


def with_marks(text: str, pieces: list[str]) -> str:
    """The pieces of a text with a mark between them where no space is, and none inside of what is kept whole."""
    whole = [found.span() for found in _WHOLE.finditer(text.replace(ZWSP, ""))]
    marked, at = [], 0
    for before, after in zip(["", *pieces], pieces, strict=False):
        inside = any(start < at < end for start, end in whole)
        if before and not inside and not before[-1].isspace():
            marked.append(ZWSP)
        marked.append(after)
        at += len(after)
    return "".join(marked)


def _mark_catalog(catalog: Catalog, mark: Breaker) -> None:
    for message in catalog:
        if not message.id:
            continue  # the header
        if isinstance(message.string, str):
            message.string = mark(message.string)
        else:
            message.string = tuple(mark(form) for form in message.string or ())
