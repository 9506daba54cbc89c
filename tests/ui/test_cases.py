"""The case list on a real vault."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening.core.case import CaseState, CaseSummary, NextStep, Situation
from screening.core.office import Office
from screening.languages.bidi import LRI, strip_invisible
from screening.operations.cases import begin_case, list_cases
from screening.operations.session import Session, create
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.models.cases_model import CasesModel, Column
from screening.ui.screens.cases import CasesScreen

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show

CONTROL = Qt.KeyboardModifier.ControlModifier
SMALLEST = 44
MET = (Situation.WORKPLACE, Situation.BORDER, Situation.SHELTER)


@pytest.fixture
def three_cases(context: UiContext, session: Session) -> list[CaseSummary]:
    """Three cases in the vault, as the list gives them."""

    def begin() -> list[CaseSummary]:
        for situation in MET:
            begin_case(session, situation)
        return list_cases(session)

    return context.tasks.wait(begin)


@pytest.fixture
def screen(context: UiContext, show: Show) -> CasesScreen:
    made = CasesScreen(context)
    show(made)
    return made


def open_list(qtbot: QtBot, screen: CasesScreen, session: Session) -> None:
    with qtbot.waitSignal(screen.listed):
        screen.open(session)


def search(qtbot: QtBot, screen: CasesScreen, words: str) -> None:
    """Type it, and wait for its list: a slow hand gets one for the first letters too."""
    QTest.keyClicks(screen.search_edit, words)
    qtbot.waitUntil(lambda: not screen.search_pending)


def _large(widget: QWidget) -> bool:
    return widget.height() >= SMALLEST


def cell(model: CasesModel, row: int, column: Column) -> str:
    return strip_invisible(str(model.data(model.index(row, column))))


def column(screen: CasesScreen, which: Column) -> list[str]:
    return [cell(screen.model, row, which) for row in range(screen.model.rowCount())]


def summary(**changes: object) -> CaseSummary:
    values: dict[str, object] = {
        "id": "0" * 32,
        "number": "26-0417",
        "opened_utc": "2026-11-22T12:00:00Z",
        "situation": Situation.WORKPLACE,
        "language": "vi",
        "state": CaseState.QUESTIONS,
        "next_step": None,
        "answered": 14,
        "asked": 31,
    }
    return CaseSummary(**{**values, **changes})  # type: ignore[arg-type]


def test_cases_stand_newest_first_in_words(
    qtbot: QtBot, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    assert column(screen, Column.SITUATION) == ["Shelter", "Border", "Workplace"]
    assert column(screen, Column.NUMBER) == [case.number for case in three_cases]
    assert set(column(screen, Column.STATE)) == {"Look first"}
    assert screen.pages.currentWidget() is screen.case_table
    assert OFFICER in screen.vault_label.text()
    assert not screen.training_label.isVisible()


def test_a_row_says_where_a_case_stands(context: UiContext) -> None:
    model = CasesModel(context)
    model.show_cases([summary(), summary(state=CaseState.CLOSED, next_step=NextStep.KEEP_CONTACT, language=None)])
    assert cell(model, 0, Column.STATE) == "Questions: 14 of 31"
    assert cell(model, 0, Column.LANGUAGE) == "Tiếng Việt"
    assert cell(model, 0, Column.OPENED) == "November 22, 2026"
    assert cell(model, 1, Column.STATE) == "Closed"
    assert cell(model, 1, Column.NEXT_STEP) == "Keep contact"
    assert cell(model, 1, Column.LANGUAGE) == ""


def test_numbers_are_kept_from_turning_round_in_arabic(make_context: Callable[[str], UiContext]) -> None:
    model = CasesModel(make_context("ar"))
    model.show_cases([summary()])
    assert str(model.data(model.index(0, Column.NUMBER))).startswith(LRI)
    assert "نوفمبر" in cell(model, 0, Column.OPENED)


def test_search_finds_a_case_by_its_number(
    qtbot: QtBot, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    wanted = three_cases[1]
    search(qtbot, screen, wanted.number)
    assert column(screen, Column.NUMBER) == [wanted.number]
    with qtbot.waitSignal(screen.case_opened) as opened:
        QTest.keyClick(screen.search_edit, Qt.Key.Key_Return)
        QTest.keyClick(screen.case_table, Qt.Key.Key_Return)
    assert opened.args == [wanted.id]
    screen.search_edit.setFocus()
    with qtbot.waitSignal(screen.listed):
        QTest.keyClick(screen.search_edit, Qt.Key.Key_Escape)
    assert screen.model.rowCount() == len(three_cases)


def test_a_number_and_enter_typed_in_one_go_open_the_case(
    qtbot: QtBot, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    with qtbot.waitSignal(screen.case_opened) as opened:
        QTest.keyClicks(screen.search_edit, three_cases[1].number)
        QTest.keyClick(screen.search_edit, Qt.Key.Key_Return)
    assert opened.args == [three_cases[1].id]


def test_a_search_without_a_hit_says_so(
    qtbot: QtBot, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    search(qtbot, screen, "zzz")
    assert screen.nothing_label.isVisible()
    assert screen.nothing_label.text()


@pytest.mark.parametrize("typed", ['"', "*", "a OR b", "'; DROP TABLE case;--", "NEAR(", "a" * 5000])
def test_whatever_is_typed_is_only_searched_for(
    qtbot: QtBot, screen: CasesScreen, session: Session, three_cases: list[CaseSummary], typed: str
) -> None:
    open_list(qtbot, screen, session)
    with qtbot.waitSignal(screen.listed):
        screen.search_edit.setText(typed)
    assert not screen.error.isVisible()


def test_only_the_newest_query_is_shown(
    qtbot: QtBot, context: UiContext, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    gate, shown = Event(), []
    screen.listed.connect(lambda: shown.append(column(screen, Column.NUMBER)))
    context.tasks.run(gate.wait)
    for typed in ("zzz", "nothing", three_cases[0].number):
        screen.search_edit.setText(typed)
        screen.refresh()
    with qtbot.waitSignal(context.tasks.idle):
        gate.set()
    assert shown == [[three_cases[0].number]]


def test_the_marked_case_stays_marked(
    qtbot: QtBot, context: UiContext, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    screen.case_table.setCurrentIndex(screen.model.index(1, Column.NUMBER))
    context.tasks.wait(lambda: begin_case(session, Situation.STREET))
    with qtbot.waitSignal(screen.listed):
        screen.refresh()
    assert screen.model.rowCount() == len(three_cases) + 1
    assert screen.model.case(screen.case_table.currentIndex().row()).id == three_cases[1].id


def test_an_empty_vault_says_what_to_do_first(qtbot: QtBot, screen: CasesScreen, session: Session) -> None:
    open_list(qtbot, screen, session)
    assert screen.first_button.isVisible()
    QTest.mouseClick(screen.first_button, Qt.MouseButton.LeftButton)
    assert screen.situations.isVisible()
    with qtbot.waitSignal(screen.new_case_asked) as asked:
        QTest.keyClick(screen.situation_bar.buttons[Situation.WORKPLACE], Qt.Key.Key_2)
    assert asked.args == [Situation.BORDER]
    assert not screen.situations.isVisible()


def test_the_list_goes_by_keyboard(
    qtbot: QtBot, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    assert screen.search_edit.hasFocus()
    QTest.keyClick(screen.search_edit, Qt.Key.Key_Down)
    assert screen.case_table.hasFocus()
    QTest.keyClick(screen.case_table, Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.case_opened) as opened:
        QTest.keyClick(screen.case_table, Qt.Key.Key_Return)
    assert opened.args == [three_cases[1].id]
    QTest.keyClick(screen.case_table, Qt.Key.Key_F, CONTROL)
    assert screen.search_edit.hasFocus()
    QTest.keyClick(screen.search_edit, Qt.Key.Key_N, CONTROL)
    assert screen.situation_bar.buttons[Situation.WORKPLACE].hasFocus()
    QTest.keyClick(screen.situation_bar.buttons[Situation.WORKPLACE], Qt.Key.Key_Right)
    assert screen.situations.isVisible()
    QTest.keyClick(screen.situation_bar.buttons[Situation.BORDER], Qt.Key.Key_Escape)
    assert not screen.situations.isVisible()
    for widget in (screen.search_edit, screen.case_table, screen.new_button):
        widget.setFocus()
        with qtbot.waitSignal(screen.asked) as asked:
            QTest.keyClick(widget, Qt.Key.Key_L, CONTROL)
        assert asked.args == [Action.LOCK]


def test_a_double_click_opens_a_case_once(
    qtbot: QtBot, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    opened: list[str] = []
    screen.case_opened.connect(opened.append)
    table = screen.case_table
    place = table.visualRect(screen.model.index(2, Column.STATE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == []
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [three_cases[2].id]


def test_targets_are_large_and_named(
    qtbot: QtBot, screen: CasesScreen, session: Session, three_cases: list[CaseSummary]
) -> None:
    open_list(qtbot, screen, session)
    screen.show_situations()
    buttons = [*screen.situation_bar.buttons.values(), screen.new_button, screen.lock_button]
    for widget in (*buttons, screen.search_edit, screen.cancel_button):
        qtbot.waitUntil(partial(_large, widget))
    assert screen.case_table.rowHeight(0) >= SMALLEST
    assert screen.case_table.accessibleName()
    assert screen.search_edit.accessibleName()


def test_the_first_case_is_marked_in_arabic_too(
    qtbot: QtBot,
    make_context: Callable[[str], UiContext],
    rtl: None,
    show: Show,
    session: Session,
    three_cases: list[CaseSummary],
    context: UiContext,
) -> None:
    arabic = make_context("ar")
    arabic.tasks = context.tasks
    screen = CasesScreen(arabic)
    show(screen)
    open_list(qtbot, screen, session)
    marked = screen.case_table.selectionModel().selectedRows()
    assert [screen.model.case(index.row()).id for index in marked] == [three_cases[0].id]


def test_training_is_said_in_the_list(
    qtbot: QtBot, context: UiContext, screen: CasesScreen, tmp_path: Path
) -> None:
    office = Office("Training room")
    new = context.tasks.wait(
        lambda: create(tmp_path / "t", OFFICER, PASSPHRASE, office, training=True, kdf=CHEAP, floor=CHEAP)
    )
    open_list(qtbot, screen, new.session)
    assert screen.training_label.isVisible()
    context.tasks.wait(new.session.close)
