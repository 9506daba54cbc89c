"""A whole talk with a word of its own in every field: `untold.py VAULT OUT yes|no left|stays`.

`yes` or `no`: whether the person agrees that it is written down. `left`: the talk is left and the program locked;
`stays`: it waits at the form until it is killed. Prints "there" when it has come that far.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from screening.app import build_context, build_window
from screening.languages.table import load_languages
from screening.store.keys import KdfLimits
from screening.ui.demo.handover import Handover
from screening.ui.steps import CONSENT, NEEDS, PREVIEW, QUESTIONS, RECORDED, SHARING
from screening.ui.tokens import LIGHT
from tests.pausing import pause

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
WORDS = {
    "dialect": "Xylophagantia",
    "answer": "Wolframiteira",
    "wrong": "Vermilionesque",
    "note": "Quetzalcoatlina",
    "reason": "Zirconiumbark",
    "reach": "Jacarandastreet",
    "code": "Lemongrassiana",
    "more": "Kohlrabimarket",
    "risks": "Yttriumvanman",
    "dependants": "Obsidianchild",
    "others": "Nasturtiumroom",
    "name": "Zubaidaqasimova",
}
"""One word for each thing that is said or written in the talk."""


class Untold(Handover):
    """An officer's hands; pictures would be files of their own."""

    recorded = False

    def picture(self, name: str) -> None:
        """None."""

    def consent(self) -> None:
        """Every point explained; talk yes, record as the person says, statistics no."""
        screen = self._frame().consent
        for number, name in enumerate(screen.pages):
            self._until_at(screen, number)
            if screen.answer_grid is None:
                self.press(Qt.Key.Key_Return)
            else:
                yes = name == "talk" or (name == "record" and self.recorded)
                self.press(Qt.Key.Key_1 if yes else Qt.Key.Key_2)
        self._until_step(QUESTIONS)

    def questions(self) -> None:
        """A typed answer, corrected; a note; an answer that is a sign; then a stop."""
        screen = self._frame().questions
        self.until(lambda: screen.shown_question is not None, "first question")
        for text in (WORDS["wrong"], WORDS["answer"]):
            screen.go_to("wanted_now")
            self.until(lambda: screen.shown_question == "wanted_now" and not screen.in_interlude, "typing")
            given = self.there(lambda: screen.input, "the answer")
            self.type(self.there(lambda g=given: g.field, "the field"), text)  # type: ignore[misc]
            self.click(given.done_button)
            if text == WORDS["answer"]:
                self.until(screen.change.isVisible, "why")
                self.press(Qt.Key.Key_1)
            self.until(lambda: screen.in_interlude, "kept, and what comes next is for the officer")
        screen.go_to("papers_held")
        self.until(lambda: screen.shown_question == "papers_held", "a question")
        self.press(Qt.Key.Key_F3)
        self.type(screen.drawer.note_edit, WORDS["note"])
        self.press(Qt.Key.Key_F3)
        self.press(Qt.Key.Key_2)
        self.until(lambda: screen.shown_question != "papers_held", "kept")
        self.press(Qt.Key.Key_F7)
        self.until(lambda: screen.in_interlude, "stopped")
        self.press(Qt.Key.Key_Return)
        self._until_step(RECORDED)

    def refer_untold(self) -> None:
        """The decision, the sheet, and a form with the name on it."""
        frame = self._frame()
        self.click(frame.recorded.step_bar.buttons["refer"])
        self.type(frame.recorded.reason_edit, WORDS["reason"])
        self.click(frame.recorded.save_button)
        self._until_step(NEEDS)
        needs = frame.needs
        grid = self.there(lambda: needs.grid, "needs")
        self.click(grid.buttons["safe_place"])
        for edit, word in (
            (needs.contact.reach_edit, "reach"),
            (needs.contact.code_edit, "code"),
            (needs.contact_edit, "more"),
            (needs.about.risks_edit, "risks"),
            (needs.about.dependants_edit, "dependants"),
            (needs.about.others_note_edit, "others"),
            (needs.about.name_edit, "name"),
        ):
            self.type(edit, WORDS[word])
        self.click(needs.next_button)
        self._until_step(SHARING)
        recipients = self.there(lambda: frame.sharing.recipients, "recipients")
        self.click(recipients.rows["harbour-house"])
        ask = self.there(lambda: frame.sharing.ask, "consent for one service")
        self.click(ask.text.grid.buttons["name"])
        self.click(ask.way_bar.buttons["spoken"])
        self.click(ask.answer_grid.buttons["yes"])
        self._until_step(PREVIEW)
        self.until(lambda: bool(frame.preview.pages.labels), "form")

    def save(self) -> None:
        """The form is saved where the officer says."""
        preview = self._frame().preview
        self.click(preview.save_button)
        self.type(preview.folder_edit, str(self.out))
        self.click(preview.save_here_button)
        self.until(preview.given_label.isVisible, "form saved")

    def leave(self) -> None:
        """Done, the question what will be gone answered, and locked."""
        self.click(self._frame().preview.done_button)
        if not self.recorded:
            self.click(self._frame().leaving.go_button)
        self._until_cases(1 if self.recorded else 0)
        self.lock()


def main(vault: Path, out: Path, record: str, end: str) -> None:
    """From a new vault to the end that was asked for."""
    app = QApplication(["screening"])
    context = build_context("en", LIGHT)
    window = build_window(app, context, vault.parent, kdf=CHEAP, floor=CHEAP)
    window.show()
    walk = Untold(window, out, load_languages()["ar"])
    walk.recorded = record == "yes"
    walk.until(window.isActiveWindow, "window")
    walk.create_vault(vault)
    walk.begin_case()
    walk.look_first(pictures=False)
    language = walk._frame().language
    walk.click(language.finder.tiles["ar"])
    walk.type(language.dialect_edit, WORDS["dialect"])
    walk.click(language.next_button)
    walk._until_step(CONSENT)
    walk.consent()
    walk.questions()
    walk.refer_untold()
    walk.save()
    if end == "left":
        walk.leave()
    print("there", flush=True)
    while end == "stays":
        pause(50)
    window.close()
    context.tasks.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
