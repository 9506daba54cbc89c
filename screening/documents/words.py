"""The words of the form: catalogs for its two readers, and what it adds to `languages.terms`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from screening.core.safety import AgeBand
from screening.core.service import DataItem
from screening.languages.catalogs import Catalog, Translator, load_officer, load_person
from screening.languages.fonts import FontSet, load_usable_fonts
from screening.languages.marks import N_
from screening.languages.person_texts import load_fixed_texts
from screening.languages.table import SOURCE_TAG


@dataclass(frozen=True)
class FormWords:
    """All words of a form: `officer` and `beside` in the provider's language, `person` in theirs."""

    officer: Translator
    beside: Catalog
    person: Catalog
    fonts: FontSet


HEADING = N_("Request for help")


def load_words(
    provider_language: str, person_language: str, fonts: FontSet | None = None, *, second: str = ""
) -> FormWords:
    """The installed words for two language tags; English for a provider whose language has no words.

    `second`: another language the person picked, for what is missing in theirs.
    Raises LANGUAGE_UNKNOWN, FONTS_DAMAGED.
    """
    fixed = load_fixed_texts()
    officer = load_officer(provider_language)
    if officer.gettext(HEADING) == HEADING:
        officer = load_officer(SOURCE_TAG)
    return FormWords(
        officer=officer,
        beside=load_person(officer.language.tag, fixed),
        person=load_person(person_language, fixed, second=second),
        fonts=fonts or load_usable_fonts(),
    )


AGES: Mapping[AgeBand, str] = MappingProxyType(
    {
        AgeBand.ADULT: N_("Adult"),
        AgeBand.CHILD: N_("Under 18"),
        AgeBand.UNSURE: N_("May be under 18: treat the person as a child"),
    }
)

GENDERS: Mapping[str, str] = MappingProxyType(
    {"woman": N_("Woman"), "man": N_("Man"), "girl": N_("Girl"), "boy": N_("Boy"), "other": N_("Other")}
)
"""Codes; any other text is printed as the person said it."""

ITEM_TEXTS: Mapping[DataItem, str] = MappingProxyType(
    {item: f"item.{item.value}" for item in DataItem}
    | {DataItem.RISKS: "item.immediate_risks", DataItem.KIND_OF_SITUATION: "item.situation"}
)
"""The person's words for each item, by text id."""

ALWAYS_READ = ("item.officer", "item.consent")
"""On every form besides the items: who sends it, and what was agreed."""

NEVER_READ = ("item.nationality", "item.answers", "item.notes")
"""On no form; the person is told so."""
