"""The questions: one at a time, both languages, each answer kept before the next is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from screening.core.answer import Answer
from screening.core.instrument import Kind, Question
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.person.controls import (
    AGAIN,
    AT_A_NOTE,
    AT_A_QUESTION,
    BACK,
    CONTROL_KEYS,
    NEXT,
    NOT_UNDERSTOOD,
    PAUSE,
    SKIP,
    STOP,
    controls,
)
from screening.ui.person_page import PersonPage
from screening.ui.question_texts import answer_options, letters_words, officer_text, person_text
from screening.ui.screens.question_answers import QuestionAnswers, typing_of
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import AnswerGrid
from screening.ui.widgets.basics import WORKED, button, column, page, row, scrolled, set_tab_order, short_label
from screening.ui.widgets.person_text import fitting_px
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.two_sides import TwoSides

ASKED_PART = 0.42
"""How much of the page the person's question may take at its usual size."""
CONTROLS_STAY_UP_TO = 125
"""Per cent of the usual size of texts."""
ASKED_PX, LARGE_ASKED_PX = 84, 150
"""The least height of what is asked; the second grows with very large texts, where all of it scrolls anyway."""


class QuestionsScreen(QuestionAnswers):
    """Questions in any order of parts. What only the officer may read comes after the screen is turned.

    Signals: `hand_over_asked()` when the person is to have the computer alone.
    """

    hand_over_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.hand_over_button = button(context._("Hand over (F10)"), self.hand_over_asked.emit, role="quiet")
        self.section_label = short_label("", "chip")
        self.kind_label = short_label("", "quiet")
        self.sides = TwoSides(context)
        self.controls: AnswerGrid | None = None
        self._controls_host, self._stop_host = QVBoxLayout(), QVBoxLayout()
        self.question_page = self._question_page()
        self.stack.insertWidget(0, self.question_page)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.stack)
        # The drawer lies over the person's side: while it is open, that side is covered, not squeezed.
        self.drawer.setParent(self)
        self._connect()

    def _question_page(self) -> QWidget:
        layout = column(spacing=GRID)
        ways_back = (self.undo_button, self.remove_button, self.hand_over_button)
        layout.addLayout(row(self.section_label, self.kind_label, None, *ways_back))
        # Where there is little room, what is asked gives way and scrolls by itself: the answers stay in sight.
        self.asked_area = scrolled(self.sides, keys=False)
        self.asked_area.setMinimumHeight(ASKED_PX if self._controls_stay else self.context.px(LARGE_ASKED_PX))
        layout.addWidget(self.asked_area, 1)
        layout.addLayout(self.input_host)
        layout.addWidget(self.change)
        # Skip, pause and stop, what went wrong, and the ways back are seen however long the question is. Only very
        # large texts leave no room for that: there the controls follow the answers.
        below = column(self.error, self.retry, spacing=GRID)
        if self._controls_stay:
            below.insertLayout(0, self._controls_host)
        else:
            layout.addLayout(self._controls_host)
            # All but stopping, which stays in sight.
            below.insertLayout(0, self._stop_host)
        below.addWidget(self.notice)
        below.setContentsMargins(GRID, 0, GRID, GRID)
        self.area = scrolled(page(layout, margin=GRID, widest=WORKED, gives=True), keys=False)
        whole = column(self.area, spacing=0)
        whole.setStretch(0, 1)
        whole.addLayout(below)
        return page(whole, margin=0)

    @property
    def _controls_stay(self) -> bool:
        return self.context.settings.text_percent <= CONTROLS_STAY_UP_TO

    def _connect(self) -> None:
        self.drawer.note_changed.connect(self.on_note_changed)
        self.drawer.closed.connect(self.focus_answer)

    # opening

    def opened(self) -> None:
        self._catalog = self.context.catalog_of(self.talk.record.language)
        self._turned = False
        self._saving = False
        self._show_no_question()
        self._build_controls()
        self.do(self.talk.open_questions, self.show_question)

    def _show_no_question(self) -> None:
        """Until a question is open, and where none can be, nothing of the person before stands there."""
        self._question = None
        self.typing.forget()
        self.stack.setCurrentWidget(self.question_page)
        self.sides.show_texts([], [])
        self.section_label.setText("")
        self.kind_label.setText("")
        self.drop_input()

    def leave(self) -> None:
        self.typing.flush()
        self.drawer.shut()

    def typed(self) -> object:
        given = self.input.typed() if self.input is not None and not self.in_interlude else ()
        return self.shown_question, self._turned, given, self.drawer.unsaved_note

    def restore(self, typed: object) -> None:
        match typed:
            case (str(question), bool(turned), tuple(given), note) if question == self._pending_question():
                self._turned = turned
                self.show_question(question)
                if self.input is not None and not self.in_interlude:
                    self.input.show_typed(given)
                if isinstance(note, str):
                    self.drawer.note_edit.setPlainText(note)

    def _pending_question(self) -> str | None:
        """The question the talk stands at, also while the officer is asked to turn the screen."""
        return self.talk.record.position or self.shown_question

    def go_to_section(self, section_id: str) -> None:
        """Show a part's first open question."""
        talk = self.talk
        target = talk.flow.first_open(section_id, talk.answers, talk.age)
        if target is not None:
            self.go_to(target)

    def go_to(self, question_id: str) -> None:
        """Show a question without answering the present one."""
        talk = self.talk
        self.do(lambda: talk.move_to(question_id), lambda _done: self.show_question(question_id))

    def show_question(self, question_id: str) -> None:
        """Show one question on both sides."""
        self.context.voice.stop()
        talk = self.talk
        question = talk.flow.question(question_id)
        asked = question.kind is Kind.ASKED
        if not asked and not self._turned:
            self.ask_to_turn(question_id)
            return
        self._turned = not asked
        if self._question is not None and self._question.id != question_id:
            self.given(typing_of(self._question.id))
        self._question = question
        instrument = talk.loaded.instrument
        self.stack.setCurrentWidget(self.question_page)
        self._show_place(question)
        officer = [(officer_text(self.context, instrument, question), "officer-question")]
        person = [person_text(self.catalog, instrument, question)] if asked else []
        self.sides.show_texts(officer, person, px=self._asked_px(person))
        self.sides.say_aside(letters_words(self.context, self.catalog, question))
        self.sides.person_card.setVisible(asked)
        self.hand_over_button.setVisible(asked)
        self.show_input(question)
        if self.input is not None:
            self.input.setAccessibleName(strip_invisible(officer[0][0]))
        if asked and self.input is not None:
            self.sides.mark([*person, *self.input.person_texts])
        self._show_drawer(question)
        self.show_ways_back(question)
        self._saving = False
        for area in (self.asked_area, self.area):
            area.verticalScrollBar().setValue(0)
        self.focus_answer()
        self.person_changed.emit()

    # what stands on the person's side, and what they do there

    def person_page(self) -> PersonPage | None:
        question = self._question
        if question is None or question.kind is not Kind.ASKED or self.in_interlude:
            return self._between if self.in_interlude else None
        options = answer_options(self.context, self.catalog, self.talk.loaded.instrument, question)
        return PersonPage(
            [person_text(self.catalog, self.talk.loaded.instrument, question)],
            options,
            question,
            self.talk.answers.get(question.id),
            controls(self.context, self.catalog, *(AT_A_QUESTION if options else AT_A_NOTE)),
            holdable=True,
            typed=self.input.typed() if self.input is not None else (),
            next_words=self.catalog.fixed("answers.next"),
        )

    @property
    def tells_officer(self) -> bool:
        if super().tells_officer or self._question is None or self.in_interlude:
            return super().tells_officer
        return bool(letters_words(self.context, self.catalog, self._question))

    def person_answered(self, answer: Answer) -> None:
        """As `on_answered`; their own other answer is kept beside the one before, and nobody is asked why."""
        if self._question is not None and not self._saving and not self.in_interlude:
            self.give(self._question, answer)

    def person_pressed(self, control: str) -> None:
        if not self.in_interlude:
            self.on_control(SKIP if control == NEXT else control)
        elif control == AGAIN:
            self.again_asked.emit()
        elif control == STOP:
            self.show_stop()
        elif control in {NEXT, BACK}:
            self._return()

    def person_typed(self, typed: tuple[str, ...]) -> None:
        if self._question is None or self.input is None or self.in_interlude:
            return
        self.input.show_typed(typed)
        if self.input.field is not None:
            self.typing.note(typing_of(self._question.id), self.input.field)

    # what the officer and the person do

    def on_noted(self) -> None:
        self.on_control(SKIP)

    def on_control(self, control: str) -> None:
        """Back, skip, pause, stop: always there, always the same size."""
        if self._question is None or self._saving:
            return
        talk, current = self.talk, self._question.id
        if control == AGAIN:
            self.again_asked.emit()
        elif control == NOT_UNDERSTOOD:
            self.show_not_understood()
        elif control == BACK:
            before = talk.flow.before(current, talk.answers, talk.age)
            if before is not None:
                self.go_to(before)
        elif control == SKIP:
            following = talk.flow.after(current, talk.answers, talk.age)
            if following is not None:
                self.go_to(following)
            else:
                self.show_end()
        elif control == PAUSE:
            self.show_pause()
        elif control == STOP:
            self.show_stop()

    def show_not_understood(self) -> None:
        """Tell the officer what they could say instead; nothing of it is recorded."""
        if self._question is not None and self._question.kind is Kind.ASKED:
            words = self.context._("The person does not understand this. Say it another way:")
            help_text = officer_text(self.context, self.talk.loaded.instrument, self._question, "help")
            letters = letters_words(self.context, self.catalog, self._question)
            self.sides.say_aside("\n".join(filter(None, (words, help_text, letters))))
            self.understanding_asked.emit(True)

    def on_note_changed(self, question_id: str, text: str) -> None:
        """Keep the officer's note."""
        talk = self.talk
        self.keep(
            f"note {talk.record.id} {question_id}",
            lambda: talk.note(question_id, text),
            failed=lambda _error: self.drawer.keep_unsaved(question_id),
        )

    def toggle_drawer(self) -> None:
        """Open or close the officer's drawer."""
        if not self.drawer.isHidden():
            self.drawer.shut()
        elif self._question is not None and self.stack.currentWidget() is self.question_page:
            self.drawer.show_signs(self.talk.assessment())
            self.drawer.stand_at_end(self.rect())
            self.drawer.open()

    # building

    def _show_place(self, question: Question) -> None:
        _ = self.context._
        instrument = self.talk.loaded.instrument
        section = self.talk.flow.section_of(question.id)
        text_id = instrument.text_id("section", section.id, "title")
        officer = self.context.own_catalog
        self.section_label.setText(officer.text(text_id, section.title).text)
        words = {
            Kind.ASKED: "",
            Kind.OBSERVED: _("For you alone: what you see. Do not ask."),
            Kind.RECORDS: _("For you alone: papers you were shown."),
        }
        sensitive = _("Go gently: this may be hard to hear.") if question.sensitive else ""
        self.kind_label.setText(words[question.kind] or sensitive)

    def _asked_px(self, person: Sequence[Shown]) -> int | None:
        """Smaller, within limits, where the answers would stand below the page's edge."""
        room = QSize(self.sides.person_card.width() - 6 * GRID, round(self.area.viewport().height() * ASKED_PART))
        if not person or room.width() <= 0 or self.context.settings.text_percent > CONTROLS_STAY_UP_TO:
            return None
        return fitting_px(self.context, person[0], room)

    def order(self) -> None:
        parts = [part for part in (self.sides.person_card, self.input) if part is not None]
        controls = self.controls.buttons.values() if self.controls is not None else ()
        set_tab_order(*focusable(*parts), *controls)

    def _show_drawer(self, question: Question) -> None:
        self.drawer.shut()
        help_text = officer_text(self.context, self.talk.loaded.instrument, question, "help")
        self.drawer.show_question(question, help_text, self.talk.record.notes.get(question.id, ""))

    def _build_controls(self) -> None:
        if self.controls is not None:
            for made in (self.controls, self.controls.buttons[STOP]):
                made.hide()
                made.deleteLater()
        options = controls(self.context, self.catalog, *AT_A_QUESTION)
        self.controls = AnswerGrid(self.context, options, len(options), controls=True)
        self.controls.answered.connect(self.on_control)
        self._controls_host.addWidget(self.controls)
        if not self._controls_stay:
            self._stop_host.addWidget(self.controls.buttons[STOP])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.drawer.stand_at_end(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer; Backspace, F5, F6 and F7 go back, skip, pause and stop; Ctrl+Z and Del take back."""
        typing = isinstance(self.focusWidget(), QPlainTextEdit | QLineEdit)
        on_question = self.stack.currentWidget() is self.question_page
        key, asking = event.key(), self.change.isVisibleTo(self)
        if asking and key == Qt.Key.Key_Escape:
            self.on_change_cancelled()
        elif on_question and not typing and event.text().isdecimal():
            if not event.isAutoRepeat():  # a key held down answers once
                self._pick(int(event.text()))
        elif on_question and not asking and key in CONTROL_KEYS and not event.isAutoRepeat():
            self.on_control(CONTROL_KEYS[Qt.Key(key)])
        elif not typing and event.matches(QKeySequence.StandardKey.Undo):
            self.on_undo()
        elif on_question and not typing and not asking and key == Qt.Key.Key_Delete:
            self.on_remove_asked()
        else:
            super().keyPressEvent(event)

    def _pick(self, number: int) -> None:
        if self.change.isVisibleTo(self):
            self.change.pick(number)
        elif self.input is not None:
            self.input.pick(number)
