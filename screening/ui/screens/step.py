"""What every step of a talk shares: the talk, work off the screen's thread, an error where it arose."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screening.core.answer import Answer
from screening.core.errors import ScreeningError
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.person.controls import AGAIN, NOT_UNDERSTOOD, PAUSE, STOP
from screening.ui.person_page import PersonPage
from screening.ui.widgets.basics import settle_layout
from screening.ui.widgets.retry import TRIED_AGAIN, Retry
from screening.ui.widgets.typing import TypingKeeper
from screening.ui.widgets.words import Words

T = TypeVar("T")


class StepScreen(QWidget):
    """A step of the talk. A subclass builds its widgets in `__init__`, places `self.error`, fills `opened`.

    One that takes what is said or typed places `self.retry` too and hands its work to `keep`.

    Signals: `changed()` when the record changed; `finished()` when the officer goes on from here;
    `ended()` when the talk leaves the usual way (not assessed, child protection, stopped, closed);
    `person_changed()` when `person_page` would give another page; `again_asked()` when what stands on the person's
    side is to be asked, and heard, again; `understanding_asked(bool)` when the person does not understand it,
    with whether this step says so to the officer itself; `rest_asked(str)` for a break or a stop of the person's;
    `failed()` when something went wrong and says so here.
    """

    changed = Signal()
    finished = Signal()
    ended = Signal()
    person_changed = Signal()
    again_asked = Signal()
    understanding_asked = Signal(bool)
    rest_asked = Signal(str)
    failed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self.error = Words(role="error")
        self.error.hide()
        self.retry = Retry(context)
        self.retry.setParent(self)
        self.typing = TypingKeeper(self)
        self.typing.due.connect(self.keep_typing)
        self._talk: Talk | None = None
        self.again_asked.connect(self.hear_again)

    def hear_again(self) -> None:
        """Let the person's side be heard, what is asked and then the answers; while it is heard: be silent."""
        voice, shown = self.context.voice, self.person_page()
        if voice.playing:
            voice.stop()
        elif shown is not None:
            voice.play(*shown.texts, *(option.person for option in shown.options))

    @property
    def talk(self) -> Talk:
        """The talk on the desk."""
        if self._talk is None:
            raise RuntimeError("no talk is open")
        return self._talk

    def open(self, talk: Talk) -> None:
        """Show this step for a talk."""
        self._talk = talk
        self.error.hide()
        self.opened()
        settle_layout()

    def opened(self) -> None:
        """Show what the talk's record says; called each time the step is opened."""

    def leave(self) -> None:
        """Called when another step is shown: keep what is typed, close what only the officer may see."""

    def person_page(self) -> PersonPage | None:
        """What the person may see and press now; None where everything here is for the officer alone."""
        return None

    @property
    def tells_officer(self) -> bool:
        """Whether something stands here that the officer should read though the person's side is shown alone."""
        return not self.error.isHidden()

    def person_answered(self, answer: Answer) -> None:
        """The person pressed, ticked or typed an answer on their own side."""

    def person_pressed(self, control: str) -> None:
        """The person pressed one of the page's controls; a step with more of them does what its own buttons do."""
        if control == AGAIN:
            self.again_asked.emit()
        elif control == NOT_UNDERSTOOD:
            self.understanding_asked.emit(False)
        elif control in {PAUSE, STOP}:
            self.rest_asked.emit(control)

    def person_typed(self, typed: tuple[str, ...]) -> None:
        """The person ticked or typed something on their own side and did not give it yet."""

    def typed(self) -> object:
        """What stands on the screen and is kept nowhere else: for a screen that takes this one's place."""
        return None

    def restore(self, typed: object) -> None:
        """Show what stood on the screen before; called when the step is open and its work is done."""

    def take_up(self, typed: object) -> None:
        """Go on where another screen of this step stood."""
        # Behind whatever opening the step has asked of the worker.
        self.context.tasks.run(lambda: None, lambda _done: self.restore(typed))

    def keep_typing(self, field: str, text: str) -> None:
        """Keep what stands in a field and is not given yet."""
        talk = self._talk
        if talk is not None:
            name = f"typing {talk.record.id} {field}"
            self.keep(name, lambda: talk.keep_typing(field, text), tell=False)

    def given(self, *fields: str) -> None:
        """What was typed there was given: it is kept as what it is meant for."""
        self.typing.forget()
        talk = self._talk
        if talk is not None:
            for field in {*fields} & talk.typing.keys():
                self.keep_typing(field, "")

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[ScreeningError], object] | None = None,
        *,
        tell: bool = True,
    ) -> None:
        """Run work on the vault's thread; then tell (with `tell`) that the record changed. A failure shows inline.

        `work` takes the talk along and does not look it up: another one may be on the desk when it runs.
        """

        def on_done(result: T) -> None:
            self.error.hide()
            if done is not None:
                done(result)
            if tell:
                self.changed.emit()
                settle_layout()

        def on_failed(error: ScreeningError) -> None:
            self.show_error(error)
            if failed is not None:
                failed(error)

        self.context.tasks.run(work, on_done, on_failed)

    def keep(
        self,
        name: str,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[ScreeningError], object] | None = None,
        again: Callable[[], object] | None = None,
        *,
        tell: bool = True,
    ) -> None:
        """`do`, for what must not be lost: what the disk does not take now is tried again until it is kept.

        `again` is run for that in place of the same call.
        """

        def on_kept(result: T) -> None:
            self.retry.take_off(name)
            if done is not None:
                done(result)

        def on_failed(error: ScreeningError) -> None:
            if error.problem in TRIED_AGAIN:
                self.retry.wait_with(name, again or (lambda: self.keep(name, work, done, failed, tell=tell)))
            else:
                self.retry.take_off(name)
            if failed is not None:
                failed(error)

        self.do(work, on_kept, on_failed, tell=tell)

    def show_error(self, error: ScreeningError) -> None:
        """One clear sentence, where it arose; what is on the screen stays."""
        self.error.show_text(self.context.sentence(error))
        self.error.show()
        self.failed.emit()
