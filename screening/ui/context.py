"""What every screen is handed: words, languages, fonts, colours, the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase

from screening.core.errors import ScreeningError
from screening.core.settings import ProgramSettings
from screening.languages.catalogs import COMPILED, Catalog, Translator, load_person
from screening.languages.fonts import FontSet
from screening.languages.line_room import line_room
from screening.languages.sentences import sentence
from screening.languages.table import SOURCE_TAG, Language
from screening.ui.heard.voice import Voice
from screening.ui.tasks import Tasks
from screening.ui.tokens import PERSON_PX, TEXT_PX, Sizes, Tokens

if TYPE_CHECKING:
    from screening.core.consent import LanguageChoice  # with msgspec: the first window does without it


@dataclass
class UiContext:
    """One per look of the window. `fixed_texts`: the person's texts that belong to no instrument, id to English.

    `officer_languages`: the tags that the program itself can be read in. `voice`: what is heard, in
    every look the same. `catalogs`: the folder of the compiled ones.
    """

    translator: Translator
    languages: Mapping[str, Language]
    fixed_texts: Mapping[str, str]
    fonts: FontSet
    tokens: Tokens
    tasks: Tasks
    settings: ProgramSettings = field(default_factory=ProgramSettings)
    officer_languages: tuple[str, ...] = (SOURCE_TAG,)
    voice: Voice = field(default_factory=Voice)
    catalogs: Path = COMPILED
    _families: set[str] = field(default_factory=set)
    _catalogs: dict[tuple[str, str], Catalog] = field(default_factory=dict)

    def _(self, message: str) -> str:
        """An officer's message in the officer's language."""
        return self.translator.gettext(message)

    @property
    def sizes(self) -> Sizes:
        """How large texts are, and what holds them."""
        return Sizes(self.settings.text_percent)

    def px(self, size: int) -> int:
        """A text's size at 100 % in pixels, as large as it is wanted."""
        return self.sizes.px(size)

    def sentence(self, error: ScreeningError) -> str:
        """An expected failure in words."""
        return sentence(error, self.translator)

    def direction(self, tag: str) -> Qt.LayoutDirection:
        """Direction of a language, from the table and never guessed."""
        rtl = self.languages[tag].rtl
        return Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight

    def person_catalog(self, tag: str, second: str = "") -> Catalog:
        """The person's texts in a language, or in a second one they picked too; read from disk once."""
        if (tag, second) not in self._catalogs:
            self._catalogs[tag, second] = load_person(tag, self.fixed_texts, self.catalogs, second=second)
        return self._catalogs[tag, second]

    def seen_catalog(self, tag: str) -> Catalog:
        """As `person_catalog`, for a page that shows many languages: what was not read yet is let go again."""
        return self._catalogs.get((tag, "")) or load_person(tag, self.fixed_texts, self.catalogs)

    def catalog_of(self, choice: LanguageChoice | None) -> Catalog:
        """The words for a person; English before they picked a language."""
        if choice is None:
            return self.person_catalog(SOURCE_TAG)
        return self.person_catalog(choice.tag, choice.second)

    @property
    def own_catalog(self) -> Catalog:
        """The person's texts in the officer's language, for the officer's side."""
        return self.person_catalog(self.translator.language.tag)

    def font(self, tag: str, px: int | None = None) -> QFont:
        """A font that has the language's script, with Latin beside it; loads the files when first needed.

        `px` is the size at 100 % of a script like Latin; the font has the size that is wanted.
        """
        language = self.languages[tag]
        size = round((px or PERSON_PX) * line_room(language).scale)
        return self._font(self.fonts.families_for(language), size)

    def list_font(self, tag: str) -> QFont:
        """A font for a language's words in the officer's lists, where all lines are equally high."""
        return self._font(self.fonts.paper_families(self.languages[tag]), TEXT_PX)

    def _font(self, families: tuple[str, ...], px: int) -> QFont:
        self._load(families)
        font = QFont()
        font.setFamilies(list(families))
        font.setPixelSize(self.px(px))
        return font

    def _load(self, families: tuple[str, ...]) -> None:
        for family in families:
            if family not in self._families:
                self._families.add(family)
                for file in self.fonts.files:
                    if file.family == family:
                        QFontDatabase.addApplicationFont(str(file.path))
