"""Nobody has shown that the recovery key is on paper: a new one is made, since none can be shown twice."""

from __future__ import annotations

from PySide6.QtCore import Signal

from screening.ui.context import UiContext
from screening.ui.screens.decision import Decision


class KeyUnconfirmedScreen(Decision):
    """Signals: `renewal_asked()`; `later()` to go to the cases and be asked again at the next unlocking."""

    renewal_asked = Signal()
    later = Signal()

    def __init__(self, context: UiContext) -> None:
        _ = context._
        super().__init__(
            context,
            _("The recovery key was not confirmed"),
            (
                _(
                    "The recovery key of this vault was shown, but nobody confirmed that it is on paper. It "
                    "cannot be shown again. Without it, a forgotten passphrase means that the cases are lost."
                ),
                _("Make a new recovery key now. One that was written down before no longer opens the vault."),
            ),
            (_("Make a new recovery key"), lambda: self.renewal_asked.emit()),
            (_("Later"), lambda: self.later.emit()),
        )
        self.renew_button, self.later_button = self.do_button, self.leave_button
