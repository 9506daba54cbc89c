"""Text on a page, as a label that wraps."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from screening.languages.bidi import strip_invisible
from screening.ui.widgets.rtl_lines import LinesFromRight, lines_from_right, reads_from_right


class Words(QLabel):
    """A label that wraps, takes plain text only, and reads without zero-width characters.

    It is measured as any label is, and draws the lines of a right-to-left text itself (`rtl_lines`).
    """

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid_out: tuple[object, ...] = ()
        self._lines: LinesFromRight | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        if role:
            self.setProperty("role", role)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show a text; nothing at all when it is empty."""
        self.setText(text)
        self.setAccessibleName(strip_invisible(text))

    def minimumSizeHint(self) -> object:  # type: ignore[override]
        """Never narrower than a few words, never shorter than its text at that width."""
        hint = super().minimumSizeHint()
        hint.setHeight(max(hint.height(), self.fontMetrics().height()))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        room = self._room()
        lines = self._lines_from_right(room.width())
        if lines is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, self.foregroundRole()))
        lines.draw(painter, room, self.alignment())

    def _room(self) -> QRect:
        """Where a label's lines stand: beside a frame it leaves a little more on the side they begin."""
        margin = self.margin()
        room = self.contentsRect().adjusted(margin, margin, -margin, -margin)
        if self.frameWidth() and not self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            room.setRight(room.right() - self.fontMetrics().horizontalAdvance("x") // 2)
        return room

    def _lines_from_right(self, width: int) -> LinesFromRight | None:
        """The lines of a right-to-left text, laid out once; None where the label's own are right."""
        text, alignment = self.text(), self.alignment()
        laid_out = (text, width, alignment, self.font().key())
        if laid_out != self._laid_out:
            lines = lines_from_right(text, self.font(), width, alignment) if reads_from_right(text) else None
            one = lines is not None and lines.layout.lineCount() == 1
            self._laid_out, self._lines = laid_out, None if one else lines
        return self._lines
