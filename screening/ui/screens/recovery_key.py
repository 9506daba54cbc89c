"""The recovery key, shown this one time: written down or printed, and kept away from this computer."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QClipboard, QFont, QGuiApplication, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.paper import document_pages, paper_px
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    button,
    card,
    centred_page,
    labelled,
    row,
    set_tab_order,
    short_label,
)
from screening.ui.widgets.print_button import PrintButton
from screening.ui.widgets.words import Words

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

    Signals: `confirmed()` when the last characters were typed and the officer goes on; `forgotten()` when the
    page was left before that: the key cannot be shown again.
    """

    confirmed = Signal()
    forgotten = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self._key = ""
        self._name = context._("Recovery key")
        self.title_label = short_label(self._name, "title")
        self.key_label = self._make_key_label()
        self._confirmed = False
        self.copy_button = button(context._("Copy"), self._on_copy)
        self.print_button = PrintButton(context, context._("Print"), self.pages)
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
        todo = _("Write it down or print it, and keep the paper locked away, not with this computer.")
        inner.addWidget(Words(purpose))
        inner.addWidget(Words(todo, "strong"))
        inner.addWidget(card(_alone(self.key_label), "person"))
        inner.addLayout(_beside(self.print_button, self.copy_button, self.copied_label))
        asked = _("Type the last {count} characters of the key").format(count=TYPED)
        asking = row()
        asking.addLayout(labelled(asked, self.last_edit))
        asking.addStretch(1)
        asking.addWidget(self.continue_button, 0, Qt.AlignmentFlag.AlignBottom)
        inner.addLayout(asking)
        inner.addWidget(self.error)
        self._place(card(inner, margin=3 * GRID))
        set_tab_order(self.key_label, self.print_button, self.copy_button, self.last_edit, self.continue_button)
        self.print_button.told.connect(self.copied_label.show_text)

    def _place(self, form: QFrame) -> None:
        form.setMaximumWidth(self.context.px(CARD_PX))
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addWidget(self.title_label)
        inside.addWidget(form)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_page(inside))

    def show_key(self, key: str, name: str = "") -> None:
        """Show a key, in groups joined by hyphens. `name`: which of several it is; it stands on its paper too."""
        self._key = key
        self._name = name or self.context._("Recovery key")
        self.title_label.setText(self._name)
        self._confirmed = False
        self.key_label.setText(_table(self._groups, GROUP_PX))
        # The name is what a screen reader says of a label; the key is forgotten with the page.
        self.key_label.setAccessibleName(f"{self._name}: {key.replace('-', ' ')}")
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
            self._confirmed = True
            self.confirmed.emit()
            return
        self.show_error(self.context._("This is not the end of the key. Look at your paper and type it again."))

    def show_error(self, words: str) -> None:
        """Say what is wrong, with the keyboard where it is put right."""
        self._confirmed = False
        self.error.show_text(words)
        self.error.show()
        self.last_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def pages(self) -> tuple[bytes, ...]:
        """The key on one page, which does not say what it opens."""
        _ = self.context._
        kept = _("Keep this paper locked away, not with the computer. Whoever has it can open everything.")
        tag = self.context.translator.language.tag
        font = self.context.font(tag, paper_px(11))
        html = (
            f'<p style="font-size: {paper_px(16)}px; font-weight: 600">{escape(self._name)}</p>'
            f"<p>{escape(kept)}</p>"
            f'<div dir="ltr" style="font-size: {paper_px(16)}px">{_table(self._groups, 0)}</div>'
        )
        return document_pages(html, font, self.context.direction(tag))

    @property
    def _groups(self) -> list[str]:
        return self._key.split("-")

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
            if not self._confirmed:
                self.forgotten.emit()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on another button it presses that button."""
        focused = self.focusWidget()
        if event.key() not in RETURN_KEYS:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton) and focused is not self.continue_button:
            focused.click()
        else:
            self._on_continue()


def _bare(text: str) -> str:
    return "".join(character for character in text.upper() if character.isalnum())


def _table(groups: list[str], width: int) -> str:
    """The groups under one another, `width` pixels each, 0 for a fifth of the page. Letters and digits alone."""
    wide = f'"{width}"' if width else f'"{100 // GROUPS_IN_A_LINE}%"'
    lines = [groups[at : at + GROUPS_IN_A_LINE] for at in range(0, len(groups), GROUPS_IN_A_LINE)]
    cells = (f"<td width={wide}>" + f"</td><td width={wide}>".join(each) + "</td>" for each in lines)
    rows = "".join(f"<tr>{line}</tr>" for line in cells)
    whole = "" if width else ' width="100%"'
    return f'<table cellspacing="0" cellpadding="6"{whole}>{rows}</table>'


def _alone(widget: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.addWidget(widget)
    return layout


def _beside(first: QWidget, second: QWidget, words: QWidget) -> QHBoxLayout:
    layout = row(first, second, words, spacing=2 * GRID)
    layout.setStretch(2, 1)
    return layout
