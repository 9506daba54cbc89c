"""The table of languages and the search over it."""

from __future__ import annotations

import pytest
from babel import Locale, UnknownLocaleError

from screening.languages.countries import country_names, load_country_names
from screening.languages.table import Direction, WordBreaks, find, fold, language_name, load_languages

LANGUAGES = load_languages()


def tags(text: str, in_tag: str = "en") -> list[str]:
    """What a search finds."""
    return [language.tag for language in find(LANGUAGES, text, in_tag)]


def test_every_row_is_read() -> None:
    assert len(LANGUAGES) == 45
    assert LANGUAGES["ckb"].rtl
    assert LANGUAGES["km"].word_breaks is WordBreaks.DICTIONARY
    assert LANGUAGES["bin"].mainly_audio
    assert not LANGUAGES["yo"].mainly_audio
    assert {tag for tag, language in LANGUAGES.items() if language.rtl} == {
        "ar",
        "fa",
        "fa-AF",
        "ur",
        "ps",
        "ckb",
    }
    assert {language.rtl for language in LANGUAGES.values() if language.script == "Arab"} == {True}
    assert LANGUAGES["en"].direction is Direction.LTR


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("tigr", "ti"),
        ("ትግ", "ti"),
        ("TURKCE", "tr"),
        ("tieng viet", "vi"),
        ("yoruba", "yo"),
        ("كوردي", "ckb"),
        ("中文", "zh-Hans"),
        ("FIL", "fil"),
        ("kurmanci", "kmr"),
    ],
)
def test_a_language_is_found_by_either_of_its_names(text: str, tag: str) -> None:
    assert tag in tags(text)


def test_a_language_is_found_by_its_name_in_the_officers_language() -> None:
    assert tags("vietnamien", "fr") == ["vi"]
    assert tags("vietnamien", "en") == []
    assert tags("vietnamese", "rom") == ["vi"]


def test_an_exact_name_comes_before_names_that_begin_with_it_or_hold_it() -> None:
    assert tags("so")[0] == "so"
    assert tags("persian")[0] == "fa"
    assert tags("ese").index("vi") >= 0


def test_an_empty_search_finds_all_and_nonsense_finds_none() -> None:
    assert tags("") == list(LANGUAGES)
    assert tags("qqq") == []


def test_a_name_that_no_data_have_is_none() -> None:
    assert language_name("uk", "de") == "Ukrainisch"
    assert language_name("zh-Hans", "en") == "Simplified Chinese"
    assert language_name("x-none", "en") is None
    assert language_name("en", "not a tag") is None


def test_folding_takes_arabic_letters_of_different_keyboards_as_one() -> None:
    assert fold("عربي") == fold("عربی")
    assert fold("می\u200cشود") == fold("میشود")


@pytest.mark.parametrize(
    ("typed", "in_tag", "wanted"),
    [
        ("Eritrea", "en", {"ti", "ar"}),
        ("ኤርትራ", "en", {"ti"}),
        ("erythr", "fr", {"ti"}),
        ("إريتريا", "ar", {"ti"}),
        ("Nigeria", "en", {"yo", "bin", "pcm", "en"}),
        ("afghan", "en", {"fa-AF", "ps"}),
        ("Palestine", "en", {"ar"}),
        ("kosov", "en", {"sq"}),
        ("Western Sahara", "en", {"ar", "es"}),
        ("ivory", "en", {"fr"}),
        ("Shqiperi", "en", {"sq"}),
        ("turkey", "en", {"tr", "kmr"}),
        ("ไทย", "en", {"th"}),
    ],
)
def test_a_language_is_found_by_a_country_in_english_the_officers_words_or_its_own(
    typed: str, in_tag: str, wanted: set[str]
) -> None:
    assert wanted <= set(tags(typed, in_tag))


def test_names_of_languages_come_before_those_of_countries() -> None:
    assert tags("india")[0] != "id" and set(tags("india")) >= {"hi", "bn", "pa", "ta"}
    assert tags("romani")[0] == "rom"
    assert tags("roman")[:2] == ["ro", "rom"]
    assert tags("laos") and tags("lao")[0] == "lo"
    assert tags("turk").index("tr") < tags("turk").index("kmr")


def test_every_language_names_countries_and_every_country_has_its_names() -> None:
    for language in LANGUAGES.values():
        assert language.countries, language.tag
        for code in language.countries:
            english = str(Locale("en").territories[code])
            assert load_country_names()[code][0] == english
            assert language.tag in tags(english), (language.tag, code)
    assert set(load_country_names()) == {code for each in LANGUAGES.values() for code in each.countries}


def test_the_names_of_countries_are_those_of_the_unicode_data() -> None:
    for language in LANGUAGES.values():
        try:
            territories = Locale.parse(language.tag, sep="-").territories
        except (UnknownLocaleError, ValueError):
            continue
        for code in language.countries:
            assert str(territories.get(code, load_country_names()[code][0])) in load_country_names()[code]


def test_a_country_in_a_language_without_data_is_found_by_its_other_names() -> None:
    assert country_names("ER", "rom") == load_country_names()["ER"]
    assert country_names("ER", "not a tag") == load_country_names()["ER"]
    assert country_names("QQ", "en") == ()
