"""Erasing the whole vault in an emergency: what goes, what stays, and the second of the two steps.

The first step is a menu entry or Ctrl+Shift+Delete; the second is a press at another place, a second later or
more. Holding a key down is hard with trembling hands and with a screen reader; a word to be typed depends on the
keyboard and the language. A double click, a key that repeats or a press in a hurry erases nothing: the keyboard
stands on the way back, and the other button takes no press in the first second.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.errors import ScreeningError
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, centred_page, column, row, set_tab_order
from screening.ui.widgets.words import Words

ARMED_AFTER_MS = 1000
CARD_PX = 84 * GRID


class QuickEraseScreen(QWidget):
    """Signals: `closed()` to go back to where one was; `confirmed()` to erase everything now."""

    closed = Signal()
    confirmed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        _ = context._
        self.error = Words(role="error")
        self.error.hide()
        self.keep_button = button(_("Keep everything"), self.closed.emit, "primary")
        self.erase_button = button(_("Erase everything now"), self.confirmed.emit)
        self._armed = QTimer(self, singleShot=True, interval=ARMED_AFTER_MS)
        self._armed.timeout.connect(lambda: self.erase_button.setEnabled(True))
        goes = Words(
            _(
                "Every case in it goes at once, with its keys, its record of what was done and every copy that "
                "this computer reaches now. Nobody can bring them back: no passphrase and no recovery key opens "
                "them again."
            )
        )
        stays = Words(
            _(
                "Copies on disks that are not connected stay, and so do forms that were printed or saved. Some "
                "disks keep traces of what is overwritten; without the keys nobody can read them."
            ),
            "quiet",
        )
        inner = column(goes, stays, self.error, spacing=2 * GRID)
        inner.addSpacing(GRID)
        inner.addLayout(row(self.keep_button, None, self.erase_button, spacing=4 * GRID))
        form = card(inner, margin=3 * GRID)
        form.setMaximumWidth(context.px(CARD_PX))
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addWidget(Words(_("Erase this whole vault?"), "title"))
        inside.addWidget(form)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_page(inside))
        set_tab_order(self.keep_button, self.erase_button)

    def shown(self) -> None:
        """Put the keyboard on the way back; the other button waits."""
        self.erase_button.setEnabled(False)
        self._armed.start()
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: ScreeningError) -> None:
        """Why nothing was erased."""
        self.error.show_text(self.context.sentence(error))
        self.error.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc keeps everything."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
