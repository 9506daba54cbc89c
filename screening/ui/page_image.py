"""One page as a picture, for the screen and for the printer: both draw the same page."""

from __future__ import annotations

import re
from functools import cached_property

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_SHAPE = re.compile(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_PNG = b"\x89PNG"
POINTS_PER_INCH = 72
PRINT_PPI = 220
"""Resolution of a page on paper, and of a page that is a picture (`paper.document_pages`)."""


class PageImage:
    """A page at any size: a form's as the text engine drew it (SVG), one of the program's own as a picture (PNG).

    `valid` is False for anything that is neither.
    """

    def __init__(self, page: bytes) -> None:
        self._page = page
        found = _SHAPE.search(page[:1000])
        self._picture = QImage.fromData(page) if page.startswith(_PNG) else QImage()
        self.points = float(found[1]) if found else self._picture.width() * POINTS_PER_INCH / PRINT_PPI
        """The page's width on paper, in points of 1/72 inch; 0 where there is no page."""
        self._height = float(found[2]) if found else self._picture.height() * POINTS_PER_INCH / PRINT_PPI

    @cached_property
    def _renderer(self) -> QSvgRenderer:
        # Reading a drawing takes 5 ms, and of several pages only one is seen at first.
        return QSvgRenderer(QByteArray(self._page))

    @property
    def valid(self) -> bool:
        """Whether there is a page in it."""
        return self.points > 0 and (not self._picture.isNull() or self._renderer.isValid())

    def height_for(self, width: int) -> int:
        """The page's height at a width, in the same unit."""
        return round(width * self._height / self.points) if self.points else 0

    def drawn(self, width: int) -> QImage:
        """The page on white, so many pixels wide."""
        if not self._picture.isNull():
            return self._picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        image = QImage(width, self.height_for(width), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter)
        painter.end()
        return image
