"""Nobody has shown that the recovery key is on paper: a new one is made, since none can be shown twice."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    Words,
    button,
    card,
    centred_page,
    column,
    row,
    set_tab_order,
    short_label,
)

CARD_PX = 84 * GRID


class KeyUnconfirmedScreen(QWidget):
    """Signals: `renewal_asked()`; `later()` to go to the cases and be asked again at the next unlocking."""

    renewal_asked = Signal()
    later = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        _ = context._
        what = Words(
            _(
                "The recovery key of this vault was shown, but nobody confirmed that it is on paper. It cannot be "
                "shown again. Without it, a forgotten passphrase means that the cases are lost."
            )
        )
        then = Words(
            _("Make a new recovery key now. One that was written down before no longer opens the vault."), "strong"
        )
        self.error = Words(role="error")
        self.error.hide()
        self.later_button = button(_("Later"), self.later.emit)
        self.renew_button = button(_("Make a new recovery key"), self.renewal_asked.emit, "primary")
        inner = column(what, then, self.error, spacing=2 * GRID)
        inner.addLayout(row(self.later_button, None, self.renew_button))
        form = card(inner, margin=3 * GRID)
        form.setMaximumWidth(context.px(CARD_PX))
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addWidget(short_label(_("The recovery key was not confirmed"), "title"))
        inside.addWidget(form)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_page(inside))
        set_tab_order(self.renew_button, self.later_button)

    def shown(self) -> None:
        """Put the keyboard on the way that is asked for."""
        self.error.hide()
        self.set_busy(False)
        self.renew_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """One wish at a time."""
        for each in (self.renew_button, self.later_button):
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
