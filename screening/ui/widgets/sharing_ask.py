"""Asking the person about one recipient: the text, how they answer, their answer; for a child, the law."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from screening.core.consent import LanguageChoice
from screening.core.drafts import Needed
from screening.core.referral import ConsentWay
from screening.core.review import UNCHECKED
from screening.core.service import Service, ServiceCategory
from screening.languages.catalogs import Catalog, together
from screening.languages.terms import CONSENT_WAY
from screening.ui.context import UiContext
from screening.ui.moments import own_line
from screening.ui.person.ask_again import AskAgain
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import AnswerGrid, AnswerOption
from screening.ui.widgets.basics import button, card, column, row
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.draft_step import DraftStep
from screening.ui.widgets.limited_text import LimitedText
from screening.ui.widgets.person_text import PersonText, draft_words
from screening.ui.widgets.recipient_list import service_note
from screening.ui.widgets.sharing_text import SMALL_PX, SharingText
from screening.ui.widgets.sign_list import column_widget
from screening.ui.widgets.words import Words

BASIS_LIMIT = 1_000
BASIS_HEIGHT = 72
YES, NO = "yes", "no"


class SharingAsk(QWidget):
    """One service. `way` is how the person answers, None until it is picked.

    Where the words are a draft that nobody vouches for yet, that stands in place of the answers.

    Signals: `agreed()`, `refused()`, `law_named(str)` with the legal basis, `other_asked()`;
    `control_pressed(str)` for "again" and "I don't understand"; `draft_confirmed(DraftUse)`,
    `language_asked()`, `help_asked()`, `reason_picked()`.
    """

    agreed = Signal()
    refused = Signal()
    law_named = Signal(str)
    other_asked = Signal()
    control_pressed = Signal(str)
    draft_confirmed = Signal(object)
    language_asked = Signal()
    help_asked = Signal()
    reason_picked = Signal()

    def __init__(
        self, context: UiContext, service: Service, text: SharingText, catalog: Catalog, *, interpreted: bool
    ) -> None:
        super().__init__()
        self._context, self._service = context, service
        self._catalog, self._interpreted = catalog, interpreted
        self.text = text
        self.note = Words(role="caution")
        self.basis_edit: LimitedText | None = None
        self.basis_button: QPushButton | None = None
        self.way_bar = ChoiceBar([(way.value, context._(words)) for way, words in CONSENT_WAY.items()])
        self.way_bar.chosen.connect(lambda _way: self.note.hide())
        self.answer_grid = self._answers()
        self.ask_again = AskAgain(context)
        self.ask_again.show_words(catalog)
        self.ask_again.pressed.connect(self.control_pressed)
        self.draft_step = DraftStep(context)
        self.draft_step.confirmed.connect(self.draft_confirmed)
        self.draft_step.language_asked.connect(self.language_asked)
        self.draft_step.help_asked.connect(self.help_asked)
        self.draft_step.reason_picked.connect(self.reason_picked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self._head())
        layout.addWidget(self._person_card())
        if service.category is ServiceCategory.CHILD_PROTECTION:
            layout.addWidget(self._law_card())
        self.show_needed(Needed.NOTHING, None)

    @property
    def way(self) -> ConsentWay | None:
        """How the person says it."""
        return ConsentWay(self.way_bar.value) if self.way_bar.value else None

    def show_needed(self, needed: Needed, choice: LanguageChoice | None, typed: str = "") -> None:
        """What the words need before an answer counts; with nothing needed, the answers."""
        nothing = needed is Needed.NOTHING
        self.draft_step.setVisible(not nothing)
        for part in (self.how_label, self.way_bar, self.answer_grid, self.ask_again):
            part.setVisible(nothing)
        self.note.hide()
        draft = self._draft_words()
        self.draft_label.show_text(draft)
        self.draft_label.setVisible(nothing and bool(draft))
        if not nothing:
            self.draft_step.show_needed(needed, self.text.review(), choice, typed)

    def show_note(self, text: str) -> None:
        """One sentence beside the answers."""
        self.note.show_text(text)
        self.note.show()

    def ask_way(self) -> None:
        """How the person agreed is missing: say so, there."""
        self.show_note(self._context._("How did the person agree? Choose one, then answer again."))
        self.way_bar.focus()

    def set_busy(self, busy: bool) -> None:
        """No second answer while the first is being kept."""
        self.answer_grid.setEnabled(not busy)
        if self.basis_button is not None:
            self.basis_button.setEnabled(not busy)

    def _head(self) -> QWidget:
        _ = self._context._
        self.other_button = button(_("Another service"), self.other_asked.emit)
        words = column_widget(
            Words(own_line(self._context, self._service.name), role="title"),
            Words(service_note(self._context, self._service), role="quiet"),
            spacing=2,
        )
        mark = draft_words(self._context, together(self.text.shown))
        if mark and (layout_of_words := words.layout()) is not None:
            layout_of_words.addWidget(Words(mark, role="caution"))
        head = QWidget()
        layout = row(words, self.other_button, spacing=2 * GRID)
        layout.setStretch(0, 1)
        layout.setContentsMargins(0, 0, 0, 0)
        head.setLayout(layout)
        return head

    def _person_card(self) -> QWidget:
        _ = self._context._
        self.how_label = Words(_("How does the person answer?"), role="quiet")
        self.draft_label = Words(role="caution")
        body = column(self.text, spacing=2 * GRID)
        body.addWidget(self.draft_label)
        body.addWidget(self.draft_step)
        body.addWidget(self.how_label)
        body.addWidget(self.way_bar)
        body.addWidget(self.note)
        body.addWidget(self.answer_grid)
        body.addWidget(self.ask_again)
        return card(body, role="person")

    def _draft_words(self) -> str:
        _ = self._context._
        if self.text.review() not in UNCHECKED:
            return ""
        if self._interpreted:
            return _("No speaker has checked these words yet. Let the interpreter say them.")
        return _(
            "No speaker has checked these words yet, and there is no interpreter. "
            "The form will say so beside the consent."
        )

    def _answers(self) -> AnswerGrid:
        grid = AnswerGrid(self._context, self.options(), columns=2)
        grid.answered.connect(self._on_answered)
        return grid

    def options(self) -> list[AnswerOption]:
        """What the person may answer."""
        _, catalog = self._context._, self._catalog
        return [
            AnswerOption(YES, catalog.fixed("share.i_agree"), _("I agree"), "yes"),
            AnswerOption(NO, catalog.fixed("share.i_do_not_agree"), _("I do not agree"), "no"),
        ]

    def _law_card(self) -> QWidget:
        _ = self._context._
        self.basis_edit = LimitedText(BASIS_LIMIT, _("Legal basis"), BASIS_HEIGHT)
        self.basis_hint = Words(_("Write which law makes you pass this on."), role="caution")
        self.basis_hint.hide()
        self.law_text = PersonText(self._context, self._catalog.language.tag, px=SMALL_PX)
        self.law_text.hide()
        self.basis_edit.textChanged.connect(self._show_law)
        self.basis_button = button(_("Pass on because the law requires it"), self._on_law)
        body = column(
            Words(_("Without agreement"), role="heading"),
            Words(
                _("Only where the law makes you pass this on. Tell the child what you pass on, to whom and why.")
            ),
            Words(_("Legal basis: law and article, in short"), role="quiet"),
            self.basis_edit,
            self.basis_hint,
            self.law_text,
        )
        body.addLayout(row(self.basis_button, None))
        return card(body)

    def _on_answered(self, value: str) -> None:
        answer: Callable[[], None] = self.agreed.emit if value == YES else self.refused.emit
        answer()

    def _show_law(self) -> None:
        """The same to the person, as soon as it is written."""
        basis = self._basis()
        self.basis_hint.hide()
        said = self._catalog.fixed("share.by_law")
        self.law_text.show_person(said.filled(basis=basis))
        self.law_text.setVisible(bool(basis))

    def _basis(self) -> str:
        return self.basis_edit.toPlainText().strip() if self.basis_edit else ""

    def _on_law(self) -> None:
        if self._basis():
            self.law_named.emit(self._basis())
            return
        self.basis_hint.show()
        if self.basis_edit is not None:
            self.basis_edit.setFocus()
