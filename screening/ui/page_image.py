"""One page of a form as a picture, for the screen and for the printer: both draw the same page."""

from __future__ import annotations

import re
from functools import cached_property

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_SHAPE = re.compile(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


class PageImage:
    """A page as the text engine drew it (SVG), at any size. `valid` is False for anything that is no drawing."""

    def __init__(self, svg: bytes) -> None:
        self._svg = svg
        found = _SHAPE.search(svg[:1000])
        self.points = float(found[1]) if found else 0.0
        """The page's width on paper, in points of 1/72 inch; 0 where there is no page."""
        self._height = float(found[2]) if found else 0.0

    @cached_property
    def _renderer(self) -> QSvgRenderer:
        # Reading a drawing takes 5 ms, and of several pages only one is seen at first.
        return QSvgRenderer(QByteArray(self._svg))

    @property
    def valid(self) -> bool:
        """Whether there is a page in it."""
        return self.points > 0 and self._renderer.isValid()

    def height_for(self, width: int) -> int:
        """The page's height at a width, in the same unit."""
        return round(width * self._height / self.points) if self.points else 0

    def drawn(self, width: int) -> QImage:
        """The page on white, so many pixels wide."""
        image = QImage(width, self.height_for(width), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter)
        painter.end()
        return image
