"""Somebody who does not want help now: a plan to stay safe, and a safe way to meet again. Nothing is printed."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.referral import PersonSheet
from screening.core.service import Service
from screening.core.sheet import PlanPoint
from screening.languages.bidi import phone
from screening.languages.catalogs import Catalog, Shown
from screening.languages.table import SOURCE_TAG
from screening.operations.referrals import helpline
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.person.ask_again import SaidBar
from screening.ui.person.controls import ALWAYS, controls
from screening.ui.person_page import PersonPage
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import AnswerOption
from screening.ui.widgets.basics import button, card, column, row, scrolled_page, set_tab_order
from screening.ui.widgets.contact_fields import ContactFields
from screening.ui.widgets.person_text import PersonText, draft_words
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.tick_button import TickGrid
from screening.ui.widgets.words import Words

HEAD = ("safety_plan.title", "safety_plan.your_choice")


class SafetyPlanScreen(StepScreen):
    """Signals: `finished()` when the officer closes the case; what was chosen is kept before."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        _ = context._
        self.grid: TickGrid | None = None
        self._grid_host = QVBoxLayout()
        self.heads = {text_id: PersonText(context, SOURCE_TAG) for text_id in HEAD}
        self.paper_said = PersonText(context, SOURCE_TAG, px=19)
        self.meet_said = PersonText(context, SOURCE_TAG, px=19)
        self.said_bar = SaidBar(context)
        self.said_bar.ask_again.pressed.connect(self.person_pressed)
        self.draft_label = Words(role="caution")
        self.memory_label = Words(
            _("This talk is in memory only: nothing of this page is kept once you close the case."), role="caution"
        )
        self.contact = ContactFields(context, "safety_plan.where")
        self.close_button = button(_("Close the case"), self.on_close, role="primary")
        layout = column(
            Words(_("Before you part"), role="title"),
            Words(
                _(
                    "Say these sentences, or let the person copy them by hand. Nothing is printed: a paper may be "
                    "found. Tick what you went through. All of it is optional."
                )
            ),
            self.memory_label,
            self._plan_card(),
            self._meet_card(),
            self.error,
            self.retry,
            spacing=2 * GRID,
        )
        layout.addLayout(row(None, self.close_button))
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled_page(layout)
        outer.addWidget(self.area)

    def _plan_card(self) -> QWidget:
        body = column(*self.heads.values(), self.said_bar, self.draft_label, spacing=GRID)
        body.addLayout(self._grid_host)
        body.addWidget(self.paper_said)
        return card(body, role="person")

    def _meet_card(self) -> QWidget:
        _ = self.context._
        return card(
            column(
                Words(_("A safe way to meet again"), role="heading"),
                Words(_("Only if the person wants. It stays with you and goes to no service."), role="quiet"),
                self.meet_said,
                self.contact,
                spacing=GRID,
            )
        )

    def opened(self) -> None:
        talk = self.talk
        self.memory_label.setVisible(not talk.recorded)
        self.contact.show_contact(talk.sheet.meet_again)
        self.do(lambda: helpline(talk), self._show_person, lambda _error: self._show_person(None))

    def person_page(self) -> PersonPage | None:
        if self.grid is None:
            return None
        catalog = self.context.catalog_of(self.talk.record.language)
        plan = [made.option.person for made in self.grid.buttons.values()]
        return PersonPage(
            [catalog.fixed(text_id) for text_id in HEAD],
            controls=controls(self.context, catalog, *ALWAYS),
            more=[*plan, *(catalog.fixed(f"safety_plan.{key}") for key in ("on_paper", "meet"))],
        )

    def leave(self) -> None:
        """Keep what was chosen and typed."""
        if self._talk is not None and self.sheet() != self.talk.sheet:
            self._save(self.talk)

    def sheet(self) -> PersonSheet:
        """The talk's sheet with what stands here."""
        before = self.talk.sheet
        plan = tuple(PlanPoint(value) for value in self.grid.ticked()) if self.grid else before.plan
        return msgspec.structs.replace(before, plan=plan, meet_again=self.contact.contact())

    def on_close(self) -> None:
        """Keep it, and close the case."""
        self.close_button.setEnabled(False)
        self._save(self.talk, then_close=True)

    def _save(self, talk: Talk, *, then_close: bool = False) -> None:
        sheet = self.sheet()

        def saved(_done: None) -> None:
            self.close_button.setEnabled(True)
            if then_close and not self.isHidden() and self._talk is talk:
                self.finished.emit()

        self.keep(
            f"sheet {talk.record.id}",
            lambda: talk.save_sheet(sheet),
            saved,
            lambda _error: self.close_button.setEnabled(True),
        )

    def _show_person(self, service: Service | None) -> None:
        context = self.context
        catalog = context.catalog_of(self.talk.record.language)
        for text_id, label in self.heads.items():
            label.show_person(catalog.fixed(text_id))
        self.paper_said.show_person(catalog.fixed("safety_plan.on_paper"))
        self.meet_said.show_person(catalog.fixed("safety_plan.meet"))
        self.said_bar.show_said([catalog.fixed(text_id) for text_id in HEAD], catalog)
        self.contact.show_person(catalog)
        draft = draft_words(context, catalog.fixed("safety_plan.call"))
        self.draft_label.show_text(draft)
        self.draft_label.setVisible(bool(draft))
        if self.grid is not None:
            self.grid.hide()
            self.grid.deleteLater()
        points = [each for each in PlanPoint if service is not None or each is not PlanPoint.HELPLINE]
        own = context.own_catalog
        self.grid = TickGrid(
            context,
            [
                AnswerOption(each.value, self._said(catalog, each, service), self._said(own, each, service).text)
                for each in points
            ],
            wide=2,
        )
        self.grid.show_ticked(self.talk.sheet.plan)
        self._grid_host.addWidget(self.grid)
        set_tab_order(*focusable(self.said_bar, self.grid, self.contact, self.close_button))
        next(iter(self.grid.buttons.values())).setFocus()
        self.area.verticalScrollBar().setValue(0)
        self.person_changed.emit()

    def _said(self, catalog: Catalog, point: PlanPoint, service: Service | None) -> Shown:
        shown = catalog.fixed(f"safety_plan.{point.value}")
        if point is PlanPoint.CALL:
            return shown.filled(emergency=self.context.settings.emergency_numbers[0].number)
        if point is PlanPoint.HELPLINE and service is not None:
            return shown.filled(name=service.name, phone=phone(service.phone))
        return shown
