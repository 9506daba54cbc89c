"""What of a screen is too small for a finger."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

LEAST = 44
"""Pixels in both directions: WCAG 2.2, 2.5.5 (AAA); 2.5.8 (AA) asks for 24."""
PRESSED = (QAbstractButton, QLineEdit, QPlainTextEdit)


def too_small(root: QWidget) -> list[str]:
    """One line for each visible thing to press or type into that is narrower or lower than a finger needs."""
    return [
        f"{type(each).__name__} {each.accessibleName() or each.objectName()!r} is {each.width()} x {each.height()}"
        for each in root.findChildren(QWidget)
        if isinstance(each, PRESSED) and each.isVisible() and min(each.width(), each.height()) < LEAST
    ]
