"""Before the person is asked on words that no speaker has checked: who vouches, or why they are used."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from screening.core.consent import LanguageChoice
from screening.core.drafts import CLOSED, DraftReason, DraftUse, Needed, Review
from screening.languages.terms import DRAFT_REASON
from screening.ui.context import UiContext
from screening.ui.widgets.basics import Words, button, card, column
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.sign_list import column_widget

MORE_LIMIT = 300
START = Qt.AlignmentFlag.AlignLeading


class DraftStep(QWidget):
    """A card on the page, no dialog; what does not lead on is not there.

    Signals: `confirmed(DraftUse)`; `language_asked()` for another language or an interpreter; `help_asked()`.
    """

    confirmed = Signal(object)
    language_asked = Signal()
    help_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        _ = context._
        self.words = Words()
        self.interpreter_button = button(
            _("The interpreter has said these words or checked them"),
            lambda: self.confirmed.emit(DraftUse(interpreter=True)),
            role="primary",
        )
        self.language_button = button(
            _("Another language or an interpreter"), self.language_asked.emit, role="primary"
        )
        self.help_button = button(_("Urgent help (F2)"), self.help_asked.emit)
        self.reasons = self._make_reasons()
        body = column(self.words)
        for made in (self.interpreter_button, self.language_button, self.help_button):
            body.addWidget(made, 0, START)
        body.addWidget(self.reasons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card(body, role="current"))

    def _make_reasons(self) -> QWidget:
        _ = self._context._
        self.reason_label = Words(role="strong")
        said = [(each.value, _(words)) for each, words in DRAFT_REASON.items()]
        self.reason_bar = ChoiceBar(
            [(value, words[:1].upper() + words[1:]) for value, words in said], vertical=True
        )
        self.reason_bar.chosen.connect(self._on_reason)
        more = _("More about it, for the record: it stands on no form")
        self.more_edit = QLineEdit()
        self.more_edit.setMaxLength(MORE_LIMIT)
        self.more_edit.setPlaceholderText(more)
        self.more_edit.setAccessibleName(more)
        self.more_edit.textChanged.connect(lambda _text: self._show_ready())
        self.more_edit.returnPressed.connect(self._on_reasoned)
        self.go_on_button = button(_("Go on for this reason"), self._on_reasoned)
        made = column_widget(self.reason_label, self.reason_bar, self.more_edit)
        layout = made.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addWidget(self.go_on_button, 0, START)
        return made

    def show_needed(self, needed: Needed, review: Review, choice: LanguageChoice | None) -> None:
        """Ask for what is needed before these words count, with what was confirmed before."""
        _ = self._context._
        interpreted = choice is not None and choice.interpreted
        self.words.show_text(self._said(needed, review))
        self.interpreter_button.setVisible(interpreted and needed not in CLOSED)
        self.language_button.setVisible(needed in CLOSED)
        self.help_button.setVisible(needed in CLOSED)
        self.reasons.setVisible(needed in {Needed.CONFIRMATION, Needed.NOTHING} and review is not Review.MISSING)
        self.reason_label.show_text(
            _("Or go on without that, because:") if interpreted else _("Go on with these words, because:")
        )
        use = choice.draft if choice is not None else None
        self.reason_bar.show_value(use.reason.value if use is not None and use.reason is not None else None)
        self.more_edit.setText(use.more if use is not None else "")
        self._show_ready()

    def focus(self) -> None:
        """Put the keyboard where the way leads on."""
        for made in (self.interpreter_button, self.language_button):
            if made.isVisibleTo(self):
                made.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.reason_bar.focus()

    def pick(self, number: int) -> bool:
        """Pick the reason with this digit, where reasons are asked for."""
        return self.reasons.isVisibleTo(self) and self.reason_bar.pick(number)

    def use(self) -> DraftUse:
        """The reason as it stands on the screen."""
        value = self.reason_bar.value
        return DraftUse(reason=DraftReason(value) if value else None, more=self.more_edit.text().strip())

    def _said(self, needed: Needed, review: Review) -> str:
        _ = self._context._
        ways = _(
            "Let the person choose another language, or bring in an interpreter. "
            "Help that cannot wait needs none of these words."
        )
        if needed is Needed.NO_WORDS:
            closed = _("There are no words in this language yet, and no interpreter to say them.")
            return f"{closed} {ways}"
        if needed is Needed.FORBIDDEN:
            closed = _("Your organisation does not let words that no speaker has checked stand for themselves.")
            return f"{closed} {ways}"
        if review is Review.MISSING:
            return _("There are no words in this language yet: the interpreter says them, all of them.")
        if needed is Needed.INTERPRETER:
            return _(
                "No speaker has checked these words yet. Your organisation lets them be used only where the "
                "interpreter says or checks them."
            )
        return _(
            "No speaker has checked these words yet, and a wrong one may change what the person agrees to. "
            "What you choose here stays in the record and stands on the form."
        )

    def _on_reason(self, value: str) -> None:
        self._show_ready()
        target = self.more_edit if value == DraftReason.OTHER else self.go_on_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_ready(self) -> None:
        self.go_on_button.setEnabled(self.use().reasoned)

    def _on_reasoned(self) -> None:
        if self.use().reasoned:
            self.confirmed.emit(self.use())
