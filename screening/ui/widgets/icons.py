"""One family of simply drawn icons, coloured from the tokens; never shown without a word beside them."""

from __future__ import annotations

from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer


def icon_pixmap(name: str, colour: str, size: int, *, mirrored: bool = False) -> QPixmap:
    """The icon as a pixmap of `size` logical pixels, drawn at twice that for sharp screens."""
    key = f"icon/{name}/{colour}/{size}/{mirrored}"
    pixmap = QPixmap()
    if not QPixmapCache.find(key, pixmap):
        pixmap = _draw(name, colour, size, mirrored)
        QPixmapCache.insert(key, pixmap)
    return pixmap


def _draw(name: str, colour: str, size: int, mirrored: bool) -> QPixmap:
    svg = resources.files("screening.ui").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(svg.replace("COLOUR", colour).encode()))
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mirrored:
        painter.translate(size * 2, 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, size * 2, size * 2))
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return pixmap


def icon(name: str, colour: str, size: int = 22, *, mirrored: bool = False) -> QIcon:
    """The icon for a button."""
    return QIcon(icon_pixmap(name, colour, size, mirrored=mirrored))
