"""Before the computer is handed over: what that does, what it cannot do, and the PIN that takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from screening.core.held import LEAST_DIGITS, MOST_DIGITS, as_pin, is_plain
from screening.core.idle import MOST_MINUTES
from screening.languages.bidi import strip_invisible
from screening.ui.context import UiContext
from screening.ui.held.digits import DigitPad, PinEdit
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    WORKED,
    bring_into_view,
    button,
    card,
    column,
    labelled,
    row,
    scrolled_page,
    set_tab_order,
    settle_layout,
    short_label,
)
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.words import Words

STACK_BELOW_PX = 720


class HandOverScreen(QWidget):
    """`has_pin`: one was set in this talk already; it holds on, or another takes its place.

    `in_memory`: the talk is recorded nowhere. `caution`: one thing more to know about this talk, if there is any.

    Signals: `closed()` to stay; `handed_over(str)` with the PIN that was set, empty where that of before holds.
    """

    closed = Signal()
    handed_over = Signal(str)

    def __init__(self, context: UiContext, *, has_pin: bool, in_memory: bool = False, caution: str = "") -> None:
        super().__init__()
        self.context = context
        self._has_pin, self._in_memory, self._caution = has_pin, in_memory, caution
        _ = context._
        self.pin_edit, self.again_edit = (PinEdit(MOST_DIGITS, digits=True) for _each in range(2))
        self.pad = DigitPad(context)
        self.error = Words(role="error")
        self.error.hide()
        self.cancel_button = button(_("Cancel"), self.closed.emit)
        self.go_button = button(_("Hand over now"), self.hand_over, "primary")
        self.pin_part = self._pin_part()
        self.another_button = button(_("Set another PIN"), self.ask_for_pin)
        self._lay_out()
        self.pad.digit.connect(lambda digit: self._field().insert(digit))
        self.pad.rubbed_out.connect(lambda: self._field().backspace())
        for edit in (self.pin_edit, self.again_edit):
            edit.textEdited.connect(lambda _text: self.error.hide())
        self.pin_part.setVisible(not has_pin)

    def _lay_out(self) -> None:
        _ = self.context._
        what = column(spacing=2 * GRID)
        for words in (
            _(
                "The person answers alone, in their language: one question at a time. Nothing of the case, of "
                "your notes or of your other pages can be reached."
            ),
            _("The PIN brings your side back. It holds for this talk alone and opens nothing else."),
            _("If you forget the PIN, your own passphrase brings your side back too."),
            self._keys_that_stay(),
        ):
            what.addWidget(Words(words))
        limits = _(
            "The computer’s own keys still reach other programs, for example Alt and Tab. Close those first, and "
            "stay near."
        )
        smaller = _("The menu of the window itself may still make it small.")
        for caution in filter(None, (self._caution, f"{limits} {smaller}")):
            what.addWidget(Words(caution, "caution"))
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addWidget(short_label(_("Hand the computer over"), "title"))
        inside.addWidget(card(what))
        if self._has_pin:
            self.kept_words = Words(_("The PIN that you set in this talk still holds."), "strong")
            kept = row(self.kept_words, self.another_button)
            kept.setStretch(0, 1)
            inside.addLayout(kept)
        inside.addWidget(self.pin_part)
        inside.addLayout(row(self.cancel_button, None, self.go_button))
        inside.addStretch(1)
        outer = column(scrolled_page(inside, widest=WORKED), spacing=0)
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)
        first = [self.another_button] if self._has_pin else []
        set_tab_order(*first, self.pin_edit, self.again_edit, self.cancel_button, self.go_button)

    def _keys_that_stay(self) -> str:
        _ = self.context._
        if not self._in_memory:
            return _("F12 still hides everything. Ctrl+L does not lock while the person has the computer.")
        return _(
            "F12 still hides everything. Ctrl+L does not lock while the person has the computer. If nobody "
            "touches it for {minutes} minutes, it locks: this talk is in memory only, and is then gone."
        ).format(minutes=MOST_MINUTES)

    def _pin_part(self) -> QWidget:
        _ = self.context._
        hint = _("{least} to {most} digits that nobody guesses. Do not show them to anybody.").format(
            least=LEAST_DIGITS, most=MOST_DIGITS
        )
        fields = column(spacing=2 * GRID)
        fields.addLayout(labelled(_("PIN for this talk"), self.pin_edit, hint=hint))
        fields.addLayout(labelled(_("The PIN again"), self.again_edit))
        fields.addWidget(self.error)
        fields.addStretch(1)
        part = QWidget()
        beside = Row(part, stack_below=self.context.px(STACK_BELOW_PX))
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(3 * GRID)
        beside.addLayout(fields, 1)
        beside.addWidget(self.pad)
        return part

    @property
    def sets_pin(self) -> bool:
        """Whether a PIN is asked for here."""
        return not self.pin_part.isHidden()

    def ask_for_pin(self) -> None:
        """Another PIN in place of the one that holds."""
        self.pin_part.show()
        self.another_button.hide()
        self.kept_words.hide()
        self.pin_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self) -> QLineEdit:
        """Where the digit keys type: the second field, once it has the keyboard or the first is full."""
        if QApplication.focusWidget() is self.again_edit:
            return self.again_edit
        if len(self.pin_edit.text()) == MOST_DIGITS:
            self.again_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return self.again_edit
        return self.pin_edit

    def hand_over(self) -> None:
        """Hand over, or say what is missing."""
        _ = self.context._
        if not self.sets_pin:
            self.handed_over.emit("")
            return
        pin = as_pin(self.pin_edit.text())
        if not pin:
            words = _("A PIN has {least} to {most} digits.").format(least=LEAST_DIGITS, most=MOST_DIGITS)
            self._say(words, self.pin_edit)
        elif is_plain(pin):
            self._say(_("Anybody would try this PIN first. Choose digits in no order."), self.pin_edit)
        elif not self.again_edit.text():
            self._say(_("Type the PIN once more, in the second field."), self.again_edit)
        elif pin != as_pin(self.again_edit.text()):
            self.again_edit.forget()
            self._say(_("The two are not the same. Type the PIN once more."), self.again_edit)
        else:
            self.pin_edit.forget()
            self.again_edit.forget()
            self.handed_over.emit(pin)

    def _say(self, words: str, where: QLineEdit) -> None:
        self.error.show_text(words)
        self.error.show()
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        where.setAccessibleDescription(strip_invisible(words))
        settle_layout()
        QTimer.singleShot(0, self, lambda: bring_into_view(self.error))

    def shown(self) -> None:
        """Put the keyboard where it goes on."""
        target = self.pin_edit if self.sets_pin else self.go_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from the first PIN to the second, and then hands over; Esc stays."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() not in RETURN_KEYS or isinstance(focused, QPushButton):
            super().keyPressEvent(event)
        elif focused is self.pin_edit and not self.again_edit.text() and as_pin(self.pin_edit.text()):
            self.again_edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.hand_over()
