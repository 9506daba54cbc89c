"""All languages by their own names in their own scripts, large: a person points at theirs, on paper or here."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QButtonGroup, QWidget

from screening.ui.context import UiContext
from screening.ui.paper import paper_px
from screening.ui.tokens import GRID
from screening.ui.widgets.language_tile import LanguageTile, officer_name
from screening.ui.widgets.layouts import Cells

NAME_PX = 26
COLUMNS = 8
TILE_WIDTH_PX = 27 * GRID
PAPER_COLUMNS = 3
PAPER_PT = 17


class LanguageWall(QWidget):
    """`tiles` by tag, in as many columns as there is room for."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.tiles = {tag: LanguageTile(context, each, px=NAME_PX) for tag, each in context.languages.items()}
        self._group = QButtonGroup(self)
        cells = Cells(self, COLUMNS, context.px(TILE_WIDTH_PX))
        for tile in self.tiles.values():
            self._group.addButton(tile)
            cells.addWidget(tile)

    def unmark(self) -> None:
        """Nothing is pointed at."""
        self._group.setExclusive(False)
        for tile in self.tiles.values():
            tile.setChecked(False)
        self._group.setExclusive(True)


def wall_html(context: UiContext) -> str:
    """The same names for a printed page."""
    cells = []
    for tag, language in context.languages.items():
        families = ", ".join(f"'{family}'" for family in context.font(tag).families())
        style = f"font-family: {families}; font-size: {paper_px(PAPER_PT)}px"
        small = escape(officer_name(context, language))
        cells.append(
            f'<td width="33%" align="center"><span style="{style}">{escape(language.own_name)}</span>'
            f'<br><span style="font-size: {paper_px(9)}px">{small}</span></td>'
        )
    lines = [cells[at : at + PAPER_COLUMNS] for at in range(0, len(cells), PAPER_COLUMNS)]
    rows = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
    return f'<table width="100%" cellspacing="0" cellpadding="{paper_px(4)}">{rows}</table>'
