"""What else the person may want to tell: who depends on them, who is still there, a name. All of it optional."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from screening.core.referral import PersonSheet
from screening.core.sheet import Others, OthersThere
from screening.documents.words import GENDERS
from screening.languages.catalogs import Catalog
from screening.languages.table import SOURCE_TAG
from screening.languages.terms import OTHERS
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import card, column, row
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.limited_text import LimitedText
from screening.ui.widgets.person_text import PersonText
from screening.ui.widgets.spoken_field import SPOKEN_PX, SpokenField, line_edit
from screening.ui.widgets.words import Words

SHORT_LIMIT = 60
NAME_LIMIT = 120
TEXT_LIMIT = 1_000
LOW, HIGH = 64, 92


class AboutFields(QWidget):
    """Dangers, dependants, others still there, gender, name."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        _ = context._
        self.risks_edit = LimitedText(TEXT_LIMIT, _("Dangers to know about"), HIGH)
        self.dependants_edit = LimitedText(TEXT_LIMIT, _("Children and others who depend on the person"), LOW)
        self.others_bar = ChoiceBar([(each.value, _(words)) for each, words in OTHERS.items()])
        self.many_edit = line_edit(SHORT_LIMIT)
        self.others_note_edit = LimitedText(TEXT_LIMIT, _("Your note about them"), LOW)
        self.gender_edit, self.name_edit = line_edit(SHORT_LIMIT), line_edit(NAME_LIMIT)
        self.gender_edit.setAccessibleName(_("Gender, as the person says it"))
        self._spoken: list[SpokenField] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        for made in (self._risks_card(), self._others_card(), self._person_card()):
            layout.addWidget(made)

    @property
    def edits(self) -> tuple[QLineEdit | QPlainTextEdit, ...]:
        """The fields for words."""
        notes = (self.risks_edit, self.dependants_edit, self.others_note_edit)
        return (*notes, self.many_edit, self.gender_edit, self.name_edit)

    def _risks_card(self) -> QWidget:
        _ = self._context._
        return card(
            column(
                Words(_("Dangers to know about"), role="heading"),
                Words(_("What the service must know to keep the person safe. Not the story."), role="quiet"),
                self.risks_edit,
            )
        )

    def _others_card(self) -> QWidget:
        _ = self._context._
        dependants = self._say(
            _("Children and others who depend on the person"),
            "about_you.dependants",
            self.dependants_edit,
            _("How many, and where they are now."),
        )
        others = self._say(_("Are others still there?"), "about_you.others_there", self.others_bar)
        many = self._say(_("How many"), "about_you.how_many", self.many_edit)
        note = column(
            Words(_("Your note about them"), role="strong"),
            Words(_("For you alone: it goes to nobody."), role="quiet"),
            self.others_note_edit,
            spacing=4,
        )
        side = row(others, many, spacing=2 * GRID)
        side.setStretch(1, 1)
        self.optional_said = PersonText(self._context, SOURCE_TAG, px=SPOKEN_PX)
        head = Words(_("Who else is concerned"), role="heading")
        body = column(head, self.optional_said, dependants, spacing=2 * GRID)
        body.addLayout(side)
        body.addLayout(note)
        return card(body)

    def _person_card(self) -> QWidget:
        _ = self._context._
        name = self._say(
            _("Name"),
            "about_you.name",
            self.name_edit,
            _("Only if the person wants. It goes only to a service that the person agrees to."),
        )
        return card(
            column(Words(_("Gender, as the person says it"), role="strong"), self.gender_edit, name, spacing=GRID)
        )

    def _say(self, words: str, text_id: str, field: QWidget, hint: str = "") -> SpokenField:
        made = SpokenField(self._context, words, text_id, field, hint=hint)
        self._spoken.append(made)
        return made

    def show_person(self, catalog: Catalog) -> None:
        """What is read out, in the person's language."""
        self.optional_said.show_person(catalog.fixed("about_you.optional"))
        for field in self._spoken:
            field.show_person(catalog)

    def show_sheet(self, sheet: PersonSheet) -> None:
        """Show what is written down."""
        self.risks_edit.setPlainText(sheet.risks)
        self.dependants_edit.setPlainText(sheet.dependants)
        others = sheet.others_there
        self.others_bar.show_value(others.answer.value if others.answer else None)
        self.many_edit.setText(others.how_many)
        self.others_note_edit.setPlainText(others.note)
        self.gender_edit.setText(self._context._(GENDERS.get(sheet.gender, sheet.gender)))
        self.name_edit.setText(sheet.name)

    @property
    def others_there(self) -> OthersThere:
        """What stands there about others."""
        answer = self.others_bar.value
        return OthersThere(
            Others(answer) if answer else None,
            self.many_edit.text().strip(),
            self.others_note_edit.toPlainText().strip(),
        )

    @property
    def gender(self) -> str:
        """A code where the word is one that forms can print in other languages; else what was said."""
        said = self.gender_edit.text().strip()
        words = {self._context._(word).casefold(): code for code, word in GENDERS.items()}
        return words.get(said.casefold(), said)
