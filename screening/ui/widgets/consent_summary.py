"""Consent that was given earlier: what was agreed, and the ways on from it, taking it back among them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from screening.core.consent import Consent
from screening.languages.catalogs import Catalog
from screening.languages.terms import DRAFT_REASON
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, row, scrolled_page
from screening.ui.widgets.two_sides import TwoSides
from screening.ui.widgets.words import Words

PERSON_TEXTS = ("consent.change_mind", "consent.help_anyway")


class ConsentSummary(QWidget):
    """What was agreed in the officer's words; the person reads that they may change their mind.

    Signals: `go_on_asked()`; `change_asked()`; `withdrawn(bool erase)`, for erasing only after a second press.
    """

    go_on_asked = Signal()
    change_asked = Signal()
    withdrawn = Signal(bool)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._recorded = True
        _ = context._
        self.sides = TwoSides(context)
        self.go_on_button = button(_("Go on"), self.go_on_asked.emit, role="primary")
        self.change_button = button(_("Change the answers"), self.change_asked.emit)
        self.keep_button = button(
            _("The person takes it back: keep what was written"), lambda: self.withdrawn.emit(False)
        )
        self.erase_button = button("", self._on_erase)
        self.erase_card = self._make_erase_card()
        body = column(Words(_("Information and consent"), role="title"), self.sides, spacing=2 * GRID)
        body.addLayout(row(self.go_on_button, self.change_button, None))
        body.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeading)
        body.addWidget(self.erase_button, 0, Qt.AlignmentFlag.AlignLeading)
        body.addWidget(self.erase_card)
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled_page(body)
        outer.addWidget(self.area)

    def _make_erase_card(self) -> QWidget:
        _ = self._context._
        self.really_button = button(_("Erase"), lambda: self.withdrawn.emit(True))
        self.stay_button = button(_("Keep"), self._on_stay)
        inside = column(
            Words(_("Really erase? This cannot be undone."), role="strong"),
            Words(_("A form that was already handed over stays with whoever has it."), role="quiet"),
        )
        inside.addLayout(row(self.stay_button, self.really_button, None))
        return card(inside, role="current")

    def show_consent(self, consent: Consent, catalog: Catalog, *, recorded: bool) -> None:
        """Show what was agreed; of a talk that is not written down there is nothing to keep or erase."""
        _ = self._context._
        self._recorded = recorded
        lines = [
            _("The person agreed to talk."),
            _("Answers are written down.") if consent.record else _("Nothing is written down."),
            _("Counted without a name.") if consent.statistics else _("Answers are not counted."),
        ]
        on_words = self._on_words(consent)
        if not recorded:
            lines.append(_("One line stays: the day, the kind of place, the result, what was offered."))
        self.sides.show_texts(
            [(words, "officer-question") for words in lines] + [(words, "quiet") for words in on_words],
            [catalog.fixed(text_id) for text_id in PERSON_TEXTS],
        )
        self.keep_button.setVisible(recorded)
        self.erase_button.setText(
            _("The person takes it back: erase what was written")
            if recorded
            else _("The person takes it back: end here")
        )
        self.erase_button.show()
        self.erase_card.hide()

    def _on_words(self, consent: Consent) -> list[str]:
        """Who vouched for draft words, or why they were used."""
        _ = self._context._
        use = consent.draft
        if use is None:
            return []
        if use.interpreter:
            return [_("The interpreter said the words or checked them.")]
        reason = [_("Used because: {reason}.").format(reason=_(DRAFT_REASON[use.reason]))] if use.reason else []
        # What the officer noted about it is not for a screen that the person sees.
        return [_("Agreed on draft words."), *reason]

    def focus(self) -> None:
        """Put the keyboard on going on."""
        self.go_on_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_erase(self) -> None:
        if not self._recorded:
            self.withdrawn.emit(True)
            return
        self.erase_button.hide()
        self.erase_card.show()
        self.stay_button.setFocus(Qt.FocusReason.TabFocusReason)
        # Once the page has made room for it.
        QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(self.erase_card, 0, GRID))

    def _on_stay(self) -> None:
        self.erase_card.hide()
        self.erase_button.show()
        self.focus()
