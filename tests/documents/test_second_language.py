"""The form where words are missing in the person's language, and they picked a second one too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from screening.core.service import DataItem
from screening.documents.form import build_form
from screening.documents.render import FormRenderer
from screening.documents.words import FormWords
from screening.languages.catalogs import Catalog
from screening.languages.mo_files import Absent
from screening.languages.person_texts import load_fixed_texts
from screening.languages.review import Reviews
from screening.languages.table import load_languages

from .arabic import PERSON, words
from .samples import in_order, letters, read, sample

MARKUP = "<b>حقوقك</b> *strong* #panic"
FIRST = "mnk"
Made = Callable[..., str]


def nothing_in(tag: str, second: Catalog | None) -> Catalog:
    return Catalog(load_languages()[tag], Absent(), Reviews(), load_fixed_texts(), second)


@pytest.fixture
def made(renderer: FormRenderer, tmp_path: Path) -> Made:
    """The text of a form for somebody whose language has no words; `second`: a catalog of another one."""

    def text(second: Catalog, **fields: Any) -> str:
        own: FormWords = replace(words("en", "ar"), person=nothing_in(FIRST, second))
        parts = sample(person_language=FIRST, second_language=second.language.tag, **fields)
        return read(renderer.pdf(build_form(*parts, own)), tmp_path)

    return text


def test_the_person_reads_their_part_in_the_second_language_and_both_are_named(made: Made) -> None:
    text = made(words("en", "ar").person)
    assert in_order(letters(PERSON["form.you_decide"]), letters(text))
    assert "Mandinka; Arabic too" in text
    assert "Draft: the words in Arabic have not been checked by a speaker." in text
    assert "There are no words in" not in text


def test_where_the_second_language_is_the_services_own_it_stands_there_once(made: Made) -> None:
    text = made(words("en", "en").person)
    assert text.count("They will read:") == 1
    assert "Mandinka; English too" in text
    assert "There are no words in" not in text


def test_a_form_that_does_not_tell_the_language_names_neither(made: Made) -> None:
    text = made(words("en", "ar").person, items=frozenset(DataItem) - {DataItem.LANGUAGE})
    assert "Mandinka" not in text and "Arabic" not in text
    assert not in_order(letters(PERSON["form.you_decide"]), letters(text))


def test_each_text_runs_in_the_direction_of_the_language_it_really_is_in() -> None:
    own = replace(words("en", "ar"), person=nothing_in(FIRST, words("en", "ar").person))
    content = build_form(*sample(person_language=FIRST, second_language="ar"), own).content
    person = content["person"]
    assert isinstance(person, dict)
    assert [column["dir"] for column in person["columns"]] == ["ltr", "rtl"]
    title = next(line for line in person["lines"] if line["kind"] == "heading")
    assert [cell["paragraphs"][0]["dir"] for cell in title["cells"]] == ["ltr", "rtl"]


def test_markup_in_a_translation_is_text_on_paper(
    renderer: FormRenderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PERSON, "form.your_rights", MARKUP)
    text = read(renderer.pdf(build_form(*sample(), words("en", "ar"))), tmp_path)
    # The tags run around the Arabic word, from right to left.
    assert "*strong* #panic" in text and text.count("<") == text.count(">") == 2
