"""Draws the program's icon in the sizes that desktops ask for: PNG for Linux, one ICO for Windows.

The drawing is `screening/ui/icons/program.svg`, the same that the window shows.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.bundle import ROOT

DRAWING = ROOT / "screening" / "ui" / "icons" / "program.svg"
PNG_SIZES = (48, 128, 256)
ICO_SIZES = (16, 32, 48, 256)


def draw(size: int) -> bytes:
    """The icon as PNG, `size` pixels square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(DRAWING.read_bytes())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows the format only as bytes
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """PNG pictures by size as one ICO file: a table of contents, then the pictures; 256 is written as 0."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    rows = b""
    for size, png in pictures.items():
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), place)
        place += len(png)
    return head + rows + b"".join(pictures.values())


def write_icons(folder: Path) -> None:
    """`screening-<size>.png` for each size, and `screening.ico`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    folder.mkdir(parents=True, exist_ok=True)
    for size in PNG_SIZES:
        (folder / f"screening-{size}.png").write_bytes(draw(size))
    (folder / "screening.ico").write_bytes(ico({size: draw(size) for size in ICO_SIZES}))
    del application


if __name__ == "__main__":
    write_icons(ROOT / "build" / "icons")
