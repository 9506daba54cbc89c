"""The one window: entry, cases, a talk, and the cover over all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.screens.alone_again import AloneAgainScreen
from screening.ui.screens.cover import CoverScreen
from screening.ui.screens.emergency_sheet import EmergencySheet
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.screens.urgent_help import UrgentHelpScreen
from screening.ui.widgets.basics import set_role, short_label

if TYPE_CHECKING:
    from screening.operations.session import Session
    from screening.ui.desk import Desk

TITLE = "Screening"
TRAINING_EDGE_PX = 4

OverPage = KeysHelpScreen | UrgentHelpScreen | EmergencySheet
"""A page that belongs to no room and lies over the others."""


class MainWindow(QMainWindow):
    """Signals: `locked()` when the vault is closed and the process should be replaced."""

    locked = Signal()

    def __init__(self, context: UiContext, entry: EntryRoom) -> None:
        super().__init__()
        self.context = context
        self.session: Session | None = None
        self._hidden_room: QWidget | None = None
        self._before: QWidget | None = None
        self._over: OverPage | None = None
        self.setWindowTitle(TITLE)
        self.setMinimumSize(800, 520)
        self.resize(1180, 760)
        self.rooms = QStackedWidget()
        self.setCentralWidget(self._make_frame())
        self.entry = entry
        self.entry.opened.connect(self.on_vault_opened)
        self.entry.emergency_asked.connect(self.show_urgent_help)
        self.rooms.addWidget(self.entry)
        self.desk: Desk | None = None
        self.cover = CoverScreen(context)
        self.cover.left.connect(self.on_cover_left)
        self.alone_again = AloneAgainScreen(context)
        self.alone_again.confirmed.connect(self.on_alone_confirmed)
        self.alone_again.refused.connect(self.hide_everything)
        for room in (self.cover, self.alone_again):
            self.rooms.addWidget(room)
        self._add_shortcuts()

    def _make_frame(self) -> QWidget:
        """The rooms; in training with an edge and the word above them, whichever page is open."""
        self.training_strip = short_label(self.context._("TRAINING: made-up cases only"), "training-strip")
        self.training_strip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.frame = QFrame()
        layout = QVBoxLayout(self.frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.training_strip)
        layout.addWidget(self.rooms, 1)
        self.training_strip.hide()
        self.rooms.currentChanged.connect(lambda _at: self._dress())
        return self.frame

    def _dress(self) -> None:
        """The cover is believable only without the mark of training."""
        training = self.session is not None and self.session.vault.training and not self.covered
        edge = TRAINING_EDGE_PX if training else 0
        self.training_strip.setVisible(training)
        self.frame.setContentsMargins(edge, 0, edge, edge)
        set_role(self.frame, "training" if training else "")

    def _add_shortcuts(self) -> None:
        actions: list[tuple[QKeySequence | Qt.Key, Callable[[], None]]] = [
            (Qt.Key.Key_F12, self.toggle_cover),
            (Qt.Key.Key_F1, self.show_keys),
            (Qt.Key.Key_F2, self.show_urgent_help),
            (Qt.Key.Key_F3, self.toggle_drawer),
            (QKeySequence("Ctrl+L"), self.lock),
        ]
        for key, act in actions:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(act)

    @property
    def covered(self) -> bool:
        """Whether the cover, or the question after it, hides everything."""
        return self.rooms.currentWidget() in {self.cover, self.alone_again}

    def on_vault_opened(self, session: Session) -> None:
        """A vault is open: show its cases."""
        # The desk brings SQLAlchemy and Typst with it (about 250 ms); the first window does not wait for them.
        from screening.ui.desk import Desk

        self.session = session
        self.desk = Desk(self.context, session)
        self.desk.lock_asked.connect(self.lock)
        self.desk.urgent_help_asked.connect(self.show_urgent_help)
        self.rooms.addWidget(self.desk)
        if self.covered:
            self._hidden_room = self.desk
            self.desk.show_cases()
            self.cover.shown()
            return
        self.on_over_left()
        self.rooms.setCurrentWidget(self.desk)
        self.desk.show_cases()

    # cover

    def toggle_cover(self) -> None:
        """The hide key: everything away at once, or the way back."""
        if self.rooms.currentWidget() is self.cover:
            self.on_cover_left()
        else:
            self.hide_everything()

    def hide_everything(self) -> None:
        """Show the harmless page; the drawer closes, what is typed is kept."""
        current = self.rooms.currentWidget()
        if current not in {self.cover, self.alone_again}:
            self._hidden_room = current
            if self.desk is not None:
                self.desk.keep_typed()
        self.rooms.setCurrentWidget(self.cover)
        self.setWindowTitle(self.cover.title)
        self.cover.shown()

    def on_cover_left(self) -> None:
        """Somebody wants back: ask first. Before a vault is open there is nothing to hide."""
        if self.session is None:
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

    # pages over everything

    @property
    def lies_over(self) -> bool:
        """Whether a page that belongs to no room lies over the others."""
        return self._over is not None

    @property
    def over(self) -> OverPage | None:
        """That page."""
        return self._over

    def show_keys(self) -> None:
        """All keys, from anywhere; and away again."""
        if isinstance(self._over, KeysHelpScreen) and not self.covered:
            self._over.close_button.click()
        else:
            self._show_over(lambda: KeysHelpScreen(self.context))

    def show_urgent_help(self) -> None:
        """Urgent help, from anywhere; and away again."""
        if isinstance(self._over, UrgentHelpScreen | EmergencySheet) and not self.covered:
            self._over.back_button.click()
        elif self.session is None:
            self._show_over(lambda: EmergencySheet(self.context, self.entry.emergency_numbers))
        else:
            number = self.session.office.emergency_number
            self._show_over(lambda: UrgentHelpScreen(self.context, number))

    def _show_over(self, make: Callable[[], OverPage]) -> None:
        if self.covered or self.lies_over:
            return
        self._before = self.rooms.currentWidget()
        self._over = over = make()
        over.closed.connect(self.on_over_left)
        self.rooms.addWidget(over)
        self.rooms.setCurrentWidget(over)
        over.shown()

    def on_over_left(self) -> None:
        """Back from a page that lay over the others."""
        over, before = self._over, self._before
        if before is not None and over is not None:
            self.rooms.setCurrentWidget(before)
            self.rooms.removeWidget(over)
            over.deleteLater()
            self._before = self._over = None
            if self.desk is not None:
                self.desk.focus()

    def toggle_drawer(self) -> None:
        """The officer's drawer, in a talk."""
        if self.desk is not None and self.rooms.currentWidget() is self.desk:
            self.desk.toggle_drawer()

    # locking and closing

    def lock(self) -> None:
        """Hide, keep what is typed, close the vault, and let the process be replaced.

        What locking would lose is said first, unless all is hidden: then nothing of a talk may show.
        """
        if self.session is None:
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
        for session in (self.session, self.entry.session):
            if session is not None:
                self.context.tasks.wait(session.close)
        self.session = self.entry.session = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window keeps everything and closes the vault; what would be lost is said first."""
        if self.session is not None and not self._may_close(self.close):
            event.ignore()
            return
        self._close_session()
        super().closeEvent(event)
