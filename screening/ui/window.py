"""The one window: entry, cases, a talk, and the cover over all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from screening.core.errors import ScreeningError
from screening.ui.actions import WAYS, Action
from screening.ui.context import UiContext
from screening.ui.dialog_keys import DialogKeys
from screening.ui.entry import EntryRoom
from screening.ui.erasing import Erasing
from screening.ui.guides import ENTRY
from screening.ui.held.held import Held
from screening.ui.locking import Locking, close_dialogs
from screening.ui.over_pages import OverPages
from screening.ui.rebuilding import Rebuilding
from screening.ui.returning import Returning
from screening.ui.screens.alone_again import AloneAgainScreen
from screening.ui.screens.cover import CoverScreen
from screening.ui.widgets.basics import bring_into_view, set_role, short_label
from screening.ui.widgets.notices import DoorBar, NoticeBar

if TYPE_CHECKING:
    from screening.documents.render import FormRenderer
    from screening.operations.session import Session
    from screening.ui.desk import Desk
    from screening.ui.over_pages import OverPage
    from screening.ui.rebuilding import Rooms

TITLE = "Screening"
TRAINING_EDGE_PX = 4


class MainWindow(QMainWindow):
    """Signals: `locked()` when the vault is closed and the process should be replaced;
    `hidden()` when the cover came, and whatever is heard must be silent;
    `settings_changed(ProgramSettings)` when the officer wants others;
    `vault_erased(Path)` when this computer is to forget a vault; `painted()` once, at the first painting.
    """

    locked = Signal()
    hidden = Signal()
    settings_changed = Signal(object)
    vault_erased = Signal(object)
    painted = Signal()

    def __init__(self, context: UiContext, entry: EntryRoom) -> None:
        super().__init__()
        self.context = context
        self.session: Session | None = None
        self._painted = False
        self.desk: Desk | None = None
        self.hidden_room: QWidget | None = None
        self.pages = OverPages(self)
        self.locking = Locking(self)
        self.returning = Returning(self)
        self.erasing = Erasing(self)
        self.held = Held(self)
        self._renderer: FormRenderer | None = None
        self.setWindowTitle(TITLE)
        self.setMinimumSize(800, 520)
        self.resize(1180, 760)
        self.rooms = QStackedWidget()
        self.notices = NoticeBar(context)
        self.door_bar = DoorBar(context)
        self.training_strip = short_label("", "training-strip")
        self.frame = QFrame()
        self._lay_out()
        self.rooms.currentChanged.connect(self._on_room_changed)
        self._build(context, entry)
        self.rebuilding = Rebuilding(self)
        self.dialog_keys = DialogKeys(self, self.act)
        context.tasks.failed.connect(self.on_failed)
        self._add_shortcuts()

    def _lay_out(self) -> None:
        self.training_strip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.training_strip.hide()
        layout = QVBoxLayout(self.frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.training_strip, self.notices, self.door_bar):
            layout.addWidget(widget)
        layout.addWidget(self.rooms, 1)
        self.setCentralWidget(self.frame)
        self.door_bar.asked.connect(self.act)

    def _build(self, context: UiContext, entry: EntryRoom) -> None:
        self.context = context
        self.entry = entry
        self.training_strip.setText(context._("TRAINING: made-up cases only"))
        self.entry.opened.connect(self.on_vault_opened)
        self.entry.emergency_asked.connect(self.show_urgent_help)
        self.entry.currentChanged.connect(self._on_room_changed)
        self.rooms.addWidget(self.entry)

    def begin_anew(self, context: UiContext, entry: EntryRoom) -> None:
        """In another look; the rooms of before are gone."""
        self.desk = None
        del self.cover, self.alone_again
        self._build(context, entry)
        self.notices.speak(context)
        self.door_bar.speak(context)

    def remove(self, room: QWidget) -> None:
        """Take a room away."""
        self.rooms.removeWidget(room)
        room.hide()
        room.deleteLater()

    def _dress(self) -> None:
        """The cover is believable only without the mark of training."""
        training = self.session is not None and self.session.vault.training and not self.covered
        edge = TRAINING_EDGE_PX if training else 0
        self.training_strip.setVisible(training)
        self.frame.setContentsMargins(edge, 0, edge, edge)
        set_role(self.frame, "training" if training else "")

    # Measured: building the cover takes 10 ms, a tenth of a bare window. `on_first_painted` has it ready for F12.

    @cached_property
    def cover(self) -> CoverScreen:
        """The harmless page."""
        cover = CoverScreen(self.context)
        cover.left.connect(self.on_cover_left)
        self.rooms.addWidget(cover)
        return cover

    @cached_property
    def alone_again(self) -> AloneAgainScreen:
        """The question on the way back from it."""
        screen = AloneAgainScreen(self.context)
        screen.confirmed.connect(self.on_alone_confirmed)
        screen.refused.connect(self.hide_everything)
        self.rooms.addWidget(screen)
        return screen

    def _add_shortcuts(self) -> None:
        for action, way in WAYS.items():
            shortcut = QShortcut(QKeySequence(way.key), self)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(partial(self.act, action))

    def act(self, action: Action) -> None:
        """Do what was asked for with a key, a menu or a button; hardly any while the person has the computer."""
        if self.held.on and not self.held.allows(action):
            return
        acts: dict[Action, Callable[[], None]] = {
            Action.HELP: self.show_keys,
            Action.URGENT_HELP: self.show_urgent_help,
            Action.DRAWER: self.toggle_drawer,
            Action.PERSON: self.toggle_person,
            Action.HAND_OVER: self.pages.show_hand_over,
            Action.HIDE: self.toggle_cover,
            Action.SETTINGS: self.show_settings,
            Action.VAULT: self.show_vault,
            Action.LOCK: self.lock,
            Action.ERASE_ALL: self.erasing.ask,
        }
        acts[action]()

    @property
    def vault_open(self) -> bool:
        """Whether a vault is open, its cases shown or not yet."""
        return self.session is not None or self.entry.session is not None

    @property
    def covered(self) -> bool:
        """Whether the cover, or the question after it, hides everything."""
        return isinstance(self.rooms.currentWidget(), CoverScreen | AloneAgainScreen)

    def _on_room_changed(self) -> None:
        """What stands above the rooms belongs to the way in and to the list, and never to the cover."""
        self.context.voice.stop()
        room = self.rooms.currentWidget()
        at_the_door = room is self.entry
        at_the_cases = self.desk is not None and room is self.desk and self.desk.at_the_cases
        self.door_bar.setVisible(at_the_door)
        self.door_bar.buttons[Action.SETTINGS].setEnabled(self.entry.at_the_door)
        self.notices.allow(at_the_door or at_the_cases)
        self._dress()

    def on_vault_opened(self, session: Session) -> None:
        """A vault is open: show what was on the desk; what looks after the vault by itself begins."""
        # With all that works on a vault, like the desk.
        from screening.ui.vault_watch import VaultWatch
        from screening.ui.watches import WATCHES

        self.session = session
        self.returning.ask(session)
        VaultWatch(self.context.tasks, self.notices, WATCHES, self).begin(session)
        self.add_desk(session)

    def add_desk(self, session: Session) -> Desk:
        """The desk of a vault, among the rooms."""
        # The desk brings SQLAlchemy and Typst with it (about 250 ms); the first window does not wait for them.
        from screening.ui.desk import Desk

        self.desk = desk = Desk(self.context, session, self._renderer)
        self._renderer = desk.renderer
        desk.asked.connect(self.act)
        desk.wall_asked.connect(self.pages.show_wall)
        desk.review_asked.connect(lambda: self.pages.show_vault("review"))
        desk.currentChanged.connect(self._on_room_changed)
        self.hidden.connect(desk.show_together)
        desk.must_hide.connect(self.hide_everything)
        desk.currentChanged.connect(self.held.on_desk_changed)
        self.rooms.addWidget(desk)
        return desk

    # cover

    def toggle_cover(self) -> None:
        """The hide key: everything away at once, or the way back."""
        if self.rooms.currentWidget() is self.cover:
            self.on_cover_left()
        else:
            self.hide_everything()

    def hide_everything(self) -> None:
        """Show the harmless page; dialogs, menus and the drawer close, what is typed is kept."""
        close_dialogs()
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        current = self.rooms.currentWidget()
        if not self.covered:
            self.hidden_room = current
            if self.desk is not None:
                self.desk.keep_typed()
        self.rooms.setCurrentWidget(self.cover)
        self.setWindowTitle(self.cover.title)
        self.cover.shown()
        self.context.voice.stop()
        self.hidden.emit()

    def on_cover_left(self) -> None:
        """Somebody wants back: ask first. Before a vault is open there is nothing to hide."""
        if not self.vault_open:
            self.on_alone_confirmed()
        else:
            self.rooms.setCurrentWidget(self.alone_again)
            self.alone_again.shown()

    def on_alone_confirmed(self) -> None:
        """Back to where it was."""
        self.setWindowTitle(TITLE)
        self.returning.go_on()
        room, self.hidden_room = self.hidden_room or self.entry, None
        self.rooms.setCurrentWidget(room)
        if self.held.on:
            self.held.shown()
        elif self.over is not None:
            self.over.shown()
        elif self.desk is not None:
            self.desk.focus()
        else:
            self.entry.focus()

    # pages over everything

    @property
    def lies_over(self) -> bool:
        """Whether a page that belongs to no room lies over the others."""
        return self.pages.over is not None

    @property
    def over(self) -> OverPage | None:
        """That page."""
        return self.pages.over

    @property
    def guide(self) -> str:
        """The screen one is at, by its name in the guides."""
        return self.desk.guide if self.desk is not None else ENTRY

    def show_keys(self) -> None:
        """What this screen is for and all keys; and away again."""
        self.pages.show_keys()

    def show_urgent_help(self) -> None:
        """Urgent help; and away again."""
        self.pages.show_urgent_help()

    def show_settings(self) -> None:
        """The settings; and away again."""
        self.pages.show_settings()

    def show_vault(self) -> None:
        """The vault's own pages; and away again."""
        self.pages.show_vault()

    def show_settings_error(self, error: ScreeningError) -> None:
        """Say that settings could not be kept."""
        self.pages.show_settings_error(error)

    def on_failed(self, error: ScreeningError) -> None:
        """What failed, and no screen says: once above the rooms."""
        if self.context.sentence(error) not in self.notices.words():
            self.notices.add(lambda context: context.sentence(error))

    def on_over_left(self) -> None:
        """Back from a page that lay over the others."""
        self.pages.leave()

    def toggle_drawer(self) -> None:
        """The officer's drawer, in a talk."""
        if self.desk is not None and self.rooms.currentWidget() is self.desk:
            self.desk.toggle_drawer()

    def toggle_person(self) -> None:
        """The person's side alone, in a talk, and both sides again."""
        if self.desk is not None and self.rooms.currentWidget() is self.desk:
            self.desk.toggle_person()
        else:
            self.pages.toggle_wall()

    # another look, locking and closing

    def rebuild(self, make: Callable[[], Rooms]) -> None:
        """Build every room anew, around the same vault and the same talk, once no work is under way."""
        self.rebuilding.ask(make)

    def lock(self) -> None:
        """Hide, keep what is typed, close the vault, and let the process be replaced."""
        self.locking.lock()

    def on_first_painted(self) -> None:
        """What the first painting did not wait for."""
        self.alone_again.ensurePolished()
        self.cover.ensurePolished()
        self.painted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.on_first_painted)

    def focusNextPrevChild(self, onwards: bool) -> bool:
        """What Tab reaches is seen: an area scrolls by itself only to what follows within it."""
        moved = super().focusNextPrevChild(onwards)
        bring_into_view(QApplication.focusWidget())
        return moved

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self.held.on_state_changed()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window keeps everything and closes the vault; what would be lost is said first.

        Whoever was handed the computer does not close it.
        """
        if self.held.on:
            event.ignore()
            return
        if self.session is not None and not self.locking.may_close(self.close):
            event.ignore()
            return
        self.locking.close_session()
        super().closeEvent(event)
