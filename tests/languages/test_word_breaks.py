"""Where lines may break in scripts that set no spaces between words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from screening.languages.catalogs import load_person
from screening.languages.hashes import text_hash
from screening.languages.table import WordBreaks, load_languages
from tools import messages
from tools.message_checks import message_problems
from tools.word_breaks import ZWSP, breaker

from .checkout import catalog_of, compiled, make_checkout, translate
from .samples import samples

UNSPACED = [tag for tag, each in load_languages().items() if each.word_breaks is WordBreaks.DICTIONARY]
WORDS = {
    "th": "กรุณา|รอ|สัก|ครู่",
    "lo": "ມະນຸດ|ເກີດ|ມາ|ມີ|ສິດ",
    "km": "មនុស្ស|ទាំងអស់|កើតមក|មាន|សេរីភាព",
    "my": "လူ|တိုင်း|သည်",
}


def marked(tag: str, text: str) -> str:
    """A text with its marks shown as bars."""
    mark = breaker(tag)
    assert mark is not None
    return mark(text).replace(ZWSP, "|")


def test_these_languages_need_a_dictionary() -> None:
    assert sorted(UNSPACED) == sorted(WORDS)
    assert all(breaker(tag) is None for tag in load_languages() if tag not in WORDS)


@pytest.mark.parametrize("tag", UNSPACED)
def test_lines_may_break_between_words(tag: str) -> None:
    assert marked(tag, WORDS[tag].replace("|", "")) == WORDS[tag]


@pytest.mark.parametrize("tag", UNSPACED)
def test_marks_change_nothing_but_the_breaks(tag: str) -> None:
    mark = breaker(tag)
    assert mark is not None
    for text in samples()[tag]:
        once = mark(text)
        assert once.count(ZWSP) > len(text) / 15
        assert mark(once) == once
        assert once.replace(ZWSP, "") == text and text_hash(once) == text_hash(text)
        assert f" {ZWSP}" not in once and f"{ZWSP} " not in once


@pytest.mark.parametrize("tag", UNSPACED)
def test_fields_and_numbers_stay_whole(tag: str) -> None:
    word = WORDS[tag].replace("|", "")
    text = f"{word}{{officer}}{word} \u2066+39\u00a00800-55\u2069 {word}"
    shown = marked(tag, text)
    assert "{officer}" in shown and "\u2066+39\u00a00800-55\u2069" in shown
    assert not list(message_problems(("{officer} \u2066\u2069\u00a0",), (shown,), 1))


def checkout(root: Path, tag: str, text: str) -> Path:
    """A checkout with one translation."""
    root = make_checkout(root)
    messages.update(root, tag)
    translate(root, tag, "person", {"wall.greeting": text})
    return root


def test_the_compiled_catalog_has_the_marks_and_the_translators_file_has_none(tmp_path: Path) -> None:
    root = checkout(tmp_path, "th", WORDS["th"].replace("|", ""))
    assert messages.compile_catalogs(root) == []
    shown = load_person("th", {"wall.greeting": "Hello."}, compiled(root)).fixed("wall.greeting")
    assert shown.text == WORDS["th"].replace("|", ZWSP)
    assert all(ZWSP not in str(message.string) for message in catalog_of(root, "th", "person"))
    written = (compiled(root) / "th" / "LC_MESSAGES" / "person.mo").read_bytes()
    assert messages.compile_catalogs(root) == []
    assert (compiled(root) / "th" / "LC_MESSAGES" / "person.mo").read_bytes() == written


@pytest.mark.parametrize(("tag", "problems"), [("km", 1), ("fr", 0)])
def test_without_icu_nothing_is_compiled_where_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tag: str, problems: int
) -> None:
    root = checkout(tmp_path, tag, "សួស្តី")
    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    found = messages.compile_catalogs(root)
    assert len(found) == problems and all("icu4py" in each for each in found)
    assert (compiled(root) / tag / "LC_MESSAGES" / "person.mo").is_file() is not bool(problems)
