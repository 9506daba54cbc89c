"""Failures that no screen took, a full disk, and what is asked for in the wrong moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from screening.app import build_context, build_window
from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Role
from screening.operations import officers
from screening.operations.session import Session
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.entry import EntryRoom
from screening.ui.window import MainWindow
from tests.pausing import pause

from .conftest import CHEAP, Show
from .referral_talks import talk_with
from .talk_steps import digit, in_vault, settle
from .test_questions import fill_the_disk
from .test_retry import room_again

HERE = "found_work"
SECOND = "green table river monday lamp"


@pytest.fixture
def window(context: UiContext, dressed: None, show: Show, tmp_path: Path) -> MainWindow:
    made = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(made)
    return made


@pytest.fixture
def desk(qtbot: QtBot, context: UiContext, window: MainWindow, session: Session) -> Desk:
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.desk is not None
    return window.desk


def look_again(window: MainWindow, context: UiContext, vaults: Path) -> None:
    """Another look is asked for."""

    def rooms() -> tuple[UiContext, EntryRoom]:
        made = build_context("en", context.tokens, context.settings, context.tasks, context.fonts)
        return made, EntryRoom(made, vaults, kdf=CHEAP, floor=CHEAP)

    window.rebuild(rooms)


def refused_answer(qtbot: QtBot, context: UiContext, desk: Desk, session: Session) -> None:
    """An answer in a talk, and no room for it."""
    talk = talk_with(context, session, {})
    context.tasks.wait(talk.open_questions)
    context.tasks.wait(lambda: talk.move_to(HERE))
    desk.on_case_opened(talk.record.id)
    settle(qtbot, context)
    assert desk.talk_frame.questions.shown_question == HERE
    fill_the_disk(context, talk)
    with qtbot.waitSignal(context.tasks.idle):
        digit(1)
    assert desk.talk_frame.questions.retry.waiting


# failures


def test_a_case_that_was_altered_says_so_where_it_is_opened(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session
) -> None:
    talk = talk_with(context, session, {HERE: "no"})

    def alter() -> None:
        with session.vault.transaction():
            session.vault.database.write(text("UPDATE answer SET value='yes'"))

    context.tasks.wait(alter)
    desk.show_cases()
    settle(qtbot, context)
    desk.on_case_opened(talk.record.id)
    settle(qtbot, context)
    assert desk.at_the_cases and desk.cases.error.isVisible()
    error = ScreeningError(Problem.CASE_ALTERED, case=talk.record.number)
    assert desk.cases.error.text() == context.sentence(error)


def test_a_case_that_a_full_disk_does_not_take_says_so(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session
) -> None:
    talk = talk_with(context, session, {})
    fill_the_disk(context, talk)
    desk.on_new_case(Situation.WORKPLACE)
    settle(qtbot, context)
    assert desk.at_the_cases and desk.cases.error.isVisible()
    assert desk.cases.error.text() == context.sentence(ScreeningError(Problem.DISK_FULL))


def test_what_fails_and_no_screen_says_stands_once_above_the_rooms(
    qtbot: QtBot, context: UiContext, window: MainWindow, desk: Desk
) -> None:
    def fail() -> None:
        raise ScreeningError(Problem.DISK_GONE)

    for _ in range(2):
        context.tasks.run(fail)
    settle(qtbot, context)
    assert window.notices.words().count(context.sentence(ScreeningError(Problem.DISK_GONE))) == 1


def test_a_vault_that_cannot_be_read_after_opening_is_closed_again_and_that_is_said(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    def drop() -> None:
        with session.vault.transaction():
            session.vault.database.write(text("DROP TABLE meta"))

    context.tasks.wait(drop)
    window.entry.on_unlocked(session)
    settle(qtbot, context)
    assert window.entry.session is None
    assert window.entry.currentWidget() is window.entry.unlock
    assert window.entry.unlock.error.isVisible()
    assert context.tasks.wait(lambda: session.vault.closed)


# a full disk


def test_an_answer_that_waits_is_not_left_for_the_list_without_a_word(
    qtbot: QtBot, context: UiContext, desk: Desk, session: Session
) -> None:
    refused_answer(qtbot, context, desk, session)
    frame = desk.talk_frame
    frame.cases_button.click()
    settle(qtbot, context)
    assert not desk.at_the_cases
    assert "not kept yet" in frame.leaving.words.text()
    frame.leaving.go_button.click()
    settle(qtbot, context)
    assert desk.at_the_cases


def test_another_look_waits_until_the_disk_has_taken_the_answer(
    qtbot: QtBot, context: UiContext, window: MainWindow, desk: Desk, session: Session, tmp_path: Path
) -> None:
    refused_answer(qtbot, context, desk, session)
    talk = desk.talk_frame.talk
    assert talk is not None
    look_again(window, context, tmp_path)
    pause(50)
    assert window.desk is desk and desk.talk_frame.questions.retry.waiting
    room_again(context, talk)
    desk.talk_frame.questions.retry.again_button.click()
    qtbot.waitUntil(lambda: window.desk is not desk)
    settle(qtbot, context)
    assert in_vault(context, talk).answers[HERE].answer == "yes"


# opening


def test_another_look_asked_for_while_a_vault_opens_does_not_lose_it(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    context.tasks.wait(lambda: officers.add_officer(session, "B2", Role.OFFICER, SECOND))
    context.tasks.wait(session.close)
    entry = window.entry
    entry.show_first()
    entry.unlock.officer_edit.setText("B2")
    entry.unlock.passphrase_edit.edit.setText(SECOND)
    entry.unlock.open_vault()
    look_again(window, context, tmp_path)
    settle(qtbot, context)
    pause(50)
    settle(qtbot, context)
    opened = window.entry.session
    assert window.entry is entry and opened is not None  # the officer must choose a passphrase of their own
    context.tasks.wait(opened.close)


def test_help_that_lay_over_the_way_in_is_not_come_back_to(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    window.act(Action.HELP)
    window.act(Action.HIDE)
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert not window.lies_over
    window.act(Action.HIDE)
    window.alone_again.yes_button.click()
    settle(qtbot, context)
    assert window.rooms.currentWidget() is window.desk
    window.act(Action.HELP)
    window.act(Action.HELP)
    assert window.rooms.currentWidget() is window.desk
