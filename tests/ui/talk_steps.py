"""Opening the steps of a talk on the screen, and looking into the vault behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from screening.core.case import CaseRecord, Situation
from screening.core.safety import SafetyCheck
from screening.documents.render import FormRenderer
from screening.operations.cases import begin_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.store import schema
from screening.ui.context import UiContext
from screening.ui.talk_frame import TalkFrame

from .conftest import Show
from .patience import wait_until as wait_until
from .referral_talks import SAFE

SHARED = ("meta", "audit", "officer", "service", "tally", "pack")
"""Tables that hold nothing of one case."""


def new_talk(context: UiContext, session: Session) -> Talk:
    """A case just begun."""
    return context.tasks.wait(lambda: begin_case(session, Situation.WORKPLACE))


def looked_talk(context: UiContext, session: Session, **answers: str) -> Talk:
    """A case after looking first; `age="child"` and the like differ from what is safe."""
    talk = new_talk(context, session)

    def look() -> None:
        for check, answer in {**SAFE, "age": "adult", **answers}.items():
            talk.note_safety(SafetyCheck(check), answer)

    context.tasks.wait(look)
    return talk


def in_vault(context: UiContext, talk: Talk) -> CaseRecord:
    """What the vault holds of a case."""
    return context.tasks.wait(lambda: talk.session.vault.cases.load(talk.record.id))


def rows_of_cases(context: UiContext, session: Session) -> dict[str, int]:
    """How many rows each table has that holds something of a case, and the search index; none that is empty."""

    def count() -> dict[str, int]:
        tables = [table for table in schema.metadata.sorted_tables if table.name not in SHARED]
        found = {
            str(table.name): int(session.vault.database.value(select(func.count()).select_from(table)))
            for table in (*tables, schema.case_search)
        }
        return {name: number for name, number in found.items() if number}

    return context.tasks.wait(count)


def settled(context: UiContext) -> None:
    """Until all work is done, and what it put on the screen is shown and laid out."""
    wait_until(lambda: not context.tasks.busy)
    for _ in range(3):
        QApplication.processEvents()


def settle(qtbot: QtBot, context: UiContext) -> None:
    """Until all work is done, and what it put on the screen is shown."""
    qtbot.waitUntil(lambda: not context.tasks.busy)
    QApplication.processEvents()


def open_frame(qtbot: QtBot, context: UiContext, talk: Talk, show: Show) -> TalkFrame:
    """A talk in its frame, with the rail beside it."""
    frame = TalkFrame(context, FormRenderer())
    show(frame)
    frame.open(talk)
    settle(qtbot, context)
    return frame


def press(key: Qt.Key) -> None:
    """A key, to whatever has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def digit(number: int) -> None:
    """A digit, to whatever has the keyboard."""
    press(Qt.Key(Qt.Key.Key_0.value + number))


def shown_widgets(root: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """The visible widgets of a kind."""
    return [widget for widget in root.findChildren(kind) if widget.isVisible()]


Opened = Callable[[Talk], TalkFrame]
