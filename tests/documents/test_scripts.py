"""Every script, both directions, and text that would break a weaker page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.core.referral import Referral
from screening.core.service import ServiceCategory
from screening.documents.context import FormContext
from screening.documents.form import build_form
from screening.documents.render import FormRenderer
from screening.documents.texts import breakable, numbers_in_order
from tests.examples import examples

from .arabic import PERSON, words
from .samples import in_order, letters, read, sample, service, sheet, squeezed, tool

Printed = Callable[..., str]
Render = Callable[[tuple[Referral, FormContext]], bytes]

TRAP = '#panic("x") *bold* _it_ <img src="/etc/passwd"> $x$ @ref \\ #import "@preview/a:1.0.0" `raw` = H // c'


@pytest.mark.parametrize("name", ["ليلى حسن", "မသီတာ", "สมหญิง ใจดี", "王小明", "தமிழ்ச்செல்வி", "ትግስቲ", "សុខា"])
def test_names_in_any_script_are_printed(printed: Printed, name: str) -> None:
    text = printed(sheet(name=name))
    # A mark drawn with its letter may be read back before or after it.
    wanted = sorted(char for char in squeezed(name) if unicodedata.category(char) == "Lo")
    found = squeezed(text)
    assert not [char for char in wanted if char not in found]


@pytest.mark.parametrize(
    "text_id",
    ["share.no_means", "share.already_read", "form.see_correct_delete", "form.complain", "form.you_decide"],
)
def test_arabic_sentences_come_out_in_order(printed: Printed, text_id: str) -> None:
    found = letters(printed(provider_language="ar", person_language="ar"))
    assert in_order(letters(PERSON[text_id]), found)


def test_an_arabic_provider_gets_a_page_in_arabic(printed: Printed) -> None:
    text = printed(service=service(language="ar", name="بيت الأمل"), person_language="en")
    found = letters(text)
    for words_ in ("طلب مساعدة", "قسيمة الرد", "للجهة المذكورة فقط", "المساعدة المطلوبة"):
        assert in_order(letters(words_), found)
    assert "They will read:" in text
    assert "+44 7700 900 123" in text


@pytest.mark.parametrize("written", ["0800-123-456", "0800 123 456", "+380 44 123 45 67", "(020) 7946 0958"])
@pytest.mark.parametrize("provider", ["en", "ar"])
def test_phone_numbers_in_right_to_left_text_are_never_turned_round(
    printed: Printed, written: str, provider: str
) -> None:
    text = printed(
        sheet(safe_contact=f"اتصلوا على الرقم {written} بعد الساعة 18:00 يوم 2026-11-22."),
        provider_language=provider,
    )
    # poppler counts an opening bracket to the Arabic before it; on the paper it stands where it belongs.
    assert written.removeprefix("(") in text
    assert "18:00" in text
    assert "2026-11-22" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("اتصل 0800 123 456 الآن", "اتصل \u20660800\u00a0123\u00a0456\u2069 الآن"),
        ("+44 7700 900123", "\u2066+44\u00a07700\u00a0900123\u2069"),
        ("room 12 on day 3", "room \u206612\u2069 on day \u20663\u2069"),
        ("A1 26-0417-B", "\u2066A1\u00a026-0417-B\u2069"),
        ("[U+0F40] x", "\u2066[U+0F40]\u2069 x"),
        ("٠٨٠٠-١٢٣", "\u2066٠٨٠٠\u200e-\u200e١٢٣\u2069"),
        ("no digits", "no digits"),
    ],
)
def test_numbers_are_isolated_from_left_to_right(text: str, shown: str) -> None:
    assert numbers_in_order(text) == shown


def test_an_uncovered_character_is_shown_and_reported(render: Render, tmp_path: Path) -> None:
    parts = sample(sheet(name="ཀ Tashi", risks="smile 😀 again 😀"))
    assert build_form(*parts, words()).uncovered == ("ཀ", "😀")
    text = read(render(parts), tmp_path)
    assert "[U+0F40] Tashi" in text
    assert "smile [U+1F600] again [U+1F600]" in text


def test_markup_is_printed_literally_wherever_it_stands(printed: Printed) -> None:
    text = squeezed(
        printed(
            sheet(name=TRAP, gender=TRAP, safe_contact=TRAP, risks=TRAP),
            service=service(name=TRAP, contact=TRAP, address=TRAP, hours=TRAP),
            dialect=TRAP,
            situation=TRAP,
            interpreter_code=TRAP,
            sign_words={"CD01": TRAP, "DR02": TRAP},
        )
    )
    assert text.count(squeezed(TRAP)) >= 11


@pytest.mark.parametrize("word", ["word {:04d}", "كلمة {:04d}"])
def test_long_notes_flow_over_pages_without_loss(printed: Printed, word: str) -> None:
    note = " ".join(word.format(n) for n in range(1_200))
    assert len(note) >= 11_000
    text = printed(
        sheet(safe_contact=note, risks=note.replace("word", "risk").replace("كلمة", "خطر")),
        service=service(category=ServiceCategory.SHELTER),
    )
    numbers = Counter(re.findall(r"\d{4}", text))
    assert all(numbers[f"{n:04d}"] >= 2 for n in range(len(note.split()) // 2))


@pytest.mark.parametrize("char", ["a", "ا", "W", "က", "ก", "你", "1"])
def test_words_that_never_end_stay_on_the_paper(render: Render, tmp_path: Path, char: str) -> None:
    pdf = render(sample(sheet(safe_contact=char * 10_000, name=char * 300)))
    assert squeezed(read(pdf, tmp_path)).count(char) >= 10_300
    boxes = _boxes(pdf, tmp_path)
    assert min(left for left, _ in boxes) >= 50
    assert max(right for _, right in boxes) <= 545


def _boxes(pdf: bytes, folder: Path) -> list[tuple[float, float]]:
    """Left and right edge of every word, in points."""
    html = tool("pdftotext", "-bbox", pdf=pdf, folder=folder)
    return [(float(a), float(b)) for a, b in re.findall(r'<word xMin="([\d.-]+)" .*?xMax="([\d.-]+)"', html)]


def test_breaks_never_part_a_letter_from_its_mark() -> None:
    text = breakable("ки\u0306" * 50)
    assert "\u200b\u0306" not in text
    assert text.replace("\u200b", "") == "ки\u0306" * 50


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_at_all_can_be_printed(renderer: FormRenderer, text: str) -> None:
    parts = sample(sheet(name=text, safe_contact=text, risks=text), service=service(name=f"A{text}"), dialect=text)
    form = build_form(*parts, words())
    assert renderer.pdf(form).startswith(b"%PDF")
