"""What a question is answered with: shown, watched while it is typed into, and the answer kept."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from screening.core.answer import Answer
from screening.core.changes import ChangeReason
from screening.core.errors import ScreeningError
from screening.core.instrument import Kind, Question
from screening.languages.catalogs import Shown, officers_own
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.question_texts import answer_options, officer_text, person_text
from screening.ui.screens.question_changes import QuestionChanges
from screening.ui.widgets.answer_input import AnswerInput
from screening.ui.widgets.typing import Field, put_text


def typing_of(question_id: str) -> str:
    """The name under which what is typed at a question is kept."""
    return f"answer/{question_id}"


class QuestionAnswers(QuestionChanges):
    """A subclass places `input_host` on its page."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.input_host = QVBoxLayout()
        context.voice.changed.connect(self._on_voice_changed)

    def order(self) -> None:
        """Tab goes from what is asked to what it is answered with, and on."""
        raise NotImplementedError

    def on_noted(self) -> None:
        """A text without an answer was read."""
        raise NotImplementedError

    # what it is answered with

    def show_input(self, question: Question) -> None:
        """What this question is answered with, and what was answered."""
        options = answer_options(self.context, self.catalog, self.talk.loaded.instrument, question)
        given = self.talk.answers.get(question.id)
        if self.input is not None:
            if self.input.take(question, options, given):
                return
            self.input.hide()
            self.input.deleteLater()
        self.input = AnswerInput(self.context, question, options, given)
        if self.input.field is not None:
            self._watch_typing(question, self.input.field)
        self.input.answered.connect(self.on_answered)
        self.input.noted.connect(self.on_noted)
        self.input_host.addWidget(self.input)
        self.order()

    def _on_voice_changed(self) -> None:
        """Other recordings are there: the answers get their ears, or lose them."""
        if self._question is None or self.input is None:
            return
        typed = self.input.typed()
        self.drop_input()
        self.show_input(self._question)
        self.input.show_typed(typed)

    def _watch_typing(self, question: Question, field: Field) -> None:
        """What is typed as an answer is found again after a kill or a lock, and still has to be given."""
        name = typing_of(question.id)
        if (typed := self.talk.typing.get(name)) is not None:
            put_text(field, typed)
        self.typing.watch(name, field)

    def drop_input(self) -> None:
        """Take away what a question was answered with."""
        if self.input is not None:
            self.input.hide()
            self.input.deleteLater()
            self.input = None

    # keeping it

    def give(self, question: Question, answer: Answer, reason: ChangeReason = ChangeReason.ADDED_LATER) -> None:
        """Keep an answer; the next question shows only when it is kept."""
        if self._saving:
            return
        self.drawer.flush()
        if self.input is not None:
            self.input.mark(answer)
        self._keep_answer(self.talk, question.id, answer, self._shown(question), reason)

    def _keep_answer(
        self, talk: Talk, question_id: str, answer: Answer, shown: Shown, reason: ChangeReason
    ) -> None:
        """Also what is tried again for an answer that had to wait: then another talk may be open by now."""
        if self._talk is talk:
            if self._saving:
                return
            self._saving = True

        def kept(following: str | None) -> None:
            if self._talk is talk:
                self.on_answer_kept(question_id, following)

        def failed(error: ScreeningError) -> None:
            if self._talk is talk:
                self.on_answer_failed(error)

        self.keep(
            f"answer {talk.record.id}",
            lambda: talk.answer(question_id, answer, shown, reason),
            kept,
            failed,
            lambda: self._keep_answer(talk, question_id, answer, shown, reason),
        )

    def on_answer_kept(self, question_id: str, following: str | None) -> None:
        """The answer is on disk; one that had to wait may come when another question is shown already."""
        self._saving = False
        if question_id != self.shown_question or self.in_interlude:
            return
        self.given(typing_of(question_id))
        if following is None:
            self.show_end()
        else:
            self.show_question(following)

    def on_answer_failed(self, _error: ScreeningError) -> None:
        """The answer stays on the screen and can be given again."""
        self._saving = False

    def _shown(self, question: Question) -> Shown:
        if question.kind is Kind.ASKED:
            return person_text(self.catalog, self.talk.loaded.instrument, question)
        text = officer_text(self.context, self.talk.loaded.instrument, question)
        return officers_own(text, self.context.translator.language.tag)
