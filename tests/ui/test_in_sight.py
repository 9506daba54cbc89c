"""Whatever the person may answer or do at a question is in sight without scrolling, also on a small screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton

from screening.app import build_window, dress
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.settings import ProgramSettings, TextPercent, Theme
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.steps import QUESTIONS
from screening.ui.talk_frame import TalkFrame

from ..sounds import ANSWERS, install, pack_of
from .conftest import CHEAP, new_session, undress
from .held_talks import HandedOver, hand_over
from .referral_talks import SHOWN
from .scenes import stand
from .talk_steps import looked_talk, settled

LANGUAGES = ("en", "ar", "fr", "my")
SIZES = ((1024, 600), (1024, 768))
YES_NO = "found_work"
SPOKEN = (f"labour-exploitation:{YES_NO}.text", *ANSWERS)
STOP = "stop"


@pytest.fixture(autouse=True)
def as_it_was(qapp: QApplication, fonts: object) -> Iterator[None]:
    """Another look is dressed for each test; the tests after this one find the application as it was."""
    font, direction = qapp.font(), qapp.layoutDirection()
    yield
    undress(qapp, font, direction)


def asked_in(context: UiContext, session: Session, tag: str) -> Talk:
    """A talk at its questions in a language."""
    talk = looked_talk(context, session)

    def make() -> None:
        said = replace(SHOWN, language=tag)
        reasoned = DraftUse(reason=DraftReason.NO_INTERPRETER)
        talk.choose_language(LanguageChoice(tag, text_available=True, draft=reasoned))
        talk.record_consent(Consent(ConsentState.GIVEN, True, True, True, frozenset(ConsentPoint)), said)
        talk.open_questions()

    context.tasks.wait(make)
    return talk


@contextmanager
def recorded(context: UiContext, tag: str) -> Iterator[None]:
    """The questions and their answers can be heard: an ear stands beside each."""
    library, before = context.voice.library, context.voice.library.folder
    with TemporaryDirectory(prefix="screening-sounds-") as name:
        install(pack_of(Path(name) / "a", tag, SPOKEN), Path(name) / "recordings")
        library.folder = Path(name) / "recordings"
        context.voice.reload()
        try:
            yield
        finally:
            library.folder = before
            context.voice.reload()


def out_of_sight(buttons: dict[str, QPushButton]) -> dict[str, str]:
    """What is not whole in sight, and how much of it is."""
    found = {}
    for value, button in buttons.items():
        seen = button.visibleRegion().boundingRect()
        if seen.size() != button.size():
            found[value] = f"{seen.height()} of {button.height()}"
    return found


@contextmanager
def dressed_window(
    context: UiContext, percent: TextPercent, folder: Path, tag: str
) -> Iterator[tuple[TalkFrame, HandedOver]]:
    """A talk in a language, at its questions."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    context.settings = ProgramSettings(context.translator.language.tag, Theme.LIGHT, percent)
    dress(app, context)
    window = build_window(app, context, folder, kdf=CHEAP, floor=CHEAP)
    window.show()
    window.activateWindow()
    session = context.tasks.wait(lambda: new_session(folder / "vault"))
    window.on_vault_opened(session)
    settled(context)
    assert window.desk is not None
    frame = window.desk.talk_frame
    talk = asked_in(context, session, tag)
    window.desk.show_talk(talk)
    settled(context)
    frame.show_step(QUESTIONS)
    settled(context)
    try:
        yield frame, HandedOver(context, window, session, talk)
    finally:
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def buttons_now(at: HandedOver, frame: TalkFrame) -> dict[str, QPushButton]:
    """What can be answered and done, in the way that is shown."""
    if at.window.held.on:
        view = at.room.view
    elif frame.ways.here is not None:
        view = frame.ways.here.view
    else:
        asked = frame.questions
        assert asked.input is not None and asked.input.grid is not None and asked.controls is not None
        return {**asked.input.grid.buttons, **asked.controls.buttons}
    assert view.answers is not None and view.controls is not None
    return {**view.answers.buttons, **view.controls.buttons}


def lacking(at: HandedOver, frame: TalkFrame, way: str) -> dict[str, dict[str, str]]:
    """At each size of the window, what of a question with yes and no is not in sight."""
    found = {}
    for size in SIZES:
        stand(at.window, size)
        buttons = buttons_now(at, frame)
        assert {"yes", "no", "unknown", "declined", "again", "not_understood", "pause", STOP} <= set(buttons)
        missing = out_of_sight(buttons)
        if missing:
            found[f"{way}, {size}"] = missing
    return found


CASES = [
    # The worst of the smallest: what is checked every day.
    ("en", 100, "my", True),
    *(
        pytest.param(*case, marks=pytest.mark.slow)
        for case in product(("en", "ar", "fr"), (100, 125), LANGUAGES, (True, False))
        if case != ("en", 100, "my", True)
    ),
]


@pytest.mark.parametrize(("officer", "percent", "tag", "heard"), CASES)
def test_all_answers_and_controls_are_in_sight_without_scrolling(
    officer: str,
    percent: TextPercent,
    tag: str,
    heard: bool,
    make_context: Callable[[str], UiContext],
    tmp_path: Path,
) -> None:
    context = make_context(officer)
    found: dict[str, dict[str, str]] = {}
    ears = recorded(context, tag) if heard else nullcontext()
    with ears, dressed_window(context, percent, tmp_path, tag) as (frame, at):
        frame.questions.go_to(YES_NO)
        at.settle()
        found |= lacking(at, frame, "together")
        frame.questions.undo_button.show()
        found |= lacking(at, frame, "together, with an answer to take back")
        frame.ways.show_here()
        found |= lacking(at, frame, "shown")
        frame.ways.together()
        hand_over(at)
        found |= lacking(at, frame, "held")
        at.window.held.clock = lambda: 1e9
        at.give_back()
    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["ar", "my"])
def test_with_very_large_texts_stopping_stays_in_sight(
    tag: str, make_context: Callable[[str], UiContext], tmp_path: Path
) -> None:
    context = make_context("en")
    with dressed_window(context, 200, tmp_path, tag) as (frame, at):
        frame.questions.go_to(YES_NO)
        at.settle()
        for way, go in (("together", None), ("shown", frame.ways.show_here)):
            if go is not None:
                go()
            assert STOP not in [each for missing in lacking(at, frame, way).values() for each in missing], way
        frame.ways.together()
        hand_over(at)
        assert STOP not in [each for missing in lacking(at, frame, "held").values() for each in missing]
        at.window.held.clock = lambda: 1e9
        at.give_back()
