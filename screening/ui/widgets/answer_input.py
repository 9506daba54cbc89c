"""The part of the question card that takes the answer, by the type of the question."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from screening.core.answer import Answer, Missing
from screening.core.fitting import answer_type_fits
from screening.core.instrument import Question, QuestionType
from screening.languages.catalogs import Shown
from screening.operations.talk import NOTE_LIMIT
from screening.ui.context import UiContext
from screening.ui.question_texts import DECLINED, UNKNOWN
from screening.ui.widgets.answers import AnswerGrid, AnswerOption
from screening.ui.widgets.basics import button
from screening.ui.widgets.words import Words

NONE_OF_THESE = "none"


class AnswerInput(QWidget):
    """Buttons for what is picked, a field for what is typed, and always a way of giving no value.

    Signals: `answered(Answer)`; `noted()` for a note, which has no answer.
    """

    answered = Signal(object)
    noted = Signal()

    def __init__(
        self, context: UiContext, question: Question, options: Sequence[AnswerOption], given: Answer | None
    ) -> None:
        super().__init__()
        self._context = context
        self._question = question
        self._options = options
        self.field: QLineEdit | QPlainTextEdit | None = None
        self.hint_label = Words(role="error")
        self.hint_label.hide()
        self.grid: AnswerGrid | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        match question.type:
            case QuestionType.NOTE:
                self._add_done(context._("Go on"))
            case QuestionType.YES_NO | QuestionType.ONE:
                self._add_grid(options, 4 if len(options) <= 4 else 3, checkable=False, given=given)
            case QuestionType.MANY:
                self._add_many(options, given)
            case _:
                self._add_field(given)
                self._add_grid(options, 2, checkable=False, given=given)
        layout.addWidget(self.hint_label)

    def take(self, question: Question, options: Sequence[AnswerOption], given: Answer | None) -> bool:
        """Take on another question with the same answers to press; False where this input cannot.

        Two of three questions follow one with the same answers. Measured: making the buttons anew and laying
        them out takes half the time from a key to the next question.
        """
        pressed = {QuestionType.YES_NO, QuestionType.ONE}
        if self.grid is None or not {self._question.type, question.type} <= pressed:
            return False
        if list(options) != list(self._options):
            return False
        self._question = question
        self.hint_label.hide()
        self._mark_given(given)
        return True

    @property
    def values(self) -> tuple[str, ...]:
        """The answers that can be picked, in the order of their digits."""
        return tuple(option.value for option in self._options)

    @property
    def person_texts(self) -> tuple[Shown, ...]:
        """The answers as the person reads them."""
        return tuple(option.person for option in self._options)

    def focus(self) -> None:
        """Put the keyboard where the answer is given."""
        if self.field is not None:
            self.field.setFocus()
        elif self.grid is not None:
            next(iter(self.grid.buttons.values())).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.done_button.setFocus(Qt.FocusReason.TabFocusReason)

    def mark(self, answer: Answer) -> None:
        """Show which answer was pressed, for as long as it is on its way to the disk."""
        if self.grid is not None and self._question.type is not QuestionType.MANY:
            self.grid.mark(answer.value if isinstance(answer, Missing) else str(answer))

    def pick(self, number: int) -> bool:
        """Give, or tick, the answer with this digit, from 1."""
        if self.grid is None or not 1 <= number <= len(self._options):
            return False
        self.grid.buttons[self._options[number - 1].value].click()
        return True

    def typed(self) -> tuple[str, ...]:
        """What is typed or ticked and not given yet."""
        if isinstance(self.field, QPlainTextEdit):
            return (self.field.toPlainText(),)
        if self.field is not None:
            return (self.field.text(),)
        return self.grid.ticked() if self.grid is not None else ()

    def show_typed(self, typed: tuple[str, ...]) -> None:
        """Show what was typed or ticked before."""
        if isinstance(self.field, QPlainTextEdit):
            self.field.setPlainText("".join(typed))
        elif self.field is not None:
            self.field.setText("".join(typed))
        elif self.grid is not None:
            for value, each in self.grid.buttons.items():
                if each.isCheckable():
                    each.setChecked(value in typed)

    def _add(self, widget: QWidget) -> None:
        layout = self.layout()
        if layout is not None:
            layout.addWidget(widget)

    def _add_grid(
        self, options: Sequence[AnswerOption], columns: int, *, checkable: bool, given: Answer | None
    ) -> None:
        self.grid = AnswerGrid(self._context, options, columns, checkable=checkable)
        self.grid.answered.connect(self.on_clicked)
        if not checkable:
            self._mark_given(given)
        self._add(self.grid)

    def _mark_given(self, given: Answer | None) -> None:
        if self.grid is not None:
            self.grid.mark(given.value if isinstance(given, Missing) else str(given) if given else None)

    def _add_many(self, options: Sequence[AnswerOption], given: Answer | None) -> None:
        self._add_grid(options, 2, checkable=True, given=given)
        ticked = given if isinstance(given, tuple) else (given.value,) if isinstance(given, Missing) else ()
        if self.grid is not None:
            for value in ticked:
                self.grid.buttons[value].setChecked(True)
        self._add_done(self._context._("Go on with what is ticked"))

    def _add_field(self, given: Answer | None) -> None:
        text = str(given) if isinstance(given, str | int) else ""
        if self._question.type is QuestionType.TEXT:
            area = QPlainTextEdit(text)
            area.setTabChangesFocus(True)
            area.setFixedHeight(120)
            self.field = area
        else:
            edit = QLineEdit(text)
            edit.setMaxLength(24)
            if self._question.type is QuestionType.INTEGER:
                edit.setValidator(QIntValidator(0, 999_999_999, edit))
            else:
                edit.setPlaceholderText(self._context._("Year-month-day, for example 2026-11-22"))
            edit.returnPressed.connect(self.on_done)
            self.field = edit
        self.field.setAccessibleName(self._context._("The answer"))
        self._add(self.field)
        self._add_done(self._context._("Save and go on"))

    def _add_done(self, words: str) -> None:
        self.done_button = button(words, self.on_done, role="primary")
        self._add(self.done_button)

    def on_clicked(self, value: str) -> None:
        """One answer was pressed; in a question of many it is only ticked."""
        if self._question.type is QuestionType.MANY:
            self._settle_ticks(value)
        else:
            self.answered.emit(_as_answer(value))

    def on_done(self) -> None:
        """What is ticked or typed is the answer."""
        if self._question.type is QuestionType.NOTE:
            self.noted.emit()
            return
        answer = self._ticked() if self._question.type is QuestionType.MANY else self._typed()
        if answer is None:
            self.hint_label.show_text(self._context._("There is no answer to save yet."))
            self.hint_label.show()
        else:
            self.answered.emit(answer)

    def _settle_ticks(self, clicked: str) -> None:
        """`None of these`, don't know and rather not say stand alone."""
        alone = {NONE_OF_THESE, UNKNOWN, DECLINED}
        if self.grid is None or not self.grid.buttons[clicked].isChecked():
            return
        for value, each in self.grid.buttons.items():
            if value != clicked and (clicked in alone or value in alone):
                each.setChecked(False)

    def _ticked(self) -> Answer | None:
        ticked = self.grid.ticked() if self.grid is not None else ()
        if not ticked:
            return None
        return _as_answer(ticked[0]) if ticked[0] in {UNKNOWN, DECLINED} else ticked

    def _typed(self) -> Answer | None:
        if isinstance(self.field, QPlainTextEdit):
            return self.field.toPlainText()[:NOTE_LIMIT].strip() or None
        text = self.field.text().strip() if self.field is not None else ""
        if not text:
            return None
        value = int(text) if self._question.type is QuestionType.INTEGER else text
        return value if answer_type_fits(self._question, value) else None


def _as_answer(value: str) -> Answer:
    if value == UNKNOWN:
        return Missing.UNKNOWN
    return Missing.DECLINED if value == DECLINED else value
