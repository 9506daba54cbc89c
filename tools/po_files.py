"""PO files read, merged and written, and the compiled catalogs: the same bytes for the same translations."""

from __future__ import annotations

import datetime
import re
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po

HEADER = (
    "Project-Id-Version: screening",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
)


_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\]) +)?"(?:[^"\\]|\\[ntr"\\])*"')


def read_catalog(path: Path) -> Catalog:
    """A PO file. Raises PoFileError where it is broken."""
    data = path.read_bytes()
    try:
        _check_lines(data.decode("utf-8"))
        return read_po(BytesIO(data), abort_invalid=True)
    except (LookupError, ValueError) as error:
        raise PoFileError(str(error), Catalog(), "", 0) from None


def _check_lines(text: str) -> None:
    """Babel takes the first and last letter of a string for its quotes, and the last of two translations."""
    given: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.strip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise PoFileError("expected a keyword and one whole string in quotes", Catalog(), line, number)
        keyword = found[1] or ""
        if keyword in {"msgctxt", "msgid"} and any(each.startswith("msgstr") for each in given):
            given = set()
        if keyword in given:
            raise PoFileError(f"a second {keyword} for one entry", Catalog(), line, number)
        given |= {keyword} - {""}


def merged(template: Catalog, old: Catalog, header: str) -> Catalog:
    """The template with the translations of exactly the same texts, and the plural forms of the header."""
    new = read_po(BytesIO(f"{header}\n\n".encode()))
    empty = ("",) * new.num_plurals
    for wanted in messages(template):
        known = old.get(wanted.id, wanted.context)
        # Babel finds by the first form: a message that gained or lost a plural is another message.
        if known is not None and forms(known.id) != forms(wanted.id):
            known = None
        new.add(
            wanted.id,
            known.string if known else empty if wanted.pluralizable else "",
            locations=wanted.locations,
            flags=wanted.flags | ({"fuzzy"} if known and known.fuzzy else set()),
            auto_comments=wanted.auto_comments,
            user_comments=known.user_comments if known else (),
            context=wanted.context,
        )
    return new


def messages(catalog: Catalog) -> list[Message]:
    """The entries without the header."""
    return [message for message in catalog if message.id]


def forms(value: Any) -> tuple[str, ...]:
    """The forms of an id or a translation."""
    return (value,) if isinstance(value, str) else tuple(value)


def keys(catalog: Catalog) -> set[str]:
    """Entries as context and source."""
    return {f"{message.context or ''}|{'|'.join(forms(message.id))}" for message in messages(catalog)}


def po_bytes(header: str, catalog: Catalog) -> bytes:
    """A PO file without dates and line numbers, one text a line."""
    body = BytesIO()
    write_po(body, catalog, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return f"{header}\n\n".encode() + body.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """A compiled catalog, the same bytes for the same translations; fuzzy and empty entries stay out."""
    for message in messages(catalog):
        if not all(forms(message.string)):
            message.string = ""
    catalog.creation_date = catalog.revision_date = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    file = BytesIO()
    write_mo(file, catalog, use_fuzzy=False)
    return file.getvalue()


def header_block(extra: tuple[str, ...]) -> str:
    """The entry that opens a PO file."""
    return "\n".join(('msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in (*HEADER, *extra))))


def kept_header(path: Path) -> str | None:
    """A PO file's own header, as an editor may have extended it; None where it has none that will do."""
    if not path.is_file():
        return None
    # An editor's own comments may stand before it, with an empty line between.
    before, first, rest = path.read_text(encoding="utf-8").partition('msgid ""\n')
    header = before + first + rest.split("\n\n", 1)[0].rstrip("\n")
    only_comments = all(line.startswith("#") for line in before.split("\n") if line.strip())
    return header if first and only_comments and "Plural-Forms:" in header else None


def plural_header(tag: str) -> str:
    """The plural rule, or that of English for a language the Unicode data do not have."""
    try:
        rule = str(get_plural(locale_name(tag))).rstrip(";")
    except UnknownLocaleError:
        rule = "nplurals=2; plural=(n != 1)"
    return f"Plural-Forms: {rule};"


def locale_name(tag: str) -> str:
    """A tag as PO headers and Babel write it."""
    return tag.replace("-", "_")
