"""The person's side in every script and in longer languages: nothing is cut off, covered, broken or too small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from screening.app import dress
from screening.core.instrument import Kind
from screening.core.settings import ProgramSettings, TextPercent, Theme
from screening.instruments.catalogue import load_catalogue
from screening.instruments.library import find_instrument
from screening.ui.context import UiContext
from screening.ui.person.view import PersonView
from screening.ui.tokens import LIGHT
from screening.ui.widgets.person_text import PersonText

from .clipping import clipped
from .conftest import Show, undress
from .ink import broken_words, ink_problems
from .overlaps import overlapping
from .person_words import ALL_WORDS, LONGER, PSEUDO, SCRIPT_TAGS, PersonWords, longer
from .scenes import stand
from .script_scenes import script_scenes, typed_page
from .targets import too_small
from .variants import LARGE, SMALL

SIZES = (SMALL, LARGE)
PERCENTS: tuple[TextPercent, ...] = (100, 200)
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "OpenType support missing")
"""The second: Qt says so once where a Latin word stands within another script, and then takes the Latin font."""


@pytest.fixture(autouse=True)
def as_it_was(qapp: QApplication, fonts: object) -> Iterator[None]:
    """Another look is dressed for each test; the tests after this one find the application as it was."""
    font, direction = qapp.font(), qapp.layoutDirection()
    yield
    undress(qapp, font, direction)


def dressed_for(qapp: QApplication, context: UiContext, words: PersonWords, percent: TextPercent) -> None:
    """The officer's side in English, every text of the person's in these words."""
    context.settings, context.tokens = ProgramSettings("en", Theme.LIGHT, percent), LIGHT
    dress(qapp, context)
    words.fill(context)


@pytest.mark.slow
@pytest.mark.parametrize("percent", PERCENTS)
@pytest.mark.parametrize("words", ALL_WORDS, ids=lambda words: words.name)
def test_every_screen_of_the_person_holds_every_script(
    words: PersonWords, percent: TextPercent, qapp: QApplication, context: UiContext, tmp_path: Path
) -> None:
    dressed_for(qapp, context, words, percent)
    wrong: list[str] = []
    scenes = 0
    for scene, window in script_scenes(context, tmp_path, words):
        scenes += 1
        for size in SIZES:
            stand(window, size)
            found = clipped(window) + overlapping(window) + too_small(window)
            if (window.width(), window.height()) != size:
                found.append(f"the window is {window.width()} x {window.height()}")
            wrong += [f"{scene}, {size[0]} x {size[1]}: {line}" for line in found]
    assert wrong == [], "\n".join(wrong)
    assert scenes > 30


def test_every_script_of_the_table_is_among_them(context: UiContext) -> None:
    sampled = {context.languages[tag].script for tag in SCRIPT_TAGS}
    assert sampled == {language.script for language in context.languages.values()}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_pseudo_language_is_longer_and_keeps_its_fields(direction: str) -> None:
    text = "My name or code is {officer}. I work for {organisation}."
    made = longer(text, direction)
    assert len(made) == pytest.approx(len(text) * LONGER, abs=4)
    assert "{officer}" in made and "{organisation}" in made
    assert made.startswith("[") and made.endswith("]")


@pytest.mark.parametrize("percent", PERCENTS)
def test_questions_in_nastaliq_shown_alone(
    percent: TextPercent, qapp: QApplication, context: UiContext, show: Show
) -> None:
    words = next(each for each in ALL_WORDS if each.name == "ur")
    dressed_for(qapp, context, words, percent)
    instrument = find_instrument("labour-exploitation", load_catalogue()).instrument
    view = PersonView(context)
    show(view)
    asked = {q.type: q for section in instrument.sections for q in section.questions if q.kind is Kind.ASKED}
    for question in asked.values():
        view.show_page(typed_page(context, context.person_catalog("ur"), instrument, question))
        for size in SIZES:
            stand(view, size)
            assert clipped(view) + overlapping(view) + too_small(view) == []
    assert len(asked) >= 4


# the checks themselves


@pytest.fixture
def text_of(context: UiContext, show: Show) -> Callable[..., PersonText]:
    """Shows a text in a language at a size."""

    def made(tag: str, text: str, width: int, height: int = 0) -> PersonText:
        shown = PersonText(context, tag)
        shown.show_text(text)
        show(shown)
        stand(shown, (width, height or shown.heightForWidth(width)))
        return shown

    return made


def test_a_text_in_too_little_height_is_found(text_of: Callable[..., PersonText]) -> None:
    said = "هل يحتفظ شخص آخر بأوراقك ولا تستطيع أخذها؟"
    whole = text_of("ar", said, 300)
    assert [*ink_problems(whole), *broken_words(whole)] == []
    stand(whole, (300, whole.height() - 30))
    (line,) = ink_problems(whole)
    assert "reach out" in line


def test_a_word_broken_in_two_is_found(text_of: Callable[..., PersonText]) -> None:
    narrow = text_of("hu", "megszentségteleníthetetlen", 120)
    (line,) = broken_words(narrow)
    assert "megszents" in line


def test_lines_too_close_are_found(text_of: Callable[..., PersonText]) -> None:
    text = text_of("vi", "Ẫ Ẫ Ẫ gỵ gỵ gỵ Ẫ Ẫ Ẫ gỵ gỵ", 100)
    assert list(ink_problems(text)) == []
    close = text._lines(text.width())
    for number in range(1, close.layout.lineCount()):
        line = close.layout.lineAt(number)
        line.setPosition(line.position() * 0.5)
    assert any("run into each other" in line for line in ink_problems(text))


def test_a_letter_that_reaches_beyond_its_line_is_not_cut(text_of: Callable[..., PersonText]) -> None:
    for tag, said in (("hu", "Jó"), ("ur", "ضمیر گیا"), ("ckb", "ڕۆژ ک."), ("my", "ဉ.")):
        assert list(ink_problems(text_of(tag, said, 200))) == [], tag


def test_what_is_too_small_for_a_finger_is_found(context: UiContext, show: Show) -> None:
    view = PersonView(context)
    show(view)
    PSEUDO[0].fill(context)
    instrument = find_instrument("labour-exploitation", load_catalogue()).instrument
    question = instrument.sections[0].questions[1]
    view.show_page(typed_page(context, context.person_catalog("fr"), instrument, question))
    stand(view, SMALL)
    assert too_small(view) == []
    small = QPushButton("30", view)
    small.setFixedSize(30, 60)
    small.show()
    assert len(too_small(view)) == 1
