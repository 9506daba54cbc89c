"""Collects, merges, compiles and checks the translations. Run from the checkout:

    python -m tools.messages extract         translations/officer.pot and person.pot from the sources
    python -m tools.messages update [TAG]    every PO file in step with the templates; TAG begins a language
                                             (--officer: the officer's interface in it too)
    python -m tools.messages compile         the catalogs the program reads, in screening/languages/compiled
    python -m tools.messages check           exit status 1 and a list of all that is wrong

PO files are the master and open in any PO editor. Nothing here guesses: a text whose source changed loses
its translation, because an old one may say the opposite ("You can stop", "You cannot stop").
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError

from screening.languages.catalogs import OFFICER, PERSON
from screening.languages.coverage import TEXTS
from screening.languages.review import REVIEWED
from screening.languages.table import SOURCE_TAG, load_languages
from tools.message_calls import missed_texts
from tools.message_checks import letter_problems, message_problems
from tools.message_sources import DOMAINS, all_texts, templates
from tools.po_files import (
    forms,
    header_block,
    kept_header,
    keys,
    locale_name,
    merged,
    messages,
    mo_bytes,
    plural_header,
    po_bytes,
    read_catalog,
)
from tools.word_breaks import mark_catalogs

ROOT = Path(__file__).resolve().parent.parent
COMPILED = Path("screening", "languages", "compiled")


def extract(root: Path) -> None:
    """Write both templates."""
    (root / "translations").mkdir(exist_ok=True)
    for domain, template in templates(all_texts(root)).items():
        (root / "translations" / f"{domain}.pot").write_bytes(po_bytes(header_block(()), template))


def update(root: Path, tag: str | None = None, *, officer: bool = False) -> None:
    """Bring the PO files of all languages in step with the sources, and begin `tag` if it is given.

    A language always has the person's texts; the officer's interface only where it was begun (`officer`).
    Translations of texts that stayed the same, comments, flags and headers are kept.
    """
    extract(root)
    found = templates(all_texts(root))
    for each in sorted({*language_tags(root), *([tag] if tag else [])}):
        for domain, template in found.items():
            path = po_path(root, each, domain)
            if domain == OFFICER and not path.is_file() and not (officer and each == tag):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                old = read_catalog(path) if path.is_file() else Catalog()
            except PoFileError as error:
                raise SystemExit(f"{each}/{domain}.po: not a PO file in UTF-8: {error}") from None
            header = kept_header(path) or header_block((f"Language: {locale_name(each)}", plural_header(each)))
            path.write_bytes(po_bytes(header, merged(template, old, header)))


def compile_catalogs(root: Path, out: Path | None = None) -> list[str]:
    """Write what the program reads; returns the problems, and writes nothing where there are any."""
    catalogs: dict[tuple[str, str], Catalog] = {}
    problems: list[str] = []
    for tag in language_tags(root):
        for domain in DOMAINS:
            path = po_path(root, tag, domain)
            if not path.is_file():
                continue
            try:
                catalogs[tag, domain] = catalog = read_catalog(path)
            except PoFileError as error:
                problems.append(f"{tag}/{domain}.po: not a PO file in UTF-8: {error}")
                continue
            problems += [f"{tag}/{domain}.po: {problem}" for problem in catalog_problems(catalog)]
    problems = problems or mark_catalogs(catalogs)
    if problems:
        return problems
    target = out or root / COMPILED
    target.mkdir(parents=True, exist_ok=True)
    for stale in (*target.glob("*/LC_MESSAGES/*.mo"), *target.glob(f"*/{REVIEWED}")):
        stale.unlink()
    for (tag, domain), catalog in catalogs.items():
        path = target / tag / "LC_MESSAGES" / f"{domain}.mo"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(mo_bytes(catalog))
        if (root / "translations" / tag / REVIEWED).is_file():
            shutil.copyfile(root / "translations" / tag / REVIEWED, target / tag / REVIEWED)
    texts = {
        domain: [[m.context or "", *forms(m.id)] for m in messages(template)]
        for domain, template in templates(all_texts(root)).items()
    }
    (target / TEXTS).write_text(json.dumps(texts, ensure_ascii=False, indent=0), encoding="utf-8")
    return []


def check(root: Path) -> list[str]:
    """Everything that is wrong: texts not collected, templates not up to date, PO files out of step, mistakes."""
    found = templates(all_texts(root))
    problems = list(missed_texts(root, {(m.context, forms(m.id)) for m in messages(found[OFFICER])}))
    for domain, template in found.items():
        path = root / "translations" / f"{domain}.pot"
        if not path.is_file() or path.read_bytes() != po_bytes(header_block(()), template):
            problems.append(f"{domain}.pot: not up to date with the sources; run extract and update")
    for tag in language_tags(root):
        if tag not in load_languages() or tag == SOURCE_TAG:
            problems.append(f"{tag}: not in the table of languages, or the source language")
        for domain, template in found.items():
            path = po_path(root, tag, domain)
            if domain != OFFICER or path.is_file():
                problems += [f"{tag}/{domain}.po: {problem}" for problem in po_problems(path, template, tag)]
    return problems


def po_problems(path: Path, template: Catalog, tag: str) -> Iterator[str]:
    """What is wrong with one PO file."""
    if not path.is_file():
        yield "missing; run update"
        return
    try:
        catalog = read_catalog(path)
    except PoFileError as error:
        yield f"not a PO file in UTF-8: {error}"
        return
    yield from header_problems(path, catalog, tag)
    wanted, there = keys(template), keys(catalog)
    for missing in sorted(wanted - there):
        yield f"out of step: lacks {missing}; run update"
    for extra in sorted(there - wanted):
        yield f"out of step: still has {extra}; run update"
    if catalog.obsolete:
        yield "out of step: obsolete entries; run update"
    yield from catalog_problems(catalog)
    languages = load_languages()
    for message in messages(catalog):
        if path.stem == PERSON and tag in languages:
            for problem in letter_problems(forms(message.string), languages[tag]):
                yield f"{message.context}: {problem}"


def header_problems(path: Path, catalog: Catalog, tag: str) -> Iterator[str]:
    """Mistakes in the entry that opens a PO file."""
    if kept_header(path) is None:
        yield "its header lacks the plural forms"
        return
    if catalog.charset.lower() != "utf-8":
        yield f"its header says charset={catalog.charset}: utf-8 wanted"
    language = str(dict(catalog.mime_headers).get("Language") or "")
    if language.replace("-", "_") != locale_name(tag):
        yield f"its header says Language: {language or 'nothing'}: {locale_name(tag)} wanted"
    known = known_plurals(tag)
    if known and catalog.num_plurals not in known:
        yield f"its header says {catalog.num_plurals} plural forms: {' or '.join(map(str, sorted(known)))} wanted"


def known_plurals(tag: str) -> set[int]:
    """How many plural forms gettext's table, or the Unicode data, have for a language; empty: neither knows it."""
    try:
        rule = Locale.parse(locale_name(tag)).plural_form
        return {get_plural(locale_name(tag)).num_plurals, len({*rule.tags, "other"})}
    except UnknownLocaleError:
        return set()


def catalog_problems(catalog: Catalog) -> Iterator[str]:
    """Mistakes in single entries."""
    for message in messages(catalog):
        label = message.context or forms(message.id)[0][:60]
        if message.fuzzy:
            yield f"{label}: fuzzy; finish the translation or clear it"
        for problem in message_problems(forms(message.id), forms(message.string), catalog.num_plurals):
            yield f"{label}: {problem}"


def language_tags(root: Path) -> list[str]:
    """The languages that have a folder."""
    return sorted(path.parent.name for path in (root / "translations").glob("*/LC_MESSAGES"))


def po_path(root: Path, tag: str, domain: str) -> Path:
    """Where a language keeps a domain."""
    return root / "translations" / tag / "LC_MESSAGES" / f"{domain}.po"


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages")
    parser.add_argument("command", choices=("extract", "update", "compile", "check"))
    parser.add_argument("tag", nargs="?", help="with update: a language to begin")
    parser.add_argument("--officer", action="store_true", help="with update TAG: the officer's interface too")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout")
    given = parser.parse_args(arguments)
    problems: list[str] = []
    if given.command == "extract":
        extract(given.root)
    elif given.command == "update":
        if given.tag is not None and (given.tag not in load_languages() or given.tag == SOURCE_TAG):
            parser.error(f"{given.tag} is not in the table of languages, or is the source language")
        update(given.root, given.tag, officer=given.officer)
    elif given.command == "compile":
        problems = compile_catalogs(given.root)
    else:
        problems = check(given.root)
    print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
