"""Scenes in which something can be heard, is heard, or cannot be: with recordings in a folder of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from screening.languages.review import SignOff
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.settings import SettingsScreen
from screening.ui.steps import QUESTIONS
from screening.ui.talk_frame import TalkFrame
from screening.ui.window import MainWindow

from ..sounds import ANSWERS, PAPERS, install, pack_of, rewrite
from .referral_talks import talk_with
from .talk_steps import settled, wait_until

ASKED = "found_work"
SPOKEN = (f"labour-exploitation:{ASKED}.text", *ANSWERS)
CHECKED = SignOff("R1", datetime.date(2026, 11, 20))


@contextmanager
def recorded(context: UiContext) -> Iterator[Path]:
    """Two voices in Arabic, one in Spanish that says older words; the folder for more packs."""
    library = context.voice.library
    before = library.folder
    with TemporaryDirectory(prefix="screening-sounds-") as name:
        folder = Path(name)
        levant = pack_of(folder / "a", "ar", SPOKEN, dialect="Levant")
        egypt = pack_of(folder / "b", "ar", (*SPOKEN[:2], PAPERS), dialect="Egypt", speaker="S3", reviewed=CHECKED)
        spanish = pack_of(folder / "c", "es", ANSWERS[:2], speaker="S4")
        rewrite(spanish, lambda found: found["recordings"]["answers.yes"].update(text_hash="0" * 32))
        for pack in (levant, egypt, spanish):
            install(pack, folder / "recordings")
        library.folder = folder / "recordings"
        context.voice.reload()
        try:
            yield folder
        finally:
            library.folder = before
            context.voice.reload()


def heard_scenes(context: UiContext, session: Session, window: MainWindow, frame: TalkFrame) -> Iterator[str]:
    """Each scene's name, once it stands on the screen."""
    with recorded(context) as folder:
        yield from _questions(context, session, window, frame)
        yield from _settings(context, window, folder)


def _questions(context: UiContext, session: Session, window: MainWindow, frame: TalkFrame) -> Iterator[str]:
    talk = talk_with(context, session, {})
    context.tasks.wait(lambda: talk.move_to(ASKED))
    assert window.desk is not None
    settled(context)
    window.desk.show_talk(talk)
    settled(context)
    frame.show_step(QUESTIONS)
    settled(context)
    yield "a question that can be heard"
    questions = frame.questions
    assert questions.input is not None
    # As the voice tells it: no sound is needed for the picture.
    context.voice.started.emit(questions.input.person_texts[1])
    yield "an answer that is heard"
    context.voice.ended.emit()
    for question in ("papers_held", "about_this_work"):
        context.tasks.wait(lambda q=question: talk.move_to(q))  # type: ignore[misc]
        questions.go_to(question)
        settled(context)
        if question != "papers_held":  # of that one there is a recording, and no scene makes a sound
            questions.sides.listen_button.click()
        yield f"a question that cannot all be heard: {question}"


def _settings(context: UiContext, window: MainWindow, folder: Path) -> Iterator[str]:
    window.show_settings()
    settled(context)
    settings = window.over
    assert isinstance(settings, SettingsScreen)
    part = settings.sound
    _bring_up(settings)
    yield "settings, recordings"
    part.rows[0].remove_button.click()
    _bring_up(settings)
    yield "settings, recordings to be removed"
    (folder / "a" / "answers.yes.wav").unlink()
    part.add(folder / "a")
    wait_until(part.add_button.isEnabled)
    _bring_up(settings)
    yield "settings, recordings with a mistake"
    window.on_over_left()


def _bring_up(settings: SettingsScreen) -> None:
    """The part about sound at the top."""
    QApplication.processEvents()
    bar, page = settings.area.verticalScrollBar(), settings.area.widget()
    assert page is not None
    bar.setValue(settings.sound.mapTo(page, settings.sound.rect().topLeft()).y() - 40)
