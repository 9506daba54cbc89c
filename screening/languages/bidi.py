"""Direction inside a line, and what must never reach a text engine.

A phone number, a date or a reference inside an Arabic sentence is turned round by the Unicode
bidirectional algorithm (UAX #9): "0800 123 456" is read as "456 123 0800". Isolates (U+2066 ... U+2069)
with no-break spaces inside keep it as it is written, on the screen and on paper.
"""

from __future__ import annotations

import datetime
import re
from typing import Literal

from screening.languages.table import Direction, Language

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
NBSP = "\u00a0"

# Patterns stay text until first used (`re` keeps what it compiled): compiling them costs start-up 4 ms.
# Older direction marks, embeddings and overrides reach beyond their text and can reverse what follows;
# then invisible separators, interlinear notes and tags, which no reader sees and engines trip over.
_STRIPPED = (
    "[\u200e\u200f\u061c\u202a-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_LINE_ENDS = "\r\n|[\r\x85\u2028\u2029]"
# Lone surrogates cannot be encoded; noncharacters are refused by XML and by Typst's PDF standards.
_UNWRITABLE = (
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(17))
    + "]"
)
_INVISIBLE = "[\u00ad\u200b\u200e\u200f\u061c\u2060\u202a-\u202e\u2066-\u206f\ufeff]"


def isolate(text: str, direction: Direction | None = None) -> str:
    """Text that cannot disturb the line around it; its own direction, or that of its first letter."""
    opening = {None: FSI, Direction.LTR: LRI, Direction.RTL: RLI}[direction]
    return f"{opening}{text}{PDI}"


def ltr(text: str) -> str:
    """A reference, code or number: read from left to right, kept on one line."""
    return isolate(strip_invisible(text).replace(" ", NBSP), Direction.LTR)


def phone(number: str) -> str:
    """A phone number as it is dialled."""
    return ltr(" ".join(number.split()))


def date(value: datetime.date, language: Language | None = None) -> str:
    """A date in words of the language, or as 2026-11-30 where there is none or its words are unknown."""
    # Start-up is measured, and Babel is not needed before the first window stands.
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    if language is None:
        return ltr(value.isoformat())
    try:
        locale = Locale.parse(language.tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return ltr(value.isoformat())
    words = format_date(value, format="long", locale=locale)
    return isolate(strip_invisible(words).replace(" ", NBSP), language.direction)


def month_names(language: Language) -> list[str]:
    """January to December in a language, or 1 to 12 where its words are unknown."""
    from babel import Locale, UnknownLocaleError  # as in `date`
    from babel.dates import get_month_names

    try:
        names = get_month_names("wide", "stand-alone", Locale.parse(language.tag, sep="-"))
    except (UnknownLocaleError, ValueError):
        return [str(number) for number in range(1, 13)]
    return [names[number] for number in range(1, 13)]


def one_of_each(language: Language) -> dict[str, str]:
    """ "1 year", "1 month" and "1 day" in a language; in English where its words are unknown."""
    from babel import Locale, UnknownLocaleError  # as in `date`
    from babel.dates import format_timedelta

    try:
        locale = Locale.parse(language.tag, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    lengths: tuple[tuple[Literal["year", "month", "day"], int], ...] = (("year", 365), ("month", 30), ("day", 1))
    return {
        part: strip_invisible(format_timedelta(datetime.timedelta(days), part, threshold=1, locale=locale))
        for part, days in lengths
    }


def strip_invisible(text: str) -> str:
    """Text for accessible names: screen readers spell out zero-width spaces and isolates.

    Joiners (U+200C, U+200D) stay: they are spelling in Persian, Sinhala and others.
    """
    return re.sub(_INVISIBLE, "", text).replace(NBSP, " ")


def plain(text: str) -> str:
    """Free text that no engine fails on and that ends what it begins.

    Newlines and tabs stay, other controls go; lone surrogates and noncharacters become U+FFFD;
    direction controls other than isolates go, and isolates are balanced within each line.
    """
    lines = re.sub(_LINE_ENDS, "\n", text).split("\n")
    return "\n".join(_balanced(re.sub(_UNWRITABLE, "\ufffd", re.sub(_STRIPPED, "", line))) for line in lines)


def _balanced(line: str) -> str:
    """The line with every isolate closed and no closing mark without an opening one."""
    open_isolates = 0
    kept: list[str] = []
    for char in line:
        if char in (LRI, RLI, FSI):
            open_isolates += 1
        elif char == PDI:
            if not open_isolates:
                continue
            open_isolates -= 1
        kept.append(char)
    return "".join(kept) + PDI * open_isolates
