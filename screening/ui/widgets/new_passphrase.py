"""A new passphrase: typed twice, with what it is worth in words, and six words offered for who wants them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening.core.errors import ScreeningError
from screening.store.passphrase import check_passphrase
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, labelled, row, set_tab_order
from screening.ui.widgets.layouts import Cells
from screening.ui.widgets.offered_words import OfferedWords
from screening.ui.widgets.passphrase_strength import PassphraseStrength
from screening.ui.widgets.secret_edit import SecretEdit

FIELD_PX = 32 * GRID


class NewPassphrase(QWidget):
    """Both fields forget what was typed when they are hidden. `words` names the first of them.

    Signals: `offered()` when words to take are shown, which makes it higher.
    """

    offered = Signal()

    def __init__(self, context: UiContext, words: str = "", again: str = "") -> None:
        super().__init__()
        _ = context._
        self._context = context
        self.passphrase_edit = SecretEdit(context)
        self.again_edit = SecretEdit(context)
        self.strength_label = PassphraseStrength(context, self.passphrase_edit)
        self.offer_button = button(_("Offer me one"), self._on_offer)
        self.offered_words = OfferedWords(context)
        self.offered_words.taken.connect(self._on_taken)
        self.offered_words.put_away.connect(self._on_put_away)
        fields = QWidget()
        cells = Cells(fields, 2, context.px(FIELD_PX), spacing=3 * GRID)
        for name, edit in (
            (words or _("Passphrase"), self.passphrase_edit),
            (again or _("Passphrase again"), self.again_edit),
        ):
            part = QWidget()
            layout = labelled(name, edit)
            layout.setContentsMargins(0, 0, 0, 0)
            part.setLayout(layout)
            cells.addWidget(part)
        strength = row(self.strength_label, self.offer_button, spacing=2 * GRID)
        strength.setStretch(0, 1)
        inside = column(fields, spacing=2 * GRID)
        inside.addLayout(strength)
        inside.addWidget(self.offered_words)
        inside.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inside)
        self.offered_words.hide()
        self.strength_label.look()
        set_tab_order(*self.stops)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here, in order."""
        return (
            self.passphrase_edit.edit,
            self.passphrase_edit.show_button,
            self.again_edit.edit,
            self.again_edit.show_button,
            self.offer_button,
            self.offered_words.take_button,
            self.offered_words.others_button,
            self.offered_words.away_button,
        )

    @property
    def text(self) -> str:
        """The passphrase."""
        return self.passphrase_edit.text

    def problem(self) -> tuple[str, QWidget] | None:
        """What keeps it from being taken, in words, and the field to put right."""
        try:
            check_passphrase(self.text)
        except ScreeningError as error:
            return self._context.sentence(error), self.passphrase_edit
        if self.text != self.again_edit.text:
            again = self._context._("The two passphrases are not the same. Type the second one again.")
            return again, self.again_edit
        return None

    def forget(self) -> None:
        """Nothing typed, nothing offered."""
        self.offered_words.hide()
        self.passphrase_edit.forget()
        self.again_edit.forget()
        self.strength_label.look()

    def _on_offer(self) -> None:
        """Nothing is filled in: the words are shown."""
        self.offered_words.offer()
        self.offered.emit()

    def _on_taken(self, words: str) -> None:
        """Into the first field alone: typing it again shows that it stands on paper."""
        self.passphrase_edit.edit.setText(words)
        self.strength_label.look()
        self.again_edit.edit.setText("")
        self.again_edit.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_put_away(self) -> None:
        self.offer_button.setFocus(Qt.FocusReason.OtherFocusReason)
