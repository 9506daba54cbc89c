"""F1: every key there is, on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from screening.languages.marks import N_
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import RETURN_KEYS, Words, button, card, page, row, scrolled, short_label

GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        N_("In a talk"),
        (
            (N_("1 to 9"), N_("Give the answer with this digit")),
            (N_("Arrow keys"), N_("Move between answers")),
            (N_("Enter"), N_("Go on")),
            (N_("Backspace"), N_("Go back")),
            (N_("Ctrl+Z"), N_("Undo last answer")),
            (N_("Del"), N_("Remove this answer")),
            (N_("F2"), N_("Urgent help")),
            (N_("F3"), N_("Open and close the officer's drawer")),
            (N_("F5"), N_("Skip the question")),
            (N_("F6"), N_("Pause")),
            (N_("F7"), N_("Stop")),
        ),
    ),
    (
        N_("Everywhere"),
        (
            (N_("F12"), N_("Hide everything at once; press it again to come back")),
            (N_("Ctrl+L"), N_("Lock")),
            (N_("F1"), N_("These keys")),
            (N_("Esc"), N_("Close what is open")),
            (N_("Tab"), N_("Go to the next field or button")),
        ),
    ),
    (
        N_("In the list of cases"),
        (
            (N_("Ctrl+N"), N_("New case")),
            (N_("Ctrl+F"), N_("Search")),
            (N_("Arrow keys"), N_("Move in the list")),
            (N_("Enter"), N_("Open the case")),
        ),
    ),
)


class KeysHelpScreen(QWidget):
    """The keys in groups.

    Signals: `closed()`.
    """

    closed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self.close_button = button(context._("Close"), self.closed.emit)
        groups = [self._make_group(context._(title), keys) for title, keys in GROUPS]
        columns = QGridLayout()
        columns.setSpacing(2 * GRID)
        columns.addWidget(groups[0], 0, 0, 2, 1)
        columns.addWidget(groups[1], 0, 1)
        columns.addWidget(groups[2], 1, 1)
        columns.setColumnStretch(0, 1)
        columns.setColumnStretch(1, 1)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addLayout(row(short_label(context._("Keys"), "title"), None, self.close_button))
        inside.addLayout(columns)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page(inside)))

    def _make_group(self, title: str, keys: tuple[tuple[str, str], ...]) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID + 4)
        grid.addWidget(short_label(title, "heading"), 0, 0, 1, 2)
        for at, (key, words) in enumerate(keys, start=1):
            name = short_label(self.context._(key), "key")
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Words(self.context._(words)), at, 1)
        grid.setColumnMinimumWidth(0, 13 * GRID)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(keys) + 1, 1)
        return card(grid, margin=3 * GRID)

    def shown(self) -> None:
        """Put the keyboard on the way out."""
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, F1 and Enter close."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1, *RETURN_KEYS):
            self.closed.emit()
        else:
            super().keyPressEvent(event)
