"""One officer in the list: code, role, state, when they last opened; what can be changed unfolds under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.roles import OfficerStatus
from screening.languages.role_terms import ROLE
from screening.operations.officers import OfficerEntry
from screening.ui.context import UiContext
from screening.ui.moments import moment_words, own_line
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import PressButton, button, column, row, short_label
from screening.ui.widgets.inline_form import InlineForm
from screening.ui.widgets.row_button import Fold
from screening.ui.widgets.words import Words

EDGE_PX = 12


def officer_note(context: UiContext, officer: OfficerEntry) -> str:
    """Role, the last opening, and what is still to come, on one line."""
    _ = context._
    if officer.last_opened_utc:
        opened = _("last opened {moment}").format(moment=moment_words(context, officer.last_opened_utc))
    else:
        opened = _("has not opened this vault yet")
    parts = [_(ROLE[officer.role]), opened]
    if officer.must_change:
        parts.append(_("will be asked to choose a passphrase"))
    return " · ".join(parts)


def state_words(context: UiContext, officer: OfficerEntry) -> str:
    """What sets an officer apart in the list; "" for most."""
    if officer.status is OfficerStatus.DISABLED:
        return context._("Kept out")
    return context._("You") if officer.myself else ""


class OfficerRow(QWidget):
    """`actions`: what can be done, by name, each with its words; without any, the row only tells.

    Signals: `action_asked(str)`.
    """

    action_asked = Signal(str)

    def __init__(
        self, context: UiContext, officer: OfficerEntry, actions: Sequence[tuple[str, str]], hint: str = ""
    ) -> None:
        super().__init__()
        self.officer = officer
        self.fold: Fold | None = None
        self.form: InlineForm | None = None
        self.buttons: dict[str, PressButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        note, state = officer_note(context, officer), state_words(context, officer)
        if not actions:
            layout.addWidget(_told(own_line(context, officer.code), note, state))
            return
        self._choices = self._make_choices(actions, hint)
        self._place = QVBoxLayout()
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(EDGE_PX, 0, EDGE_PX, GRID)
        inside.addWidget(self._choices)
        inside.addLayout(self._place)
        self.fold = Fold(context, own_line(context, officer.code), body, note=note, trailing=state, strong=True)
        layout.addWidget(self.fold)

    def _make_choices(self, actions: Sequence[tuple[str, str]], hint: str) -> QWidget:
        choices = QWidget()
        for name, words in actions:
            self.buttons[name] = button(words, lambda n=name: self.action_asked.emit(n))  # type: ignore[misc]
        layout = column(spacing=GRID)
        layout.addLayout(row(*self.buttons.values(), None))
        if hint:
            layout.addWidget(Words(hint, "quiet"))
        layout.setContentsMargins(0, 0, 0, 0)
        choices.setLayout(layout)
        return choices

    def unfold(self, shown: bool = True) -> None:
        """Show or hide what can be changed."""
        if self.fold is not None:
            self.fold.unfold(shown)

    def show_form(self, form: InlineForm) -> None:
        """A form in place of the choices."""
        self.form = form
        self.unfold()
        self._choices.hide()
        self._place.addWidget(form)
        form.show()

    def close_form(self, name: str = "") -> None:
        """The choices again, with the keyboard on the one that was asked for."""
        if self.form is None:
            return
        form, self.form = self.form, None
        form.hide()
        form.deleteLater()
        self._choices.show()
        if name in self.buttons:
            self.buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus(self) -> None:
        """Put the keyboard on the row."""
        if self.fold is not None:
            self.fold.head.setFocus(Qt.FocusReason.OtherFocusReason)


def _told(code: str, note: str, state: str) -> QWidget:
    told = QWidget()
    words = column(Words(code, "strong"), Words(note, "quiet"), spacing=0)
    layout = row()
    layout.addLayout(words)
    layout.setStretch(0, 1)
    if state:
        layout.addWidget(short_label(state, "chip"), 0, Qt.AlignmentFlag.AlignVCenter)
    layout.setContentsMargins(EDGE_PX, GRID, EDGE_PX, GRID)
    told.setLayout(layout)
    return told
