"""The computer is handed over once, and taken back with its PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt

from screening.core.errors import Problem, ScreeningError
from screening.ui.demo.hands import Hands, turn
from screening.ui.held.hand_over import HandOverScreen
from screening.ui.held.pages import GIVE_BACK, Standing
from screening.ui.held.room import HeldRoom
from screening.ui.person.controls import NEXT
from screening.ui.talk_frame import TalkFrame

PIN = "2749"


def hand_over(hands: Hands, frame: TalkFrame) -> None:
    """From a question with F10; the person looks at it and gives the computer back, at the same question."""
    window, size = hands.window, hands.window.size()
    hands.press(Qt.Key.Key_F10)
    hands.until(lambda: isinstance(window.over, HandOverScreen), "handing over")
    page = window.over
    if not isinstance(page, HandOverScreen):
        raise ScreeningError(Problem.DEMO_FAILED, place="handing over")
    hands.type(page.pin_edit, PIN)
    hands.type(page.again_edit, PIN)
    hands.picture("handing-over")
    hands.click(page.go_button)
    room = hands.there(lambda: window.held.room, "the computer held")
    hands.until(window.isFullScreen, "the full screen")
    turn(50)
    window.resize(size)  # without a display, a full screen is smaller than a window
    hands.picture("held-taken")
    _press(hands, room, NEXT)
    hands.until(lambda: room.standing is Standing.ASKED, "a question held")
    hands.picture("held-question")
    _press(hands, room, GIVE_BACK)
    hands.until(lambda: room.at_the_pin, "given back")
    hands.type(room.pin_page.pin_edit, PIN)
    hands.picture("held-given-back")
    hands.click(room.pin_page.lift_button)
    hands.until(lambda: not window.held.on and frame.questions.isVisible(), "taken back")


def _press(hands: Hands, room: HeldRoom, control: str) -> None:
    buttons = room.view.controls
    if buttons is None:
        raise ScreeningError(Problem.DEMO_FAILED, place=control)
    hands.click(buttons.buttons[control])
