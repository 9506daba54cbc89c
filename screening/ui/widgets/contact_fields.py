"""A safe way to reach the person, field by field; every one may stay empty."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from screening.core.sheet import ContactChannel, SafeContact
from screening.languages.catalogs import Catalog
from screening.languages.terms import CONTACT_CHANNEL
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.spoken_field import SpokenField, line_edit

LIMIT = 200
NONE = "none"


class ContactFields(QWidget):
    """Channel, number or place, hours, code word, what not to say, who must not know.

    `reach_text`: what is read out for the number or place.
    """

    def __init__(self, context: UiContext, reach_text: str = "safe_contact.number") -> None:
        super().__init__()
        _ = context._
        channels = [(channel.value, _(words)) for channel, words in CONTACT_CHANNEL.items()]
        self.channel_bar = ChoiceBar([*channels, (NONE, _("Not said"))], cell_px=context.px(26 * GRID))
        self.channel_bar.setAccessibleName(_("How"))
        self.reach_edit, self.hours_edit, self.code_edit = (line_edit(LIMIT) for _field in range(3))
        self.not_to_say_edit, self.must_not_know_edit = line_edit(LIMIT), line_edit(LIMIT)
        self._fields = (
            SpokenField(context, _("Number, address or place"), reach_text, self.reach_edit),
            SpokenField(context, _("When"), "safe_contact.when", self.hours_edit),
            SpokenField(context, _("Code word"), "safe_contact.code_word", self.code_edit),
            SpokenField(context, _("What not to say"), "safe_contact.not_to_say", self.not_to_say_edit),
            SpokenField(context, _("Who must not know"), "safe_contact.must_not_know", self.must_not_know_edit),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        first, *others = self._fields
        grid.addWidget(first, 0, 0, 1, 2)
        for number, field in enumerate(others):
            grid.addWidget(field, 1 + number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.channel_bar)
        layout.addLayout(grid)

    @property
    def edits(self) -> tuple[QLineEdit, ...]:
        """The fields in their order."""
        return (
            self.reach_edit,
            self.hours_edit,
            self.code_edit,
            self.not_to_say_edit,
            self.must_not_know_edit,
        )

    def show_person(self, catalog: Catalog) -> None:
        """What is read out, in the person's language."""
        for field in self._fields:
            field.show_person(catalog)

    def show_contact(self, contact: SafeContact) -> None:
        """Show what is written down."""
        self.channel_bar.show_value(contact.channel.value if contact.channel else None)
        texts = (contact.reach, contact.hours, contact.code_word, contact.not_to_say, contact.must_not_know)
        for edit, text in zip(self.edits, texts, strict=True):
            edit.setText(text)

    def contact(self) -> SafeContact:
        """What stands there."""
        channel = self.channel_bar.value
        return SafeContact(
            ContactChannel(channel) if channel and channel != NONE else None,
            *(edit.text().strip() for edit in self.edits),
        )
