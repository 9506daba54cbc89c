"""Every language of the table is set right on paper and can be read back from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screening.languages.fonts import load_fonts
from screening.languages.table import load_languages

from .samples import tool
from .scripts_page import NUMBER, read_back, rendered, share_right

LANGUAGES = {tag: language for tag, language in load_languages().items() if tag != "en"}
RIGHT_TO_LEFT = [tag for tag, language in LANGUAGES.items() if language.rtl]
LEAST = {"Arab": 0.95, "Beng": 0.85, "Khmr": 0.9}
"""The share of characters read back; elsewhere nearly all. What is lost there is drawn right all the same."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A page per language."""
    return rendered(tmp_path_factory.mktemp("every-script"))


@pytest.fixture(scope="module")
def pages(pdf: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is read back of each."""
    return read_back(pdf, tmp_path_factory.mktemp("read-back"))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_was_set_is_read_back(tag: str, pages: dict[str, str]) -> None:
    assert share_right(tag, pages[tag]) >= LEAST.get(LANGUAGES[tag].script, 0.995)


def test_no_mark_for_line_breaks_is_left_on_the_paper(pages: dict[str, str]) -> None:
    assert not any("\u200b" in page for page in pages.values())


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_a_number_reads_from_left_to_right_on_paper(tag: str, pdf: bytes, tmp_path: Path) -> None:
    page = str(list(LANGUAGES).index(tag) + 1)
    boxes = tool("pdftotext", "-f", page, "-l", page, "-bbox", pdf=pdf, folder=tmp_path)
    found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', boxes)
    groups = [
        (float(y), float(x), word) for x, y, word in found if word.strip("\u200e\u2066\u2069") in NUMBER.split()
    ]
    lines: dict[float, list[str]] = {}
    for y, _, word in sorted(groups):
        lines.setdefault(round(y), []).append(word.strip("\u200e\u2066\u2069"))
    assert [" ".join(words) for words in lines.values()] == [NUMBER, NUMBER]


def test_on_paper_no_font_is_used_that_cannot_be_read_back() -> None:
    fonts = load_fonts()
    assert fonts.paper_families(load_languages()["ur"]) == ("IBM Plex Sans Arabic", "Noto Sans")
