"""A field for several lines of text that takes no more than it may keep; Tab leaves it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


class LimitedText(QPlainTextEdit):
    """`limit`: characters. What is typed or pasted beyond it is left out."""

    def __init__(self, limit: int, name: str, height: int) -> None:
        super().__init__()
        self._limit = limit
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFixedHeight(height)
        self.textChanged.connect(self._cut)

    def _cut(self) -> None:
        surplus = len(self.toPlainText()) - self._limit
        if surplus <= 0:
            return
        cursor = self.textCursor()
        if cursor.position() < surplus:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        end = cursor.position()
        cursor.setPosition(end - surplus)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
