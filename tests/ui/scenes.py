"""Every screen as it can look in a real talk, one after another: for checks that must hold on all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.changes import ChangeReason
from screening.core.consent import InterpreterMode
from screening.core.errors import Problem, ScreeningError
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.store.known import KnownVault
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.talk_frame import (
    CONSENT,
    LANGUAGE,
    LOOK_FIRST,
    NEEDS,
    QUESTIONS,
    RECORDED,
    SAFETY_PLAN,
    SHARING,
    TalkFrame,
)

from .referral_talks import CLINIC, FULL_SHEET, SHOWN, child_talk, declined_talk, talk_with
from .talk_steps import looked_talk, new_talk, press, settle

QUESTIONS_SEEN = (
    "about_this_work",
    "found_work",
    "family_used",
    "journey_help",
    "what_you_get",
    "papers_held",
    "said_report",
    "wanted_now",
)
SEEN = "seen_kept_in"
KEY = "QPZR-Y9X8-GF2T-VDW0-S3JN-54KH-CE6M-UA7L-QPZR-Y9X8-GF2T-VDW0-S3JN-54KH-CE"


def talk_scenes(
    qtbot: QtBot, context: UiContext, session: Session, frame: TalkFrame, *, with_form: bool = True
) -> Iterator[str]:
    """Each scene's name, once it stands on the screen."""
    for scene in (_look_first, _language, _consent, _questions, _referral):
        for name in scene(qtbot, context, session, frame):
            settle(qtbot, context)
            QApplication.processEvents()
            QApplication.processEvents()
            yield name
    if with_form:
        for name in _form(qtbot, context, frame):
            QApplication.processEvents()
            yield name


def _put(qtbot: QtBot, context: UiContext, frame: TalkFrame, talk: Talk, step: str = "") -> None:
    frame.open(talk)
    settle(qtbot, context)
    if step and frame.current != step:
        frame.show_step(step)
        settle(qtbot, context)


def _look_first(qtbot: QtBot, context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    _put(qtbot, context, frame, new_talk(context, session))
    yield "look first"
    unsafe = {"danger": "unknown", "injury": "yes", "controller": "near", "private": "no"}
    _put(qtbot, context, frame, looked_talk(context, session, **unsafe, phones="within_hearing", age="unsure"))
    yield "look first, everything unsafe"
    _put(qtbot, context, frame, looked_talk(context, session, controller="separated"), LOOK_FIRST)
    frame.look_first.show_error(ScreeningError(Problem.DISK_FULL))
    yield "look first, not saved"


def _language(qtbot: QtBot, context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    _put(qtbot, context, frame, looked_talk(context, session), LANGUAGE)
    yield "language"
    frame.language.tiles["vi"].click()
    frame.language.mode_bar.buttons[InterpreterMode.PHONE].click()
    yield "language with an interpreter"
    frame.language.search_edit.setText("xyzzy")
    yield "no language found"


def _consent(qtbot: QtBot, context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    talk = talk_with(context, session, {})
    _put(qtbot, context, frame, talk, CONSENT)
    yield "consent given"
    frame.consent.summary.erase_button.click()
    yield "consent taken back"
    frame.consent.summary.change_button.click()
    for _ in range(frame.consent.at):
        frame.consent.on_back()
    for name in frame.consent.pages:
        yield f"consent, {name}"
        if frame.consent.at + 1 < len(frame.consent.pages):
            frame.consent.at += 1
            frame.consent._show_page()


def _questions(qtbot: QtBot, context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    talk = talk_with(context, session, {"papers_held": "employer", "what_you_get": "nothing"})
    for question in QUESTIONS_SEEN:
        context.tasks.wait(lambda q=question: talk.move_to(q))  # type: ignore[misc]
        _put(qtbot, context, frame, talk, QUESTIONS)
        yield f"question {question}"
    yield from _changing(context, talk, frame)
    frame.questions.show_error(ScreeningError(Problem.DISK_FULL))
    frame.questions.retry.wait_with("answer", lambda: None)
    yield "a question, not saved"
    frame.questions.retry.take_off("answer")
    frame.questions.toggle_drawer()
    yield "the drawer"
    frame.questions.on_control("pause")
    yield "a break"
    frame.questions.on_control("stop")
    yield "a stop"
    context.tasks.wait(lambda: talk.move_to(SEEN))
    _put(qtbot, context, frame, talk, QUESTIONS)
    yield "turn the screen"
    press(Qt.Key.Key_Return)
    yield "what the officer sees"


def _changing(context: UiContext, talk: Talk, frame: TalkFrame) -> Iterator[str]:
    """What is asked when an answer changes."""
    questions = frame.questions
    question = "papers_held"
    context.tasks.wait(lambda: talk.note(question, "a note"))
    questions.show_question(question)
    yield "a question with its answer"
    questions.on_answered("me")
    yield "why an answer changes"
    questions.on_reason(ChangeReason.REMOVED)
    yield "an answer and its note removed"
    questions.on_change_cancelled()


def _referral(qtbot: QtBot, context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    answers = {"papers_held": "employer", "what_you_get": "nothing", "found_work": "yes"}
    talk = talk_with(context, session, {**answers, SEEN: ("exits", "guards")}, sheet=FULL_SHEET)
    context.tasks.wait(lambda: talk.answer("what_you_get", "less", SHOWN))
    _put(qtbot, context, frame, talk, RECORDED)
    yield "what was recorded"
    if frame.recorded.dimensions is not None:
        for signs in frame.recorded.dimensions.lists.values():
            for fold in signs.folds.values():
                fold.unfold()
    yield "what was recorded, unfolded"
    if frame.recorded.history is not None:
        frame.recorded.history.unfold()
    yield "what was recorded, with what was added to"
    _put(qtbot, context, frame, child_talk(context, session), NEEDS)
    yield "needs of a child"
    _put(qtbot, context, frame, talk, NEEDS)
    yield "needs"
    _put(qtbot, context, frame, declined_talk(context, session), SAFETY_PLAN)
    yield "the person declined"
    frame.on_leave()
    yield "leaving a talk in memory"
    frame.leaving.stay()
    _put(qtbot, context, frame, talk, SHARING)
    qtbot.waitUntil(lambda: frame.sharing.recipients is not None and frame.sharing.recipients.isVisible())
    yield "who may help"
    recipients = frame.sharing.recipients
    assert recipients is not None
    if recipients.apart is not None:
        recipients.apart.unfold()
    yield "who may help, unfolded"
    assert frame.sharing.entering is not None and frame.sharing.service_form is not None
    frame.sharing.entering.unfold()
    frame.sharing.service_form.save()
    yield "a service entered by hand"
    recipients.rows[CLINIC].click()
    yield "asking for one service"


def _form(qtbot: QtBot, context: UiContext, frame: TalkFrame) -> Iterator[str]:
    ask = frame.sharing.ask
    assert ask is not None
    ask.way_bar.pick(1)
    with qtbot.waitSignal(frame.sharing.form_ready, timeout=30_000):
        ask.answer_grid.buttons["yes"].click()
    settle(qtbot, context)
    yield "the form"
    frame.preview.save_button.click()
    yield "the form, being saved"


def entry_scenes(entry: EntryRoom) -> Iterator[str]:
    """The ways in."""

    def settled(name: str) -> str:
        QApplication.processEvents()
        QApplication.processEvents()
        return name

    entry.show_first()
    yield settled("welcome")
    entry.welcome.show_error(entry.context.sentence(ScreeningError(Problem.FOLDER_NOT_WRITABLE)))
    yield settled("welcome, training not made")
    entry.show_unlock()
    yield settled("unlock, a folder to be named")
    known = [KnownVault(Path(f"records-{n}"), training=False, ready_made=False, number=n) for n in (1, 2)]
    training = KnownVault(Path("training-1"), training=True, ready_made=True, number=1)
    entry.unlock.show_vaults(known)
    yield settled("unlock")
    entry.unlock.open_vault()
    yield settled("unlock, nothing filled in")
    entry.unlock.other_way_button.click()
    yield settled("recovery key asked for")
    entry.unlock.show_vaults([training, *known])
    yield settled("training vault")
    entry.unlock.training_part.anew_button.click()
    yield settled("training anew")
    entry.show_new_vault()
    yield settled("new vault")
    entry.new_vault.offered_words.offer()
    yield settled("new vault, words offered")
    entry.new_vault.offered_words.take_button.click()
    entry.new_vault.create_vault()
    yield settled("new vault, nothing filled in")
    entry.new_vault.more.unfold()
    yield settled("new vault, more choices")
    entry.recovery_key.show_key(KEY)
    entry.setCurrentWidget(entry.recovery_key)
    yield settled("recovery key")
    entry.on_key_forgotten()
    yield settled("recovery key not confirmed")
