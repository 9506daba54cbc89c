"""Where a line of a text may break that sets no spaces between words, or is nothing but one long word.

Compiled catalogs mark the words of Thai, Lao, Khmer and Burmese with zero-width spaces (`tools/word_breaks.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from screening.languages.bidi import PDI

ZWSP = "\u200b"
_VIRAMA = 9
"""Canonical combining class of the signs that join two letters."""
_ASAT = "\u103a"
"""Of that class too, but it ends a syllable."""
# Text and the room after it; an isolate that runs from right to left stays whole, since its words change places.
_RTL_ISOLATE = "[\u2066-\u2068][^\u2066-\u2069]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc][^\u2066-\u2069]*\u2069"
_NUMBER_OR_SIGN = "[\u2066-\u2068][^\u2066-\u2069 ]{1,24}\u2069|."
_PIECE = f"(?:{_RTL_ISOLATE}|[^ \u200b])+[ \u200b]*|[ \u200b]+"


def pieces(line: str) -> list[tuple[str, str]]:
    """A line as pieces that it may break between: what is seen of each, and the spaces after it."""
    found = []
    for match in re.finditer(_PIECE, line):
        seen = match.group().rstrip(f" {ZWSP}")
        found.append((seen.replace(ZWSP, ""), match.group()[len(seen) :].replace(ZWSP, "")))
    return found


def clusters(word: str) -> Iterator[str]:
    """A word as what stays whole even where the word is longer than a line: a letter with its marks, a number."""
    kept = ""
    for match in re.finditer(_NUMBER_OR_SIGN, word, re.DOTALL):
        part = match.group()
        if kept and (len(part) > 1 or kept[-1] == PDI or may_part(kept[-1], part)):
            yield kept
            kept = ""
        kept += part
    if kept:
        yield kept


def may_part(before: str, char: str) -> bool:
    """Not between a letter and its mark, nor at a joiner or a direction control."""
    kinds = unicodedata.category(before), unicodedata.category(char)
    joins = before != _ASAT and unicodedata.combining(before) == _VIRAMA
    return not joins and "Cf" not in kinds and not kinds[1].startswith("M")
