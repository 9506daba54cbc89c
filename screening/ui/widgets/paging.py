"""Moving a page that holds nothing to move between: the arrows, Page Up and Page Down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea


def moved(area: QScrollArea, event: QKeyEvent) -> bool:
    """Whether the key moved the page."""
    bar, key = area.verticalScrollBar(), event.key()
    steps = {
        Qt.Key.Key_Up: -bar.singleStep(),
        Qt.Key.Key_Down: bar.singleStep(),
        Qt.Key.Key_PageUp: -bar.pageStep(),
        Qt.Key.Key_PageDown: bar.pageStep(),
    }
    if key not in steps:
        return False
    bar.setValue(bar.value() + steps[Qt.Key(key)])
    return True
