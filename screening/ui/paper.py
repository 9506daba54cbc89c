"""A text document as A4 pages for `printing`: laid out at the printer's resolution, never written to a file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter, QTextDocument

from screening.ui.page_image import PRINT_PPI

MM_PER_INCH = 25.4
PAPER_MM = (210.0, 297.0)
MARGIN_MM = 18.0


def paper_px(points: float) -> int:
    """A size of type, in the pixels of a page."""
    return round(points * PRINT_PPI / 72)


def document_pages(html: str, font: QFont, direction: Qt.LayoutDirection) -> tuple[bytes, ...]:
    """The pages as PNG. `html` is written by the program; what is filled into it has to be escaped."""
    width, height = (mm / MM_PER_INCH * PRINT_PPI for mm in PAPER_MM)
    margin = MARGIN_MM / MM_PER_INCH * PRINT_PPI
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    option = document.defaultTextOption()
    option.setTextDirection(direction)
    document.setDefaultTextOption(option)
    inner = QSizeF(width - 2 * margin, height - 2 * margin)
    document.setPageSize(inner)
    document.setHtml(html)
    pages = []
    for number in range(document.pageCount()):
        image = QImage(round(width), round(height), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.translate(margin, margin - number * inner.height())
        document.drawContents(painter, QRectF(0, number * inner.height(), inner.width(), inner.height()))
        painter.end()
        pages.append(_png(image))
    return tuple(pages)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
