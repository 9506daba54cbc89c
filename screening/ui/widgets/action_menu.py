"""Help, and a menu of everything that also has a key: for a mouse or a finger."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from screening.languages.bidi import ltr
from screening.ui.actions import WAYS, Action
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button
from screening.ui.widgets.layouts import Row


class ActionMenu(QWidget):
    """Two buttons for the end of a bar. `offers_erasing`: whether erasing the whole vault is switched on now;
    `offers_handing_over`: whether a question stands there that the person may answer alone.

    Signals: `asked(Action)`.
    """

    asked = Signal(object)

    def __init__(self, context: UiContext, actions: Sequence[Action]) -> None:
        super().__init__()
        _ = context._
        self.help_button = button(_(WAYS[Action.HELP].words), lambda: self.asked.emit(Action.HELP))
        self.help_button.setToolTip(WAYS[Action.HELP].key)
        self.menu_button = button(_("Menu"), self.open)
        self.menu = QMenu(self)
        self.offers_erasing: Callable[[], bool] = lambda: False
        self.offers_handing_over: Callable[[], bool] = lambda: True
        for each in actions:
            # The key stands after a tab, where menus show keys; the shortcut itself is the window's.
            entry = self.menu.addAction(f"{_(WAYS[each].words)}\t{ltr(WAYS[each].key)}")
            entry.triggered.connect(lambda _checked=False, action=each: self.asked.emit(action))
            entry.setData(each)
            entry.setVisible(each is not Action.ERASE_ALL)
        layout = Row(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.help_button)
        layout.addWidget(self.menu_button)

    def open(self) -> None:
        """Show the menu under its button, on the side where the line ends."""
        offers = {Action.ERASE_ALL: self.offers_erasing, Action.HAND_OVER: self.offers_handing_over}
        for entry in self.menu.actions():
            entry.setVisible(offers.get(entry.data(), lambda: True)())
        size = self.menu.sizeHint()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = self.menu_button.rect().bottomLeft() if rtl else self.menu_button.rect().bottomRight()
        left = 0 if rtl else -size.width()
        self.menu.popup(self.menu_button.mapToGlobal(corner + QPoint(left, GRID // 2)))
        self.menu.setActiveAction(self.menu.actions()[0])
