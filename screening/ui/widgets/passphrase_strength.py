"""What a passphrase is worth, in words under its field, once typing rests."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from screening.core.errors import ScreeningError
from screening.languages.bidi import strip_invisible
from screening.store.passphrase import MINIMUM_LENGTH, check_passphrase
from screening.ui.context import UiContext
from screening.ui.widgets.secret_edit import SecretEdit
from screening.ui.widgets.words import Words

SETTLE_MS = 150


class PassphraseStrength(Words):
    """Follows a field for a new passphrase; a screen reader hears the words with the field."""

    def __init__(self, context: UiContext, passphrase_edit: SecretEdit) -> None:
        super().__init__(role="quiet")
        self._context = context
        self._passphrase_edit = passphrase_edit
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self.look)
        passphrase_edit.edit.textChanged.connect(lambda: self._settled.start())

    def look(self) -> None:
        """Say at once what the passphrase is worth as it stands."""
        self._settled.stop()
        words = self._words(self._passphrase_edit.text)
        self.show_text(words)
        self._passphrase_edit.edit.setAccessibleDescription(strip_invisible(words))

    def _words(self, text: str) -> str:
        _ = self._context._
        if len(text) < MINIMUM_LENGTH:
            words = _(
                "At least {minimum} characters. A few words that do not belong together are easy to remember."
            )
            return words.format(minimum=MINIMUM_LENGTH)
        try:
            check_passphrase(text)
        except ScreeningError as error:
            return self._context.sentence(error)
        return _("This passphrase is strong enough.")
