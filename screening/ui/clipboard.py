"""What was copied from the program's fields leaves the clipboard after half a minute, and when it locks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

CLEARED_AFTER_MS = 30_000


class ClipboardGuard(QObject):
    """Remembers a fingerprint of what was copied here, never the text; what others put there is left alone.

    Not every system knows whose the clipboard is, and a clipboard manager takes it over: the text decides too.
    """

    def __init__(self, parent: QObject | None = None, *, cleared_after_ms: int = CLEARED_AFTER_MS) -> None:
        super().__init__(parent)
        self._clipboard = QApplication.clipboard()
        self._copied = b""
        self._timer = QTimer(self, singleShot=True, interval=cleared_after_ms)
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Take away what came from here."""
        self._timer.stop()
        clipboard = self._clipboard
        if self._ours():
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self._copied = b""

    def _ours(self) -> bool:
        text = self._clipboard.text()
        return bool(text) and (self._clipboard.ownsClipboard() or _fingerprint(text) == self._copied)

    def _on_changed(self) -> None:
        text = self._clipboard.text()
        if text and (self._clipboard.ownsClipboard() or _selected(QApplication.focusWidget()) == text):
            self._copied = _fingerprint(text)
            self._timer.start()


def _fingerprint(text: str) -> bytes:
    from hashlib import sha256  # 2 ms, which the first window does not pay

    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def _selected(widget: QWidget | None) -> str:
    match widget:
        case QLineEdit() | QLabel():
            return widget.selectedText()
        case QPlainTextEdit() | QTextEdit():
            return widget.textCursor().selectedText().replace("\u2029", "\n")
    return ""
