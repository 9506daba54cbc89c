"""A talk on the screen: the rail of steps beside the step that is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from screening.core.case import CaseState, NextStep
from screening.core.consent import Blocker, ConsentState
from screening.documents.render import FormRenderer
from screening.languages.catalogs import Catalog
from screening.operations.referrals import PreparedForm
from screening.operations.talk import Talk
from screening.ui.actions import IN_A_TALK, Action
from screening.ui.context import UiContext
from screening.ui.person.controls import AGAIN, NOT_UNDERSTOOD
from screening.ui.person.side import PersonSide
from screening.ui.person.ways import Ways
from screening.ui.screens.consent import ConsentScreen
from screening.ui.screens.form_preview import FormPreviewScreen
from screening.ui.screens.language import LanguageScreen
from screening.ui.screens.look_first import LookFirstScreen
from screening.ui.screens.needs import NeedsScreen
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.screens.recorded import RecordedScreen
from screening.ui.screens.safety_plan import SafetyPlanScreen
from screening.ui.screens.sharing import SharingScreen
from screening.ui.screens.step import StepScreen
from screening.ui.steps import (
    CONSENT,
    LANGUAGE,
    LOOK_FIRST,
    NEEDS,
    PREVIEW,
    QUESTIONS,
    RECORDED,
    SAFETY_PLAN,
    SECTION,
    SHARING,
    STEP_OF_STATE,
    rail_steps,
)
from screening.ui.tokens import GRID
from screening.ui.widgets.action_menu import ActionMenu
from screening.ui.widgets.basics import button, card, row, set_tab_order, short_label
from screening.ui.widgets.leave_card import LeaveCard
from screening.ui.widgets.rail import Rail
from screening.ui.widgets.rail_fold import RailFold
from screening.ui.widgets.tab_order import focusable
from screening.ui.widgets.words import Words

SAID_KEYS = {Qt.Key.Key_F8: AGAIN, Qt.Key.Key_F9: NOT_UNDERSTOOD}


class TalkFrame(QWidget):
    """Where there is little room, the rail folds into a bar with the step one is at.

    Signals: `left(bool)` to go back to the cases, with whether the talk was in memory only and is gone;
    `asked(Action)` for what belongs to the whole window; `wall_asked(WallAsk)` for the wall of languages over it.
    """

    left = Signal(bool)
    asked = Signal(object)
    wall_asked = Signal(object)

    def __init__(self, context: UiContext, renderer: FormRenderer) -> None:
        super().__init__()
        self.context = context
        self._talk: Talk | None = None
        _ = context._
        self.look_first = LookFirstScreen(context)
        self.language = LanguageScreen(context)
        self.consent = ConsentScreen(context)
        self.questions = QuestionsScreen(context)
        self.recorded = RecordedScreen(context)
        self.needs = NeedsScreen(context)
        self.sharing = SharingScreen(context, renderer)
        self.preview = FormPreviewScreen(context)
        self.safety_plan = SafetyPlanScreen(context)
        self.steps: dict[str, StepScreen] = {
            LOOK_FIRST: self.look_first,
            LANGUAGE: self.language,
            CONSENT: self.consent,
            QUESTIONS: self.questions,
            RECORDED: self.recorded,
            NEEDS: self.needs,
            SHARING: self.sharing,
            PREVIEW: self.preview,
            SAFETY_PLAN: self.safety_plan,
        }
        self.stack = QStackedWidget()
        for step in self.steps.values():
            self.stack.addWidget(step)
        self.rail = Rail(context, _("Urgent help (F2)"))
        self.menu = ActionMenu(context, IN_A_TALK)
        self.menu.offers_erasing = lambda: self._talk is not None and self._talk.session.erase_plan is not None
        self.menu.offers_handing_over = lambda: self.may_hand_over
        self.fold = RailFold(context, self, self.rail, self.stack)
        self.number_label = short_label("", role="strong")
        self.mode_label = Words(role="caution")
        self.cases_button = button(_("All cases"), self.on_leave)
        self.said_label = Words(role="caution")
        self.said_label.hide()
        self._officer_side = QWidget()
        self._sides = QStackedLayout(self)
        self._sides.addWidget(self._officer_side)
        self.person_side = PersonSide(context, self.steps.values(), self._open_step, self._person_catalog)
        self.ways = Ways(context, self, self._sides, self.person_side)
        self._connect()
        self._lay_out()

    def _lay_out(self) -> None:
        place = (self.fold.button, self.fold.place_label)
        bar = row(self.cases_button, self.number_label, self.mode_label, *place, None, self.menu)
        bar.setStretch(4, 20)  # all of the room that is free, while it is shown
        top = card(bar, role="bar", margin=GRID)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        outer = QVBoxLayout(self._officer_side)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(top)
        outer.addWidget(self.said_label)
        self.leaving = LeaveCard(self.context)
        outer.addWidget(self.leaving)
        outer.addLayout(middle, 1)
        above = (self.cases_button, self.fold.button, *focusable(self.menu, self.leaving))
        set_tab_order(*above)
        self.rail.before = above[-1]
        self.fold.arrange()

    def _connect(self) -> None:
        self.look_first.finished.connect(lambda: self.show_step(LANGUAGE))
        self.language.finished.connect(self.on_language_chosen)
        self.language.wall_asked.connect(self.wall_asked)
        self.consent.finished.connect(lambda: self.show_step(QUESTIONS))
        for asking in (self.consent, self.sharing):
            asking.language_asked.connect(lambda: self.show_step(LANGUAGE))
            asking.help_asked.connect(lambda: self.asked.emit(Action.URGENT_HELP))
        self.questions.hand_over_asked.connect(lambda: self.asked.emit(Action.HAND_OVER))
        self.questions.finished.connect(lambda: self.show_step(RECORDED))
        self.recorded.finished.connect(lambda: self.show_step(NEEDS))
        self.recorded.question_chosen.connect(self.on_question_chosen)
        self.needs.finished.connect(lambda: self.show_step(SHARING))
        self.sharing.finished.connect(self.on_leave)
        self.sharing.form_ready.connect(self.on_form_ready)
        self.preview.another_asked.connect(lambda: self.show_step(SHARING))
        self.preview.done.connect(self.on_leave)
        self.safety_plan.finished.connect(self.on_leave)
        self.rail.step_chosen.connect(self.on_step_chosen)
        self.rail.help_asked.connect(lambda: self.asked.emit(Action.URGENT_HELP))
        self.menu.asked.connect(self.asked)
        self.person_side.said.connect(self.say)
        self.person_side.changed.connect(self._on_person_changed)
        self.ways.changed.connect(self._on_way_changed)
        self.ways.display_lost.connect(self._on_display_lost)
        for step in self.steps.values():
            step.failed.connect(self._on_person_changed)
        for unheard in (self.context.voice.missing, self.context.voice.failed):
            unheard.connect(self._on_unheard)  # no lambda: the voice would keep the frame, and the talk, for ever
        for step in (self.look_first, self.questions):
            step.changed.connect(self.refresh_rail)
        for leaving in (self.look_first, self.consent, self.recorded):
            leaving.ended.connect(self.on_ended)

    # the person's side

    def _open_step(self) -> StepScreen | None:
        current = self.stack.currentWidget()
        return current if self._talk is not None and isinstance(current, StepScreen) else None

    def _person_catalog(self) -> Catalog:
        return self.context.catalog_of(self._talk.record.language if self._talk is not None else None)

    def say(self, text: str) -> None:
        """One sentence to the officer about the person's side, until the page is another one."""
        if text or not self.said_label.isHidden():
            self.said_label.show_text(text)
            self.said_label.setVisible(bool(text))
        self._on_person_changed()

    def _on_person_changed(self) -> None:
        if self.ways.here is not None:
            step = self._open_step()
            told = step is not None and step.tells_officer
            waits = self.person_side.waits_for_officer or told or not self.said_label.isHidden()
            self.ways.say_wanted(wanted=waits)

    def _on_way_changed(self) -> None:
        self.refresh_rail()
        self._on_person_changed()
        if self.ways.here is not None and not self.questions.drawer.isHidden():
            # It would still stand open when both sides are shown again, and the person may look then.
            self.questions.drawer.shut()
            self.ways.here.view.focus()
        if self.ways.here is None:
            self.person_side.officer_looked()
            if self.isVisible():
                self.focus_step()

    def _on_unheard(self, _what: object) -> None:
        self.ways.say_wanted(wanted=True)

    def _on_display_lost(self) -> None:
        _ = self.context._
        self.say(_("The other display is gone. Nothing is lost; both sides are shown here."))

    @property
    def may_hand_over(self) -> bool:
        """Whether a question stands here that the person may answer alone."""
        page = self.questions.person_page() if self._open_step() is self.questions else None
        return page is not None and page.holdable and page.question is not None

    @property
    def talk(self) -> Talk | None:
        """The talk on the screen."""
        return self._talk

    @property
    def current(self) -> str:
        """The name of the open step."""
        return next(name for name, step in self.steps.items() if step is self.stack.currentWidget())

    def open(self, talk: Talk) -> None:
        """Show a talk where it stands."""
        self._talk = talk
        self.number_label.setText(talk.record.number)
        self.show_step(STEP_OF_STATE[talk.record.state])

    def take_up(self, talk: Talk, step: str, typed: object) -> None:
        """Go on with a talk where another frame stood: at its step, with what was typed there."""
        self._talk = talk
        self.number_label.setText(talk.record.number)
        self.show_step(step)
        self.steps[step].take_up(typed)

    def show_step(self, name: str) -> None:
        """Show a step; the one before keeps what was typed."""
        if self._talk is None:
            return
        self.leave_step()
        self.leaving.stay()
        self.fold.fold()
        self.stack.setCurrentWidget(self.steps[name])
        self.steps[name].open(self._talk)
        self.refresh_rail()
        self.person_side.step_opened()

    def leave_step(self) -> None:
        """Let the open step keep what is typed and close what only the officer may see."""
        self.context.voice.stop()
        current = self.stack.currentWidget()
        if isinstance(current, StepScreen) and self._talk is not None:
            current.leave()

    def try_again(self) -> None:
        """Once more for what the disk did not take."""
        for step in self.steps.values():
            step.retry.try_again()

    def focus_step(self) -> None:
        """Put the keyboard where the open step takes an answer."""
        if self.ways.here is not None:
            self.ways.here.view.focus()
        elif self.current == QUESTIONS:
            self.questions.focus_answer()
        elif self.fold.folded:
            self.fold.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.rail.focus_current()

    def toggle_drawer(self) -> None:
        """Open or close the officer's drawer, where there is one, and never behind the person's side."""
        if self.stack.currentWidget() is self.questions and self.ways.here is None:
            self.questions.toggle_drawer()

    @property
    def waiting(self) -> bool:
        """Whether the disk has not taken something yet."""
        return any(step.retry.waiting for step in self.steps.values())

    @property
    def unkept(self) -> bool:
        """Whether something of the talk is on the screen and in memory alone."""
        talk = self._talk
        return talk is not None and (self.waiting or not talk.recorded)

    def on_leave(self) -> None:
        """Back to the cases; of a talk in memory only it is said first that it will be gone."""
        if self._talk is not None and self.may_leave(self.leave, self._talk):
            self.leave()

    def may_leave(self, then: Callable[[], object], talk: Talk, *, closing: bool = False) -> bool:
        """Whether leaving loses nothing, or it was said what; else it is said now, and `then` runs after a yes."""
        _ = self.context._
        if self.leaving.asked:
            return True
        if not talk.recorded:
            text = _(
                "This talk is in memory only. Once you leave it, all that was said is gone for good; one line "
                "that names nobody is counted."
            )
        elif self.waiting:
            text = _("The last step is not kept yet, because the disk does not take it. Leaving now loses it.")
        else:
            return True
        self.leaving.ask(text, then)
        if self.ways.here is not None:
            # The person looks at the screen: the officer's side comes up only once they are alone.
            self.asked.emit(Action.HIDE)
        return False

    def leave(self) -> None:
        """Let the talk go, without asking."""
        self.leave_step()
        self.leaving.stay()
        talk, self._talk = self._talk, None
        in_memory = talk is not None and not talk.recorded
        if talk is not None:
            self.context.tasks.run(talk.let_go)
        self.left.emit(in_memory)

    def on_ended(self) -> None:
        """The talk left the usual way: show what comes next, or the cases when it is closed or nothing is left."""
        talk = self._talk
        if talk is None:
            return
        consent, decision = talk.record.consent, talk.record.decision
        if consent is not None and consent.state is ConsentState.WITHDRAWN and not talk.recorded:
            self.leave()
        elif decision is not None and decision.next_step is NextStep.PERSON_DECLINED:
            self.show_step(SAFETY_PLAN)
        elif talk.record.state is CaseState.CLOSED:
            self.on_leave()
        else:
            self.show_step(STEP_OF_STATE[talk.record.state])

    def on_language_chosen(self) -> None:
        """On to consent; with a child, who is asked nothing for a talk, back to what is needed now."""
        child = self._talk is not None and Blocker.CHILD in self._talk.blockers()
        self.show_step(NEEDS if child else CONSENT)

    def show_wall(self) -> bool:
        """Where the person's language is asked for, what they see is the wall; False elsewhere."""
        asked = self.current == LANGUAGE and self.ways.here is None and self.ways.there is None
        if asked:
            self.language.show_wall()
        return asked

    def on_form_ready(self, prepared: PreparedForm) -> None:
        """Show a form as it will print."""
        self.show_step(PREVIEW)
        self.preview.show_form(prepared)

    def on_question_chosen(self, question_id: str) -> None:
        """Back to one question from what was recorded."""
        self.show_step(QUESTIONS)
        self.questions.go_to(question_id)

    def on_step_chosen(self, target: str) -> None:
        """A step or part of the rail."""
        self.fold.fold()
        if target.startswith(SECTION):
            if self.current != QUESTIONS:
                self.show_step(QUESTIONS)
            self.questions.go_to_section(target.removeprefix(SECTION))
        else:
            self.show_step(target)

    def refresh_rail(self) -> None:
        """Show how far each step is."""
        talk = self._talk
        if talk is None:
            return
        _ = self.context._
        modes = [_("TRAINING")] if talk.session.vault.training else []
        if not talk.recorded:
            modes.append(_("Not written down: this talk is in memory only"))
        if self.ways.there is not None:
            modes.append(_("The person's side is on the other display (F4)"))
        self.mode_label.setVisible(bool(modes))
        self.mode_label.show_text("   ".join(modes))
        question = self.questions.shown_question if self.current == QUESTIONS else None
        steps = rail_steps(self.context, talk, self.current, question)
        self.rail.show_steps(steps)
        self.fold.place_label.show_text(next((step.name for step in steps if step.current), ""))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the page back where the steps stood; F8 and F9 are for the person, at every step."""
        step, key = self._open_step(), event.key()
        if key in SAID_KEYS and step is not None and step.person_page() is not None and not event.isAutoRepeat():
            self.person_side.pressed(SAID_KEYS[Qt.Key(key)])
        elif event.key() == Qt.Key.Key_Escape and self.fold.unfolded:
            self.fold.fold()
            self.focus_step()
        else:
            super().keyPressEvent(event)
