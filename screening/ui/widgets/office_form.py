"""What belongs to the office and is kept in its vault: name, call-back number, reporting duty, draft words."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from screening.core.office import Office, ReportingDuty
from screening.languages.terms import REPORTING_DUTY
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, check, column, labelled, row
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.words import Words

NAME_LIMIT, PHONE_LIMIT = 120, 40


class OfficeForm(QWidget):
    """Signals: `save_asked(Office)`."""

    save_asked = Signal(object)

    def __init__(self, context: UiContext, office: Office) -> None:
        super().__init__()
        self._context = context
        self._given = office
        _ = context._
        self.organisation_edit = QLineEdit(office.organisation)
        self.organisation_edit.setMaxLength(NAME_LIMIT)
        self.phone_edit = QLineEdit(office.callback_phone)
        self.phone_edit.setMaxLength(PHONE_LIMIT)
        self.phone_edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        duties = [(duty.value, _(words)) for duty, words in REPORTING_DUTY.items()]
        self.duty_bar = ChoiceBar(duties, digits=False)
        self.duty_bar.setAccessibleName(_("What you must report in any case"))
        self.duty_bar.show_value(office.duty.value)
        self.drafts_check = check(_("Allow draft translations"))
        self.drafts_check.setChecked(office.allow_drafts)
        self.error = Words(role="error")
        self.saved_label = Words(role="chip")
        self.save_button = button(_("Save"), lambda: self.save_asked.emit(self.office()), "primary")
        self._lay_out()
        self.show_outcome()
        for edit in (self.organisation_edit, self.phone_edit):
            edit.textEdited.connect(lambda _text: self.show_outcome())
            edit.returnPressed.connect(self.save_button.click)
        self.duty_bar.chosen.connect(lambda _value: self.show_outcome())
        self.drafts_check.toggled.connect(lambda _on: self.show_outcome())

    def _lay_out(self) -> None:
        _ = self._context._
        inside = column(Words(_("This office"), "heading"), spacing=2 * GRID)
        inside.insertWidget(1, Words(_("Kept in the vault, for everybody who opens it."), "quiet"))
        inside.addLayout(labelled(_("Name of the office"), self.organisation_edit))
        inside.addLayout(
            labelled(
                _("Number for calls back"),
                self.phone_edit,
                hint=_("It stands on forms, so that a service can reach you."),
            )
        )
        inside.addLayout(column(Words(_("What you must report in any case"), "strong"), self.duty_bar))
        drafts = Words(
            _(
                "Drafts are words that no speaker has checked yet. Without them, a talk in such a language "
                "needs an interpreter."
            ),
            "quiet",
        )
        inside.addLayout(column(self.drafts_check, drafts, spacing=0))
        inside.addWidget(self.error)
        inside.addLayout(row(self.save_button, self.saved_label, None, spacing=2 * GRID))
        outer = column(card(inside, margin=3 * GRID))
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)

    def only_read(self, words: str) -> None:
        """Nothing can be changed here, and why."""
        for each in (self.organisation_edit, self.phone_edit, self.duty_bar, self.drafts_check):
            each.setEnabled(False)
        self.save_button.hide()
        self.saved_label.show_text(words)
        self.saved_label.show()

    def office(self) -> Office:
        """What stands there."""
        return replace(
            self._given,  # what is set elsewhere stays
            organisation=self.organisation_edit.text().strip(),
            callback_phone=self.phone_edit.text().strip(),
            duty=ReportingDuty(self.duty_bar.value or ReportingDuty.CHILD_OR_LIFE),
            allow_drafts=self.drafts_check.isChecked(),
        )

    def show_outcome(self, *, saved: str = "", error: str = "") -> None:
        """Say that it was saved, or what is in the way; neither while something is being changed."""
        self.saved_label.show_text(saved)
        self.saved_label.setVisible(bool(saved))
        self.error.show_text(error)
        self.error.setVisible(bool(error))
