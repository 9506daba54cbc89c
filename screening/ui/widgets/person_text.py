"""Text for the person: in their language's own direction and font, and the largest thing on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt

from screening.languages.catalogs import Review, Shown
from screening.ui.context import UiContext
from screening.ui.widgets.basics import Words

LINE_HEIGHT = 1.5


class PersonText(Words):
    """One text as the person sees it. `shown` is what really stood there, for the record."""

    def __init__(self, context: UiContext, tag: str, *, px: int | None = None) -> None:
        super().__init__(role="person-text")
        self._context = context
        self._px = px
        self.shown: Shown | None = None
        self.set_language(tag)

    def set_language(self, tag: str) -> None:
        """Take on a language's direction and font."""
        self._dress(tag)

    def show_person(self, shown: Shown) -> None:
        """Show a text in the language it really is in: a missing translation is English, left to right."""
        self.shown = shown
        self._dress(shown.language)
        self.show_text(shown.text)

    def _dress(self, tag: str) -> None:
        font = self._context.font(tag, self._px)
        self.setFont(font)
        # The application's style sheet sets a size for every label; only a style of its own overrides that.
        families = ", ".join(f'"{family}"' for family in font.families())
        self.setStyleSheet(f"font-size: {font.pixelSize()}px; font-family: {families};")
        self.setLayoutDirection(self._context.direction(tag))
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def draft_words(context: UiContext, shown: Shown | None) -> str:
    """What the officer must know about a text before relying on it; empty when nothing."""
    if shown is None:
        return ""
    match shown.review:
        case Review.DRAFT:
            return context._("Draft translation: no speaker has checked it yet")
        case Review.MISSING:
            return context._("Not translated yet: the English words are shown")
        case _:
            return ""
