"""The one window: entry, cases, a talk, and the cover over all of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from screening.core.errors import ScreeningError
from screening.core.settings import ProgramSettings
from screening.ui.actions import WAYS, Action
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.guides import ENTRY
from screening.ui.screens.alone_again import AloneAgainScreen
from screening.ui.screens.cover import CoverScreen
from screening.ui.screens.emergency_sheet import EmergencySheet
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.screens.urgent_help import UrgentHelpScreen
from screening.ui.widgets.basics import set_role, short_label
from screening.ui.widgets.notices import DoorBar, NoticeBar
from screening.ui.widgets.tab_order import focus_first

if TYPE_CHECKING:
    from screening.core.office import Office
    from screening.documents.render import FormRenderer
    from screening.operations.session import Session
    from screening.ui.desk import Desk
    from screening.ui.screens.settings import SettingsScreen
    from screening.ui.screens.vault.room import VaultRoom

    OverPage = KeysHelpScreen | UrgentHelpScreen | EmergencySheet | SettingsScreen | VaultRoom
    """A page that belongs to no room and lies over the others."""

TITLE = "Screening"
TRAINING_EDGE_PX = 4
Rooms = tuple[UiContext, EntryRoom]


class MainWindow(QMainWindow):
    """Signals: `locked()` when the vault is closed and the process should be replaced;
    `settings_changed(ProgramSettings)` when the officer wants others; `painted()` once, at the first painting.
    """

    locked = Signal()
    settings_changed = Signal(object)
    painted = Signal()

    def __init__(self, context: UiContext, entry: EntryRoom) -> None:
        super().__init__()
        self.context = context
        self.session: Session | None = None
        self._painted = False
        self.desk: Desk | None = None
        self._hidden_room: QWidget | None = None
        self._before: QWidget | None = None
        self._over: OverPage | None = None
        self._make_over: Callable[[], OverPage] | None = None
        self._make_rooms: Callable[[], Rooms] | None = None
        self._setting = ""
        self._typed_office: Office | None = None
        self._vault_page = ""
        self._settings_error: ScreeningError | None = None
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
        self.context.tasks.idle.connect(self._rebuild_when_idle)
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
        """Do what was asked for with a key, a menu or a button."""
        acts: dict[Action, Callable[[], None]] = {
            Action.HELP: self.show_keys,
            Action.URGENT_HELP: self.show_urgent_help,
            Action.DRAWER: self.toggle_drawer,
            Action.HIDE: self.toggle_cover,
            Action.SETTINGS: self.show_settings,
            Action.VAULT: self.show_vault,
            Action.LOCK: self.lock,
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
        room = self.rooms.currentWidget()
        at_the_door = room is self.entry
        at_the_cases = self.desk is not None and room is self.desk and self.desk.at_the_cases
        self.door_bar.setVisible(at_the_door)
        self.door_bar.buttons[Action.SETTINGS].setEnabled(self.entry.at_the_door)
        self.notices.allow(at_the_door or at_the_cases)
        self._dress()

    def on_vault_opened(self, session: Session) -> None:
        """A vault is open: show its cases; what looks after it by itself begins."""
        # With all that works on a vault, like the desk.
        from screening.ui.vault_watch import VaultWatch
        from screening.ui.watches import WATCHES

        self.session = session
        VaultWatch(self.context.tasks, self.notices, WATCHES, self).begin(session)
        self._add_desk(session).show_cases()
        if self.covered:
            self._hidden_room = self.desk
            self.cover.shown()
        else:
            self.on_over_left()
            if self.desk is not None:
                self.rooms.setCurrentWidget(self.desk)
                self.desk.show_cases()

    def _add_desk(self, session: Session) -> Desk:
        # The desk brings SQLAlchemy and Typst with it (about 250 ms); the first window does not wait for them.
        from screening.ui.desk import Desk

        self.desk = desk = Desk(self.context, session, self._renderer)
        self._renderer = desk.renderer
        desk.asked.connect(self.act)
        desk.currentChanged.connect(self._on_room_changed)
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
        """Show the harmless page; menus and the drawer close, what is typed is kept."""
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        current = self.rooms.currentWidget()
        if not self.covered:
            self._hidden_room = current
            if self.desk is not None:
                self.desk.keep_typed()
        self.rooms.setCurrentWidget(self.cover)
        self.setWindowTitle(self.cover.title)
        self.cover.shown()

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
        self.rooms.setCurrentWidget(self._hidden_room or self.entry)
        if self._over is not None:
            self._over.shown()
        elif self.desk is not None:
            self.desk.focus()
        else:
            self.entry.focus()

    # pages over everything

    @property
    def lies_over(self) -> bool:
        """Whether a page that belongs to no room lies over the others."""
        return self._over is not None

    @property
    def over(self) -> OverPage | None:
        """That page."""
        return self._over

    @property
    def guide(self) -> str:
        """The screen one is at, by its name in the guides."""
        return self.desk.guide if self.desk is not None else ENTRY

    def show_keys(self) -> None:
        """What this screen is for and all keys, from anywhere; and away again."""
        guide = self.guide
        self._toggle_over(KeysHelpScreen, lambda: KeysHelpScreen(self.context, guide))

    def show_urgent_help(self) -> None:
        """Urgent help, from anywhere; and away again."""
        if self.session is None:
            numbers = self.context.settings.emergency_numbers
            self._toggle_over(EmergencySheet, lambda: EmergencySheet(self.context, numbers))
        else:
            self._toggle_over(UrgentHelpScreen, lambda: UrgentHelpScreen(self.context))

    def show_settings(self) -> None:
        """The settings, from anywhere but the making of a vault, whose key is shown only once."""
        # Measured: the settings are seldom opened, and the first window does not wait for them.
        from screening.ui.screens.settings import SettingsScreen

        if self.desk is not None or self.entry.at_the_door:
            self._setting, self._settings_error = "", None
            self._toggle_over(SettingsScreen, self._settings_page)

    def show_vault(self) -> None:
        """The vault's own pages, from the case list: nothing of them belongs into a talk."""
        from screening.ui.screens.vault.room import VaultRoom  # with all that works on a vault

        if self.session is not None and self.desk is not None and self.desk.at_the_cases:
            self._toggle_over(VaultRoom, self._vault_room)

    def _vault_room(self) -> VaultRoom:
        from screening.ui.screens.vault.room import VaultRoom

        if self.session is None:
            raise RuntimeError("no vault is open")
        made = VaultRoom(self.context, self.session, self._vault_page)
        self._vault_page = ""
        made.ended.connect(lambda _why: self.lock())
        made.settings_changed.connect(self.settings_changed)
        return made

    def _settings_page(self) -> SettingsScreen:
        from screening.ui.screens.settings import SettingsScreen

        made = SettingsScreen(self.context, self.session, self._typed_office, self._setting)
        self._typed_office = None
        if self._settings_error is not None:
            made.show_error(self._settings_error)
        made.settings_changed.connect(self._on_setting_changed)
        return made

    def _toggle_over(self, kind: type[QWidget], make: Callable[[], OverPage]) -> None:
        if isinstance(self._over, kind) and not self.covered:
            self._over.closed.emit()
        elif not self.covered and not self.lies_over:
            self._before = self.rooms.currentWidget()
            self._make_over = make
            page = self._add_over(make())
            self.rooms.setCurrentWidget(page)
            page.shown()

    def _add_over(self, page: OverPage) -> OverPage:
        self._over = page
        page.closed.connect(self.on_over_left)
        self.rooms.addWidget(page)
        return page

    def on_over_left(self) -> None:
        """Back from a page that lay over the others."""
        over, before = self._over, self._before
        if before is not None and over is not None:
            self.rooms.setCurrentWidget(before)
            self._remove(over)
            self._before = self._over = self._make_over = None
            if self.desk is not None:
                self.desk.focus()

    def toggle_drawer(self) -> None:
        """The officer's drawer, in a talk."""
        if self.desk is not None and self.rooms.currentWidget() is self.desk:
            self.desk.toggle_drawer()

    # settings, and another look

    def _on_setting_changed(self, settings: ProgramSettings, setting: str) -> None:
        self._setting, self._settings_error = setting, None
        self.settings_changed.emit(settings)

    def show_settings_error(self, error: ScreeningError) -> None:
        """Say on the settings page that they could not be kept."""
        from screening.ui.screens.settings import SettingsScreen

        self._settings_error = error  # another page may be about to take this one's place
        if isinstance(self._over, SettingsScreen):
            self._over.show_error(error)
        else:
            self.notices.add(lambda context: context.sentence(error))

    def rebuild(self, make: Callable[[], Rooms]) -> None:
        """Build every room anew, around the same vault and the same talk, once no work is under way.

        `make` dresses the application and gives the new context, with the same worker, and the way in. What is
        typed is kept first. While a vault is being made nothing happens: its key is shown only once.
        """
        if self.session is None and not self.entry.at_the_door:
            return
        if self.desk is not None:
            self.desk.keep_typed()
        self._make_rooms = make
        self._rebuild_when_idle()

    def _rebuild_when_idle(self) -> None:
        if self._make_rooms is not None:
            # From the event loop: nothing of a room that is about to go may still be running.
            QTimer.singleShot(0, self._rebuild)

    def _rebuild(self) -> None:
        make = self._make_rooms
        if make is None or self.context.tasks.busy or QApplication.activeModalWidget() is not None:
            return
        self._make_rooms = None
        place = self.desk.place() if self.desk is not None else None
        names: dict[QWidget | None, str] = {
            self.entry: "entry",
            self.cover: "cover",
            self.alone_again: "alone",
            self.desk: "desk",
            self._over: "over",
            None: "",
        }
        current, hidden, before = (
            names[room] for room in (self.rooms.currentWidget(), self._hidden_room, self._before)
        )
        self._keep_over_page()
        self.setUpdatesEnabled(False)
        try:
            # The old rooms go first: dressing what is thrown away would take most of the time.
            self._remove_now(self.entry, self.cover, self.alone_again, self.desk, self._over)
            self.desk, self._over = None, None
            del self.cover, self.alone_again
            self._build(*make())
            self.notices.speak(self.context)
            self.door_bar.speak(self.context)
            rooms: dict[str, QWidget] = {"entry": self.entry, "cover": self.cover, "alone": self.alone_again}
            if self.session is not None and place is not None:
                rooms["desk"] = desk = self._add_desk(self.session)
                desk.take_up(place)
            page = self._add_over(self._make_over()) if self._make_over is not None else None
            if page is not None:
                rooms["over"] = page
            self._hidden_room, self._before = rooms.get(hidden), rooms.get(before)
            self.rooms.setCurrentWidget(rooms[current])
            if page is not None and current == "over":
                page.shown()
            else:
                focus_first(rooms[current])
        finally:
            self.setUpdatesEnabled(True)
        if self.covered:
            self.setWindowTitle(self.cover.title)

    def _keep_over_page(self) -> None:
        """Which of the vault's pages is open, and what is typed about the office, go on to the next page."""
        from screening.ui.screens.settings import SettingsScreen
        from screening.ui.screens.vault.room import VaultRoom

        if isinstance(self._over, VaultRoom):
            self._vault_page = self._over.open_page
        if isinstance(self._over, SettingsScreen) and self._over.office_form is not None:
            self._typed_office = self._over.office_form.office()

    def _remove_now(self, *rooms: QWidget | None) -> None:
        for room in rooms:
            if room is not None:
                self._remove(room)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _remove(self, room: QWidget) -> None:
        self.rooms.removeWidget(room)
        room.hide()
        room.deleteLater()

    # locking and closing

    def lock(self) -> None:
        """Hide, keep what is typed, close the vault, and let the process be replaced.

        What locking would lose is said first, unless all is hidden: then nothing of a talk may show.
        """
        if not self.vault_open:
            return
        if self._may_close(self.lock):
            self.hide_everything()
            self._close_session()
            self.locked.emit()

    def _may_close(self, then: Callable[[], object]) -> bool:
        if self.covered or self.desk is None or self.desk.may_close(then):
            return True
        self.on_over_left()
        return False

    def _close_session(self) -> None:
        if self.desk is not None:
            self.desk.let_go()
        self.context.tasks.cancel_steps()
        for session in (self.session, self.entry.session):
            if session is not None:
                self.context.tasks.wait(session.close)
        self.session = self.entry.session = None

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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window keeps everything and closes the vault; what would be lost is said first."""
        if self.session is not None and not self._may_close(self.close):
            event.ignore()
            return
        self._close_session()
        super().closeEvent(event)
