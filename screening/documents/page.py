"""The pieces a page is made of, as plain data, and one page's language, direction and words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from string import Formatter
from typing import NotRequired, TypedDict

from screening.documents.texts import Paragraph, Texts
from screening.documents.words import FormWords
from screening.languages.bidi import date, isolate, ltr, phone
from screening.languages.table import Language, language_name, load_languages


class Row(TypedDict):
    """A label and what stands beside it."""

    label: Paragraph
    value: list[Paragraph]


class Block(TypedDict):
    """`rows`, `pairs`: labelled values; `list`: points; `strong`, `large`: not to be missed; `text`."""

    kind: str
    paragraphs: NotRequired[list[Paragraph]]
    rows: NotRequired[list[Row]]


class Section(TypedDict):
    """A heading and its blocks."""

    heading: Paragraph
    blocks: list[Block]


class Page:
    """What all parts of a page share. Everything made here is in the provider's language."""

    def __init__(self, words: FormWords, zone: tzinfo = UTC) -> None:
        self.own = words
        self.language: Language = words.officer.language
        self.texts = Texts(words.fonts, self.language.direction)
        self._zone = zone

    def gettext(self, message: str) -> str:
        """A message in the provider's language."""
        return self.own.officer.gettext(message)

    def setting(self) -> dict[str, object]:
        """How the template sets the page: language, direction, fonts in order."""
        direction = self.language.direction.value
        return {**locale(self.language), "dir": direction, "fonts": self.fonts(self.language)}

    def fonts(self, language: Language) -> list[str]:
        """The fonts to try for a language: its own first, then all others, for names in other scripts."""
        fonts = self.own.fonts
        return list(dict.fromkeys((*fonts.paper_families(language), *fonts.families)))

    def words(self, text: str) -> Paragraph:
        """One paragraph of words that are already in the provider's language."""
        return self.texts.words(text)

    def filled(self, message: str, **fields: str) -> Paragraph:
        """A translated message with its fields, each kept from disturbing the line."""
        return self.words(message.format(**{name: isolate(value) for name, value in fields.items()}))

    def paragraph(self, text: str) -> list[Paragraph]:
        """A value made of the program's words; none for an empty text."""
        return [self.words(text)] if text.strip() else []

    def reference(self, text: str) -> list[Paragraph]:
        """A code, read from left to right."""
        return [self.words(ltr(self.texts.clean(text)))] if text.strip() else []

    def telephone(self, number: str) -> list[Paragraph]:
        """A phone number as it is dialled."""
        return [self.words(phone(self.texts.clean(number)))] if number.strip() else []

    def row(self, label: str, value: list[Paragraph]) -> Row:
        """One labelled value."""
        return Row(label=self.words(label), value=value)

    def section(self, heading: str, *blocks: Block) -> Section:
        """One section."""
        return Section(heading=self.words(heading), blocks=list(blocks))

    def points(self, texts: Iterable[str]) -> Block:
        """A list of points."""
        return Block(kind="list", paragraphs=[self.words(text) for text in texts])

    def counter(self, message: str) -> list[str]:
        """A message with fields that only the template knows: "Page {page}" as ["Page ", "", "page"]."""
        parts: list[str] = []
        for literal, name, _, _ in Formatter().parse(message):
            parts += [literal, name or ""]
        return parts

    def instant(self, utc: str, language: Language | None = None) -> str:
        """Date in words, time and zone, e.g. 22 November 2026, 14:02 (UTC)."""
        moment = datetime.fromisoformat(utc).astimezone(self._zone)
        zone = "UTC" if not moment.utcoffset() else f"UTC{moment:%z}"
        return f"{date(moment.date(), language or self.language)} {ltr(f'{moment:%H:%M} ({zone})')}"

    def day(self, utc: str, language: Language) -> str:
        """The date alone."""
        return date(datetime.fromisoformat(utc).astimezone(self._zone).date(), language)

    def language_name(self, tag: str, language: Language | None = None) -> str:
        """The name of a language in the provider's (or another) language; else in its own; else the tag."""
        known = load_languages().get(tag)
        name = language_name(tag, (language or self.language).tag)
        return name or (known.own_name if known else tag)


def text_block(paragraphs: list[Paragraph]) -> Block:
    """Paragraphs."""
    return Block(kind="text", paragraphs=paragraphs)


def strong_block(paragraphs: list[Paragraph]) -> Block:
    """What must not be missed."""
    return Block(kind="strong", paragraphs=paragraphs)


def large_block(paragraphs: list[Paragraph]) -> Block:
    """The first thing to see."""
    return Block(kind="large", paragraphs=paragraphs)


def rows_block(*rows: Row) -> Block:
    """The labelled values that have a value."""
    return Block(kind="rows", rows=[row for row in rows if any(p["t"].strip() for p in row["value"])])


def locale(language: Language) -> dict[str, object]:
    """Language and region codes of a tag as the template wants them (zh-Hans: zh; pt-BR: pt and BR)."""
    code, *rest = language.tag.split("-")
    region = next((part for part in rest if len(part) == 2 and part.isupper()), None)
    return {"lang": code, "region": region}


def pairs_block(*rows: Row) -> Block:
    """Short labelled values, two on a line."""
    return Block(kind="pairs", rows=rows_block(*rows).get("rows", []))


def capital(text: str) -> str:
    """A term that begins a line."""
    return text[:1].upper() + text[1:]
