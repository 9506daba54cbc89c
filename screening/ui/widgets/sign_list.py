"""Signs in the officer's words, each unfolding to the answers that made it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.answer import Answer, Missing
from screening.core.assessment import Assessment, Sign
from screening.core.instrument import RECRUITMENT_DIMENSIONS, Act
from screening.languages.bidi import isolate
from screening.languages.indicator_terms import INDICATOR
from screening.languages.terms import STRENGTH
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.moments import own_line
from screening.ui.question_texts import answer_words, officer_text
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import column
from screening.ui.widgets.row_button import Fold
from screening.ui.widgets.words import Words

INDENT = 3 * GRID


class AnswerLines:
    """Questions and answers of one talk in the officer's language, and what they led to."""

    def __init__(self, context: UiContext, talk: Talk, assessment: Assessment) -> None:
        self._context = context
        self._instrument = talk.loaded.instrument
        self._flow = talk.flow
        self._answers = talk.answers
        self.assessment = assessment
        self._signs = {sign.indicator.id: sign for sign in assessment.signs}

    def sign(self, indicator: str) -> Sign:
        """The recorded sign of this indicator."""
        return self._signs[indicator]

    def name(self, indicator: str) -> str:
        """An indicator in the officer's words, never in the source's."""
        return self._context._(INDICATOR[indicator])

    def names(self, indicators: Iterable[str]) -> str:
        """Several, one after another."""
        return "; ".join(self.name(each) for each in indicators)

    def strength(self, sign: Sign) -> str:
        """How much a sign weighs; empty where the set used does not say."""
        return self._context._(STRENGTH[sign.strength]) if sign.strength else ""

    def question(self, question_id: str) -> str:
        """A question, in its own direction."""
        question = self._flow.question(question_id)
        return own_line(self._context, officer_text(self._context, self._instrument, question))

    def answer(self, question_id: str) -> str:
        """Its answer, in its own direction."""
        return own_line(self._context, self.words(question_id, self._answers.get(question_id, Missing.NOT_ASKED)))

    def words(self, question_id: str, answer: Answer) -> str:
        """Any answer to a question, to stand within a line."""
        question = self._flow.question(question_id)
        return isolate(answer_words(self._context, self._instrument, question, answer))

    def behind_act(self, act: Act) -> tuple[str, ...]:
        """The questions whose answers name an act."""
        found = []
        for question in self._instrument.questions():
            answer = self._answers.get(question.id)
            ticked = answer if isinstance(answer, tuple) else (answer,)
            named = any(act in acts for option, acts in question.acts.items() if option in ticked)
            if named and question.id not in self.assessment.set_aside:
                found.append(question.id)
        return tuple(found)

    def recruitment_signs(self) -> tuple[str, ...]:
        """The signs about how the work began: they show that there was a recruitment."""
        return tuple(
            each for each, sign in self._signs.items() if sign.indicator.dimension in RECRUITMENT_DIMENSIONS
        )


def question_lines(lines: AnswerLines, questions: Sequence[str]) -> QWidget:
    """Questions, each with its answer under it."""
    body = QWidget()
    layout = QVBoxLayout(body)
    layout.setContentsMargins(INDENT, 0, INDENT, GRID)
    layout.setSpacing(GRID)
    for each in dict.fromkeys(questions):
        pair = column(Words(lines.question(each), role="quiet"), Words(lines.answer(each), role="strong"))
        pair.setSpacing(0)
        layout.addLayout(pair)
    return body


class SignList(QWidget):
    """Signs one under another, folded."""

    def __init__(self, context: UiContext, lines: AnswerLines, indicators: Iterable[str]) -> None:
        super().__init__()
        self.folds: dict[str, Fold] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for each in indicators:
            sign = lines.sign(each)
            body = question_lines(lines, sign.answers)
            fold = Fold(context, lines.name(each), body, trailing=lines.strength(sign))
            self.folds[each] = fold
            layout.addWidget(fold)


def column_widget(*items: QWidget | None, spacing: int = GRID) -> QWidget:
    """Widgets one under another as one widget, without margins; None is a stretch."""
    widget = QWidget()
    layout = column(*items, spacing=spacing)
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget
