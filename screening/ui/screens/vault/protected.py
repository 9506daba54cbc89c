"""What is protected against whom, and what is not: the same page that help shows before a vault is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.vault.page import VaultPage
from screening.ui.widgets.paging import moved
from screening.ui.widgets.protection import Protection


class ProtectedPage(VaultPage):
    """There is nothing to press but the way back: the arrows move the page."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("What is protected"))
        self.body.addWidget(Protection(context))

    def shown(self) -> None:
        """Put the keyboard on the way back."""
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not moved(self.area, event):
            super().keyPressEvent(event)
