"""Types a word into a field of a talk and says nothing to the program: `typist.py VAULT CASE FIELD WORD`.

Prints "typed TIME" after the last key, and then waits to be killed.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from screening.app import build_context, build_window
from screening.operations.session import Session, unlock
from screening.store.keys import KdfLimits
from screening.ui.steps import CONSENT, LANGUAGE, NEEDS, QUESTIONS, RECORDED
from screening.ui.talk_frame import TalkFrame
from screening.ui.tokens import LIGHT
from tests.journeys.drivers.talker import wait
from tests.pausing import pause

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
OFFICER, PASSPHRASE = "A1", "orange window river monday lamp"
STEPS = {
    "dialect": LANGUAGE,
    "note": QUESTIONS,
    "answer": QUESTIONS,
    "reason": RECORDED,
    "name": NEEDS,
    "risks": NEEDS,
    "draft reason": CONSENT,
}


def field_of(frame: TalkFrame, field: str) -> QWidget:
    """The field, on the screen."""
    questions = frame.questions
    if field in {"note", "answer"}:
        wait(lambda: questions.shown_question is not None)
        questions.go_to("wanted_now")
        wait(lambda: questions.shown_question == "wanted_now" and not questions.in_interlude)
    if field == "draft reason":
        frame.consent.on_change()
    if field == "note":
        questions.toggle_drawer()
    answer = questions.input.field if questions.input is not None else None
    found: dict[str, QWidget | None] = {
        "dialect": frame.language.dialect_edit,
        "note": questions.drawer.note_edit,
        "answer": answer,
        "reason": frame.recorded.reason_edit,
        "name": frame.needs.about.name_edit,
        "risks": frame.needs.about.risks_edit,
        "draft reason": frame.consent.draft_step.more_edit,
    }
    made = found[field]
    if made is None:
        raise SystemExit(1)
    return made


def main(vault: Path, case_id: str, field: str, word: str) -> None:
    app = QApplication(["screening"])
    context = build_context("en", LIGHT)
    window = build_window(app, context, vault.parent, kdf=CHEAP, floor=CHEAP)
    window.show()
    opened: list[Session] = []
    context.tasks.run(lambda: unlock(vault, OFFICER, PASSPHRASE, floor=CHEAP), opened.append)
    wait(lambda: opened)
    window.on_vault_opened(opened[0])
    wait(lambda: window.desk is not None and not context.tasks.busy)
    window.alone_again.yes_button.click()
    wait(lambda: window.desk is not None and window.desk.talk_frame.talk is not None and not context.tasks.busy)
    frame = window.desk.talk_frame  # type: ignore[union-attr]
    frame.show_step(STEPS[field])
    wait(lambda: not context.tasks.busy)
    edit = field_of(frame, field)
    wait(edit.isVisible)
    edit.setFocus()
    wait(edit.hasFocus)
    for letter in word:
        QTest.keyClicks(edit, letter)
        pause(20)
    print("typed", time.monotonic(), flush=True)
    while True:
        pause(50)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
