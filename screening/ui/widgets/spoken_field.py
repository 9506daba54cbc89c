"""A field for what the person tells: the officer's words, and the sentence that is read out to the person."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from screening.languages.catalogs import Catalog
from screening.languages.table import SOURCE_TAG
from screening.ui.context import UiContext
from screening.ui.heard.listen import ListenButton
from screening.ui.widgets.basics import column, row
from screening.ui.widgets.person_text import PersonText
from screening.ui.widgets.words import Words

SPOKEN_PX = 18


class SpokenField(QWidget):
    """`text_id`: what is read out; hidden where officer and person share a language and the label says it."""

    def __init__(self, context: UiContext, words: str, text_id: str, field: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self._own = context.translator.language.tag
        self._text_id = text_id
        self.field = field
        self.said = PersonText(context, SOURCE_TAG, px=SPOKEN_PX)
        if not field.accessibleName():
            field.setAccessibleName(words)
        self._context = context
        self.ear = ListenButton(context, small=True)
        layout: QVBoxLayout = column(Words(words, role="strong"), spacing=4)
        spoken = row(self.said, self.ear)
        spoken.setStretch(0, 1)
        layout.addLayout(spoken)
        if hint:
            layout.addWidget(Words(hint, role="quiet"))
        layout.addStretch(1)
        layout.addWidget(field)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_person(self, catalog: Catalog) -> None:
        """The sentence in the person's language."""
        shown = catalog.fixed(self._text_id)
        self.said.show_person(shown)
        self.said.setVisible(catalog.language.tag != self._own)
        self.ear.set_texts((shown,))
        self.ear.setVisible(self._context.voice.has(shown))


def line_edit(limit: int) -> QLineEdit:
    """One line that takes no more than it may keep."""
    edit = QLineEdit()
    edit.setMaxLength(limit)
    return edit
