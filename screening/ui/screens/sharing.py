"""With whom something is shared: one recipient at a time, item by item, and the person says yes or no."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout

from screening.core.answer import Answer
from screening.core.drafts import DraftUse
from screening.core.errors import ScreeningError
from screening.core.referral import ConsentWay, Disclosure, RecipientConsent
from screening.core.safety import presumed_child
from screening.core.service import FOR_A_CHILD, DataItem, Service, ServiceCategory
from screening.documents.render import FormRenderer
from screening.languages.bidi import isolate
from screening.languages.catalogs import together
from screening.operations import referrals
from screening.operations.drafts import words_need
from screening.operations.referrals import PreparedForm
from screening.operations.services import add_service
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.person.controls import ALWAYS, controls
from screening.ui.person_page import PersonPage
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    button,
    card,
    column,
    empty,
    row,
    scrolled_page,
    set_tab_order,
    settle_layout,
)
from screening.ui.widgets.draft_step import MORE_TYPED
from screening.ui.widgets.recipient_list import RecipientList
from screening.ui.widgets.row_button import Fold
from screening.ui.widgets.service_form import EnteredService, ServiceForm
from screening.ui.widgets.sharing_ask import NO, SharingAsk
from screening.ui.widgets.sharing_log import sharing_log
from screening.ui.widgets.sharing_text import SharingText
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.words import Words


@dataclass(frozen=True)
class Sharing:
    """What the vault says about sharing in one talk."""

    fitting: tuple[Service, ...]
    directory: tuple[Service, ...]
    consents: tuple[RecipientConsent, ...]
    disclosures: tuple[Disclosure, ...]


def read_sharing(talk: Talk) -> Sharing:
    """Read it, on the vault's thread."""
    return Sharing(
        referrals.fitting_services(talk),
        referrals.directory(talk),
        referrals.consents(talk),
        referrals.disclosures(talk),
    )


class SharingScreen(StepScreen):
    """Signals: `form_ready(PreparedForm)`; `finished()` when no (further) form is wanted; `language_asked()` to
    choose another language or an interpreter; `help_asked()`."""

    form_ready = Signal(object)
    language_asked = Signal()
    help_asked = Signal()

    def __init__(self, context: UiContext, renderer: FormRenderer) -> None:
        super().__init__(context)
        self._renderer = renderer
        self.recipients: RecipientList | None = None
        self.entering: Fold | None = None
        self.service_form: ServiceForm | None = None
        self.ask: SharingAsk | None = None
        self._consent: RecipientConsent | None = None
        self._service: Service | None = None
        self.go_on_button = button(context._("Go on without another form"), self.finished.emit)
        self.again_button = button(context._("Try to make the form again"), self.on_again)
        self.stack = QStackedWidget()
        self.list_area = self._list_page()
        self._ask_layout = column(spacing=2 * GRID)
        self.ask_area = scrolled_page(self._ask_layout)
        self.stack.addWidget(self.list_area)
        self.stack.addWidget(self.ask_area)
        below = column(self.error, self.retry, self.again_button)
        below.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.stack, 1)
        outer.addLayout(below)

    def _list_page(self) -> QScrollArea:
        _ = self.context._
        head = Words(_("Who may help"), role="title")
        ask = Words(_("Choose one service. Then ask the person, for this service by name."), role="quiet")
        self.memory_label = Words(
            _("This talk is not kept: a form that you print or save is the only copy."), role="caution"
        )
        self._list_host = column(spacing=2 * GRID)
        body = column(head, ask, self.memory_label, spacing=2 * GRID)
        body.addLayout(self._list_host)
        body.addLayout(row(None, self.go_on_button))
        body.addStretch(1)
        return scrolled_page(body)

    def opened(self) -> None:
        self.memory_label.setVisible(not self.talk.recorded)
        self.choose_again()

    def typed(self) -> object:
        if self.ask is None or self.stack.currentWidget() is not self.ask_area:
            return None
        basis = self.ask.basis_edit.toPlainText() if self.ask.basis_edit is not None else ""
        return self._service, self.ask.text.items, self.ask.way, basis

    def restore(self, typed: object) -> None:
        match typed:
            case (Service() as service, frozenset() as items, way, str(basis)):
                self.choose(service)
                if self.ask is not None:
                    self.ask.text.show_items(items)
                    self.ask.way_bar.show_value(str(way) if way else None)
                    if self.ask.basis_edit is not None:
                        self.ask.basis_edit.setPlainText(basis)

    def person_page(self) -> PersonPage | None:
        ask = self.ask
        if ask is None or self.stack.currentWidget() is not self.ask_area or ask.answer_grid.isHidden():
            return None
        return PersonPage(
            ask.text.asked,
            ask.options(),
            controls=controls(self.context, ask.text.catalog, *ALWAYS),
            ticks=ask.text.options,
            more=ask.text.rest(),
            typed=tuple(ask.text.items),
        )

    def person_answered(self, answer: Answer) -> None:
        """As with the officer's own button; how they agreed is still the officer's to say."""
        if self.ask is not None and answer in self.ask.answer_grid.buttons and self.ask.answer_grid.isEnabled():
            self.ask.answer_grid.buttons[str(answer)].click()

    def person_typed(self, typed: tuple[str, ...]) -> None:
        if self.ask is not None and self.ask.answer_grid.isEnabled():
            self.ask.text.show_items(frozenset(DataItem(value) for value in typed))
            self.person_changed.emit()

    def leave(self) -> None:
        """Keep what is typed."""
        self.typing.flush()

    def choose_again(self) -> None:
        """Back to the list of services, with what was answered so far."""
        self.error.hide()
        self.again_button.hide()
        self.stack.setCurrentWidget(self.list_area)
        self.person_changed.emit()
        talk = self.talk

        def show(found: Sharing) -> None:
            if self._talk is talk:
                self._show_recipients(found)

        self.context.tasks.run(lambda: read_sharing(talk), show, self.show_error)

    def _show_recipients(self, found: Sharing) -> None:
        empty(self._list_host)
        fitting, every = found.fitting, found.directory
        if presumed_child(self.talk.record.safety):
            order = {category: place for place, category in enumerate(FOR_A_CHILD)}
            every = tuple(s for s in every if s.category in order)
            fitting = tuple(sorted(every, key=lambda s: order[s.category]))
        self.recipients = RecipientList(self.context, fitting, every, self.choose)
        self._list_host.addWidget(self.recipients)
        self.service_form = self._service_form()
        self.entering = Fold(
            self.context, self.context._("Enter a service that is not listed"), self.service_form, strong=True
        )
        self.entering.unfold(not every)
        self._list_host.addWidget(card(column(self.entering), margin=GRID))
        set_tab_order(*focusable(self.recipients, self.entering, self.go_on_button))
        (focusable(self.recipients, self.go_on_button)[0] if every else self.service_form.name_edit).setFocus()
        if found.consents or found.disclosures:
            services = {service.id: service for service in found.directory}
            log = sharing_log(self.context, services, found.consents, found.disclosures)
            self._list_host.addWidget(log)

    def _service_form(self) -> ServiceForm:
        """For a service that is not listed; for a child, one of those that may help a child."""
        child = presumed_child(self.talk.record.safety)
        kinds = FOR_A_CHILD if child else tuple(ServiceCategory)
        return ServiceForm(self.context, kinds, self.on_service_entered)

    def on_service_entered(self, entered: EnteredService) -> None:
        """Keep a service in the directory, then ask the person about it."""
        session = self.talk.session

        def keep() -> Service:
            return add_service(
                session,
                name=entered.name,
                category=entered.category,
                language=entered.language,
                phone=entered.phone,
                hours=entered.hours,
            )

        self.do(keep, self.choose)

    def choose(self, service: Service) -> None:
        """Ask about one service."""
        self.context.voice.stop()
        talk = self.talk
        language = talk.record.language
        catalog = self.context.catalog_of(language) if language else self.context.own_catalog
        text = SharingText(self.context, catalog, service, talk.session.office.duty, talk.sheet.says_nothing_of())
        interpreted = language is not None and language.interpreted
        ask = SharingAsk(self.context, service, text, catalog, interpreted=interpreted)
        ask.agreed.connect(self.on_agreed)
        ask.refused.connect(self.on_refused)
        ask.law_named.connect(self.on_law_named)
        ask.other_asked.connect(self.choose_again)
        ask.control_pressed.connect(self.person_pressed)
        ask.draft_confirmed.connect(self.on_draft_confirmed)
        ask.language_asked.connect(self.language_asked)
        ask.help_asked.connect(self.help_asked)
        ask.reason_picked.connect(
            lambda: self.ask_area.ensureWidgetVisible(ask.draft_step.go_on_button, 0, 2 * GRID)
        )
        typed = talk.typing.get(MORE_TYPED, "")
        ask.show_needed(words_need(talk.session, language, text.review()), language, typed)
        self.typing.watch(MORE_TYPED, ask.draft_step.more_edit)
        if ask.basis_edit is not None:
            ask.basis_edit.setPlainText(talk.typing.get(basis_of(service), ""))
            self.typing.watch(basis_of(service), ask.basis_edit)
        empty(self._ask_layout)
        self._ask_layout.addWidget(ask)
        self._ask_layout.addStretch(1)
        self.ask, self._service, self._consent = ask, service, None
        self.error.hide()
        self.again_button.hide()
        self.stack.setCurrentWidget(self.ask_area)
        settle_layout()
        self.ask_area.verticalScrollBar().setValue(0)
        ask.other_button.setFocus()
        ask.text.items_changed.connect(self.person_changed)
        self.person_changed.emit()

    def on_draft_confirmed(self, use: DraftUse) -> None:
        """Somebody vouches for the words, or a reason was given: keep it, then let the person answer."""
        ask, talk = self.ask, self.talk

        def kept(_done: None) -> None:
            if ask is not None and self.ask is ask:
                self.given(MORE_TYPED)
                language = talk.record.language
                ask.show_needed(words_need(talk.session, language, ask.text.review()), language)
                ask.way_bar.focus()
                self.person_changed.emit()

        self.do(lambda: talk.confirm_draft(use), kept)

    def on_agreed(self) -> None:
        """The person agrees: keep it, then make the form."""
        if self.ask is None:
            return
        if self.ask.way is None:
            self.ask.ask_way()
            return
        self._record(given=True, way=self.ask.way)

    def on_refused(self) -> None:
        """The person does not agree: keep that, and share nothing."""
        if self.ask is not None:
            self._record(given=False, way=self.ask.way or ConsentWay.SPOKEN)

    def on_law_named(self, basis: str) -> None:
        """Child protection without agreement, where the law says so."""
        if self.ask is not None:
            self._record(given=False, way=self.ask.way or ConsentWay.SPOKEN, basis=basis)

    def on_again(self) -> None:
        """Making the form did not work: try once more on the same consent."""
        if self._consent is not None:
            self._prepare(self._consent)

    def _record(self, *, given: bool, way: ConsentWay, basis: str = "") -> None:
        ask, service, talk = self.ask, self._service, self.talk
        if ask is None or service is None:
            return
        ask.set_busy(True)
        shared = given or bool(basis)
        items = ask.text.items if shared else frozenset[DataItem]()
        review, shown_in = ask.text.review().value, together(ask.text.shown).language

        def work() -> RecipientConsent:
            return referrals.record_consent(
                talk,
                service,
                given=given,
                items=items,
                way=way,
                review=review,
                legal_basis=basis,
                shown_in=shown_in,
            )

        def kept(consent: RecipientConsent) -> None:
            self.given(basis_of(service))
            if shared:
                self._prepare(consent)
                return
            ask.set_busy(False)
            ask.answer_grid.mark(NO)
            text = self.context._("Nothing will be shared with {service}.")
            ask.show_note(text.format(service=isolate(service.name)))

        self.do(work, kept, lambda _error: ask.set_busy(False))

    def _prepare(self, consent: RecipientConsent) -> None:
        ask, service, talk, renderer = self.ask, self._service, self.talk, self._renderer
        if ask is None or service is None:
            return
        self._consent = consent
        self.again_button.hide()
        ask.set_busy(True)
        ask.show_note(self.context._("Kept. The form is being made…"))

        def work() -> PreparedForm:
            return referrals.prepare_form(talk, service, consent, renderer)

        def made(prepared: PreparedForm) -> None:
            ask.set_busy(False)
            ask.note.hide()
            if self._talk is talk:
                self.form_ready.emit(prepared)

        def failed(_error: ScreeningError) -> None:
            ask.set_busy(False)
            ask.note.hide()
            self.again_button.show()

        self.do(work, made, failed)


def basis_of(service: Service) -> str:
    """The name under which the legal basis is kept while it is typed."""
    return f"basis/{service.id}"
