"""What of the audit is looked for: whose entries, of which kind, of which days, about which case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QLineEdit, QVBoxLayout, QWidget

from screening.core.actions import ActionGroup
from screening.languages.audit_terms import GROUP
from screening.languages.bidi import strip_invisible
from screening.languages.marks import N_
from screening.operations.auditing import AuditOfficer, Wanted
from screening.ui.context import UiContext
from screening.ui.models.audit_model import officer_words
from screening.ui.tokens import GRID, TARGET_PX
from screening.ui.widgets.basics import Combo, labelled
from screening.ui.widgets.layouts import Cells

CELL_PX = 24 * GRID
COLUMNS = 4
INSIDE_PX = 9
NUMBER_LENGTH = 20


class Days(StrEnum):
    """Which days are looked at."""

    ALL = "all"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    CHOSEN = "chosen"


DAYS = {
    Days.ALL: N_("All days"),
    Days.TODAY: N_("Today"),
    Days.WEEK: N_("The last 7 days"),
    Days.MONTH: N_("The last 30 days"),
    Days.CHOSEN: N_("Chosen days"),
}
BACK = {Days.TODAY: 0, Days.WEEK: 6, Days.MONTH: 29}
"""How many days before today the first one is."""


class AuditFilter(QWidget):
    """Signals: `changed()` when something else is looked for."""

    changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        _ = context._
        self._officers: tuple[AuditOfficer, ...] = ()
        self.officer_combo = Combo()
        self.group_combo = Combo()
        self.group_combo.addItem(_("Everything"), None)
        for group, words in GROUP.items():
            self.group_combo.addItem(_(words), group)
        self.days_combo = Combo()
        for days, words in DAYS.items():
            self.days_combo.addItem(_(words), days)
        self.case_edit = QLineEdit()
        self.case_edit.setMaxLength(NUMBER_LENGTH)
        self.case_edit.setPlaceholderText(_("All cases"))
        today = QDate.currentDate()
        self.first_edit, self.last_edit = _day_edit(today.addDays(-BACK[Days.WEEK])), _day_edit(today)
        self._lay_out()
        self.show_officers(())
        self._connect()

    def _lay_out(self) -> None:
        _ = self._context._
        self._officer_part = _part(_("Officer"), self.officer_combo)
        self._first_part = _part(_("From"), self.first_edit)
        self._last_part = _part(_("To"), self.last_edit)
        parts = (
            self._officer_part,
            _part(_("What"), self.group_combo),
            _part(_("When"), self.days_combo),
            _part(_("Case number"), self.case_edit),
            self._first_part,
            self._last_part,
        )
        layout = Cells(self, COLUMNS, self._context.px(CELL_PX), 2 * GRID)
        for part in parts:
            layout.addWidget(part)
        self._show_parts()

    def _connect(self) -> None:
        for combo in (self.officer_combo, self.group_combo, self.days_combo):
            combo.currentIndexChanged.connect(self._on_changed)
        for edit in (self.first_edit, self.last_edit):
            edit.dateChanged.connect(self._on_changed)
        self.case_edit.editingFinished.connect(self._on_case_entered)
        self._case_before = ""

    def _show_parts(self) -> None:
        chosen = self._chosen_days is Days.CHOSEN
        self._first_part.setVisible(chosen)
        self._last_part.setVisible(chosen)

    def show_officers(self, officers: Sequence[AuditOfficer]) -> None:
        """Whose entries can be looked for; where there is nobody to choose, it is not asked."""
        self.officer_combo.blockSignals(True)
        self.officer_combo.clear()
        self._officers = tuple(officers)
        self.officer_combo.addItem(self._context._("All officers"), -1)
        for at, officer in enumerate(officers):
            self.officer_combo.addItem(strip_invisible(officer_words(self._context, officer.code)), at)
        self.officer_combo.blockSignals(False)
        self._officer_part.setVisible(len(officers) > 1)

    # What a combo holds comes back from Qt as plain text.

    @property
    def _chosen_group(self) -> ActionGroup | None:
        value = self.group_combo.currentData()
        return ActionGroup(value) if value else None

    @property
    def _chosen_days(self) -> Days:
        return Days(self.days_combo.currentData())

    @property
    def narrowed(self) -> bool:
        """Whether anything is looked for."""
        return self.wanted() != Wanted()

    def wanted(self) -> Wanted:
        """What is looked for."""
        first, last = self._days()
        chosen = self.officer_combo.currentData()
        return Wanted(
            officer_ids=self._officers[chosen].ids if chosen >= 0 else frozenset(),
            group=self._chosen_group,
            first_day=first,
            last_day=last,
            case=self.case_edit.text().strip(),
        )

    def _days(self) -> tuple[date | None, date | None]:
        days = self._chosen_days
        if days is Days.CHOSEN:
            ends = sorted((_day(self.first_edit), _day(self.last_edit)))
            return ends[0], ends[1]
        if days in BACK:
            today = date.today()
            return today - timedelta(days=BACK[days]), today
        return None, None

    def clear(self) -> None:
        """Look for everything again."""
        for each in (self.officer_combo, self.group_combo, self.days_combo):
            each.blockSignals(True)
            each.setCurrentIndex(0)
            each.blockSignals(False)
        self.case_edit.setText("")
        self._case_before = ""
        self._on_changed()

    def show_case(self, number: str) -> None:
        """Look for one case."""
        self.case_edit.setText(number)
        self._on_case_entered()

    def _on_case_entered(self) -> None:
        if self.case_edit.text().strip() != self._case_before:
            self._case_before = self.case_edit.text().strip()
            self._on_changed()

    def _on_changed(self) -> None:
        self._show_parts()
        self.changed.emit()


def _part(words: str, widget: QWidget) -> QWidget:
    made = QWidget()
    layout: QVBoxLayout = labelled(words, widget)
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made


def _day_edit(day: QDate) -> QDateEdit:
    """A day as year, month, day, in every language: never to be mistaken for another."""
    edit = QDateEdit(day)
    edit.setLocale(QLocale.c())
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    edit.lineEdit().setTextMargins(INSIDE_PX, 0, INSIDE_PX, 0)  # which no style sheet reaches
    edit.setMinimumHeight(TARGET_PX)
    edit.setMaximumDate(QDate.currentDate())
    edit.setMinimumDate(QDate(2000, 1, 1))
    return edit


def _day(edit: QDateEdit) -> date:
    day = edit.date()
    return date(day.year(), day.month(), day.day())
