"""One thing to decide on the way in: what it is about, and two ways on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import RETURN_KEYS, button, card, centred_page, column, row, short_label
from screening.ui.widgets.words import Words

CARD_PX = 84 * GRID


class Decision(QWidget):
    """`words`: sentences, of which the last is what is to be done. `do` and `leave`: words and what they call."""

    def __init__(
        self,
        context: UiContext,
        title: str,
        words: tuple[str, ...],
        do: tuple[str, Callable[[], object]],
        leave: tuple[str, Callable[[], object]],
    ) -> None:
        super().__init__()
        self.context = context
        self.error = Words(role="error")
        self.do_button = button(do[0], do[1], "primary")
        self.leave_button = button(leave[0], leave[1])
        inner = column(*(Words(each) for each in words[:-1]), Words(words[-1], "strong"), spacing=2 * GRID)
        inner.addWidget(self.error)
        inner.addLayout(row(self.leave_button, None, self.do_button))
        form = card(inner, margin=3 * GRID)
        form.setMaximumWidth(context.px(CARD_PX))
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addWidget(short_label(title, "title"))
        inside.addWidget(form)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_page(inside))
        self.error.hide()

    def shown(self) -> None:
        """Put the keyboard on the way that is asked for."""
        self.error.hide()
        self.set_busy(False)
        self.do_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """One wish at a time."""
        for each in (self.do_button, self.leave_button):
            each.setEnabled(not busy)

    def show_error(self, words: str) -> None:
        """What went wrong; the vault is open, and as it was."""
        self.set_busy(False)
        self.error.show_text(words)
        self.error.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        focused = self.focusWidget()
        if event.key() in RETURN_KEYS and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)
