"""The emergency numbers as a list to edit: what is typed holds at once, what was removed can be brought back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from screening.core.settings import MOST_LETTERS, MOST_NUMBERS, EmergencyNumber, emergency_number
from screening.languages.bidi import ltr
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, row, set_tab_order
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.words import Words

NUMBER_PX = 22 * GRID


class NumberRow(QWidget):
    """One number, what answers there, and a way to take it out.

    Signals: `edited()` when a field is left; `removed()`.
    """

    edited = Signal()
    removed = Signal()

    def __init__(self, context: UiContext, entry: EmergencyNumber | None) -> None:
        super().__init__()
        _ = context._
        self.number_edit = _edit(_("Number"), entry.number if entry else "")
        # A number is dialled from left to right whatever the language around it.
        self.number_edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.number_edit.setFixedWidth(context.px(NUMBER_PX))
        self.label_edit = _edit(_("Who answers there"), entry.label if entry else "")
        self.remove_button = button(_("Remove"), self.removed.emit)
        for edit in (self.number_edit, self.label_edit):
            edit.editingFinished.connect(self.edited)
        layout = row(self.number_edit, self.label_edit, self.remove_button)
        layout.setStretch(1, 1)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def name(self, context: UiContext) -> None:
        """Say to a screen reader which number it is that would be removed."""
        words = context._("Remove {number}").format(number=self.number_edit.text() or "…")
        self.remove_button.setAccessibleName(words)

    @property
    def entry(self) -> EmergencyNumber | None:
        """What stands there; None where it cannot be dialled."""
        return emergency_number(self.number_edit.text(), self.label_edit.text())


class NumberList(QWidget):
    """At least one number.

    Signals: `changed(tuple of EmergencyNumber)` when all of them can be dialled and something is new.
    """

    changed = Signal(object)

    def __init__(self, context: UiContext, numbers: Sequence[EmergencyNumber]) -> None:
        super().__init__()
        self._context = context
        self._kept = tuple(numbers)
        self._removed: tuple[int, EmergencyNumber] | None = None
        _ = context._
        self.rows: list[NumberRow] = []
        self._host = QVBoxLayout()
        self._host.setSpacing(GRID)
        self.error = Words(role="error")
        self.removed_label = Words(role="quiet")
        self.undo_button = button(_("Undo"), self.on_undo)
        self.undo_part = QWidget()
        undo = row(self.removed_label, self.undo_button, None)
        undo.setContentsMargins(0, 0, 0, 0)
        self.undo_part.setLayout(undo)
        self.add_button = button(_("Add a number"), self.on_add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(self._host)
        for widget in (self.error, self.undo_part):
            layout.addWidget(widget)
            widget.hide()
        layout.addLayout(row(self.add_button, None))
        for entry in numbers:
            self._insert(len(self.rows), entry)
        self._settle()

    def on_add(self) -> None:
        """An empty line to write a number into."""
        made = self._insert(len(self.rows), None)
        self._settle()
        made.number_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_remove(self, gone: NumberRow) -> None:
        """Take a line out; a number that stood there can be brought back."""
        at, entry = self.rows.index(gone), gone.entry
        self.rows.remove(gone)
        gone.hide()
        gone.deleteLater()
        self._removed = (at, entry) if entry is not None else None
        if entry is not None:
            self.removed_label.show_text(self._context._("Removed: {number}").format(number=ltr(entry.number)))
        self.undo_part.setVisible(entry is not None)
        self._settle()
        target = self.undo_button if entry is not None else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keep()

    def on_undo(self) -> None:
        """Bring the line back to where it was."""
        if self._removed is None:
            return
        at, entry = self._removed
        self._removed = None
        made = self._insert(at, entry)
        self.undo_part.hide()
        self._settle()
        made.number_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keep()

    def keep(self) -> None:
        """Tell what stands there, or say what is missing, where it is missing."""
        entries = [each.entry for each in self.rows]
        missing = None in entries
        self.error.show_text(self._context._("Write a number that can be dialled, or remove the line."))
        self.error.setVisible(missing)
        found = tuple(entry for entry in entries if entry is not None)
        if not missing and found != self._kept:
            self._kept = found
            self.changed.emit(found)

    def _insert(self, at: int, entry: EmergencyNumber | None) -> NumberRow:
        made = NumberRow(self._context, entry)
        made.edited.connect(self.keep)
        made.removed.connect(lambda: self.on_remove(made))
        self._host.insertWidget(at, made)
        self.rows.insert(at, made)
        return made

    def _settle(self) -> None:
        """The last line stays; no more lines than may be kept."""
        for each in self.rows:
            each.remove_button.setEnabled(len(self.rows) > 1)
            each.name(self._context)
        self.add_button.setEnabled(len(self.rows) < MOST_NUMBERS)
        set_tab_order(*focusable(*self.rows, self.undo_button, self.add_button))


def _edit(name: str, text: str) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setMaxLength(MOST_LETTERS)
    edit.setPlaceholderText(name)
    edit.setAccessibleName(name)
    return edit
