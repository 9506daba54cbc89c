"""What every page of the vault's room has: a title, a place for what went wrong, and a body that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.errors import ScreeningError
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import WORKED, button, page, row, scrolled, scrolled_page, short_label
from screening.ui.widgets.words import Words


class VaultPage(QWidget):
    """`body` takes what the page holds. What goes wrong stands under the title.

    `fills`: what is in the body takes the room that is left, and gives way before the page scrolls.

    Signals: `back_asked()`; `ended(str)` with a sentence, when this vault cannot stay open: the program locks;
    `settings_changed(ProgramSettings)` for what this computer remembers of a vault; `case_erased(str)` with the
    id, where one was erased on the page.
    """

    back_asked = Signal()
    ended = Signal(str)
    settings_changed = Signal(object)
    case_erased = Signal(str)

    def __init__(self, context: UiContext, session: Session, title: str, *, fills: bool = False) -> None:
        super().__init__()
        self.context = context
        self.session = session
        self.back_button = button(context._("Back"), self.back_asked.emit)
        self.error = Words(role="error")
        self.error.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(2 * GRID)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addLayout(row(short_label(title, "title"), None, self.back_button))
        inside.addWidget(self.error)
        inside.addLayout(self.body, 1 if fills else 0)
        if fills:
            self.area = scrolled(page(inside, widest=WORKED, gives=True))
        else:
            inside.addStretch(1)
            self.area = scrolled_page(inside, widest=WORKED)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def shown(self) -> None:
        """The page is shown, now or again: what stands on it is looked up, and the keyboard finds its place."""

    @property
    def shows_once(self) -> bool:
        """Whether something stands here that cannot be shown a second time."""
        return False

    def show_error(self, error: ScreeningError) -> None:
        """What went wrong, in words, above everything else."""
        self.error.show_text(self.context.sentence(error))
        self.error.show()
        self.area.verticalScrollBar().setValue(0)

    def hide_error(self) -> None:
        """Nothing is wrong any more."""
        self.error.hide()
