"""Leaving would lose something: said in one sentence, inline, with both ways of one size."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, row, set_role
from screening.ui.widgets.words import Words


class LeaveCard(QFrame):
    """Hidden until asked; asking again while it stands there is a yes."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        self._then: Callable[[], object] | None = None
        self.words = Words(role="strong")
        self.stay_button = button(_("Stay here"), self.stay)
        self.go_button = button(_("Leave, and let it go"), self._go)
        body = column(self.words, spacing=GRID)
        body.addLayout(row(self.stay_button, self.go_button, None))
        body.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self.setLayout(body)
        set_role(self, "current")
        self.hide()

    @property
    def asked(self) -> bool:
        """Whether the question stands there."""
        return self._then is not None

    def ask(self, words: str, then: Callable[[], object]) -> None:
        """Say what would be lost; `then` runs after a yes."""
        self._then = then
        self.words.show_text(words)
        self.show()
        self.stay_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def stay(self) -> None:
        """Nothing happens."""
        self._then = None
        self.hide()

    def _go(self) -> None:
        if self._then is not None:
            self._then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.stay()
        else:
            super().keyPressEvent(event)
