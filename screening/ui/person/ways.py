"""Together, shown here, shown on another display: which of them it is, and the way from one to the next."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QStackedLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.person.shown import PersonWindow, ShownPage
from screening.ui.person.side import PersonSide


class Way(Enum):
    """How the person's side is shown."""

    TOGETHER = "together"
    HERE = "here"
    THERE = "there"


class Ways(QObject):
    """For one frame, whose officer's side is the first page of `stack`.

    F4 shows the person's side here, or on the other display where there is one, then here; then both again.

    Signals: `changed()` when the way is another; `display_lost()` when the person's display was taken away;
    `own_display_lost()` when it was the officer's, whose window now stands where the person looks.
    """

    changed = Signal()
    display_lost = Signal()
    own_display_lost = Signal()

    def __init__(self, context: UiContext, frame: QWidget, stack: QStackedLayout, side: PersonSide) -> None:
        super().__init__(frame)
        self._context, self._frame, self._stack, self._side = context, frame, stack, side
        self.here: ShownPage | None = None
        self.there: PersonWindow | None = None
        self._before = Qt.WindowState.WindowNoState
        self.own: QScreen | None = None
        side.changed.connect(self.refresh)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._on_screen_removed)

    def toggle(self) -> None:
        """The next way."""
        other = self.other_display()
        if self.here is not None:
            self.together()
        elif self.there is None and other is not None:
            self.show_there(other)
        else:
            self._close_there()
            self.show_here()

    @property
    def way(self) -> Way:
        """Which it is now."""
        if self.here is not None:
            return Way.HERE
        return Way.TOGETHER if self.there is None else Way.THERE

    def take_up(self, way: Way) -> None:
        """Go on in the way of another frame."""
        other = self.other_display()
        if way is Way.HERE:
            self.show_here()
        elif way is Way.THERE and other is not None:
            self.show_there(other)

    def other_display(self) -> QScreen | None:
        """A display that the officer's window is not on; one that mirrors it is none."""
        own = self._frame.screen()
        others = (each for each in QGuiApplication.screens() if each is not own)
        return next((each for each in others if each.geometry() != own.geometry()), None)

    def show_here(self) -> None:
        """The person's side fills the window, and the window its display."""
        window = self._frame.window()
        self.here = ShownPage(self._context, self._side, way_back=True)
        self.here.back_asked.connect(self.together)
        self._stack.addWidget(self.here)
        self._stack.setCurrentWidget(self.here)
        self._before = window.windowState()
        window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        self.here.refresh(keyboard=True)
        self.here.view.focus()
        self.changed.emit()

    def show_there(self, display: QScreen) -> None:
        """The person's side on another display; both sides stay here."""
        made = self.there = PersonWindow(self._context, self._side)
        self.own = self._frame.screen()
        made.shown_page.used.connect(self._frame.activateWindow)
        made.shown_page.refresh(keyboard=False)
        made.setScreen(display)
        made.setGeometry(display.geometry())
        made.showFullScreen()
        self.changed.emit()

    def together(self) -> None:
        """Both sides beside each other, and the person's nowhere else."""
        was_other = self.here is not None or self.there is not None
        self._close_there()
        if self.here is not None:
            here, self.here = self.here, None
            self._stack.setCurrentIndex(0)
            self._stack.removeWidget(here)
            here.hide()
            here.deleteLater()
            window = self._frame.window()
            if not self._before & Qt.WindowState.WindowFullScreen:
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        if was_other:
            self.changed.emit()

    def refresh(self) -> None:
        """Another page stands on the person's side."""
        if self.here is not None:
            self.here.refresh(keyboard=self.here.isVisible())
        if self.there is not None:
            self.there.refresh_soon()

    def say_wanted(self, *, wanted: bool) -> None:
        """Whether something waits on the officer's side."""
        if self.here is not None:
            self.here.say_wanted(wanted=wanted)

    def _close_there(self) -> None:
        if self.there is not None:
            there, self.there = self.there, None
            there.hide()
            there.deleteLater()

    def _on_screen_removed(self, gone: QScreen) -> None:
        """By now the system has moved what stood on it to a display that is left."""
        if self.there is None:
            return
        own_gone = self.own is gone
        self.together()
        if own_gone:
            self.own_display_lost.emit()
        else:
            self.display_lost.emit()
