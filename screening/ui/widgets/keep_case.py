"""Keeping a case on at its review: why, and for how long."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from screening.core.case import CaseSummary
from screening.core.retention import KEEP_DAYS, KeepReason
from screening.languages.bidi import ltr
from screening.languages.retention_terms import KEEP_FOR, KEEP_REASON
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, row, set_role
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.words import Words


class KeepCase(QFrame):
    """Hidden until a case is asked about.

    Signals: `kept(str, int, KeepReason)` with id and days; `cancelled()`.
    """

    kept = Signal(str, int, object)
    cancelled = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._case = ""
        _ = context._
        self.title = Words(role="heading")
        self.reason_bar = ChoiceBar([(each.value, _(words)) for each, words in KEEP_REASON.items()])
        self.reason_bar.setAccessibleName(_("Why is it kept?"))
        self.days_bar = ChoiceBar([(str(days), _(KEEP_FOR[days])) for days in KEEP_DAYS], digits=False)
        self.days_bar.setAccessibleName(_("Look at it again after"))
        self.keep_button = button(_("Keep it"), self._keep, "primary")
        self.cancel_button = button(_("Cancel"), self.cancel)
        body = column(
            self.title,
            Words(_("Why is it kept?"), "strong"),
            self.reason_bar,
            Words(_("Look at it again after"), "strong"),
            self.days_bar,
            spacing=GRID,
        )
        body.addLayout(row(self.keep_button, self.cancel_button, None))
        body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.setLayout(body)
        set_role(self, "current")
        self.reason_bar.chosen.connect(lambda _value: self.keep_button.setEnabled(True))
        self.hide()

    def ask(self, case: CaseSummary) -> None:
        """Ask about this case."""
        self._case = case.id
        self.title.show_text(self._context._("Keep case {number}").format(number=ltr(case.number)))
        self.reason_bar.show_value(None)
        self.days_bar.show_value(str(KEEP_DAYS[0]))
        self.keep_button.setEnabled(False)
        self.show()
        self.reason_bar.focus()

    def cancel(self) -> None:
        """Ask nothing."""
        self.hide()
        self.cancelled.emit()

    def _keep(self) -> None:
        reason, days = self.reason_bar.value, self.days_bar.value
        if reason is not None and days is not None:
            self.hide()
            self.kept.emit(self._case, int(days), KeepReason(reason))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)
