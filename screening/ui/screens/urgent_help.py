"""Urgent help, one key away from everywhere: what to do first, and the number to call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.languages.bidi import ltr
from screening.ui.context import UiContext
from screening.ui.moments import own_line
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import Words, button, card, column, page, row, scrolled

NUMBER_PX = 44


class UrgentHelpScreen(QWidget):
    """Signals: `closed()` to go back to where one was."""

    closed = Signal()

    def __init__(self, context: UiContext, emergency_number: str) -> None:
        super().__init__()
        _ = context._
        number = Words(own_line(context, ltr(emergency_number)), role="title")
        number.setStyleSheet(f"font-size: {NUMBER_PX}px;")
        steps = [
            _("Danger now: get everybody to a safe place and call. Do not confront anybody."),
            _("Hurt, ill, pregnant with pain, cannot breathe, has taken something: medical help first."),
            _("Thoughts of dying: do not leave the person alone. Ask, listen, call."),
            _("Hurt sexually: a doctor within hours. Some medicine works only within 72 hours, some within 120."),
            _("A child, or maybe: do not interview, stay with them, call child protection."),
            _("Needs now: water, food, rest, warmth, a toilet, medicine, a trusted person."),
            _("Never call the employer, the family or the embassy without the person's word."),
        ]
        self.back_button = button(_("Back to where you were"), self.closed.emit, role="primary")
        body = column(
            Words(_("Urgent help"), role="title"),
            card(column(Words(_("Emergency call"), role="quiet"), number, spacing=0)),
            card(column(*(Words(f"{n}.  {step}") for n, step in enumerate(steps, 1)), spacing=GRID)),
        )
        body.addLayout(row(self.back_button, None))
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page(body)))

    def shown(self) -> None:
        """Put the keyboard on the way back."""
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
