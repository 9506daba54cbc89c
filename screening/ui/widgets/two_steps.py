"""What cannot be taken back is asked for in two steps: first what it does, then whether it is to be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from screening.ui.context import UiContext
from screening.ui.widgets.inline_form import InlineForm
from screening.ui.widgets.words import Words


class TwoSteps(InlineForm):
    """`body` says what it does. The second step shows `sure`, with the keyboard on the way back."""

    def __init__(self, context: UiContext, title: str, sure: str, doing: str, busy: str = "") -> None:
        _ = context._
        super().__init__(context, title, _("Go on"), busy, leave=_("Leave as it is"))
        self._second = doing
        self.sure = False
        self.sure_label = Words(sure, "strong")
        # Between what it does and the buttons.
        if isinstance(layout := self.layout(), type(self.body)):
            layout.insertWidget(2, self.sure_label)
        self.sure_label.hide()

    def ask(self) -> None:
        """The first time ask whether it is to be done; the second time do it."""
        if self.sure or self.look() is not None:
            super().ask()
            return
        self.sure = True
        self.rename_doing(self._second)
        self.sure_label.show()
        self.reveal(self.do_button)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_missing(self, words: str, where: QWidget) -> None:
        """What went wrong; the way back has the keyboard."""
        super().show_missing(words, self.cancel_button if where is self.do_button else where)
