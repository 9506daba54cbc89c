"""What Tab reaches in a part of a screen that is made anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focusable(*parts: QWidget) -> list[QWidget]:
    """Everything in these parts that Tab can reach, part after part, each part itself included."""
    every = [
        widget
        for part in parts
        for widget in (part, *part.findChildren(QWidget))
        if widget.window() is part.window()  # not the list of a combo box, which is a window of its own
    ]
    return [widget for widget in every if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
