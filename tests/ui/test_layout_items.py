"""What layouts leave behind: no stand-in of an item that Qt has thrown away.

Such a stand-in keeps a place in memory; what Qt next puts there is taken for it, and the program comes down.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QVBoxLayout, QWidget, QWidgetItem
from shiboken6 import Shiboken

import screening.ui
from screening.ui.widgets.beside import Beside
from screening.ui.widgets.layouts import Cells, EvenCells, Row

ROUNDS = 20


def row_of(page: QWidget) -> QLayout:
    return Row(page, stack_below=400)


def cells_of(page: QWidget) -> QLayout:
    return Cells(page, 3, 100)


def even_cells_of(page: QWidget) -> QLayout:
    return EvenCells(page, 3, 100)


def beside_of(page: QWidget) -> QLayout:
    outer = QVBoxLayout(page)
    Beside(outer, QLabel("words"), QLabel("small"))
    return outer


KINDS = pytest.mark.parametrize("made", [row_of, cells_of, even_cells_of, beside_of])


def items() -> list[QLayoutItem]:
    gc.collect()
    return [each for each in Shiboken.getAllValidWrappers() if isinstance(each, QWidgetItem)]


def measured(page: QWidget) -> None:
    layout = page.layout()
    assert layout is not None
    layout.activate()
    for width in (60, 300, 900):
        layout.heightForWidth(width)
        page.resize(width, 200)
        layout.activate()
    layout.minimumSize()


def thrown_away(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@KINDS
def test_a_widget_that_goes_takes_its_item_with_it(made: Callable[[QWidget], QLayout], qapp: object) -> None:
    page = QWidget()
    layout = made(page)
    before = len(items())
    for _ in range(ROUNDS):
        label = QLabel("words that stand here for a while")
        layout.addWidget(label)
        measured(page)
        thrown_away(label)
        measured(page)
    assert len(items()) <= before  # of other tests' pages, some may go meanwhile
    thrown_away(page)


@KINDS
def test_a_page_that_goes_leaves_no_items(made: Callable[[QWidget], QLayout], qapp: object) -> None:
    before = len(items())
    for _ in range(ROUNDS):
        page = QWidget()
        made(page).addWidget(QLabel("words"))
        measured(page)
        thrown_away(page)
    del page
    assert len(items()) <= before  # of other tests' pages, some may go meanwhile


def test_no_screen_asks_a_layout_of_qt_for_its_items() -> None:
    asking = [
        path.name
        for path in Path(screening.ui.__file__).parent.rglob("*.py")
        if ".itemAt(" in path.read_text(encoding="utf-8")
    ]
    assert asking == []
