"""The languages a person or an officer can choose: one CSV row each, and the search over them.

Direction and line breaking are stored per language, never guessed from a text. Countries help to find a language
in a list; nothing is chosen by them and no record keeps one from here.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from screening.languages.countries import country_names

TABLE = Path(__file__).parent / "languages.csv"
SOURCE_TAG = "en"
"""The language every text is written in first."""
LATIN = "Latn"
"""The script that every keyboard has."""

# Letters that keyboards for Arabic, Persian and Urdu write differently and readers take as the same.
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})


class Direction(StrEnum):
    """Which way a line of the language runs."""

    LTR = "ltr"
    RTL = "rtl"


class WordBreaks(StrEnum):
    """Where a line may break: at spaces, between any two characters, or only where a dictionary says."""

    SPACES = "spaces"
    CHARACTERS = "characters"
    DICTIONARY = "dictionary"


@dataclass(frozen=True)
class Language:
    """One language. `tag` is BCP 47, `script` ISO 15924; `mainly_audio`: few of its speakers read it.

    `countries` (ISO 3166-1): where it is spoken by many, to find it by; no list of who speaks it.
    """

    tag: str
    english_name: str
    own_name: str
    script: str
    direction: Direction
    word_breaks: WordBreaks
    mainly_audio: bool
    countries: tuple[str, ...] = ()

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""
        return self.direction is Direction.RTL


def load_languages(path: Path = TABLE) -> dict[str, Language]:
    """All languages by tag, in the table's order (the most often needed first)."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["tag"]: _language(row) for row in csv.DictReader(file)}


def _language(row: dict[str, str]) -> Language:
    return Language(
        tag=row["tag"],
        english_name=row["english_name"],
        own_name=row["own_name"],
        script=row["script"],
        direction=Direction(row["direction"]),
        word_breaks=WordBreaks(row["word_breaks"]),
        mainly_audio=row["mainly_audio"] == "yes",
        countries=tuple(row["countries"].split()),
    )


def language_name(tag: str, in_tag: str) -> str | None:
    """The name of a language in another one; None where the Unicode locale data have none."""
    # Start-up is measured, and no name is needed before the first window stands.
    from babel import Locale, UnknownLocaleError

    try:
        names = Locale.parse(in_tag, sep="-").languages
    except (UnknownLocaleError, ValueError):
        return None
    name = names.get(tag.replace("-", "_"))
    return None if name is None else str(name)


def find(languages: Mapping[str, Language], text: str, in_tag: str = SOURCE_TAG) -> list[Language]:
    """Languages whose tag or name (own, English, or in the officer's language) holds `text`; after them those
    spoken in a country of which a name, or a word in it, begins with it.

    Case, accents and vowel marks do not count. Names that begin with the text come first; an empty text
    finds all.
    """
    wanted = fold(text)
    if not wanted:
        return list(languages.values())
    ranked = [(language, _rank(wanted, language, in_tag)) for language in languages.values()]
    found = [(rank, language) for language, rank in ranked if rank is not None]
    return [language for _, language in sorted(found, key=lambda pair: pair[0])]


def _rank(wanted: str, language: Language, in_tag: str) -> int | None:
    """0: the tag or a whole name; 1: the beginning of a word; 2: anything inside; then 3 and 4: the whole name of
    a country, or the beginning of a word in it; None: no match."""
    names = _folded_names(language, in_tag)
    if wanted == language.tag.casefold() or wanted in names:
        return 0
    if _begins(wanted, names):
        return 1
    if any(wanted in name for name in names):
        return 2
    countries = [_folded_countries(code, in_tag) for code in language.countries]
    if any(wanted in names for names in countries):
        return 3
    return 4 if any(_begins(wanted, names) for names in countries) else None


def _begins(wanted: str, names: tuple[str, ...]) -> bool:
    return any(word.startswith(wanted) for name in names for word in (name, *name.split()))


# Searching runs with each letter typed: what every name comes to is worked out once.


@cache
def _folded_names(language: Language, in_tag: str) -> tuple[str, ...]:
    names = (language.own_name, language.english_name, language_name(language.tag, in_tag) or "")
    return tuple(fold(name) for name in names)


@cache
def _folded_countries(code: str, in_tag: str) -> tuple[str, ...]:
    return tuple(fold(name) for name in country_names(code, in_tag))


def fold(text: str) -> str:
    """Text for comparing: no case, no combining marks, no invisible characters."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cf"))
    return kept.translate(_SAME_LETTER).strip()
