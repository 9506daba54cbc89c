"""Before the person is asked on words that no speaker has checked: who vouches, or why they are used."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from screening.core.consent import LanguageChoice
from screening.core.drafts import CLOSED, WITHOUT_INTERPRETER, DraftReason, DraftUse, Needed
from screening.core.review import Review
from screening.ui.context import UiContext
from screening.ui.widgets.basics import button, card, column, row, set_tab_order
from screening.ui.widgets.reason_grid import ReasonGrid
from screening.ui.widgets.words import Words

MORE_LIMIT = 300
MORE_TYPED = "draft_more"
"""What is typed there is kept under this name until it is given."""
START = Qt.AlignmentFlag.AlignLeading


class DraftStep(QWidget):
    """A card on the page, no dialog; what does not lead on is not there.

    Signals: `confirmed(DraftUse)`; `language_asked()` for another language or an interpreter; `help_asked()`;
    `reason_picked()`, when what leads on should come into sight.
    """

    confirmed = Signal(object)
    language_asked = Signal()
    help_asked = Signal()
    reason_picked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        _ = context._
        self.heading = Words(_("The person cannot agree in this language yet."), role="heading")
        self.words = Words()
        self.interpreter_button = button(
            _("The interpreter has said these words or checked them"),
            lambda: self.confirmed.emit(DraftUse(interpreter=True)),
            role="primary",
        )
        self.language_button = button(
            _("Choose the language or an interpreter"), self.language_asked.emit, role="primary"
        )
        self.help_button = button(_("Urgent help (F2)"), self.help_asked.emit)
        self.reasons = self._make_reasons()
        body = column(self.heading, self.words)
        body.addWidget(self.interpreter_button, 0, START)
        body.addLayout(row(self.language_button, self.help_button, None))
        body.addWidget(self.reasons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card(body, role="current"))

    def _make_reasons(self) -> QWidget:
        _ = self._context._
        self.reason_label = Words(role="strong")
        self.reason_grid = ReasonGrid(self._context, tuple(DraftReason))
        self._grid_host = column(self.reason_grid)
        more = _("More, for the record: on no form")
        self.more_edit = QLineEdit()
        self.more_edit.setMaxLength(MORE_LIMIT)
        self.more_edit.setPlaceholderText(more)
        self.more_edit.setAccessibleName(more)
        self.more_edit.textChanged.connect(lambda _text: self._show_ready())
        self.more_edit.returnPressed.connect(self._on_reasoned)
        self.go_on_button = button(_("Go on for this reason"), self._on_reasoned)
        made = QWidget()
        layout = column(self.reason_label)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._grid_host)
        last = row(self.more_edit, self.go_on_button)
        last.setStretch(0, 1)
        layout.addLayout(last)
        made.setLayout(layout)
        return made

    def show_needed(self, needed: Needed, review: Review, choice: LanguageChoice | None, typed: str = "") -> None:
        """Ask for what is needed before these words count, with what was confirmed or `typed` before."""
        interpreted = choice is not None and choice.interpreted
        self.heading.setVisible(needed in CLOSED)
        self.words.show_text(self._said(needed, review) if choice is not None else self._no_language())
        self.interpreter_button.setVisible(interpreted and needed not in CLOSED)
        self.language_button.setVisible(needed in CLOSED)
        self.help_button.setVisible(needed in CLOSED)
        self.reasons.setVisible(needed in {Needed.CONFIRMATION, Needed.NOTHING} and review is not Review.MISSING)
        self._show_reasons(interpreted=interpreted, use=choice.draft if choice is not None else None)
        if typed:
            self.more_edit.setText(typed)
        self._show_ready()

    def focus(self) -> None:
        """Put the keyboard where the way leads on."""
        for made in (self.interpreter_button, self.language_button):
            if made.isVisibleTo(self):
                made.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.reason_grid.focus()

    def pick(self, number: int) -> bool:
        """Pick the reason with this digit, where reasons are asked for."""
        return self.reasons.isVisibleTo(self) and self.reason_grid.pick(number)

    def use(self) -> DraftUse:
        """The reason as it stands on the screen."""
        return DraftUse(reason=self.reason_grid.value, more=self.more_edit.text().strip())

    def _show_reasons(self, *, interpreted: bool, use: DraftUse | None) -> None:
        _ = self._context._
        said = _("Or go on without that, because:") if interpreted else _("Go on with these words, because:")
        self.reason_label.show_text(said)
        self.reason_grid.hide()
        self.reason_grid.deleteLater()
        reasons = [each for each in DraftReason if not (interpreted and each in WITHOUT_INTERPRETER)]
        self.reason_grid = ReasonGrid(self._context, reasons)
        self.reason_grid.chosen.connect(self._on_reason)
        if use is not None and use.reason in self.reason_grid.buttons:
            self.reason_grid.buttons[use.reason].setChecked(True)
        self._grid_host.addWidget(self.reason_grid)
        self.more_edit.setText(use.more if use is not None else "")
        set_tab_order(*self.reason_grid.buttons.values(), self.more_edit, self.go_on_button)

    def _no_language(self) -> str:
        return self._context._("Let the person point at their language first, or bring in an interpreter.")

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
            closed = _(
                "No speaker has checked these words yet. Your organisation lets them be used only where an "
                "interpreter says or checks them."
            )
            return f"{closed} {ways}"
        if review is Review.MISSING:
            return _("There are no words in this language yet: the interpreter says them, all of them.")
        if needed is Needed.INTERPRETER:
            return _(
                "No speaker has checked these words yet. Your organisation lets them be used only where an "
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
        # Once the page has made room for it.
        QTimer.singleShot(0, self, self.reason_picked.emit)

    def _show_ready(self) -> None:
        self.go_on_button.setEnabled(self.use().reasoned)

    def _on_reasoned(self) -> None:
        if self.use().reasoned:
            self.confirmed.emit(self.use())
