"""The line under the case list: who is there, how many cases, how many wait for a review, erase, lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.case import CaseState, CaseSummary
from screening.languages.bidi import ltr
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, row, short_label
from screening.ui.widgets.icons import icon
from screening.ui.widgets.words import Words

ICON_PX = 18


class CasesFoot(QWidget):
    """`due_button`, pressed, shows the cases alone that somebody has to look at.

    Signals: `due_toggled()`, `review_asked()`, `erase_asked()`, `lock_asked()`.
    """

    due_toggled = Signal()
    review_asked = Signal()
    erase_asked = Signal()
    lock_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._due_words = ""
        _ = context._
        self.vault_label = Words(role="quiet")
        self.count_label = Words(role="quiet")
        self.training_label = short_label(_("TRAINING"), "caution")
        self.due_button = button("", self.due_toggled.emit)
        self.due_button.setCheckable(True)
        self.review_button = button(_("Keep or erase"), self.review_asked.emit, "quiet")
        self.erase_button = button(_("Erase the case"), self.erase_asked.emit, "quiet")
        self.erase_button.setToolTip("Del")
        self.lock_button = button(_("Lock"), self.lock_asked.emit)
        self.lock_button.setToolTip("Ctrl+L")
        self.lock_button.setIcon(icon("lock", context.tokens.text, context.px(22)))
        self.lock_button.setIconSize(QSize(context.px(ICON_PX), context.px(ICON_PX)))
        for widget in (self.due_button, self.review_button):
            widget.hide()
        labels = (self.vault_label, self.training_label, self.count_label)
        due = (self.due_button, self.review_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(*labels, *due, None, self.erase_button, self.lock_button, spacing=2 * GRID))

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """In the order of Tab."""
        return self.due_button, self.review_button, self.erase_button, self.lock_button

    def open(self, session: Session, *, may_erase: bool) -> None:
        """Say who is there; all cases are shown at first."""
        officer = self._context._("Officer {code}").format(code=ltr(session.vault.officer.code))
        self.vault_label.show_text(officer)
        self.training_label.setVisible(session.vault.training)
        self.due_button.setChecked(False)
        self.erase_button.setEnabled(may_erase)

    def show_due(self, count: int | None) -> None:
        """How many cases wait for somebody to look at them; None: it was not counted, and stays as it was."""
        if count is not None:
            words = self._context.translator.ngettext("{count} case to review", "{count} cases to review", count)
            self._due_words = words.format(count=count)
            if not count and self.due_button.isChecked():
                self.due_button.setChecked(False)
            self.due_button.setVisible(bool(count))
        alone = self.due_button.isChecked()
        self.due_button.setText(f"✓ {self._due_words}" if alone else self._due_words)
        self.due_button.setAccessibleName(self._due_words)
        self.review_button.setVisible(alone)

    def count(self, cases: list[CaseSummary], *, searched: bool) -> None:
        """How many there are and how many are not closed; or, for a search, how many were found."""
        ngettext = self._context.translator.ngettext
        count = len(cases)
        if searched:
            words = ngettext("{count} case found", "{count} cases found", count).format(count=count)
        else:
            still = sum(1 for case in cases if case.state is not CaseState.CLOSED)
            words = ngettext("{count} case", "{count} cases", count).format(count=count)
            words += " · " + ngettext("{count} not closed", "{count} not closed", still).format(count=still)
        self.count_label.show_text(words if cases else "")
        self.erase_button.setVisible(bool(cases))
