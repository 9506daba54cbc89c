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


def focus_first(part: QWidget) -> None:
    """Put the keyboard where it was in a part of the window, or on the first thing there that takes it."""
    possible = (each for each in focusable(part) if each.isVisible() and each.isEnabled())
    target = part.focusWidget() or next(possible, None)
    if target is not None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)
