"""Of the ready-made training vault, in place of code and passphrase: that it opens without, and starting anew."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening.languages.bidi import ltr
from screening.store.known import TRAINING_OFFICER, TRAINING_PASSPHRASE
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, row
from screening.ui.widgets.words import Words


class TrainingPart(QWidget):
    """Signals: `anew_asked()` when everything practised is to be erased; asked twice, on the spot."""

    anew_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        self.opens_label = Words(
            _("TRAINING: made-up cases, to practise with. Never write anything about a real person here."),
            "caution",
        )
        secret = _("It opens for everybody: officer code {code}, passphrase “{passphrase}”.")
        self.secret_label = Words(
            secret.format(code=ltr(TRAINING_OFFICER), passphrase=ltr(TRAINING_PASSPHRASE)), "quiet"
        )
        self.anew_button = button(_("Start training anew"), self._ask, "quiet")
        self.sure_label = Words(_("Everything practised in it is erased, and the made-up cases are made afresh."))
        self.yes_button = button(_("Erase and start anew"), self.anew_asked.emit)
        self.no_button = button(_("Keep it"), self.reset)
        layout = column(self.opens_label, self.secret_label, self.anew_button, self.sure_label, spacing=GRID)
        layout.addLayout(row(self.yes_button, self.no_button, None))
        layout.setAlignment(self.anew_button, Qt.AlignmentFlag.AlignLeading)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.reset()

    def reset(self) -> None:
        """Ask nothing."""
        self._show_question(False)

    def _ask(self) -> None:
        self._show_question(True)
        self.no_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_question(self, asked: bool) -> None:
        had_focus = self.no_button.hasFocus()
        self.anew_button.setVisible(not asked)
        for widget in (self.sure_label, self.yes_button, self.no_button):
            widget.setVisible(asked)
        if had_focus and not asked:
            self.anew_button.setFocus(Qt.FocusReason.OtherFocusReason)
