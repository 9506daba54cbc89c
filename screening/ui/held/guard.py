"""While the person has the computer: which keys, clicks and events reach the program at all.

It names what passes. What it does not name, a shortcut or a menu added later too, does not.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcutEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from screening.ui.actions import WAYS, Action
from screening.ui.widgets.basics import REPEATS

HIDE_KEY = QKeySequence(WAYS[Action.HIDE].key)
MOVING = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape})
RUBBING_OUT = frozenset({Qt.Key.Key_Backspace, Qt.Key.Key_Delete})
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""As Windows reports the key with which many alphabets are typed."""
FIRST_COMMAND_KEY = 0x0100_0000
"""Below are letters; from here on keys such as Paste, which some keyboards have."""
NEVER = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.DragLeave,
        QEvent.Type.Drop,
        QEvent.Type.Gesture,
        QEvent.Type.GestureOverride,
        QEvent.Type.NativeGesture,
        QEvent.Type.ToolTip,
        QEvent.Type.WhatsThis,
        QEvent.Type.EnterWhatsThisMode,
    }
)
LOOKED_AT = NEVER | {
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.Shortcut,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseMove,
    QEvent.Type.Show,
}
Field = QLineEdit | QPlainTextEdit | QTextEdit


def is_hide_key(event: QKeyEvent) -> bool:
    """Whether this is the key that hides everything: that helps whoever has the computer."""
    return QKeySequence(event.keyCombination()) == HIDE_KEY


def passes(event: QKeyEvent, *, typing: bool) -> bool:
    """Whether a key press reaches a widget. `typing`: the keyboard is in a field."""
    key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if is_hide_key(event):
        return not event.isAutoRepeat()
    plain = modifiers in (NO_MODIFIER, SHIFT)
    if key in MOVING:
        return plain
    if key in PRESSING and not (typing and key == Qt.Key.Key_Space):
        # Held down, it would answer one question after another.
        return plain and not event.isAutoRepeat()
    if not typing:
        return False
    if key in RUBBING_OUT:
        return modifiers == NO_MODIFIER  # with Shift, Del cuts
    letter = (key < FIRST_COMMAND_KEY or key == Qt.Key.Key_unknown) and event.text().isprintable()
    return letter and bool(event.text()) and modifiers & COMMANDS in (NO_MODIFIER, ALT_GR)


class HeldGuard(QObject):
    """On duty between `begin` and `end`. It looks at widgets: what only counts as a touch goes by."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def begin(self) -> None:
        """Nothing but what is named above passes."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def end(self) -> None:
        """Everything passes again."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in LOOKED_AT:
            return False
        if kind is QEvent.Type.Shortcut:
            return isinstance(event, QShortcutEvent) and event.key() != HIDE_KEY
        if not isinstance(watched, QWidget):
            return False
        if kind in NEVER:
            event.ignore()
            return True
        if kind is QEvent.Type.Show:
            self._on_shown(watched)
            return False
        if isinstance(event, QKeyEvent):
            return self._keeps_key(watched, event)
        return isinstance(event, QMouseEvent) and _keeps_mouse(watched, event)

    def _keeps_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            if is_hide_key(event):
                return False
            event.accept()  # no shortcut is looked for: it comes again as a key press
            return True
        return not passes(event, typing=isinstance(watched, Field))

    def _on_shown(self, shown: QWidget) -> None:
        """A dialog, menu or tip is a window of its own, and there is none but the program's."""
        if shown.isWindow() and shown is not self._window:
            QTimer.singleShot(0, shown, shown.close)


def _keeps_mouse(watched: QWidget, event: QMouseEvent) -> bool:
    if event.type() is QEvent.Type.MouseButtonDblClick and not watched.property(REPEATS):
        event.ignore()  # a second click on the same place would answer the next question
        return True
    if event.type() is not QEvent.Type.MouseMove:
        return event.button() is not Qt.MouseButton.LeftButton
    # Text that is marked with the mouse could be dragged to another program.
    parent = watched.parentWidget()
    return event.buttons() != Qt.MouseButton.NoButton and (isinstance(watched, Field) or isinstance(parent, Field))
