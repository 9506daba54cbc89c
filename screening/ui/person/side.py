"""What stands on the person's side of a talk now, whichever step is open, and what they press there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from screening.core.answer import Answer
from screening.languages.catalogs import Catalog
from screening.ui.context import UiContext
from screening.ui.person.controls import AGAIN, NEXT, PAUSE, STOP, controls
from screening.ui.person_page import PersonPage
from screening.ui.screens.step import StepScreen

REST_TEXTS = {PAUSE: ("talk.pause_text", "talk.break_ok"), STOP: ("talk.stopped_text",)}
AT_A_REST = {PAUSE: (NEXT, AGAIN, STOP), STOP: (NEXT, AGAIN)}


class PersonSide(QObject):
    """`step` gives the step that is open, None outside a talk; `catalog` the words for the person.

    What the person presses does what the officer's own button does: it goes to the step. A break or a stop
    where a step has none of its own is a quiet page, and is said to the officer, who decides what follows.

    Signals: `changed()` when `page` would give another page; `said(str)` with a sentence for the officer.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(
        self,
        context: UiContext,
        steps: Iterable[StepScreen],
        step: Callable[[], StepScreen | None],
        catalog: Callable[[], Catalog],
    ) -> None:
        super().__init__()
        self._context, self._step, self._catalog = context, step, catalog
        self._resting = ""
        self._not_understood = False
        for each in steps:
            each.person_changed.connect(lambda of=each: self._on_step_changed(of))
            each.rest_asked.connect(self._on_rest_asked)
            each.understanding_asked.connect(self._on_not_understood)

    @property
    def waits_for_officer(self) -> bool:
        """Whether the person asked for something, or the step that is open shows them nothing: it is the officer's
        turn."""
        step = self._step()
        return bool(self._resting) or self._not_understood or step is None or step.person_page() is None

    def page(self) -> PersonPage:
        """What stands there; a quiet page where a step has nothing for the person. Never anything of the case."""
        catalog, step = self._catalog(), self._step()
        if self._resting:
            texts = tuple(catalog.fixed(text_id) for text_id in REST_TEXTS[self._resting])
            return PersonPage(texts, controls=controls(self._context, catalog, *AT_A_REST[self._resting]))
        page = step.person_page() if step is not None else None
        return page or PersonPage((catalog.fixed("wall.greeting"),))

    def step_opened(self) -> None:
        """Another step is open, or this one anew."""
        self._resting, self._not_understood = "", False
        self.said.emit("")
        self.changed.emit()

    def answered(self, answer: Answer, seen: PersonPage) -> None:
        """The person gave an answer, to the page they had before them: it counts only while that one stands."""
        step = self._step()
        page = step.person_page() if step is not None else None
        if step is not None and page is not None and not self._resting and seen.question == page.question:
            step.person_answered(answer)

    def typed(self, typed: tuple[str, ...]) -> None:
        """The person ticked or typed something."""
        step = self._step()
        if step is not None and not self._resting:
            step.person_typed(typed)

    def pressed(self, control: str) -> None:
        """The person pressed one of the page's controls."""
        step = self._step()
        if self._resting and control == NEXT:
            self._resting = ""
            self.said.emit("")
            self.changed.emit()
        elif self._resting and control == AGAIN:
            self._hear_rest()
        elif step is not None and (not self._resting or control == STOP):
            step.person_pressed(control)

    def _hear_rest(self) -> None:
        voice = self._context.voice
        if voice.playing:
            voice.stop()
        else:
            voice.play(*self.page().texts)

    def _on_step_changed(self, step: StepScreen) -> None:
        if step is self._step():
            self._resting, self._not_understood = "", False
            self.said.emit("")
            self.changed.emit()

    def _on_rest_asked(self, control: str) -> None:
        _ = self._context._
        self._context.voice.stop()
        self._resting = control
        words = {
            PAUSE: _("The person wants a break."),
            STOP: _("The person wants to stop. Help does not depend on going on."),
        }
        self.said.emit(words[control])
        self.changed.emit()

    def officer_looked(self) -> None:
        """The officer's side was shown: what the person did not understand is known there."""
        self._not_understood = False

    def _on_not_understood(self, said_by_step: bool) -> None:
        self._not_understood = True
        self.changed.emit()
        if not said_by_step:
            self.said.emit(self._context._("The person does not understand this. Say it another way."))
