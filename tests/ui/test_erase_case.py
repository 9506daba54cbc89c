"""Erasing a case by hand: from the list, with a key or a button, never without a reason; what is left is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import PersonSheet
from screening.core.retention import EraseReason
from screening.core.roles import Role
from screening.operations.backups import make_copy
from screening.operations.cases import list_cases
from screening.operations.retention import copies_left
from screening.operations.session import Session
from screening.store.backups import finish
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.models.cases_model import Column
from screening.ui.widgets.erase_case import EraseCase
from screening.ui.window import MainWindow

from .conftest import CHEAP, Show, undress
from .referral_talks import talk_with, words_on
from .review_scenes import make_due
from .talk_steps import new_talk, settle

NAME = "Quetzalcoatlina"


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, context: UiContext, session: Session, show: Show, tmp_path: Path
) -> Iterator[MainWindow]:
    font, direction = qapp.font(), qapp.layoutDirection()
    made = build_window(qapp, context, tmp_path / "vaults", kdf=CHEAP, floor=CHEAP)
    show(made)
    made.on_vault_opened(session)
    settle(qtbot, context)
    yield made
    undress(qapp, font, direction)


@pytest.fixture
def desk(qtbot: QtBot, context: UiContext, window: MainWindow, session: Session) -> Desk:
    """A list with two cases."""
    for _ in range(2):
        new_talk(context, session)
    assert window.desk is not None
    window.desk.show_cases()
    settle(qtbot, context)
    return window.desk


def numbers(context: UiContext, session: Session) -> list[str]:
    return [case.number for case in context.tasks.wait(lambda: list_cases(session))]


def ask(qtbot: QtBot, context: UiContext, desk: Desk) -> EraseCase:
    """Del on the marked case."""
    desk.cases.case_table.setFocus()
    QTest.keyClick(desk.cases.case_table, Qt.Key.Key_Delete)
    assert desk.currentWidget() is desk.erase_case
    settle(qtbot, context)
    return desk.erase_case


def test_the_key_asks_and_esc_keeps(qtbot: QtBot, context: UiContext, desk: Desk, session: Session) -> None:
    before = numbers(context, session)
    page = ask(qtbot, context, desk)
    assert before[0] in page.title.text()
    assert page.keep_button.hasFocus()
    assert not page.erase_button.isEnabled()
    QTest.keyClick(page.keep_button, Qt.Key.Key_Escape)
    assert desk.at_the_cases
    assert numbers(context, session) == before


def test_enter_keeps_and_del_in_the_search_field_asks_nothing(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session
) -> None:
    QTest.keyClick(desk.cases.search_edit, Qt.Key.Key_Delete)
    assert desk.at_the_cases
    page = ask(qtbot, context, desk)
    QTest.keyClick(page.keep_button, Qt.Key.Key_Return)
    assert desk.at_the_cases
    assert len(numbers(context, session)) == 2


def test_the_keyboard_alone_erases_the_marked_case(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session
) -> None:
    before = numbers(context, session)
    desk.cases.case_table.setCurrentIndex(desk.cases.model.index(1, Column.NUMBER))
    page = ask(qtbot, context, desk)
    QTest.keyClick(page.keep_button, Qt.Key.Key_1)
    assert page.reason_bar.value == EraseReason.PERSON_ASKED
    assert page.erase_button.hasFocus()
    with qtbot.waitSignal(page.erased):
        QTest.keyClick(page.erase_button, Qt.Key.Key_Return)
    assert page.close_button.hasFocus()
    # The day's copy, made by itself after unlocking, may hold the case or not.
    qtbot.waitUntil(lambda: page.nothing_label.isVisible() or page.old_copies.isVisible())
    QTest.keyClick(page.close_button, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert desk.at_the_cases
    assert numbers(context, session) == before[:1]
    assert desk.cases.model.rowCount() == 1


def test_older_copies_are_named_and_can_be_erased_at_once(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session
) -> None:
    copy = context.tasks.wait(lambda: finish(make_copy(session)))
    page = ask(qtbot, context, desk)
    assert page.copies_label.isVisible()
    page.reason_bar.pick(2)
    page.erase_button.click()
    qtbot.waitUntil(page.old_copies.isVisible)
    assert page.old_copies.list_label.text()
    page.old_copies.purge_button.click()
    assert page.old_copies.no_button.hasFocus()
    with qtbot.waitSignal(page.old_copies.purged):
        page.old_copies.yes_button.click()
    assert not copy.path.exists()
    assert context.tasks.wait(lambda: copies_left(session)) == ()


def test_an_officer_erases_a_case_and_is_told_who_erases_the_copies(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    context.tasks.wait(lambda: finish(make_copy(session)))
    monkeypatch.setattr(session.vault, "officer", replace(session.vault.officer, role=Role.OFFICER))
    page = ask(qtbot, context, desk)
    page.reason_bar.pick(1)
    page.erase_button.click()
    qtbot.waitUntil(page.old_copies.isVisible)
    assert page.old_copies.note_label.isVisible()
    assert not page.old_copies.purge_button.isVisible()


def test_what_goes_wrong_is_said_and_the_case_stays(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise ScreeningError(Problem.DISK_FULL)

    monkeypatch.setattr(session.vault.cases, "erase", full)
    page = ask(qtbot, context, desk)
    page.reason_bar.pick(1)
    page.erase_button.click()
    qtbot.waitUntil(page.error.isVisible)
    assert page.erase_button.isEnabled()
    assert len(numbers(context, session)) == 2


def test_no_screen_holds_words_of_the_erased_case(
    qtbot: QtBot, context: UiContext, window: MainWindow, desk: Desk, session: Session
) -> None:
    talk = talk_with(context, session, {"papers_held": "employer"}, sheet=PersonSheet(name=NAME))
    desk.show_talk(talk)
    settle(qtbot, context)
    desk.talk_frame.show_step("needs")
    settle(qtbot, context)
    assert typed_on(window)
    frame = desk.talk_frame
    frame.on_leave()
    settle(qtbot, context)
    row = desk.cases.model.row_of(talk.record.id)
    desk.cases.case_table.setCurrentIndex(desk.cases.model.index(row or 0, Column.NUMBER))
    page = ask(qtbot, context, desk)
    page.reason_bar.pick(3)
    with qtbot.waitSignal(page.erased):
        page.erase_button.click()
    settle(qtbot, context)
    assert desk.talk_frame is not frame
    assert not typed_on(window)
    assert NAME not in words_on(window)


def typed_on(window: MainWindow) -> bool:
    """Whether any field holds the name, shown or not."""
    return any(NAME in field.text() for field in window.findChildren(QLineEdit))


# cases to review


def test_the_list_says_how_many_wait_and_shows_them_alone(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session
) -> None:
    cases = desk.cases
    assert not cases.due_button.isVisible()
    make_due(context, session)
    new_talk(context, session)
    desk.show_cases()
    settle(qtbot, context)
    assert cases.due_button.text() == "2 cases to review"
    assert cases.model.rowCount() == 3
    cases.due_button.click()
    settle(qtbot, context)
    assert cases.model.rowCount() == 2
    assert all("to review" in str(cases.model.data(cases.model.index(row, Column.STATE))) for row in range(2))
    cases.search_edit.setText("26")
    settle(qtbot, context)
    assert cases.due_button.isVisible()
    cases.search_edit.setText("")
    cases.due_button.click()
    settle(qtbot, context)
    assert cases.model.rowCount() == 3


def test_when_none_waits_any_more_all_cases_are_shown_again(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session
) -> None:
    make_due(context, session)
    desk.show_cases()
    settle(qtbot, context)
    desk.cases.due_button.click()
    settle(qtbot, context)
    make_due(context, session, "2100-01-01")
    desk.cases.refresh()
    settle(qtbot, context)
    assert not desk.cases.due_button.isChecked()
    assert not desk.cases.due_button.isVisible()
    assert desk.cases.model.rowCount() == 2
