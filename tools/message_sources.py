"""Every text that is translated, from where it is written: Python calls, instrument packs, fixed texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file

from screening.languages.catalogs import OFFICER, PERSON
from screening.languages.person_texts import load_fixed_texts

DOMAINS = (OFFICER, PERSON)
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "NN_": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PACKS = Path("screening", "instruments", "packs")
FIXED = Path("screening", "languages", "person_texts.yaml")


@dataclass(frozen=True)
class Text:
    """One text to translate: `forms` has one English form, or two for a message with plurals."""

    domain: str
    context: str | None
    forms: tuple[str, ...]
    place: str
    comments: tuple[str, ...] = field(default=())


def all_texts(root: Path) -> Iterator[Text]:
    """Every text of the checkout at `root`, in a stable order."""
    yield from python_texts(root)
    for path in sorted((root / PACKS).glob("*.yaml")):
        yield from pack_texts(path, path.relative_to(root).as_posix())
    if (root / FIXED).is_file():
        for text_id, source in load_fixed_texts(root / FIXED).items():
            yield Text(PERSON, text_id, (source,), FIXED.as_posix())


def python_texts(root: Path) -> Iterator[Text]:
    """Messages of the officer's interface: `_("...")` and its kin under `screening/`."""
    for path in sorted((root / "screening").rglob("*.py")):
        place = path.relative_to(root).as_posix()
        found = extract_from_file("python", path, keywords=KEYWORDS, comment_tags=("Translators:",))
        for _line, message, comments, context in found:
            forms = (message,) if isinstance(message, str) else tuple(message)
            if forms[0]:
                yield Text(OFFICER, context, forms, place, tuple(comments))


def pack_texts(path: Path, place: str) -> Iterator[Text]:
    """The texts of one pack. What is asked is the person's; help, observations and records the officer's."""
    # BaseLoader keeps every value a string: a choice called `no` is an id here, not a boolean.
    pack = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    pack_id = pack["id"]

    def text(domain: str, text_id: str, source: str | None) -> Iterator[Text]:
        if source:
            yield Text(domain, f"{pack_id}:{text_id}", (source,), place)

    yield from text(OFFICER, "title", pack.get("title"))
    for section in pack.get("sections", ()):
        yield from text(PERSON, f"section.{section['id']}.title", section.get("title"))
        for question in section.get("questions", ()):
            domain = PERSON if question.get("kind", "asked") == "asked" else OFFICER
            yield from text(domain, f"{question['id']}.text", question.get("text"))
            for choice in question.get("choices", ()):
                yield from text(domain, f"{question['id']}.choice.{choice['id']}", choice.get("text"))
            yield from text(OFFICER, f"{question['id']}.help", question.get("help"))


def templates(texts: Iterable[Text]) -> dict[str, Catalog]:
    """The texts as one template per domain."""
    found = {domain: Catalog(header_comment="", fuzzy=False) for domain in DOMAINS}
    for text in texts:
        message: Any = text.forms[0] if len(text.forms) == 1 else text.forms
        # Babel numbers lines; a template that changes with every moved line says nothing in a diff.
        found[text.domain].add(
            message, locations=[(text.place, 1)], auto_comments=text.comments, context=text.context
        )
    return found
