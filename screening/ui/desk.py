"""The desk of an opened vault: the cases, and the talk that is on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from screening.core.case import Situation
from screening.documents.render import FormRenderer
from screening.operations.cases import begin_case, resume_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.guides import CASES
from screening.ui.screens.cases import CasesScreen
from screening.ui.talk_frame import TalkFrame
from screening.ui.widgets.basics import set_role

TRAINING_EDGE_PX = 4


@dataclass(frozen=True)
class Place:
    """Where the officer is: what is searched for in the list, and a talk with its step and what is typed there."""

    search: str
    talk: Talk | None
    step: str
    typed: object


class Desk(QStackedWidget):
    """Signals: `asked(Action)` for what belongs to the whole window."""

    asked = Signal(object)

    def __init__(self, context: UiContext, session: Session, renderer: FormRenderer | None = None) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.renderer = renderer or FormRenderer()
        if session.vault.training:
            # On the desk and not on the window: the cover must not carry it.
            set_role(self, "training")
            self.setContentsMargins(TRAINING_EDGE_PX, TRAINING_EDGE_PX, TRAINING_EDGE_PX, TRAINING_EDGE_PX)
        self.cases = CasesScreen(context)
        self.cases.case_opened.connect(self.on_case_opened)
        self.cases.new_case_asked.connect(self.on_new_case)
        self.cases.asked.connect(self.asked)
        self.talk_frame = TalkFrame(context, self.renderer)
        self.talk_frame.left.connect(self.show_cases)
        self.talk_frame.asked.connect(self.asked)
        self.addWidget(self.cases)
        self.cases.open(session)
        self.addWidget(self.talk_frame)

    @property
    def at_the_cases(self) -> bool:
        """Whether the list of cases is shown, and no talk."""
        return self.currentWidget() is self.cases

    @property
    def guide(self) -> str:
        """The screen that is shown, by its name in the guides."""
        return CASES if self.at_the_cases else self.talk_frame.current

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

    def place(self) -> Place:
        """Where the officer is, for a desk that takes this one's place."""
        frame, search = self.talk_frame, self.cases.search_edit.text()
        if self.at_the_cases or frame.talk is None:
            return Place(search, None, "", None)
        return Place(search, frame.talk, frame.current, frame.steps[frame.current].typed())

    def take_up(self, place: Place) -> None:
        """Go on where another desk stood."""
        self.cases.search_edit.setText(place.search)
        if place.talk is None:
            self.show_cases()
        else:
            self.setCurrentWidget(self.talk_frame)
            self.talk_frame.take_up(place.talk, place.step, place.typed)

    def keep_typed(self) -> None:
        """Hand over what is being typed; close what only the officer may see."""
        if self.currentWidget() is self.talk_frame:
            self.talk_frame.leave_step()

    def focus(self) -> None:
        """Put the keyboard where it was."""
        if self.at_the_cases:
            self.cases.focus()
        else:
            self.talk_frame.focus_step()

    def toggle_drawer(self) -> None:
        """The officer's drawer, in a talk."""
        if self.currentWidget() is self.talk_frame:
            self.talk_frame.toggle_drawer()
