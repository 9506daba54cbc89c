"""The person's words in every script: broken where words end, with room for all marks, numbers in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QBitmap, QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from screening.languages.bidi import PDI, date, isolate, ltr, phone
from screening.languages.line_breaks import ZWSP
from screening.languages.table import WordBreaks, load_languages
from screening.ui.context import UiContext
from screening.ui.widgets.person_text import PersonText
from tests.languages.samples import samples
from tools.word_breaks import breaker

LANGUAGES = load_languages()
UNSPACED = [tag for tag, each in LANGUAGES.items() if each.word_breaks is WordBreaks.DICTIONARY]
RIGHT_TO_LEFT = [tag for tag, each in LANGUAGES.items() if each.rtl]
MORE = {
    "vi": "Ẩ Ể Ỗ Ữ Ặ ự",
    "yo": "Ẹ̀ Ọ́ ẹ̀ ọ́ Ńṣ",
    "bin": "Ẹ̀dó ọ̀ghẹ́ Ẹ́",
    "tr": "IĞDIR ılık İğ ğ ç ş",
    "ckb": "کوردیی ڕێ ڵێ ۆ ێ",
    "ps": "پښتو ځ څ ډ ړ ړې ګ ې ۍ",
    "ur": "ٹھیک ہے مہینے نہیں بیٹھیے ؟",
    "km": "ស្ត្រី ក្រុមហ៊ុន ញ៉ាំ",
    "my": "ကြွေး မြို့နယ် ဣန္ဒြေ",
    "th": "ที่นี่ ผู้ใหญ่ ปฏิญญา ฎีกา",
    "lo": "ຜູ້ໃຫຍ່ ທີ່ນີ້ ຢູ່",
    "bn": "র্শ্রী ক্ষ্ম্যু উৎপত্তি",
    "hi": "र्द्ध्रीं ह्रीं ड़ू",
}
"""Words with marks that reach far up and down."""


def marked(tag: str, text: str) -> str:
    """A text as its compiled catalog has it."""
    mark = breaker(tag)
    return mark(text) if mark else text


def person_text(context: UiContext, tag: str, text: str) -> PersonText:
    """A text in a language."""
    made = PersonText(context, tag)
    made.show_text(text)
    return made


def lines(made: PersonText, width: int) -> list[str]:
    """What stands on each line at a width."""
    layout = made._lines(width).layout
    text = layout.text().encode("utf-16-le")  # as Qt counts
    found = (layout.lineAt(n) for n in range(layout.lineCount()))
    spans = (text[2 * line.textStart() : 2 * (line.textStart() + line.textLength())] for line in found)
    return [span.decode("utf-16-le").strip("\u2028") for span in spans]


@pytest.fixture
def at_size(context: UiContext) -> Callable[[int], UiContext]:
    """The context with larger texts."""

    def sized(percent: int) -> UiContext:
        context.settings = replace(context.settings, text_percent=percent)  # type: ignore[arg-type]
        return context

    return sized


@pytest.mark.parametrize("tag", UNSPACED)
@pytest.mark.parametrize("width", [260, 480])
def test_lines_break_between_words_only(context: UiContext, tag: str, width: int) -> None:
    text = marked(tag, samples()[tag].long)
    made = person_text(context, tag, text)
    shown = lines(made, width)
    assert len(shown) > 3 and ZWSP not in "".join(shown)
    places, at = set(), 0
    for piece in re.split(f"[ {ZWSP}]+", text):
        at += len(piece)
        places.add(at)
    at = 0
    for line in shown:
        at += len(line.replace(" ", ""))
        assert at in places
    layout = made._lines(width).layout
    assert all(layout.lineAt(n).horizontalAdvance() <= width for n in range(layout.lineCount()))


@pytest.mark.parametrize("tag", UNSPACED)
def test_typed_text_without_marks_still_wraps_and_loses_nothing(context: UiContext, tag: str) -> None:
    typed = samples()[tag].long.replace(" ", "")
    made = person_text(context, tag, typed)
    shown = lines(made, 200)
    assert len(shown) > 3 and "".join(shown) == typed
    layout = made._lines(200).layout
    assert all(layout.lineAt(n).horizontalAdvance() <= 200 for n in range(layout.lineCount()))


@pytest.mark.parametrize("tag", UNSPACED)
def test_a_number_stays_on_one_line_in_any_width(context: UiContext, tag: str) -> None:
    number = phone("+380 44 123 45 67")
    made = person_text(context, tag, marked(tag, f"{samples()[tag].sentence}{number}{samples()[tag].sentence}"))
    for width in range(220, 420, 20):
        assert sum(number in line for line in lines(made, width)) == 1


def test_lines_a_translator_ended_and_signs_beyond_the_first_plane_are_kept(context: UiContext) -> None:
    text = f"🙂 กรุณา{ZWSP}รอ 🙂🙂\n{isolate('محمد علي')} {isolate('Ana Maria')} ครับ"
    made = person_text(context, "th", text)
    first, *_, last = lines(made, 2000)
    assert first == "🙂 กรุณารอ 🙂🙂" and last.endswith("ครับ")
    for width in (60, 90, 140, 200, 300):
        assert "".join(lines(made, width)).replace(" ", "") == text.replace(ZWSP, "").replace("\n", "").replace(
            " ", ""
        )


def test_an_empty_text_has_no_lines(context: UiContext) -> None:
    made = person_text(context, "km", "")
    assert "".join(lines(made, 200)) == ""
    assert made.sizeHint().height() > 0


@pytest.mark.parametrize("tag", UNSPACED)
def test_screen_readers_get_no_zero_width_characters(context: UiContext, tag: str) -> None:
    made = person_text(context, tag, marked(tag, samples()[tag].sentence))
    assert made.accessibleName() == samples()[tag].sentence


def ink(widget: QWidget, around: int = 40) -> QRegion:
    """Where a widget would draw if nothing cut it off, in its own coordinates."""
    image = QImage(widget.width() + 2 * around, widget.height() + 2 * around, QImage.Format.Format_Grayscale8)
    image.fill(255)
    assert isinstance(widget, PersonText)
    drawn = widget._lines(widget.width())
    painter = QPainter(image)
    drawn.layout.draw(painter, QPoint(around, around))
    painter.end()
    dark = image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    return QRegion(QBitmap.fromImage(dark)).translated(-around, -around)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_mark_is_cut_off(at_size: Callable[[int], UiContext], tag: str, percent: int) -> None:
    made = person_text(at_size(percent), tag, marked(tag, f"{samples()[tag].sentence} {MORE.get(tag, '')} Ågj 57"))
    for bold in (False, True):
        made._font.setBold(bold)
        made._forget()
        made.resize(300, made.heightForWidth(300))
        reach = ink(made).boundingRect()
        assert reach.width() > 100
        assert made.rect().contains(reach), (made.rect(), reach)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_a_font_for_all_its_words(context: UiContext, tag: str) -> None:
    text = f"{samples()[tag].long} {MORE.get(tag, '')} {LANGUAGES[tag].own_name} 0123456789 +-/"
    assert context.fonts.missing_characters(text, context.fonts.families_for(LANGUAGES[tag])) == ()


NUMBERS = ["0800 123 456", "+380 44 123-45-67", "26-0417", "14:02", "2026-11-22"]


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_reads_from_left_to_right(context: UiContext, tag: str, number: str) -> None:
    text = f"{samples()[tag].sentence} {ltr(number)} {samples()[tag].sentence}"
    made = person_text(context, tag, text)
    layout = made._lines(3000).layout
    line = layout.lineAt(0)
    start = layout.text().index(ltr(number)) + 1
    edges = [line.cursorToX(start + at)[0] for at in range(len(number) + 1)]  # type: ignore[index]
    assert edges[1:-1] == sorted(edges[1:-1]) and len(set(edges)) == len(edges)


@pytest.mark.parametrize("tag", RIGHT_TO_LEFT)
def test_a_date_keeps_its_order_and_stays_on_its_line(context: UiContext, tag: str) -> None:
    import datetime

    words = date(datetime.date(2026, 11, 22), LANGUAGES[tag])
    made = person_text(context, tag, f"{samples()[tag].sentence} {words} {samples()[tag].sentence}")
    assert words.endswith(PDI) and " " not in words
    for width in range(300, 600, 60):
        assert sum(words in line for line in lines(made, width)) == 1
