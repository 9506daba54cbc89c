"""The pages between the questions: a break, a stop, turning the screen, the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QWidget

from screening.core.instrument import Question
from screening.languages.catalogs import Catalog, Shown
from screening.ui.context import UiContext
from screening.ui.person.controls import AGAIN, BACK, NEXT, STOP, controls
from screening.ui.person_page import PersonPage
from screening.ui.screens.step import StepScreen
from screening.ui.widgets.drawer import Drawer
from screening.ui.widgets.interlude import Interlude


class QuestionPages(StepScreen):
    """A stack of the question and the pages between. A subclass puts `question_page` into the stack."""

    question_page: QWidget

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._catalog: Catalog | None = None
        self._question: Question | None = None
        self._turned = False
        self._between: PersonPage | None = None
        self.drawer = Drawer(context)
        self.interlude = Interlude(context)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.interlude)

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

    def show_question(self, question_id: str) -> None:
        """Show one question on both sides."""
        raise NotImplementedError

    def ask_to_turn(self, question_id: str) -> None:
        """What comes next is for the officer alone."""
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

    def show_pause(self) -> None:
        """A break."""
        _ = self.context._
        self._show_interlude(
            _("Break. Everything said so far is kept as the person agreed."),
            (self.catalog.fixed("talk.pause_text"), self.catalog.fixed("talk.break_ok")),
            ((_("Go on"), self._return), (_("Stop the talk"), self.show_stop)),
            (NEXT, AGAIN, STOP),
        )

    def show_stop(self) -> None:
        """A stop, with a way back."""
        _ = self.context._
        self._show_interlude(
            _("The talk is stopped. Help does not depend on going on."),
            (self.catalog.fixed("talk.stopped_text"),),
            (
                (_("End the talk here"), lambda: self.do(self.talk.stop, lambda _done: self.finished.emit())),
                (_("Go on after all"), self._return),
            ),
            (NEXT, AGAIN),
        )

    def show_end(self) -> None:
        """After the last question."""
        _ = self.context._
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
            (BACK, AGAIN, STOP),
        )

    def _show_interlude(
        self,
        officer: str,
        person: tuple[Shown, ...],
        choices: tuple[tuple[str, Callable[[], object]], ...],
        pressed: tuple[str, ...] = (),
    ) -> None:
        """`pressed`: what the person may press there; nothing where the page is for the officer."""
        self.drawer.shut()
        made = controls(self.context, self.catalog, *pressed)
        self._between = PersonPage(person, controls=made, holdable=True) if pressed else None
        self.context.voice.stop()
        self.interlude.show_texts(officer, person, choices)
        self.stack.setCurrentWidget(self.interlude)
        self.interlude.focus()
        self.person_changed.emit()

    def _return(self) -> None:
        if self._question is not None:
            self.show_question(self._question.id)
