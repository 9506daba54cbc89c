"""One page for each language of the table, set as the person's part of a form sets it, and read back.

`python -m tests.documents.scripts_page OUT` leaves the pages in OUT and prints how many characters were read back.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from screening.documents.form import Form, build_form
from screening.documents.render import REFERRAL, TEMPLATES, FormRenderer
from screening.documents.words import FormWords
from screening.languages.bidi import phone
from screening.languages.catalogs import Catalog, Translator
from screening.languages.fonts import FontSet, load_fonts
from screening.languages.person_texts import load_fixed_texts
from screening.languages.review import Reviews
from screening.languages.table import load_languages
from tests.languages.samples import samples
from tools.word_breaks import breaker

from .arabic import Words
from .samples import letters, sample, squeezed, tool

NUMBER = "+44 1632 960 105"
FURNITURE = (
    r"Confidential - for the named recipient only|Page \d+ of \d+|(Referral form|Case|Reference)\W+[\da-f-]+"
)
TEMPLATE = """\
#import "page.typ": *
#let content = json(bytes(sys.inputs.content))
#show: paper.with(content)
#for it in content.languages {
  block(width: 150mm, {
    show: set-column.with(it.column)
    paras(it.texts)
    v(8mm)
    text(weight: "bold", paras(it.texts))
  })
  pagebreak(weak: true)
}
"""


def expected(tag: str) -> str:
    """What stands on a language's page, once."""
    return f"{samples()[tag].long} {NUMBER}"


def form_of(tag: str, fonts: FontSet | None = None) -> Form:
    """A form whose texts for the person are all the sample of a language, with a number at its end."""
    fixed, languages, mark = load_fixed_texts(), load_languages(), breaker(tag)
    long = samples()[tag].long
    text = f"{mark(long) if mark else long} {phone(NUMBER)}"
    words = FormWords(
        officer=Translator(languages["en"], Words({})),
        beside=Catalog(languages["en"], Words({}), Reviews(), fixed),
        person=Catalog(languages[tag], Words(dict.fromkeys(fixed, text)), Reviews(), fixed),
        fonts=fonts or load_fonts(),
    )
    return build_form(*sample(person_language=tag), words)


def all_languages() -> Form:
    """A page for each language."""
    pages: list[dict[str, Any]] = []
    for tag in load_languages():
        if tag == "en":
            continue  # without translations: it is beside all others
        form = form_of(tag)
        person = cast(dict[str, Any], form.content["person"])
        side = next(n for n, column in enumerate(person["columns"]) if column["lang"] == tag.split("-")[0])
        line = next(line for line in person["lines"] if line["kind"] == "text")
        pages.append({"column": person["columns"][side], "texts": line["cells"][side]["paragraphs"]})
    return replace(form, content={**form.content, "languages": pages})


def rendered(folder: Path) -> bytes:
    """The pages as PDF."""
    templates = Path(shutil.copytree(TEMPLATES, folder / "templates"))
    (templates / REFERRAL).write_text(TEMPLATE, encoding="utf-8")
    return FormRenderer(templates=templates).pdf(all_languages())


def read_back(pdf: bytes, folder: Path) -> dict[str, str]:
    """The text of each language's page."""
    pages = tool("pdftotext", pdf=pdf, folder=folder).split("\f")
    return dict(zip([tag for tag in load_languages() if tag != "en"], pages, strict=False))


def share_right(tag: str, page: str) -> float:
    """The share of a page's characters that come out in their order; spaces and invisible marks do not count.

    poppler turns the letters of a right-to-left ligature round: there the order within a word does not count.
    """
    wanted, found = squeezed(expected(tag)) * 2, squeezed(page)
    if load_languages()[tag].rtl:
        wanted, found = "".join(letters(expected(tag))) * 2, "".join(letters(page))
    return _in_common(wanted, found) / len(wanted)


def share_repeated(tag: str, page: str) -> float:
    """How many characters come out that are not on the page, as a share of those that are."""
    wanted = len(squeezed(expected(tag))) * 2
    furniture = len(squeezed(re.sub(FURNITURE, "", page)))
    return max(0.0, furniture / wanted - 1)


def _in_common(first: str, second: str) -> int:
    """How long the longest sequence is that both texts hold (Hyyrö's bits)."""
    places: dict[str, int] = {}
    for at, char in enumerate(first):
        places[char] = places.get(char, 0) | 1 << at
    everywhere = (1 << len(first)) - 1
    row = everywhere
    for char in second:
        met = row & places.get(char, 0)
        row = (row + met | row - met) & everywhere
    return len(first) - row.bit_count()


def main(arguments: list[str]) -> int:
    """The command line."""
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    pdf = rendered(out)
    for tag, page in read_back(pdf, out).items():
        print(
            f"{tag:8} {load_languages()[tag].script} {share_right(tag, page):.3f} {share_repeated(tag, page):.3f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
