"""The computer is given back: the person reads so, and the officer's PIN lifts the held screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Catalog
from screening.ui.context import UiContext
from screening.ui.held.digits import DigitPad, PinEdit
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import AnswerButton, AnswerOption
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    WORKED,
    button,
    card,
    column,
    labelled,
    row,
    scrolled_page,
    set_tab_order,
)
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.person_text import PersonText
from screening.ui.widgets.words import Words

STACK_BELOW_PX = 720
LONGEST = 1024
"""As long as a passphrase may be, which lifts it too."""


class PinPage(QWidget):
    """Signals: `tried(str)` with what was typed, which is gone from the field; `back()` to the questions."""

    tried = Signal(str)
    back = Signal()

    def __init__(self, context: UiContext, catalog: Catalog) -> None:
        super().__init__()
        self._context = context
        _ = context._
        said = catalog.fixed("held.please_give_back")
        self.person_label = PersonText(context, said.language)
        self.person_label.show_person(said)
        go_back = AnswerOption("back", catalog.fixed("answers.back"), "", "back")
        self.back_button = AnswerButton(context, go_back)
        self.back_button.clicked.connect(lambda _checked=False: self.back.emit())
        self.pin_edit = PinEdit(LONGEST, digits=False)
        self.notice = Words(role="caution")
        self.notice.hide()
        self.lift_button = button(_("Take the computer back"), self.submit, "primary")
        self.pad = DigitPad(context)
        self.pad.serve(self.pin_edit)
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self._context._
        person = QVBoxLayout()
        person.setSpacing(2 * GRID)
        person.addStretch(1)
        person.addWidget(self.person_label)
        person.addWidget(self.back_button)
        person.addStretch(1)
        fields = column(spacing=2 * GRID)
        fields.addLayout(labelled(_("Officer: your PIN"), self.pin_edit))
        for widget in (self.notice, self.pad, self.lift_button):
            fields.addWidget(widget)
        fields.addStretch(1)
        layout = Row(stack_below=self._context.px(STACK_BELOW_PX))
        layout.setSpacing(2 * GRID)
        layout.addWidget(card(person, role="person", margin=3 * GRID), 5)
        layout.addWidget(card(fields, margin=3 * GRID), 4)
        inside = column(spacing=0)
        inside.addLayout(layout, 1)
        self.area = scrolled_page(inside, widest=WORKED, finger=True)
        outer = row(self.area)
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)
        set_tab_order(self.back_button, self.pin_edit, self.lift_button)

    def submit(self) -> None:
        """Hand over what was typed; the field is empty after it."""
        typed = self.pin_edit.text()
        self.pin_edit.forget()
        if typed:
            self.tried.emit(typed)

    def say(self, words: str) -> None:
        """Tell the officer, calmly; nothing for no words."""
        self.notice.show_text(words)
        self.notice.setVisible(bool(words))
        self.pin_edit.setAccessibleDescription(strip_invisible(words))

    def shown(self) -> None:
        """Nothing typed; the keyboard where the PIN goes."""
        self.pin_edit.forget()
        self.pin_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter tries the PIN; Esc goes back to the questions."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif event.key() in RETURN_KEYS and not isinstance(self.focusWidget(), QPushButton):
            self.submit()
        else:
            super().keyPressEvent(event)
