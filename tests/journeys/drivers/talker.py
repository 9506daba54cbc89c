"""A talk that goes on until the process is killed: `talker.py VAULT CASE`.

Prints "QUESTION ANSWER" when the question after it has been painted: from then on the answer is acknowledged.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from screening.app import build_context, build_window
from screening.core.instrument import QuestionType
from screening.operations.session import Session, unlock
from screening.store.keys import KdfLimits
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.tokens import LIGHT
from screening.ui.window import MainWindow
from tests.pausing import pause

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
OFFICER, PASSPHRASE = "A1", "orange window river monday lamp"
PATIENCE_S = 60


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.times += 1
        return False


def wait(condition: object) -> None:
    """Turn the event loop until something holds; a program that stands still is ended, and its test says so."""
    end = time.monotonic() + PATIENCE_S
    while callable(condition) and not condition():
        if time.monotonic() > end:
            print("stood still", file=sys.stderr, flush=True)
            os._exit(1)
        pause(1)


def main(vault: Path, case_id: str) -> None:
    """Answer one question after another, around and around."""
    app = QApplication(["screening"])
    context = build_context("en", LIGHT)
    window = build_window(app, context, vault.parent, kdf=CHEAP, floor=CHEAP)
    window.show()
    opened: list[Session] = []
    context.tasks.run(lambda: unlock(vault, OFFICER, PASSPHRASE, floor=CHEAP), opened.append)
    wait(lambda: opened)
    window.on_vault_opened(opened[0])
    wait(lambda: window.desk is not None and not context.tasks.busy)
    if window.alone_again.isVisible():  # a case was left open: whoever comes back is asked first
        window.alone_again.yes_button.click()
    talk(window, case_id)


def talk(window: MainWindow, case_id: str) -> None:
    desk = window.desk
    if desk is None:
        raise SystemExit(1)
    desk.on_case_opened(case_id)
    screen = desk.talk_frame.questions
    wait(lambda: screen.shown_question is not None and screen.isVisible())
    painted = Painted()
    screen.sides.officer_card.installEventFilter(painted)
    print("at", screen.shown_question, flush=True)
    while True:
        answer_one(screen, painted)


def answer_one(screen: QuestionsScreen, painted: Painted) -> None:
    before, given = screen.shown_question, screen.input
    if before is None or given is None:
        raise SystemExit(1)
    question = screen.talk.flow.question(before)
    if question.type is not QuestionType.YES_NO:
        screen.on_control("skip")
        wait(lambda: screen.shown_question != before or screen.in_interlude)
    else:
        digit = 2 if screen.talk.answers.get(before) == "yes" else 1
        times = painted.times
        QTest.keyClick(given, Qt.Key(Qt.Key.Key_0 + digit))
        if screen.change.isVisible():
            QTest.keyClick(screen.change.buttons[0], Qt.Key.Key_2)  # added later: every version is kept
        wait(lambda: (screen.shown_question != before and painted.times > times) or screen.in_interlude)
        print(before, given.values[digit - 1], flush=True)
    if screen.in_interlude:
        first = next(q.id for q in screen.talk.loaded.instrument.questions() if q.type is QuestionType.YES_NO)
        screen.go_to(first)
        wait(lambda: screen.shown_question == first and not screen.in_interlude)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
