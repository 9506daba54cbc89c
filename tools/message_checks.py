"""What makes a translation wrong without knowing its language: fields, plural forms, invisible marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from string import Formatter

from screening.languages.bidi import plain

# Joiners are spelling and come and go between languages; these carry direction or line breaks.
_MARKS = "\u200b\u2060\u2066\u2067\u2068\u2069\u00a0"


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
