"""A field for the PIN, and large digit keys under it, as on a telephone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID, TARGET_PX
from screening.ui.widgets.basics import REPEATS, PressButton, button
from screening.ui.widgets.secret_edit import SECRET_HINTS

KEY_PX = 64
"""A digit for a finger is so wide at least."""


class PinEdit(QLineEdit):
    """A line that shows only dots, takes nothing by mouse or clipboard, and is empty once it was hidden."""

    def __init__(self, longest: int, *, digits: bool) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        hints = Qt.InputMethodHint.ImhDigitsOnly if digits else Qt.InputMethodHint.ImhNone
        self.setInputMethodHints(SECRET_HINTS | hints)

    def forget(self) -> None:
        """Empty the line so that undo brings nothing back."""
        self.setText("")

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed does not wait behind another page."""
        if not event.spontaneous():
            self.forget()
        super().hideEvent(event)


class DigitPad(QWidget):
    """Digits run from left to right in every language. The keyboard types into the field itself, so Tab passes by.

    Signals: `digit(str)`; `rubbed_out()`.
    """

    digit = Signal(str)
    rubbed_out = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.keys: dict[str, PressButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        for at, each in enumerate("123456789"):
            grid.addWidget(self._key(context, each), at // 3, at % 3)
        grid.addWidget(self._key(context, "0"), 3, 1)
        self.rub_out = self._key(context, "⌫")
        self.rub_out.setAccessibleName(context._("Take the last digit back"))
        grid.addWidget(self.rub_out, 3, 2)
        self.setMaximumWidth(context.px(5 * KEY_PX))

    def _key(self, context: UiContext, words: str) -> PressButton:
        made = button(words, lambda: self._on_key(words))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setProperty(REPEATS, True)
        made.setMinimumSize(context.px(KEY_PX), context.px(TARGET_PX))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.keys[words] = made
        return made

    def _on_key(self, words: str) -> None:
        if words.isdecimal():
            self.digit.emit(words)
        else:
            self.rubbed_out.emit()

    def serve(self, field: QLineEdit) -> None:
        """Type into a field."""
        self.digit.connect(field.insert)
        self.rubbed_out.connect(field.backspace)
