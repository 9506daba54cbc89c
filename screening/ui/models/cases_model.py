"""The case list as a table. Words are made for the rows that are seen, not for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from screening.core.case import CaseState, CaseSummary
from screening.languages.bidi import date, isolate, ltr, strip_invisible
from screening.languages.terms import CASE_STATE, NEXT_STEP, SITUATION
from screening.ui.context import UiContext
from screening.ui.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """What stands beside what."""

    NUMBER = 0
    OPENED = 1
    SITUATION = 2
    LANGUAGE = 3
    STATE = 4
    NEXT_STEP = 5


class CasesModel(QAbstractTableModel):
    """Cases in the order they are given. Nothing in it names a person."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._cases: Sequence[CaseSummary] = ()
        self._today = ""
        self._dates: dict[str, str] = {}
        _ = context._
        self._headers = {
            Column.NUMBER: _("Case"),
            Column.OPENED: _("Opened"),
            Column.SITUATION: _("Situation"),
            Column.LANGUAGE: _("Language"),
            Column.STATE: _("State"),
            Column.NEXT_STEP: _("Next step"),
        }

    def show_cases(self, cases: Sequence[CaseSummary], today: str = "") -> None:
        """Show other cases; those whose day of review has come by `today` say so."""
        self.beginResetModel()
        self._cases = cases
        self._today = today
        self.endResetModel()

    def case(self, row: int) -> CaseSummary:
        """The case in a row."""
        return self._cases[row]

    def row_of(self, case_id: str) -> int | None:
        """Where a case stands now."""
        return next((row for row, case in enumerate(self._cases) if case.id == case_id), None)

    def _words(self, case: CaseSummary, column: Column) -> str:
        _ = self._context._
        match column:
            case Column.NUMBER:
                return ltr(case.number)
            case Column.OPENED:
                return self._date(case.opened_utc)
            case Column.SITUATION:
                return _(SITUATION[case.situation])
            case Column.LANGUAGE:
                return self._languages(case)
            case Column.STATE:
                due = bool(case.review_on) and case.review_on <= self._today
                return self._state(case) + (" · " + _("to review") if due else "")
            case Column.NEXT_STEP:
                return _(NEXT_STEP[case.next_step]) if case.next_step is not None else ""

    def _state(self, case: CaseSummary) -> str:
        if case.state is CaseState.QUESTIONS and case.asked:
            words = self._context._("Questions: {answered} of {asked}")
            return words.format(answered=case.answered, asked=case.asked)
        return self._context._(CASE_STATE[case.state])

    def _languages(self, case: CaseSummary) -> str:
        own = isolate(self._own_name(case.language))
        if not case.second_language:
            return own
        words = self._context._("{language}; {second} too")
        return words.format(language=own, second=isolate(self._own_name(case.second_language)))

    def _own_name(self, tag: str | None) -> str:
        language = self._context.languages.get(tag) if tag else None
        return language.own_name if language is not None else tag or ""

    def _font(self, tag: str | None) -> QFont | None:
        return self._context.list_font(tag) if tag in self._context.languages and tag else None

    def _date(self, instant: str) -> str:
        """The day in the officer's time zone and language."""
        if instant not in self._dates:
            day = datetime.fromisoformat(instant).astimezone().date()
            self._dates[instant] = date(day, self._context.translator.language)
        return self._dates[instant]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._cases)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        case, column = self._cases[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(case, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(case, column))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return strip_invisible(self._words(case, column))
        if role == Qt.ItemDataRole.FontRole and column is Column.LANGUAGE:
            return self._font(case.language)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headers[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None
