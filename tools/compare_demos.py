"""Compares what two walkthroughs left behind, such as the installed program's and the checkout's.

`python -m tools.compare_demos DIR OTHER`: the forms' words, pages, fonts and tags must be the same, and the
pages and screens must look alike. Numbers that differ from run to run (the form's number, its reference, the
time) are masked. Needs `pdftotext`, `pdftoppm`, `pdffonts` and `pdfinfo`. Exit status 1 where they differ.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

PAGE_PPI = 60
LOUD = 48
"""Levels of grey out of 255 by which a pixel must differ to count: less is smoothing."""
PAGE_SHARE = 0.002
SCREEN_SHARE = 0.02
"""How many of the pixels may differ: the masked numbers on a page; times, keys and a caret on a screen."""


def main() -> None:
    """Print each difference, or what was compared."""
    if len(sys.argv) != 3:
        raise SystemExit("usage: python -m tools.compare_demos DIR OTHER")
    first, second = Path(sys.argv[1]), Path(sys.argv[2])
    differences = [*compare_forms(_form(first), _form(second)), *compare_screens(first, second)]
    for line in differences:
        print(line)
    raise SystemExit(1 if differences else 0)


def compare_forms(first: Path, second: Path) -> list[str]:
    """What differs between two forms, in words; none if they are the same."""
    found = []
    for tool in ("pdffonts", "pdfinfo"):
        if _facts(tool, first) != _facts(tool, second):
            found.append(f"{tool} differs: {_facts(tool, first)} | {_facts(tool, second)}")
    words, others = masked_words(first), masked_words(second)
    if words != others:
        at = next((n for n, (a, b) in enumerate(zip(words, others, strict=False)) if a != b), -1)
        found.append(f"the words differ at {at}: {words[at : at + 5]} | {others[at : at + 5]}")
    pages, other_pages = _page_images(first), _page_images(second)
    if len(pages) != len(other_pages):
        found.append(f"{len(pages)} pages | {len(other_pages)} pages")
    shares = [difference(a, b) for a, b in zip(pages, other_pages, strict=False)]
    found += [f"page {n} differs in {s:.2%} of its pixels" for n, s in enumerate(shares, 1) if s > PAGE_SHARE]
    print(f"forms: {len(words)} words, {len(pages)} pages, at most {max(shares):.2%} of a page's pixels differ")
    return found


def compare_screens(first: Path, second: Path) -> list[str]:
    """What differs between the pictures of the screens."""
    names = [{path.name for path in (folder / "screens").glob("*.png")} for folder in (first, second)]
    found = [f"only one has the screen {name}" for name in sorted(names[0] ^ names[1])]
    shares = {
        name: difference(QImage(str(first / "screens" / name)), QImage(str(second / "screens" / name)))
        for name in sorted(names[0] & names[1])
    }
    found += [f"{name} differs in {s:.2%} of its pixels" for name, s in shares.items() if s > SCREEN_SHARE]
    print(f"screens: {len(shares)}, at most {max(shares.values()):.2%} of a screen's pixels differ")
    return found


def masked_words(form: Path) -> list[str]:
    """The form's words in the order of the file, with digits and references masked."""
    text = _run("pdftotext", str(form), "-")
    text = re.sub(r"\b[0-9a-f]{16}\b", "<reference>", text)
    return re.sub(r"\d", "0", text).split()


def difference(first: QImage, second: QImage) -> float:
    """The share of pixels that differ visibly: 0 the same, 1 all, or not even the same size."""
    if first.isNull() or first.size() != second.size():
        return 1.0
    grey = [image.convertToFormat(QImage.Format.Format_Grayscale8) for image in (first, second)]
    a, b = (bytes(image.constBits()) for image in grey)
    if a == b:
        return 0.0
    return sum(abs(x - y) > LOUD for x, y in zip(a, b, strict=True)) / len(a)


def _facts(tool: str, form: Path) -> list[str]:
    """Fonts, or tags, size and number of pages, without what names this one file."""
    lines = _run(tool, str(form)).splitlines()
    if tool == "pdffonts":
        return sorted(" ".join(re.sub(r"^[A-Z]{6}\+", "", line).split()[:-2]) for line in lines[2:])
    kept = ("Tagged", "Pages", "Page size", "Encrypted", "PDF version", "Creator", "Form", "JavaScript")
    return [line for line in lines if line.startswith(kept)]


def _page_images(form: Path) -> list[QImage]:
    with tempfile.TemporaryDirectory() as folder:
        _run("pdftoppm", "-gray", "-r", str(PAGE_PPI), str(form), f"{folder}/page")
        return [QImage(str(path)).copy() for path in sorted(Path(folder).iterdir())]


def _form(folder: Path) -> Path:
    (form,) = folder.glob("*.pdf")
    return form


def _run(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
