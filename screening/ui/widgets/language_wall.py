"""All languages by their own names in their own scripts, large: a person points at theirs, on paper or here."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QWidget

from screening.languages.table import Language, language_name
from screening.ui.context import UiContext
from screening.ui.paper import paper_px
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import LaidOutButton, Words, column, short_label

NAME_PX = 26
TILE_PX = 10 * GRID
TILE_WIDTH_PX = 27 * GRID
PAPER_COLUMNS = 3
PAPER_PT = 17


class WallTile(LaidOutButton):
    """One language: its own name large, the officer's word for it small. Pressed, it stays marked."""

    least_height = TILE_PX

    def __init__(self, context: UiContext, language: Language) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setProperty("role", "tile")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        officer_name = _officer_name(context, language)
        self.setAccessibleName(f"{language.own_name}, {officer_name}")
        own = short_label(language.own_name)
        font = context.font(language.tag, NAME_PX)
        families = ", ".join(f'"{family}"' for family in font.families())
        own.setFont(font)
        own.setStyleSheet(f"font-size: {NAME_PX}px; font-family: {families};")
        small = Words(officer_name, role="quiet")
        for label in (own, small):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = column(own, small, spacing=0)
        layout.setContentsMargins(6, 6, 6, 6)
        self.setLayout(layout)


class LanguageWall(QWidget):
    """`tiles` by tag, in as many columns as there is room for."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.tiles = {tag: WallTile(context, language) for tag, language in context.languages.items()}
        self._group = QButtonGroup(self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID)
        self._columns = 0
        for tile in self.tiles.values():
            self._group.addButton(tile)
        self._lay_out(4)

    def unmark(self) -> None:
        """Nothing is pointed at."""
        self._group.setExclusive(False)
        for tile in self.tiles.values():
            tile.setChecked(False)
        self._group.setExclusive(True)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        for number in range(self._columns):
            self._grid.setColumnStretch(number, 0)
        self._columns = columns
        for at, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, at // columns, at % columns)
        for number in range(columns):
            self._grid.setColumnStretch(number, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as the width bears."""
        self._lay_out(max(event.size().width() // TILE_WIDTH_PX, 2))
        super().resizeEvent(event)


def wall_html(context: UiContext) -> str:
    """The same names for a printed page."""
    cells = []
    for tag, language in context.languages.items():
        families = ", ".join(f"'{family}'" for family in context.font(tag).families())
        style = f"font-family: {families}; font-size: {paper_px(PAPER_PT)}px"
        small = escape(_officer_name(context, language))
        cells.append(
            f'<td width="33%" align="center"><span style="{style}">{escape(language.own_name)}</span>'
            f'<br><span style="font-size: {paper_px(9)}px">{small}</span></td>'
        )
    lines = [cells[at : at + PAPER_COLUMNS] for at in range(0, len(cells), PAPER_COLUMNS)]
    rows = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
    return f'<table width="100%" cellspacing="0" cellpadding="{paper_px(4)}">{rows}</table>'


def _officer_name(context: UiContext, language: Language) -> str:
    return language_name(language.tag, context.translator.language.tag) or language.english_name
