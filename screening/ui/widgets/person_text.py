"""Text for the person: in their language's own direction and font, and the largest thing on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Review, Shown
from screening.languages.table import SOURCE_TAG
from screening.ui.context import UiContext
from screening.ui.moments import language_words

NARROWEST_PX, WIDEST_PX = 104, 640
LINE_HEIGHT = 1.4
TALL_LINE_HEIGHT = 1.7
WIDTHS_KEPT = 8
TALL_LINES = frozenset({"Arab", "Mymr", "Khmr", "Thai", "Laoo"})
"""Scripts whose marks above and below need room between the lines."""


class PersonText(QWidget):
    """One text as the person sees it. `shown` is what really stood there, for the record.

    It lays its lines out itself: a label counts the space at the end of a right-to-left line into its width,
    pushes the line out by it and cuts its last letter off.
    """

    def __init__(self, context: UiContext, tag: str, *, px: int | None = None) -> None:
        super().__init__()
        self._context = context
        self._px = px
        self._text = ""
        # Laying lines out is the dearest part of showing a question, and layouts ask many times over.
        self._laid_out: dict[int, QTextLayout] = {}
        self._widest: int | None = None
        self.shown: Shown | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_language(tag)

    def set_language(self, tag: str) -> None:
        """Take on a language's direction and font."""
        self._script = self._context.languages[tag].script
        self._font = self._context.font(tag, self._px)
        self.setLayoutDirection(self._context.direction(tag))
        self._forget()

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
        self._widest = None
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
        factor = TALL_LINE_HEIGHT if self._script in TALL_LINES else LINE_HEIGHT
        return self._font.pixelSize() * factor

    def _layout(self, width: int) -> QTextLayout:
        """The lines at a width. Qt asks for the same few widths many times while it lays a page out."""
        if width not in self._laid_out:
            if len(self._laid_out) >= WIDTHS_KEPT:
                self._laid_out.clear()
            self._laid_out[width] = self._lines(width)
        return self._laid_out[width]

    def _lines(self, width: int) -> QTextLayout:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self._text.replace("\n", "\u2028"), self._font)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            # The natural width leaves the space at the line's end out.
            left = width - line.naturalTextWidth() if rtl else 0.0
            line.setPosition(QPointF(left, top + (self.line_pitch() - line.height()) / 2))
            top += self.line_pitch()
        layout.endLayout()
        return layout

    def sizeHint(self) -> QSize:
        if self._widest is None:
            lines = self._layout(100_000)
            widths = (lines.lineAt(n).naturalTextWidth() for n in range(lines.lineCount()))
            self._widest = min(int(max(widths, default=0)) + 2, self._context.px(WIDEST_PX))
        return QSize(self._widest, self.heightForWidth(self._widest))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), NARROWEST_PX), int(self.line_pitch()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._layout(width).lineCount() * self.line_pitch()) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        layout = self._layout(self.width())
        height = layout.lineCount() * self.line_pitch()
        layout.draw(painter, QPointF(0, max(0.0, (self.height() - height) / 2)))


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
