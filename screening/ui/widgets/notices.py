"""What stands above the rooms: notices that concern the whole program, and the buttons of the way in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from screening.ui.actions import WAYS, Action
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, row
from screening.ui.widgets.words import Words

Wording = Callable[[UiContext], str]
"""Says a notice in the officer's language, whichever that is now."""


class NoticeBar(QFrame):
    """Quiet lines, each until it was read. Shown only where the room allows it."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._context = context
        self._notices: list[Wording] = []
        self._for_good: dict[Wording, Callable[[], object]] = {}
        self._allowed = False
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(2 * GRID, GRID // 2, 2 * GRID, GRID // 2)
        self._lines.setSpacing(0)
        self._parts: list[QWidget] = []
        self.hide()

    def add(self, notice: Wording, put_away: Callable[[], object] | None = None) -> None:
        """Say something more; with `put_away`, it can be put away for good, and that is called then."""
        self._notices.append(notice)
        if put_away is not None:
            self._for_good[notice] = put_away
        self._show()

    def allow(self, allowed: bool) -> None:
        """Whether the room that is shown may have notices above it."""
        self._allowed = allowed
        self.setVisible(allowed and bool(self._notices))

    def speak(self, context: UiContext) -> None:
        """Say the same in another language."""
        self._context = context
        self._show()

    def words(self) -> list[str]:
        """What is said."""
        return [notice(self._context) for notice in self._notices]

    def _show(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [self._line(notice) for notice in self._notices]
        for part in self._parts:
            self._lines.addWidget(part)
        self.allow(self._allowed)

    def _line(self, notice: Wording) -> QWidget:
        line = QWidget()
        close = button(self._context._("Close"), lambda: self._read(notice), "quiet")
        words = Words(notice(self._context))
        close.setAccessibleName(f"{close.text()}: {words.text()}")
        parts: list[QWidget] = [words, close]
        if (put_away := self._for_good.get(notice)) is not None:
            parts.insert(1, self._never_again(notice, put_away, words.text()))
        layout = row(*parts)
        layout.setStretch(0, 1)
        layout.setContentsMargins(0, 0, 0, 0)
        line.setLayout(layout)
        return line

    def _never_again(self, notice: Wording, put_away: Callable[[], object], words: str) -> QWidget:
        def pressed() -> None:
            put_away()
            self._read(notice)

        made = button(self._context._("Do not say this again"), pressed, "quiet")
        made.setAccessibleName(f"{made.text()}: {words}")
        return made

    def _read(self, notice: Wording) -> None:
        self._notices.remove(notice)
        self._for_good.pop(notice, None)
        self._show()


class DoorBar(QFrame):
    """Settings and help, above the way in.

    Signals: `asked(Action)`.
    """

    asked = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.setProperty("role", "door")
        self.buttons = {
            each: button("", lambda action=each: self.asked.emit(action), "quiet")  # type: ignore[misc]
            for each in (Action.SETTINGS, Action.HELP)
        }
        layout = row(None, *self.buttons.values())
        layout.setContentsMargins(GRID, GRID // 2, GRID, 0)
        self.setLayout(layout)
        self.speak(context)

    def speak(self, context: UiContext) -> None:
        """Say the same in another language."""
        for action, made in self.buttons.items():
            made.setText(context._(WAYS[action].words))
            made.setToolTip(WAYS[action].key)
