"""Compiled catalogs, read so that a damaged one is a missing one: it never stops a talk.

A file that cannot be read, or is not UTF-8, has no texts. A text whose `{fields}` are not those of its source
would stop where it is filled in, or lose what belongs into it: it is taken for missing, and the text of another
language stands in its place.
"""

from __future__ import annotations

import gettext
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path
from string import Formatter

from screening.languages.table import SOURCE_TAG

UNREADABLE = (OSError, ValueError, LookupError, AttributeError, struct.error)
"""What reading a file of another kind, a truncated one or one with a wrong header ends in."""


class Absent(gettext.NullTranslations):
    """Answers nothing, where gettext would answer the source: the two must not be confused.

    `damaged`: there is a file, and it cannot be used.
    """

    def __init__(self, *, damaged: bool = False) -> None:
        super().__init__()
        self.damaged = damaged

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""

    def pgettext(self, context: str, message: str) -> str:
        return ""

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return ""


class Compiled(gettext.GNUTranslations):
    """A catalog that answers "" for what it lacks and for what does not fit its source.

    `damaged`: such a text was asked for.
    """

    damaged = False

    def gettext(self, message: str) -> str:
        return self._fitting(partial(super().gettext, message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._fitting(partial(super().ngettext, msgid1, msgid2, n), msgid1, msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self._fitting(partial(super().pgettext, context, message), message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self._fitting(partial(super().npgettext, context, msgid1, msgid2, n), msgid1, msgid2)

    def _fitting(self, find: Callable[[], str], *sources: str) -> str:
        try:
            text = find()
        except ArithmeticError:  # the header's plural rule, which is worked out each time, divides by nothing
            self.damaged = True
            return ""
        if not text or fits(text, *sources):
            return text
        self.damaged = True
        return ""


def open_translations(tag: str, domain: str, folder: Path) -> Absent | Compiled:
    """The compiled catalog, answering "" for what it lacks. Not gettext's search: that guesses at tags."""
    path = folder / tag / "LC_MESSAGES" / f"{domain}.mo"
    if tag == SOURCE_TAG or not path.is_file():
        return Absent()
    try:
        with path.open("rb") as file:
            translations = Compiled(file)
    except UNREADABLE:
        return Absent(damaged=True)
    if (translations.charset() or "").casefold() not in {"utf-8", "utf8"}:
        return Absent(damaged=True)
    translations.add_fallback(Absent())
    return translations


def fits(text: str, *sources: str) -> bool:
    """Whether a translation has the fields of its source; one form of a plural may do without the number."""
    if "{" not in text and "}" not in text and (len(sources) > 1 or "{" not in sources[0]):
        return True
    found = _fields(text)
    wanted = [_fields(source) or set() for source in sources]
    if found is None:
        return False
    return found <= set().union(*wanted) if len(sources) > 1 else found == wanted[0]


def _fields(text: str) -> set[tuple[str, str | None, str | None]] | None:
    """The `{fields}` of a text with their formats; None where its braces do not match."""
    try:
        return {
            (name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None
        }
    except ValueError:
        return None
