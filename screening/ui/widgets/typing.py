"""What is being typed reaches the vault at most a second after each key, before anybody says that it is done."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

SAVES_AFTER_MS = 600
"""Counted from the first key that is not kept: whoever types without a pause is kept up with as well."""

Field = QLineEdit | QPlainTextEdit


class TypingKeeper(QObject):
    """Watches fields by name; what the program fills in by itself is not typed.

    Signals: `due(str name, str text)`.
    """

    due = Signal(str, str)

    def __init__(self, parent: QObject, *, saves_after_ms: int = SAVES_AFTER_MS) -> None:
        super().__init__(parent)
        self._typed: dict[str, Field] = {}
        self._timer = QTimer(self, singleShot=True, interval=saves_after_ms)
        self._timer.timeout.connect(self.flush)

    def watch(self, name: str, field: Field) -> None:
        """From now on, keep what is typed into this field under this name."""
        field.textChanged.connect(lambda *_text: self._on_changed(name, field))

    def _on_changed(self, name: str, field: Field) -> None:
        if field.hasFocus():
            self.note(name, field)

    def note(self, name: str, field: Field) -> None:
        """Something was typed that stands in this field, wherever the keyboard is."""
        self._typed[name] = field
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Hand over what was typed and not handed over yet."""
        self._timer.stop()
        typed, self._typed = self._typed, {}
        for name, field in typed.items():
            self.due.emit(name, text_of(field))

    def forget(self) -> None:
        """It was kept as what it is meant for, or thrown away."""
        self._timer.stop()
        self._typed = {}


def text_of(field: Field) -> str:
    """What stands in a field."""
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def put_text(field: Field, text: str) -> None:
    """Let a text stand in a field."""
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)
