"""What the person needs now and how to reach them safely: in both languages, every field optional."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from screening.core.referral import PersonSheet
from screening.core.safety import presumed_child
from screening.core.service import Need, Priority
from screening.documents.words import GENDERS
from screening.languages.catalogs import Catalog
from screening.languages.terms import NEED, PRIORITY
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import AnswerOption
from screening.ui.widgets.basics import Words, button, card, column, row, scrolled_page, set_tab_order
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.limited_text import LimitedText
from screening.ui.widgets.person_text import PersonText, draft_words
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.tick_button import TickGrid

NEED_TEXTS = {
    Need.DOCTOR: "needs.doctor",
    Need.SAFE_PLACE: "needs.safe_place",
    Need.FOOD_CLOTHES: "needs.food_clothes",
    Need.SOMEONE_TO_TALK_TO: "needs.someone_to_talk_to",
    Need.LAWYER: "needs.lawyer",
    Need.UNPAID_WAGES: "needs.unpaid_wages",
    Need.PAPERS: "needs.papers",
    Need.INTERPRETER: "needs.interpreter",
    Need.HELP_FOR_CHILDREN: "needs.help_for_children",
    Need.TRUSTED_CALL: "needs.trusted_call",
    Need.SAFE_WAY_HOME: "needs.safe_way_home",
}
TEXT_LIMIT = 1_000
SHORT_LIMIT = 60
NAME_LIMIT = 120
TEXT_HEIGHT = 92
SOURCE = "en"


class NeedsScreen(StepScreen):
    """Signals: `finished()` when what was chosen is kept. What is typed is kept on leaving as well."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        _ = context._
        self.grid: TickGrid | None = None
        self._grid_host = QVBoxLayout()
        self.child_card = self._child_card()
        self.title = Words(role="title")
        self.person_title = PersonText(context, SOURCE)
        self.person_more = PersonText(context, SOURCE, px=19)
        self.draft_label = Words(role="caution")
        self.next_button = button(_("Save and choose who may help"), self.on_next, role="primary")
        layout = QVBoxLayout()
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.child_card)
        layout.addWidget(self.title)
        layout.addWidget(self._needs_card())
        layout.addWidget(self._priority_card())
        layout.addWidget(self._contact_card())
        layout.addWidget(self._about_card())
        layout.addWidget(self.error)
        layout.addLayout(row(None, self.next_button))
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled_page(layout)
        outer.addWidget(self.area)

    def _child_card(self) -> QWidget:
        _ = self.context._
        body = column(Words(_("Child, or possibly a child: child protection now"), role="heading"))
        body.addWidget(Words(_("The questions for adults stay closed. Ask only what the child needs now.")))
        for text in (
            _("Call child protection. They decide what is asked later, and by whom."),
            _("Do not leave the child alone, and do not let anybody take the child away."),
            _("Tell nothing to the people who came with the child: one of them may be the one who harms."),
            _("Children go missing most often in the first hours and days: say so when you hand over."),
        ):
            body.addWidget(Words(f"•  {text}"))
        return card(body, role="current")

    def _needs_card(self) -> QWidget:
        body = column(self.person_title, self.person_more, self.draft_label, spacing=GRID)
        body.addLayout(self._grid_host)
        return card(body, role="person")

    def _priority_card(self) -> QWidget:
        _ = self.context._
        self.priority_bar = ChoiceBar([(each.value, _(words)) for each, words in PRIORITY.items()])
        return card(column(Words(_("How soon is help needed?"), role="heading"), self.priority_bar))

    def _contact_card(self) -> QWidget:
        context, _ = self.context, self.context._
        self.contact_title = PersonText(context, SOURCE, px=19)
        self.contact_explain = PersonText(context, SOURCE, px=19)
        self.contact_edit = LimitedText(TEXT_LIMIT, _("How to reach the person safely"), TEXT_HEIGHT)
        self.risks_edit = LimitedText(TEXT_LIMIT, _("Dangers to know about"), TEXT_HEIGHT)
        return card(
            column(
                Words(_("How to reach the person safely"), role="heading"),
                self.contact_title,
                self.contact_explain,
                Words(
                    _(
                        "How, when, a code word, what not to say if somebody else answers. "
                        "Empty: only through you."
                    ),
                    role="quiet",
                ),
                self.contact_edit,
                Words(_("Dangers to know about"), role="heading"),
                Words(_("What the service must know to keep the person safe. Not the story."), role="quiet"),
                self.risks_edit,
            )
        )

    def _about_card(self) -> QWidget:
        _ = self.context._
        self.gender_edit = _short_edit(SHORT_LIMIT, _("Gender, as the person says it"))
        self.name_edit = _short_edit(NAME_LIMIT, _("Name"))
        return card(
            column(
                Words(_("Gender, as the person says it"), role="strong"),
                self.gender_edit,
                Words(_("Name"), role="strong"),
                Words(
                    _("Only if the person wants. It goes only to a service that the person agrees to."),
                    role="quiet",
                ),
                self.name_edit,
            )
        )

    def opened(self) -> None:
        talk, _ = self.talk, self.context._
        child = presumed_child(talk.record.safety)
        self.child_card.setVisible(child)
        self.title.show_text(_("What is needed now") if child else _("What does the person need most now?"))
        language = talk.record.language
        self._show_person(self.context.person_catalog(language.tag if language else SOURCE))
        self._show_sheet(talk.sheet)
        self.area.verticalScrollBar().setValue(0)

    def leave(self) -> None:
        """Keep what was chosen and typed."""
        if self._talk is not None and self.sheet() != self.talk.sheet:
            self._save(self.talk)

    def typed(self) -> object:
        return self.sheet()

    def restore(self, typed: object) -> None:
        if isinstance(typed, PersonSheet):
            self._show_sheet(typed)

    def sheet(self) -> PersonSheet:
        """What stands on the screen."""
        ticked = self.grid.ticked() if self.grid else ()
        priority = self.priority_bar.value
        return PersonSheet(
            name=self.name_edit.text().strip(),
            gender=self._gender_code(self.gender_edit.text().strip()),
            safe_contact=self.contact_edit.toPlainText().strip(),
            needs=tuple(Need(value) for value in ticked),
            priority=Priority(priority) if priority else self.talk.sheet.priority,
            risks=self.risks_edit.toPlainText().strip(),
        )

    def on_next(self) -> None:
        """Keep the sheet and go on to the services."""
        self.next_button.setEnabled(False)
        self._save(self.talk, then_go_on=True)

    def _save(self, talk: Talk, *, then_go_on: bool = False) -> None:
        sheet = self.sheet()

        def saved(_done: None) -> None:
            self.next_button.setEnabled(True)
            if then_go_on:
                self.finished.emit()

        self.do(lambda: talk.save_sheet(sheet), saved, lambda _error: self.next_button.setEnabled(True))

    def _show_person(self, catalog: Catalog) -> None:
        context, own = self.context, self.context.translator.language.tag
        labels = {
            "needs.title": self.person_title,
            "needs.more_than_one": self.person_more,
            "safe_contact.title": self.contact_title,
            "safe_contact.explain": self.contact_explain,
        }
        for text_id, label in labels.items():
            label.show_person(catalog.fixed(text_id))
            label.setVisible(catalog.language.tag != own or text_id.startswith("needs."))
        draft = draft_words(context, catalog.fixed("needs.title"))
        self.draft_label.show_text(draft)
        self.draft_label.setVisible(bool(draft))
        if self.grid is not None:
            self.grid.hide()
            self.grid.deleteLater()
        options = [
            AnswerOption(need.value, catalog.fixed(text_id), context._(NEED[need]))
            for need, text_id in NEED_TEXTS.items()
        ]
        self.grid = TickGrid(context, options)
        self._grid_host.addWidget(self.grid)
        set_tab_order(
            *focusable(
                self.grid,
                self.priority_bar,
                self.contact_edit,
                self.risks_edit,
                self.gender_edit,
                self.name_edit,
                self.next_button,
            )
        )
        next(iter(self.grid.buttons.values())).setFocus()

    def _show_sheet(self, sheet: PersonSheet) -> None:
        if self.grid is not None:
            self.grid.show_ticked(sheet.needs)
        self.priority_bar.show_value(sheet.priority.value)
        self.contact_edit.setPlainText(sheet.safe_contact)
        self.risks_edit.setPlainText(sheet.risks)
        self.gender_edit.setText(self.context._(GENDERS.get(sheet.gender, sheet.gender)))
        self.name_edit.setText(sheet.name)

    def _gender_code(self, said: str) -> str:
        """A code where the word is one that forms can print in other languages; else what was said."""
        words = {self.context._(word).casefold(): code for code, word in GENDERS.items()}
        return words.get(said.casefold(), said)


def _short_edit(limit: int, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(limit)
    edit.setAccessibleName(name)
    return edit
