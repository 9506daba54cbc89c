"""Translated texts: the person's, each with how far it can be trusted, and the officer's interface.

English is the source of both and needs no file. A text without a translation is shown in English and
says so; fuzzy entries never reach a compiled catalog.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from string import Formatter

from screening.core.errors import Problem, ScreeningError
from screening.core.review import CONSENT_TEXTS, careful, standing, weakest
from screening.core.review import Review as Review
from screening.languages.bidi import isolate, plain
from screening.languages.hashes import text_hash
from screening.languages.mo_files import open_translations
from screening.languages.review import Reviews, load_reviews
from screening.languages.table import SOURCE_TAG, Language, load_languages

COMPILED = Path(__file__).parent / "compiled"
PERSON, OFFICER = "person", "officer"


@dataclass(frozen=True)
class Shown:
    """A text as a person sees it. `language` is the tag it really is in, `text_hash` is kept with the
    answer. Fields in braces are still unfilled; `text_hash` is that of the unfilled text.

    `text_id`: its stable id, by which a recording is found; empty for what has none. `wanted`: the tag it was
    looked for in, where it is missing there and stands in another language; `source_hash` is then that of its
    English words, which somebody may have spoken in the wanted language without written words in it.
    """

    text: str
    language: str
    review: Review
    text_hash: str
    text_id: str = field(default="", compare=False)
    wanted: str = field(default="", compare=False)
    source_hash: str = field(default="", compare=False)

    def filled(self, **fields: str) -> Shown:
        """The same text with its fields filled in, each kept from disturbing the line's direction."""
        return replace(self, text=_fill(self.text, {name: isolate(plain(v)) for name, v in fields.items()}))


def officers_own(text: str, tag: str) -> Shown:
    """A text that only the officer read, as part of a record: nobody has to have checked it."""
    return Shown(text, tag, Review.SOURCE, text_hash(text))


def together(texts: Sequence[Shown]) -> Shown:
    """Several texts shown one after another, as one for the record: trusted no further than the weakest."""
    review = weakest(shown.review for shown in texts)
    language = next(shown.language for shown in texts if shown.review is review)
    words = "\n".join(shown.text for shown in texts)
    return Shown(words, language, review, text_hash("".join(s.text_hash for s in texts)))


class Catalog:
    """What the person reads or hears, in one language; what is missing in it, in a second one the person picked.

    A text that neither has is English.
    """

    def __init__(
        self,
        language: Language,
        translations: gettext.NullTranslations,
        reviews: Reviews,
        fixed: Mapping[str, str],
        second: Catalog | None = None,
    ) -> None:
        self.language = language
        self.second = second
        self._translations = translations
        self._reviews = reviews
        self._fixed = fixed

    def text(self, text_id: str, source: str) -> Shown:
        """One text by its stable id and its English source, e.g. a question of a pack."""
        tag = self.language.tag
        if tag == SOURCE_TAG:
            return Shown(source, SOURCE_TAG, Review.SOURCE, text_hash(source), text_id)
        translated = self._translations.pgettext(text_id, source)
        if not translated and self.second is not None:
            return replace(self.second.text(text_id, source), wanted=tag, source_hash=text_hash(source))
        if not translated:
            hashed = text_hash(source)
            return Shown(source, SOURCE_TAG, Review.MISSING, hashed, text_id, tag, hashed)
        review = Review.REVIEWED if self._reviews.has(text_id, source, translated) else Review.DRAFT
        return Shown(translated, tag, review, text_hash(translated), text_id)

    def fixed(self, text_id: str) -> Shown:
        """One of the texts that belong to no instrument (`person_texts.yaml`); KeyError for a wrong id."""
        return self.text(text_id, self._fixed[text_id])

    def missing(self, more: Iterable[tuple[str, str]] = ()) -> int:
        """How many of the fixed texts, and of others by id and English source, this language itself lacks."""
        texts = [*self._fixed.items(), *more]
        return sum(self.text(text_id, source).language != self.language.tag for text_id, source in texts)

    @property
    def damaged(self) -> bool:
        """Whether its file, or a text of it that was asked for, cannot be used."""
        return bool(getattr(self._translations, "damaged", False))

    def standing(self) -> Review:
        """How far all texts on consent, safety and rights can be trusted in this language."""
        needed = (key for key in self._fixed if careful(key))
        return standing({key: self.fixed(key).review for key in needed})


class Translator:
    """The officer's interface in one language; a message without a translation stays English."""

    def __init__(self, language: Language, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def gettext(self, message: str) -> str:
        """A message; usually bound to `_`."""
        # The catalog keeps its header under the empty message.
        return (self._translations.gettext(message) if message else "") or message

    def ngettext(self, one: str, many: str, number: int) -> str:
        """A message with a number in it, in the form the language uses for that number."""
        return self._translations.ngettext(one, many, number) or (one if number == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        """A message that reads differently in another place."""
        return self._translations.pgettext(context, message) or message

    def npgettext(self, context: str, one: str, many: str, number: int) -> str:
        """A message with a number that reads differently in another place."""
        return self._translations.npgettext(context, one, many, number) or (one if number == 1 else many)

    def text(self, text_id: str, source: str) -> str:
        """A text of a pack that only the officer sees, such as a question's help."""
        return self.pgettext(text_id, source)


def load_person(tag: str, fixed: Mapping[str, str], folder: Path = COMPILED, *, second: str = "") -> Catalog:
    """The person's texts in a language; `fixed` from `person_texts.load_fixed_texts`.

    `second`: another language the person picked, for what is missing in the first.
    Raises LANGUAGE_UNKNOWN for a tag that is not in the table.
    """
    other = load_person(second, fixed, folder) if second and second != tag else None
    translations, reviews = open_translations(tag, PERSON, folder), load_reviews(folder / tag)
    return Catalog(_language(tag), translations, reviews, fixed, other)


def load_officer(tag: str, folder: Path = COMPILED) -> Translator:
    """The officer's interface in a language. Raises LANGUAGE_UNKNOWN for a tag that is not in the table."""
    return Translator(_language(tag), open_translations(tag, OFFICER, folder))


def available_person_languages(fixed: Mapping[str, str], folder: Path = COMPILED) -> tuple[str, ...]:
    """Tags in which a talk can begin: every fixed text on consent and every fixed answer is there."""
    needed = [(key, text) for key, text in fixed.items() if key.startswith(CONSENT_TEXTS)]
    tags = []
    for tag in load_languages():
        translations = open_translations(tag, PERSON, folder)
        if tag == SOURCE_TAG or all(translations.pgettext(key, text) for key, text in needed):
            tags.append(tag)
    return tuple(tags)


def available_officer_languages(folder: Path = COMPILED) -> tuple[str, ...]:
    """Tags that the program itself can be read in: English, and every language with a catalog of its own."""
    return tuple(
        tag
        for tag in load_languages()
        if tag == SOURCE_TAG or (folder / tag / "LC_MESSAGES" / f"{OFFICER}.mo").is_file()
    )


# The wall of languages asks once for each of them.
_languages = cache(load_languages)


def _language(tag: str) -> Language:
    try:
        return _languages()[tag]
    except KeyError:
        raise ScreeningError(Problem.LANGUAGE_UNKNOWN, language=tag) from None


def _fill(text: str, fields: Mapping[str, str]) -> str:
    """Fill `{name}` fields; one that is not given stays visible rather than stopping a talk."""
    parts = []
    for literal, name, _, _ in Formatter().parse(text):
        parts.append(literal)
        if name is not None:
            parts.append(fields.get(name, f"{{{name}}}"))
    return "".join(parts)
