"""What is typed and not given yet: kept at once, found again, and gone as soon as it is given or unwanted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from screening.core.case import NextStep
from screening.operations.cases import resume_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.steps import QUESTIONS, RECORDED
from screening.ui.talk_frame import TalkFrame
from screening.ui.widgets.typing import TypingKeeper

from .conftest import Show
from .referral_talks import talk_with
from .talk_steps import open_frame, rows_of_cases, settle

WORD = "Quetzalcoatlina"


def kept(context: UiContext, talk: Talk) -> dict[str, str]:
    return context.tasks.wait(lambda: talk.session.vault.cases.typing(talk.record.id))


def at_a_text(qtbot: QtBot, context: UiContext, talk: Talk, show: Show) -> tuple[TalkFrame, QPlainTextEdit]:
    """The question that takes words, with a word typed and not given."""
    frame = open_frame(qtbot, context, talk, show)
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    frame.questions.go_to("wanted_now")
    settle(qtbot, context)
    assert frame.questions.input is not None
    field = frame.questions.input.field
    assert isinstance(field, QPlainTextEdit)
    QTest.keyClicks(field, WORD)
    frame.questions.typing.flush()
    settle(qtbot, context)
    return frame, field


def test_an_answer_that_is_typed_is_kept_and_no_answer_yet(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_with(context, session, {})
    at_a_text(qtbot, context, talk, show)
    assert kept(context, talk) == {"answer/wanted_now": WORD}
    again = context.tasks.wait(lambda: resume_case(session, talk.record.id))
    assert again.answers == {}
    assert again.typing == {"answer/wanted_now": WORD}
    frame = open_frame(qtbot, context, again, show)
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    assert frame.questions.shown_question == "wanted_now"
    assert frame.questions.input is not None
    assert frame.questions.input.typed() == (WORD,)


@pytest.mark.parametrize("way", ["given", "emptied", "skipped"])
def test_it_is_gone_when_it_was_given_emptied_or_left(
    way: str, qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_with(context, session, {})
    frame, field = at_a_text(qtbot, context, talk, show)
    if way == "given":
        assert frame.questions.input is not None
        frame.questions.input.done_button.click()
    elif way == "emptied":
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        frame.questions.typing.flush()
    else:
        frame.questions.go_to("found_work")
    settle(qtbot, context)
    settle(qtbot, context)
    assert kept(context, talk) == {}
    assert talk.answers == ({"wanted_now": WORD} if way == "given" else {})


def test_in_a_talk_without_a_record_nothing_typed_is_written(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_with(context, session, {}, record=False)
    at_a_text(qtbot, context, talk, show)
    assert talk.typing == {"answer/wanted_now": WORD}
    assert rows_of_cases(context, session) == {}
    context.tasks.wait(talk.let_go)
    assert talk.typing == {}


def test_a_reason_that_is_typed_is_found_again_and_gone_with_the_decision(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_with(context, session, {})
    frame = open_frame(qtbot, context, talk, show)
    frame.show_step(RECORDED)
    settle(qtbot, context)
    edit = frame.recorded.reason_edit
    edit.setFocus()
    QTest.keyClicks(edit, WORD)
    frame.leave_step()
    settle(qtbot, context)
    again = context.tasks.wait(lambda: resume_case(session, talk.record.id))
    frame = open_frame(qtbot, context, again, show)
    frame.show_step(RECORDED)
    settle(qtbot, context)
    assert frame.recorded.reason_edit.toPlainText() == WORD
    frame.recorded.step_bar.buttons[NextStep.KEEP_CONTACT].click()
    frame.recorded.save_button.click()
    settle(qtbot, context)
    settle(qtbot, context)
    assert kept(context, again) == {}


def test_an_erased_case_leaves_nothing_that_was_typed(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_with(context, session, {})
    at_a_text(qtbot, context, talk, show)

    def erase() -> None:
        with session.vault.transaction():
            session.vault.cases.erase(talk.record.id)

    context.tasks.wait(erase)
    assert rows_of_cases(context, session) == {}


def test_whoever_types_without_a_pause_is_kept_up_with(qtbot: QtBot, show: Show) -> None:
    edit = QLineEdit()
    show(edit)
    keeper = TypingKeeper(edit, saves_after_ms=20)
    keeper.watch("field", edit)
    told: list[tuple[str, str]] = []
    keeper.due.connect(lambda name, text: told.append((name, text)))
    edit.setText("the program's own")
    edit.clear()
    edit.setFocus()
    while len(told) < 2:
        QTest.keyClicks(edit, "a", delay=2)
    assert all(name == "field" and set(text) == {"a"} for name, text in told)
