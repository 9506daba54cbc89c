"""No word is cut off on a small laptop, whichever way the officer's and the person's languages run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from screening.core.office import Office
from screening.documents.render import FormRenderer
from screening.operations.session import Session, create
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.screens.alone_again import AloneAgainScreen
from screening.ui.screens.cases import CasesScreen
from screening.ui.screens.cover import CoverScreen
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.screens.urgent_help import UrgentHelpScreen
from screening.ui.talk_frame import TalkFrame
from screening.ui.widgets.basics import Words
from screening.ui.widgets.person_text import PersonText

from .clipping import clipped
from .conftest import CHEAP, OFFICER, PASSPHRASE, Show
from .scenes import entry_scenes, talk_scenes
from .talk_steps import new_talk, settle

SIZES = [(1024, 600), (1366, 768)]
sizes = pytest.mark.parametrize("size", SIZES, ids=["1024x600", "1366x768"])
officers = pytest.mark.parametrize("officer", ["en", "ar"])


@pytest.fixture
def officer_context(officer: str, qapp: QApplication, make_context: Callable[[str], UiContext]) -> UiContext:
    """The officer's language, the whole program in its direction."""
    context = make_context(officer)
    qapp.setLayoutDirection(context.direction(officer))
    return context


@pytest.fixture(autouse=True)
def left_to_right_again(qapp: QApplication) -> object:
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def opened(context: UiContext, folder: Path) -> Session:
    office = Office("Labour Inspection North")
    return context.tasks.wait(lambda: create(folder, OFFICER, PASSPHRASE, office, kdf=CHEAP, floor=CHEAP).session)


def report(found: dict[str, list[str]]) -> str:
    return "\n".join(f"{scene}: {line}" for scene, lines in found.items() for line in lines)


def stand(widget: QWidget, size: tuple[int, int]) -> None:
    """Give a widget the room of a screen."""
    widget.resize(*size)
    for _ in range(3):
        QApplication.processEvents()


@sizes
@officers
def test_no_word_of_a_talk_is_cut(
    size: tuple[int, int], qtbot: QtBot, officer_context: UiContext, show: Show, tmp_path: Path
) -> None:
    context = officer_context
    session = opened(context, tmp_path / "vault")
    frame = TalkFrame(context, FormRenderer())
    show(frame)
    stand(frame, size)
    found: dict[str, list[str]] = {}
    for scene in talk_scenes(context, session, frame):
        stand(frame, size)
        cut = clipped(frame)
        if (frame.width(), frame.height()) != size:
            cut.append(f"the screen is {frame.width()} x {frame.height()}")
        if cut:
            found[scene] = cut
    context.tasks.wait(session.close)
    assert found == {}, report(found)


@sizes
@officers
def test_no_word_on_the_way_in_is_cut(
    size: tuple[int, int], qtbot: QtBot, officer_context: UiContext, show: Show, tmp_path: Path
) -> None:
    entry = EntryRoom(officer_context, tmp_path, kdf=CHEAP, floor=CHEAP)
    show(entry)
    found: dict[str, list[str]] = {}
    for scene in entry_scenes(entry):
        stand(entry, size)
        cut = clipped(entry)
        if (entry.width(), entry.height()) != size:
            cut.append(f"the screen is {entry.width()} x {entry.height()}")
        if cut:
            found[scene] = cut
    assert found == {}, report(found)


@sizes
@officers
def test_no_word_of_the_other_pages_is_cut(
    size: tuple[int, int], qtbot: QtBot, officer_context: UiContext, show: Show, tmp_path: Path
) -> None:
    context = officer_context
    session = opened(context, tmp_path / "vault")
    cases = CasesScreen(context)
    pages: list[QWidget] = [
        cases,
        KeysHelpScreen(context),
        UrgentHelpScreen(context),
        CoverScreen(context),
        AloneAgainScreen(context),
    ]
    found: dict[str, list[str]] = {}
    for page in pages:
        show(page)
        if page is cases:
            cases.open(session)
            settle(qtbot, context)
            stand(page, size)
            assert clipped(page) == []
            new_talk(context, session)
            cases.refresh()
            settle(qtbot, context)
        stand(page, size)
        if cut := clipped(page):
            found[type(page).__name__] = cut
    context.tasks.wait(session.close)
    assert found == {}, report(found)


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
    assert len(problems) == 4
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
