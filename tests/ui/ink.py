"""Where the person's letters really are: the black of each glyph, and the words that a line breaks in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QTextLayout

from screening.ui.widgets.person_text import BREAKS, PersonText

SLACK = 1.5
"""Pixels: half of one is lost to rounding on each side, and letters with slanted edges reach out a little."""
TOUCHING = 0.12
"""In em, how far the boxes around two letters may share a place: letters are no boxes."""


def line_inks(layout: QTextLayout) -> list[list[QRectF]]:
    """The black of each glyph, line by line, in the layout's coordinates."""
    found = []
    for number in range(layout.lineCount()):
        inks = []
        for run in layout.lineAt(number).glyphRuns():
            font = run.rawFont()
            for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                black = font.boundingRect(glyph)
                if not black.isEmpty():
                    inks.append(black.translated(place))
        found.append(inks)
    return found


def ink_problems(text: PersonText) -> Iterator[str]:
    """Letters outside of the widget, and lines that run into each other."""
    lines = text._lines(text.width())
    lift = QPointF(0, max(0.0, (text.height() - lines.height) / 2))
    inks = [[black.translated(lift) for black in line] for line in line_inks(lines.layout)]
    room = QRectF(text.rect()).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    out = [black for line in inks for black in line if not room.contains(black)]
    if out:
        worst = max(out, key=lambda black: max(room.top() - black.top(), black.bottom() - room.bottom()))
        yield f"{len(out)} letters reach out of {text.width()} x {text.height()}, one at {_numbers(worst)}"
    touching = TOUCHING * text._font.pixelSize()
    for number, (above, below) in enumerate(pairwise(inks), start=1):
        over = [
            (one, other)
            for one in above
            for other in below
            if (both := one & other).height() > touching and both.width() > SLACK
        ]
        if over:
            yield f"lines {number} and {number + 1} run into each other, at {_numbers(over[0][0] & over[0][1])}"


def broken_words(text: PersonText) -> Iterator[str]:
    """Words that stand on two lines because one is too narrow for them."""
    metrics = QFontMetricsF(text._font)
    room = text.width() - 2 * text._side()
    for word in re.split(BREAKS, text.text()):
        if (wide := metrics.horizontalAdvance(word)) > room + SLACK:
            yield f"the word {word!r} is {wide:.0f} wide and breaks at {room}"
            return


def _numbers(rect: QRectF) -> str:
    return f"{rect.x():.0f}, {rect.y():.0f}, {rect.width():.0f} x {rect.height():.0f}"
