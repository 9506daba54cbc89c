"""The person's language by its own name in its own script, and who interprets."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from screening.core.consent import LanguageChoice
from screening.core.drafts import CLOSED, Needed
from screening.core.review import UNCHECKED, Review
from screening.languages.catalogs import Catalog, available_person_languages
from screening.operations.drafts import words_need
from screening.ui.context import UiContext
from screening.ui.moments import damaged_words
from screening.ui.question_texts import asked_texts
from screening.ui.screens.step import StepScreen
from screening.ui.screens.wall import WallAsk
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, page, row, scrolled
from screening.ui.widgets.interpreter_card import InterpreterCard
from screening.ui.widgets.language_finder import LanguageFinder
from screening.ui.widgets.language_wall import NOT_HERE
from screening.ui.widgets.second_language import SecondLanguage
from screening.ui.widgets.words import Words

DIALECT, CODE = "dialect", "interpreter_code"


class LanguageScreen(StepScreen):
    """The languages to search and the wall, then the interpreter. Nothing is chosen for the person.

    Signals: `wall_asked(WallAsk)` for the wall of languages over the whole window.
    """

    wall_asked = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._available = frozenset(available_person_languages(context.fixed_texts, context.catalogs))
        self._picked: str | None = None
        self._second = ""
        self._lacking: dict[str, int] = {}
        self._build_interpreter()
        _ = context._
        self.second = SecondLanguage(context)
        self.second.asked.connect(lambda: self.wall_asked.emit(WallAsk(beside=self._picked or "")))
        self.second.removed.connect(lambda: self.on_second_picked(""))
        self.wall_button = button(_("Show the wall of languages (F4)"), self.show_wall)
        self.finder = LanguageFinder(context, self._available, beside=self.wall_button)
        self.finder.picked.connect(self.on_language_picked)
        self.wait_button = button(_("Show them: please wait, somebody who speaks it will come"), self._show_wait)
        self.next_button = button(_("Go on"), self.on_next, role="primary")
        self.hint_label = Words(role="quiet")
        self.draft_label = Words(role="caution")
        body = column(
            Words(_("Language"), role="title"),
            Words(_("Turn the screen: the person points at their language."), role="quiet"),
            spacing=GRID,
        )
        for widget in (
            self.finder,
            self.second,
            self.draft_label,
            self.interpreter_card,
            self.error,
            self.retry,
            self.hint_label,
        ):
            body.addWidget(widget)
        body.addLayout(row(self.next_button, self.wait_button, None))
        body.addStretch(1)
        self.area = scrolled(page(body))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def _build_interpreter(self) -> None:
        self.interpreter_card = made = InterpreterCard(self.context)
        self.mode_bar, self.interpreter_details = made.mode_bar, made.details
        self.dialect_edit, self.code_edit = made.dialect_edit, made.code_edit
        self.conflict_check, self.agrees_check = made.conflict_check, made.agrees_check
        self.typing.watch(DIALECT, self.dialect_edit)
        self.typing.watch(CODE, self.code_edit)
        made.changed.connect(self._show_state)

    def opened(self) -> None:
        choice = self.talk.record.language
        self._picked = choice.tag if choice else None
        self._show_interpreter(choice)
        self.finder.begin()
        self._show_state()
        self.finder.focus()

    def typed(self) -> object:
        return self._picked, self._interpreter()

    def restore(self, typed: object) -> None:
        match typed:
            case (picked, LanguageChoice() as interpreter):
                self._picked = picked if isinstance(picked, str) else None
                self._show_interpreter(interpreter)
                self._show_state()

    def choice(self) -> LanguageChoice | None:
        """What stands on the screen."""
        return self._interpreter() if self._picked is not None else None

    def _interpreter(self) -> LanguageChoice:
        """All that was chosen and typed, also where no language is picked yet."""
        return self.interpreter_card.choice(self._picked or "", self._second, text_available=self._words_there())

    def _words_there(self) -> bool:
        """Whether a talk can begin with the words of the languages that were picked."""
        if self._picked in self._available or self._second in self._available:
            return True
        catalog = self._catalog()
        return catalog is not None and catalog.standing() is not Review.MISSING

    def _catalog(self) -> Catalog | None:
        """The words in what is picked."""
        return self.context.person_catalog(self._picked, self._second) if self._picked else None

    def _missing(self) -> int:
        """How many words of a talk the picked language lacks."""
        tag = self._picked or ""
        if tag and tag not in self._lacking:
            texts = asked_texts(self.talk.loaded.instrument)
            self._lacking[tag] = self.context.person_catalog(tag).missing(texts)
        return self._lacking.get(tag, 0)

    def _show_interpreter(self, choice: LanguageChoice | None) -> None:
        self._second = choice.second if choice else ""
        # Also where nothing was chosen yet: the interpreter of the person before has nothing to do with this one.
        self.interpreter_card.show_choice(choice)
        for field, edit in ((DIALECT, self.dialect_edit), (CODE, self.code_edit)):
            if (typed := self.talk.typing.get(field)) is not None:
                edit.setText(typed)

    def on_language_picked(self, tag: str) -> None:
        """A tile was pointed at. A second language was picked beside another first one: it goes."""
        if tag != self._picked:
            self._second = ""
        self._picked = tag
        self._show_state()
        if self.next_button.isEnabled():
            self.next_button.setFocus(Qt.FocusReason.TabFocusReason)
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.next_button, 0, 3 * GRID))
        else:
            self.area.ensureWidgetVisible(self.interpreter_card)
            self.mode_bar.focus()

    def on_second_picked(self, tag: str) -> None:
        """The person pointed at another language that they understand too; or it is taken away."""
        self._second = tag if tag != self._picked else ""
        self._show_state()
        target = self.next_button if self.next_button.isEnabled() else self.second.ask_button
        target.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(target, 0, 3 * GRID))

    def show_wall(self) -> None:
        """The greetings in all languages over the whole window, for the person to point at theirs."""
        self.wall_asked.emit(WallAsk())

    def _show_wait(self) -> None:
        self.wall_asked.emit(WallAsk(wait_in=self._picked or ""))

    def on_pointed(self, ask: WallAsk, tag: str) -> None:
        """What the person pointed at on the wall: their language, a second one, or that it is not there."""
        if tag != NOT_HERE and ask.beside:
            self.on_second_picked(tag)
        elif tag != NOT_HERE:
            self.on_language_picked(tag)
        else:
            self.finder.focus()
            self.hint_label.show_text(
                self.context._(
                    "Their language is not on the wall. Search it by another name or by a country, or bring in an "
                    "interpreting service: it can often tell a language by hearing it."
                )
            )
            self.hint_label.show()
            self.area.ensureWidgetVisible(self.hint_label)

    def on_next(self) -> None:
        """Keep the choice and go on."""
        choice, talk = self.choice(), self.talk
        if choice is not None:
            self.do(lambda: talk.choose_language(choice), lambda _done: self._on_kept())

    def _on_kept(self) -> None:
        self.given(DIALECT, CODE)
        self.finished.emit()

    def leave(self) -> None:
        """Keep what is typed."""
        self.typing.flush()

    def _show_state(self) -> None:
        _ = self.context._
        self.finder.mark(self._picked)
        choice = self.choice()
        need = self._need(choice)
        self.next_button.setEnabled(choice is not None and choice.complete and need not in CLOSED)
        self.second.show_state(self._catalog(), self._missing())
        waits = choice is not None and not self.next_button.isEnabled()
        self.wait_button.setVisible(waits and self._can_wait())
        draft = choice is not None and choice.text_available and self._review(choice) in UNCHECKED
        words = "\n".join(filter(None, (draft_said(self.context, need, draft=draft), self._damage_said())))
        self.draft_label.show_text(words)
        self.draft_label.setVisible(bool(words))
        if choice is None:
            hint = _("Nothing is chosen yet.")
        elif choice.complete:
            hint = ""
        elif not choice.interpreted:
            hint = _(
                "This version has not enough words in this language yet: an interpreter is needed, or a second "
                "language that the person understands."
            )
        else:
            hint = _("The interpreter needs a code, no conflict, and the person's agreement.")
        self.hint_label.setVisible(bool(hint))
        self.hint_label.show_text(hint)
        open_end = choice is not None and (not choice.complete or need in CLOSED)
        self.interpreter_card.show_state(open_end=open_end)

    def _damage_said(self) -> str:
        """Words that cannot be used, found when they are wanted: the talk goes on in others."""
        catalog = self._catalog()
        picked = [each for each in (catalog, catalog.second) if each is not None] if catalog is not None else []
        tags = [each.language.tag for each in picked if each.damaged]
        return damaged_words(self.context, tags) if tags else ""

    def _need(self, choice: LanguageChoice | None) -> Needed:
        """What the words in this language need before they count, with this interpreter or without."""
        if choice is None or not choice.text_available:
            return Needed.NOTHING
        kept = choice.after(self.talk.record.language)
        return words_need(self.talk.session, kept, self._review(choice))

    def _review(self, choice: LanguageChoice) -> Review:
        return self.context.catalog_of(choice).standing()

    def _can_wait(self) -> bool:
        catalog = self.context.person_catalog(self._picked) if self._picked else None
        return catalog is not None and catalog.fixed("wall.please_wait").language == catalog.language.tag


def draft_said(context: UiContext, need: Needed, *, draft: bool) -> str:
    """That the words are a draft, and what that means before consent; empty where they are none."""
    _ = context._
    match need:
        case Needed.FORBIDDEN:
            return _(
                "Draft translation. Your organisation lets it be used only with an interpreter: bring one in, or "
                "let the person choose another language. Urgent help (F2) needs no words."
            )
        case Needed.INTERPRETER:
            return _("Draft translation: before consent the interpreter says the words or checks them.")
        case Needed.CONFIRMATION:
            return _(
                "Draft translation: no speaker has checked it yet. Before consent you will be asked who checks "
                "the words, or why they are used."
            )
        case _:
            return _("Draft translation: no speaker has checked it yet") if draft else ""
