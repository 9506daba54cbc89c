"""One recovery key in the list: its number, when it was made, whether it is on paper, when it was last tried."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.operations.officers import RecoveryEntry
from screening.ui.context import UiContext
from screening.ui.moments import moment_words
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, row, short_label
from screening.ui.widgets.inline_form import InlineForm
from screening.ui.widgets.words import Words

EDGE_PX = 12


def key_name(context: UiContext, key: RecoveryEntry) -> str:
    """What people call a key: its number, which stands on its paper."""
    return context._("Recovery key {number}").format(number=key.number)


class RecoveryRow(QWidget):
    """Signals: `remove_asked()`."""

    remove_asked = Signal()

    def __init__(self, context: UiContext, key: RecoveryEntry, *, removable: bool) -> None:
        super().__init__()
        _ = context._
        self.key = key
        self.form: InlineForm | None = None
        name = key_name(context, key)
        self.remove_button = button(_("Remove…"), self.remove_asked.emit, "quiet")
        self.remove_button.setAccessibleName(_("Remove {name}").format(name=name))
        words = column(Words(name, "strong"), Words(_note(context, key), "quiet"), spacing=0)
        layout = row(spacing=GRID)
        layout.addLayout(words)
        layout.setStretch(0, 1)
        state = _("On paper") if key.confirmed else _("Not confirmed")
        layout.addWidget(
            short_label(state, "chip" if key.confirmed else "caution"), 0, Qt.AlignmentFlag.AlignVCenter
        )
        if removable:
            layout.addWidget(self.remove_button)
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(EDGE_PX, GRID, EDGE_PX, GRID)
        self._place.addLayout(layout)

    def show_form(self, form: InlineForm) -> None:
        """A form under the key."""
        self.form = form
        self._place.addWidget(form)
        form.show()

    def close_form(self) -> None:
        """The key alone, with the keyboard on its button."""
        if self.form is not None:
            form, self.form = self.form, None
            form.hide()
            form.deleteLater()
            self.remove_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _note(context: UiContext, key: RecoveryEntry) -> str:
    _ = context._
    made = _("Made {moment}").format(moment=moment_words(context, key.created_utc))
    if not key.last_tried_utc:
        untried = _("not tried yet")
        return f"{made} · {untried}"
    tried = _("last tried {moment}").format(moment=moment_words(context, key.last_tried_utc))
    return f"{made} · {tried}"
