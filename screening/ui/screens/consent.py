"""Information and consent: each point in both languages, then three separate questions to the person."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QStackedWidget, QVBoxLayout, QWidget

from screening.core.answer import Answer
from screening.core.assessment import NotAssessedBecause
from screening.core.consent import Consent, ConsentPoint, ConsentState
from screening.core.drafts import DraftUse
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Catalog
from screening.operations.drafts import words_need
from screening.ui.consent_texts import ASKS, DRAFT, all_texts, page_texts, pages_needed, review_of
from screening.ui.context import UiContext
from screening.ui.person.ask_again import AskAgain
from screening.ui.person.controls import ALWAYS, AT_A_NOTE, BACK, NEXT, STOP, controls
from screening.ui.person_page import PersonPage
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import AnswerGrid, AnswerOption
from screening.ui.widgets.basics import (
    WORKED,
    button,
    card,
    column,
    page,
    row,
    scrolled,
    scrolled_page,
    set_tab_order,
    settle_layout,
    short_label,
)
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.consent_summary import ConsentSummary
from screening.ui.widgets.draft_step import MORE_TYPED, DraftStep
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.two_sides import TwoSides

SAID_PX = 180
"""The least height of what is said."""

PAGE_KEYS = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


@dataclass
class Given:
    """What was explained and answered so far, before it is kept as one consent."""

    told: set[ConsentPoint]
    answers: dict[str, bool]


class ConsentScreen(StepScreen):
    """One point or one question at a time, with the keyboard: Enter explains, digits answer.

    Where consent was given before, first what was agreed: it can be left, changed or taken back. Words that
    no speaker has checked take one more page before the questions; where they may not be used, only that page.

    Signals: `language_asked()` to choose another language or an interpreter; `help_asked()`.
    """

    language_asked = Signal()
    help_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        _ = context._
        self.pages: list[str] = [*ConsentPoint, *ASKS]
        self.at = 0
        self._given = Given(set(), {})
        self._catalog: Catalog | None = None
        self.sides = TwoSides(context)
        self.place_label = short_label("", "quiet")
        self._answers_host = QWidget()
        self.ask_again = AskAgain(context)
        self.ask_again.pressed.connect(self.person_pressed)
        answering = Row(self._answers_host)
        answering.setContentsMargins(0, 0, 0, 0)
        answering.setSpacing(GRID)
        self._answers = QVBoxLayout()
        answering.addLayout(self._answers, 1)
        answering.addWidget(self.ask_again, 1)
        self.answer_grid: AnswerGrid | None = None
        self.back_button = button(_("Back"), self.on_back)
        self.told_button = button(_("Explained: go on"), self.on_told, role="primary")
        self.refused_button = button(_("The person does not want to talk: end here"), self.on_refused)
        self.not_able_bar = ChoiceBar(
            [
                (NotAssessedBecause.UNWELL, _("Not well enough")),
                (NotAssessedBecause.NO_COMMON_LANGUAGE, _("No common language")),
                (NotAssessedBecause.UNSAFE, _("Not safe")),
            ],
            digits=False,
        )
        self.not_able_bar.chosen.connect(self.on_not_able)
        not_able = card(
            row(short_label(_("The person cannot decide now:"), "quiet"), self.not_able_bar), margin=GRID
        )
        head = row(short_label(_("Information and consent"), "title"), self.place_label, None)
        # What is said may be long; the buttons under it stay where they are.
        self.draft_step = DraftStep(context)
        self.draft_step.confirmed.connect(self.on_draft_confirmed)
        self.draft_step.language_asked.connect(self.language_asked)
        self.draft_step.help_asked.connect(self.help_asked)
        self.typing.watch(MORE_TYPED, self.draft_step.more_edit)
        said = column(self.sides, self.draft_step)
        said.setStretch(0, 100)
        said.addStretch(1)
        self.area = area = scrolled_page(said, margin=0, widest=WORKED)
        self.draft_step.reason_picked.connect(
            lambda: area.ensureWidgetVisible(self.draft_step.go_on_button, 0, 2 * GRID)
        )
        body = column(self.area, self._answers_host, self.error, self.retry)
        body.insertLayout(0, head)
        body.setStretch(1, 1)
        body.addLayout(row(self.back_button, self.told_button, self.refused_button, None))
        body.addWidget(not_able)
        # With large texts on a small screen all of it scrolls, so that what is said keeps enough room.
        self.area.setMinimumHeight(context.px(SAID_PX))
        self.explaining = scrolled(page(body, margin=2 * GRID, widest=WORKED, gives=True), keys=False)
        self.summary = ConsentSummary(context)
        self.summary.go_on_asked.connect(self.finished)
        self.summary.change_asked.connect(self.on_change)
        self.summary.withdrawn.connect(self.on_withdrawn)
        self.stack = QStackedWidget()
        for widget in (self.explaining, self.summary):
            self.stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def opened(self) -> None:
        language = self.talk.record.language
        self._catalog = self.context.catalog_of(language)
        consent = self.talk.record.consent
        counts = consent is not None and (consent.counts(language) or not consent.complete)
        # What was said in words that do not count any more has to be said again.
        self._given = Given(set(consent.told), {}) if consent and counts else Given(set(), {})
        self.not_able_bar.show_value(None)
        self.pages = pages_needed(self.talk, self._person_catalog())
        if consent is not None and consent.counts(language):
            self.stack.setCurrentWidget(self.summary)
            self.summary.show_consent(consent, self._catalog, recorded=self.talk.recorded)
            self.summary.focus()
        else:
            self._explain(0)

    def leave(self) -> None:
        """Keep what is typed."""
        self.typing.flush()

    def on_change(self) -> None:
        """Ask the three questions again; the points were explained, and are one step back."""
        consent = self.talk.record.consent
        if consent is not None:
            self._given.answers = {
                "talk": consent.talk,
                "record": consent.record,
                "statistics": consent.statistics,
            }
        self.pages = pages_needed(self.talk, self._person_catalog())
        self._explain(self.pages.index(DRAFT if DRAFT in self.pages else "talk"))

    def _explain(self, at: int) -> None:
        self.at = at
        self.stack.setCurrentWidget(self.explaining)
        self._show_page()

    def typed(self) -> object:
        return (self.at, self._given) if self.stack.currentWidget() is self.explaining else None

    def restore(self, typed: object) -> None:
        match typed:
            case (int(at), Given() as given):
                self._given = given
                self._explain(at)

    def on_withdrawn(self, erase: bool) -> None:
        """The person takes it back; what was written stays, or is erased."""
        talk = self.talk
        self.do(lambda: talk.withdraw(erase), lambda _done: self.ended.emit())

    def on_told(self) -> None:
        """The point was explained."""
        self._given.told.add(ConsentPoint(self.pages[self.at]))
        self.at += 1
        self._show_page()

    def on_draft_confirmed(self, use: DraftUse) -> None:
        """Somebody vouches for the words, or a reason was given: keep it, then ask."""
        talk = self.talk

        def kept(_done: None) -> None:
            if self._talk is talk and self.pages[self.at] == DRAFT:
                self.given(MORE_TYPED)
                self.at += 1
                self._show_page()

        self.do(lambda: talk.confirm_draft(use), kept)

    def on_back(self) -> None:
        """One page back."""
        self.at = max(0, self.at - 1)
        self._show_page()

    def on_answered(self, value: str) -> None:
        """An answer of the person to one of the three questions."""
        ask = self.pages[self.at]
        self._given.answers[ask] = value == "yes"
        if ask == "talk" and value == "no":
            self.refused_button.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.at + 1 < len(self.pages):
            self.at += 1
            self._show_page()
        else:
            self._keep()

    def on_refused(self) -> None:
        """The person said no to talking: that is kept, and nothing else is asked."""
        consent = Consent(ConsentState.REFUSED, told=frozenset(self._given.told))
        self._record(consent, self.ended.emit)

    def on_not_able(self, reason: str) -> None:
        """The person cannot decide now, with the reason."""
        consent = Consent(ConsentState.NOT_ABLE, told=frozenset(self._given.told))
        because = NotAssessedBecause(reason)
        talk = self.talk
        shown = all_texts(talk, self._person_catalog())

        def work() -> None:
            talk.record_consent(consent, shown)
            talk.end_not_assessed(because)

        self.do(work, lambda _done: self.ended.emit())

    def _keep(self) -> None:
        answers = self._given.answers
        consent = Consent(
            ConsentState.GIVEN,
            talk=answers["talk"],
            record=answers["record"],
            statistics=answers["statistics"],
            told=frozenset(self._given.told),
        )
        self._record(consent, self.finished.emit)

    def _record(self, consent: Consent, then: object) -> None:
        talk = self.talk
        shown = all_texts(talk, self._person_catalog())
        self.do(
            lambda: talk.record_consent(consent, shown),
            lambda _done: then() if callable(then) else None,
        )

    # what stands on the person's side

    def person_page(self) -> PersonPage | None:
        if self.stack.currentWidget() is not self.explaining or self.pages[self.at] == DRAFT:
            return None
        name, catalog = self.pages[self.at], self._person_catalog()
        texts = page_texts(self.talk, name, catalog)
        if name not in ASKS:
            shown = [each for each in AT_A_NOTE if each != BACK or self.at > 0]
            return PersonPage(texts, controls=controls(self.context, catalog, *shown))
        given = self._given.answers.get(name)
        return PersonPage(
            texts,
            self._options(),
            given=None if given is None else "yes" if given else "no",
            controls=controls(self.context, catalog, BACK, *ALWAYS),
        )

    def person_answered(self, answer: Answer) -> None:
        if self.answer_grid is not None and answer in {"yes", "no"}:
            refused = self.pages[self.at] == "talk" and answer == "no"
            self.on_answered(str(answer))
            if refused:
                self.rest_asked.emit(STOP)

    def person_pressed(self, control: str) -> None:
        if control == NEXT and self.pages[self.at] in [*ConsentPoint]:
            self.on_told()
        elif control == BACK:
            self.on_back()
        else:
            super().person_pressed(control)

    # what is shown

    def _show_page(self) -> None:
        self.context.voice.stop()  # a yes is never given while other words are still heard
        _ = self.context._
        name = self.pages[self.at]
        asking, drafted = name in ASKS, name == DRAFT
        english = self._officer_catalog()
        person = page_texts(self.talk, name, self._person_catalog())
        officer = [(shown.text, "officer-question") for shown in page_texts(self.talk, name, english)]
        answers = [self._person_catalog().fixed(f"answers.{value}") for value in ("yes", "no") if asking]
        self.sides.show_texts(officer, person)
        self.sides.mark([*person, *answers])
        # Words that may not be used are not shown either.
        self.sides.setVisible(self.pages != [DRAFT])
        self.area.verticalScrollBar().setValue(0)
        place = _("{number} of {total}").format(number=self.at + 1, total=len(self.pages))
        self.place_label.setText(place if len(self.pages) > 1 else "")
        self.back_button.setEnabled(self.at > 0)
        self.told_button.setVisible(not asking and not drafted)
        self._show_answers(asking)
        self._answers_host.setVisible(not drafted)
        self.ask_again.show_words(self._person_catalog())
        self._order()
        self.draft_step.setVisible(drafted)
        if drafted:
            self._show_draft()
        elif asking and self.answer_grid is not None:
            self.answer_grid.buttons["yes"].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.told_button.setFocus(Qt.FocusReason.TabFocusReason)
        settle_layout()
        self.person_changed.emit()

    def _order(self) -> None:
        """Tab goes as the page is read, also through what was made anew."""
        made = (self.sides.person_card, self.draft_step, self.answer_grid, self.ask_again)
        set_tab_order(*focusable(*(part for part in made if part is not None)), self.back_button)

    def _options(self) -> list[AnswerOption]:
        _, person = self.context._, self._person_catalog()
        return [
            AnswerOption("yes", person.fixed("answers.yes"), _("Yes"), "yes", "1"),
            AnswerOption("no", person.fixed("answers.no"), _("No"), "no", "2"),
        ]

    def _show_draft(self) -> None:
        choice, review = self.talk.record.language, review_of(self.talk, self._person_catalog())
        typed = self.talk.typing.get(MORE_TYPED, "")
        self.draft_step.show_needed(words_need(self.talk.session, choice, review), review, choice, typed)
        self.draft_step.focus()

    def _show_answers(self, asking: bool) -> None:
        if self.answer_grid is not None:
            self.answer_grid.hide()
            self.answer_grid.deleteLater()
            self.answer_grid = None
        if not asking:
            return
        self.answer_grid = AnswerGrid(self.context, self._options(), 2)
        given = self._given.answers.get(self.pages[self.at])
        self.answer_grid.mark(None if given is None else ("yes" if given else "no"))
        self.answer_grid.answered.connect(self.on_answered)
        self._answers.addWidget(self.answer_grid)
        asked = page_texts(self.talk, self.pages[self.at], self._officer_catalog())
        self.answer_grid.setAccessibleName(strip_invisible(asked[0].text))

    def _person_catalog(self) -> Catalog:
        if self._catalog is None:
            raise RuntimeError("no language is chosen")
        return self._catalog

    def _officer_catalog(self) -> Catalog:
        return self.context.own_catalog

    def _move(self, step: QAbstractSlider.SliderAction) -> None:
        """Move what is said; where it stands at its end already, the whole page."""
        bar = self.area.verticalScrollBar()
        before = bar.value()
        bar.triggerAction(step)
        if bar.value() == before:
            self.explaining.verticalScrollBar().triggerAction(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer, Enter goes on, Backspace goes back; Page Up and Down move a long text."""
        if self.stack.currentWidget() is not self.explaining:
            super().keyPressEvent(event)
        elif event.isAutoRepeat() and event.text().isdecimal():
            return  # a key held down answers once
        elif self.pages[self.at] == DRAFT and event.text().isdecimal() and self.draft_step.pick(int(event.text())):
            return
        elif self.answer_grid is not None and event.text() in {"1", "2"}:
            self.answer_grid.buttons["yes" if event.text() == "1" else "no"].click()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.told_button.isVisible():
            self.told_button.click()
        elif event.key() in PAGE_KEYS:
            self._move(PAGE_KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Backspace and self.back_button.isEnabled():
            self.back_button.click()
        else:
            super().keyPressEvent(event)
