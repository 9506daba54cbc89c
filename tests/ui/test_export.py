"""Saving the list of cases from the vault's room: a second officer agrees, and what went out is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Role
from screening.operations.session import Session, unlock
from screening.store.officers import add
from screening.ui.context import UiContext
from screening.ui.screens.vault.export import ExportPage

from .conftest import CHEAP, PASSPHRASE, Show
from .talk_steps import new_talk, press, settle

SECOND, SECOND_PASSPHRASE = "B2", "velvet harbour seven pencil cloud"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def page(context: UiContext, session: Session, show: Show, out: Path) -> ExportPage:
    """The page in a vault with two officers and two cases."""
    context.tasks.wait(lambda: add(session.vault, SECOND, Role.OFFICER, SECOND_PASSPHRASE, must_change=False))
    for _ in range(2):
        new_talk(context, session)
    made = ExportPage(context, session)
    show(made)
    made.shown()
    made.folder_edit.setText(str(out))
    return made


def agree(page: ExportPage, code: str, passphrase: str) -> None:
    assert page.second is not None
    QTest.keyClicks(page.second.code_edit, code)
    QTest.keyClicks(page.second.passphrase_edit.edit, passphrase)
    QTest.keyClick(page.second.passphrase_edit.edit, Qt.Key.Key_Return)


def test_with_the_keyboard_alone_a_second_officer_agrees_and_the_table_is_saved(
    page: ExportPage, context: UiContext, qtbot: QtBot, out: Path
) -> None:
    assert page.search_edit.hasFocus()
    press(Qt.Key.Key_Return)
    settle(qtbot, context)
    assert page.second is not None and page.second.code_edit.hasFocus()
    assert "2 cases" in page.second.what_label.text()
    assert not list(out.iterdir())
    agree(page, SECOND, SECOND_PASSPHRASE)
    settle(qtbot, context)
    settle(qtbot, context)
    (file,) = out.iterdir()
    assert file.name in page.saved_label.text()
    assert page.saved_label.isVisible()
    assert page.form.isVisible()
    assert len(file.read_text("utf-8-sig").splitlines()) == 3


@pytest.mark.parametrize(
    ("code", "passphrase", "problem"),
    [("A1", PASSPHRASE, Problem.NOT_YOURSELF), (SECOND, "wrong words for this officer", Problem.CANNOT_UNLOCK)],
)
def test_who_is_no_second_officer_changes_nothing(
    page: ExportPage, context: UiContext, qtbot: QtBot, out: Path, code: str, passphrase: str, problem: Problem
) -> None:
    page.ask()
    settle(qtbot, context)
    agree(page, code, passphrase)
    settle(qtbot, context)
    assert page.second is not None
    assert page.second.error.text() == context.sentence(ScreeningError(problem))
    assert not list(out.iterdir())
    page.second.cancel_button.click()
    assert page.form.isVisible()
    assert not list(out.iterdir())


def test_one_case_is_saved_at_once(page: ExportPage, context: UiContext, qtbot: QtBot, out: Path) -> None:
    page.search_edit.setText("1")
    page.ask()
    settle(qtbot, context)
    settle(qtbot, context)
    assert page.second is None
    assert len(list(out.iterdir())) == 1


def test_a_folder_that_is_not_there_is_said(page: ExportPage, context: UiContext, qtbot: QtBot, out: Path) -> None:
    page.folder_edit.setText(str(out / "nowhere"))
    page.search_edit.setText("1")
    page.ask()
    settle(qtbot, context)
    settle(qtbot, context)
    assert page.error.text() == context.sentence(ScreeningError(Problem.OUTPUT_NOT_WRITABLE))


def test_an_officer_who_may_not_sees_why(
    context: UiContext, page: ExportPage, session: Session, show: Show
) -> None:
    context.tasks.wait(session.close)
    other = context.tasks.wait(lambda: unlock(session.vault.folder, SECOND, SECOND_PASSPHRASE, floor=CHEAP))
    made = ExportPage(context, other)
    show(made)
    made.shown()
    assert not made.form.isVisible()
    assert made.error.text() == context.sentence(ScreeningError(Problem.NOT_ALLOWED))
    context.tasks.wait(other.close)
