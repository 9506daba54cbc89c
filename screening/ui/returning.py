"""After unlocking: back to the talk that was open, once the officer is alone with the person again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screening.languages.marks import N_

if TYPE_CHECKING:
    from screening.operations.cases import LeftOpen
    from screening.operations.session import Session
    from screening.ui.window import MainWindow

ENDED_UNKEPT = N_(
    "The last time, the program locked while a talk was in memory only. Nothing of that talk was kept, as the "
    "person wished. If they are still there, begin anew, and ask only what is needed."
)


class Returning:
    """What an opened vault is shown with: the case list, or the question before the talk that was left open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._case_id = ""

    def ask(self, session: Session) -> None:
        """Look up what was on the desk, then show the desk; the way in stays until then."""
        from screening.operations.cases import LeftOpen, left_open  # with all that works on a vault

        nothing = LeftOpen("", ended_unkept=False)
        self._window.context.tasks.run(
            lambda: left_open(session), self._on_found, lambda _error: self._on_found(nothing)
        )

    def _on_found(self, left: LeftOpen) -> None:
        window, desk = self._window, self._window.desk
        if window.session is None or desk is None:
            return
        if left.ended_unkept:
            window.notices.add(lambda context: context._(ENDED_UNKEPT))
        self._case_id = left.case_id
        if window.covered:
            window.pages.drop()  # it lay over the way in, and that is gone
            window.hidden_room = desk
            window.cover.shown()
            return
        window.on_over_left()
        if left.case_id:
            window.hidden_room = desk
            window.rooms.setCurrentWidget(window.alone_again)
            window.alone_again.shown()
        else:
            window.rooms.setCurrentWidget(desk)
            desk.show_cases()

    def go_on(self) -> None:
        """The officer is alone again: open the talk that was left, where it stood."""
        case_id, self._case_id = self._case_id, ""
        if case_id and self._window.desk is not None:
            self._window.desk.on_case_opened(case_id)
