"""What was recorded, for the officer alone: the statement and why, what is not known, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.assessment import NotAssessedBecause
from screening.core.case import NextStep
from screening.languages.terms import NEXT_STEP
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, row, scrolled_page, set_tab_order
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.history_fold import history_fold
from screening.ui.widgets.limited_text import LimitedText
from screening.ui.widgets.recorded_cards import (
    DimensionsCard,
    ElementsCard,
    UnknownCard,
    set_aside_card,
)
from screening.ui.widgets.row_button import Fold
from screening.ui.widgets.sign_list import AnswerLines
from screening.ui.widgets.statement_card import statement_card
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.words import Words

REASON_LIMIT = 2_000
REASON_LEAST = 3
REASON_HEIGHT = 96
REASON = "reason"


class RecordedScreen(StepScreen):
    """Signals: `question_chosen(str)` with the id of an open question to go back to.

    `finished()`: the officer refers; `ended()`: another next step was decided.
    """

    question_chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._told: QWidget | None = None
        self._shown_for: Talk | None = None
        self.elements: ElementsCard | None = None
        self.dimensions: DimensionsCard | None = None
        self.unknown: UnknownCard | None = None
        self.history: Fold | None = None
        _ = context._
        self._layout = QVBoxLayout()
        self._layout.setSpacing(2 * GRID)
        self._layout.addWidget(Words(_("What was recorded"), role="title"))
        self._layout.addWidget(
            Words(_("For you alone: turn the screen so that nobody else can read it."), role="quiet")
        )
        self.memory_label = Words(role="caution")
        self._layout.addWidget(self.memory_label)
        self._layout.addWidget(self._decision_card())
        self._layout.addWidget(self.error)
        self._layout.addWidget(self.retry)
        self._layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled_page(self._layout)
        outer.addWidget(self.area)

    def _decision_card(self) -> QWidget:
        _ = self.context._
        self.step_bar = ChoiceBar([(step.value, _(words)) for step, words in NEXT_STEP.items()], vertical=True)
        self.reason_edit = LimitedText(REASON_LIMIT, _("Reason for the next step"), REASON_HEIGHT)
        self.hint = Words(role="caution")
        self.hint.hide()
        self.step_bar.chosen.connect(lambda _step: self.hint.hide())
        self.reason_edit.textChanged.connect(self.hint.hide)
        self.typing.watch(REASON, self.reason_edit)
        self.save_button = button(_("Save and go on"), self.on_save, role="primary")
        body = column(
            Words(_("Your next step"), role="heading"),
            self.step_bar,
            Words(_("Because (a few words; no names):"), role="quiet"),
            self.reason_edit,
            self.hint,
        )
        body.addLayout(row(None, self.save_button))
        return card(body)

    def opened(self) -> None:
        talk = self.talk
        if self._shown_for is not talk:
            self._shown_for = talk
            decision = talk.record.decision
            self.step_bar.show_value(decision.next_step.value if decision else None)
            self.reason_edit.setPlainText(talk.typing.get(REASON) or (decision.reason if decision else ""))
        self.hint.hide()
        self._show_memory(talk)
        self._show_told(AnswerLines(self.context, talk, talk.assessment()))
        if self._told is not None:
            focusable(self._told, self.step_bar)[0].setFocus()
        self.area.verticalScrollBar().setValue(0)

    def _show_memory(self, talk: Talk) -> None:
        """What is not kept, where it is not."""
        _ = self.context._
        refused = talk.record.ended_because is NotAssessedBecause.REFUSED
        self.memory_label.show_text(
            _(
                "The person did not want to talk. What you saw before is not kept either: "
                "only one line that names nobody is counted."
            )
            if refused
            else _("This talk is not written down: once you leave it, only one line that names nobody is counted.")
        )
        self.memory_label.setVisible(not talk.recorded)

    def typed(self) -> object:
        return self.step_bar.value, self.reason_edit.toPlainText()

    def restore(self, typed: object) -> None:
        match typed:
            case (step, str(reason)):
                self.step_bar.show_value(step if isinstance(step, str) else None)
                self.reason_edit.setPlainText(reason)

    def leave(self) -> None:
        """Keep what is typed; fold the answers away."""
        self.typing.flush()
        if self.elements is not None and self.dimensions is not None:
            self.elements.fold()
            self.dimensions.fold()
        if self.history is not None:
            self.history.unfold(False)

    def _show_told(self, lines: AnswerLines) -> None:
        self._clear()
        context = self.context
        self.elements = ElementsCard(context, lines)
        self.dimensions = DimensionsCard(context, lines)
        cards: list[QWidget] = [statement_card(context, lines), self.elements, self.dimensions]
        if lines.assessment.set_aside:
            cards.append(set_aside_card(context, lines))
        if self.talk.record.history:
            self.history = history_fold(context, lines, self.talk.record)
            cards.append(card(column(self.history), margin=GRID))
        if lines.assessment.unknown and not self.talk.blockers():
            self.unknown = UnknownCard(context, lines, self.question_chosen.emit)
            cards.append(self.unknown)
        told = QWidget()
        layout = column(*cards, spacing=2 * GRID)
        layout.setContentsMargins(0, 0, 0, 0)
        told.setLayout(layout)
        self._told = told
        self._layout.insertWidget(3, told)
        # Without this the page keeps the height it had while the cards were away, and squeezes them into it.
        told.show()
        self._layout.activate()
        set_tab_order(*focusable(told, self.step_bar, self.reason_edit, self.save_button))

    def _clear(self) -> None:
        if self._told is not None:
            self._layout.removeWidget(self._told)
            self._told.hide()
            self._told.deleteLater()
        self._told = self.elements = self.dimensions = self.unknown = self.history = None

    def on_save(self) -> None:
        """Keep the decision beside the statement; say inline what is missing."""
        _ = self.context._
        value, reason = self.step_bar.value, self.reason_edit.toPlainText().strip()
        if value is None:
            self._ask_for(_("Choose your next step first."), self.step_bar.focus)
            return
        if len(reason) < REASON_LEAST:
            self._ask_for(_("Write a few words: why this step?"), lambda: self.reason_edit.setFocus())
            return
        talk, step = self.talk, NextStep(value)
        self.save_button.setEnabled(False)
        self.do(lambda: talk.decide(step, reason), lambda _done: self._decided(step), self._failed)

    def _ask_for(self, text: str, focus: Callable[[], object]) -> None:
        self.hint.show_text(text)
        self.hint.show()
        focus()

    def _decided(self, step: NextStep) -> None:
        self.given(REASON)
        self.save_button.setEnabled(True)
        if step is NextStep.REFER:
            self.finished.emit()
        else:
            self.ended.emit()

    def _failed(self, _error: object) -> None:
        self.save_button.setEnabled(True)
