"""Contact sheets of the person's side, one per script: `python -m tests.ui.person_sheets OUT [NAME ...]`.

Leaves OUT/NAME.png with the wall, questions together, shown and held, the PIN, and the same script on paper; NAME
is a language's tag, or "pseudo-ltr", "pseudo-rtl". It prints how much of the paper is read back from the PDF. With
`--real`, the words on the screen are the translations that there are. Needs no display.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from screening.app import build_context, dress
from screening.core.settings import ProgramSettings, Theme
from screening.ui.tokens import LIGHT
from tests.documents.scripts_page import read_back, rendered, share_right

from .person_words import ALL_WORDS, PersonWords
from .scenes import stand
from .script_scenes import script_scenes
from .variants import SMALL

ON_THE_SHEET = (
    "wall",
    "wall, is it this one",
    "wall, please wait",
    "together, consent who",
    "together, question yes_no",
    "together, question one",
    "shown, question yes_no",
    "shown, question many",
    "shown, question date",
    "held, question yes_no",
    "held, question text",
    "held, the PIN",
)
COLUMNS, WIDE, GAP, PAPER_HIGH = 3, 680, 12, 510


class Papers:
    """The page of each language as a form sets it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._pdf = folder, rendered(folder)
        self._texts = read_back(self._pdf, folder)

    def picture(self, tag: str) -> QImage | None:
        """The upper part of its page, where the words stand; None for a language that has no page."""
        if tag not in self._texts:
            return None
        number = str([*self._texts].index(tag) + 1)
        pdf = self._folder / "pages.pdf"
        pdf.write_bytes(self._pdf)
        command = [
            "pdftoppm",
            "-png",
            "-r",
            "100",
            "-f",
            number,
            "-singlefile",
            str(pdf),
            str(pdf.with_suffix("")),
        ]
        subprocess.run(command, check=True)
        page = QImage(str(self._folder / "pages.png"))
        return page.scaledToWidth(WIDE, Qt.TransformationMode.SmoothTransformation).copy(0, 0, WIDE, PAPER_HIGH)

    def read(self, tag: str) -> str:
        """How much of it comes out of the PDF as text."""
        if tag not in self._texts:
            return ""
        return f"; {share_right(tag, self._texts[tag]):.0%} of the paper's letters read back"


def sheet(app: QApplication, words: PersonWords, file: Path, papers: Papers, *, real: bool = False) -> int:
    """One contact sheet; gives how many pictures are on it."""
    context = build_context("en", LIGHT, ProgramSettings("en", Theme.LIGHT, 100))
    dress(app, context)
    if not real:
        words.fill(context)
    pictures = []
    with tempfile.TemporaryDirectory() as folder:
        for scene, window in script_scenes(context, Path(folder), words):
            if scene in ON_THE_SHEET:
                stand(window, SMALL)
                grabbed = window.grab().toImage()
                pictures.append(grabbed.scaledToWidth(WIDE, Qt.TransformationMode.SmoothTransformation))
    context.tasks.close()
    paper = papers.picture(words.name)
    if paper is not None:
        pictures.append(paper)
    high = max(picture.height() for picture in pictures)
    lines = -(-len(pictures) // COLUMNS)
    whole = QImage(COLUMNS * (WIDE + GAP) + GAP, lines * (high + GAP) + GAP, QImage.Format.Format_RGB32)
    whole.fill(Qt.GlobalColor.darkGray)
    painter = QPainter(whole)
    for at, picture in enumerate(pictures):
        x, y = GAP + at % COLUMNS * (WIDE + GAP), GAP + at // COLUMNS * (high + GAP)
        painter.drawImage(QRect(x, y, WIDE, picture.height()), picture)
    painter.end()
    whole.save(str(file))
    return len(pictures)


def main(arguments: list[str]) -> int:
    """The command line; exit status 2 for wrong usage."""
    real = "--real" in arguments
    names = [each for each in arguments if each != "--real"]
    known = {words.name: words for words in ALL_WORDS}
    if not names or any(name not in known for name in names[1:]):
        print(
            f"usage: python -m tests.ui.person_sheets OUT [--real] [NAME ...]\nnames: {' '.join(known)}",
            file=sys.stderr,
        )
        return 2
    out = Path(names[0])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(["sheets"])
    with tempfile.TemporaryDirectory() as folder:
        papers = Papers(Path(folder))
        for name in names[1:] or known:
            file = out / f"{name}.png"
            count = sheet(app, known[name], file, papers, real=real)
            print(f"{file}: {count} pictures{papers.read(name)}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
