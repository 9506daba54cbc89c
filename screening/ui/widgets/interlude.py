"""A quiet page between questions: a break, a stop, turning the screen. Few words, large choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import WORKED, PressButton, button, page, scrolled
from screening.ui.widgets.two_sides import TwoSides


class Interlude(QWidget):
    """The officer's sentence, the person's sentences, and what can be done."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.sides = TwoSides(context)
        self.buttons: list[PressButton] = []
        self._choices = QVBoxLayout()
        self._choices.setSpacing(GRID)
        body = QVBoxLayout()
        body.setSpacing(2 * GRID)
        body.addWidget(self.sides, 1)
        body.addLayout(self._choices)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page(body, margin=2 * GRID, widest=WORKED)))

    def show_texts(
        self,
        officer: str,
        person: Sequence[Shown],
        choices: Sequence[tuple[str, Callable[[], object]]],
    ) -> None:
        """Show anew; the first choice is the usual one."""
        self.sides.show_texts([(officer, "officer-question")], person)
        for old in self.buttons:
            old.hide()
            old.deleteLater()
        self.buttons = []
        for number, (words, act) in enumerate(choices):
            made = button(words, act, role="primary" if number == 0 else "")
            self._choices.addWidget(made)
            self.buttons.append(made)

    def focus(self) -> None:
        """Put the keyboard on the usual choice."""
        self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
