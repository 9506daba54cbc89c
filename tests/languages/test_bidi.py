"""Isolation of numbers and dates, and cleaning of free text."""

from __future__ import annotations

import datetime
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from screening.languages.bidi import date, isolate, ltr, one_of_each, phone, plain, strip_invisible
from screening.languages.table import Direction, load_languages

LANGUAGES = load_languages()


def test_a_phone_number_keeps_its_order_and_its_line() -> None:
    assert phone(" +39  0800 123") == "\u2066+39\u00a00800\u00a0123\u2069"


def test_isolating_twice_does_not_nest() -> None:
    assert ltr(ltr("AB 12")) == ltr("AB 12")


def test_isolate_takes_the_direction_it_is_given() -> None:
    assert isolate("x") == "\u2068x\u2069"
    assert isolate("x", Direction.RTL) == "\u2067x\u2069"
    assert isolate("x", Direction.LTR) == "\u2066x\u2069"


def test_a_date_is_written_in_the_language_and_isolated_its_way() -> None:
    day = datetime.date(2026, 11, 30)
    assert date(day) == "\u20662026-11-30\u2069"
    assert date(day, LANGUAGES["fr"]) == "\u206630\u00a0novembre\u00a02026\u2069"
    arabic = date(day, LANGUAGES["ar"])
    assert arabic.startswith("\u2067") and "2026" in arabic and " " not in arabic
    assert date(day, LANGUAGES["rom"]) == date(day)


def test_dates_are_known_or_plain_in_every_language() -> None:
    for language in LANGUAGES.values():
        assert date(datetime.date(2026, 1, 2), language)[-1] == "\u2069"


def test_accessible_names_have_no_invisible_marks_but_keep_joiners() -> None:
    assert strip_invisible("\u2066a\u00a0b\u2069\u200b") == "a b"
    assert strip_invisible("می\u200cشود") == "می\u200cشود"


def test_free_text_loses_what_engines_fail_on() -> None:
    assert plain("a\x00b\x1bc\x9f") == "abc"
    assert plain("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"
    assert plain("tab\tstays") == "tab\tstays"
    assert plain("\ud800 \ufdd0 \uffff \U0010ffff") == "\ufffd \ufffd \ufffd \ufffd"


def test_free_text_keeps_isolates_and_loses_older_direction_marks() -> None:
    assert plain("\u202eevil\u202c \u200fa \u2066b\u2069") == "evil a \u2066b\u2069"


def test_isolates_end_with_their_line_and_never_close_what_they_did_not_open() -> None:
    assert plain("\u2066a\nb\u2069c") == "\u2066a\u2069\nbc"
    assert isolate(plain("a\u2069b")) == "\u2068ab\u2069"


@given(st.text(alphabet=st.characters(codec=None)))
def test_plain_text_can_be_encoded_and_is_plain(text: str) -> None:
    cleaned = plain(text)
    cleaned.encode("utf-8")
    assert plain(cleaned) == cleaned
    assert not any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in cleaned)
    for line in cleaned.split("\n"):
        assert sum(line.count(char) for char in "\u2066\u2067\u2068") == line.count("\u2069")


def test_one_year_one_month_and_one_day_are_said_in_the_language_or_in_english() -> None:
    languages = LANGUAGES
    assert one_of_each(languages["ar"]) == {"year": "سنة", "month": "شهر", "day": "يوم"}
    assert one_of_each(languages["fr"])["day"] == "1 jour"
    assert one_of_each(languages["rom"]) == {"year": "1 year", "month": "1 month", "day": "1 day"}
