"""The language of a running talk, changed: to the painted question in it, and what the process holds after all.

Every text of the person's is the language's sample (`tests.ui.person_words`), about as long as a translation:
most translations are not there yet.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import vaults

if TYPE_CHECKING:
    from screening.core.consent import LanguageChoice

    from .hands import Hands

ROUNDS = 2
QUESTION = "found_work"


def _choice(tag: str) -> LanguageChoice:
    from screening.core.consent import InterpreterMode, LanguageChoice

    return LanguageChoice(
        tag,
        text_available=True,
        interpreter=InterpreterMode.PHONE,
        interpreter_code="I-7",
        no_conflict=True,
        person_agrees=True,
    )


def _at_a_question(folder: Path) -> Hands:
    """A talk at a question, in English and with an interpreter, so that consent holds in each language."""
    from .hands import Hands
    from .talks import agreed_talk

    hands = Hands(folder)
    hands.unlock(vaults.vault_of(folder))
    talk = hands.context.tasks.wait(lambda: agreed_talk(hands.session))
    hands.context.tasks.wait(lambda: talk.choose_language(_choice("en")))
    hands.context.tasks.wait(lambda: talk.move_to(QUESTION))
    hands.desk.show_talk(talk)
    hands.settle()
    return hands


def _fill(hands: Hands) -> Iterator[str]:
    """The tags, each with its sample in place of its words."""
    from screening.ui.question_texts import asked_texts
    from tests.ui.person_words import PersonWords

    talk = hands.desk.talk_frame.talk
    texts = list(asked_texts(talk.flow.instrument)) if talk is not None else []
    for tag in hands.context.languages:
        if tag != "en":
            PersonWords(tag, tag).fill(hands.context).missing(texts)  # looks all of them up: they are made now
        yield tag


def _asked_in(hands: Hands, tag: str) -> bool:
    texts = hands.desk.talk_frame.questions.sides.person_texts
    return bool(texts) and texts[0].shown is not None and texts[0].shown.language == tag


def _load_fonts(hands: Hands, tag: str) -> None:
    """Until a line has been drawn in them: Qt opens a font only then."""
    from PySide6.QtGui import QImage, QPainter

    from tests.ui.person_words import sample_text

    image = QImage(400, 60, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setFont(hands.context.font(tag))
    painter.drawText(0, 40, sample_text(tag, QUESTION, "one line of words"))
    painter.end()


def switching(folder: Path) -> dict[str, Any]:
    """Milliseconds: the fonts of each language, until a line stands in them; from the press that settles a
    language to the next page painted, and from the way on to the question painted in it, both for the first time
    in a language and again; the same question painted again."""
    from PySide6.QtCore import Qt

    from screening.ui.steps import CONSENT, LANGUAGE, QUESTIONS

    hands = _at_a_question(folder)
    frame, language = hands.desk.talk_frame, hands.desk.talk_frame.language
    names = ("fonts", "settled first", "settled", "question first", "question", "again")
    found: dict[str, list[float]] = {name: [] for name in names}
    tags = list(_fill(hands))
    for tag in tags:
        start = time.perf_counter()
        _load_fonts(hands, tag)
        found["fonts"].append((time.perf_counter() - start) * 1000)
    for before in range(ROUNDS):
        for tag in (*tags[1:], tags[0]):
            frame.show_step(LANGUAGE)
            hands.settle()
            language.on_language_picked(tag)
            hands.settle()
            language.next_button.setFocus()
            settled = hands.timed(lambda: hands.press(Qt.Key.Key_Return), lambda: frame.current == CONSENT)
            asked = hands.timed(
                lambda: frame.show_step(QUESTIONS),
                lambda t=tag: frame.current == QUESTIONS and _asked_in(hands, t),  # type: ignore[misc]
            )
            again = hands.timed(frame.update, lambda: True)
            which = "" if before else " first"
            for name, taken in ((f"settled{which}", settled), (f"question{which}", asked), ("again", again)):
                found[name].append(taken)
    hands.close()
    return found


def cycled(folder: Path, kind: str) -> dict[str, Any]:
    """What the process holds after a talk went through all languages, or as often through English."""
    from screening.ui.steps import QUESTIONS

    from .parts import held

    hands = _at_a_question(folder)
    talk, frame = hands.desk.talk_frame.talk, hands.desk.talk_frame
    if talk is None:
        raise RuntimeError("no talk is open")
    tags = list(_fill(hands)) if kind == "all" else ["en"] * len(hands.context.languages)
    for tag in tags:
        hands.context.tasks.wait(lambda t=tag: talk.choose_language(_choice(t)))  # type: ignore[misc]
        frame.show_step(QUESTIONS)
        hands.until(lambda t=tag: _asked_in(hands, t))  # type: ignore[misc]
        hands.settle()
    holds = held()
    hands.close()
    return holds
