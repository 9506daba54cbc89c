"""How soon each need must be answered: one row for each that is ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.service import Need, Priority
from screening.languages.terms import NEED, PRIORITY
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import row
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.words import Words


class NeedPriorities(QWidget):
    """A bar for every need, of which only those of the ticked ones show. What was chosen stays when unticked."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        self.bars: dict[Need, ChoiceBar] = {}
        self._rows: dict[Need, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        for need, words in NEED.items():
            bar = ChoiceBar([(each.value, _(text)) for each, text in PRIORITY.items()])
            bar.setAccessibleName(_(words))
            line = row(Words(_(words)), bar, spacing=2 * GRID)
            line.setStretch(0, 1)
            line.setContentsMargins(0, 0, 0, 0)
            host = QWidget()
            host.setLayout(line)
            host.hide()
            self.bars[need], self._rows[need] = bar, host
            layout.addWidget(host)

    def show_priorities(self, priorities: Mapping[Need, Priority]) -> None:
        """Show how soon each need is."""
        for need, bar in self.bars.items():
            bar.show_value(priorities[need].value)

    def show_needs(self, needs: Sequence[Need]) -> None:
        """Show the rows of these needs."""
        for need, host in self._rows.items():
            host.setVisible(need in needs)

    def chosen(self, needs: Sequence[Need]) -> dict[Need, Priority]:
        """How soon each of these needs is."""
        return {need: Priority(self.bars[need].value or Priority.HOURS_72) for need in needs}
