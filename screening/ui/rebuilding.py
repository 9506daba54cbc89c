"""Another look at once: every room is built anew, around the same vault and the same talk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from screening.ui.widgets.tab_order import focus_first

if TYPE_CHECKING:
    from screening.ui.context import UiContext
    from screening.ui.entry import EntryRoom
    from screening.ui.window import MainWindow

    Rooms = tuple[UiContext, EntryRoom]

ENTRY, COVER, ALONE, DESK, OVER = "entry", "cover", "alone", "desk", "over"


class Rebuilding(QObject):
    """Waits until no work is under way, so that nothing of a room that goes is still needed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._make_rooms: Callable[[], Rooms] | None = None
        window.context.tasks.idle.connect(self._when_idle)

    def ask(self, make: Callable[[], Rooms]) -> None:
        """Build every room anew, once no work is under way.

        `make` dresses the application and gives the new context, with the same worker, and the way in. What is
        typed is kept first. While a vault is being made nothing happens: its key is shown only once.
        """
        window = self._window
        if window.session is None and not window.entry.at_the_door:
            return
        if window.desk is not None:
            window.desk.keep_typed()
        self._make_rooms = make
        self._when_idle()

    def go_on(self) -> None:
        """What the rebuilding waited for is over."""
        self._when_idle()

    def _when_idle(self) -> None:
        if self._make_rooms is not None:
            # From the event loop: nothing of a room that is about to go may still be running.
            QTimer.singleShot(0, self, self._rebuild)

    def _rebuild(self) -> None:
        make, window = self._make_rooms, self._window
        if window.held.on:
            return  # the person is reading
        if window.pages.shows_once:
            return  # it waits until the key is on paper, or given up
        if window.session is None and (window.entry.session is not None or not window.entry.at_the_door):
            return  # a vault is being opened: the way in holds it until its cases are shown
        if window.desk is not None and window.desk.waiting:
            return  # only the screen has it, until the disk takes it
        if make is None or window.context.tasks.busy or QApplication.activeModalWidget() is not None:
            return
        self._make_rooms = None
        window.setUpdatesEnabled(False)
        try:
            self._replace(make)
        finally:
            window.setUpdatesEnabled(True)
        if window.covered:
            window.setWindowTitle(window.cover.title)

    def _replace(self, make: Callable[[], Rooms]) -> None:
        window, pages = self._window, self._window.pages
        place = window.desk.place() if window.desk is not None else None
        names: dict[QWidget | None, str] = {
            window.entry: ENTRY,
            window.cover: COVER,
            window.alone_again: ALONE,
            window.desk: DESK,
            pages.over: OVER,
            None: "",
        }
        current = names[window.rooms.currentWidget()]
        # A room that is gone, or one of those that are never built anew, leads nowhere.
        hidden, before = (names.get(room, "") for room in (window.hidden_room, pages.before))
        if window.desk is not None:
            window.desk.show_together()  # the person's side on another display is a window of its own
        pages.hand_on()
        # The old rooms go first: dressing what is thrown away would take most of the time.
        self._remove_now(window.entry, window.cover, window.alone_again, window.desk, pages.over)
        window.begin_anew(*make())
        rooms: dict[str, QWidget] = {ENTRY: window.entry, COVER: window.cover, ALONE: window.alone_again}
        if window.session is not None and place is not None:
            rooms[DESK] = desk = window.add_desk(window.session)
            desk.take_up(place)
        page = pages.make_again()
        if page is not None:
            rooms[OVER] = page
        window.hidden_room, pages.before = rooms.get(hidden), rooms.get(before)
        window.rooms.setCurrentWidget(rooms[current])
        if page is not None and current == OVER:
            page.shown()
        else:
            focus_first(rooms[current])

    def _remove_now(self, *rooms: QWidget | None) -> None:
        for room in rooms:
            if room is not None:
                self._window.remove(room)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
