"""What a screen reader is told of a screen, and the way Tab takes through it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from types import UnionType

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from screening.ui.widgets.person_text import PersonText

INVISIBLE = re.compile("[\u200b\u200e\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff]")
"""Read out, or breaking words: marks for breaks and directions. Joiners are spelling and stay."""
Role = QAccessible.Role
KEY_OF_ITS_OWN = re.compile(r"\(F\d+\)$")
MOST_ROWS = 200
FITTING: tuple[tuple[type[QWidget] | UnionType, frozenset[QAccessible.Role]], ...] = (
    (QCheckBox, frozenset({Role.CheckBox})),
    (QRadioButton, frozenset({Role.RadioButton})),
    (QAbstractButton, frozenset({Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton})),
    (QComboBox, frozenset({Role.ComboBox})),
    (QAbstractSpinBox, frozenset({Role.SpinBox})),
    (QLineEdit, frozenset({Role.EditableText})),
    (QPlainTextEdit | QTextEdit, frozenset({Role.EditableText, Role.Document})),
    (QAbstractItemView, frozenset({Role.Table, Role.List, Role.Tree})),
    (QAbstractScrollArea, frozenset({Role.Client, Role.Graphic})),
    (PersonText, frozenset({Role.StaticText})),
    (QLabel, frozenset({Role.StaticText, Role.Graphic})),
)


def reached(root: QWidget) -> list[QWidget]:
    """What Tab reaches, in its order, from the first on."""
    found: list[QWidget] = []
    at: QWidget | None = root
    while at is not None and (at := at.nextInFocusChain()) is not root and at is not None:
        stops = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible() and at.isEnabled()
        if stops and root.isAncestorOf(at) and at.focusProxy() is None:
            found.append(at)
    return found


def unsaid(root: QWidget) -> list[str]:
    """One line for each thing that Tab reaches without a name, a fitting role or its state, each name that two
    things have, and each name with marks in it that nobody hears."""
    problems = []
    for widget in reached(root):
        spoken = QAccessible.queryAccessibleInterface(widget)
        name, state = spoken.text(QAccessible.Text.Name).strip(), spoken.state()
        if not name:
            problems.append(f"{_place(widget)} has no name")
        fitting = next((roles for kind, roles in FITTING if isinstance(widget, kind)), None)
        if fitting is None or spoken.role() not in fitting:
            problems.append(f"{_place(widget)} is a {spoken.role().name}")
        ticks = isinstance(widget, QAbstractButton) and widget.isCheckable()
        if ticks and not (state.checkable and bool(state.checked) is widget.isChecked()):  # type: ignore[attr-defined]
            problems.append(f"{_place(widget)} does not say whether it is ticked")
        if not state.focusable:
            problems.append(f"{_place(widget)} does not say that the keyboard reaches it")
    problems.extend(_same_names(root))
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        spoken = QAccessible.queryAccessibleInterface(widget)
        marked = (words for words in _said_of(widget) if INVISIBLE.search(words))
        problems.extend(f"{_place(widget)} has marks in what is said of it: {words!a}" for words in marked)
        if not widget.isEnabled() and isinstance(widget, QAbstractButton) and not spoken.state().disabled:
            problems.append(f"{_place(widget)} does not say that it cannot be pressed")
        if isinstance(widget, PersonText) and spoken.role() is not Role.StaticText:
            problems.append(f"{_place(widget)} is a {spoken.role().name}")
    return problems


def _said_of(widget: QWidget) -> Iterator[str]:
    """A name and a description, and the entries of a list or table that can be seen."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    if not isinstance(widget, QComboBox):
        yield from (spoken.text(QAccessible.Text.Name), spoken.text(QAccessible.Text.Description))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _entries(widget)
        return
    # Of a list that opens Qt says on Linux the entry that is picked, whatever the list is named.
    yield from (widget.accessibleName(), widget.accessibleDescription())
    yield from (_told(widget.model().index(row, 0)) for row in range(widget.count()))


def _entries(view: QAbstractItemView) -> Iterator[str]:
    model, seen, root = view.model(), view.viewport().rect(), view.rootIndex()
    for row in range(min(model.rowCount(root), MOST_ROWS)):
        for place in range(1 if isinstance(view, QListView) else model.columnCount(root)):
            index = model.index(row, place, root)
            if view.visualRect(index).intersects(seen):
                yield _told(index)


def _told(index: QModelIndex | QPersistentModelIndex) -> str:
    """What a screen reader reads of an entry."""
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "") if told is None else str(told)


def _same_names(root: QWidget) -> list[str]:
    """One line for each two controls that Tab reaches and that nothing said of them or of what holds them tells
    apart; what a key of its own does is the same wherever it stands."""
    named: dict[tuple[str, ...], QWidget] = {}
    problems = []
    for widget in reached(root):
        spoken = QAccessible.queryAccessibleInterface(widget)
        name = spoken.text(QAccessible.Text.Name).strip()
        key = (spoken.role().name, name, spoken.text(QAccessible.Text.Description), *_holders(widget))
        other = named.setdefault(key, widget)
        if name and other is not widget and not KEY_OF_ITS_OWN.search(name):
            problems.append(f"{_place(widget)} has the name of {_place(other)}")
    return problems


def _holders(widget: QWidget) -> Iterator[str]:
    """The names of what holds it, from the inside out."""
    holder = widget.parentWidget()
    while holder is not None:
        if holder.accessibleName():
            yield holder.accessibleName()
        holder = holder.parentWidget()


def out_of_order(root: QWidget) -> list[str]:
    """One line for each step of Tab that goes back: up without going on, or backwards on one line."""
    problems = []
    seen = [widget for widget in reached(root) if not widget.visibleRegion().isEmpty()]
    places = [(each, each.visibleRegion().boundingRect().translated(each.mapTo(root, QPoint()))) for each in seen]
    for (first, one), (second, other) in pairwise([*places, *places[:1]]):
        if _both_in(first, second).layoutDirection() is Qt.LayoutDirection.RightToLeft:
            one, other = (QRect(-each.right(), each.y(), each.width(), each.height()) for each in (one, other))
        same_line = (
            min(one.bottom(), other.bottom()) - max(one.top(), other.top()) > min(one.height(), other.height()) / 2
        )
        back = other.right() <= one.left()
        if (same_line and back) or (other.bottom() < one.top() and other.left() < one.right()):
            problems.append(f"after {_place(first)} comes {_place(second)}, which stands before it")
    # The way is a ring: once it goes back, from its end to its beginning.
    return problems if len(problems) > 1 else []


def _both_in(first: QWidget, second: QWidget) -> QWidget:
    """What holds both, and says which way its line runs."""
    holder = first
    while not holder.isAncestorOf(second) and (outer := holder.parentWidget()) is not None:
        holder = outer
    return holder


def _place(widget: QWidget) -> str:
    words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return f"{type(widget).__name__} {words[:40]!r} in {type(widget.parentWidget()).__name__}"
