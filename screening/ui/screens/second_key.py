"""A vault was made and its first recovery key is on paper: a second one, for another person in another place."""

from __future__ import annotations

from PySide6.QtCore import Signal

from screening.ui.context import UiContext
from screening.ui.screens.decision import Decision


class SecondKeyScreen(Decision):
    """Signals: `wanted()`; `later()` to go to the cases."""

    wanted = Signal()
    later = Signal()

    def __init__(self, context: UiContext) -> None:
        _ = context._
        super().__init__(
            context,
            _("A second recovery key"),
            (
                _(
                    "One paper can burn or be lost. Keep two recovery keys, with two people, in two places. Each "
                    "opens the vault by itself."
                ),
                _("Make a second key now for somebody else to keep, or later under “The vault”."),
            ),
            (_("Make a second recovery key"), lambda: self.wanted.emit()),
            (_("Later"), lambda: self.later.emit()),
        )
