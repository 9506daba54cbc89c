"""The audit as a table, newest entry first. Older pages are asked for when the end comes into sight."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from screening.languages.audit_terms import ACTION, UNKNOWN_ACTION
from screening.languages.bidi import ltr, strip_invisible
from screening.operations.auditing import About, AuditEntry, about
from screening.operations.session import Session
from screening.store.owning import RECOVERY_CODE
from screening.ui.context import UiContext
from screening.ui.moments import local_moment_words
from screening.ui.plain_tip import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """What stands beside what."""

    ENTRY = 0
    WHEN = 1
    OFFICER = 2
    WHAT = 3
    ABOUT = 4


class AuditModel(QAbstractTableModel):
    """Entries in the order they are given. Signals: `more_wanted()` when older ones should be added."""

    more_wanted = Signal()

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__()
        self._context = context
        self._session = session
        self._entries: list[AuditEntry] = []
        self._more = False
        _ = context._
        self._headers = {
            Column.ENTRY: _("Entry"),
            Column.WHEN: _("When"),
            Column.OFFICER: _("Officer"),
            Column.WHAT: _("What was done"),
            Column.ABOUT: _("About"),
        }

    def show_entries(self, entries: Sequence[AuditEntry], *, more: bool) -> None:
        """Show other entries; `more`: there are older ones."""
        self.beginResetModel()
        self._entries = list(entries)
        self._more = more
        self.endResetModel()

    def add_entries(self, entries: Sequence[AuditEntry], *, more: bool) -> None:
        """Older entries below those that are there."""
        self._more = more
        if entries:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
            self._entries.extend(entries)
            self.endInsertRows()

    def entry(self, row: int) -> AuditEntry:
        """The entry in a row."""
        return self._entries[row]

    @property
    def oldest(self) -> int | None:
        """The number of the last entry that is there."""
        return self._entries[-1].seq if self._entries else None

    def line(self, row: int) -> str:
        """All of an entry in one line."""
        words = (self._words(self._entries[row], column) for column in Column)
        return " · ".join(each for each in words if each)

    def _words(self, entry: AuditEntry, column: Column) -> str:
        match column:
            case Column.ENTRY:
                return ltr(str(entry.seq))
            case Column.WHEN:
                return local_moment_words(self._context, entry.utc)
            case Column.OFFICER:
                return officer_words(self._context, entry.officer)
            case Column.WHAT:
                return action_words(self._context, entry)
            case Column.ABOUT:
                return self._about(entry)

    def _about(self, entry: AuditEntry) -> str:
        _ = self._context._
        match about(self._session, entry):
            case About.CASE:
                return ltr(entry.case_number)
            case About.OFFICER:
                return officer_words(self._context, entry.about_officer)
            case About.ERASED_CASE:
                return _("an erased case")
            case About.UNRECORDED_TALK:
                return _("a talk without a record")
            case About.NOTHING:
                return ""

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid() and self._more:
            self._more = False  # until the answer is there
            self.more_wanted.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(self._entries[index.row()], Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(self._entries[index.row()], Column(index.column())))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return strip_invisible(self._words(self._entries[index.row()], Column(index.column())))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headers[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None


def action_words(context: UiContext, entry: AuditEntry) -> str:
    """What was done, in the officer's words."""
    known = ACTION.get(entry.action)
    if known is None:
        return context._(UNKNOWN_ACTION).format(action=ltr(entry.action))
    words = context._(known.words)
    return words.format(count=ltr(entry.object_id)) if known.counted else words


def officer_words(context: UiContext, code: str) -> str:
    """An officer's code, or which recovery key it was."""
    if not code.startswith(RECOVERY_CODE):
        return ltr(code)
    number = code.removeprefix(RECOVERY_CODE).removeprefix("-") or "1"
    return context._("Recovery key {number}").format(number=ltr(number))
