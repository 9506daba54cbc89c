"""A field for what the person tells: the officer's words, and the sentence that is read out to the person."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from screening.languages.catalogs import Catalog
from screening.languages.table import SOURCE_TAG
from screening.ui.context import UiContext
from screening.ui.widgets.basics import Words, column
from screening.ui.widgets.person_text import PersonText

SPOKEN_PX = 18


class SpokenField(QWidget):
    """`text_id`: what is read out; hidden where officer and person share a language and the label says it."""

    def __init__(self, context: UiContext, words: str, text_id: str, field: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self._own = context.translator.language.tag
        self._text_id = text_id
        self.field = field
        self.said = PersonText(context, SOURCE_TAG, px=SPOKEN_PX)
        if isinstance(field, QLineEdit):
            field.setAccessibleName(words)
        parts: list[QWidget] = [Words(words, role="strong"), self.said]
        if hint:
            parts.append(Words(hint, role="quiet"))
        layout: QVBoxLayout = column(*parts, field, spacing=4)
        layout.insertStretch(len(parts), 1)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_person(self, catalog: Catalog) -> None:
        """The sentence in the person's language."""
        self.said.show_person(catalog.fixed(self._text_id))
        self.said.setVisible(catalog.language.tag != self._own)


def line_edit(limit: int) -> QLineEdit:
    """One line that takes no more than it may keep."""
    edit = QLineEdit()
    edit.setMaxLength(limit)
    return edit
