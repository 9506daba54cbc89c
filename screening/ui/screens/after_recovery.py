"""Somebody came in with a recovery key: most often because a passphrase was forgotten, so a new one is offered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.core.roles import OfficerStatus
from screening.languages.bidi import ltr, strip_invisible
from screening.operations.officers import OfficerEntry, list_officers, set_passphrase
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import Combo, button, card, centred_page, column, labelled, row, short_label
from screening.ui.widgets.inline_form import InlineForm
from screening.ui.widgets.new_passphrase import NewPassphrase
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.operations.session import Session

CARD_PX = 84 * GRID


class AfterRecoveryScreen(QWidget):
    """Signals: `left()` to go on to the cases, with a new passphrase set for somebody or without."""

    left = Signal()

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__()
        _ = context._
        self.context = context
        self._session = session
        self.officer_combo = Combo()
        self.form = self._make_form()
        self.told = Words(role="strong")
        self.on_button = button(_("Go on to the cases"), self.left.emit, "primary")
        done = column(self.told, spacing=2 * GRID)
        done.addLayout(row(None, self.on_button))
        self.done_card = card(done, margin=3 * GRID)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addWidget(short_label(_("Opened with a recovery key"), "title"))
        inside.addWidget(
            Words(
                _(
                    "The key still works; put its paper back where it is kept. Now you may do what an "
                    "administrator may do. What you do is recorded under the recovery key."
                )
            )
        )
        for each in (self.form, self.done_card):
            each.setMaximumWidth(context.px(CARD_PX))
            inside.addWidget(each)
        self.done_card.hide()
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_page(inside))

    def _make_form(self) -> InlineForm:
        _ = self.context._
        form = InlineForm(
            self.context,
            _("Did an officer forget their passphrase?"),
            _("Set this passphrase"),
            _("Setting…"),
            leave=_("Go on to the cases"),
        )
        form.say(_("Set a new one for them here. They choose their own when they open the vault with it."))
        self.passphrase = NewPassphrase(self.context, _("New passphrase"), _("New passphrase again"))
        self.passphrase.offered.connect(lambda: form.reveal(self.passphrase.offered_words))
        form.body.addLayout(labelled(_("Officer code"), self.officer_combo))
        form.body.addWidget(self.passphrase)
        form.look = self.passphrase.problem
        form.order_tabs(self.officer_combo, *self.passphrase.stops)
        form.asked.connect(self._set)
        form.cancelled.connect(self.left)
        return form

    def shown(self) -> None:
        """Look up who there is, with the keyboard on the first field."""
        self.form.setEnabled(False)
        self.context.tasks.run(partial(list_officers, self._session), self.show_officers, self._on_failed)

    def show_officers(self, found: Sequence[OfficerEntry]) -> None:
        """Offer those who may open the vault."""
        if not isValid(self):
            return
        self.officer_combo.clear()
        for officer in found:
            if officer.status is OfficerStatus.ACTIVE:
                self.officer_combo.addItem(strip_invisible(officer.code), officer)
        self.form.setEnabled(True)
        self.officer_combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self) -> None:
        officer = self.officer_combo.currentData()
        work = partial(set_passphrase, self._session, officer.id, self.passphrase.text)

        def done(_done: None) -> None:
            if isValid(self):
                words = self.context._("{code} has a new passphrase. Tell it to this officer alone.")
                self.told.show_text(words.format(code=ltr(officer.code)))
                self.form.hide()
                self.done_card.show()
                self.on_button.setFocus(Qt.FocusReason.OtherFocusReason)

        self.context.tasks.run(work, done, self._on_failed)

    def _on_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self.form.setEnabled(True)
            self.form.show_error(self.context.sentence(error))
