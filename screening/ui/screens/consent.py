"""Information and consent: each point in both languages, then three separate questions to the person."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QStackedWidget, QVBoxLayout, QWidget

from screening.core.assessment import NotAssessedBecause
from screening.core.consent import Consent, ConsentPoint, ConsentState
from screening.core.office import ReportingDuty
from screening.languages.catalogs import Catalog, Shown, together
from screening.ui.context import UiContext
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
    short_label,
)
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.consent_summary import ConsentSummary
from screening.ui.widgets.two_sides import TwoSides

POINT_TEXTS = {
    ConsentPoint.WHO: ("consent.who", "consent.not_in_trouble"),
    ConsentPoint.WHY: ("consent.why",),
    ConsentPoint.DUTY: (),
    ConsentPoint.WHO_SEES: ("consent.who_sees", "consent.stored"),
    ConsentPoint.SKIP_STOP: ("consent.skip_stop",),
    ConsentPoint.HELP_ANYWAY: ("consent.help_anyway", "consent.understood"),
}
ASKS = {
    "talk": ("consent.ask_talk", "consent.no_is_fine"),
    "record": ("consent.ask_record", "consent.change_mind"),
    "statistics": ("consent.ask_statistics",),
}
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

    Where consent was given before, first what was agreed: it can be left, changed or taken back.
    """

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
        self._answers = QVBoxLayout(self._answers_host)
        self._answers.setContentsMargins(0, 0, 0, 0)
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
        self.area = scrolled_page(column(self.sides), margin=0, widest=WORKED)
        body = column(self.area, self._answers_host, self.error)
        body.insertLayout(0, head)
        body.setStretch(1, 1)
        body.addLayout(row(self.back_button, self.told_button, self.refused_button, None))
        body.addWidget(not_able)
        # With large texts on a small screen all of it scrolls, so that what is said keeps enough room.
        self.area.setMinimumHeight(context.px(SAID_PX))
        self.explaining = scrolled(page(body, margin=2 * GRID, widest=WORKED), keys=False)
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
        tag = language.tag if language else "en"
        self._catalog = self.context.person_catalog(tag)
        consent = self.talk.record.consent
        self._given = Given(set(consent.told), {}) if consent else Given(set(), {})
        self.not_able_bar.show_value(None)
        if consent is not None and consent.complete:
            self.stack.setCurrentWidget(self.summary)
            self.summary.show_consent(consent, self._catalog, recorded=self.talk.recorded)
            self.summary.focus()
        else:
            self._explain(0)

    def on_change(self) -> None:
        """Ask the three questions again; the points were explained, and are one step back."""
        consent = self.talk.record.consent
        if consent is not None:
            self._given.answers = {
                "talk": consent.talk,
                "record": consent.record,
                "statistics": consent.statistics,
            }
        self._explain(len(ConsentPoint))

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
        shown, talk = self._all_shown(), self.talk

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
        shown = self._all_shown()
        talk = self.talk
        self.do(
            lambda: talk.record_consent(consent, shown),
            lambda _done: then() if callable(then) else None,
        )

    # what is shown

    def _show_page(self) -> None:
        _ = self.context._
        name = self.pages[self.at]
        asking = name in ASKS
        english = self._officer_catalog()
        person = self._texts(name, self._person_catalog())
        officer = [(shown.text, "officer-question") for shown in self._texts(name, english)]
        self.sides.show_texts(officer, person)
        self.area.verticalScrollBar().setValue(0)
        self.place_label.setText(_("{number} of {total}").format(number=self.at + 1, total=len(self.pages)))
        self.back_button.setEnabled(self.at > 0)
        self.told_button.setVisible(not asking)
        self._show_answers(asking)
        if asking and self.answer_grid is not None:
            self.answer_grid.buttons["yes"].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.told_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_answers(self, asking: bool) -> None:
        if self.answer_grid is not None:
            self.answer_grid.hide()
            self.answer_grid.deleteLater()
            self.answer_grid = None
        if not asking:
            return
        _ = self.context._
        person = self._person_catalog()
        options = [
            AnswerOption("yes", person.fixed("answers.yes"), _("Yes"), "yes", "1"),
            AnswerOption("no", person.fixed("answers.no"), _("No"), "no", "2"),
        ]
        self.answer_grid = AnswerGrid(self.context, options, 2)
        given = self._given.answers.get(self.pages[self.at])
        self.answer_grid.mark(None if given is None else ("yes" if given else "no"))
        self.answer_grid.answered.connect(self.on_answered)
        self._answers.addWidget(self.answer_grid)

    def _texts(self, name: str, catalog: Catalog) -> list[Shown]:
        office = self.talk.session.office
        ids = list(ASKS.get(name, ()) or POINT_TEXTS[ConsentPoint(name)])
        if name == ConsentPoint.DUTY:
            ids = [f"consent.duty_{office.duty.value}"]
        if name == ConsentPoint.WHO_SEES:
            # Promising that nobody else gets it would be false where the law makes the officer report.
            bound = office.duty is not ReportingDuty.NONE
            ids.insert(1, "consent.not_police_duty" if bound else "consent.not_police")
        language = self.talk.record.language
        if name == ConsentPoint.WHO and language is not None and language.interpreted:
            ids.append("consent.interpreter")
        fields = {"officer": self.talk.session.vault.officer.code, "organisation": office.organisation}
        return [catalog.fixed(text_id).filled(**fields) for text_id in ids]

    def _all_shown(self) -> Shown:
        """Everything that was explained, as one text for the record."""
        catalog = self._person_catalog()
        return together([shown for name in self.pages for shown in self._texts(name, catalog)])

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
