"""What of a screen lies over something else: two labels, buttons, fields or texts in the same place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from screening.ui.widgets.drawer import Drawer
from screening.ui.widgets.person_text import PersonText

KINDS = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, PersonText)
SLACK = 2
"""Pixels by which rounded frames may touch."""


def overlapping(root: QWidget) -> list[str]:
    """One line for each two visible things of which neither holds the other and that share a place."""
    seen = [(_on_screen(widget, root), widget) for widget in root.findChildren(QWidget) if _counts(widget)]
    seen.sort(key=lambda each: each[0].top())
    found = []
    for number, (one, first) in enumerate(seen):
        bottom = one.bottom()
        for other, second in seen[number + 1 :]:
            if other.top() > bottom:
                break  # as are all that follow: a wall of languages has a thousand pairs, most of them far apart
            if _shared(one, other) and _apart(first, second):
                found.append(f"{_name(first)} lies over {_name(second)}")
    return found


def _counts(widget: QWidget) -> bool:
    """Whether it is something to read or press, and not a part of such a thing."""
    if not (isinstance(widget, KINDS) and widget.isVisible()):
        return False
    if isinstance(widget, QLabel) and not widget.text() and widget.pixmap().isNull():
        return False
    return not isinstance(widget.parentWidget(), QComboBox)


def _on_screen(widget: QWidget, root: QWidget) -> QRect:
    """The part of a widget that no scroll area hides, in the coordinates of `root`."""
    seen = QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        holder = parent.parentWidget()
        if isinstance(holder, QAbstractScrollArea) and holder.viewport() is parent:
            seen &= QRect(parent.mapTo(root, QPoint(0, 0)), parent.size())
        parent = holder
    return seen


def _apart(first: QWidget, second: QWidget) -> bool:
    """Not one inside the other, and not one on the drawer, which is meant to lie over the rest."""
    if first.isAncestorOf(second) or second.isAncestorOf(first):
        return False
    return _drawer(first) is _drawer(second)


def _drawer(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Drawer):
        parent = parent.parentWidget()
    return parent


def _shared(one: QRect, other: QRect) -> bool:
    both = one & other
    return both.width() > SLACK and both.height() > SLACK


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {(words or widget.accessibleName())[:40]!r}"
