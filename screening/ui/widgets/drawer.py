"""The officer's drawer: why this is asked, the officer's note, what was recorded so far. It closes by itself."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout

from screening.core.assessment import Assessment
from screening.core.instrument import Question
from screening.languages.indicator_terms import INDICATOR
from screening.languages.terms import STRENGTH
from screening.operations.talk import NOTE_LIMIT
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, page, scrolled
from screening.ui.widgets.words import Words

DRAWER_WIDTH = 380
CLOSES_AFTER_MS = 60_000
SAVES_AFTER_MS = 800


class Drawer(QFrame):
    """Signals: `note_changed(str question id, str text)` at most a second after typing; `closed()`."""

    note_changed = Signal(str, str)
    closed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        self._context = context
        self._question = ""
        self._unsaved = False
        self.setProperty("role", "card")
        self.help_label = Words()
        self.note_edit = QPlainTextEdit()
        self.note_edit.setAccessibleName(_("Your note at this question"))
        self.note_edit.setPlaceholderText(_("Only what helps the person. No names of others."))
        self.note_edit.setTabChangesFocus(True)
        self.note_edit.setMinimumHeight(110)
        self.note_edit.textChanged.connect(self.on_note_typed)
        self.signs_label = Words()
        inner = column(
            Words(_("Why this is asked"), role="strong"),
            self.help_label,
            Words(_("Your note at this question"), role="strong"),
            self.note_edit,
            Words(_("Recorded so far"), role="strong"),
            self.signs_label,
        )
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, GRID)
        layout.addWidget(scrolled(page(inner, margin=2 * GRID)), 1)
        self.close_button = button(_("Close (F3)"), self.shut)
        layout.addWidget(self.close_button)
        self._save_timer = QTimer(self, singleShot=True, interval=SAVES_AFTER_MS)
        self._save_timer.timeout.connect(self.flush)
        self._close_timer = QTimer(self, singleShot=True, interval=CLOSES_AFTER_MS)
        self._close_timer.timeout.connect(self.shut)
        self.hide()

    def show_question(self, question: Question, help_text: str, note: str) -> None:
        """Show what belongs to a question; a note still being typed is handed over first."""
        self.flush()
        self._question = question.id
        self.help_label.show_text(help_text)
        self.note_edit.blockSignals(True)
        # setPlainText starts a new undo history: the note of one question is never undone into another.
        self.note_edit.setPlainText(note)
        self.note_edit.blockSignals(False)

    def show_signs(self, assessment: Assessment) -> None:
        """The signs so far in plain words, with their weight."""
        _ = self._context._
        lines = [
            f"• {_(INDICATOR[sign.indicator.id])}" + (f" ({_(STRENGTH[sign.strength])})" if sign.strength else "")
            for sign in assessment.signs
        ]
        self.signs_label.show_text("\n".join(lines) or _("No sign so far. This rules nothing out."))

    def stand_at_end(self, room: QRect) -> None:
        """Stand at the end of the line of reading, over the full height."""
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        width = min(self._context.px(DRAWER_WIDTH), room.width())
        self.setGeometry(0 if rtl else room.width() - width, 0, width, room.height())
        self.raise_()

    def open(self) -> None:
        """Open until closed, or until nobody has touched it for a minute."""
        self.show()
        self._close_timer.start()
        self.note_edit.setFocus()

    def shut(self) -> None:
        """Hand over the note and close."""
        self.flush()
        self._close_timer.stop()
        if not self.isHidden():  # also behind what hides the whole side for a while
            self.hide()
            self.closed.emit()

    def flush(self) -> None:
        """Hand over a note that was typed and not yet handed over."""
        self._save_timer.stop()
        if self._unsaved:
            self._unsaved = False
            self.note_changed.emit(self._question, self.note_edit.toPlainText())

    @property
    def unsaved_note(self) -> str | None:
        """A note that was typed and is not kept yet."""
        return self.note_edit.toPlainText() if self._unsaved else None

    def keep_unsaved(self, question: str) -> None:
        """A note that was handed over could not be kept: hand it over again with the next occasion."""
        self._unsaved = self._unsaved or question == self._question

    def on_note_typed(self) -> None:
        """Keep within the limit; save within a second."""
        text = self.note_edit.toPlainText()
        if len(text) > NOTE_LIMIT:
            self.note_edit.blockSignals(True)
            cursor = self.note_edit.textCursor()
            self.note_edit.setPlainText(text[:NOTE_LIMIT])
            cursor.setPosition(NOTE_LIMIT)
            self.note_edit.setTextCursor(cursor)
            self.note_edit.blockSignals(False)
        self._unsaved = True
        self._close_timer.start()
        if not self._save_timer.isActive():
            self._save_timer.start()
