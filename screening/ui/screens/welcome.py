"""The first window on a computer without a vault: two choices. Nothing here says what the program is for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, row, set_role, set_tab_order
from screening.ui.widgets.entry_foot import EntryFoot, place_on_entry_page
from screening.ui.widgets.row_button import RowButton
from screening.ui.widgets.words import Words

COLUMN_PX = 76 * GRID
CHOICE_PX = 12 * GRID


class WelcomeScreen(QWidget):
    """Two large choices, and the ways beside them.

    Signals: `new_vault_asked()`; `training_asked()`; `other_vault_asked()`; `restore_asked()`;
    `emergency_asked()`; `officer_language_chosen(str)` with a tag.
    """

    new_vault_asked = Signal()
    training_asked = Signal()
    other_vault_asked = Signal()
    restore_asked = Signal()
    emergency_asked = Signal()
    officer_language_chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        _ = context._
        self.create_button = self._choice(
            _("Create a vault for real cases"),
            _("An encrypted folder on this computer. Have a pen and paper ready."),
        )
        self.create_button.clicked.connect(lambda _checked=False: self.new_vault_asked.emit())
        self.training_button = self._choice(
            _("Try it with made-up cases"),
            _("Nothing to fill in. You can practise everything, and erase it again."),
        )
        self.training_button.clicked.connect(lambda _checked=False: self.training_asked.emit())
        self.other_button = button(
            _("Open a vault that lies in another folder"), self.other_vault_asked.emit, "quiet"
        )
        self.restore_button = button(_("Restore from a copy"), self.restore_asked.emit, "quiet")
        self.note = Words(role="quiet")
        self.note.hide()
        self.error = Words(role="error")
        self.error.hide()
        self.foot = EntryFoot(context)
        self.foot.emergency_asked.connect(self.emergency_asked)
        self.foot.officer_language_chosen.connect(self.officer_language_chosen)
        self._lay_out()

    def _choice(self, words: str, note: str) -> RowButton:
        made = RowButton(self.context, words, note=note, icon="next", strong=True)
        made.setMinimumHeight(CHOICE_PX)
        if (layout := made.layout()) is not None:
            layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        set_role(made, "choice")
        return made

    def _lay_out(self) -> None:
        _ = self.context._
        ask = Words(_("There is no vault on this computer yet. How do you want to begin?"), "quiet")
        ask.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        choices = column(ask, self.create_button, self.training_button, spacing=2 * GRID)
        choices.addWidget(self.note)
        choices.addWidget(self.error)
        choices.addLayout(row(None, self.other_button, self.restore_button, None))
        middle = QWidget()
        middle.setMaximumWidth(self.context.px(COLUMN_PX))
        choices.setContentsMargins(0, 0, 0, 0)
        middle.setLayout(choices)
        centred = row(None, middle, None)
        centred.setStretch(1, 8)
        place_on_entry_page(self, centred, self.foot)
        set_tab_order(
            self.create_button,
            self.training_button,
            self.other_button,
            self.restore_button,
            self.foot.emergency_button,
            self.foot.language_combo,
        )

    def shown(self) -> None:
        """Begin: no error, and the keyboard on the first choice."""
        self.error.hide()
        self.focus()

    def focus(self) -> None:
        """Put the keyboard on the first choice."""
        self.create_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, words: str) -> None:
        """Say what is being made, and take no other wish meanwhile; an empty text is the end of it."""
        busy = bool(words)
        if busy:
            self.error.hide()
        self.note.show_text(words)
        self.note.setVisible(busy)
        for widget in (
            self.create_button,
            self.training_button,
            self.other_button,
            self.restore_button,
            self.foot,
        ):
            widget.setEnabled(not busy)

    def show_error(self, words: str) -> None:
        """What went wrong, under the choices."""
        self.error.show_text(words)
        self.error.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move between the two choices; Enter takes one."""
        key = event.key()
        if key == Qt.Key.Key_Down:
            self.training_button.setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Up:
            self.create_button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
