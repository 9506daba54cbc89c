"""The page of review and erasing: what is due is kept or erased there; the period and the switch by role."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.retention import KeepReason
from screening.core.roles import Role
from screening.operations.retention import count_due, due_cases
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.vault.review import ReviewPage
from screening.ui.screens.vault.room import REVIEW, VaultRoom
from screening.ui.window import MainWindow

from .conftest import CHEAP, Show, undress
from .review_scenes import make_due
from .talk_steps import new_talk, settle


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, context: UiContext, session: Session, show: Show, tmp_path: Path
) -> Iterator[MainWindow]:
    font, direction = qapp.font(), qapp.layoutDirection()
    made = build_window(qapp, context, tmp_path / "vaults", kdf=CHEAP, floor=CHEAP)
    show(made)
    made.on_vault_opened(session)
    for _ in range(2):
        new_talk(context, session)
    make_due(context, session)
    assert made.desk is not None
    made.desk.show_cases()
    settle(qtbot, context)
    yield made
    undress(qapp, font, direction)


def opened(qtbot: QtBot, context: UiContext, window: MainWindow) -> ReviewPage:
    """From the list, as an officer gets there."""
    assert window.desk is not None
    window.desk.cases.due_button.click()
    settle(qtbot, context)
    window.desk.cases.review_button.click()
    settle(qtbot, context)
    room = window.over
    assert isinstance(room, VaultRoom)
    page = room.page(REVIEW)
    assert isinstance(page, ReviewPage)
    return page


def due(context: UiContext, session: Session) -> int:
    return context.tasks.wait(lambda: count_due(session))


def test_a_case_is_kept_with_a_reason_and_a_day(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    page = opened(qtbot, context, window)
    assert len(page.keep_buttons) == 2
    case, keep = next(iter(page.keep_buttons.items()))
    assert keep.hasFocus()
    QTest.keyClick(keep, Qt.Key.Key_Return)
    form = page.keep_form
    assert not form.keep_button.isEnabled()
    QTest.keyClick(form.reason_bar.buttons[KeepReason.IN_CONTACT], Qt.Key.Key_3)
    form.days_bar.buttons["365"].click()
    QTest.keyClick(form.keep_button, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert case not in page.keep_buttons
    assert due(context, session) == 1
    assert context.tasks.wait(session.vault.cases.kept_because)[case] is KeepReason.LAW


def test_esc_leaves_the_form_then_the_page_then_the_room(
    qtbot: QtBot, context: UiContext, window: MainWindow
) -> None:
    page = opened(qtbot, context, window)
    next(iter(page.keep_buttons.values())).click()
    QTest.keyClick(page.keep_form.reason_bar.buttons[KeepReason.LAW], Qt.Key.Key_Escape)
    assert not page.keep_form.isVisible()
    room = window.over
    assert isinstance(room, VaultRoom)
    assert room.open_page == REVIEW
    QTest.keyClick(page.back_button, Qt.Key.Key_Escape)
    assert room.open_page == ""


def test_a_case_is_erased_from_the_page_and_the_list_behind_it_knows(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    page = opened(qtbot, context, window)
    first = context.tasks.wait(lambda: due_cases(session))[0]
    page._ask_erase(first)
    settle(qtbot, context)
    assert not page.area.isVisible()
    page.erase_case.reason_bar.pick(2)
    with qtbot.waitSignal(page.case_erased):
        page.erase_case.erase_button.click()
    settle(qtbot, context)
    QTest.keyClick(page.erase_case.close_button, Qt.Key.Key_Escape)
    settle(qtbot, context)
    assert page.area.isVisible()
    assert len(page.keep_buttons) == 1
    room = window.over
    assert isinstance(room, VaultRoom)
    room.closed.emit()
    settle(qtbot, context)
    assert window.desk is not None
    assert window.desk.cases.due_button.accessibleName() == "1 case to review"


def test_the_period_is_saved_and_a_wrong_one_is_refused_in_words(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    page = opened(qtbot, context, window)
    page.days_edit.setText("90")
    QTest.keyClick(page.days_edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert session.office.review_after_days == 90
    assert page.period_label.text()
    page.days_edit.setText("0")
    page.save_button.click()
    settle(qtbot, context)
    assert page.error.isVisible()
    assert session.office.review_after_days == 90


def test_the_switch_is_an_administrators(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    page = opened(qtbot, context, window)
    found = [session.erase_plan is not None]
    for _ in range(2):
        page.quick_check.click()
        settle(qtbot, context)
        found.append(session.erase_plan is not None)
    assert found == [False, True, False]


def test_an_officer_reads_the_period_and_the_switch_and_changes_neither(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session.vault, "officer", replace(session.vault.officer, role=Role.OFFICER))
    page = opened(qtbot, context, window)
    assert page.days_edit.isReadOnly()
    assert not page.save_button.isVisible()
    assert not page.quick_check.isEnabled()
    QTest.keyClick(page.days_edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert not page.error.isVisible()
