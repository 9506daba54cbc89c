"""Words that fill every text of the person's: two pseudo-languages, and samples of every script of the table.

They mean nothing. Each is as long as a translation may get, so that what is cut off, or lies over another, shows.
"""

from __future__ import annotations

import gettext
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from screening.languages.catalogs import Catalog
from screening.languages.review import Reviews
from screening.languages.table import WordBreaks, load_languages
from screening.ui.context import UiContext
from tools.word_breaks import breaker

from ..languages.samples import samples

LONGER = 1.4
"""The pseudo-languages against English."""
SAMPLE_LONGER = 1.2
"""The samples against English, in characters; Chinese says the same in half as many."""
HAN_LENGTH = 0.6
ACCENTED = str.maketrans(
    "abcdefghijklmnoprstuvwyzABCDEFGHIJKLMNOPRSTUVWYZ", "åƀçđéƒĝĥîĵķļɱñöþŕšţûṽŵýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞŔŠŢÛṼŴÝŽ"
)
FROM_RIGHT = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابجديفغهيجكلمنوبقرستوفوكيز")
PADDING = {"ltr": "öñé ţŵö ţĥŕéé ƒöûŕ", "rtl": "واحد اثنان ثلاثة أربعة"}
FIELD = re.compile(r"(\{[^{}]*\})")
SCRIPT_TAGS = (
    "vi",
    "hu",
    "uk",
    "ar",
    "ckb",
    "ur",
    "ti",
    "zh-Hans",
    "th",
    "lo",
    "km",
    "my",
    "hi",
    "bn",
    "pa",
    "ta",
    "si",
)
"""A language for each script of the table; three of the Arabic one, which has two fonts, and two of the Latin."""


def longer(text: str, direction: str) -> str:
    """A text 40 % longer in a pseudo-language, with brackets at both ends; its fields stay."""
    table = ACCENTED if direction == "ltr" else FROM_RIGHT
    parts = FIELD.split(text if direction == "ltr" else text.lower())
    said = "".join(
        part if number % 2 else part.translate(table).replace("\u2019", "'") for number, part in enumerate(parts)
    )
    wanted = round(len(text) * LONGER) - len(said) - 3
    padding = (f"{PADDING[direction]} " * (1 + wanted // len(PADDING[direction]))) if wanted > 0 else ""
    return f"[{said} {padding[:wanted].strip()}]" if padding else f"[{said}]"


def _words_of(tag: str) -> tuple[list[str], str]:
    """The sample in pieces that stay whole, and what stands between two of them."""
    text = samples()[tag].long
    breaks = load_languages()[tag].word_breaks
    if breaks is WordBreaks.CHARACTERS:
        return [each for each in text if not each.isspace()], ""
    mark = breaker(tag)
    if mark is not None:
        return [each for each in re.split("[\u200b\\s]+", mark(text)) if each], "\u200b"
    return text.split(), " "


def sample_text(tag: str, text_id: str, source: str) -> str:
    """Words of the language's sample, about as long as a translation of the source; its fields stay."""
    words, between = _words_of(tag)
    factor = HAN_LENGTH if load_languages()[tag].word_breaks is WordBreaks.CHARACTERS else SAMPLE_LONGER
    wanted = max(2, round(len(FIELD.sub("", source)) * factor))
    start = zlib.crc32(text_id.encode()) % len(words)
    said: list[str] = []
    room = wanted + 2
    for word in (words[start:] + words[:start]) * (1 + wanted // len("".join(words))):
        if len(word) <= room and room > 2:
            said.append(word)
            room -= len(word) + len(between)
    said = said or [min(words, key=len)]
    fields = FIELD.findall(source)
    return between.join(said) + "".join(f" {field}" for field in fields)


class Filled(gettext.NullTranslations):
    """A catalog that has a translation for everything it is asked for."""

    def __init__(self, make: Callable[[str, str], str]) -> None:
        super().__init__()
        self._make = make
        self._made: dict[tuple[str, str], str] = {}

    def pgettext(self, context: str, message: str) -> str:
        if (context, message) not in self._made:
            self._made[context, message] = self._make(context, message)
        return self._made[context, message]


@dataclass(frozen=True)
class PersonWords:
    """`name`: fit for a folder; `tag`: the language whose font and direction the words have."""

    name: str
    tag: str

    def _text(self, text_id: str, source: str) -> str:
        if self.name.startswith("pseudo"):
            return longer(source, self.name.removeprefix("pseudo-"))
        return sample_text(self.tag, text_id, source)

    def fill(self, context: UiContext) -> Catalog:
        """Let every text of the person's in this language be these words."""
        made = Catalog(context.languages[self.tag], Filled(self._text), Reviews(), context.fixed_texts)
        context._catalogs[self.tag, ""] = made
        return made


PSEUDO = (PersonWords("pseudo-ltr", "fr"), PersonWords("pseudo-rtl", "ar"))
SAMPLED = tuple(PersonWords(tag, tag) for tag in SCRIPT_TAGS)
ALL_WORDS = (*PSEUDO, *SAMPLED)
