"""The table of the case list: one row marked, Enter opens it, Delete asks about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from screening.ui.context import UiContext
from screening.ui.models.cases_model import CasesModel, Column
from screening.ui.tokens import GRID, TARGET_PX

ROW_PX = 44
WIDTHS = {
    Column.NUMBER: 12 * GRID,
    Column.OPENED: 26 * GRID,
    Column.SITUATION: 19 * GRID,
    Column.LANGUAGE: 16 * GRID,
    Column.NEXT_STEP: 23 * GRID,
}


class CaseTable(QTableView):
    """Signals: `erase_asked()` about the marked row."""

    erase_asked = Signal()

    def __init__(self, context: UiContext, model: CasesModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(context._("Cases, newest first"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(TARGET_PX, context.px(ROW_PX)))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for section, width in WIDTHS.items():
            self.setColumnWidth(section, context.px(width))
        header.setSectionResizeMode(Column.STATE, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if not event.isAutoRepeat():
                self.erase_asked.emit()
        else:
            super().keyPressEvent(event)
