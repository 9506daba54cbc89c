"""Without unlocking: the numbers to call, what to do first, and the wall of languages to point at."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QStackedWidget, QWidget

from screening.core.settings import EmergencyNumber
from screening.languages.bidi import ltr, strip_invisible
from screening.languages.marks import N_
from screening.ui.context import UiContext
from screening.ui.moments import own_line
from screening.ui.paper import document_pages, paper_px
from screening.ui.screens.wall import WallAsk, WallScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, row, scrolled_page, short_label
from screening.ui.widgets.language_wall import wall_html
from screening.ui.widgets.print_button import PrintButton
from screening.ui.widgets.words import Words

NUMBER_PX = 36
NUMBERS_PX = 30 * GRID
STEPS = (
    N_("Danger now: get everybody to a safe place and call. Do not confront anybody."),
    N_("Hurt, ill, pregnant with pain, cannot breathe, has taken something: medical help first."),
    N_("Speak where nobody sees or hears you. Nobody who came with the person interprets."),
    N_("A child, or maybe: do not interview, stay with them, call child protection."),
    N_("Thoughts of dying: do not leave the person alone. Ask, listen, call."),
    N_("Hurt sexually: a doctor within hours. Some medicine works only within 72 hours, some within 120."),
    N_("Needs now: water, food, rest, warmth, a toilet, medicine, a trusted person."),
    N_("Never call the employer, the family or the embassy without the person's word."),
)
"""What to do first, in this order (OHCHR Principles, E/2002/68/Add.1; WHO ethical recommendations, 2003)."""


class EmergencySheet(QStackedWidget):
    """The sheet, and the wall of languages on a page of its own that the person may see.

    Signals: `closed()` to go back to where one was.
    """

    closed = Signal()

    def __init__(self, context: UiContext, numbers: Sequence[EmergencyNumber]) -> None:
        super().__init__()
        self.context = context
        self._numbers = tuple(numbers)
        _ = context._
        self.wall_button = button(_("Show the languages (F4)"), self.show_wall, "primary")
        self.print_button = PrintButton(context, _("Print"), self.pages)
        self.back_button = button(_("Back"), self.closed.emit)
        self.note = Words(role="quiet")
        self.note.hide()
        self.print_button.told.connect(self._tell)
        self.wall: WallScreen | None = None
        self.sheet_page = self._make_sheet()
        self.addWidget(self.sheet_page)

    def _make_sheet(self) -> QWidget:
        _ = self.context._
        middle = QGridLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self._make_numbers(), 0, 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self._make_steps(), 0, 1)
        middle.setColumnMinimumWidth(0, NUMBERS_PX)
        middle.setColumnStretch(1, 1)
        title = short_label(_("Emergency sheet"), "title")
        body = column(spacing=2 * GRID)
        body.addLayout(row(title, None, self.wall_button, self.print_button, self.back_button))
        body.addWidget(self.note)
        body.addLayout(middle)
        body.addStretch(1)
        return scrolled_page(body)

    def _make_numbers(self) -> QFrame:
        _ = self.context._
        parts = column(Words(_("Emergency call"), role="heading"), spacing=GRID)
        for each in self._numbers:
            number = QLabel(own_line(self.context, ltr(each.number)))
            number.setTextFormat(Qt.TextFormat.PlainText)
            number.setAccessibleName(strip_invisible(number.text()))
            number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            number.setProperty("role", "title")
            number.setStyleSheet(f"font-size: {self.context.px(NUMBER_PX)}px;")
            if each.label:
                parts.addWidget(Words(own_line(self.context, each.label), role="quiet"))
            parts.addWidget(number)
        return card(parts)

    def _make_steps(self) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID)
        grid.addWidget(Words(self.context._("What to do first"), role="heading"), 0, 0, 1, 2)
        for number, step in enumerate(STEPS, start=1):
            for at, (words, role) in enumerate(((f"{number}", "step-number"), (self.context._(step), "step"))):
                grid.addWidget(Words(words, role=role), number, at, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        return card(grid)

    def shown(self) -> None:
        """Put the keyboard on the way back, or where the wall has it."""
        if self.wall is not None and self.currentWidget() is self.wall:
            self.wall.shown()
        else:
            self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wall(self) -> None:
        """The languages alone, for the person to point at."""
        if self.wall is None:
            # The tiles load a font for each script: only when somebody wants to see them.
            self.wall = WallScreen(self.context, WallAsk(leads_on=False))
            self.wall.closed.connect(self.show_sheet)
            self.addWidget(self.wall)
        self.setCurrentWidget(self.wall)
        self.wall.anew()

    def toggle_wall(self) -> None:
        """The languages, or the sheet again."""
        if self.currentWidget() is self.sheet_page:
            self.show_wall()
        else:
            self.show_sheet()

    def show_sheet(self) -> None:
        """Back from the languages."""
        self.setCurrentWidget(self.sheet_page)
        self.wall_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def pages(self) -> tuple[bytes, ...]:
        """The sheet and the wall for paper: a page for the officer, and two to hold out to the person."""
        context, _ = self.context, self.context._
        tag = context.translator.language.tag
        title, heading = f"font-size: {paper_px(18)}px; font-weight: 600", f"font-size: {paper_px(13)}px"
        numbers = "".join(
            f"<p>{escape(own_line(context, each.label))} <b style='font-size: {paper_px(20)}px'>"
            f"{escape(ltr(each.number))}</b></p>"
            for each in self._numbers
        )
        steps = "".join(f"<li>{escape(_(step))}</li>" for step in STEPS)
        html = (
            f'<p style="{title}">{escape(_("Emergency sheet"))}</p>'
            f'<p style="{heading}"><b>{escape(_("Emergency call"))}</b></p>{numbers}'
            f'<p style="{heading}"><b>{escape(_("What to do first"))}</b></p><ol>{steps}</ol>'
            f"{wall_html(context)}"
        )
        return document_pages(html, context.font(tag, paper_px(11)), context.direction(tag))

    def _tell(self, words: str) -> None:
        self.note.show_text(words)
        self.note.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
