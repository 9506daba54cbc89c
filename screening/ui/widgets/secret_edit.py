"""A field for a passphrase or a key: hidden, shown on demand, and gone for good once it was used."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button

SECRET_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretEdit(QWidget):
    """A line for a secret with a Show button beside it, `show_name` to a screen reader.

    Forgets what was typed when it is hidden.
    """

    def __init__(self, context: UiContext, *, show_name: str = "") -> None:
        super().__init__()
        self._context = context
        self.edit = QLineEdit()
        self.show_button = self._make_show_button(show_name or context._("Show the passphrase"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.show_button)
        self.setFocusProxy(self.edit)
        self._on_toggled(False)

    def _make_show_button(self, name: str) -> QPushButton:
        made = button(self._context._("Show"))
        made.setCheckable(True)
        made.setAccessibleName(name)
        made.toggled.connect(self._on_toggled)
        return made

    @property
    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def forget(self) -> None:
        """Empty the line so that undo brings nothing back, and hide what comes next."""
        # QLineEdit.clear() can be undone; setText() throws the undo history away.
        self.edit.setText("")
        self.show_button.setChecked(False)

    def _on_toggled(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        # A shown passphrase is still none of the on-screen keyboard's business; the echo mode resets this.
        self.edit.setInputMethodHints(self.edit.inputMethodHints() | SECRET_HINTS)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen is shown: a half-typed passphrase does not wait behind it."""
        if not event.spontaneous():
            self.forget()
        super().hideEvent(event)
