"""All languages by their own names, and a search in any of their names."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from screening.languages.table import Language, find
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import column, row
from screening.ui.widgets.language_tile import LanguageTile
from screening.ui.widgets.layouts import Cells
from screening.ui.widgets.words import Words

COLUMNS = 4
NAME_PX = 20
TILE_LEAST_PX = 168
"""No tile is narrower; where several would be, there are fewer columns."""


class LanguageFinder(QWidget):
    """A tile for each language: first those with words for a talk, then the others.

    `beside` stands at the end of the search field. Signals: `picked(str)` with a language's tag.
    """

    picked = Signal(str)

    def __init__(self, context: UiContext, available: Collection[str], beside: QWidget) -> None:
        super().__init__()
        self._context, self._available = context, available
        self._found: list[Language] = []
        self.tiles: dict[str, LanguageTile] = {}
        _ = context._
        self.search_edit = QLineEdit()
        self.search_edit.setPlaceholderText(_("Search a language by any of its names, or by a country"))
        self.search_edit.setAccessibleName(_("Search a language by any of its names, or by a country"))
        self.search_edit.textChanged.connect(self.on_search_changed)
        self.search_edit.returnPressed.connect(self.on_search_entered)
        self.none_label = Words(_("No language has this name. Try its name in another language."), role="quiet")
        self.none_label.hide()
        self._written, self._others = QWidget(), QWidget()
        for host in (self._written, self._others):
            host.setLayout(Cells(host, COLUMNS, context.px(TILE_LEAST_PX)))
        self.others_label = Words(
            _("Not enough words for a talk yet: with an interpreter, or with a second language"), role="quiet"
        )
        search = row(self.search_edit, beside)
        search.setStretch(0, 1)
        body = column(self.none_label, self._written, self.others_label, self._others, spacing=GRID)
        body.insertLayout(0, search)
        body.setContentsMargins(0, 0, 0, 0)
        self.setLayout(body)

    def begin(self) -> None:
        """Show all languages, none searched for."""
        if not self.tiles:
            self._make_tiles()
        self.search_edit.clear()
        self._lay_out(list(self._context.languages.values()))

    def _make_tiles(self) -> None:
        """The tiles load a font for each script: only when somebody comes here."""
        for tag, language in self._context.languages.items():
            review = self._context.person_catalog(tag).standing() if tag in self._available else None
            tile = LanguageTile(self._context, language, review, px=NAME_PX)
            tile.clicked.connect(lambda _checked=False, t=tag: self.picked.emit(t))
            self.tiles[tag] = tile

    def mark(self, picked: str | None) -> None:
        """Show which language is picked."""
        for tag, tile in self.tiles.items():
            tile.setChecked(tag == picked)

    def focus(self) -> None:
        """Put the keyboard in the search."""
        self.search_edit.setFocus(Qt.FocusReason.TabFocusReason)

    def on_search_changed(self, text: str) -> None:
        """Search in every name of a language, the officer's words included."""
        languages = self._context.languages
        tag = self._context.translator.language.tag
        found = find(languages, text, tag) if text.strip() else list(languages.values())
        self.none_label.setVisible(not found)
        self._lay_out(found)

    def on_search_entered(self) -> None:
        """Enter picks the first one found."""
        if self.search_edit.text().strip() and self._found:
            self.tiles[self._found[0].tag].click()

    def _lay_out(self, languages: list[Language]) -> None:
        written = [language for language in languages if language.tag in self._available]
        others = [language for language in languages if language.tag not in self._available]
        self._found = [*written, *others]
        for tile in self.tiles.values():
            tile.hide()
        for host, found in ((self._written, written), (self._others, others)):
            self._lay_out_tiles(host, found)
            host.setVisible(bool(found))
        self.others_label.setVisible(bool(others))

    def _lay_out_tiles(self, host: QWidget, languages: list[Language]) -> None:
        cells = host.layout()
        if cells is None:
            return
        while cells.takeAt(0) is not None:
            pass
        for language in languages:
            tile = self.tiles[language.tag]
            cells.addWidget(tile)
            tile.show()
