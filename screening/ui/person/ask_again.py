"""What a person may do at whatever is said to them, with a finger: hear it again, or say that it is not clear."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.languages.catalogs import Catalog, Shown
from screening.ui.context import UiContext
from screening.ui.heard.listen import ListenButton
from screening.ui.person.controls import AGAIN, NOT_UNDERSTOOD, controls
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import AnswerGrid
from screening.ui.widgets.layouts import Row


class AskAgain(QWidget):
    """The two buttons, in the words of a catalog.

    Signals: `pressed(str)` with the control's value.
    """

    pressed = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._words: tuple[str, ...] = ()
        self.grid: AnswerGrid | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def show_words(self, catalog: Catalog) -> None:
        """Take on a person's words."""
        options = controls(self._context, catalog, AGAIN, NOT_UNDERSTOOD)
        words = tuple(option.person.text for option in options)
        layout = self.layout()
        if words == self._words or layout is None:
            return
        if self.grid is not None:
            self.grid.hide()
            self.grid.deleteLater()
        self._words = words
        self.grid = AnswerGrid(self._context, options, len(options), controls=True)
        self.grid.answered.connect(self.pressed)
        layout.addWidget(self.grid)


class SaidBar(QWidget):
    """Under what is said to the person: a button to hear it, and the two of `AskAgain`."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.listen_button = ListenButton(context)
        self.ask_again = AskAgain(context)
        layout = Row(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.listen_button)
        layout.addWidget(self.ask_again, 1)
        context.voice.changed.connect(self._on_voice_changed)

    def show_said(self, texts: Sequence[Shown], catalog: Catalog) -> None:
        """Stand under these texts."""
        rtl = catalog.language.rtl
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        self.listen_button.set_texts(texts)
        self.ask_again.show_words(catalog)

    def _on_voice_changed(self) -> None:
        self.listen_button.set_texts(self.listen_button.texts)
