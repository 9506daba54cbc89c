"""How much of each part is translated and reviewed in a language, and which texts still want a reader.

The list of all texts is compiled with the catalogs (`texts.json`), so that an installed program can tell
without the masters.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from screening.core.review import Review, careful, weakest
from screening.languages.catalogs import COMPILED, OFFICER, PERSON
from screening.languages.mo_files import Absent, open_translations
from screening.languages.review import load_reviews
from screening.languages.table import SOURCE_TAG, load_languages

TEXTS = "texts.json"
# Enough numbers to meet every plural form of every language.
_NUMBERS = (*range(201), 1_000, 1_000_000)
FEW_NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100)
"""Enough to see whether plural forms can be used at all."""


@dataclass(frozen=True)
class Entry:
    """One text in one language. `source` and `translation` of a message with plurals: a form a line."""

    domain: str
    part: str
    text_id: str
    source: str
    translation: str
    review: Review


@dataclass(frozen=True)
class Row:
    """Counts of one part: `person/consent`, `officer/interface`, `officer/labour-exploitation`."""

    part: str
    total: int
    translated: int
    reviewed: int

    @property
    def review(self) -> Review:
        """How far the part can be trusted as a whole."""
        if self.translated < self.total:
            return Review.MISSING
        return Review.REVIEWED if self.reviewed == self.total else Review.DRAFT


def entries(tag: str, folder: Path = COMPILED, domain: str = "") -> tuple[Entry, ...]:
    """Every text in a language, in the order of the masters; none where nothing was compiled.

    `domain`: the person's texts alone, or the officer's, whose plural forms take most of the time.
    """
    path = folder / TEXTS
    if not path.is_file():
        return ()
    texts = json.loads(path.read_text(encoding="utf-8"))
    wanted = [each for each in texts if domain in ("", each)]
    return tuple(entry for each in wanted for entry in _entries(tag, each, texts[each], folder))


CAREFUL = "person/consent-safety-rights"
"""The part across all others that holds what a wrong translation could do harm in."""


def coverage(tag: str, folder: Path = COMPILED) -> tuple[Row, ...]:
    """The careful texts together, then one row per part, in the order of the masters.

    English counts as translated and reviewed.
    """
    by_part: dict[str, list[Review]] = {}
    found = entries(tag, folder)
    for entry in found:
        if entry.domain == PERSON and careful(entry.text_id):
            by_part.setdefault(CAREFUL, []).append(entry.review)
    for entry in found:
        by_part.setdefault(entry.part, []).append(entry.review)
    return tuple(
        Row(
            part,
            total=len(reviews),
            translated=sum(review is not Review.MISSING for review in reviews),
            reviewed=sum(review in (Review.SOURCE, Review.REVIEWED) for review in reviews),
        )
        for part, reviews in by_part.items()
    )


def officer_review(tag: str, folder: Path = COMPILED) -> Review:
    """How far the officer's own interface can be trusted; DRAFT too where a part of it is still English."""
    if tag == SOURCE_TAG:
        return Review.SOURCE
    if not load_reviews(folder / tag).signed:
        return Review.DRAFT
    worst = weakest(entry.review for entry in entries(tag, folder, OFFICER))
    return Review.DRAFT if worst is Review.MISSING else worst


def damaged_languages(folder: Path = COMPILED) -> tuple[str, ...]:
    """Tags of the languages whose texts, or some of them, cannot be used as they were installed."""
    try:
        texts = json.loads((folder / TEXTS).read_bytes())
    except (OSError, ValueError):
        texts = {}
    return tuple(
        tag
        for tag in load_languages()
        if any(_damaged(tag, domain, texts.get(domain, ()), folder) for domain in (PERSON, OFFICER))
    )


def _damaged(tag: str, domain: str, texts: Iterable[list[str]], folder: Path) -> bool:
    translations = open_translations(tag, domain, folder)
    if not isinstance(translations, Absent):
        for text_id, *sources in texts:
            _translation(translations, text_id, sources, FEW_NUMBERS)
    return translations.damaged


def part_of(text_id: str) -> str:
    """`labour-exploitation:papers_held.text` is of its pack, `consent.title` of its group."""
    if ":" in text_id:
        return text_id.partition(":")[0]
    return text_id.partition(".")[0] if "." in text_id else "interface"


def _entries(tag: str, domain: str, texts: list[list[str]], folder: Path) -> Iterator[Entry]:
    translations = open_translations(tag, domain, folder)
    reviews = load_reviews(folder / tag)
    for text_id, *forms in texts:
        source, translation = "\n".join(forms), _translation(translations, text_id, forms)
        if tag == SOURCE_TAG:
            review = Review.SOURCE
        elif not translation:
            review = Review.MISSING
        else:
            review = Review.REVIEWED if reviews.has(text_id, source, translation) else Review.DRAFT
        yield Entry(domain, f"{domain}/{part_of(text_id)}", text_id, source, translation, review)


def _translation(
    translations: gettext.NullTranslations, text_id: str, forms: list[str], numbers: Iterable[int] = _NUMBERS
) -> str:
    """All translated forms, a line each; empty where there are none."""
    if len(forms) == 1:
        return translations.pgettext(text_id, forms[0]) if text_id else translations.gettext(forms[0])
    one, many = forms
    if text_id:
        found = [translations.npgettext(text_id, one, many, number) for number in numbers]
    else:
        found = [translations.ngettext(one, many, number) for number in numbers]
    return "\n".join(dict.fromkeys(found))
