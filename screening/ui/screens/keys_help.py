"""F1: what the screen one came from is for, and every key there is, on one page; and what is protected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout

from screening.languages.marks import N_
from screening.ui.context import UiContext
from screening.ui.guides import GUIDES
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import RETURN_KEYS, WORKED, button, card, column, row, scrolled_page, short_label
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.paging import moved
from screening.ui.widgets.protection import Protection
from screening.ui.widgets.words import Words

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
            (N_("F3"), N_("Open and close the officer's drawer")),
            (N_("F4"), N_("Show the person's side alone, and both sides again")),
            (N_("F5"), N_("Skip the question")),
            (N_("F6"), N_("Pause")),
            (N_("F7"), N_("Stop")),
            (N_("F8"), N_("Ask again")),
            (N_("F9"), N_("The person does not understand")),
            (N_("F10"), N_("Hand the computer over, at a question")),
            (N_("Page Up, Page Down"), N_("Move a long text or a form")),
        ),
    ),
    (
        N_("Everywhere"),
        (
            (N_("F12"), N_("Hide everything at once; press it again to come back")),
            (N_("F2"), N_("Urgent help")),
            (N_("Ctrl+L"), N_("Lock")),
            (N_("Ctrl+,"), N_("Settings")),
            (N_("F1"), N_("This page")),
            (N_("Ctrl+Shift+Del"), N_("Erase the whole vault, after asking, where it is switched on")),
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
            (N_("Del"), N_("Erase the case, after asking")),
        ),
    ),
)
STACK_BELOW_PX = 720
KEYS_PX = 13 * GRID


class KeysHelpScreen(QStackedWidget):
    """The guide of a screen by its name in `GUIDES`, if it has one, then the keys in groups.

    What is protected is a page of its own, one button away.

    Signals: `closed()`.
    """

    closed = Signal()

    def __init__(self, context: UiContext, guide: str = "") -> None:
        super().__init__()
        self.context = context
        self.close_button = button(context._("Close"), self.closed.emit)
        self.protected_button = button(context._("What is protected"), self.show_protected)
        self.back_button = button(context._("Back"), self.show_keys)
        self.area = self._make_keys(guide)
        self.addWidget(self.area)
        self.protected_area: QScrollArea | None = None

    def _make_keys(self, guide: str) -> QScrollArea:
        context = self.context
        talk, everywhere, cases = (self._make_group(context._(title), keys) for title, keys in GROUPS)
        columns = Row(stack_below=context.px(STACK_BELOW_PX))
        columns.setSpacing(2 * GRID)
        columns.addWidget(talk, 1)
        columns.addLayout(column(everywhere, cases, None, spacing=2 * GRID), 1)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addLayout(
            row(short_label(context._("Help"), "title"), None, self.protected_button, self.close_button)
        )
        if guide in GUIDES:
            inside.addWidget(self._make_guide(GUIDES[guide]))
        inside.addWidget(short_label(context._("Keys"), "heading"))
        inside.addLayout(columns)
        inside.addStretch(1)
        return scrolled_page(inside, widest=WORKED)

    def show_protected(self) -> None:
        """The page about what is protected, made when it is first asked for."""
        if self.protected_area is None:
            inside = QVBoxLayout()
            inside.setSpacing(2 * GRID)
            title = short_label(self.context._("What is protected"), "title")
            inside.addLayout(row(title, None, self.back_button))
            inside.addWidget(Protection(self.context))
            inside.addStretch(1)
            self.protected_area = scrolled_page(inside, widest=WORKED)
            self.addWidget(self.protected_area)
        self.setCurrentWidget(self.protected_area)
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_keys(self) -> None:
        """Back to the guide and the keys."""
        self.setCurrentWidget(self.area)
        self.protected_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_guide(self, sentences: tuple[str, ...]) -> QFrame:
        heading = short_label(self.context._("What this screen is for"), "heading")
        return card(column(heading, *(Words(self.context._(each)) for each in sentences)), margin=3 * GRID)

    def _make_group(self, title: str, keys: tuple[tuple[str, str], ...]) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID + 4)
        grid.addWidget(Words(title, "strong"), 0, 0, 1, 2)
        for at, (key, words) in enumerate(keys, start=1):
            name = short_label(self.context._(key), "key")
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Words(self.context._(words)), at, 1)
        grid.setColumnMinimumWidth(0, self.context.px(KEYS_PX))
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(keys) + 1, 1)
        return card(grid, margin=3 * GRID)

    def shown(self) -> None:
        """Put the keyboard on the way out."""
        button_now = self.close_button if self.currentWidget() is self.area else self.back_button
        button_now.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one back; F1 and Enter close; the arrows and Page Up and Down move the page."""
        area, key = self.currentWidget(), event.key()
        if key == Qt.Key.Key_Escape and area is not self.area:
            self.show_keys()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F1, *RETURN_KEYS):
            self.closed.emit()
        elif not (isinstance(area, QScrollArea) and moved(area, event)):
            super().keyPressEvent(event)
