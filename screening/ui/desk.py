"""The desk of an opened vault: the cases, and the talk that is on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget

from screening.core.case import CaseSummary, Situation
from screening.core.errors import ScreeningError
from screening.documents.render import FormRenderer
from screening.operations.cases import begin_case, resume_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.guides import CASES
from screening.ui.person.ways import Way
from screening.ui.screens.cases import CasesScreen
from screening.ui.talk_frame import TalkFrame
from screening.ui.widgets.erase_case import EraseCase
from screening.ui.widgets.tab_order import focus_first

FRAME_AFTER_MS = 150
"""A talk's screens are made so long after the case list: it has been painted then."""


@dataclass(frozen=True)
class Place:
    """Where the officer is: what is searched for in the list, and a talk with its step and what is typed there."""

    search: str
    talk: Talk | None
    step: str
    typed: object
    way: Way = Way.TOGETHER


class Desk(QStackedWidget):
    """Signals: `asked(Action)` for what belongs to the whole window; `review_asked()` for the page of review;
    `wall_asked(WallAsk)` for the wall of languages; `must_hide()` when the person may see what is the officer's.
    """

    must_hide = Signal()
    asked = Signal(object)
    wall_asked = Signal(object)
    review_asked = Signal()

    def __init__(self, context: UiContext, session: Session, renderer: FormRenderer | None = None) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.renderer = renderer or FormRenderer()
        self.cases = CasesScreen(context)
        self.cases.case_opened.connect(self.on_case_opened)
        self.cases.new_case_asked.connect(self.on_new_case)
        self.cases.asked.connect(self.asked)
        self.cases.erase_asked.connect(self.on_erase_asked)
        self.cases.review_asked.connect(self.review_asked)
        self.addWidget(self.cases)
        self._last_case = ""
        self._frame_timer = QTimer(self, singleShot=True, interval=FRAME_AFTER_MS)
        self._frame_timer.timeout.connect(lambda: self.talk_frame)
        self._frame_timer.start()
        self.cases.open(session)

    @cached_property
    def talk_frame(self) -> TalkFrame:
        """The talk's screens. Measured: they take 100 ms to make, and the case list does not wait for them."""
        return self._make_frame()

    @cached_property
    def erase_case(self) -> EraseCase:
        """The question whether a case is to be erased, in place of the list."""
        made = EraseCase(self.context, self.session)
        made.closed.connect(self.show_cases)
        made.erased.connect(self.forget_case)
        self.addWidget(made)
        return made

    def on_erase_asked(self, case: CaseSummary) -> None:
        """Ask whether a case is to be erased."""
        self.setCurrentWidget(self.erase_case)
        self.erase_case.ask(case)

    def forget_case(self, case_id: str) -> None:
        """A case is erased: no screen holds words of it any more."""
        if self._last_case == case_id:
            self.renew_frame()

    def _make_frame(self) -> TalkFrame:
        frame = TalkFrame(self.context, self.renderer)
        frame.left.connect(self.on_talk_left)
        frame.asked.connect(self.asked)
        frame.wall_asked.connect(self.wall_asked)
        frame.ways.own_display_lost.connect(self.must_hide)
        self.addWidget(frame)
        return frame

    def on_talk_left(self, in_memory: bool) -> None:
        """Back to the cases."""
        self.show_together()
        self.show_cases()
        if in_memory:
            self.renew_frame()

    def renew_frame(self) -> None:
        """A fresh frame: fields, drawer and pages of the old one hold words of a talk that must be gone.

        Emptying a field would not do: what was typed can be brought back by undoing.
        """
        old, self.talk_frame = self.talk_frame, self._make_frame()
        self.removeWidget(old)
        _clear_clipboard(old)
        old.hide()
        old.deleteLater()

    def may_close(self, then: Callable[[], object]) -> bool:
        """Whether locking or closing loses nothing; else that is said first, and `then` runs after a yes."""
        if not self._in_talk or self.talk_frame.talk is None:
            return True
        return self.talk_frame.may_leave(then, self.talk_frame.talk, closing=True)

    @property
    def locking_loses(self) -> bool:
        """Whether locking would lose something: a talk in memory only, or what the disk has not taken yet."""
        return self._in_talk and self.talk_frame.unkept

    @property
    def waiting(self) -> bool:
        """Whether the disk has not taken something of a talk yet, be it on the desk or not."""
        return "talk_frame" in self.__dict__ and self.talk_frame.waiting

    def let_go(self) -> None:
        """The program is locked or closed: what is typed is handed over, a talk in memory is gone."""
        self.keep_typed()
        self.show_together()
        if "talk_frame" not in self.__dict__:
            return  # no talk was opened yet: its screens are not made only to be locked
        self.talk_frame.try_again()
        talk = self.talk_frame.talk if self._in_talk else None
        if talk is not None and not talk.recorded:
            self.context.tasks.run(talk.end_unkept)
            self.talk_frame.leave()

    @property
    def in_talk(self) -> bool:
        """Whether a talk is on the desk, and not the list."""
        return self._in_talk

    @property
    def _in_talk(self) -> bool:
        return isinstance(self.currentWidget(), TalkFrame)

    @property
    def at_the_cases(self) -> bool:
        """Whether the list of cases is shown, and no talk."""
        return self.currentWidget() is self.cases

    @property
    def guide(self) -> str:
        """The screen that is shown, by its name in the guides."""
        return self.talk_frame.current if self._in_talk else CASES

    def show_cases(self) -> None:
        """The case list, up to date."""
        self.setCurrentWidget(self.cases)
        self.cases.refresh()
        self.cases.focus()

    def on_new_case(self, situation: Situation) -> None:
        """Begin a case."""
        self.context.tasks.run(lambda: begin_case(self.session, situation), self.show_talk, self._on_not_opened)

    def on_case_opened(self, case_id: str) -> None:
        """Go on with a case where it stopped."""
        self.context.tasks.run(lambda: resume_case(self.session, case_id), self.show_talk, self._on_not_opened)

    def _on_not_opened(self, error: ScreeningError) -> None:
        """Said where it was asked for; where another case is open by now, above the list when it is seen again."""
        if self.at_the_cases:
            self.cases.show_error(error)
        else:
            self.context.tasks.failed.emit(error)

    def show_talk(self, talk: Talk) -> None:
        """Put a talk on the desk."""
        self._last_case = talk.record.id
        frame = self.talk_frame
        self.setCurrentWidget(frame)
        frame.open(talk)

    def place(self) -> Place:
        """Where the officer is, for a desk that takes this one's place."""
        frame, search = self.talk_frame, self.cases.search_edit.text()
        if not self._in_talk or frame.talk is None:
            return Place(search, None, "", None)
        return Place(search, frame.talk, frame.current, frame.steps[frame.current].typed(), frame.ways.way)

    def take_up(self, place: Place) -> None:
        """Go on where another desk stood."""
        self.cases.search_edit.setText(place.search)
        if place.talk is None:
            self.show_cases()
        else:
            self._last_case = place.talk.record.id
            self.setCurrentWidget(self.talk_frame)
            self.talk_frame.take_up(place.talk, place.step, place.typed)
            self.talk_frame.ways.take_up(place.way)

    def keep_typed(self) -> None:
        """Hand over what is being typed; close what only the officer may see."""
        if self._in_talk:
            self.talk_frame.leave_step()

    def focus(self) -> None:
        """Put the keyboard where it was."""
        if self.at_the_cases:
            self.cases.focus()
        elif self._in_talk:
            self.talk_frame.focus_step()
        else:
            focus_first(self)

    def toggle_drawer(self) -> None:
        """The officer's drawer, in a talk."""
        if self._in_talk:
            self.talk_frame.toggle_drawer()

    def toggle_person(self) -> None:
        """The person's side alone, in a talk, and both sides again."""
        if self._in_talk and not self.talk_frame.show_wall():
            self.talk_frame.ways.toggle()

    def show_together(self) -> None:
        """The person's side is shown nowhere alone any more."""
        if "talk_frame" in self.__dict__:
            self.talk_frame.ways.together()


def _clear_clipboard(frame: TalkFrame) -> None:
    """What was copied from a field goes too; not all systems know that it came from here."""
    clipboard = QApplication.clipboard()
    copied = clipboard.text()
    texts = [each.text() for each in frame.findChildren(QLineEdit)]
    texts += [each.toPlainText() for each in frame.findChildren(QPlainTextEdit)]
    if copied and (clipboard.ownsClipboard() or any(copied in text for text in texts)):
        clipboard.clear()
