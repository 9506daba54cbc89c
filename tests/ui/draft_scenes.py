"""Consent on words that no speaker has checked, where nobody vouches for them yet: every form of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from screening.core.consent import InterpreterMode, LanguageChoice
from screening.core.office import Office
from screening.operations.session import Session
from screening.ui.consent_texts import DRAFT
from screening.ui.context import UiContext
from screening.ui.steps import CONSENT
from screening.ui.talk_frame import TalkFrame

from .talk_steps import looked_talk

INTERPRETER = (InterpreterMode.PHONE, "INT-7", True, True)


def draft_scenes(context: UiContext, session: Session, frame: TalkFrame) -> Iterator[str]:
    """Each scene's name, once it stands on the screen."""
    strict = replace(session, office=Office("Labour Inspection North", allow_drafts=False))
    for name, of, choice in (
        ("a reason for a draft", session, LanguageChoice("ar", True)),
        ("an interpreter or a reason", session, LanguageChoice("ar", True, "", *INTERPRETER)),
        ("words that only the interpreter says", session, LanguageChoice("vi", False, "", *INTERPRETER)),
        ("drafts only with an interpreter", strict, LanguageChoice("ar", True, "", *INTERPRETER)),
        ("drafts forbidden", strict, LanguageChoice("ar", True)),
    ):
        talk = looked_talk(context, of)
        context.tasks.wait(lambda t=talk, c=choice: t.choose_language(c))  # type: ignore[misc]
        frame.open(talk)
        if frame.current != CONSENT:
            frame.show_step(CONSENT)
        while context.tasks.busy:
            QApplication.processEvents()
        for _ in range(frame.consent.pages.index(DRAFT)):
            frame.consent.told_button.click()
        QApplication.processEvents()
        yield f"consent, {name}"
