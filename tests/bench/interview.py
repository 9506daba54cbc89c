"""An interview by keyboard: every question of the instrument, each from its key to the next question painted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from screening.core.instrument import Question, QuestionType
from screening.operations.talk import Talk
from screening.ui.screens.questions import QuestionsScreen

from .hands import Hands
from .talks import agreed_talk, some_answer

TYPED = "A safe place tonight, and her pay."


class Interview:
    """One talk after another through the same window. `after_each` is called between two answers."""

    def __init__(self, hands: Hands, after_each: Callable[[], None] = lambda: None) -> None:
        self._hands = hands
        self._after_each = after_each

    @property
    def _screen(self) -> QuestionsScreen:
        return self._hands.desk.talk_frame.questions

    def once(self) -> tuple[Talk, list[float]]:
        """A whole interview; milliseconds from each answer's key to the painting of the next question."""
        hands, screen = self._hands, self._screen
        talk = hands.context.tasks.wait(lambda: agreed_talk(hands.session))
        hands.desk.show_talk(talk)
        hands.until(lambda: screen.shown_question is not None)
        hands.settle()
        times: list[float] = []
        last = list(talk.loaded.instrument.questions())[-1].id
        while True:
            if screen.in_interlude:
                if screen.shown_question == last:
                    return talk, times
                hands.press(Qt.Key.Key_Return)  # the screen is turned
                hands.until(lambda: not screen.in_interlude)
                hands.settle()
            question = talk.flow.question(str(screen.shown_question))
            taken = hands.timed(self._giving(question), lambda q=question.id: self._gone_on(q))  # type: ignore[misc]
            if not screen.in_interlude and question.type is not QuestionType.NOTE:
                times.append(taken)
            self._after_each()
            hands.rest()

    def _gone_on(self, before: str) -> bool:
        return self._screen.shown_question != before or self._screen.in_interlude

    def _giving(self, question: Question) -> Callable[[], None]:
        """Do all but the last key; gives what presses that key."""
        given = self._screen.input
        if given is None:
            raise RuntimeError(question.id)
        if question.type is QuestionType.TEXT and given.field is not None:
            given.field.setFocus()
            QTest.keyClicks(given.field, TYPED)
        elif question.type in {QuestionType.YES_NO, QuestionType.ONE}:
            return lambda: self._digit(given.values.index(some_answer(question)))
        elif question.type is QuestionType.MANY:
            self._digit(given.values.index(some_answer(question)))
        given.done_button.setFocus()
        return lambda: self._hands.press(Qt.Key.Key_Return)

    def _digit(self, at: int) -> None:
        self._hands.press(Qt.Key(Qt.Key.Key_1.value + at))
