"""What stands below every way in: the emergency sheet, and the language of the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID, TEXT_PX
from screening.ui.widgets.basics import button, row, short_label


class EntryFoot(QWidget):
    """Signals: `emergency_asked()`; `officer_language_chosen(str)` with a tag."""

    emergency_asked = Signal()
    officer_language_chosen = Signal(str)

    def __init__(self, context: UiContext, officer_languages: Sequence[str]) -> None:
        super().__init__()
        self.emergency_button = button(context._("Emergency sheet (F2)"), self.emergency_asked.emit)
        self.language_combo = self._make_language_combo(context, officer_languages)
        language = short_label(context._("Language of the program"), "quiet")
        language.setBuddy(self.language_combo)
        layout = row(self.emergency_button, None, language, self.language_combo)
        layout.setContentsMargins(0, GRID, 0, 0)
        self.setLayout(layout)

    def _make_language_combo(self, context: UiContext, tags: Sequence[str]) -> QComboBox:
        combo = QComboBox()
        families: list[str] = []
        for tag in tags:
            combo.addItem(context.languages[tag].own_name, tag)
            families.extend(context.font(tag, TEXT_PX).families())
        font = combo.font()
        font.setFamilies(list(dict.fromkeys((*font.families(), *families))))
        combo.setFont(font)
        combo.setCurrentIndex(combo.findData(context.translator.language.tag))
        combo.setAccessibleName(context._("Language of the program"))
        combo.activated.connect(lambda at: self.officer_language_chosen.emit(combo.itemData(at)))
        return combo
