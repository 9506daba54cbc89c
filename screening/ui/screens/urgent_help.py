"""Urgent help, one key away from everywhere: what to do first, and the numbers to call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.settings import EmergencyNumber
from screening.languages.bidi import isolate, ltr
from screening.ui.context import UiContext
from screening.ui.moments import own_line
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, page, row, scrolled, short_label
from screening.ui.widgets.words import Words


class UrgentHelpScreen(QWidget):
    """Signals: `closed()` to go back to where one was."""

    closed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        numbers = [_number(context, each) for each in context.settings.emergency_numbers]
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
            card(row(*numbers, None, spacing=4 * GRID)),
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


def _number(context: UiContext, entry: EmergencyNumber) -> QWidget:
    """A number as large as it must be seen, under what answers there."""
    label = isolate(entry.label) if entry.label else context._("Emergency call")
    made = QWidget()
    number = short_label(own_line(context, ltr(entry.number)), role="number")
    layout = column(short_label(own_line(context, label), role="quiet"), number, spacing=0)
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made
