"""Changing an answer on the question's page: why it changes, taking it back, having it removed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea

from screening.core.answer import Answer
from screening.core.changes import ChangeReason
from screening.core.instrument import Question
from screening.ui.context import UiContext
from screening.ui.screens.question_pages import QuestionPages
from screening.ui.tokens import GRID
from screening.ui.widgets.answer_change import AnswerChange
from screening.ui.widgets.answer_input import AnswerInput
from screening.ui.widgets.basics import button
from screening.ui.widgets.words import Words


class QuestionChanges(QuestionPages):
    """A subclass makes `area`, and places `change`, `undo_button`, `remove_button` and `notice` on its page."""

    area: QScrollArea

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        _ = context._
        self._saving = False
        self._asked_for: Answer | None = None
        self.input: AnswerInput | None = None
        self.change = AnswerChange(context)
        self.change.reason_chosen.connect(self.on_reason)
        self.change.removal_chosen.connect(self.on_removal)
        self.change.cancelled.connect(self.on_change_cancelled)
        self.undo_button = button(_("Undo last answer (Ctrl+Z)"), self.on_undo, role="quiet")
        self.remove_button = button(_("Remove this answer (Del)"), self.on_remove_asked, role="quiet")
        self.notice = Words(role="quiet")
        self.notice.hide()

    def give(self, question: Question, answer: Answer, reason: ChangeReason = ChangeReason.ADDED_LATER) -> None:
        """Keep an answer."""
        raise NotImplementedError

    def focus_answer(self) -> None:
        """Put the keyboard on the answers, or on what is asked about them."""
        if self.in_interlude:
            self.interlude.focus()
        elif self.change.isVisibleTo(self):
            self.change.buttons[0].setFocus()
        elif self.input is not None:
            self.input.focus()

    def on_answered(self, answer: Answer) -> None:
        """Keep the answer; where another one stands already, ask why first."""
        question = self._question
        if question is None or self._saving:
            return
        if self.talk.would_change(question.id, answer):
            self._asked_for = answer
            self._show_change(self.change.ask_why)
        else:
            self.give(question, answer)

    def _show_change(self, ask: Callable[[], None]) -> None:
        if self.input is not None:
            self.input.hide()
        self.undo_button.hide()
        self.remove_button.hide()
        ask()
        # Once the page has made room for it.
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.change, 0, GRID))

    def on_change_cancelled(self) -> None:
        """The answer stays as it was."""
        if self.input is not None:
            self.input.show()
        if self._question is not None:
            self.show_ways_back(self._question)
        self.focus_answer()

    def on_reason(self, reason: ChangeReason) -> None:
        """Why the answer changes."""
        question, answer = self._question, self._asked_for
        if reason is ChangeReason.REMOVED:
            self._remove_or_ask()
        elif question is not None and answer is not None:
            self.on_change_cancelled()
            self.give(question, answer, reason)

    def on_remove_asked(self) -> None:
        """The person wants the answer removed: once more, before it is gone."""
        question = self._question
        if question is not None and question.id in self.talk.answers and not self._saving:
            self.drawer.flush()
            has_note = bool(self.talk.record.notes.get(question.id))
            self._show_change(lambda: self.change.ask_removal(has_note=has_note))

    def _remove_or_ask(self) -> None:
        if self._question is not None and self.talk.record.notes.get(self._question.id):
            self.change.ask_removal(has_note=True)
        else:
            self.on_removal(False)

    def on_removal(self, with_note: bool) -> None:
        """Erase the answer, and the note where that is wished; the question is open again."""
        question, talk = self._question, self.talk
        if question is None:
            return

        def removed(_done: None) -> None:
            self.given(f"answer/{question.id}")
            self.show_question(question.id)
            self.say_done(self.context._("The answer is erased."))

        self.do(
            lambda: talk.remove_answer(question.id, with_note=with_note),
            removed,
            lambda _error: self.on_change_cancelled(),
        )

    def on_undo(self) -> None:
        """Take the last answer back, as mis-keyed."""
        talk = self.talk
        if talk.last_given is None or self._saving:
            return

        def undone(question_id: str) -> None:
            self.show_question(question_id)
            self.say_done(self.context._("The last answer was taken back."))

        self.do(talk.undo_answer, undone)

    def say_done(self, text: str) -> None:
        """One line on what was taken back; nothing takes no room."""
        self.notice.show_text(text)
        self.notice.setVisible(bool(text))

    def show_ways_back(self, question: Question) -> None:
        """Only what can be done here; whatever was asked before is over."""
        self._asked_for = None
        self.change.hide()
        self.say_done("")
        self.undo_button.setVisible(self.talk.last_given is not None)
        self.remove_button.setVisible(question.id in self.talk.answers)
