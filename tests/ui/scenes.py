"""Every screen as it can look in a real talk, one after another: for checks that must hold on all of them.

`every_scene` shows them all in the program's window and needs no test around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from screening.core.changes import ChangeReason
from screening.core.consent import InterpreterMode
from screening.core.errors import Problem, ScreeningError
from screening.operations.backups import FoundCopy
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.store.known import KnownVault
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.entry import EntryRoom
from screening.ui.screens.emergency_sheet import EmergencySheet
from screening.ui.screens.settings import SettingsScreen
from screening.ui.screens.vault.backups import CopiesPage
from screening.ui.screens.vault.room import VaultRoom
from screening.ui.steps import (
    CONSENT,
    LANGUAGE,
    LOOK_FIRST,
    NEEDS,
    PREVIEW,
    QUESTIONS,
    RECORDED,
    SAFETY_PLAN,
    SHARING,
)
from screening.ui.talk_frame import TalkFrame
from screening.ui.widgets.basics import settle_layout
from screening.ui.window import MainWindow

from .audit_scenes import audit_scenes
from .check_scenes import check_scenes
from .conftest import CHEAP, new_session
from .draft_scenes import draft_scenes
from .heard_scenes import heard_scenes
from .held_scenes import held_scenes
from .officer_scenes import vault_scenes, way_in_scenes
from .person_scenes import person_scenes
from .referral_talks import CLINIC, FULL_SHEET, SHOWN, child_talk, declined_talk, talk_with
from .review_scenes import review_scenes
from .talk_steps import looked_talk, new_talk, press, settled, wait_until

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
    context: UiContext, session: Session, frame: TalkFrame, *, with_form: bool = True
) -> Iterator[str]:
    """Each scene's name, once it stands on the screen."""
    for scene in (_look_first, _language, _consent, draft_scenes, _questions, _referral):
        for name in scene(context, session, frame):
            settled(context)
            yield name
    if with_form:
        for name in _form(context, frame):
            QApplication.processEvents()
            yield name


def _put(context: UiContext, frame: TalkFrame, talk: Talk, step: str = "") -> None:
    frame.open(talk)
    settled(context)
    if step and frame.current != step:
        frame.show_step(step)
        settled(context)


def _look_first(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    _put(context, frame, new_talk(context, session))
    yield "look first"
    unsafe = {"danger": "unknown", "injury": "yes", "controller": "near", "private": "no"}
    _put(context, frame, looked_talk(context, session, **unsafe, phones="within_hearing", age="unsure"))
    yield "look first, everything unsafe"
    _put(context, frame, looked_talk(context, session, controller="separated"), LOOK_FIRST)
    frame.look_first.show_error(ScreeningError(Problem.DISK_FULL))
    yield "look first, not saved"


def _language(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    _put(context, frame, looked_talk(context, session), LANGUAGE)
    yield "language"
    frame.language.finder.tiles["vi"].click()
    frame.language.mode_bar.buttons[InterpreterMode.PHONE].click()
    yield "language with an interpreter"
    frame.language.finder.tiles["mnk"].click()
    yield "language with words missing"
    frame.language.on_second_picked("es")
    yield "language with a second one"
    frame.language.finder.search_edit.setText("xyzzy")
    yield "no language found"


def _consent(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    talk = talk_with(context, session, {})
    _put(context, frame, talk, CONSENT)
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


def _questions(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    talk = talk_with(context, session, {"papers_held": "employer", "what_you_get": "nothing"})
    for question in QUESTIONS_SEEN:
        context.tasks.wait(lambda q=question: talk.move_to(q))  # type: ignore[misc]
        _put(context, frame, talk, QUESTIONS)
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
    _put(context, frame, talk, QUESTIONS)
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


def _referral(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    answers = {"papers_held": "employer", "what_you_get": "nothing", "found_work": "yes"}
    talk = talk_with(context, session, {**answers, SEEN: ("exits", "guards")}, sheet=FULL_SHEET)
    context.tasks.wait(lambda: talk.answer("what_you_get", "less", SHOWN))
    _put(context, frame, talk, RECORDED)
    yield "what was recorded"
    if frame.recorded.dimensions is not None:
        for signs in frame.recorded.dimensions.lists.values():
            for fold in signs.folds.values():
                fold.unfold()
    yield "what was recorded, unfolded"
    if frame.recorded.history is not None:
        frame.recorded.history.unfold()
    yield "what was recorded, with what was added to"
    _put(context, frame, child_talk(context, session), NEEDS)
    yield "needs of a child"
    _put(context, frame, talk, NEEDS)
    yield "needs"
    _put(context, frame, declined_talk(context, session), SAFETY_PLAN)
    yield "the person declined"
    frame.on_leave()
    yield "leaving a talk in memory"
    frame.leaving.stay()
    _put(context, frame, talk, SHARING)
    wait_until(lambda: frame.sharing.recipients is not None and frame.sharing.recipients.isVisible())
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


def _form(context: UiContext, frame: TalkFrame) -> Iterator[str]:
    ask = frame.sharing.ask
    assert ask is not None
    ask.way_bar.pick(1)
    ask.answer_grid.buttons["yes"].click()
    wait_until(lambda: frame.current == PREVIEW)
    settled(context)
    yield "the form"
    frame.preview.save_button.click()
    yield "the form, being saved"


def entry_scenes(entry: EntryRoom) -> Iterator[str]:
    """The ways in."""

    def stood(name: str) -> str:
        QApplication.processEvents()
        QApplication.processEvents()
        return name

    entry.show_first()
    yield stood("welcome")
    entry.welcome.show_error(entry.context.sentence(ScreeningError(Problem.FOLDER_NOT_WRITABLE)))
    yield stood("welcome, training not made")
    entry.show_unlock()
    yield stood("unlock, a folder to be named")
    known = [KnownVault(Path(f"records-{n}"), training=False, ready_made=False, number=n) for n in (1, 2)]
    training = KnownVault(Path("training-1"), training=True, ready_made=True, number=1)
    entry.unlock.show_vaults(known)
    yield stood("unlock")
    entry.unlock.open_vault()
    yield stood("unlock, nothing filled in")
    entry.unlock.other_way_button.click()
    yield stood("recovery key asked for")
    entry.unlock.show_vaults([training, *known])
    yield stood("training vault")
    entry.unlock.training_part.anew_button.click()
    yield stood("training anew")
    stick = KnownVault(Path("/media/disk/records-3"), False, False, 3, name="Blue heron", there=False)
    entry.unlock.show_vaults([replace(known[0], name="Kingfisher"), known[1], training, stick])
    yield stood("unlock, several vaults")
    entry.show_new_vault()
    yield stood("new vault")
    entry.new_vault.offered_words.offer()
    yield stood("new vault, words offered")
    entry.new_vault.offered_words.take_button.click()
    entry.new_vault.create_vault()
    yield stood("new vault, nothing filled in")
    entry.new_vault.more.unfold()
    yield stood("new vault, more choices")
    entry.show_restore()
    yield stood("restore from a copy")
    entry.restore.picker._show([FoundCopy(Path("x.bak"), "2026-11-22T14:02:00Z", 3_400_000, "3f2a" * 8)])
    entry.restore.more.unfold()
    entry.restore._on_failed(
        ScreeningError(Problem.BACKUP_OLDER, made="2026-11-22T14:02:00Z", newer="2026-11-23T09:00:00Z")
    )
    yield stood("restore, an older copy")
    entry.restore.show_way(with_key=True)
    yield stood("restore with a recovery key")
    entry.recovery_key.show_key(KEY)
    entry.setCurrentWidget(entry.recovery_key)
    yield stood("recovery key")
    entry.on_key_forgotten()
    yield stood("recovery key not confirmed")


def every_scene(
    context: UiContext, folder: Path, size: tuple[int, int], *, with_form: bool = True
) -> Iterator[tuple[str, MainWindow]]:
    """Each scene's name, once it stands in a window of this size; `folder` takes a vault.

    The application must be dressed for the context before (`screening.app.dress`).
    """
    window = MainWindow(context, EntryRoom(context, folder / "vaults", kdf=CHEAP, floor=CHEAP))
    window.show()
    window.activateWindow()
    try:
        for name in _scenes_of(context, window, folder, with_form=with_form):
            stand(window, size)
            yield name, window
    finally:
        window.close()
        window.deleteLater()


def stand(widget: QWidget, size: tuple[int, int]) -> None:
    """Give a widget the room of a screen."""
    widget.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    # A worker may have told something with the last of these events: what it changed is laid out too.
    for _ in range(3):
        settle_layout()


def _scenes_of(context: UiContext, window: MainWindow, folder: Path, *, with_form: bool) -> Iterator[str]:
    window.notices.add(lambda c: c._("Some settings could not be read; the usual ones are used."))
    yield from entry_scenes(window.entry)
    window.entry.show_unlock()
    window.show_settings()
    yield "settings"
    window.on_over_left()
    window.show_urgent_help()
    yield "emergency sheet"
    sheet = window.over
    assert isinstance(sheet, EmergencySheet)
    sheet.show_wall()
    yield "languages to point at"
    yield from _wall(sheet)
    window.on_over_left()
    session = context.tasks.wait(lambda: new_session(folder / "vault"))
    window.on_vault_opened(session)
    desk = window.desk
    assert desk is not None
    yield from _list_scenes(context, window, desk, session)
    yield from vault_scenes(context, window, session)
    yield from way_in_scenes(context, window, session)
    yield from audit_scenes(context, window, session)
    yield from check_scenes(context, window)
    desk.show_talk(new_talk(context, session))
    yield from talk_scenes(context, session, desk.talk_frame, with_form=with_form)
    yield from person_scenes(context, session, desk.talk_frame)
    yield from heard_scenes(context, session, window, desk.talk_frame)
    yield from held_scenes(context, window, session)
    yield from _scenes_over(window, desk)


def _wall(sheet: EmergencySheet) -> Iterator[str]:
    wall = sheet.wall
    assert wall is not None
    wall.listen_button.click()
    wall.area.verticalScrollBar().setValue(wall.area.verticalScrollBar().maximum())
    yield "languages to point at, the last of them"
    for tag in ("ti", "ur", "mnk"):
        wall.on_pointed(tag)
        yield f"is it this language: {tag}"
        wall.show_wait(tag)
        yield f"please wait: {tag}"
    wall.show_wait("")
    yield "please wait, in several languages"


def _list_scenes(context: UiContext, window: MainWindow, desk: Desk, session: Session) -> Iterator[str]:
    settled(context)
    yield "no cases yet"
    desk.cases.show_situations()
    yield "a new case"
    for _ in range(3):
        new_talk(context, session)
    desk.cases.hide_situations()
    desk.cases.refresh()
    settled(context)
    yield "cases"
    desk.cases.search_edit.setText("xyzzy")
    desk.cases.refresh()
    settled(context)
    yield "no case found"
    desk.cases.search_edit.setText("")
    settled(context)
    yield from review_scenes(context, window, desk, session)
    window.notices.hide()


def _vault_scenes(window: MainWindow) -> Iterator[str]:
    """The pages of the vault itself."""
    window.show_vault()
    room = window.over
    assert isinstance(room, VaultRoom)
    yield "the vault"
    room.show_page("copies")
    settled(window.context)
    page = room.page("copies")
    assert isinstance(page, CopiesPage)
    yield "copies"
    page.about.unfold()
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    yield "copies, what they are"
    window.on_over_left()


def _scenes_over(window: MainWindow, desk: Desk) -> Iterator[str]:
    for name, step in (("a talk", QUESTIONS), ("the list", "")):
        if step:
            desk.talk_frame.show_step(step)
        else:
            desk.talk_frame.leave()  # of a talk in memory it would be asked first
        settled(window.context)
        window.show_keys()
        yield f"help from {name}"
        window.on_over_left()
    window.show_urgent_help()
    yield "urgent help"
    window.on_over_left()
    yield from _vault_scenes(window)
    window.show_settings()
    yield "settings with an office"
    settings = window.rooms.currentWidget()
    assert isinstance(settings, SettingsScreen)
    settings.area.verticalScrollBar().setValue(settings.area.verticalScrollBar().maximum())
    yield "settings with an office, further down"
    settings.numbers.on_add()
    settings.numbers.keep()
    settings.numbers.on_remove(settings.numbers.rows[0])
    yield "settings, a number removed"
    window.on_over_left()
    window.hide_everything()
    yield "the cover"
    window.on_cover_left()
    yield "alone again"
