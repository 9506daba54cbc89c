"""What a screen reader says of the screens, and where Tab goes: names, roles, states, and as one reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from screening.app import dress
from screening.instruments.catalogue import load_catalogue
from screening.instruments.library import find_instrument
from screening.languages.bidi import isolate
from screening.ui.context import UiContext
from screening.ui.person.view import PersonView
from screening.ui.widgets.basics import button
from screening.ui.widgets.person_text import PersonText

from .conftest import Show, undress
from .person_words import ALL_WORDS, PersonWords
from .scenes import every_scene, stand
from .script_scenes import script_scenes, typed_page
from .spoken import out_of_order, reached, unsaid
from .variants import SMALL

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "OpenType support missing")


@pytest.fixture
def as_it_was(qapp: QApplication, fonts: object) -> Iterator[None]:
    """Another look is dressed for a test; the tests after this one find the application as it was."""
    font, direction = qapp.font(), qapp.layoutDirection()
    yield
    undress(qapp, font, direction)


def widgets_to_reach(window: QWidget) -> list[str]:
    """Where Tab stops without being seen, going through all of a window by the key itself."""
    problems = []
    ring = reached(window)
    if not ring:
        return []
    start = QApplication.focusWidget()
    for _ in ring:
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or focused is start:
            break
        if focused.visibleRegion().isEmpty():
            problems.append(f"{type(focused).__name__} {focused.accessibleName()!r} has the keyboard out of sight")
    return problems


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_every_screen_can_be_heard(
    tag: str, as_it_was: None, qapp: QApplication, make_context: Callable[[str], UiContext], tmp_path: Path
) -> None:
    context = make_context(tag)
    dress(qapp, context)
    wrong: dict[str, str] = {}
    for scene, window in every_scene(context, tmp_path, SMALL, with_form=False):
        for line in unsaid(window):
            wrong.setdefault(line, scene)
    assert wrong == {}, "\n".join(f"{scene}: {line}" for line, scene in wrong.items())


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [each for each in ALL_WORDS if each.name in {"pseudo-rtl", "km"}], ids=lambda words: words.name
)
def test_every_screen_of_the_person_can_be_heard_and_tabbed_through_as_it_is_read(
    words: PersonWords, as_it_was: None, qapp: QApplication, context: UiContext, tmp_path: Path
) -> None:
    dress(qapp, context)
    words.fill(context)
    wrong: dict[str, str] = {}
    scenes = 0
    for scene, window in script_scenes(context, tmp_path, words):
        scenes += 1
        stand(window, SMALL)
        for line in (*unsaid(window), *out_of_order(window), *widgets_to_reach(window)):
            wrong.setdefault(line, scene)
    assert wrong == {}, "\n".join(f"{scene}: {line}" for line, scene in wrong.items())
    assert scenes > 50


def test_a_question_shown_alone_is_heard_with_its_answers(context: UiContext, show: Show) -> None:
    view = PersonView(context)
    show(view)
    instrument = find_instrument("labour-exploitation", load_catalogue()).instrument
    asked = {question.type: question for section in instrument.sections for question in section.questions}
    for question in asked.values():
        view.show_page(typed_page(context, context.person_catalog("ar"), instrument, question))
        stand(view, SMALL)
        assert unsaid(view) + out_of_order(view) == []
        if view.answers is not None:
            said = QAccessible.queryAccessibleInterface(view.answers).text(QAccessible.Text.Name)
            assert said and said == view.texts[0].accessibleName()


def test_the_answer_that_stands_is_said_and_has_a_shape_of_its_own(context: UiContext, show: Show) -> None:
    view = PersonView(context)
    show(view)
    instrument = find_instrument("labour-exploitation", load_catalogue()).instrument
    view.show_page(
        typed_page(context, context.person_catalog("ar"), instrument, instrument.sections[0].questions[1])
    )
    assert view.answers is not None
    yes = view.answers.buttons["yes"]
    before = yes.grab().toImage()
    view.answers.mark("yes")
    assert QAccessible.queryAccessibleInterface(yes).text(QAccessible.Text.Description)
    corner = yes.grab().toImage().pixelColor(6, 6)
    assert corner.name() == context.tokens.accent != before.pixelColor(6, 6).name()
    view.answers.mark("no")
    assert not QAccessible.queryAccessibleInterface(yes).text(QAccessible.Text.Description)


# the checks themselves


def test_what_cannot_be_heard_is_found(context: UiContext, show: Show) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    nameless, marked = QPushButton(), QLabel(isolate("112"))
    for each in (nameless, marked, button(isolate("112"))):
        layout.addWidget(each)
    show(page)
    assert len(unsaid(page)) == 2


def test_what_sounds_the_same_is_found_unless_what_holds_it_tells_it_apart(show: Show) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    holders = [QWidget() for _each in range(2)]
    for holder in holders:
        inside = QVBoxLayout(holder)
        inside.addWidget(button("Yes"))
        inside.addWidget(button("Urgent help (F2)"))
        layout.addWidget(holder)
    show(page)
    assert len(unsaid(page)) == 1
    holders[0].setAccessibleName("Is there danger?")
    assert unsaid(page) == []


def test_marks_in_the_entries_of_a_list_are_found(show: Show) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    combo = QComboBox()
    combo.setAccessibleName("Officer")
    combo.addItems(["A1", isolate("B2")])
    entries = QListWidget()
    entries.setAccessibleName("Officers")
    entries.addItems(["A1", isolate("B2")])
    for each in (combo, entries):
        layout.addWidget(each)
    show(page)
    assert len([line for line in unsaid(page) if "marks" in line]) == 2


def test_a_way_that_goes_back_is_found(show: Show) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    first, second, third, fourth = (QPushButton(words) for words in "1234")
    for each in (first, second, third, fourth):
        layout.addWidget(each)
    show(page)
    assert out_of_order(page) == []
    QWidget.setTabOrder(third, second)
    assert out_of_order(page)


def test_the_persons_text_is_said_to_be_a_text(context: UiContext, show: Show) -> None:
    text = PersonText(context, "km")
    text.show_text("ខ្មែរ\u200bខ្មែរ")
    show(text)
    spoken = QAccessible.queryAccessibleInterface(text)
    assert spoken.role() is QAccessible.Role.StaticText
    assert spoken.text(QAccessible.Text.Name) == "ខ្មែរខ្មែរ"
