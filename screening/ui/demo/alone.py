"""The person's side alone, once: over the window, and back with other words for what was not understood."""

from __future__ import annotations

from PySide6.QtCore import Qt

from screening.ui.demo.hands import Hands, turn
from screening.ui.talk_frame import TalkFrame


def show_alone(hands: Hands, frame: TalkFrame) -> None:
    """From a question, with F4, and back to the same question."""
    size = hands.window.size()
    hands.press(Qt.Key.Key_F4)
    hands.until(lambda: frame.ways.here is not None and frame.ways.here.isVisible(), "the person's side alone")
    turn(50)
    hands.window.resize(size)  # without a display, a full screen is smaller than a window
    hands.picture("shown")
    hands.press(Qt.Key.Key_F9)
    hands.press(Qt.Key.Key_F4)
    hands.until(lambda: frame.ways.here is None, "both sides again")
    hands.until(frame.questions.sides.aside_label.isVisible, "other words")
    hands.picture("not-understood")
