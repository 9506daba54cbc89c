"""What stands below every way in: the emergency sheet, the program's language, and whether it was checked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.own_words import own_words_note
from screening.ui.tokens import GRID, TEXT_PX
from screening.ui.widgets.basics import Combo, button, page, row, scrolled, short_label
from screening.ui.widgets.words import Words


class EntryFoot(QWidget):
    """`title`: the program's name. Signals: `emergency_asked()`; `officer_language_chosen(str)` with a tag."""

    emergency_asked = Signal()
    officer_language_chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.title = context._("Screening")
        self.emergency_button = button(context._("Emergency sheet (F2)"), self.emergency_asked.emit)
        self.language_combo = self._make_language_combo(context)
        language = short_label(context._("Language of the program"), "quiet")
        language.setBuddy(self.language_combo)
        self.own_words_label = Words(own_words_note(context), "quiet")
        layout = row(
            self.emergency_button, self.own_words_label, None, language, self.language_combo, spacing=2 * GRID
        )
        layout.setStretch(1, 2)
        layout.setContentsMargins(0, GRID, 0, 0)
        self.setLayout(layout)
        # Only now: shown before it has a place, a label is a window of its own and takes the keyboard away.
        self.own_words_label.setVisible(bool(self.own_words_label.text()))

    def _make_language_combo(self, context: UiContext) -> QComboBox:
        combo = Combo()
        families: list[str] = []
        for tag in context.officer_languages:
            combo.addItem(context.languages[tag].own_name, tag)
            families.extend(context.font(tag, TEXT_PX).families())
        font = combo.font()
        font.setFamilies(list(dict.fromkeys((*font.families(), *families))))
        combo.setFont(font)
        combo.setCurrentIndex(combo.findData(context.translator.language.tag))
        combo.setAccessibleName(context._("Language of the program"))
        combo.activated.connect(lambda at: self.officer_language_chosen.emit(combo.itemData(at)))
        return combo


def place_on_entry_page(screen: QWidget, middle: QHBoxLayout, foot: EntryFoot) -> None:
    """Lay a screen out as a way in: the program's name above, what it asks in the middle, the foot below."""
    title = short_label(foot.title, "title")
    inside = QVBoxLayout()
    inside.setSpacing(2 * GRID)
    inside.addStretch(2)
    inside.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
    inside.addLayout(middle)
    inside.addStretch(3)
    inside.addWidget(foot)
    outer = QVBoxLayout(screen)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(scrolled(page(inside)))
