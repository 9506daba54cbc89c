"""Text for the person: in their language's own direction and font, and the largest thing on the screen."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Review, Shown
from screening.languages.line_room import LATIN, line_room
from screening.languages.table import SOURCE_TAG, WordBreaks
from screening.ui.context import UiContext
from screening.ui.moments import language_words
from screening.ui.tokens import PERSON_PX
from screening.ui.widgets.word_lines import LINE_END, WordLines

NARROWEST_PX, WIDEST_PX = 104, 640
FITTING_PX, RAGGED = (PERSON_PX, 22, 20), 1.1
"""Sizes of what is asked, tried in turn; how much longer lines of whole words are than one line of all."""
UNBROKEN_PX = 100_000
WIDTHS_KEPT = 8
BREAKS = re.compile("[\u200b\\s/-]+|(?<=[\u3001-\u9fff])")
"""Where a line may break."""
MEASURED, WIDEST_WORD = 2, 9
"""So many of the longest words are measured; a text is as wide as they are, in em at most."""


class Lines(NamedTuple):
    """Lines laid out, and their height together."""

    layout: QTextLayout
    height: float


class Reach(NamedTuple):
    """How far the letters of a language's own fonts reach; a name in another script may reach further."""

    ascent: float
    descent: float


class PersonText(QLabel):
    """One text as the person sees it. `shown` is what really stood there, for the record.

    It lays its lines out itself: a label counts the space at the end of a right-to-left line into its width,
    pushes the line out by it and cuts its last letter off; and it does not know where words end in scripts that
    set no spaces. Of a label it has what screen readers are told: that it is a text.
    """

    def __init__(self, context: UiContext, tag: str, *, px: int | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._context = context
        self._px = px
        self._text = ""
        # Laying lines out is the dearest part of showing a question, and layouts ask many times over.
        self._laid_out: dict[int, Lines] = {}
        self._unbroken: Lines | None = None
        self._natural = 0
        self._least: int | None = None
        self._words: WordLines | None = None
        self.shown: Shown | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_language(tag)

    def set_language(self, tag: str) -> None:
        """Take on a language's direction and font."""
        language = self._context.languages[tag]
        self._tag = tag
        self._by_words = language.word_breaks is WordBreaks.DICTIONARY
        self._room = line_room(language)
        self.setLayoutDirection(self._context.direction(tag))
        self._take_font()

    def _take_font(self) -> None:
        self._font = self._context.font(self._tag, self._px)
        own, em = QFontMetricsF(self._font), self._font.pixelSize()
        self._usual = Reach(max(own.ascent(), LATIN.above * em), max(own.descent(), LATIN.below * em))
        self._forget()

    def set_px(self, px: int) -> None:
        """Take on another size."""
        if px != self._px:
            self._px = px
            self._take_font()

    def show_person(self, shown: Shown) -> None:
        """Show a text in the language it really is in: a missing translation is English, left to right."""
        self.shown = shown
        self.set_language(shown.language)
        self.show_text(shown.text)

    def show_text(self, text: str) -> None:
        """Show a text in the language taken on."""
        self._text = text
        self.setAccessibleName(strip_invisible(text))
        self._forget()

    def _forget(self) -> None:
        self._laid_out.clear()
        self._unbroken = self._least = self._words = None
        self.updateGeometry()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.shown = None
        self.set_language(SOURCE_TAG)
        self.show_text("")

    def text(self) -> str:
        """What is shown."""
        return self._text

    def line_pitch(self) -> float:
        """From line to line, in pixels."""
        return self._font.pixelSize() * self._room.pitch

    def _side(self) -> int:
        """What letters may reach beyond the ends of a line."""
        return math.ceil(self._font.pixelSize() * self._room.side)

    def _lines(self, width: int) -> Lines:
        """The lines at a width. Qt asks for the same few widths many times while it lays a page out."""
        if width not in self._laid_out:
            if len(self._laid_out) >= WIDTHS_KEPT:
                self._laid_out.clear()
            self._laid_out[width] = self._lay_out(width)
        return self._laid_out[width]

    def _lay_out(self, width: int) -> Lines:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = self._side()
        room = max(width - 2 * side, 1)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        text = self._text.replace("\n", LINE_END)
        if self._by_words:
            option.setWrapMode(QTextOption.WrapMode.ManualWrap)
            self._words = self._words or WordLines(self._text, self._font)
            text = self._words.at(room)
        layout = QTextLayout(text, self._font)
        layout.setTextOption(option)
        em, pitch, count = self._font.pixelSize(), self.line_pitch(), 0
        first, beyond = self._room.above * em, 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            if not count:
                first += max(0.0, line.ascent() - self._usual.ascent)
            # The advance leaves the space at the line's end out; the natural width counts an overhang twice.
            left = side + (room - line.horizontalAdvance() if rtl else 0.0)
            line.setPosition(QPointF(left, first + count * pitch - line.ascent()))
            beyond = max(0.0, line.descent() - self._usual.descent)
            count += 1
        layout.endLayout()
        return Lines(layout, first + max(count - 1, 0) * pitch + self._room.below * em + beyond)

    def _natural_width(self) -> int:
        """As wide as its lines are when nothing breaks them."""
        if self._unbroken is None:
            self._unbroken = self._lay_out(UNBROKEN_PX)
            lines = self._unbroken.layout
            widths = (lines.lineAt(n).naturalTextWidth() for n in range(lines.lineCount()))
            self._natural = math.ceil(max(widths, default=0)) + 2 * self._side()
        return self._natural

    def sizeHint(self) -> QSize:
        widest = min(self._natural_width(), self._context.px(WIDEST_PX))
        return QSize(widest, self.heightForWidth(widest))

    def minimumSizeHint(self) -> QSize:
        one_line = (self._room.above + self._room.below) * self._font.pixelSize()
        return QSize(self._least_width(), int(one_line) + 1)

    def _least_width(self) -> int:
        """As wide as the longest word."""
        if self._least is None:
            long_words = sorted(re.split(BREAKS, self._text), key=len)[-MEASURED:]
            measure = QFontMetricsF(self._font)
            widest = max((measure.horizontalAdvance(word) for word in long_words), default=0.0)
            whole = min(math.ceil(widest) + 2 * self._side() + 1, round(WIDEST_WORD * self._font.pixelSize()))
            self._least = max(whole, min(self.sizeHint().width(), NARROWEST_PX))
        return self._least

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Where nothing breaks, as in most buttons, the lines need not be laid out once more for each width.
        if width > self._natural_width() and self._unbroken is not None:
            return int(self._unbroken.height) + 1
        return int(self._lines(width).height) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        lines = self._lines(self.width())
        lines.layout.draw(painter, QPointF(0, max(0.0, (self.height() - lines.height) / 2)))


def fitting_px(context: UiContext, shown: Shown, room: QSize) -> int:
    """The size at 100 % in which a text has room, or the smallest: what can be answered should be seen with it.

    A guess from its length on one line, without laying it out.
    """
    long = QFontMetricsF(context.font(shown.language)).horizontalAdvance(shown.text) * RAGGED / PERSON_PX
    pitch = (
        context.font(shown.language).pixelSize() / PERSON_PX * line_room(context.languages[shown.language]).pitch
    )
    for px in FITTING_PX:
        if math.ceil(long * px / max(room.width(), 1)) * pitch * px <= room.height():
            return px
    return FITTING_PX[-1]


def draft_words(context: UiContext, shown: Shown | None) -> str:
    """What the officer must know about a text before relying on it; empty when nothing."""
    if shown is None:
        return ""
    _ = context._
    if shown.wanted and shown.review is not Review.MISSING:
        words = _("Not translated yet: shown in {language}, which the person picked too")
        return words.format(language=language_words(context, shown.language))
    match shown.review:
        case Review.DRAFT:
            return _("Draft translation: no speaker has checked it yet")
        case Review.MISSING:
            return _("Not translated yet: the English words are shown")
        case _:
            return ""
