"""The room in which the person has the computer: their questions, the pages between, and where the PIN goes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from screening.core.instrument import Kind
from screening.ui.context import UiContext
from screening.ui.held.pages import GIVE_BACK, Standing, asked_page, page_at
from screening.ui.held.pin_page import PinPage
from screening.ui.person.controls import AGAIN, NEXT, NOT_UNDERSTOOD, PAUSE, SKIP, STOP
from screening.ui.person.view import PersonView
from screening.ui.person_page import PersonPage
from screening.ui.screens.questions import QuestionsScreen

LEAVES = {NOT_UNDERSTOOD: Standing.EXPLAINING, PAUSE: Standing.PAUSED, STOP: Standing.STOPPED}
"""Controls with a page of their own here; the officer's side stays at the question."""
RESTS = frozenset({Standing.PAUSED, Standing.STOPPED})
KEEP_REST = frozenset({Standing.READING, Standing.FAILED})
"""A rest is asked for all the same, though it is to be read aloud, or the answer before it could not be kept."""
ON_THE_WAY = frozenset({Standing.ASKED, Standing.FINISHED})
"""Where the next question shows by itself."""


class HeldRoom(QStackedWidget):
    """Draws what the questions' screen says stands on the person's side, and hands back what is pressed.

    Signals: `tried(str)` with what was typed for giving the computer back; `kept()` when the person goes on after
    all and does not give it back.
    """

    tried = Signal(str)
    kept = Signal()

    def __init__(self, context: UiContext, questions: QuestionsScreen) -> None:
        super().__init__()
        self.context = context
        self._questions = questions
        self.standing = Standing.TAKEN
        self.not_understood = False
        """Whether the question that stands here was not understood."""
        self.rest: Standing | None = None
        """The break or the stop that the person asked for and did not take back."""
        self.view = PersonView(context)
        self.pin_page = PinPage(context, questions.catalog)
        self.addWidget(self.view)
        self.addWidget(self.pin_page)
        self.view.answered.connect(questions.person_answered)
        self.view.typed.connect(questions.person_typed)
        self.view.pressed.connect(self.on_pressed)
        self.pin_page.tried.connect(self.tried)
        self.pin_page.back.connect(self.leave_pin_page)
        questions.person_changed.connect(self.on_person_changed)
        questions.failed.connect(self.on_troubled)
        context.voice.missing.connect(self.on_unheard)
        context.voice.failed.connect(self.on_unheard)
        self.refresh()

    @property
    def at_the_pin(self) -> bool:
        """Whether the computer is being given back."""
        return self.currentWidget() is self.pin_page

    def shown(self) -> None:
        """Put the keyboard where it goes on."""
        if self.at_the_pin:
            self.pin_page.shown()
        else:
            self.view.focus()

    def stand(self, standing: Standing) -> None:
        """Go to a page; what is heard belongs to the one before."""
        self.context.voice.stop()
        self.standing = standing
        if standing not in KEEP_REST:
            self.rest = standing if standing in RESTS else None
        self.refresh()
        self.shown()

    def refresh(self) -> None:
        """Show what stands here now."""
        context, catalog = self.context, self._questions.catalog
        asked = self._asked() if self.standing is Standing.ASKED else None
        if self.standing is Standing.ASKED and asked is None:
            self.standing = Standing.FINISHED
        before = self.view.page.question
        if asked is not None:
            self.view.show_page(asked_page(context, catalog, asked))
            self.not_understood = self.not_understood and asked.question == before
        else:
            self.view.show_page(page_at(context, catalog, self.standing))

    def _asked(self) -> PersonPage | None:
        """The question that the person may answer alone; None where what comes next is for the officer."""
        page = self._questions.person_page()
        if page is None or not page.holdable or page.question is None or page.question.kind is not Kind.ASKED:
            return None
        return page

    # what the person does

    def on_pressed(self, control: str) -> None:
        """One of the controls."""
        if control == GIVE_BACK:
            self.context.voice.stop()
            self.setCurrentWidget(self.pin_page)
            self.pin_page.shown()
        elif control in LEAVES:
            self.not_understood = control == NOT_UNDERSTOOD
            self.stand(LEAVES[control])
        elif self.standing is Standing.ASKED:
            self._questions.person_pressed(SKIP if control == NEXT else control)
        elif control == AGAIN:
            self.view.listen_button.listen()
        else:
            self.go_on()

    def go_on(self) -> None:
        """From a page between to the question; to the last one where none comes after it."""
        if self._asked() is None and (last := self._questions.shown_question) is not None:
            self._questions.show_question(last)
        self.stand(Standing.ASKED)

    def leave_pin_page(self) -> None:
        """The person goes on after all."""
        self.kept.emit()
        self.setCurrentWidget(self.view)
        if self.view.controls is not None:
            self.view.controls.mark(None)
        self.view.focus()

    # what the talk does

    def on_person_changed(self) -> None:
        """Another question stands on the person's side, or none."""
        if self.standing in ON_THE_WAY:
            self.stand(Standing.ASKED)

    def on_unheard(self, _what: object) -> None:
        """What the person wants to hear has no recording, or the sound fails: somebody reads it to them."""
        if self.standing is not Standing.READING and not self.at_the_pin and self.isVisible():
            self.stand(Standing.READING)

    def on_troubled(self) -> None:
        """Something was not kept: the person is asked to give the computer back, and the officer is told why."""
        if self.standing is not Standing.FAILED:
            self.stand(Standing.FAILED)
