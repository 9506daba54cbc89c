"""A greeting in every language in its own script, large: a person points at theirs, on paper or here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Shown
from screening.languages.table import Language
from screening.ui.context import UiContext
from screening.ui.paper import paper_px
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import LaidOutButton, bring_into_view, column, row, set_role
from screening.ui.widgets.icons import icon_pixmap
from screening.ui.widgets.language_tile import officer_name
from screening.ui.widgets.layouts import Cells
from screening.ui.widgets.person_text import PersonText
from screening.ui.widgets.words import Words

NAME_PX, GREETING_PX, NOT_HERE_PX = 26, 19, 17
LEAST_HEIGHT = 96
COLUMNS = 8
TILE_WIDTH_PX = 27 * GRID
ICON_PX = 30
PAPER_COLUMNS, PAPER_LINES = 3, 8
"""What a page holds, so that no tile is cut in two by its end."""
PAPER_PT, PAPER_GREETING_PT, PAPER_OFFICER_PT = 17, 12, 8
NOT_HERE = ""
"""Pointed at where the person's language is not on the wall."""
MOVES = frozenset(
    {
        Qt.Key.Key_Right,
        Qt.Key.Key_Left,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_End,
        Qt.Key.Key_Home,
    }
)
WIDELY_READ = ("en", "ar", "es", "fr", "ru", "zh-Hans")
"""Many read one of these besides their own: what is said to somebody whose language is not known is in them."""


def own_text(context: UiContext, tag: str, text_id: str) -> Shown | None:
    """A text where it is there in the language itself. On the wall nothing stands in another one's place."""
    shown = context.seen_catalog(tag).fixed(text_id)
    return shown if shown.language == tag else None


def widely_read(context: UiContext, text_id: str, at_most: int = len(WIDELY_READ)) -> list[Shown]:
    """A text in the languages that most can read, where it is there."""
    found = (own_text(context, tag, text_id) for tag in WIDELY_READ if tag in context.languages)
    return [shown for shown in found if shown is not None][:at_most]


def person_line(context: UiContext, shown: Shown, px: int) -> PersonText:
    """A text of the wall."""
    return name_line(context, context.languages[shown.language], shown.text, px)


def name_line(context: UiContext, language: Language, text: str, px: int) -> PersonText:
    """Words of a language that no catalog holds, such as its own name."""
    made = PersonText(context, language.tag, px=px)
    made.show_text(text)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


class Pointable(LaidOutButton):
    """A tile of the wall. The keys that move between tiles are the wall's."""

    least_height = LEAST_HEIGHT

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in MOVES:
            event.ignore()
        else:
            super().keyPressEvent(event)


class WallTile(Pointable):
    """What a person points at: large words in their script, and small for the officer which language it is.

    `greeting`: None where it is not translated; then the language's own name stands alone.
    """

    def __init__(self, context: UiContext, language: Language, greeting: Shown | None) -> None:
        super().__init__()
        self.tag, self.greeting = language.tag, greeting
        self.setCheckable(True)
        self.setLayoutDirection(context.direction(language.tag))
        officer = officer_name(context, language)
        said = greeting.text if greeting is not None else ""
        self.setAccessibleName(strip_invisible(", ".join(filter(None, (officer, language.own_name, said)))))
        self.name_text = name_line(context, language, language.own_name, NAME_PX)
        self._ear = QLabel()
        size = context.px(ICON_PX - GRID)
        self._ear.setPixmap(icon_pixmap("listen", context.tokens.accent, size))
        policy = self._ear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._ear.setSizePolicy(policy)
        top = row(self.name_text, self._ear)
        top.setStretch(0, 1)
        layout = column(spacing=0)
        layout.addLayout(top)
        if greeting is not None:
            layout.addWidget(person_line(context, greeting, GREETING_PX))
        layout.addStretch(1)
        if officer != language.own_name:
            small = Words(officer, role="quiet")
            side = Qt.AlignmentFlag.AlignRight if language.rtl else Qt.AlignmentFlag.AlignLeft
            small.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
            layout.addWidget(small)
        layout.setContentsMargins(12, 8, 12, 8)
        self.setLayout(layout)
        self._ear.hide()
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def mark_heard(self, heard: bool) -> None:
        """Show that this greeting is being heard."""
        self._ear.setVisible(heard)
        set_role(self, "tile-heard" if heard else "tile")


class NotHereTile(Pointable):
    """For a person who does not find their language: a pictogram, and words that many can read."""

    def __init__(self, context: UiContext, words: Sequence[Shown]) -> None:
        super().__init__()
        self.setAccessibleName(context._("My language is not here"))
        picture = QLabel()
        picture.setPixmap(icon_pixmap("not_here", context.tokens.accent, context.px(ICON_PX)))
        layout = column(picture, *(person_line(context, shown, NOT_HERE_PX) for shown in words), None, spacing=0)
        layout.setContentsMargins(12, 8, 12, 8)
        self.setLayout(layout)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class LanguageWall(QWidget):
    """`tiles` by tag, the most often needed first, in as many columns as there is room for; last the tile for a
    language that is not among them. Arrows, Page Up and Down, Home and End move between them.

    `without`: a tag that is left out, because the person pointed at it before.

    Signals: `pointed(str)` with a tag, or NOT_HERE.
    """

    pointed = Signal(str)

    def __init__(self, context: UiContext, without: str = "") -> None:
        super().__init__()
        self.tiles = {
            tag: WallTile(context, each, own_text(context, tag, "wall.greeting"))
            for tag, each in context.languages.items()
            if tag != without
        }
        self.not_here_tile = NotHereTile(context, widely_read(context, "wall.not_in_list", 4))
        self.cells = Cells(self, COLUMNS, context.px(TILE_WIDTH_PX))
        for tag, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, t=tag: self.point_at(t))
            self.cells.addWidget(tile)
        self.not_here_tile.clicked.connect(lambda _checked=False: self.pointed.emit(NOT_HERE))
        self.cells.addWidget(self.not_here_tile)
        self._all: list[Pointable] = [*self.tiles.values(), self.not_here_tile]

    def point_at(self, tag: str) -> None:
        """A language was pointed at: it stays marked."""
        self.mark(tag)
        self.pointed.emit(tag)

    def mark(self, tag: str) -> None:
        """Mark one language as pointed at; none for an empty tag."""
        for each, tile in self.tiles.items():
            tile.setChecked(each == tag)

    def mark_heard(self, tag: str) -> None:
        """Mark the language whose greeting is being heard, and bring it into sight; none for an empty tag."""
        for each, tile in self.tiles.items():
            tile.mark_heard(each == tag)
        if tag in self.tiles:
            bring_into_view(self.tiles[tag])

    def focus(self) -> None:
        """Put the keyboard on what is marked, or on the first tile."""
        marked = next((tile for tile in self.tiles.values() if tile.isChecked()), self._all[0])
        marked.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, key: int) -> int | None:
        """How many tiles a key moves; None for another key."""
        columns, rtl = (
            self.cells.columns_at(self.width()),
            self.layoutDirection() is Qt.LayoutDirection.RightToLeft,
        )
        area = self.parentWidget()
        while area is not None and area.height() >= self.height():
            area = area.parentWidget()
        seen = area.height() if area is not None else self.height()
        lines = max(1, seen // (self._all[0].height() + GRID) - 1)
        forward = -1 if rtl else 1
        return {
            Qt.Key.Key_Right: forward,
            Qt.Key.Key_Left: -forward,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_PageDown: columns * lines,
            Qt.Key.Key_PageUp: -columns * lines,
            Qt.Key.Key_End: len(self._all),
            Qt.Key.Key_Home: -len(self._all),
        }.get(Qt.Key(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that a tile has no use for come here."""
        focused = next((at for at, tile in enumerate(self._all) if tile.hasFocus()), None)
        step = self._step(event.key())
        if focused is None or step is None:
            super().keyPressEvent(event)
            return
        wanted = self._all[min(max(focused + step, 0), len(self._all) - 1)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_view(wanted)


def wall_html(context: UiContext) -> str:
    """The same names and greetings for paper, and a place to point at where the language is not there."""
    cells = []
    for tag, language in context.languages.items():
        greeting = own_text(context, tag, "wall.greeting")
        said = [_printed(context, language, language.own_name, PAPER_PT)]
        if greeting is not None:
            said.append(_printed(context, language, greeting.text, PAPER_GREETING_PT))
        small = escape(officer_name(context, language))
        said.append(f'<p align="center" style="font-size: {paper_px(PAPER_OFFICER_PT)}px">{small}</p>')
        cells.append("".join(said))
    not_here = widely_read(context, "wall.not_in_list", 4)
    cells.append(
        f'<p align="center" style="font-size: {paper_px(PAPER_PT)}px">?</p>'
        + "".join(_printed(context, context.languages[each.language], each.text, 8) for each in not_here)
    )
    cells = [f'<td width="{100 // PAPER_COLUMNS}%">{cell}</td>' for cell in cells]
    lines = [cells[at : at + PAPER_COLUMNS] for at in range(0, len(cells), PAPER_COLUMNS)]
    rows = [f"<tr>{''.join(line)}</tr>" for line in lines]
    pages = ["".join(rows[at : at + PAPER_LINES]) for at in range(0, len(rows), PAPER_LINES)]
    table = f'<table width="100%" cellspacing="0" cellpadding="{paper_px(4)}" style="page-break-before: always">'
    return "".join(f"{table}{page}</table>" for page in pages)


def _printed(context: UiContext, language: Language, text: str, points: int) -> str:
    """A line in a language's own font and direction; break marks are for the screen."""
    families = ", ".join(f"'{family}'" for family in context.font(language.tag).families())
    direction = "rtl" if language.rtl else "ltr"
    style = f"font-family: {families}; font-size: {paper_px(points)}px"
    return f'<p align="center" dir="{direction}"><span style="{style}">{escape(text)}</span></p>'
