"""No word is cut off on small and large screens, with large texts, whichever way the languages run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from screening.app import dress
from screening.ui.context import UiContext
from screening.ui.tokens import tokens_for
from screening.ui.widgets.person_text import PersonText
from screening.ui.widgets.words import Words

from .clipping import clipped
from .conftest import Show, undress
from .overlaps import overlapping
from .scenes import every_scene, stand
from .variants import CHECKED, EVERYDAY, Variant


@pytest.fixture(autouse=True)
def as_it_was(qapp: QApplication, fonts: object) -> Iterator[None]:
    """Another look is dressed for each test; the tests after this one find the application as it was."""
    font, direction = qapp.font(), qapp.layoutDirection()
    yield
    undress(qapp, font, direction)


VARIANTS = [
    *(pytest.param(each, id=each.name) for each in EVERYDAY),
    *(pytest.param(each, id=each.name, marks=pytest.mark.slow) for each in CHECKED),
]


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_word_of_any_screen_is_cut_or_covered(
    variant: Variant, qapp: QApplication, make_context: Callable[[str], UiContext], tmp_path: Path
) -> None:
    context = make_context(variant.officer)
    context.settings, context.tokens = variant.settings, tokens_for(variant.theme, dark=False)
    dress(qapp, context)
    found: dict[str, list[str]] = {}
    scenes = 0
    for scene, window in every_scene(context, tmp_path, variant.size):
        scenes += 1
        wrong = clipped(window) + overlapping(window)
        if (window.width(), window.height()) != variant.size:
            wrong.append(f"the window is {window.width()} x {window.height()}")
        if wrong:
            found[scene] = wrong
    assert found == {}, report(found)
    assert scenes > 70


def report(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{scene}: {line}" for scene, lines in found.items() for line in lines)


def test_a_word_cut_in_one_scene_is_found(qapp: QApplication, context: UiContext, tmp_path: Path) -> None:
    dress(qapp, context)
    for scene, window in every_scene(context, tmp_path, (1024, 768), with_form=False):
        if scene == "cases":
            assert clipped(window) == []
            assert window.desk is not None
            window.desk.cases.new_button.setFixedWidth(30)
            stand(window, (1024, 768))
            (line,) = clipped(window)
            assert "New case" in line
            break


def test_what_is_cut_is_found(context: UiContext, show: Show) -> None:
    page = QWidget()
    show(page)
    long = "words that need a good deal of room to stand in"
    low, whole = Words(f"low {long}", parent=page), Words(f"whole {long}", parent=page)
    low.setGeometry(0, 0, 100, 20)
    whole.setGeometry(0, 100, 600, 60)
    narrow = QPushButton(f"narrow {long}", page)
    narrow.setGeometry(0, 200, 80, 48)
    out = QPushButton("out", page)
    out.setGeometry(page.width() - 30, 200, 120, 48)
    person = PersonText(context, "ar")
    person.setParent(page)
    person.show_text("هل يحتفظ شخص آخر بأوراقك ولا تستطيع أخذها؟")
    person.setGeometry(0, 300, 120, 30)
    for widget in (low, whole, narrow, out, person):
        widget.show()
    problems = clipped(page)
    assert len(problems) == 5  # the person's: too low for its lines, and letters reach out
    for words in ("'low ", "'narrow ", "'out'", "PersonText"):
        assert any(words in problem for problem in problems), words


def test_what_a_layout_squeezes_is_found(show: Show) -> None:
    page, inside = QWidget(), QWidget()
    outer = QHBoxLayout(page)
    outer.addWidget(inside)
    layout = QVBoxLayout(inside)
    label = Words("words that need several lines at this width, and get only one line of room for all of it")
    layout.addWidget(label)
    show(page)
    stand(page, (400, 200))
    assert clipped(page) == []
    inside.setFixedWidth(120)
    label.setFixedHeight(20)
    stand(page, (400, 200))
    assert clipped(page)
