"""The wall of languages over the whole window: the person points, and says that it is theirs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from screening.core.errors import ScreeningError
from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.screens.wall_pages import ConfirmPage, WaitPage
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, page, row, scrolled, set_tab_order, short_label
from screening.ui.widgets.icons import icon, icon_pixmap
from screening.ui.widgets.language_wall import (
    ICON_PX,
    NOT_HERE,
    WIDELY_READ,
    LanguageWall,
    own_text,
    person_line,
    widely_read,
)
from screening.ui.widgets.layouts import Cells
from screening.ui.widgets.words import Words

INVITING_PX, ASKED_PX = 17, 26
MANY_UP_TO = 125
"""Per cent of the usual size of texts."""
EAR_PX = 22


@dataclass(frozen=True)
class WallAsk:
    """What the wall is shown for. `beside`: a language the person picked, where a second one is asked for.
    `wait_in`: no pointing, only the words to wait in this language. `leads_on`: what is picked is taken on
    elsewhere; else, without a talk, the words to wait follow."""

    beside: str = ""
    wait_in: str = ""
    leads_on: bool = True


class WallScreen(QStackedWidget):
    """The wall, then whether it is this language, then the words to wait.

    Signals: `picked(str)` with the tag the person confirmed, where that leads on, or NOT_HERE; `closed()` to go
    back to where one was.
    """

    picked = Signal(str)
    closed = Signal()

    def __init__(self, context: UiContext, ask: WallAsk) -> None:
        super().__init__()
        self.context = context
        self.ask = ask
        self.wall = LanguageWall(context, without=ask.beside)
        self.wall.pointed.connect(self.on_pointed)
        self.note = Words(role="quiet")
        self.note.hide()
        self.back_button = button(context._("Back"), self.closed.emit)
        self.listen_button = button(context._("Listen to the greetings, one after another"), self.on_listen)
        self.listen_button.setIcon(icon("listen", context.tokens.accent, context.px(EAR_PX)))
        self.listen_button.setIconSize(QSize(context.px(EAR_PX), context.px(EAR_PX)))
        self.wall_page = self._make_wall_page()
        self.confirm: ConfirmPage | None = None
        self.wait: WaitPage | None = None
        self.addWidget(self.wall_page)
        set_tab_order(*self.wall.tiles.values(), self.wall.not_here_tile, self.back_button, self.listen_button)
        voice = context.voice
        voice.started.connect(self._on_heard)
        voice.ended.connect(self._on_silent)
        voice.failed.connect(self._on_voice_failed)
        self._listening = False
        if ask.wait_in:
            self.show_wait(ask.wait_in)

    def _make_wall_page(self) -> QWidget:
        """Nothing but what can be pointed at, the greetings to be heard, and the way back."""
        inside = column(spacing=2 * GRID)
        inside.addWidget(self._inviting())
        inside.addWidget(self.wall)
        inside.addStretch(1)
        self.area = scrolled(page(inside, margin=2 * GRID, widest=10_000), finger=True)
        outer = column(self.area, spacing=0)
        bar = column(self.note)
        bar.addLayout(row(self.back_button, None, self.listen_button))
        outer.addWidget(card(bar, role="bar", margin=GRID))
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setStretch(0, 1)
        made = QWidget()
        made.setLayout(outer)
        return made

    def _inviting(self) -> QWidget:
        """A hand that points, and what it asks in the languages that most can read; for a second language, in
        the first."""
        context = self.context
        beside = own_text(context, self.ask.beside, "wall.another_too") if self.ask.beside else None
        # Large texts leave room for few of them above the first tiles.
        many = context.settings.text_percent <= MANY_UP_TO
        at_most, least = (len(WIDELY_READ), 272) if many else (2, 220)
        said = [beside] if beside is not None else widely_read(context, "wall.point_to_language", at_most)
        hand = short_label("")
        hand.setPixmap(icon_pixmap("point", context.tokens.accent, context.px(ICON_PX)))
        texts = QWidget()
        cells = Cells(texts, max(len(said), 1), context.px(least), 2 * GRID)
        for each in said:
            cells.addWidget(person_line(context, each, INVITING_PX if beside is None else ASKED_PX))
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(hand, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(texts, 1)
        made = QWidget()
        made.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        return made

    # what is pointed at

    def on_pointed(self, tag: str) -> None:
        """Ask whether it is this one, in that language; where it is none of them, what leads on."""
        self.be_silent()
        if tag == NOT_HERE:
            self._go_on(tag)
            return
        self._remove(self.confirm)
        self.confirm = ConfirmPage(self.context, tag)
        self.confirm.agreed.connect(lambda: self._go_on(tag))
        self.confirm.refused.connect(self.show_wall)
        self.addWidget(self.confirm)
        self.setCurrentWidget(self.confirm)
        self.confirm.focus()

    def _go_on(self, tag: str) -> None:
        if self.ask.leads_on:
            self.picked.emit(tag)
        else:
            self.show_wait(tag)

    def show_wait(self, tag: str) -> None:
        """The words to wait, in their language; in those that most can read where it is not known."""
        self._remove(self.wait)
        self.wait = WaitPage(self.context, tag)
        self.wait.left.connect(self._on_wait_left)
        self.addWidget(self.wait)
        self.setCurrentWidget(self.wait)
        self.wait.focus()

    def _on_wait_left(self) -> None:
        if self.ask.wait_in:
            self.closed.emit()
        else:
            self.show_wall()

    def show_wall(self) -> None:
        """The wall again, with what was pointed at marked."""
        self.setCurrentWidget(self.wall_page)
        self.wall.focus()

    def anew(self) -> None:
        """For the next person: nothing is marked."""
        self.wall.mark("")
        self.area.verticalScrollBar().setValue(0)
        self.show_wall()

    def shown(self) -> None:
        """Put the keyboard where something can be done."""
        for at, part in ((self.wait, WaitPage), (self.confirm, ConfirmPage)):
            if at is not None and isinstance(self.currentWidget(), part):
                at.focus()
                return
        self.wall.focus()

    def _remove(self, old: QWidget | None) -> None:
        if old is not None:
            self.removeWidget(old)
            old.hide()
            old.deleteLater()

    # what is heard

    def on_listen(self) -> None:
        """The greetings that are recorded, one after another; pressed again, silence."""
        if self._listening:
            self.be_silent()
            return
        # A greeting may have been recorded in a language that has no written one.
        greetings = [self.context.seen_catalog(tag).fixed("wall.greeting") for tag in self.wall.tiles]
        heard = [each for each in greetings if self.context.voice.has(each)]
        if not heard:
            self._say(
                self.context._(
                    "There are no recorded greetings on this computer. Name the languages aloud, or let the "
                    "person look for theirs."
                )
            )
            return
        self.note.hide()
        self.context.voice.stop()
        self._show_listening(True)
        self.context.voice.play(*heard)

    def be_silent(self) -> None:
        """Stop the greetings."""
        if self._listening:
            self.context.voice.stop()
            self._on_silent()

    def _on_heard(self, shown: Shown) -> None:
        if self._listening:
            self.wall.mark_heard(shown.wanted or shown.language)

    def _on_silent(self) -> None:
        if self._listening:
            self._show_listening(False)
            self.wall.mark_heard("")

    def _on_voice_failed(self, error: ScreeningError) -> None:
        if self._listening:
            self._on_silent()
            self._say(self.context.sentence(error))

    def _show_listening(self, listening: bool) -> None:
        _ = self.context._
        self._listening = listening
        words = _("Be silent") if listening else _("Listen to the greetings, one after another")
        self.listen_button.setText(words)
        self.listen_button.setAccessibleName(words)

    def _say(self, words: str) -> None:
        self.note.show_text(words)
        self.note.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whatever takes the page's place, it is silent."""
        self.be_silent()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes one page back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.currentWidget() is self.wall_page:
            self.closed.emit()
        elif self.currentWidget() is self.wait:
            self._on_wait_left()
        else:
            self.show_wall()
