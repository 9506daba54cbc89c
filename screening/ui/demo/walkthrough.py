"""The whole way, and coming back after the lock."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from screening.core.safety import SafetyCheck
from screening.ui.demo.handover import Handover
from screening.ui.demo.hands import LONG_WAIT_MS, turn
from screening.ui.demo.interview import OFFICER, PASSPHRASE
from screening.ui.steps import CONSENT, NEEDS, RECORDED, SAFETY_PLAN, SHARING


class Walkthrough(Handover):
    """`run` in a first window, `run_again` in a second one."""

    def run(self, vault: Path) -> Path:
        """The whole way from a new vault to the locked program; returns the saved form."""
        self.until(self.window.isActiveWindow, "window")
        self.create_vault(vault)
        self.begin_case()
        self.look_first()
        self.choose_language()
        self.explain_and_ask()
        self.ask_questions()
        self.decide()
        self.refer()
        form = self.save_form()
        self.lock()
        return form

    def run_again(self, vault: Path) -> None:
        """After the lock, in a fresh window: unlock, find the case, go on where it stopped."""
        self.until(self.window.isActiveWindow, "window")
        entry = self.window.entry
        unlock = entry.unlock
        # The walkthrough's vault lies where nobody looks for vaults: it is named, as one on a stick would be.
        self.click(entry.welcome.other_button)
        self.until(lambda: entry.currentWidget() is unlock, "unlock")
        self.type(unlock.vault_picker.folder_edit, str(vault))
        self.type(unlock.officer_edit, OFFICER)
        self.type(unlock.passphrase_edit.edit, PASSPHRASE)
        self.picture("unlock-again")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.window.desk is not None and self.window.desk.isVisible(), "unlocked")
        cases = self._desk().cases
        self.until(lambda: cases.model.rowCount() == 1, "case list")
        self.picture("cases-again")
        self.click(cases.search_edit)
        self.keys(cases.search_edit, "workplace")
        turn(300)  # the search waits until typing pauses
        self.press(Qt.Key.Key_Return)
        self._until_step(NEEDS)
        self.picture("case-resumed")
        self.click(self._frame().needs.next_button)
        self._until_step(SHARING)
        self.click(self._frame().sharing.go_on_button)
        self._until_cases(1)
        self.refused_case()
        self.child_case()
        self.lock()

    def practise(self) -> None:
        """In a third window: made-up cases with one click."""
        self.until(self.window.isActiveWindow, "window")
        welcome = self.window.entry.welcome
        self.click(welcome.training_button)
        self.until(lambda: not welcome.training_button.isEnabled(), "training begun")
        self.until(lambda: self.window.desk is not None, "training", wait_ms=LONG_WAIT_MS)
        cases = self._desk().cases
        self.until(lambda: cases.model.rowCount() > 1, "made-up cases")
        self.picture("training-cases")
        self.lock()

    def refused_case(self) -> None:
        """A second person, who does not want to talk: nothing is kept of them but a line that names nobody."""
        self.begin_case()
        self.look_first(pictures=False)
        language = self._frame().language
        self.click(language.finder.tiles["en"])
        self.click(language.next_button)
        self._until_step(CONSENT)
        self.click(self._frame().consent.refused_button)
        self._until_step(RECORDED)
        self.picture("refused")
        recorded = self._frame().recorded
        self.click(recorded.step_bar.buttons["person_declined"])
        self.type(recorded.reason_edit, "Took the number of the helpline.")
        self.click(recorded.save_button)
        self._until_step(SAFETY_PLAN)
        plan = self._frame().safety_plan
        self.until(lambda: plan.grid is not None and "helpline" in plan.grid.buttons, "safety plan")
        self.picture("safety-plan")
        self.click(plan.contact.channel_bar.buttons["in_person"])
        self.type(plan.contact.reach_edit, "the market, Saturdays")
        self._scroll(plan.area)
        self.picture("safety-plan-more")
        self.click(plan.close_button)
        leaving = self._frame().leaving
        self.until(leaving.isVisible, "what will be gone")
        self.picture("leaving")
        self.click(leaving.go_button)
        self._until_cases(1)

    def child_case(self) -> None:
        """A third person, maybe under 18: no questions, urgent needs and child protection."""
        self.begin_case()
        screen = self._frame().look_first
        answers = [("danger", 1, "no"), ("injury", 1, "no"), ("controller", 1, "no"), ("private", 1, "yes")]
        for check, digit, value in [*answers, ("phones", 1, "away"), ("age", 3, "unsure")]:
            self._check(SafetyCheck(check), digit, value)
        self.picture("maybe-a-child")
        self.click(screen.child_button)
        self._until_step(NEEDS)
        self.picture("maybe-a-child-needs")
        self.click(self._frame().cases_button)
        self._until_cases(2)
        self.picture("cases-two")
