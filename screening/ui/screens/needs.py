"""What the person needs now and how to reach them safely: in both languages, every field optional."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.referral import PersonSheet
from screening.core.safety import presumed_child
from screening.core.service import Need
from screening.languages.catalogs import Catalog, together
from screening.languages.table import SOURCE_TAG
from screening.languages.terms import NEED
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.person.ask_again import SaidBar
from screening.ui.person.controls import ALWAYS, controls
from screening.ui.person_page import PersonPage
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.about_fields import TEXT_LIMIT, AboutFields
from screening.ui.widgets.answers import AnswerOption
from screening.ui.widgets.basics import button, card, column, row, scrolled_page, set_tab_order, settle_layout
from screening.ui.widgets.contact_fields import ContactFields
from screening.ui.widgets.limited_text import LimitedText
from screening.ui.widgets.need_priorities import NeedPriorities
from screening.ui.widgets.person_text import PersonText, draft_words
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.tick_button import TickGrid
from screening.ui.widgets.words import Words

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
SAID = ("needs.title", "needs.more_than_one")
MORE_HEIGHT = 64


class NeedsScreen(StepScreen):
    """Signals: `finished()` when what was chosen is kept. What is typed is kept on leaving as well."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        _ = context._
        self.grid: TickGrid | None = None
        self._grid_host = QVBoxLayout()
        self.child_card = self._child_card()
        self.title = Words(role="title")
        self.person_title = PersonText(context, SOURCE_TAG)
        self.person_more = PersonText(context, SOURCE_TAG, px=19)
        self.said_bar = SaidBar(context)
        self.said_bar.ask_again.pressed.connect(self.person_pressed)
        self.draft_label = Words(role="caution")
        self.priorities = NeedPriorities(context)
        self.soon_card = self._soon_card()
        self.about = AboutFields(context)
        self.next_button = button(_("Save and choose who may help"), self.on_next, role="primary")
        layout = column(self.child_card, self.title, self._needs_card(), self.soon_card, spacing=2 * GRID)
        layout.addWidget(self._contact_card())
        layout.addWidget(self.about)
        layout.addWidget(self.error)
        layout.addWidget(self.retry)
        layout.addLayout(row(None, self.next_button))
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled_page(layout)
        outer.addWidget(self.area)
        # Here what is typed is the record itself.
        self.typing.due.disconnect(self.keep_typing)
        self.typing.due.connect(lambda _field, _text: self.leave())
        for field in (*self.contact.edits, *self.about.edits, self.contact_edit):
            self.typing.watch("sheet", field)

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
        body = column(self.person_title, self.person_more, self.said_bar, self.draft_label, spacing=GRID)
        body.addLayout(self._grid_host)
        return card(body, role="person")

    def _soon_card(self) -> QWidget:
        _ = self.context._
        self.soon_said = PersonText(self.context, SOURCE_TAG, px=19)
        head = Words(_("How soon is help needed?"), role="heading")
        return card(column(head, self.soon_said, self.priorities, spacing=GRID))

    def _contact_card(self) -> QWidget:
        context, _ = self.context, self.context._
        self.contact_title = PersonText(context, SOURCE_TAG, px=19)
        self.contact_explain = PersonText(context, SOURCE_TAG, px=19)
        self.contact = ContactFields(context)
        self.contact_edit = LimitedText(TEXT_LIMIT, _("What else to know for reaching the person"), MORE_HEIGHT)
        return card(
            column(
                Words(_("How to reach the person safely"), role="heading"),
                Words(_("All of it is optional. Empty: only through you."), role="quiet"),
                self.contact_title,
                self.contact_explain,
                self.contact,
                Words(_("What else to know for reaching the person"), role="strong"),
                self.contact_edit,
            )
        )

    def opened(self) -> None:
        talk, _ = self.talk, self.context._
        child = presumed_child(talk.record.safety)
        self.child_card.setVisible(child)
        self.title.show_text(_("What is needed now") if child else _("What does the person need most now?"))
        self._show_person(self.context.catalog_of(talk.record.language))
        self._show_sheet(talk.sheet)
        self.area.verticalScrollBar().setValue(0)

    def person_page(self) -> PersonPage | None:
        catalog = self.context.catalog_of(self.talk.record.language)
        return PersonPage(
            [catalog.fixed(text_id) for text_id in SAID],
            controls=controls(self.context, catalog, *ALWAYS),
            ticks=self._options(catalog),
            typed=tuple(self._ticked()),
        )

    def person_typed(self, typed: tuple[str, ...]) -> None:
        if self.grid is not None:
            self.grid.show_ticked(typed)
            self.on_ticked()

    def leave(self) -> None:
        """Keep what was chosen and typed; also while it is typed."""
        if self._talk is not None and self.sheet() != self.talk.sheet:
            self._save(self.talk)

    def typed(self) -> object:
        return self.sheet()

    def restore(self, typed: object) -> None:
        if isinstance(typed, PersonSheet):
            self._show_sheet(typed)

    def sheet(self) -> PersonSheet:
        """What stands on the screen; what other pages ask for stays as it is."""
        needs = self._ticked()
        before = self.talk.sheet
        chosen = self.priorities.chosen(needs)
        return msgspec.structs.replace(
            before,
            name=self.about.name_edit.text().strip(),
            gender=self.about.gender,
            safe_contact=self.contact_edit.toPlainText().strip(),
            contact=self.contact.contact(),
            needs=needs,
            priorities={need: soon for need, soon in chosen.items() if soon is not before.priority},
            risks=self.about.risks_edit.toPlainText().strip(),
            dependants=self.about.dependants_edit.toPlainText().strip(),
            others_there=self.about.others_there,
        )

    def on_next(self) -> None:
        """Keep the sheet and go on to the services."""
        self.next_button.setEnabled(False)
        self._save(self.talk, then_go_on=True)

    def on_ticked(self) -> None:
        """How soon is asked for what is ticked."""
        needs = self._ticked()
        self.priorities.show_needs(needs)
        self.soon_card.setVisible(bool(needs))
        settle_layout()

    def _ticked(self) -> tuple[Need, ...]:
        return tuple(Need(value) for value in self.grid.ticked()) if self.grid else ()

    def _save(self, talk: Talk, *, then_go_on: bool = False) -> None:
        sheet = self.sheet()

        def saved(_done: None) -> None:
            self.next_button.setEnabled(True)
            # Kept late, another step may be open by now.
            if then_go_on and not self.isHidden() and self._talk is talk:
                self.finished.emit()

        self.keep(
            f"sheet {talk.record.id}",
            lambda: talk.save_sheet(sheet),
            saved,
            lambda _error: self.next_button.setEnabled(True),
        )

    def _show_person(self, catalog: Catalog) -> None:
        context, own = self.context, self.context.translator.language.tag
        labels = {
            "needs.title": self.person_title,
            "needs.more_than_one": self.person_more,
            "needs.how_soon": self.soon_said,
            "safe_contact.title": self.contact_title,
            "safe_contact.explain": self.contact_explain,
        }
        for text_id, label in labels.items():
            label.show_person(catalog.fixed(text_id))
            label.setVisible(catalog.language.tag != own or label in {self.person_title, self.person_more})
        self.said_bar.show_said([catalog.fixed(text_id) for text_id in SAID], catalog)
        self.contact.show_person(catalog)
        self.about.show_person(catalog)
        draft = draft_words(context, together([catalog.fixed(key) for key in (*labels, *NEED_TEXTS.values())]))
        self.draft_label.show_text(draft)
        self.draft_label.setVisible(bool(draft))
        if self.grid is not None:
            self.grid.hide()
            self.grid.deleteLater()
        self.grid = TickGrid(context, self._options(catalog))
        self.grid.ticked_changed.connect(self.on_ticked)
        self._grid_host.addWidget(self.grid)
        parts = (
            self.said_bar,
            self.grid,
            self.priorities,
            self.contact,
            self.contact_edit,
            self.about,
            self.next_button,
        )
        set_tab_order(*focusable(*parts))
        next(iter(self.grid.buttons.values())).setFocus()

    def _options(self, catalog: Catalog) -> list[AnswerOption]:
        return [
            AnswerOption(need.value, catalog.fixed(text_id), self.context._(NEED[need]))
            for need, text_id in NEED_TEXTS.items()
        ]

    def _show_sheet(self, sheet: PersonSheet) -> None:
        if self.grid is not None:
            self.grid.show_ticked(sheet.needs)
        self.priorities.show_priorities({need: sheet.soon(need) for need in Need})
        self.on_ticked()
        self.contact.show_contact(sheet.contact)
        self.contact_edit.setPlainText(sheet.safe_contact)
        self.about.show_sheet(sheet)
