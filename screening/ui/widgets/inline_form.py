"""A small form that opens in its place on a page: what is asked, what is wrong, do it or leave it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QPushButton, QVBoxLayout, QWidget

from screening.languages.bidi import strip_invisible
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    bring_into_view,
    button,
    column,
    row,
    set_role,
    set_tab_order,
    settle_layout,
)
from screening.ui.widgets.words import Words

LEVELS = 4
"""How often layouts inside one another are settled before the page knows how high it is."""
Missing = tuple[str, QWidget]
"""What is wrong, in words, and the field where it is put right."""


class InlineForm(QFrame):
    """`body` takes the fields. `look` says what is missing, or None.

    Signals: `asked()` when it is to be done and nothing is missing; `cancelled()`.
    """

    asked = Signal()
    cancelled = Signal()

    def __init__(self, context: UiContext, title: str, doing: str, busy: str = "", leave: str = "") -> None:
        """`doing` stands on the button that does it, `busy` while it is under way, `leave` on the other."""
        super().__init__()
        self.context = context
        self._doing = doing
        self._busy = busy or context._("One moment…")
        self.look: Callable[[], Missing | None] = lambda: None
        self.title = Words(title, "heading")
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * GRID)
        self.error = Words(role="error")
        self.cancel_button = button(leave or context._("Cancel"), self.cancelled.emit)
        self.do_button = button(doing, self.ask, "primary")
        self._inside = inside = column(self.title, spacing=2 * GRID)
        inside.addLayout(self.body)
        inside.addWidget(self.error)
        inside.addLayout(row(self.cancel_button, None, self.do_button))
        inside.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        self.setLayout(inside)
        set_role(self, "current")
        self.error.hide()

    def order_tabs(self, *stops: QWidget) -> None:
        """Tab goes through these, then to the buttons: to be called when the form is complete."""
        set_tab_order(*stops, self.cancel_button, self.do_button)

    def say(self, words: str) -> None:
        """A sentence more on the form."""
        self.body.addWidget(Words(words))

    def reveal(self, *parts: QWidget) -> None:
        """Scroll the page so that these parts show, the last of them surely; without any, the whole form."""
        for each in parts or (self.do_button, self.title):
            # From the event loop: what was added is laid out there, level by level.
            QTimer.singleShot(0, each, partial(_scroll_to, each))

    def rename_doing(self, doing: str) -> None:
        """Other words on the button that does it."""
        self._doing = doing
        self.do_button.setText(doing)

    def ask(self) -> None:
        """Ask for it to be done, or say what is missing."""
        if not self.do_button.isEnabled():
            return
        if (missing := self.look()) is not None:
            self.show_missing(*missing)
            return
        self.set_busy(True)
        self.asked.emit()

    def show_missing(self, words: str, where: QWidget) -> None:
        """Say what is wrong, with the keyboard where it is put right."""
        self.set_busy(False)
        self._place_error(where)
        self.error.show_text(words)
        self.error.show()
        self.reveal(self.error)
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        # The keyboard goes to a field: a screen reader says the field, and this with it.
        (where.focusProxy() or where).setAccessibleDescription(strip_invisible(words))

    def _place_error(self, where: QWidget) -> None:
        """Under the part of the form that it is about; else above the buttons."""
        for layout in (self._inside, self.body):
            layout.removeWidget(self.error)
        part: QWidget | None = where
        while part is not None and part is not self:
            at = _place_in(self.body, part)
            if at >= 0:
                self.body.insertWidget(at + 1, self.error)
                return
            part = part.parentWidget()
        self._inside.insertWidget(self._inside.count() - 1, self.error)

    def show_error(self, words: str) -> None:
        """What could not be done; what was typed stays."""
        self.show_missing(words, self.do_button)

    def set_busy(self, busy: bool) -> None:
        """One wish at a time."""
        if busy:
            self.error.hide()
        self.do_button.setText(self._busy if busy else self._doing)
        for each in self.findChildren(QWidget):
            if each.parentWidget() is self:
                each.setEnabled(not busy)

    def focus(self) -> None:
        """Put the keyboard on what is asked first; where nothing is, on the way back."""
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does it from every field; on another button it presses that button. Esc leaves it."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            if self.cancel_button.isEnabled():
                self.cancelled.emit()
        elif event.key() not in RETURN_KEYS:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton) and focused is not self.do_button:
            focused.click()
        else:
            self.ask()


def _scroll_to(part: QWidget) -> None:
    for _level in range(LEVELS):
        settle_layout()
    bring_into_view(part)


def _place_in(body: QLayout, part: QWidget) -> int:
    """Which part of a form a widget is, or stands in; -1: none."""
    if (at := body.indexOf(part)) >= 0:
        return at
    for layout in body.findChildren(QLayout):
        if layout.indexOf(part) >= 0:
            while isinstance(outer := layout.parent(), QLayout) and outer is not body:
                layout = outer
            return body.indexOf(layout)
    return -1
