"""Handing the computer over and taking it back, for the window: nothing else of it can be reached in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from screening.core.errors import Problem
from screening.core.held import as_pin
from screening.ui.actions import Action
from screening.ui.held.guard import HeldGuard
from screening.ui.idle import steady_clock

if TYPE_CHECKING:
    from screening.core.errors import ScreeningError
    from screening.ui.desk import Desk
    from screening.ui.held.hand_over import HandOverScreen
    from screening.ui.held.pin import TalkPin
    from screening.ui.held.room import HeldRoom
    from screening.ui.screens.questions import QuestionsScreen
    from screening.ui.window import MainWindow


class Held(QObject):
    """`room` is there exactly while the person has the computer. The desk is then in no window at all.

    `clock`: seconds that nobody can set back, given for tests.
    """

    def __init__(self, window: MainWindow, clock: Callable[[], float] = steady_clock) -> None:
        super().__init__(window)
        self._window = window
        self.clock = clock
        self.room: HeldRoom | None = None
        self._pin: TalkPin | None = None
        self._checking = self._void = False
        self._state = Qt.WindowState.WindowNoState
        self._guard = HeldGuard(window)
        window.hidden.connect(self._give_up_check)
        self._wait_over = QTimer(self, singleShot=True)
        self._wait_over.timeout.connect(lambda: self._say(""))

    @property
    def on(self) -> bool:
        """Whether the person has the computer."""
        return self.room is not None

    def allows(self, action: Action) -> bool:
        """What may be asked for while the person has the computer: hiding, which helps whoever has it.

        Locking would show the way into the vault, to whoever has it.
        """
        return action is Action.HIDE

    @property
    def possible(self) -> bool:
        """Whether a question stands on the screen that the person may answer alone."""
        desk = self._window.desk
        return not self.on and desk is not None and desk.in_talk and desk.talk_frame.may_hand_over

    def hand_over_page(self) -> HandOverScreen:
        """The page on which the officer hands over; the PIN of this talk is offered again."""
        from screening.ui.held.coming import untranslated_words  # with all that works on a talk
        from screening.ui.held.hand_over import HandOverScreen  # seldom opened

        context, questions = self._window.context, self._questions()
        in_memory = questions is not None and not questions.talk.recorded
        caution = untranslated_words(context, questions.catalog, questions.talk) if questions is not None else ""
        has_pin = self._kept_pin() is not None
        made = HandOverScreen(context, has_pin=has_pin, in_memory=in_memory, caution=caution)
        made.handed_over.connect(self.begin)
        return made

    def begin(self, pin: str) -> None:
        """Hand over, with a PIN or with that of before."""
        from screening.ui.held.pin import TalkPin  # with all that works on a talk
        from screening.ui.held.room import HeldRoom

        window, desk, questions = self._window, self._window.desk, self._questions()
        talk = desk.talk_frame.talk if desk is not None else None
        if desk is None or questions is None or talk is None or not self.possible:
            return
        if pin:
            self.forget_pin()
            self._pin = TalkPin(talk, pin, lambda: self.clock())
        if self._kept_pin() is None:
            return
        desk.show_together()
        desk.keep_typed()
        self.room = room = HeldRoom(window.context, questions)
        room.tried.connect(self.on_tried)
        room.kept.connect(self._give_up_check)
        self._guard.begin()
        window.rooms.addWidget(room)
        window.rooms.setCurrentWidget(room)
        window.pages.drop()
        self._take_away(desk)
        self._state = window.windowState()
        window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        room.shown()

    def _take_away(self, desk: Desk) -> None:
        """A hidden widget can still be found by what reads the screen aloud; one in no window cannot."""
        desk.hide()
        self._window.rooms.removeWidget(desk)
        desk.setParent(None)

    # giving back

    def on_tried(self, typed: str) -> None:
        """A PIN, or whoever opened the vault gives their passphrase; anything else waits longer each time."""
        pin = self._pin
        if pin is None:
            return
        if self._checking:
            self._say_checking()
        elif pin.waits_s > 0:
            self._say_wait()
        elif pin.is_right(typed):
            self.lift()
        elif not as_pin(typed) and self._may_be_passphrase(typed):
            self._check_passphrase(typed)
        else:
            self._on_wrong()

    def _may_be_passphrase(self, typed: str) -> bool:
        from screening.store.passphrase import MINIMUM_LENGTH  # with all that works on a vault

        return len(typed) >= MINIMUM_LENGTH

    def _check_passphrase(self, typed: str) -> None:
        """As when unlocking: slowly, on the worker, and counted.

        Meanwhile the program may be hidden, or the person may go on: then nothing comes up by itself, though it
        was the right one. A wrong one counts all the same.
        """
        from screening.operations.officers import prove_myself  # with all that works on a vault

        window, session, room = self._window, self._window.session, self.room
        if session is None or room is None:
            return

        def right(_done: None) -> None:
            self._checking = False
            if self.room is not room:
                return
            if room.at_the_pin and not window.covered and not self._void:
                self.lift()
            else:
                self._say("")

        def wrong(error: ScreeningError) -> None:
            self._checking = False
            if self.room is not room:
                return
            if error.problem is Problem.CANNOT_UNLOCK:
                self._on_wrong()
            else:
                self._say(self._sentence(error))

        self._checking, self._void = True, False
        self._say_checking()
        window.context.tasks.run(lambda: prove_myself(session, typed), right, wrong)

    def _give_up_check(self) -> None:
        """The page for the PIN is left, or all is hidden."""
        self._void = True

    def _sentence(self, error: ScreeningError) -> str:
        if error.problem is Problem.TOO_MANY_ATTEMPTS:
            # The vault still opens with it: only while it is open are there fewer tries.
            return self._window.context._(
                "There were too many tries with a passphrase. Now only the PIN of this talk brings your side back."
            )
        return self._window.context.sentence(error)

    def _on_wrong(self) -> None:
        pin = self._pin
        if pin is None:
            return
        pin.note_wrong()
        if pin.waits_s > 0:
            self._say_wait()
            self._wait_over.start(int(pin.waits_s * 1000) + 1)
        else:
            self._say(
                self._window.context._(
                    "This did not bring your side back. Type the PIN of this talk, or your own passphrase."
                )
            )

    def _say_checking(self) -> None:
        self._say(self._window.context._("Checking…"))

    def _say_wait(self) -> None:
        self._say(
            self._window.context._(
                "This did not bring your side back. Wait a little: no try is taken until this sentence goes."
            )
        )

    def _say(self, words: str) -> None:
        if self.room is not None:
            self.room.pin_page.say(words)

    def lift(self) -> None:
        """Take the computer back: the officer's side, where the person stopped."""
        window, desk, room = self._window, self._window.desk, self.room
        if desk is None or room is None or window.session is None:
            return
        if self._pin is not None:
            self._pin.note_right()
        desk.talk_frame.leave_step()
        self.room = None
        self._wait_over.stop()
        self._guard.end()
        window.rooms.addWidget(desk)
        window.rooms.setCurrentWidget(desk)
        window.remove(room)
        window.setWindowState(self._state)
        self._go_on(room)
        desk.focus()
        window.rebuilding.go_on()

    def _go_on(self, room: HeldRoom) -> None:
        """The officer's side shows what the person did last: a break, a stop, a question not understood.

        Behind an answer that is being kept: what follows it would take the place of what is shown now.
        """
        from screening.ui.held.pages import Standing

        questions = self._questions()
        if questions is None:
            return
        talk = questions.talk

        def show(_done: None) -> None:
            if self.on or self._questions() is not questions or questions.talk is not talk:
                return
            if room.rest is Standing.PAUSED:
                questions.show_pause()
            elif room.rest is Standing.STOPPED:
                questions.show_stop()
            elif room.not_understood and not questions.in_interlude:
                questions.show_not_understood()

        if room.rest is not None or room.not_understood:
            self._window.context.tasks.run(lambda: None, show)

    # what may happen meanwhile

    def shown(self) -> None:
        """Back from the cover: the keyboard where it goes on."""
        if self.room is not None:
            self.room.shown()

    def on_state_changed(self) -> None:
        """Somebody made the window smaller: it fills the screen again."""
        window = self._window
        if self.on and not window.isMinimized() and not window.isFullScreen():
            QTimer.singleShot(0, self, self._fill_screen)

    def _fill_screen(self) -> None:
        if self.on:
            self._window.setWindowState(self._window.windowState() | Qt.WindowState.WindowFullScreen)

    def drop(self) -> None:
        """The program locks or closes: no PIN opens anything any more."""
        self.forget_pin()
        self._wait_over.stop()
        if self.room is not None:
            self._guard.end()
            self.room = None

    def forget_pin(self) -> None:
        """The talk is over, or another PIN takes its place."""
        if self._pin is not None:
            self._pin.forget()
        self._pin = None

    def on_desk_changed(self) -> None:
        """The talk is left: its PIN is gone. While rooms are built anew it is on no desk, and not left."""
        desk = self._window.desk
        if not self.on and desk is not None and desk.at_the_cases:
            self.forget_pin()

    def _kept_pin(self) -> TalkPin | None:
        """The PIN, while its talk is the one on the desk."""
        desk = self._window.desk
        talk = desk.talk_frame.talk if desk is not None and desk.in_talk else None
        return self._pin if self._pin is not None and self._pin.talk is talk else None

    def _questions(self) -> QuestionsScreen | None:
        """The questions, while they are the open step of the talk on the desk."""
        from screening.ui.steps import QUESTIONS  # with all that works on a talk

        desk = self._window.desk
        if desk is None or not desk.in_talk or desk.talk_frame.talk is None:
            return None
        return desk.talk_frame.questions if desk.talk_frame.current == QUESTIONS else None
