"""The desk of an opened vault: the cases, and the talk that is on it."""

from __future__ import annotations

from collections.abc import Callable

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
        self.addWidget(self.cases)
        self.cases.open(session)
        self.talk_frame = self._make_frame()

    def _make_frame(self) -> TalkFrame:
        frame = TalkFrame(self.context, FormRenderer())
        frame.left.connect(self.on_talk_left)
        frame.urgent_help_asked.connect(self.urgent_help_asked)
        self.addWidget(frame)
        return frame

    def on_talk_left(self, in_memory: bool) -> None:
        """Back to the cases."""
        self.show_cases()
        if in_memory:
            self.renew_frame()

    def renew_frame(self) -> None:
        """A fresh frame: fields, drawer and pages of the old one hold words of a talk that must be gone.

        Emptying a field would not do: what was typed can be brought back by undoing.
        """
        old, self.talk_frame = self.talk_frame, self._make_frame()
        self.removeWidget(old)
        old.hide()
        old.deleteLater()

    def may_close(self, then: Callable[[], object]) -> bool:
        """Whether locking or closing loses nothing; else that is said first, and `then` runs after a yes."""
        frame = self.talk_frame
        if self.currentWidget() is not frame or frame.talk is None:
            return True
        return frame.may_leave(then, frame.talk, closing=True)

    def let_go(self) -> None:
        """The program is locked or closed: what is typed is handed over, a talk in memory is gone."""
        self.keep_typed()
        self.talk_frame.try_again()
        if self.talk_frame.talk is not None and not self.talk_frame.talk.recorded:
            self.talk_frame.leave()

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
