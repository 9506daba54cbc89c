"""A catalog that is damaged, or a text that does not fit its source, is a missing one."""

from __future__ import annotations

import gettext
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Written
from babel.messages.mofile import write_mo

from screening.languages.catalogs import Review, load_officer, load_person
from screening.languages.coverage import TEXTS, damaged_languages
from screening.languages.mo_files import fits, open_translations

FIXED = {"answers.yes": "Yes", "consent.who": "My name is {officer}."}
OFFICER = [["", "Cases"], ["", "Saved {count}"], ["", "{count} case", "{count} cases"]]


def write(
    folder: Path, texts: dict[str, str], domain: str = "person", tag: str = "fr", rule: str = "n > 1"
) -> Path:
    """A compiled catalog; keys are contexts of `FIXED`, or sources."""
    catalog = Written(locale=tag, charset="utf-8")
    for key, text in texts.items():
        source: str | tuple[str, str] = FIXED.get(key, key)
        string: str | tuple[str, str] = text
        if key == "{count} case":
            source, string = (key, "{count} cases"), (text, text)
        catalog.add(source, string, context=key if key in FIXED else None)
    path = folder / tag / "LC_MESSAGES" / f"{domain}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_mo(file, catalog)
    path.write_bytes(path.read_bytes().replace(b"(n > 1)", b"(" + rule.encode() + b")"))
    (folder / TEXTS).write_text(
        json.dumps({"person": [list(each) for each in FIXED.items()], "officer": OFFICER}), encoding="utf-8"
    )
    return path


WHOLE = {"answers.yes": "Oui, bien sûr", "consent.who": "Je suis {officer}."}
HARM: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "only a head": lambda data: data[:12],
    "another kind of file": lambda data: b"%PDF-1.7" + data,
    "another encoding": lambda data: data.replace("û".encode(), b"\xfbx"),
    "another encoding said": lambda data: data.replace(b"charset=utf-8", b"charset=cp437"),
    "an unknown encoding said": lambda data: data.replace(b"charset=utf-8", b"charset=none9"),
    "no encoding said": lambda data: data.replace(b"charset=utf-8", b"xharset=utf-8"),
    "a plural rule that is none": lambda data: data.replace(b"(n > 1)", b"(n >>1)"),
    "half a plural rule": lambda data: data.replace(b"plural=", b"plurel="),
}


@pytest.mark.parametrize("harm", HARM)
def test_a_damaged_catalog_is_a_missing_one_and_is_told(harm: str, tmp_path: Path) -> None:
    path = write(tmp_path, WHOLE)
    assert load_person("fr", FIXED, tmp_path).fixed("answers.yes").text == "Oui, bien sûr"
    assert damaged_languages(tmp_path) == ()
    path.write_bytes(HARM[harm](path.read_bytes()))
    shown = load_person("fr", FIXED, tmp_path).fixed("answers.yes")
    assert (shown.text, shown.language, shown.review, shown.wanted) == ("Yes", "en", Review.MISSING, "fr")
    assert damaged_languages(tmp_path) == ("fr",)


def test_where_the_person_picked_a_second_language_it_stands_in_for_a_damaged_one(tmp_path: Path) -> None:
    write(tmp_path, {"answers.yes": "Sí"}, tag="es")
    write(tmp_path, WHOLE).write_bytes(b"nothing")
    shown = load_person("fr", FIXED, tmp_path, second="es").fixed("answers.yes")
    assert (shown.text, shown.language, shown.review, shown.wanted) == ("Sí", "es", Review.DRAFT, "fr")


WRONG = {
    "missing": "Je suis là.",
    "another": "Je suis {nom}.",
    "one more": "Je suis {officer}, {organisation}.",
    "reaching inside": "Je suis {officer.__class__}.",
    "blown up": "Je suis {officer:>999999999}.",
    "without a name": "Je suis {}.",
    "never closed": "Je suis {officer.",
    "never opened": "Je suis officer}.",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_text_whose_fields_are_wrong_is_a_missing_one_and_the_others_stay(wrong: str, tmp_path: Path) -> None:
    write(tmp_path, {**WHOLE, "consent.who": WRONG[wrong]})
    person = load_person("fr", FIXED, tmp_path)
    shown = person.fixed("consent.who").filled(officer="A1")
    assert (shown.text, shown.review) == ("My name is \u2068A1\u2069.", Review.MISSING)
    assert person.fixed("answers.yes").text == "Oui, bien sûr"
    assert damaged_languages(tmp_path) == ("fr",)


def test_markup_in_a_text_is_text(tmp_path: Path) -> None:
    write(tmp_path, {"answers.yes": "<b>Oui</b> & <script>"})
    assert load_person("fr", FIXED, tmp_path).fixed("answers.yes").text == "<b>Oui</b> & <script>"
    assert damaged_languages(tmp_path) == ()


def test_the_officers_words_fall_back_to_english_where_they_could_not_be_filled_in(tmp_path: Path) -> None:
    write(tmp_path, {"Cases": "Dossiers", "Saved {count}": "{nombre}", "{count} case": "{n} cas"}, "officer")
    officer = load_officer("fr", tmp_path)
    assert officer.gettext("Cases") == "Dossiers"
    assert officer.gettext("Saved {count}").format(count=2) == "Saved 2"
    assert officer.ngettext("{count} case", "{count} cases", 2).format(count=2) == "2 cases"
    assert damaged_languages(tmp_path) == ("fr",)


def test_a_plural_rule_that_divides_by_nothing_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"Cases": "Dossiers", "{count} case": "{count} cas"}, "officer", rule="1 % 0")
    officer = load_officer("fr", tmp_path)
    assert officer.gettext("Cases") == "Dossiers"
    assert officer.ngettext("{count} case", "{count} cases", 2) == "{count} cases"
    assert officer.npgettext("x", "{count} case", "{count} cases", 1) == "{count} case"
    assert damaged_languages(tmp_path) == ("fr",)


def test_a_form_of_a_plural_may_leave_the_number_out_but_not_bring_in_another() -> None:
    assert fits("deux cas", "{count} case", "{count} cases")
    assert fits("{count} cas", "{count} case", "{count} cases")
    assert not fits("{n} cas", "{count} case", "{count} cases")
    assert not fits("sans nombre", "{count} cases")
    assert fits("rien", "nothing")


def test_without_a_list_of_texts_only_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, {**WHOLE, "consent.who": "Je suis {nom}."})
    (tmp_path / TEXTS).write_text("{", encoding="utf-8")
    assert damaged_languages(tmp_path) == ()
    path.write_bytes(b"")
    assert damaged_languages(tmp_path) == ("fr",)


def test_what_is_not_there_is_not_damaged(tmp_path: Path) -> None:
    assert not open_translations("fr", "person", tmp_path).damaged
    assert not open_translations("en", "person", tmp_path).damaged
    assert isinstance(open_translations("fr", "person", tmp_path), gettext.NullTranslations)


def test_what_is_shipped_is_whole() -> None:
    assert damaged_languages() == ()
