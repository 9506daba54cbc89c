"""One language as a button that a person points at."""

from __future__ import annotations

from PySide6.QtCore import Qt

from screening.core.review import UNCHECKED, Review
from screening.languages.table import Language, language_name
from screening.ui.context import UiContext
from screening.ui.widgets.basics import LaidOutButton, column
from screening.ui.widgets.words import Words

TILE_PX = 68


class LanguageTile(LaidOutButton):
    """Its own name in its own script, large; the officer's word for it small, and whether its words are a draft.

    `px`: size of the own name at 100 %. Pressed, it stays marked.
    """

    least_height = TILE_PX

    def __init__(self, context: UiContext, language: Language, review: Review | None = None, *, px: int) -> None:
        super().__init__()
        self.language = language
        self.setCheckable(True)
        self.setProperty("role", "tile")
        name = officer_name(context, language)
        mark = context._("draft") if review in UNCHECKED else ""
        self.setAccessibleName(", ".join(part for part in (language.own_name, name, mark) if part))
        own = Words(language.own_name)
        font = context.font(language.tag, px)
        families = ", ".join(f'"{family}"' for family in font.families())
        own.setFont(font)
        own.setStyleSheet(f"font-size: {font.pixelSize()}px; font-family: {families};")
        small = Words(f"{name} · {mark}" if mark else name, role="quiet")
        for label in (own, small):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = column(own, small, spacing=0)
        layout.setContentsMargins(6, 6, 6, 6)
        self.setLayout(layout)


def officer_name(context: UiContext, language: Language) -> str:
    """The officer's word for a language, or English's."""
    return language_name(language.tag, context.translator.language.tag) or language.english_name
