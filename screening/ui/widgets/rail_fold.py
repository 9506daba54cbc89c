"""The rail where there is little room: folded into a bar with the step one is at."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from screening.ui.context import UiContext
from screening.ui.widgets.basics import button
from screening.ui.widgets.rail import Rail
from screening.ui.widgets.words import Words

FOLD_BELOW_PX = 900
"""Below this width the rail would leave too little of the page."""


class RailFold:
    """Folds the rail beside a page where the frame around both is narrow.

    `button` and `place_label` are for the frame's bar: with the button the steps stand in place of the page.
    """

    def __init__(self, context: UiContext, frame: QWidget, rail: Rail, page: QWidget) -> None:
        self._context, self._frame, self._rail, self._page = context, frame, rail, page
        self.button = button(context._("Steps"), self.toggle)
        self.button.setCheckable(True)
        self.place_label = Words(role="strong")

    @property
    def folded(self) -> bool:
        """Whether the rail has no place of its own."""
        return self._frame.width() < self._context.px(FOLD_BELOW_PX)

    @property
    def unfolded(self) -> bool:
        """Whether the steps stand in place of the page."""
        return self.button.isChecked()

    def toggle(self) -> None:
        """Show the steps in place of the page, or the page again."""
        self.arrange()
        if self.unfolded:
            self._rail.focus_current()

    def fold(self) -> None:
        """Show the page, where the steps stood in its place."""
        if self.unfolded:
            self.button.setChecked(False)
            self.arrange()

    def arrange(self) -> None:
        """Give rail and page their places in the width there is."""
        folded = self.folded
        if not folded:
            self.button.setChecked(False)
        instead = folded and self.unfolded
        for widget in (self.button, self.place_label):
            widget.setVisible(folded)
        self._rail.setVisible(instead or not folded)
        self._rail.widen(instead)
        self._page.setVisible(not instead)
