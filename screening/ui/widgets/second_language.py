"""Where words are missing in the language that was picked: another one that the person understands too."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.languages.catalogs import Catalog
from screening.ui.context import UiContext
from screening.ui.moments import language_words
from screening.ui.widgets.basics import button, card, column, row
from screening.ui.widgets.words import Words


class SecondLanguage(QWidget):
    """Asked for and pointed at, never proposed: nobody's second language is known from the first.

    Signals: `asked()` for the person to point at one; `removed()`.
    """

    asked = Signal()
    removed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        _ = context._
        self.both_label = Words(role="heading")
        self.words = Words(role="quiet")
        self.ask_button = button(_("Ask for another language too"), self.asked.emit)
        self.remove_button = button(_("Take the second language away"), self.removed.emit)
        body = column(self.both_label, self.words)
        body.addLayout(row(self.ask_button, self.remove_button, None))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card(body))
        self.hide()

    def show_state(self, catalog: Catalog | None, missing: int) -> None:
        """Say what stands in place of the `missing` words; nothing where none is missing."""
        second = catalog.second if catalog is not None else None
        self.setVisible(catalog is not None and (missing > 0 or second is not None))
        if catalog is None:
            return
        _ = self._context._
        first = language_words(self._context, catalog.language.tag)
        self.both_label.setVisible(second is not None)
        self.remove_button.setVisible(second is not None)
        if second is not None:
            other = language_words(self._context, second.language.tag)
            self.both_label.show_text(both_words(self._context, catalog.language.tag, second.language.tag))
            words = _("Words that are missing in {language} are shown in {second}.")
            self.words.show_text(words.format(language=first, second=other))
            self.ask_button.setText(_("Ask for another one"))
        else:
            words = _(
                "Words are missing in {language}; they would be shown in English. If the person understands "
                "another language too, let them point at it: then those words stand in that one."
            )
            self.words.show_text(words.format(language=first))
            self.ask_button.setText(_("Ask for another language too"))


def both_words(context: UiContext, tag: str, second: str) -> str:
    """The languages a person picked, in the officer's words: Amharic, and English too."""
    if not second:
        return language_words(context, tag)
    words = context._("{language}, and {second} too")
    return words.format(language=language_words(context, tag), second=language_words(context, second))
