"""Between the cover and the talk: nothing of the case is seen before the officer is alone with the person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, row
from screening.ui.widgets.words import Words

CARD_PX = 56 * GRID


class AloneAgainScreen(QWidget):
    """One question, two choices of one size; the keyboard starts on the one that stays hidden.

    Signals: `confirmed()` to go on; `refused()` to stay behind the cover.
    """

    confirmed = Signal()
    refused = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        question = Words(context._("Are you alone again?"), "heading")
        self.yes_button = button(context._("Yes, go on"), self.confirmed.emit)
        self.no_button = button(context._("No, stay hidden"), self.refused.emit)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        for widget in (question, self.yes_button, self.no_button):
            inside.addWidget(widget)
        form = card(inside, margin=4 * GRID)
        form.setMaximumWidth(context.px(CARD_PX))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = row(None, form, None)
        middle.setStretch(1, 100)
        outer.addLayout(middle)
        outer.addStretch(3)

    def shown(self) -> None:
        """Put the keyboard on the safe choice."""
        self.no_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and F12 stay hidden; the buttons themselves know Enter and the arrows."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F12):
            self.refused.emit()
        else:
            super().keyPressEvent(event)
