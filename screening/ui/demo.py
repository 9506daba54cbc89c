"""The walkthrough: the main job on a made-up case, through the real screens, with keys and mouse alone.

It never calls what a screen does; it presses what an officer presses and waits until the screen has changed. A
signal that is not connected therefore ends it, with the place named.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Question, QuestionType
from screening.core.safety import SafetyCheck
from screening.languages.table import Language
from screening.ui.desk import Desk
from screening.ui.screens.consent import ConsentScreen
from screening.ui.screens.questions import QuestionsScreen
from screening.ui.talk_frame import (
    CONSENT,
    LANGUAGE,
    LOOK_FIRST,
    NEEDS,
    PREVIEW,
    QUESTIONS,
    RECORDED,
    SHARING,
    TalkFrame,
)
from screening.ui.window import MainWindow

OFFICER = "A1"
PASSPHRASE = "orbit lantern copper meadow violin"  # noqa: S105 - of the demonstration's own vault
ORGANISATION = "Harbour Labour Inspection"
PERSON_NAME = "ليلى عبد الرحمن"
SAFE_CONTACT = "Call 0800 123 456 after 18:00, ask for Sara, say it is about a library book"
WAIT_MS = 10_000

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


T = TypeVar("T")


class StrayWindows(QObject):
    """Notices every window but the program's one: a part shown before it has its place flashes on the screen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.seen: list[str] = []
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched is not self._window
        ):
            self.seen.append(type(watched).__name__)
        return False


class Walkthrough:
    """One run over a window. Pictures are numbered in the order in which the screens come."""

    def __init__(self, window: MainWindow, out: Path, language: Language, *, first_picture: int = 1) -> None:
        self.window = window
        self.language = language
        self.out = out
        self.next_picture = first_picture
        self._stray = StrayWindows(window)

    # hands and eyes

    def until(self, condition: Callable[[], bool], place: str) -> None:
        """Wait until a screen has changed. Raises DEMO_FAILED with the place."""
        deadline = QDeadlineTimer(WAIT_MS)
        while not condition():
            if deadline.hasExpired():
                raise ScreeningError(Problem.DEMO_FAILED, place=place)
            QTest.qWait(2)

    def there(self, get: Callable[[], T | None], place: str) -> T:
        """Wait until something is on the screen, and give it."""
        self.until(lambda: get() is not None, place)
        found = get()
        if found is None:
            raise ScreeningError(Problem.DEMO_FAILED, place=place)
        return found

    def picture(self, name: str) -> None:
        """A picture of the window as it stands."""
        QTest.qWait(50)  # layouts settle over several turns of the event loop
        if self._stray.seen:
            raise ScreeningError(Problem.DEMO_FAILED, place=f"{name}: {self._stray.seen[0]}")
        self.window.grab().save(str(self.out / "screens" / f"{self.next_picture:02d}-{name}.png"))
        self.next_picture += 1

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._focus(), key, modifier)

    def type(self, widget: QWidget, text: str) -> None:
        """Click into a field and type in place of what stands there."""
        self.click(widget)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text.isascii():
            QTest.keyClicks(widget, text)
        elif isinstance(widget, QLineEdit):
            # Only text in scripts that have no key on a plain keyboard goes through the clipboard, as a paste.
            clipboard = QApplication.clipboard()
            clipboard.setText(text)
            QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
            clipboard.clear()

    def click(self, widget: QWidget) -> None:
        """Click a widget where it is, after it has come into view."""
        self.until(lambda: widget.isVisible() and widget.isEnabled(), _name(widget))
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(8, widget.height() // 2))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _desk(self) -> Desk:
        desk = self.window.desk
        if desk is None:
            raise ScreeningError(Problem.DEMO_FAILED, place="desk")
        return desk

    def _frame(self) -> TalkFrame:
        return self._desk().talk_frame

    def _until_step(self, step: str) -> None:
        self.until(lambda: self._desk().currentWidget() is self._frame() and self._frame().current == step, step)

    # the way

    def run(self, vault: Path) -> Path:
        """The whole way from a new vault to the locked program; returns the saved form."""
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
        unlock = self.window.entry.unlock
        folder = self.there(unlock.vault_combo.lineEdit, "unlock")
        self.type(folder, str(vault))
        self.type(unlock.officer_edit, OFFICER)
        self.type(unlock.passphrase_edit.edit, PASSPHRASE)
        self.picture("unlock-again")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.window.desk is not None and self.window.desk.isVisible(), "unlocked")
        cases = self._desk().cases
        self.until(lambda: cases.model.rowCount() == 1, "case list")
        self.picture("cases-again")
        self.click(cases.search_edit)
        QTest.keyClicks(cases.search_edit, "workplace")
        QTest.qWait(300)  # the search waits until typing pauses
        self.press(Qt.Key.Key_Return)
        self._until_step(NEEDS)
        self.picture("case-resumed")

    def create_vault(self, vault: Path) -> None:
        """Create the vault, write the recovery key down, arrive at the cases."""
        entry = self.window.entry
        self.picture("unlock")
        self.click(entry.unlock.new_button)
        self.until(lambda: entry.currentWidget() is entry.new_vault, "new vault")
        screen = entry.new_vault
        self.type(screen.folder_edit, str(vault))
        self.type(screen.organisation_edit, ORGANISATION)
        self.type(screen.officer_edit, OFFICER)
        self.type(screen.passphrase_edit.edit, PASSPHRASE)
        self.type(screen.again_edit.edit, PASSPHRASE)
        self.click(screen.training_check)
        self.picture("new-vault")
        self.click(screen.create_button)
        self.until(lambda: entry.currentWidget() is entry.recovery_key, "recovery key")
        self.picture("recovery-key")
        read_aloud = entry.recovery_key.key_label.accessibleName()
        self.type(entry.recovery_key.last_edit, "".join(read_aloud.split())[-6:])
        self.click(entry.recovery_key.continue_button)
        self.until(lambda: self.window.desk is not None and self.window.desk.isVisible(), "cases")
        self.picture("cases-empty")

    def begin_case(self) -> None:
        """A new case at a workplace."""
        cases = self._desk().cases
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: cases.situation_bar.isVisible(), "situations")
        self.click(cases.situation_bar.buttons["workplace"])
        self._until_step(LOOK_FIRST)

    def look_first(self) -> None:
        """Six checks by digit; one unsafe answer first, to see what it says."""
        screen = self._frame().look_first
        self.picture("look-first")
        first = [("danger", 1, "no"), ("injury", 1, "no"), ("controller", 2, "near"), ("controller", 3, "separated")]
        for check, digit, value in first:
            self._check(SafetyCheck(check), digit, value)
            if value == "near":
                self.picture("look-first-what-to-do")
        for check, digit, value in (("private", 1, "yes"), ("phones", 1, "away"), ("age", 1, "adult")):
            self._check(SafetyCheck(check), digit, value)
        self.until(screen.next_button.isEnabled, "look first done")
        self.picture("look-first-done")
        self.click(screen.next_button)
        self._until_step(LANGUAGE)

    def _check(self, check: SafetyCheck, digit: int, value: str) -> None:
        screen = self._frame().look_first
        QTest.keyClicks(screen.cards[check].bar, str(digit))
        self.until(lambda: screen.talk.record.safety.get(check) == value, f"look first: {check}")

    def choose_language(self) -> None:
        """The person points at their language; searched by its English name."""
        screen = self._frame().language
        self.picture("language")
        language = self.language
        self.type(screen.search_edit, language.english_name)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: screen.tiles[language.tag].isChecked(), "language picked")
        self.click(screen.mode_bar.buttons["phone"])
        self.type(screen.code_edit, "INT-07")
        QTest.keyClick(screen.conflict_check, Qt.Key.Key_Space)
        QTest.keyClick(screen.agrees_check, Qt.Key.Key_Space)
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
                self._drawer_cover_and_break()
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

    def _drawer_cover_and_break(self) -> None:
        screen = self._frame().questions
        self.press(Qt.Key.Key_F3)
        self.until(screen.drawer.isVisible, "drawer")
        self.type(screen.drawer.note_edit, "Says the employer keeps all passports in the office.")
        self.picture("questions-drawer")
        self.press(Qt.Key.Key_F3)
        self.until(lambda: not screen.drawer.isVisible(), "drawer closed")
        self.press(Qt.Key.Key_F12)
        self.until(lambda: self.window.covered, "cover")
        self.picture("cover")
        self.press(Qt.Key.Key_F12)
        self.until(lambda: self.window.rooms.currentWidget() is self.window.alone_again, "alone again")
        self.picture("alone-again")
        self.click(self.window.alone_again.no_button)
        self.until(lambda: self.window.rooms.currentWidget() is self.window.cover, "stay hidden")
        self.press(Qt.Key.Key_F12)
        self.until(lambda: self.window.rooms.currentWidget() is self.window.alone_again, "alone again")
        self.click(self.window.alone_again.yes_button)
        self.until(lambda: not self.window.covered, "back from the cover")
        self.press(Qt.Key.Key_F2)
        self.until(lambda: self.window.lies_over, "urgent help")
        self.picture("urgent-help")
        self.press(Qt.Key.Key_Escape)
        self.until(lambda: not self.window.lies_over, "back from urgent help")
        self.press(Qt.Key.Key_F6)
        self.until(lambda: screen.in_interlude, "break")
        self.picture("break")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: not screen.in_interlude, "back from the break")

    def decide(self) -> None:
        """What was recorded, and the officer's next step with a reason."""
        screen = self._frame().recorded
        self.picture("recorded")
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
        self.click(needs.priority_bar.buttons["hours_24"])
        self.type(needs.contact_edit, SAFE_CONTACT)
        self.type(needs.name_edit, PERSON_NAME)
        self.picture("needs")
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
        self.picture("form-saved")
        self.click(preview.another_button)
        self._until_step(SHARING)
        self.picture("recipients-after")
        self.click(frame.cases_button)
        cases = self._desk().cases
        self.until(lambda: self._desk().currentWidget() is cases and cases.model.rowCount() == 1, "case list")
        self.picture("cases")
        return next(self.out.glob("*.pdf"))

    def lock(self) -> None:
        """Lock: the vault is closed, and the real program would be replaced by a fresh one."""
        self.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.window.session is None, "locked")

    def _scroll(self, area: QScrollArea) -> None:
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum())


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()}".strip()


def _quiet_answer(question: Question) -> str:
    """The first answer that records nothing."""
    return next(option for option in reversed(question.options()) if not question.signs.get(option))
