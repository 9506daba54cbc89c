"""What of a screen is cut off: words in less room than they need, or reaching out of what holds them."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from screening.ui.widgets.basics import Check, PressButton
from screening.ui.widgets.person_text import PersonText

from .ink import broken_words, ink_problems

KINDS = (QLabel, QPushButton, QCheckBox, QComboBox, PersonText)
SLACK = 1
"""Pixels lost to rounding."""


def clipped(root: QWidget) -> list[str]:
    """One line for each visible label, button, box, list and text that is cut off; empty: none is."""
    found = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, KINDS) and widget.isVisible() and widget.width() and _words(widget):
            found += [f"{_place(widget)}: {problem}" for problem in _problems(widget, root)]
    return found


def _problems(widget: QWidget, root: QWidget) -> list[str]:
    problems = [*broken_words(widget), *ink_problems(widget)] if isinstance(widget, PersonText) else []
    wide, high = _needed(widget)
    if widget.width() + SLACK < wide:
        problems.append(f"{widget.width()} wide, needs {wide}")
    if widget.height() + SLACK < high:
        problems.append(f"{widget.height()} high, needs {high}")
    parent = widget.parentWidget()
    while parent is not None and parent is not root.parentWidget():
        left = widget.mapTo(parent, QPoint(0, 0)).x()
        if left < -SLACK or left + widget.width() > parent.width() + SLACK:
            problems.append(
                f"from {left} to {left + widget.width()} in {type(parent).__name__} {parent.width()} wide"
            )
            break
        if not _scrolls(parent):
            top = widget.mapTo(parent, QPoint(0, 0)).y()
            if top < -SLACK or top + widget.height() > parent.height() + SLACK:
                problems.append(
                    f"from {top} to {top + widget.height()} in {type(parent).__name__} {parent.height()} high"
                )
                break
        else:
            break  # further out, it may be scrolled out of sight
        parent = parent.parentWidget()
    return problems


def _needed(widget: QWidget) -> tuple[int, int]:
    if isinstance(widget, PersonText):
        return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
    if isinstance(widget, QPushButton) and (layout := widget.layout()) is not None:
        return layout.minimumSize().width(), layout.heightForWidth(widget.width())
    if isinstance(widget, QComboBox):
        return _combo_width(widget), widget.sizeHint().height()
    if isinstance(widget, Check | PressButton):
        return widget.minimumSizeHint().width(), widget.heightForWidth(widget.width())
    if isinstance(widget, QLabel) and widget.wordWrap():
        return _widest_word(widget), widget.heightForWidth(widget.width())
    return widget.sizeHint().width(), widget.sizeHint().height()


def _combo_width(combo: QComboBox) -> int:
    """As wide as its present entry needs: a longer one in its list has the list's own width."""
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    return combo.width() - field.width() + combo.fontMetrics().horizontalAdvance(combo.currentText())


def _widest_word(label: QLabel) -> int:
    metrics = label.fontMetrics()
    return max((metrics.horizontalAdvance(word) for word in re.split("[\\s\u200b]+", label.text())), default=0)


def _scrolls(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QScrollArea) and area.viewport() is widget


def _words(widget: QWidget) -> str:
    if isinstance(widget, QPushButton) and widget.layout() is not None:
        return widget.accessibleName()
    assert isinstance(widget, KINDS)
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()


def _place(widget: QWidget) -> str:
    return f"{type(widget).__name__} {_words(widget)[:50]!r} in {type(widget.parentWidget()).__name__}"
