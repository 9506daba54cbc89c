"""Who did what and when: the vault's audit, newest first, narrowed to what is looked for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView
from shiboken6 import isValid

from screening.core.errors import Problem, ScreeningError
from screening.operations.auditing import (
    About,
    AuditPage,
    Found,
    Overview,
    Wanted,
    about,
    audit_page,
    find_reference,
    open_audit,
)
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.models.audit_model import AuditModel, Column
from screening.ui.screens.vault.page import VaultPage
from screening.ui.tokens import GRID, TARGET_PX
from screening.ui.widgets.audit_filter import AuditFilter
from screening.ui.widgets.basics import button, card, row, set_tab_order
from screening.ui.widgets.reference_finder import ReferenceFinder
from screening.ui.widgets.row_button import Fold
from screening.ui.widgets.words import Words

ROW_PX = 44
WHAT_LEAST_PX = 26 * GRID
LEAST_ROWS = 4
BY_WEIGHT = (Column.OFFICER, Column.WHEN, Column.ABOUT, Column.ENTRY)
"""The columns beside what was done, those first that are kept longest where the window is narrow."""
WIDTHS = {
    Column.ENTRY: 11 * GRID,
    Column.WHEN: 28 * GRID,
    Column.OFFICER: 14 * GRID,
    Column.ABOUT: 22 * GRID,
}


class AuditPageScreen(VaultPage):
    """The entries with their filters; looking is noted once, when the page is first shown."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("What was done"), fills=True)
        self._newest = 0
        self._object_id = ""
        self._up_to = 0
        self._overview: Overview | None = None
        self._opening = False
        self.model = AuditModel(context, session)
        self.filter = AuditFilter(context)
        self.finder = ReferenceFinder(context)
        self.finder_fold = Fold(context, context._("Find the reference printed on a form"), self.finder)
        self.table = self._make_table()
        self.own_label = Words(role="quiet")
        self.own_label.hide()
        self.line_label = Words()
        self.line_label.hide()
        self.count_label = Words(role="quiet")
        self.all_button = button(context._("Show everything"), self.show_everything)
        self.all_button.hide()
        self._lay_out()
        self._connect()

    def _make_table(self) -> _Table:
        table, px = _Table(self.context), self.context.px
        table.setModel(self.model)
        table.setAccessibleName(self.context._("Entries, newest first"))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(max(TARGET_PX, px(ROW_PX)))
        table.setMinimumHeight(LEAST_ROWS * max(TARGET_PX, px(ROW_PX)))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for section, width in WIDTHS.items():
            table.setColumnWidth(section, px(width))
        header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        return table

    def _lay_out(self) -> None:
        bottom = row(self.count_label, self.all_button, spacing=2 * GRID)
        bottom.setStretch(0, 1)
        self.body.addWidget(card(row(self.filter)))
        self.body.addWidget(self.finder_fold)
        self.body.addWidget(self.own_label)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.line_label)
        self.body.addLayout(bottom)
        each = self.filter
        set_tab_order(
            each.officer_combo,
            each.group_combo,
            each.days_combo,
            each.case_edit,
            each.first_edit,
            each.last_edit,
            self.finder_fold.head,
            self.finder.edit,
            self.finder.find_button,
            self.table,
            self.all_button,
            self.back_button,
        )

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter_changed)
        self.model.more_wanted.connect(self._on_more_wanted)
        self.finder.asked.connect(self._on_reference_asked)
        self.finder_fold.head.toggled.connect(lambda shown: self.finder.focus() if shown else None)
        self.table.activated.connect(self._on_activated)
        self.table.fitted.connect(self._show_line)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_line())

    def shown(self) -> None:
        """The first time, note that somebody looks; then list what there is."""
        self.filter.group_combo.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._overview is None and not self._opening:
            self._opening = True
            self.context.tasks.run(lambda: open_audit(self.session), self._on_opened, self._on_not_opened)

    def _on_opened(self, overview: Overview) -> None:
        self._overview = overview
        if not isValid(self):
            return
        self.filter.show_officers(overview.officers)
        self.finder_fold.setVisible(overview.sees_all)
        if not overview.sees_all:
            self.own_label.show_text(
                self.context._("You see what you did yourself. A supervisor or an administrator sees everything.")
            )
            self.own_label.show()
        self.finder.show_newest(overview.reference)
        self.refresh()

    def _on_not_opened(self, error: ScreeningError) -> None:
        self._opening = False
        if isValid(self):
            self.show_error(error)

    def _wanted(self) -> Wanted:
        wanted = self.filter.wanted()
        if not wanted.case and self._object_id:
            wanted = replace(wanted, object_id=self._object_id)
        return replace(wanted, up_to=self._up_to)

    def refresh(self) -> None:
        """List the entries anew, for what is looked for; only the newest answer is shown."""
        self._newest += 1
        number, wanted, session = self._newest, self._wanted(), self.session
        self.context.tasks.run(
            lambda: audit_page(session, wanted) if number == self._newest else None,
            partial(self._on_listed, number),
            partial(self._on_list_failed, number),
        )

    def _on_listed(self, number: int, found: AuditPage | None) -> None:
        if found is None or number != self._newest or not isValid(self):
            return
        self.hide_error()
        self.model.show_entries(found.entries, more=found.more)
        self.table.fit()
        if found.entries:
            self.table.setCurrentIndex(self.model.index(0, Column.WHAT))
            self.table.scrollToTop()
        self.all_button.setVisible(self._wanted() != Wanted())
        self._count(found.count)

    def _count(self, count: int) -> None:
        _ = self.context._
        if not count:
            self.count_label.show_text(_("Nothing was done that fits this."))
            return
        words = self.context.translator.ngettext("{count} entry", "{count} entries", count).format(count=count)
        hint = _("Enter on a line shows everything about its case.")
        self.count_label.show_text(f"{words} · {hint}")

    def _on_list_failed(self, number: int, error: ScreeningError) -> None:
        if number != self._newest or not isValid(self):
            return
        self.model.show_entries((), more=False)
        self.count_label.show_text("")
        self.all_button.show()
        self.show_error(error)
        if error.problem is Problem.CASE_MISSING:
            self.filter.case_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_more_wanted(self) -> None:
        number, wanted, session, below = self._newest, self._wanted(), self.session, self.model.oldest

        def add(found: AuditPage) -> None:
            if number == self._newest and isValid(self):
                self.model.add_entries(found.entries, more=found.more)

        def failed(error: ScreeningError) -> None:
            if number == self._newest and isValid(self):
                self.show_error(error)

        self.context.tasks.run(lambda: audit_page(session, wanted, below), add, failed)

    def _show_line(self) -> None:
        """Where columns have no room, all of the marked entry stands below."""
        row = self.table.currentIndex().row()
        narrow = row >= 0 and any(self.table.isColumnHidden(each) for each in Column)
        self.line_label.show_text(self.model.line(row) if narrow else "")
        self.line_label.setVisible(narrow)

    def show_everything(self) -> None:
        """Look for everything again."""
        self.filter.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_filter_changed(self) -> None:
        self._object_id = ""
        self._up_to = 0
        self.finder.clear()
        self.refresh()

    def _on_activated(self, index: QModelIndex) -> None:
        """Only what was done with the case of this line, an erased one too."""
        entry = self.model.entry(index.row())
        match about(self.session, entry):
            case About.CASE:
                self.filter.show_case(entry.case_number)
            case About.ERASED_CASE:
                self._object_id = entry.object_id
                self.refresh()
            case _:
                pass

    def _on_reference_asked(self, typed: str) -> None:
        session = self.session

        def found(entry: Found) -> None:
            if isValid(self):
                self.filter.blockSignals(True)
                self.filter.clear()
                self.filter.blockSignals(False)
                self._object_id, self._up_to = "", entry.entry.seq
                self.finder.show_found(entry)
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                self.refresh()

        def failed(error: ScreeningError) -> None:
            if isValid(self):
                self.finder.show_error(error)

        self.context.tasks.run(lambda: find_reference(session, typed), found, failed)


class _Table(QTableView):
    """As many columns as have room, so that what was done is never out of sight. Signals: `fitted()`."""

    fitted = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Each column as wide as its words in this language, for as long as there is room."""
        left = self.viewport().width() - self._context.px(WHAT_LEAST_PX)
        for each in BY_WEIGHT:
            width = max(self._context.px(WIDTHS[each]), self.sizeHintForColumn(each))
            self.setColumnWidth(each, width)
            left -= width
            if self.isColumnHidden(each) != (left < 0):
                self.setColumnHidden(each, left < 0)
        self.fitted.emit()
