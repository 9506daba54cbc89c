"""After a lock, a kill or closing: "alone again?" first, then the same question; each officer their own desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.case import NextStep
from screening.operations.session import Session, unlock
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.steps import NEEDS, QUESTIONS
from screening.ui.window import MainWindow

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show
from .conftest import close as close_vault
from .referral_talks import SHEET, talk_with, words_on
from .talk_steps import press, settle


@pytest.fixture
def window(context: UiContext, dressed: None, show: Show, tmp_path: Path) -> MainWindow:
    made = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(made)
    return made


def opened(qtbot: QtBot, context: UiContext, window: MainWindow, session: Session) -> Desk:
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.desk is not None
    return window.desk


def reopened(
    qtbot: QtBot, context: UiContext, show: Show, tmp_path: Path, officer: str = OFFICER
) -> tuple[MainWindow, Session]:
    """The same vault in another window, as a fresh process would show it."""
    session = context.tasks.wait(lambda: unlock(tmp_path / "vault", officer, PASSPHRASE, floor=CHEAP))
    window = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(window)
    opened(qtbot, context, window, session)
    return window, session


def at_a_question(qtbot: QtBot, context: UiContext, desk: Desk, session: Session) -> str:
    """A talk on the desk, at a question; gives its case."""
    talk = talk_with(context, session, {"found_work": "no"})
    context.tasks.wait(talk.open_questions)
    context.tasks.wait(lambda: talk.move_to("papers_held"))
    desk.on_case_opened(talk.record.id)
    settle(qtbot, context)
    assert desk.talk_frame.questions.shown_question == "papers_held"
    return talk.record.id


def test_after_a_lock_it_asks_and_goes_back_to_the_same_question(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session, show: Show, tmp_path: Path
) -> None:
    case_id = at_a_question(qtbot, context, opened(qtbot, context, window, session), session)
    with qtbot.waitSignal(window.locked):
        window.lock()
    again, second = reopened(qtbot, context, show, tmp_path)
    assert again.rooms.currentWidget() is again.alone_again
    assert again.alone_again.no_button.hasFocus()
    assert again.desk is not None
    assert again.desk.at_the_cases
    again.alone_again.no_button.click()
    assert again.rooms.currentWidget() is again.cover
    again.act(Action.HIDE)
    again.alone_again.yes_button.click()
    settle(qtbot, context)
    frame = again.desk.talk_frame
    assert frame.isVisible()
    assert frame.current == QUESTIONS
    assert frame.talk is not None
    assert frame.talk.record.id == case_id
    assert frame.questions.shown_question == "papers_held"
    close_vault(context, second)


def test_a_case_that_was_left_to_the_list_is_not_come_back_to(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session, show: Show, tmp_path: Path
) -> None:
    desk = opened(qtbot, context, window, session)
    at_a_question(qtbot, context, desk, session)
    desk.talk_frame.cases_button.click()
    settle(qtbot, context)
    with qtbot.waitSignal(window.locked):
        window.lock()
    again, second = reopened(qtbot, context, show, tmp_path)
    assert again.rooms.currentWidget() is again.desk
    close_vault(context, second)


def test_a_case_at_its_referral_is_found_at_its_referral(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session, show: Show, tmp_path: Path
) -> None:
    desk = opened(qtbot, context, window, session)
    talk = talk_with(context, session, {"papers_held": "employer"}, sheet=SHEET)
    desk.on_case_opened(talk.record.id)
    settle(qtbot, context)
    window.close()
    again, second = reopened(qtbot, context, show, tmp_path)
    again.alone_again.yes_button.setFocus()
    press(Qt.Key.Key_Return)
    settle(qtbot, context)
    assert again.desk is not None
    assert again.desk.talk_frame.current == NEEDS
    close_vault(context, second)


@pytest.mark.parametrize("gone", ["erased", "closed"])
def test_a_case_that_was_erased_or_closed_is_not_come_back_to(
    gone: str,
    qtbot: QtBot,
    context: UiContext,
    window: MainWindow,
    session: Session,
    show: Show,
    tmp_path: Path,
) -> None:
    case_id = at_a_question(qtbot, context, opened(qtbot, context, window, session), session)

    def away() -> None:
        with session.vault.transaction():
            session.vault.cases.erase(case_id)

    def close() -> None:
        talk = window.desk.talk_frame.talk if window.desk else None
        assert talk is not None
        talk.decide(NextStep.KEEP_CONTACT, "they will come back")

    context.tasks.wait(away if gone == "erased" else close)
    with qtbot.waitSignal(window.locked):
        window.lock()
    again, second = reopened(qtbot, context, show, tmp_path)
    assert again.rooms.currentWidget() is again.desk
    close_vault(context, second)


def test_of_a_talk_in_memory_only_it_is_said_once_that_nothing_was_kept(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session, show: Show, tmp_path: Path
) -> None:
    desk = opened(qtbot, context, window, session)
    desk.show_talk(talk_with(context, session, {}, record=False))
    settle(qtbot, context)
    with qtbot.waitSignal(window.locked):
        window.locking.lock_now()
    for said in (True, False):
        again, second = reopened(qtbot, context, show, tmp_path)
        assert again.rooms.currentWidget() is again.desk
        assert ("Nothing of that talk was kept" in words_on(again)) is said
        close_vault(context, second)
        again.hide()


def test_the_vault_knows_which_case_is_on_the_desk(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    desk = opened(qtbot, context, window, session)
    case_id = at_a_question(qtbot, context, desk, session)
    assert context.tasks.wait(lambda: session.vault.desk.open_case) == case_id
