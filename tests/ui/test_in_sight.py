"""Whatever the person may answer or do at a question is in sight without scrolling, also on a small screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext

from ..sounds import ANSWERS, install, pack_of
from .conftest import undress
from .referral_talks import SHOWN
from .talk_steps import looked_talk

LANGUAGES = ("en", "ar", "fr", "my")
SIZES = ((1024, 600), (1024, 768))
YES_NO = ("found_work", "family_used")
"""One of the shortest and one of the longest."""
SPOKEN = tuple(f"labour-exploitation:{question}.text" for question in YES_NO)
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
        install(pack_of(Path(name) / "a", tag, (*SPOKEN, *ANSWERS)), Path(name) / "recordings")
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
