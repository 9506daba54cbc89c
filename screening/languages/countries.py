"""Countries by all their names: an aid to find a language, and never a reason to choose one.

`countries.csv` has for each country (ISO 3166-1) its English names and its names in the languages of the table
that are spoken there, as the Unicode locale data write them (CLDR 47); the officer's own names are looked up.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

NAMES = Path(__file__).parent / "countries.csv"
SEPARATOR = "|"


@cache
def load_country_names(path: Path = NAMES) -> dict[str, tuple[str, ...]]:
    """Every country's names by its code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["country"]: tuple(row["names"].split(SEPARATOR)) for row in csv.DictReader(file)}


@cache
def country_names(code: str, in_tag: str) -> tuple[str, ...]:
    """All names of a country, the one in a language (the officer's) among them where the data have it."""
    # Start-up is measured, and no name is needed before the first window stands.
    from babel import Locale, UnknownLocaleError

    names = load_country_names().get(code, ())
    try:
        own = Locale.parse(in_tag, sep="-").territories.get(code)
    except (UnknownLocaleError, ValueError):
        own = None
    return names if own is None else (*names, str(own))
