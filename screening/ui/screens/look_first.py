"""Look first: six things the officer checks alone, before a word is said. Each unsafe answer says what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from screening.core.assessment import NotAssessedBecause
from screening.core.safety import (
    SAFETY_RULES,
    SafetyCheck,
    closing_checks,
    needs_action,
    open_checks,
    presumed_child,
)
from screening.languages.terms import NOT_ASSESSED_BECAUSE, SAFETY_ACTION, SAFETY_ANSWER, SAFETY_QUESTION
from screening.ui.context import UiContext
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, page, row, scrolled, set_role, short_label
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.words import Words

END_REASONS = (NotAssessedBecause.UNSAFE, NotAssessedBecause.UNWELL)


class CheckCard(QFrame):
    """One check: question, answers, and what to do about an unsafe or unknown answer."""

    def __init__(self, context: UiContext, check: SafetyCheck) -> None:
        super().__init__()
        self._context = context
        self.check = check
        self.question_label = Words(context._(SAFETY_QUESTION[check]), role="strong")
        self.bar = ChoiceBar(
            [(value, context._(SAFETY_ANSWER[check, value])) for value in SAFETY_RULES[check].answers]
        )
        self.bar.setAccessibleName(context._(SAFETY_QUESTION[check]))
        self.action_label = Words(role="caution")
        self.action_label.hide()
        layout = column(self.question_label, self.bar, self.action_label, spacing=6)
        layout.setContentsMargins(2 * GRID, 10, 2 * GRID, 10)
        self.setLayout(layout)
        set_role(self, "card")

    def show_answer(self, answer: str | None, emergency: str) -> None:
        """Show an answer and what it calls for."""
        self.bar.show_value(answer)
        action = SAFETY_ACTION.get((self.check, answer)) if answer else None
        self.action_label.setVisible(action is not None)
        if action is not None:
            # {emergency} is shown left to right whatever the language around it
            self.action_label.show_text(self._context._(action).format(emergency=f"\u2066{emergency}\u2069"))


class LookFirstScreen(StepScreen):
    """The six checks in one list. Digits answer the check in focus and move on to the next open one."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        _ = context._
        self.cards = {check: CheckCard(context, check) for check in SafetyCheck}
        for check, each in self.cards.items():
            each.bar.chosen.connect(lambda value, c=check: self.on_answer_chosen(c, value))
        self.state_label = Words(role="strong")
        self.next_button = button(_("Go on"), self.finished.emit, role="primary")
        self.child_button = button(
            _("See to urgent needs and hand over to child protection"), self.on_hand_over, role="primary"
        )
        self.end_bar = ChoiceBar(
            [(reason, _(NOT_ASSESSED_BECAUSE[reason])) for reason in END_REASONS], digits=False
        )
        self.end_bar.chosen.connect(self.on_end_chosen)
        end = card(row(short_label(_("End here without questions:"), "quiet"), self.end_bar), margin=GRID)
        head = column(
            Words(_("Look first"), role="title"),
            Words(_("You alone, before a word is said to the person."), role="quiet"),
            spacing=2,
        )
        body = column(*self.cards.values(), spacing=GRID)
        body.insertLayout(0, head)
        body.addWidget(self.error)
        body.addWidget(self.state_label)
        body.addLayout(row(self.next_button, self.child_button, None))
        body.addWidget(end)
        body.addStretch(1)
        self.area = scrolled(page(body))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def opened(self) -> None:
        self.end_bar.show_value(self.talk.record.ended_because)
        self._show_record()
        self._focus_next()

    def on_answer_chosen(self, check: SafetyCheck, answer: str) -> None:
        """Keep the answer at once, then show what it calls for."""
        talk = self.talk
        self.do(lambda: talk.note_safety(check, answer), lambda _done: self._after(check))

    def on_hand_over(self) -> None:
        """A child, or maybe: leave the way of the adult questions."""
        self.do(self.talk.hand_over_child, lambda _done: self.ended.emit())

    def on_end_chosen(self, reason: str) -> None:
        """End as not assessed, with the reason."""
        because = NotAssessedBecause(reason)
        talk = self.talk
        self.do(lambda: talk.end_not_assessed(because), lambda _done: self.ended.emit())

    def _after(self, check: SafetyCheck) -> None:
        self._show_record()
        if not needs_action(check, self.talk.record.safety[check]):
            self._focus_next()

    def _show_record(self) -> None:
        _ = self.context._
        safety = self.talk.record.safety
        emergency = self.context.settings.emergency_numbers[0].number
        missing = open_checks(safety)
        for check, each in self.cards.items():
            each.show_answer(safety.get(check), emergency)
            set_role(each, "current" if missing and check is missing[0] else "card")
        child = "age" in safety and presumed_child(safety)
        unsafe = [check for check in closing_checks(safety) if check is not SafetyCheck.AGE]
        self.next_button.setVisible(not child)
        self.next_button.setEnabled(not missing and not unsafe)
        self.child_button.setVisible(child)
        if missing:
            text = _("Every point needs an answer; “not sure” is an answer.")
        elif unsafe:
            text = _("Not yet: first do what is marked, then change the answer.")
        elif child:
            text = _("The questions for adults stay closed.")
        else:
            text = _("You can go on to the language.")
        self.state_label.show_text(text)

    def _focus_next(self) -> None:
        missing = open_checks(self.talk.record.safety)
        if missing:
            target = self.cards[missing[0]]
            target.bar.focus()
            self.area.ensureWidgetVisible(target, 0, 3 * GRID)
            return
        target_button = self.child_button if self.child_button.isVisibleTo(self) else self.next_button
        if target_button.isEnabled():
            target_button.setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(target_button, 0, 3 * GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on when nothing is left to do."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.next_button.isVisible():
            self.next_button.click()
            return
        super().keyPressEvent(event)
