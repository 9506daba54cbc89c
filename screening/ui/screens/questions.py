"""The questions: one at a time, both languages, each answer kept before the next is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout

from screening.core.answer import Answer
from screening.core.errors import ScreeningError
from screening.core.instrument import Kind, Question
from screening.languages.catalogs import Catalog, Shown, officers_own
from screening.ui.context import UiContext
from screening.ui.question_texts import answer_options, officer_text, person_text
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.answer_input import AnswerInput
from screening.ui.widgets.answers import AnswerGrid, AnswerOption
from screening.ui.widgets.basics import WORKED, column, page, row, scrolled, short_label
from screening.ui.widgets.drawer import Drawer
from screening.ui.widgets.interlude import Interlude
from screening.ui.widgets.two_sides import TwoSides

BACK, SKIP, PAUSE, STOP = "back", "skip", "pause", "stop"
CONTROL_KEYS = {
    Qt.Key.Key_Backspace: BACK,
    Qt.Key.Key_F5: SKIP,
    Qt.Key.Key_F6: PAUSE,
    Qt.Key.Key_F7: STOP,
}


class QuestionsScreen(StepScreen):
    """Questions in any order of parts. What only the officer may read comes after the screen is turned."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._catalog: Catalog | None = None
        self._question: Question | None = None
        self._saving = False
        self._turned = False
        self.section_label = short_label("", "chip")
        self.kind_label = short_label("", "quiet")
        self.sides = TwoSides(context)
        self.input: AnswerInput | None = None
        self.controls: AnswerGrid | None = None
        self._input_host = QVBoxLayout()
        self._controls_host = QVBoxLayout()
        self.drawer = Drawer(context)
        self.drawer.note_changed.connect(self.on_note_changed)
        self.drawer.closed.connect(self.focus_answer)
        self.interlude = Interlude(context)
        card_layout = column(spacing=GRID)
        card_layout.addLayout(row(self.section_label, self.kind_label, None))
        card_layout.addWidget(self.sides, 1)
        card_layout.addLayout(self._input_host)
        card_layout.addLayout(self._controls_host)
        card_layout.addWidget(self.error)
        self.stack = QStackedWidget()
        self.question_page = scrolled(page(card_layout, margin=2 * GRID, widest=WORKED))
        self.stack.addWidget(self.question_page)
        self.stack.addWidget(self.interlude)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.stack)
        # The drawer lies over the person's side: while it is open, that side is covered, not squeezed.
        self.drawer.setParent(self)

    # opening

    def opened(self) -> None:
        language = self.talk.record.language
        self._catalog = self.context.person_catalog(language.tag if language else "en")
        self._turned = False
        self._saving = False
        self._show_no_question()
        self._build_controls()
        self.do(self.talk.open_questions, self.show_question)

    def _show_no_question(self) -> None:
        """Until a question is open, and where none can be, nothing of the person before stands there."""
        self._question = None
        self.stack.setCurrentWidget(self.question_page)
        self.sides.show_texts([], [])
        self.section_label.setText("")
        self.kind_label.setText("")
        if self.input is not None:
            self.input.hide()
            self.input.deleteLater()
            self.input = None

    def leave(self) -> None:
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
        talk = self.talk
        question = talk.flow.question(question_id)
        asked = question.kind is Kind.ASKED
        if not asked and not self._turned:
            self._ask_to_turn(question_id)
            return
        self._turned = not asked
        self._question = question
        instrument = talk.loaded.instrument
        self.stack.setCurrentWidget(self.question_page)
        self._show_place(question)
        officer = [(officer_text(self.context, instrument, question), "officer-question")]
        person = [person_text(self.catalog, instrument, question)] if asked else []
        self.sides.show_texts(officer, person)
        self.sides.person_card.setVisible(asked)
        self._show_input(question)
        self._show_drawer(question)
        self._saving = False
        self.question_page.verticalScrollBar().setValue(0)
        self.focus_answer()

    @property
    def catalog(self) -> Catalog:
        """The person's words."""
        if self._catalog is None:
            raise RuntimeError("no language is chosen")
        return self._catalog

    @property
    def shown_question(self) -> str | None:
        """The id of the question on the screen."""
        return self._question.id if self._question else None

    @property
    def in_interlude(self) -> bool:
        """Whether a page between questions is shown."""
        return self.stack.currentWidget() is self.interlude

    def focus_answer(self) -> None:
        """Put the keyboard on the answers."""
        if self.in_interlude:
            self.interlude.focus()
        elif self.input is not None:
            self.input.focus()

    # what the officer and the person do

    def on_answered(self, answer: Answer) -> None:
        """Keep the answer; the next question shows only when it is kept."""
        question, talk = self._question, self.talk
        if question is None or self._saving:
            return
        self._saving = True
        self.drawer.flush()
        shown = self._shown(question)
        self.do(lambda: talk.answer(question.id, answer, shown), self.on_answer_kept, self.on_answer_failed)

    def on_answer_kept(self, following: str | None) -> None:
        """The answer is on disk."""
        if following is None:
            self._show_end()
        else:
            self.show_question(following)

    def on_answer_failed(self, _error: ScreeningError) -> None:
        """The answer stays on the screen and can be given again."""
        self._saving = False

    def on_noted(self) -> None:
        """A text without an answer was read."""
        self.on_control(SKIP)

    def on_control(self, control: str) -> None:
        """Back, skip, pause, stop: always there, always the same size."""
        if self._question is None or self._saving:
            return
        talk, current = self.talk, self._question.id
        if control == BACK:
            before = talk.flow.before(current, talk.answers, talk.age)
            if before is not None:
                self.go_to(before)
        elif control == SKIP:
            following = talk.flow.after(current, talk.answers, talk.age)
            if following is not None:
                self.go_to(following)
            else:
                self._show_end()
        elif control == PAUSE:
            self._show_pause()
        else:
            self._show_stop()

    def on_note_changed(self, question_id: str, text: str) -> None:
        """Keep the officer's note."""
        talk = self.talk
        self.do(
            lambda: talk.note(question_id, text),
            failed=lambda _error: self.drawer.keep_unsaved(question_id),
        )

    def toggle_drawer(self) -> None:
        """Open or close the officer's drawer."""
        if self.drawer.isVisible():
            self.drawer.shut()
        elif self._question is not None and self.stack.currentWidget() is self.question_page:
            self.drawer.show_signs(self.talk.assessment())
            self.drawer.stand_at_end(self.rect())
            self.drawer.open()

    # interludes

    def _ask_to_turn(self, question_id: str) -> None:
        _ = self.context._

        def turned() -> None:
            self._turned = True
            self.show_question(question_id)
            self.changed.emit()

        self._show_interlude(
            _("Turn the screen to yourself. The next part is for you alone."),
            (self.catalog.fixed("talk.break_ok"),),
            ((_("The screen is turned: go on"), turned),),
        )

    def _show_pause(self) -> None:
        _ = self.context._
        self._show_interlude(
            _("Break. Everything said so far is kept as the person agreed."),
            (self.catalog.fixed("talk.pause_text"), self.catalog.fixed("talk.break_ok")),
            ((_("Go on"), self._return), (_("Stop the talk"), self._show_stop)),
        )

    def _show_stop(self) -> None:
        _ = self.context._
        self._show_interlude(
            _("The talk is stopped. Help does not depend on going on."),
            (self.catalog.fixed("talk.stopped_text"),),
            (
                (_("End the talk here"), lambda: self.do(self.talk.stop, lambda _done: self.finished.emit())),
                (_("Go on after all"), self._return),
            ),
        )

    def _show_end(self) -> None:
        _ = self.context._
        self._saving = False
        self._show_interlude(
            _("That was the last question. Turn the screen to yourself before you go on."),
            (self.catalog.fixed("talk.thanks"), self.catalog.fixed("talk.anything_else")),
            (
                (
                    _("See what was recorded"),
                    lambda: self.do(self.talk.finish_questions, lambda _done: self.finished.emit()),
                ),
                (_("Back to the questions"), self._return),
            ),
        )

    def _show_interlude(
        self, officer: str, person: tuple[Shown, ...], choices: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        self.drawer.shut()
        self.interlude.show_texts(officer, person, choices)
        self.stack.setCurrentWidget(self.interlude)
        self.interlude.focus()

    def _return(self) -> None:
        if self._question is not None:
            self.show_question(self._question.id)

    # building

    def _shown(self, question: Question) -> Shown:
        if question.kind is Kind.ASKED:
            return person_text(self.catalog, self.talk.loaded.instrument, question)
        text = officer_text(self.context, self.talk.loaded.instrument, question)
        return officers_own(text, self.context.translator.language.tag)

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

    def _show_input(self, question: Question) -> None:
        if self.input is not None:
            self.input.hide()
            self.input.deleteLater()
        options = answer_options(self.context, self.catalog, self.talk.loaded.instrument, question)
        given = self.talk.answers.get(question.id)
        self.input = AnswerInput(self.context, question, options, given)
        self.input.answered.connect(self.on_answered)
        self.input.noted.connect(self.on_noted)
        self._input_host.addWidget(self.input)

    def _show_drawer(self, question: Question) -> None:
        self.drawer.shut()
        help_text = officer_text(self.context, self.talk.loaded.instrument, question, "help")
        self.drawer.show_question(question, help_text, self.talk.record.notes.get(question.id, ""))

    def _build_controls(self) -> None:
        if self.controls is not None:
            self.controls.hide()
            self.controls.deleteLater()
        _ = self.context._
        fixed = self.catalog.fixed
        options = [
            AnswerOption(BACK, fixed("answers.back"), _("Back"), "back", "⌫"),
            AnswerOption(SKIP, fixed("answers.skip"), _("Skip"), "skip", "F5"),
            AnswerOption(PAUSE, fixed("answers.pause"), _("Pause"), "pause", "F6"),
            AnswerOption(STOP, fixed("answers.stop"), _("Stop"), "stop", "F7"),
        ]
        self.controls = AnswerGrid(self.context, options, 4)
        self.controls.answered.connect(self.on_control)
        self._controls_host.addWidget(self.controls)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.drawer.stand_at_end(self.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer; Backspace, F5, F6 and F7 go back, skip, pause and stop."""
        typing = isinstance(self.focusWidget(), QPlainTextEdit)
        on_question = self.stack.currentWidget() is self.question_page
        if on_question and not typing and self.input is not None and event.text().isdecimal():
            self.input.pick(int(event.text()))
        elif on_question and event.key() in CONTROL_KEYS and not event.isAutoRepeat():
            self.on_control(CONTROL_KEYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
