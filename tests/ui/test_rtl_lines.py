"""Lines of a right-to-left text in a label begin at its edge, and no letter is cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QWidget

from screening.languages.bidi import LRI, PDI, RLI
from screening.ui.context import UiContext
from screening.ui.moments import local_moment_words, moment_words
from screening.ui.widgets.rtl_lines import lines_from_right, reads_from_right
from screening.ui.widgets.words import Words

from .conftest import Show

ARABIC = "ابحث عن مكان لا يراكما ولا يسمعكما فيه أحد. ثم ابدأ: يساعدك البرنامج أولاً على التحقق هل المحادثة آمنة."


class QtsOwn(Words):
    """As Qt's label draws it."""

    def paintEvent(self, event: object) -> None:
        QLabel.paintEvent(self, event)  # type: ignore[arg-type]


def right_edges(page: QWidget, label: QLabel) -> list[int]:
    """How far the ink of each line is from the right edge, in pixels; a line is rows of ink with a gap below."""
    image = page.grab(label.geometry()).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ground = image.pixelColor(0, 0).lightness()
    edges: list[int] = []
    inside = False
    for y in range(image.height()):
        row = [x for x in range(image.width()) if abs(image.pixelColor(x, y).lightness() - ground) > 60]
        if row:
            free = image.width() - 1 - max(row)
            edges = [*edges[:-1], min(edges[-1], free)] if inside else [*edges, free]
        inside = bool(row)
    return edges


def on_a_page(label: Words, show: Show) -> QWidget:
    """A label by itself on a light page."""
    page = QWidget()
    page.setProperty("role", "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    label.setParent(page)
    show(page)
    return page


@pytest.mark.parametrize("width", [230, 300, 410])
def test_every_line_begins_at_the_edge(show: Show, fonts: object, width: int) -> None:
    label = Words(ARABIC)
    page = on_a_page(label, show)
    label.resize(width, label.heightForWidth(width))
    layout = lines_from_right(ARABIC, label.font(), width, Qt.AlignmentFlag.AlignLeft).layout
    assert layout.lineCount() > 1
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        assert line.x() + line.naturalTextWidth() == pytest.approx(width)
        assert line.x() >= 0
    assert max(right_edges(page, label)) <= 4


def test_qts_own_lines_begin_a_space_further_in(show: Show, fonts: object) -> None:
    label = QtsOwn(ARABIC)
    page = on_a_page(label, show)
    label.resize(300, label.heightForWidth(300))
    assert max(right_edges(page, label)) > 4  # should this fail, Qt has mended it: take `rtl_lines` out


@pytest.mark.parametrize("role", ["", "quiet", "error", "chip", "heading"])
def test_a_label_is_as_high_as_before(show: Show, fonts: object, role: str) -> None:
    ours, qts = Words(ARABIC, role), QtsOwn(ARABIC, role)
    for label in (ours, qts):
        show(label)
    for width in range(180, 700, 40):
        assert ours.heightForWidth(width) == qts.heightForWidth(width)
        height = lines_from_right(ARABIC, ours.font(), width, Qt.AlignmentFlag.AlignLeft).height
        assert height <= ours.heightForWidth(width)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("حالة", True),
        ("", False),
        ("12:30", False),
        ("Case", False),
        ("12 حالة", True),
        ("\u2066A1\u2069 حالة", True),
        ("\u2067حالة\u2069 case", False),
        ("\u2067حالة\u2069", False),
        ("\u200fCase", True),
    ],
)
def test_the_first_letter_outside_of_isolates_decides(text: str, right: bool) -> None:
    assert reads_from_right(text) is right


@pytest.mark.parametrize("words", [moment_words, local_moment_words])
@pytest.mark.parametrize(("tag", "opening"), [("ar", RLI), ("en", LRI)])
def test_a_moment_says_its_own_direction(
    make_context: Callable[[str], UiContext], words: Callable[[UiContext, str], str], tag: str, opening: str
) -> None:
    text = words(make_context(tag), "2026-11-22T14:02:00Z")
    assert text[0] == opening and text[-1] == PDI
    assert text.count(" ") == (1 if words is moment_words else 0)  # the longer one may go on in the next line
