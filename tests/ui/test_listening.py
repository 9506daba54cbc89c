"""Listening in a talk: the button, the ears, F8; what the officer reads; and when it has to be silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.settings import ProgramSettings
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.heard import speaker
from screening.ui.heard.voice import Voice
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.screens.settings import SettingsScreen
from screening.ui.tokens import TARGET_PX
from screening.ui.widgets.sound_part import SoundPart
from screening.ui.window import MainWindow

from ..sounds import ANSWERS, install, pack_of
from .conftest import Show
from .referral_talks import talk_with
from .talk_steps import settled

QUESTION, NEXT = "found_work", "family_used"
TEXT = f"labour-exploitation:{QUESTION}.text"


def voice_for(
    context: UiContext, tmp_path: Path, *text_ids: str, seconds: float = 20.0, dialect: str = "Levant"
) -> Voice:
    """These texts are recorded in Arabic."""
    install(pack_of(tmp_path / "pack", "ar", text_ids, seconds=seconds, dialect=dialect), tmp_path / "recordings")
    context.voice = Voice(tmp_path / "recordings", ("NULL",))
    return context.voice


@pytest.fixture
def talk(context: UiContext, session: Session) -> Talk:
    made = talk_with(context, session, {})
    context.tasks.wait(lambda: made.move_to(QUESTION))
    return made


@pytest.fixture
def ask(context: UiContext, talk: Talk, show: Show) -> Iterator[Callable[[], QuestionsScreen]]:
    """Opens the questions, with what is recorded by then."""

    def open_questions() -> QuestionsScreen:
        screen = QuestionsScreen(context)
        show(screen)
        screen.open(talk)
        settled(context)
        return screen

    yield open_questions
    context.voice.close()


def marked(screen: QuestionsScreen) -> list[str]:
    """The answers that are shown as heard."""
    assert screen.input is not None
    assert screen.input.grid is not None
    return [value for value, made in screen.input.grid.buttons.items() if made.property("heard")]


def test_f8_lets_question_and_answers_be_heard_and_marks_the_answer(
    qtbot: QtBot,
    context: UiContext,
    tmp_path: Path,
    ask: Callable[[], QuestionsScreen],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(speaker, "TAIL_FRAMES", speaker.RATE // 50)
    voice = voice_for(context, tmp_path, TEXT, *ANSWERS, seconds=0.05)
    screen = ask()
    assert not voice.playing
    heard: list[tuple[str, bool, list[str]]] = []
    voice.started.connect(
        lambda shown: heard.append((shown.text_id, screen.sides.listen_button.heard, marked(screen)))
    )
    with qtbot.waitSignal(voice.ended):
        QTest.keyClick(screen, Qt.Key.Key_F8)
    assert heard == [
        (TEXT, True, []),
        ("answers.yes", False, ["yes"]),
        ("answers.no", False, ["no"]),
        ("answers.dont_know", False, ["unknown"]),
        ("answers.rather_not", False, ["declined"]),
    ]
    assert marked(screen) == []


def test_an_ear_lets_one_answer_be_heard_and_gives_none(
    qtbot: QtBot, context: UiContext, tmp_path: Path, ask: Callable[[], QuestionsScreen], talk: Talk
) -> None:
    voice = voice_for(context, tmp_path, *ANSWERS)
    screen = ask()
    assert screen.input is not None
    assert screen.input.grid is not None
    ear = screen.input.grid.buttons["no"].ear
    assert ear is not None
    assert min(ear.width(), ear.height()) >= TARGET_PX
    assert ear.accessibleName() == "استماع: لا"
    with qtbot.waitSignal(voice.started):
        QTest.mouseClick(ear, Qt.MouseButton.LeftButton)
    assert marked(screen) == ["no"]
    QTest.mouseClick(ear, Qt.MouseButton.LeftButton)
    assert not voice.playing
    assert marked(screen) == []
    assert talk.answers == {}


def test_pressed_again_before_the_sound_has_begun_is_silence(
    context: UiContext, tmp_path: Path, ask: Callable[[], QuestionsScreen]
) -> None:
    voice = voice_for(context, tmp_path, TEXT, *ANSWERS)
    screen = ask()
    assert screen.input is not None
    assert screen.input.grid is not None
    ear = screen.input.grid.buttons["no"].ear
    assert ear is not None
    for press in (screen.sides.listen_button.click, ear.click):
        press()
        assert voice.playing
        press()
        assert not voice.playing


@pytest.mark.parametrize("leave", ["answer", "skip", "pause", "f8"])
def test_going_on_and_pressing_again_are_silent(
    qtbot: QtBot, context: UiContext, tmp_path: Path, ask: Callable[[], QuestionsScreen], leave: str
) -> None:
    voice = voice_for(context, tmp_path, TEXT)
    screen = ask()
    with qtbot.waitSignal(voice.started):
        QTest.keyClick(screen, Qt.Key.Key_F8)
    key = {"answer": Qt.Key.Key_1, "skip": Qt.Key.Key_F5, "pause": Qt.Key.Key_F6, "f8": Qt.Key.Key_F8}[leave]
    QTest.keyClick(screen, key)
    settled(context)
    assert not voice.playing


def test_without_recordings_nothing_is_said_until_somebody_wants_to_listen(
    context: UiContext, ask: Callable[[], QuestionsScreen]
) -> None:
    screen = ask()
    assert "recording" not in screen.sides.draft_label.text()
    assert screen.input is not None
    assert screen.input.grid is not None
    assert all(made.ear is None for made in screen.input.grid.buttons.values())
    screen.sides.listen_button.click()
    assert "No recording of this in Arabic: read it aloud" in screen.sides.draft_label.text().replace(
        "\u2068", ""
    ).replace("\u2069", "")


def test_recordings_that_are_added_in_a_talk_can_be_heard_at_once(
    context: UiContext, tmp_path: Path, ask: Callable[[], QuestionsScreen]
) -> None:
    context.voice = Voice(tmp_path / "recordings", ("NULL",))
    screen = ask()
    install(pack_of(tmp_path / "pack", "ar", ANSWERS), tmp_path / "recordings")
    context.voice.reload()
    assert screen.input is not None
    assert screen.input.grid is not None
    assert all(made.ear for made in screen.input.grid.buttons.values())
    assert "No recording" in screen.sides.draft_label.text()


def test_the_officer_reads_whose_voice_it_is_and_what_is_missing(
    context: UiContext, tmp_path: Path, ask: Callable[[], QuestionsScreen]
) -> None:
    voice_for(context, tmp_path, TEXT)
    screen = ask()
    words = screen.sides.draft_label.text()
    assert "Some of this has no recording" in words
    assert "no other speaker has checked it" in words
    assert screen.sides.listen_button.note == "Levant · S2"


def test_a_failure_is_one_sentence_to_the_officer_and_the_talk_goes_on(
    qtbot: QtBot, context: UiContext, tmp_path: Path, ask: Callable[[], QuestionsScreen], talk: Talk
) -> None:
    voice = voice_for(context, tmp_path, TEXT)
    screen = ask()
    next((tmp_path / "recordings").glob("ar.*/*.text.wav")).write_text("damaged")
    with qtbot.waitSignal(voice.failed):
        screen.sides.listen_button.click()
    assert "This recording is damaged and is not played." in screen.sides.draft_label.text()
    QTest.keyClick(screen, Qt.Key.Key_1)
    settled(context)
    assert talk.answers == {QUESTION: "yes"}
    assert "damaged" not in screen.sides.draft_label.text()


def test_hiding_everything_is_silent_at_once(
    qtbot: QtBot, context: UiContext, tmp_path: Path, show: Show, dressed: None
) -> None:
    voice = voice_for(context, tmp_path, "answers.yes")
    window = MainWindow(context, EntryRoom(context, tmp_path / "vaults"))
    show(window)
    yes = context.person_catalog("ar").fixed("answers.yes")
    with qtbot.waitSignal(voice.started):
        voice.play(yes)
    QTest.keyClick(window, Qt.Key.Key_F12)
    assert window.covered
    assert not voice.playing
    voice.close()


# the settings


@pytest.fixture
def settings(context: UiContext, tmp_path: Path, show: Show) -> Iterator[SettingsScreen]:
    voice_for(context, tmp_path, *ANSWERS, seconds=0.05)
    screen = SettingsScreen(context)
    show(screen)
    settled(context)
    yield screen
    context.voice.close()


def add_whole(qtbot: QtBot, part: SoundPart, source: Path) -> None:
    """Adding goes in steps, with pauses between."""
    part.add(source)
    qtbot.waitUntil(lambda: part.add_button.isEnabled())
    qtbot.waitUntil(lambda: not part.looking)


def test_recordings_are_added_and_listed(
    qtbot: QtBot, settings: SettingsScreen, context: UiContext, tmp_path: Path
) -> None:
    part = settings.sound
    assert [row.entry.covered for row in part.rows] == [4]
    add_whole(qtbot, part, pack_of(tmp_path / "more", "es", ANSWERS[:2], speaker="S9"))
    assert [(row.entry.pack.language, row.entry.covered) for row in part.rows] == [("ar", 4), ("es", 2)]
    assert part.note.text() == "2 recordings added."
    assert context.voice.has(context.person_catalog("es").fixed("answers.yes"))


def test_mistakes_are_named_and_nothing_is_added(
    qtbot: QtBot, settings: SettingsScreen, context: UiContext, tmp_path: Path
) -> None:
    part = settings.sound
    more = pack_of(tmp_path / "more", "es", ANSWERS[:2])
    (more / "answers.yes.wav").write_text("no sound")
    add_whole(qtbot, part, more)
    assert "answers.yes.wav" in part.error.text()
    assert part.error.isVisibleTo(settings)
    assert [row.entry.pack.language for row in part.rows] == ["ar"]
    add_whole(qtbot, part, tmp_path)
    assert "recordings.json" in part.error.text()


def test_removing_says_what_it_cannot_undo_and_asks(settings: SettingsScreen, context: UiContext) -> None:
    part = settings.sound
    row = part.rows[0]
    row.remove_button.click()
    assert "cannot be brought back" in row.sure_label.text()
    assert QApplication.focusWidget() is row.no_button
    row.no_button.click()
    assert not row.sure_label.isVisibleTo(settings)
    row.remove_button.click()
    row.yes_button.click()
    settled(context)
    assert part.rows == []
    assert part.empty_label.isVisibleTo(settings)
    assert not context.voice.speaks("ar")


def test_another_voice_can_go_first(
    qtbot: QtBot, settings: SettingsScreen, context: UiContext, tmp_path: Path
) -> None:
    chosen: list[ProgramSettings] = []
    settings.settings_changed.connect(lambda found, _setting: chosen.append(found))
    part = settings.sound
    add_whole(qtbot, part, pack_of(tmp_path / "more", "ar", ANSWERS[:1], dialect="Egypt", speaker="S9"))
    other = next(row for row in part.rows if row.entry.pack.dialect == "Egypt")
    other.first_button.click()
    assert chosen[-1].first_voices == (other.entry.pack.voice,)


def test_machine_voices_are_off_unless_switched_on(settings: SettingsScreen) -> None:
    chosen: list[ProgramSettings] = []
    settings.settings_changed.connect(lambda found, _setting: chosen.append(found))
    assert not settings.sound.machine_check.isChecked()
    settings.sound.machine_check.click()
    assert chosen[-1].machine_voices
