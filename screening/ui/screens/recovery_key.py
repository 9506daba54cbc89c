"""The recovery key, shown this one time: written down by hand and kept away from this computer."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QClipboard, QFont, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    Words,
    button,
    card,
    centred_page,
    labelled,
    row,
    set_tab_order,
    short_label,
)

CARD_PX = 84 * GRID
FIELD_PX = 24 * GRID
GROUPS_IN_A_LINE = 5
GROUP_PX = 12 * GRID
TYPED = 6
"""How many characters are typed to show that the key was written down."""
# What password managers put beside a secret: clipboard histories of Windows, KDE and macOS leave it alone.
_CONCEALED = (
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
    "x-kde-passwordManagerHint",
    "application/x-nspasteboard-concealed-type",
)


class RecoveryKeyScreen(QWidget):
    """The key in groups, and a field for its last characters.

    Signals: `confirmed()` when the last characters were typed and the officer goes on.
    """

    confirmed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self._key = ""
        self.key_label = self._make_key_label()
        self.copy_button = button(context._("Copy"), self._on_copy)
        self.copied_label = Words(role="quiet")
        self.last_edit = QLineEdit()
        self.last_edit.setMaxLength(2 * TYPED)
        self.last_edit.setFixedWidth(self.context.px(FIELD_PX))
        self.last_edit.textChanged.connect(self._on_typed)
        self.error = Words(role="error")
        self.continue_button = button(context._("I have written it down. Go on"), self._on_continue, "primary")
        self._lay_out()

    def _make_key_label(self) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # The key reads from left to right whatever the officer's language.
        label.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setProperty("role", "recovery-key")
        font = QFont(label.font())
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.5)
        font.setFeature(QFont.Tag("tnum"), 1)
        label.setFont(font)
        return label

    def _lay_out(self) -> None:
        _ = self.context._
        inner = QVBoxLayout()
        inner.setSpacing(2 * GRID)
        purpose = _(
            "If every passphrase is forgotten, this key is the only way back to the cases. It is shown now "
            "and never again. Whoever has it can read everything."
        )
        todo = _("Write it on paper, and keep the paper locked away, not with this computer.")
        inner.addWidget(Words(purpose))
        inner.addWidget(Words(todo, "strong"))
        inner.addWidget(card(_alone(self.key_label), "person"))
        inner.addLayout(_beside(self.copy_button, self.copied_label))
        asked = _("Type the last {count} characters of the key").format(count=TYPED)
        inner.addLayout(labelled(asked, self.last_edit))
        inner.addWidget(self.error)
        inner.addLayout(row(None, self.continue_button))
        self._place(card(inner, margin=3 * GRID))
        set_tab_order(self.key_label, self.copy_button, self.last_edit, self.continue_button)

    def _place(self, form: QFrame) -> None:
        form.setMaximumWidth(self.context.px(CARD_PX))
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addWidget(short_label(self.context._("Recovery key"), "title"))
        inside.addWidget(form)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_page(inside))

    def show_key(self, key: str) -> None:
        """Show a key, in groups joined by hyphens."""
        self._key = key
        self.key_label.setText(_table(key.split("-")))
        # The name is what a screen reader says of a label; the key is forgotten with the page.
        self.key_label.setAccessibleName(f"{self.context._('Recovery key')}: {key.replace('-', ' ')}")
        self.copied_label.show_text("")
        self.last_edit.setText("")
        self.error.hide()
        self._on_typed("")
        self.last_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _written_down(self) -> bool:
        typed = _bare(self.last_edit.text())
        return bool(self._key) and len(typed) >= TYPED and typed == _bare(self._key)[-len(typed) :]

    def _on_typed(self, _text: str) -> None:
        self.error.hide()
        self.continue_button.setEnabled(self._written_down)

    def _on_continue(self) -> None:
        if self._written_down:
            self.confirmed.emit()
            return
        self.error.show_text(
            self.context._("This is not the end of the key. Look at your paper and type it again.")
        )
        self.error.show()
        self.last_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_copy(self) -> None:
        secret = QMimeData()
        secret.setText(self._key)
        for name in _CONCEALED:
            secret.setData(name, b"secret")
        QGuiApplication.clipboard().setMimeData(secret)
        self.copied_label.show_text(
            self.context._("Copied. The clipboard is emptied when you leave this page: paste it before.")
        )

    def _forget(self) -> None:
        """Take the key off the screen, and off the clipboard where it is still ours."""
        clipboard = QGuiApplication.clipboard()
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            copied = _bare(clipboard.text(mode))
            if copied and copied in _bare(self._key):
                clipboard.clear(mode)
        self._key = ""
        self.key_label.setText("")
        self.key_label.setAccessibleName("")
        self.last_edit.setText("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen is shown: the key is gone."""
        if not event.spontaneous() and self._key:
            self._forget()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on the copy button it copies."""
        if event.key() not in RETURN_KEYS:
            super().keyPressEvent(event)
        elif self.focusWidget() is self.copy_button:
            self._on_copy()
        else:
            self._on_continue()


def _bare(text: str) -> str:
    return "".join(character for character in text.upper() if character.isalnum())


def _table(groups: list[str]) -> str:
    """The groups under one another; they hold letters and digits alone."""
    lines = [groups[at : at + GROUPS_IN_A_LINE] for at in range(0, len(groups), GROUPS_IN_A_LINE)]
    cells = (f'<td width="{GROUP_PX}">' + f'</td><td width="{GROUP_PX}">'.join(each) + "</td>" for each in lines)
    rows = "".join(f"<tr>{line}</tr>" for line in cells)
    return f'<table cellspacing="0" cellpadding="6">{rows}</table>'


def _alone(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.addWidget(widget)
    return layout


def _beside(first: QWidget, words: QWidget) -> QHBoxLayout:
    layout = row(first, words, spacing=2 * GRID)
    layout.setStretch(1, 1)
    return layout
