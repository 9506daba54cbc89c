"""The desk of an opened vault: the cases, and the talk that is on it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from screening.core.case import Situation
from screening.documents.render import FormRenderer
from screening.operations.cases import begin_case, resume_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.cases import CasesScreen
from screening.ui.talk_frame import TalkFrame


class Desk(QStackedWidget):
    """Signals: `lock_asked()`; `urgent_help_asked()`."""

    lock_asked = Signal()
    urgent_help_asked = Signal()

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.cases = CasesScreen(context)
        self.cases.case_opened.connect(self.on_case_opened)
        self.cases.new_case_asked.connect(self.on_new_case)
        self.cases.lock_asked.connect(self.lock_asked)
        self.talk_frame = TalkFrame(context, FormRenderer())
        self.talk_frame.left.connect(self.show_cases)
        self.talk_frame.urgent_help_asked.connect(self.urgent_help_asked)
        self.addWidget(self.cases)
        self.cases.open(session)
        self.addWidget(self.talk_frame)

    def show_cases(self) -> None:
        """The case list, up to date."""
        self.setCurrentWidget(self.cases)
        self.cases.refresh()
        self.cases.focus()

    def on_new_case(self, situation: Situation) -> None:
        """Begin a case."""
        self.context.tasks.run(lambda: begin_case(self.session, situation), self.show_talk)

    def on_case_opened(self, case_id: str) -> None:
        """Go on with a case where it stopped."""
        self.context.tasks.run(lambda: resume_case(self.session, case_id), self.show_talk)

    def show_talk(self, talk: Talk) -> None:
        """Put a talk on the desk."""
        self.setCurrentWidget(self.talk_frame)
        self.talk_frame.open(talk)

    def keep_typed(self) -> None:
        """Hand over what is being typed; close what only the officer may see."""
        if self.currentWidget() is self.talk_frame:
            self.talk_frame.leave_step()

    def focus(self) -> None:
        """Put the keyboard where it was."""
        if self.currentWidget() is self.cases:
            self.cases.focus()
        else:
            self.talk_frame.focus_step()

    def toggle_drawer(self) -> None:
        """The officer's drawer, in a talk."""
        if self.currentWidget() is self.talk_frame:
            self.talk_frame.toggle_drawer()
