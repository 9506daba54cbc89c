"""What makes a translation wrong without knowing its language: fields, plural forms, marks, letters, markup."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from string import Formatter

from screening.languages.bidi import plain
from screening.languages.table import Language

# Joiners are spelling and come and go between languages; these carry direction or line breaks.
_MARKS = "\u200b\u2060\u2066\u2067\u2068\u2069\u00a0"
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|[A-Za-z]+);")
# The letters' Unicode names of the scripts in the table of languages (ISO 15924).
_LETTERS = {
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Arab": "ARABIC",
    "Ethi": "ETHIOPIC",
    "Beng": "BENGALI",
    "Deva": "DEVANAGARI",
    "Guru": "GURMUKHI",
    "Hans": "CJK",
    "Khmr": "KHMER",
    "Laoo": "LAO",
    "Mymr": "MYANMAR",
    "Sinh": "SINHALA",
    "Taml": "TAMIL",
    "Thai": "THAI",
}


def message_problems(source: tuple[str, ...], translation: tuple[str, ...], plurals: int) -> Iterator[str]:
    """Mistakes of one entry; `translation` has one form, or `plurals` forms. Untranslated is no mistake."""
    if not any(translation):
        return
    if len(source) > 1 and (len(translation) != plurals or not all(translation)):
        yield f"{plurals} plural forms wanted"
        return
    for form in translation:
        yield from _form_problems(source, form)
    wanted = _fields(source[-1]) or set()
    # "One case", "two cases" need no number where the language has a form for exactly that.
    if len(source) > 1 and not any(_fields(form) == wanted for form in translation):
        yield f"fields differ: {_named(wanted)} wanted"


def _form_problems(source: tuple[str, ...], form: str) -> Iterator[str]:
    fields = _fields(form)
    if fields is None:
        yield "braces that do not match"
        return
    allowed = set().union(*(_fields(each) or set() for each in source))
    if fields - allowed or (len(source) == 1 and fields != allowed):
        yield f"fields differ: {_named(allowed)} wanted, {_named(fields)} found"
    for mark in _MARKS:
        wanted = max(Counter(each)[mark] for each in source)
        if mark in "\u2066\u2067\u2068\u2069" and form.count(mark) != wanted:
            yield f"U+{ord(mark):04X} wanted {wanted} times, found {form.count(mark)}"
        elif form.count(mark) < wanted:
            yield f"U+{ord(mark):04X} was lost"
    if plain(form) != form:
        yield "holds control characters, or isolates that do not match"
    if "\u200b" in form and not any("\u200b" in each for each in source):
        yield "holds a zero-width space: those for line breaks are put in when the catalogs are compiled"
    if unicodedata.normalize("NFC", form) != form:
        yield "is not in Unicode's normal form C"
    if _markup(form) - set().union(*(_markup(each) for each in source)):
        yield "holds markup: it would be read as it stands"


def letter_problems(translation: tuple[str, ...], language: Language) -> Iterator[str]:
    """A text in the letters of another script: pasted into the wrong file, or typed on the wrong keyboard.

    Names and signs in Latin letters may stand in any text; one without a letter of its own script is a mistake.
    """
    own = _LETTERS[language.script]
    for form in translation:
        words = re.sub(r"\{[^{}]*\}", "", form)
        scripts = {unicodedata.name(char, "").split(" ")[0] for char in words if char.isalpha()}
        strange = (scripts & set(_LETTERS.values())) - {own, "LATIN"}
        if strange:
            yield f"holds letters of another script: {', '.join(sorted(strange)).lower()}"
        elif own not in scripts and scripts:
            yield f"has no letter of its own script ({language.script})"


def _markup(text: str) -> set[str]:
    return set(_MARKUP.findall(text))


def _fields(text: str) -> set[str] | None:
    """The `{fields}` of a text with their conversions and formats; None where it cannot be parsed."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        return None
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
        for _, name, spec, conversion in parsed
        if name is not None
    }


def _named(fields: set[str]) -> str:
    return ", ".join(f"{{{field}}}" for field in sorted(fields)) or "no fields"
