"""One of the roles an officer can have, each with what it may do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from screening.core.roles import Role
from screening.languages.bidi import strip_invisible
from screening.languages.role_terms import ROLE, ROLE_MAY
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import column, set_tab_order
from screening.ui.widgets.words import Words

INDENT_PX = 4 * GRID


class RoleChoice(QWidget):
    """Picked with the arrows, a finger or the mouse."""

    def __init__(self, context: UiContext, role: Role = Role.OFFICER) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.buttons: dict[Role, QRadioButton] = {}
        layout = column(spacing=0)
        layout.setContentsMargins(0, 0, 0, 0)
        for each, may in ROLE_MAY.items():
            made = QRadioButton(context._(ROLE[each]))
            made.setAccessibleDescription(strip_invisible(context._(may)))
            self._group.addButton(made)
            self.buttons[each] = made
            note = Words(context._(may), "quiet")
            under = column(note)
            under.setContentsMargins(INDENT_PX, 0, INDENT_PX, 0)
            layout.addWidget(made)
            layout.addLayout(under)
        self.setLayout(layout)
        self.buttons[role].setChecked(True)
        set_tab_order(*self.stops)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches here; of the roles only the picked one takes it."""
        return tuple(self.buttons.values())

    @property
    def role(self) -> Role:
        """The picked role."""
        return next(role for role, made in self.buttons.items() if made.isChecked())

    def focus(self) -> None:
        """Put the keyboard on the picked role."""
        self.buttons[self.role].setFocus(Qt.FocusReason.OtherFocusReason)
