"""What somebody types into the case list's search field, as an FTS5 query in which all of it is data."""

from __future__ import annotations

import unicodedata

from screening.store.values import storable

_LONGEST = 200
_MOST_WORDS = 8


def fts_query(typed: str) -> str | None:
    """Cases that have every word typed, the last letters of each still missing; None: nothing to look for.

    Each word is quoted, so quotes, operators and column names in it mean nothing.
    """
    text = "".join(
        " " if unicodedata.category(character) == "Cc" else character for character in storable(typed)[:_LONGEST]
    )
    words = [word for word in text.split() if any(character.isalnum() for character in word)]
    return " ".join(f'"{word.replace(chr(34), chr(34) * 2)}"*' for word in words[:_MOST_WORDS]) or None
