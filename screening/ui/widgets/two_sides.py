"""The two sides of the table on one screen: the officer's words beside the person's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from screening.core.errors import ScreeningError
from screening.languages.catalogs import Shown, together
from screening.ui.context import UiContext
from screening.ui.heard.listen import ListenButton, same_text
from screening.ui.heard.told import missing_words, standing_words
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import card, empty
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.person_text import PersonText, draft_words
from screening.ui.widgets.words import Words

LEAST_PX = 560
"""Where there is less room, the person's side stands under the officer's."""


class TwoSides(QWidget):
    """The officer's card and the person's; the person's is the larger one."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._officer = QVBoxLayout()
        self._officer.setSpacing(GRID)
        self._person = QVBoxLayout()
        self._person.setSpacing(2 * GRID)
        self.draft_label = Words(role="caution")
        self.draft_label.hide()
        self.aside_label = Words()
        self.aside_label.hide()
        officer_side = QVBoxLayout()
        officer_side.addLayout(self._officer)
        officer_side.addStretch(1)
        officer_side.addWidget(self.aside_label)
        officer_side.addWidget(self.draft_label)
        self.officer_card = card(officer_side)
        person_side = QVBoxLayout()
        # The question begins at the top: where there is little room, that is what is seen first.
        person_side.addLayout(self._person)
        self.listen_button = ListenButton(context)
        self.listen_button.setParent(self)
        self.listen_button.hide()
        person_side.addWidget(self.listen_button)
        person_side.addStretch(1)
        self._marked: Sequence[Shown] = ()
        self._unheard = ""
        self.person_card: QFrame = card(person_side, role="person", margin=2 * GRID)
        layout = Row(self, stack_below=context.px(LEAST_PX))
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.officer_card, 4)
        layout.addWidget(self.person_card, 5)
        self.person_texts: list[PersonText] = []
        context.voice.missing.connect(self._on_missing)
        context.voice.failed.connect(self._on_failed)
        context.voice.changed.connect(self._on_changed)

    def show_texts(
        self,
        officer: Sequence[tuple[str, str]],
        person: Sequence[Shown],
        *,
        px: int | None = None,
    ) -> None:
        """Show officer's texts as (text, role) and the person's as they are; says which are drafts."""
        empty(self._officer)
        empty(self._person)
        for text, role in officer:
            self._officer.addWidget(Words(text, role=role))
        self.person_texts = []
        for shown in person:
            label = PersonText(self._context, shown.language, px=px)
            label.show_person(shown)
            self._person.addWidget(label)
            self.person_texts.append(label)
        self._show_listen(person)
        self.mark(person)

    def say_aside(self, text: str) -> None:
        """One thing more to the officer about what stands there; nothing, with an empty text."""
        if text or not self.aside_label.isHidden():
            self.aside_label.show_text(text)
            self.aside_label.setVisible(bool(text))

    def mark(self, texts: Sequence[Shown]) -> None:
        """Say how far the person's words can be trusted, answers under the two sides among them."""
        self._marked, self._unheard = texts, ""
        self._say()

    def _say(self) -> None:
        texts = self._marked
        said = [shown for shown in texts if shown.wanted][:1] + ([together(texts)] if texts else [])
        drafts = (draft_words(self._context, shown) for shown in said)
        words = dict.fromkeys(filter(None, (*drafts, *standing_words(self._context, texts), self._unheard)))
        self.draft_label.show_text("\n".join(words))
        self.draft_label.setVisible(bool(words))

    def _show_listen(self, person: Sequence[Shown]) -> None:
        """On the side where the person's lines begin, whichever way the officer's page runs."""
        button = self.listen_button
        button.set_texts(person)
        button.setVisible(bool(person))
        layout = self.person_card.layout()
        if layout is not None and person:
            rtl = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            layout.setAlignment(button, side | Qt.AlignmentFlag.AlignAbsolute)

    def _on_changed(self) -> None:
        """Other recordings are there."""
        self.listen_button.set_texts(self.listen_button.texts)
        self.mark(self._marked)

    def _on_missing(self, shown: Shown) -> None:
        """Somebody wanted to hear what has no recording."""
        if any(same_text(each, shown) for each in self._marked):
            self._unheard = missing_words(self._context, shown)
            self._say()

    def _on_failed(self, error: ScreeningError) -> None:
        """One sentence to the officer; the talk goes on."""
        if any(same_text(each, shown) for each in self._marked for shown in self._context.voice.asked):
            self._unheard = self._context.sentence(error)
            self._say()
