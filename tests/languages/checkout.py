"""A small checkout to collect and compile translations from: one pack, one screen, a few fixed texts."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from screening.languages.catalogs import COMPILED

PACK = """\
id: sample
version: 1.0.0
title: A sample
sections:
  - id: money
    title: Money
    questions:
      - id: paid
        kind: asked
        type: one
        text: Were you paid?
        help: Ask about the last month.
        choices:
          - {id: yes, text: "Yes, all"}
          - {id: no, text: "No, nothing"}
      - id: injuries
        kind: observed
        type: many
        text: Injuries you can see
        help: Do not ask about them.
        choices:
          - {id: fresh, text: Fresh}
"""
SCREEN = """\
_ = translator.gettext
title = _("Cases")
line = translator.ngettext("{count} case", "{count} cases", n).format(count=n)
other = pgettext("verb", "Open")
both = npgettext("page", "{n} file", "{n} files", n)
late = N_("You can stop")
"""
FIXED = """\
answers:
  yes: "Yes"
  no: "No"
consent:
  who: "My name is {officer}."
wall:
  greeting: "Hello."
"""


def make_checkout(root: Path) -> Path:
    """The files, at `root`."""
    for name, text in {
        "screening/instruments/packs/sample.yaml": PACK,
        "screening/ui/screen.py": SCREEN,
        "screening/languages/person_texts.yaml": FIXED,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def catalog_of(root: Path, tag: str, domain: str) -> Catalog:
    """A PO file as Babel reads it."""
    return read_po(BytesIO((root / "translations" / tag / "LC_MESSAGES" / f"{domain}.po").read_bytes()))


def translate(
    root: Path, tag: str, domain: str, texts: dict[str, str | tuple[str, ...]], flags: tuple[str, ...] = ()
) -> None:
    """Put translations into a PO file as an editor would; keys are contexts, or sources without one."""
    catalog = catalog_of(root, tag, domain)
    for message in catalog:
        source = message.id if isinstance(message.id, str) else message.id[0]
        key = message.context or source
        if message.id and key in texts:
            message.string = texts[key]
            message.flags |= set(flags)
    buffer = BytesIO()
    write_po(buffer, catalog)
    (root / "translations" / tag / "LC_MESSAGES" / f"{domain}.po").write_bytes(buffer.getvalue())


def compiled(root: Path) -> Path:
    """Where the checkout's catalogs are compiled to."""
    return root / COMPILED.relative_to(COMPILED.parent.parent.parent)


def copy_tree(source: Path, target: Path) -> Path:
    """A copy that a test may damage."""
    shutil.copytree(source, target)
    return target
