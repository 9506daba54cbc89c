"""Six words to take as a passphrase: shown so that they can be written down, and filled in only when taken."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from screening.store.offered import WORDS, offer_words
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, row, set_tab_order, short_label
from screening.ui.widgets.words import Words

COLUMNS = 3


class OfferedWords(QWidget):
    """The words with their numbers. They leave the screen when they are taken or put away.

    Signals: `taken(str)` with the words, a space between them; `put_away()`.
    """

    taken = Signal(str)
    put_away = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        self._words: tuple[str, ...] = ()
        self.labels = [short_label("", "offered") for _each in range(WORDS)]
        self.take_button = button(_("Take these words"), self._on_take, "primary")
        self.others_button = button(_("Other words"), self.offer)
        self.away_button = button(_("Put away"), self._on_away)
        todo = Words(_("Write them down first. The passphrase is the six words with a space between them."))
        inside = column(todo, self._make_grid(), spacing=GRID)
        inside.addLayout(row(self.take_button, self.others_button, self.away_button, None))
        outer = column(card(inside, "person"))
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)
        set_tab_order(self.take_button, self.others_button, self.away_button)

    def _make_grid(self) -> QWidget:
        host = QWidget()
        # The words are English and read from left to right, whatever the officer's language.
        host.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        for at, label in enumerate(self.labels):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            grid.addWidget(label, at // COLUMNS, at % COLUMNS)
        for at in range(COLUMNS):
            grid.setColumnStretch(at, 1)
        return host

    def offer(self) -> None:
        """Show six words, others each time."""
        self._words = offer_words()
        for number, (label, word) in enumerate(zip(self.labels, self._words, strict=True), start=1):
            label.setText(f"{number}  {word}")
            label.setAccessibleName(f"{number} {word}")
        self.show()
        self.take_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_take(self) -> None:
        words = " ".join(self._words)
        self.hide()
        self.taken.emit(words)

    def _on_away(self) -> None:
        self.hide()
        self.put_away.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Words that are not on the screen are nowhere."""
        if not event.spontaneous():
            self._words = ()
            for label in self.labels:
                label.setText("")
                label.setAccessibleName("")
        super().hideEvent(event)
