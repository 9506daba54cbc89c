"""Finding the audit's entry that a printed form names by its reference."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from screening.core.errors import ScreeningError
from screening.languages.bidi import ltr
from screening.operations.auditing import Found
from screening.ui.context import UiContext
from screening.ui.models.audit_model import action_words, officer_words
from screening.ui.moments import local_moment_words
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import RETURN_KEYS, button, column, labelled
from screening.ui.widgets.words import Words

LONGEST = 96
EDIT_PX = 30 * GRID


class ReferenceFinder(QWidget):
    """Signals: `asked(str)` with what was typed."""

    asked = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        _ = context._
        self.edit = QLineEdit()
        self.edit.setMaxLength(LONGEST)
        self.edit.setMinimumWidth(context.px(EDIT_PX))
        self.find_button = button(_("Find"), self._on_asked)
        self.outcome = Words(role="chip")
        self.outcome.hide()
        self.error = Words(role="error")
        self.error.hide()
        hint = _("Sixteen digits at the foot of the form.")
        self.newest_label = Words(role="quiet")
        layout = column(spacing=GRID)
        layout.addLayout(labelled(_("Reference on the form"), self.edit, hint=hint, beside=self.find_button))
        layout.addWidget(self.error)
        layout.addWidget(self.outcome)
        layout.addWidget(self.newest_label)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        self.setLayout(layout)

    def focus(self) -> None:
        """Put the keyboard on the field."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_newest(self, reference: str) -> None:
        """The reference that a form would get now."""
        parts = " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))
        words = self._context._("The newest entry has the reference {reference}.")
        self.newest_label.show_text(words.format(reference=ltr(parts)))

    def show_found(self, found: Found) -> None:
        """Which entry it is, and what came later."""
        entry, context = found.entry, self._context
        words = context._("Entry {number}: {what}. {when}, officer {officer}.").format(
            number=ltr(str(entry.seq)),
            what=action_words(context, entry),
            when=local_moment_words(context, entry.utc),
            officer=officer_words(context, entry.officer),
        )
        if found.later:
            later = context.translator.ngettext(
                "{count} entry came later.", "{count} entries came later.", found.later
            ).format(count=found.later)
        else:
            later = context._("Nothing came later.")
        self.error.hide()
        self.outcome.show_text(f"{words} {later}")
        self.outcome.show()

    def show_error(self, error: ScreeningError) -> None:
        """Why none was found."""
        self.outcome.hide()
        self.error.show_text(self._context.sentence(error))
        self.error.show()
        self.focus()

    def clear(self) -> None:
        """Nothing is looked for."""
        self.edit.setText("")
        self.outcome.hide()
        self.error.hide()

    def _on_asked(self) -> None:
        self.asked.emit(self.edit.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field finds."""
        if event.key() in RETURN_KEYS and self.edit.hasFocus():
            self._on_asked()
        else:
            super().keyPressEvent(event)
