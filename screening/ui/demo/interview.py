"""From a new vault to the last question, as an officer and a made-up person would go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Question, QuestionType
from screening.core.safety import SafetyCheck
from screening.ui.demo.alone import show_alone
from screening.ui.demo.hands import Hands
from screening.ui.demo.held import hand_over
from screening.ui.screens.consent import ConsentScreen
from screening.ui.screens.emergency_sheet import EmergencySheet
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.steps import CONSENT, LANGUAGE, LOOK_FIRST, QUESTIONS, RECORDED

OFFICER = "A1"
PASSPHRASE = "orbit lantern copper meadow violin"  # noqa: S105 - of the demonstration's own vault
ORGANISATION = "Harbour Labour Inspection"
PERSON_NAME = "ليلى عبد الرحمن"
SAFE_CONTACT = ("0800 123 456", "after 18:00", "library book", "nothing about work", "the foreman")
"""Number, hours, code word, what not to say, who must not know."""
CHANGED = "ill_or_tired"
"""The question whose answer the made-up person adds to later."""
NOTE = "Says the employer keeps all passports in the office."

ANSWERS = {
    "same_work": "no",
    "promised_pay": "no",
    "kept_from_you": "yes",
    "family_used": "since",
    "journey_different": "yes",
    "long_hours": "yes",
    "ill_or_tired": "no",
    "what_you_get": "less",
    "money_held_back": "since",
    "debt": "since",
    "stopped_going_out": "yes",
    "papers_held": "employer",
    "told_to_say": "declined",
    "past_used": "unknown",
    "found_work": "yes",
    "place_to_sleep": "employer",
}
"""Answers of the made-up person; every other question gets its first answer that records nothing."""


class Interview(Hands):
    """Unlocking, looking first, language, consent, questions."""

    def create_vault(self, vault: Path) -> None:
        """Create the vault, write the recovery key down, arrive at the cases."""
        entry = self.window.entry
        self.until(lambda: entry.currentWidget() is entry.welcome, "welcome")
        self.picture("welcome")
        with self.detour():
            self._emergency_sheet()
        self.click(entry.welcome.create_button)
        self.until(lambda: entry.currentWidget() is entry.new_vault, "new vault")
        screen = entry.new_vault
        self.type(screen.organisation_edit, ORGANISATION)
        self.type(screen.officer_edit, OFFICER)
        with self.detour():
            self._look_at_offered_words()
        self.type(screen.passphrase_edit.edit, PASSPHRASE)
        self.type(screen.again_edit.edit, PASSPHRASE)
        self.picture("new-vault")
        with self.detour():
            self.click(screen.more.head)
            self.type(screen.more.folder_edit, str(vault))
            self.press(Qt.Key.Key_Space, on=screen.more.training_check)
            self.picture("new-vault-more")
        self.click(screen.create_button)
        self.until(lambda: entry.currentWidget() is entry.recovery_key, "recovery key")
        self.picture("recovery-key")
        read_aloud = entry.recovery_key.key_label.accessibleName()
        self.type(entry.recovery_key.last_edit, "".join(read_aloud.split())[-6:])
        self.click(entry.recovery_key.continue_button)
        self.until(lambda: self.window.desk is not None and self.window.desk.isVisible(), "cases")
        self.picture("cases-empty")

    def _emergency_sheet(self) -> None:
        """Without unlocking: by the button and by the key; the languages, and back."""
        entry = self.window.entry
        self.click(entry.welcome.foot.emergency_button)
        self.until(lambda: self.window.lies_over, "emergency sheet")
        self.picture("emergency-sheet")
        self.press(Qt.Key.Key_Escape)
        self.until(lambda: not self.window.lies_over, "back from the emergency sheet")
        self.press(Qt.Key.Key_F2)
        sheet = self.there(self._sheet, "emergency sheet by key")
        self.click(sheet.wall_button)
        self.until(lambda: sheet.currentWidget() is sheet.wall and sheet.wall is not None, "languages to point at")
        self.picture("emergency-languages")
        self.press(Qt.Key.Key_Escape)
        self.until(lambda: sheet.currentWidget() is sheet.sheet_page, "back from the languages")
        self.press(Qt.Key.Key_F2)
        self.until(lambda: not self.window.lies_over, "back from the emergency sheet by key")

    def _sheet(self) -> EmergencySheet | None:
        over = self.window.over
        return over if isinstance(over, EmergencySheet) else None

    def _look_at_offered_words(self) -> None:
        screen = self.window.entry.new_vault
        self.click(screen.offer_button)
        self.until(screen.offered_words.isVisible, "offered words")
        self.picture("new-vault-offered")
        self.press(Qt.Key.Key_Escape)
        self.until(lambda: not screen.offered_words.isVisible(), "offered words put away")

    def begin_case(self) -> None:
        """A new case at a workplace."""
        cases = self._desk().cases
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: cases.situation_bar.isVisible(), "situations")
        self.click(cases.situation_bar.buttons["workplace"])
        self._until_step(LOOK_FIRST)

    def look_first(self, *, pictures: bool = True) -> None:
        """Six checks by digit; one unsafe answer first, to see what it says."""
        screen = self._frame().look_first
        if pictures:
            self.picture("look-first")
        first = [
            ("danger", 1, "no"),
            ("injury", 1, "no"),
            ("controller", 2, "near"),
            ("controller", 3, "separated"),
        ]
        for check, digit, value in first:
            if value != "near":
                self._check(SafetyCheck(check), digit, value)
                continue
            with self.detour():
                self._check(SafetyCheck(check), digit, value)
                if pictures:
                    self.picture("look-first-what-to-do")
        for check, digit, value in (("private", 1, "yes"), ("phones", 1, "away"), ("age", 1, "adult")):
            self._check(SafetyCheck(check), digit, value)
        self.until(screen.next_button.isEnabled, "look first done")
        self.until(self._frame().rail.buttons[LANGUAGE].isEnabled, "the rail after look first")
        if pictures:
            self.picture("look-first-done")
        self.click(screen.next_button)
        self._until_step(LANGUAGE)

    def _check(self, check: SafetyCheck, digit: int, value: str) -> None:
        screen = self._frame().look_first
        self.keys(screen.cards[check].bar, str(digit))
        self.until(lambda: screen.talk.record.safety.get(check) == value, f"look first: {check}")

    def choose_language(self) -> None:
        """The person points at their language; searched by its English name."""
        screen = self._frame().language
        self.picture("language")
        language = self.language
        self.type(screen.finder.search_edit, language.english_name)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: screen.finder.tiles[language.tag].isChecked(), "language picked")
        self.click(screen.mode_bar.buttons["phone"])
        self.type(screen.code_edit, "INT-07")
        self.press(Qt.Key.Key_Space, on=screen.conflict_check)
        self.press(Qt.Key.Key_Space, on=screen.agrees_check)
        self.until(screen.next_button.isEnabled, "interpreter")
        self.picture("language-interpreter")
        self.click(screen.next_button)
        self._until_step(CONSENT)

    def explain_and_ask(self) -> None:
        """Every point with Enter, every question with a digit."""
        screen = self._frame().consent
        for number, name in enumerate(screen.pages):
            self._until_at(screen, number)
            self.picture(f"consent-{name}")
            if screen.answer_grid is None:
                self.press(Qt.Key.Key_Return)
            else:
                self.press(Qt.Key.Key_1)
        self._until_step(QUESTIONS)

    def _until_at(self, screen: ConsentScreen, number: int) -> None:
        self.until(lambda: screen.at == number, f"consent {screen.pages[number]}")

    def _until_next(self, screen: QuestionsScreen, before: str | None) -> None:
        self.until(lambda: screen.shown_question != before or screen.in_interlude, "next question")

    def ask_questions(self) -> None:
        """Every question by digit, with the drawer, the cover, a break, and a part at a time."""
        screen = self._frame().questions
        self.until(lambda: screen.shown_question is not None, "first question")
        shown: str | None = None
        parts: set[str] = set()
        while True:
            self._until_next(screen, shown)
            if screen.in_interlude and not self._turn_screen():
                return
            shown = screen.shown_question
            question = screen.talk.flow.question(str(shown))
            part = screen.talk.flow.section_of(question.id).id
            if part not in parts:
                parts.add(part)
                self.picture(f"questions-{part}")
            if question.id == "papers_held":
                with self.detour():
                    self._change_an_answer()
                    self._drawer_cover_and_break()
                    show_alone(self, self._frame())
                    hand_over(self, self._frame(), ANSWERS[question.id])
                continue
            self._answer(question)

    def _turn_screen(self) -> bool:
        """Turn the screen for the officer's part; False at the end of the questions."""
        screen = self._frame().questions
        last = screen.shown_question == list(screen.talk.loaded.instrument.questions())[-1].id
        self.picture("questions-end" if last else "turn-the-screen")
        self.press(Qt.Key.Key_Return)
        if last:
            self._until_step(RECORDED)
            return False
        self.until(lambda: not screen.in_interlude, "screen turned")
        return True

    def _answer(self, question: Question) -> None:
        """Answer as the made-up person would: one key, or the tick and the button below."""
        given = self._frame().questions.input
        if given is None:
            raise ScreeningError(Problem.DEMO_FAILED, place=question.id)
        if question.type is QuestionType.NOTE:
            self.press(Qt.Key.Key_Return)
            return
        if question.type is QuestionType.TEXT and given.field is not None:
            self.type(given.field, "A safe place tonight, and her pay.")
            self.click(given.done_button)
            return
        value = ANSWERS.get(question.id) or _quiet_answer(question)
        self.press(Qt.Key(Qt.Key.Key_1 + given.values.index(value)))
        if question.type is QuestionType.MANY:
            self.click(given.done_button)

    def _change_an_answer(self) -> None:
        """Back to an earlier question: another answer, why, and on to where the talk stood."""
        screen = self._frame().questions
        here = str(screen.shown_question)
        screen.go_to(CHANGED)
        self.until(lambda: screen.shown_question == CHANGED, "an earlier question")
        self.press(Qt.Key.Key_1)
        self.until(screen.change.isVisible, "why an answer changes")
        self.picture("answer-changes")
        self.press(Qt.Key.Key_2)
        self.until(lambda: screen.shown_question != CHANGED, "the changed answer kept")
        self.picture("answer-changed")
        screen.go_to(here)
        self.until(lambda: screen.shown_question == here, "back where the talk stood")

    def _drawer_cover_and_break(self) -> None:
        screen = self._frame().questions
        self.press(Qt.Key.Key_F3)
        self.until(screen.drawer.isVisible, "drawer")
        self.type(screen.drawer.note_edit, NOTE)
        self.picture("questions-drawer")
        self.press(Qt.Key.Key_F3)
        self.until(lambda: not screen.drawer.isVisible(), "drawer closed")
        self.until(lambda: NOTE in screen.talk.record.notes.values(), "note kept")
        self.press(Qt.Key.Key_F12)
        self.until(lambda: self.window.covered, "cover")
        self.picture("cover")
        self.press(Qt.Key.Key_F12)
        self.until(lambda: self.window.rooms.currentWidget() is self.window.alone_again, "alone again")
        self.picture("alone-again")
        self.click(self.window.alone_again.no_button)
        self.until(lambda: self.window.rooms.currentWidget() is self.window.cover, "stay hidden")
        self.press(Qt.Key.Key_Escape)
        self.press(Qt.Key.Key_Escape)
        self.until(lambda: self.window.rooms.currentWidget() is self.window.alone_again, "alone again")
        self.click(self.window.alone_again.yes_button)
        self.until(lambda: not self.window.covered, "back from the cover")
        self._look_over(lambda: self.press(Qt.Key.Key_F1), "keys")
        self._look_over(lambda: self.press(Qt.Key.Key_F2), "urgent-help")
        self._look_over(lambda: self.click(self._frame().rail.help_button), "urgent-help-by-mouse")
        self.press(Qt.Key.Key_F6)
        self.until(lambda: screen.in_interlude, "break")
        self.picture("break")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: not screen.in_interlude, "back from the break")

    def _look_over(self, ask: Callable[[], None], name: str) -> None:
        """A page over the others, and back."""
        ask()
        self.until(lambda: self.window.lies_over, name)
        self.picture(name)
        self.press(Qt.Key.Key_Escape)
        self.until(lambda: not self.window.lies_over, f"back from {name}")


def _quiet_answer(question: Question) -> str:
    """The first answer that records nothing."""
    return next(option for option in reversed(question.options()) if not question.signs.get(option))
