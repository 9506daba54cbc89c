"""A window in which the person has the computer, over a real vault."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.held.hand_over import HandOverScreen
from screening.ui.held.room import HeldRoom
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.steps import QUESTIONS
from screening.ui.window import MainWindow

from .referral_talks import talk_with
from .talk_steps import settled

PIN = "27491836"
FIRST = "found_work"


@dataclass
class HandedOver:
    """The window, its vault and talk; `room` fails where the officer's side stands."""

    context: UiContext
    window: MainWindow
    session: Session
    talk: Talk

    @property
    def room(self) -> HeldRoom:
        room = self.window.held.room
        assert room is not None
        return room

    @property
    def questions(self) -> QuestionsScreen:
        assert self.window.desk is not None
        return self.window.desk.talk_frame.questions

    def settle(self) -> None:
        settled(self.context)

    def press(self, control: str) -> None:
        """A control of the person's."""
        assert self.room.view.press(control)
        self.settle()

    def answer(self, number: int) -> None:
        """An answer of the person's, by its place."""
        assert self.room.view.pick(number)
        self.settle()

    def give_back(self, typed: str = PIN) -> None:
        """The computer is given back, and the officer types."""
        if not self.room.at_the_pin:
            self.press("give_back")
        self._give_pin(typed)
        self.settle()

    def give_back_at_once(self) -> None:
        """The same, without waiting for what is under way."""
        assert self.room.view.press("give_back")
        self._give_pin(PIN)

    def _give_pin(self, typed: str) -> None:
        self.room.pin_page.pin_edit.setText(typed)
        QTest.keyClick(self.room.pin_page.pin_edit, Qt.Key.Key_Return)


def at_a_question(
    context: UiContext, window: MainWindow, session: Session, question: str = FIRST, *, record: bool = True
) -> HandedOver:
    """A talk at a question, together."""
    if window.session is None:
        window.on_vault_opened(session)
        settled(context)
    talk = talk_with(context, session, {}, record=record)
    context.tasks.wait(talk.open_questions)
    context.tasks.wait(lambda: talk.move_to(question))
    assert window.desk is not None
    window.desk.show_talk(talk)
    settled(context)
    assert window.desk.talk_frame.current == QUESTIONS
    return HandedOver(context, window, session, talk)


def page_of(window: MainWindow) -> HandOverScreen:
    """The page on which the officer hands over."""
    over = window.over
    assert isinstance(over, HandOverScreen)
    return over


def hand_over(at: HandedOver, pin: str = PIN, *, go_on: bool = True) -> HandedOver:
    """The officer sets a PIN and hands over; the person goes on to the question."""
    at.window.act(Action.HAND_OVER)
    page = page_of(at.window)
    if page.sets_pin:
        page.pin_edit.setText(pin)
        page.again_edit.setText(pin)
    page.go_button.click()
    at.settle()
    if go_on:
        at.press("next")
    return at


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
