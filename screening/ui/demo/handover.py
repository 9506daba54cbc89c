"""From what was recorded to the saved form and the locked program."""

from __future__ import annotations

from pathlib import Path

from screening.core.service import Need
from screening.ui.demo.hands import Presses
from screening.ui.demo.interview import PERSON_NAME, SAFE_CONTACT, Interview
from screening.ui.steps import NEEDS, PREVIEW, QUESTIONS, RECORDED, SHARING

SOON = {Need.SAFE_PLACE: "hours_24", Need.UNPAID_WAGES: "weeks_2"}
"""How soon of what is needed; the rest stays at three days."""


class Handover(Interview):
    """The decision, needs, sharing, forms. `to_first_form`: what was pressed up to the first saved form."""

    to_first_form = Presses()

    def decide(self) -> None:
        """What was recorded, and the officer's next step with a reason."""
        screen = self._frame().recorded
        self.picture("recorded")
        with self.detour():
            self._look_back_at_a_question()
        self._scroll(screen.area)
        self.picture("recorded-more")
        self.click(screen.step_bar.buttons["refer"])
        self.type(screen.reason_edit, "Wants a safe place tonight and help with her papers and pay.")
        self.picture("recorded-next-step")
        self.click(screen.save_button)
        self._until_step(NEEDS)

    def _look_back_at_a_question(self) -> None:
        """From what is not known back to its question, and to what was recorded again."""
        frame = self._frame()
        card = self.there(lambda: frame.recorded.unknown, "what is not known")
        self.click(next(iter(card.rows.values())))
        self._until_step(QUESTIONS)
        self.until(lambda: frame.questions.shown_question == "past_used", "back at a question")
        self.picture("question-again")
        self.click(frame.rail.buttons[RECORDED])
        self._until_step(RECORDED)

    def refer(self) -> None:
        """Needs, consent for one service, the form."""
        frame = self._frame()
        needs = frame.needs
        grid = self.there(lambda: needs.grid, "needs")
        for need in ("safe_place", "unpaid_wages", "lawyer"):
            self.click(grid.buttons[need])
        self.picture("needs")
        for need, soon in SOON.items():
            bar = needs.priorities.bars[need]
            self.until(bar.isVisible, "how soon")
            self.click(bar.buttons[soon])
        needs.area.ensureWidgetVisible(needs.contact.channel_bar)
        self.picture("needs-how-soon")
        self.click(needs.contact.channel_bar.buttons["phone"])
        for edit, text in zip(needs.contact.edits, SAFE_CONTACT, strict=True):
            self.type(edit, text)
        self.picture("needs-contact")
        self.type(needs.about.dependants_edit, "A son, 6, with her sister in another town.")
        self.click(needs.about.others_bar.buttons["yes"])
        self.type(needs.about.many_edit, "about ten")
        self.type(needs.about.name_edit, PERSON_NAME)
        self._scroll(needs.area)
        self.picture("needs-more")
        self.click(needs.next_button)
        self._until_step(SHARING)
        sharing = frame.sharing
        recipients = self.there(lambda: sharing.recipients, "recipients")
        self.picture("recipients")
        self.click(recipients.rows["harbour-house"])
        ask = self.there(lambda: sharing.ask, "consent for one service")
        self.click(ask.text.grid.buttons["name"])
        self.picture("sharing")
        self._scroll(sharing.ask_area)
        self.picture("sharing-answer")
        self.click(ask.way_bar.buttons["spoken"])
        self.click(ask.answer_grid.buttons["yes"])
        self._until_step(PREVIEW)
        self.until(lambda: bool(frame.preview.pages.labels), "form")
        self.picture("form")

    def save_form(self) -> Path:
        """Save the form, look at another service, come back to the cases."""
        frame = self._frame()
        preview = frame.preview
        self.click(preview.save_button)
        self.until(preview.folder_edit.isVisible, "where to save")
        self.type(preview.folder_edit, str(self.out))
        self.click(preview.save_here_button)
        self.until(preview.given_label.isVisible, "form saved")
        self.to_first_form = self.presses
        self.picture("form-saved")
        self.click(preview.another_button)
        self._until_step(SHARING)
        self.picture("recipients-after")
        self._share_with("law-centre-north")
        self.click(preview.done_button)
        self._until_cases(1)
        self.picture("cases")
        return next(self.out.glob("*.pdf"))

    def _share_with(self, service: str) -> None:
        """Ask for one service, agree aloud, see the form."""
        frame = self._frame()
        sharing = frame.sharing
        recipients = self.there(lambda: sharing.recipients, "recipients")
        self.click(recipients.rows[service])
        ask = self.there(lambda: sharing.ask, "consent for one service")
        self.click(ask.way_bar.buttons["spoken"])
        self.click(ask.answer_grid.buttons["yes"])
        self._until_step(PREVIEW)
        self.until(lambda: bool(frame.preview.pages.labels), "form")

    def lock(self) -> None:
        """Lock: the vault is closed, and the real program would be replaced by a fresh one."""
        self.click(self._desk().cases.lock_button)
        self.until(lambda: self.window.session is None, "locked")
