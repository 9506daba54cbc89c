"""The person's side by itself, large: what is asked, their answers, and what they may always do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from screening.core.answer import Answer
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.heard.listen import ListenButton
from screening.ui.person.buttons import PersonButtons
from screening.ui.person.controls import STOP
from screening.ui.person.fields import PersonField, WrittenField, field_for
from screening.ui.person.parts import (
    as_answer,
    asks_for_many,
    beside_each_other,
    language_of,
    person_label,
    same_to_press,
    settle_ticks,
    value_of,
)
from screening.ui.person_page import PersonPage
from screening.ui.question_texts import DECLINED, UNKNOWN
from screening.ui.tokens import GRID
from screening.ui.widgets.answers import ANSWER_HEIGHT, CONTROL_HEIGHT, CONTROL_PX, AnswerButton, AnswerOption
from screening.ui.widgets.basics import card, column, empty, page, scrolled, set_tab_order, settle_layout
from screening.ui.widgets.beside import Beside
from screening.ui.widgets.person_text import PersonText
from screening.ui.widgets.sign_list import column_widget
from screening.ui.widgets.tab_order import focusable

ASKED_PX, SAID_PX, ANSWER_PX, MANY_PX, MORE_PX = 36, 28, 25, 22, 22
FITTING_PX = (36, 28, 24)
"""What is asked, tried in turn until the answers have room on the screen too."""
ANSWER_LEAST, TICK_LEAST, CONTROL_LEAST = 260, 300, 132
FEW, HIGH = 4, 84
"""So few answers are higher; in pixels."""
LARGE_FROM, LARGER = (1500, 860), 1.35
"""From this width and height, which are seen from further away, all of it is larger."""
WIDEST = 88
CONTROLS_STAY_UP_TO = 125
"""Per cent of the usual size of texts; larger, what can always be done stands under the answers and scrolls."""
USUAL = 100
DONE = "next"


class PersonView(QWidget):
    """Draws a `PersonPage`. It decides nothing: what is pressed goes to whoever asked.

    `listen_button`: lets the texts be heard; `field`: what the person types into, if anything.

    Signals: `answered(Answer)`; `pressed(str)` with a control's value; `typed(tuple[str, ...])` with what is
    ticked, or stands in the field, after each change by hand.
    """

    answered = Signal(object)
    pressed = Signal(str)
    typed = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self.page = PersonPage()
        self.texts: list[PersonText] = []
        self.answers: PersonButtons | None = None
        self.ticks: PersonButtons | None = None
        self.controls: PersonButtons | None = None
        self.done_button: AnswerButton | None = None
        self.input: PersonField | None = None
        self.listen_button = ListenButton(context, alone=True)
        self._large = False
        self._said, self._asked = column(spacing=2 * GRID), column(spacing=GRID)
        self._ticks, self._more = column(spacing=GRID), column(spacing=GRID)
        self._controls_host, self._stop_host = column(spacing=0), column(spacing=0)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QWidget()
        words.setLayout(self._said)
        self._said.setContentsMargins(0, 0, 0, 0)
        said = column(spacing=0)
        said.addStretch(1)
        Beside(said, words, self.listen_button, spacing=2 * GRID)
        said.addStretch(1)
        self.card = card(said, role="person", margin=2 * GRID)
        body = column(self.card, spacing=2 * GRID)
        body.setStretch(0, 1)
        body.addLayout(self._ticks)
        body.addLayout(self._more)
        body.addLayout(self._asked)
        outer = column(spacing=0)
        # Where the others follow the answers, stopping stays in sight.
        if not self._controls_stay:
            body.addLayout(self._controls_host)
        self.area = scrolled(page(body, margin=GRID, widest=WIDEST), keys=False, finger=True)
        outer.addWidget(self.area)
        outer.setStretch(0, 1)
        below = column(spacing=0)
        below.addLayout(self._controls_host if self._controls_stay else self._stop_host)
        outer.addWidget(page(below, margin=GRID, widest=WIDEST))
        outer.setContentsMargins(0, 0, 0, 0)
        self.setLayout(outer)

    @property
    def _controls_stay(self) -> bool:
        return self.context.settings.text_percent <= CONTROLS_STAY_UP_TO

    def _px(self, size: int) -> int:
        return round(size * LARGER) if self._large else size

    # what stands there

    def show_page(self, shown: PersonPage) -> None:
        """Show a page. What is ticked or typed on it stays while it is the same page."""
        before, self.page = self.page, shown
        if shown == before and self.texts:
            return
        tag = language_of(shown)
        self.setLayoutDirection(self.context.direction(tag))
        other_texts = list(shown.texts) != list(before.texts) or not self.texts
        if other_texts:
            self._show_texts(shown.texts, asked=bool(shown.options))
        if list(shown.ticks) != list(before.ticks):
            self._show_ticks(shown.ticks)
        if list(shown.more) != list(before.more):
            self._show_more(shown.more)
        if not same_to_press(before, shown):
            self._show_asked(shown, tag)
        if list(shown.controls) != list(before.controls) or self.controls is None:
            self._show_controls(shown.controls)
        else:
            self.controls.mark(None)
        self._show_given(shown)
        settle_layout()
        if shown.texts != before.texts or shown.options != before.options or shown.ticks != before.ticks:
            self._order()
            self.fit()
        if other_texts:
            self.area.verticalScrollBar().setValue(0)

    def _order(self) -> None:
        """Tab goes as one reads; a screen reader says what the answers belong to."""
        given = (self.answers, self.done_button) if self._many else (self.input, self.done_button, self.answers)
        parts = (self.card, self.ticks, *given, self.controls)
        set_tab_order(*focusable(*(part for part in parts if part is not None)))
        if self.answers is not None and self.page.texts:
            self.answers.setAccessibleName(strip_invisible(self.page.texts[0].text))

    def fit(self) -> None:
        """Where the answers would stand below the window's edge, what is asked is set smaller, within limits.

        Not where large texts were asked for.
        """
        inside = self.area.widget()
        if not self._controls_stay or inside is None or not self.page.options:
            return
        for px in FITTING_PX:
            for number, label in enumerate(self.texts):
                label.set_px(self._px(px if number == 0 else min(px, SAID_PX)))
            settle_layout()
            if inside.heightForWidth(self.area.viewport().width()) <= self.area.viewport().height():
                return

    def focus(self) -> None:
        """Put the keyboard on the first answer, or the first thing that can be pressed."""
        if self.input is not None:
            self.input.focus()
            return
        for buttons in (self.answers, self.ticks, self.controls):
            if buttons is not None and buttons.buttons:
                next(iter(buttons.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @property
    def field(self) -> QWidget | None:
        """What the person types into."""
        return self.input.field if self.input is not None else None

    def pick(self, number: int) -> bool:
        """Press, or tick, the answer with this digit, from 1; False where there is none."""
        values = [option.value for option in (*self.page.options, *self.page.ticks)]
        if not 1 <= number <= len(values):
            return False
        for buttons in (self.answers, self.ticks):
            made = buttons.buttons.get(values[number - 1]) if buttons is not None else None
            if made is not None:
                made.click()
                return True
        return False

    def press(self, control: str) -> bool:
        """Press a control by its value; False where it is not there."""
        if self.controls is None or control not in self.controls.buttons:
            return False
        self.controls.buttons[control].click()
        return True

    # what the person does

    def on_pressed(self, value: str) -> None:
        """An answer; in a question of many it is only ticked."""
        if self._many and self.answers is not None:
            settle_ticks(self.answers, value)
            self.typed.emit(self.answers.ticked())
            return
        self._give(as_answer(value))

    def on_done(self) -> None:
        """What is ticked or typed is the answer; while there is none, the keyboard stays there."""
        answer: Answer | None = None
        if self._many and self.answers is not None:
            ticked = self.answers.ticked()
            answer = as_answer(ticked[0]) if len(ticked) == 1 and ticked[0] in {UNKNOWN, DECLINED} else ticked
        elif self.input is not None:
            answer = self.input.answer()
        if answer or (answer == 0 and not isinstance(answer, tuple)):
            self._give(answer)
        else:
            self.focus()

    def _give(self, answer: Answer) -> None:
        if self.answers is not None and not self._many:
            self.answers.mark(value_of(answer))
        self.answered.emit(answer)

    def on_control(self, value: str) -> None:
        """One of the controls. It is marked until the page changes."""
        if self.controls is not None:
            self.controls.mark(value)
        self.pressed.emit(value)

    # building

    @property
    def _many(self) -> bool:
        return asks_for_many(self.page)

    def _show_texts(self, texts: Sequence[Shown], *, asked: bool) -> None:
        empty(self._said)
        self.listen_button.set_texts(texts)
        self.listen_button.setVisible(bool(texts))
        self.texts = []
        for number, shown in enumerate(texts):
            # Larger texts are large enough without it, and leave room for the answers.
            larger = asked and number == 0 and self.context.settings.text_percent <= USUAL
            px = self._px(ASKED_PX if larger else SAID_PX)
            label = person_label(self.context, shown, px)
            self._said.addWidget(label)
            self.texts.append(label)

    def _show_ticks(self, ticks: Sequence[AnswerOption]) -> None:
        empty(self._ticks)
        self.ticks = None
        if ticks:
            self.ticks = PersonButtons(
                self.context, ticks, px=self._px(ANSWER_PX - 4), columns=2, least=self._px(TICK_LEAST), ticks=True
            )
            self.ticks.pressed.connect(self._on_ticked)
            self._ticks.addWidget(self.ticks)

    def _show_more(self, texts: Sequence[Shown]) -> None:
        empty(self._more)
        for shown in texts:
            self._more.addWidget(person_label(self.context, shown, self._px(MORE_PX)))

    def _show_asked(self, shown: PersonPage, tag: str) -> None:
        empty(self._asked)
        self.answers = self.done_button = self.input = None
        if shown.question is not None:
            self.input = field_for(self.context, shown.question, tag)
        if shown.options:
            self._make_answers(shown.options)
        if (self._many or self.input is not None) and shown.next_words is not None:
            self._make_done(shown.next_words)
        if self.input is None:
            self._place(self.answers, self.done_button)
            return
        if self.input.field is not None and shown.texts:
            self.input.field.setAccessibleName(strip_invisible(shown.texts[0].text))
        self.input.typed.connect(lambda text: self.typed.emit((text,)))
        self.input.done.connect(self.on_done)
        if isinstance(self.input, WrittenField):
            self._place(self.input, self.done_button, self.answers)
        else:
            beside = column_widget(self.done_button, self.answers, None)
            self._place(beside_each_other(self.context, self.input, beside))

    def _place(self, *parts: QWidget | None) -> None:
        for part in parts:
            if part is not None:
                self._asked.addWidget(part)

    def _make_answers(self, options: Sequence[AnswerOption]) -> None:
        few = len(options) <= FEW
        # Beside digits or a date there is room for one column only.
        narrow = self.input is not None and not isinstance(self.input, WrittenField)
        self.answers = PersonButtons(
            self.context,
            options,
            px=self._px(ANSWER_PX if few and self.context.settings.text_percent <= USUAL else MANY_PX),
            columns=1 if narrow else 2 if few or self._many else 3,
            least=self._px(ANSWER_LEAST),
            ticks=self._many,
            high=self._px(HIGH if few and self.input is None else 0 if self._many else ANSWER_HEIGHT - 8),
        )
        self.answers.pressed.connect(self.on_pressed)

    def _make_done(self, words: Shown) -> None:
        self.done_button = AnswerButton(
            self.context, AnswerOption(DONE, words, "", "next"), px=self._px(ANSWER_PX)
        )
        self.done_button.setProperty("role", "given")
        self.done_button.clicked.connect(lambda _checked=False: self.on_done())

    def _on_ticked(self, _value: str) -> None:
        if self.ticks is not None:
            self.typed.emit(self.ticks.ticked())

    def _show_controls(self, controls: Sequence[AnswerOption]) -> None:
        for layout in (self._controls_host, self._stop_host):
            empty(layout)
        self.controls = PersonButtons(
            self.context,
            controls,
            px=self._px(CONTROL_PX),
            columns=max(len(controls), 1),
            least=self._px(CONTROL_LEAST),
            compact=True,
            high=CONTROL_HEIGHT,
        )
        self.controls.pressed.connect(self.on_control)
        self._controls_host.addWidget(self.controls)
        if not self._controls_stay and STOP in self.controls.buttons:
            self._stop_host.addWidget(self.controls.buttons[STOP])

    def _show_given(self, shown: PersonPage) -> None:
        if self.ticks is not None:
            self.ticks.show_ticked(shown.typed)
        if self._many and self.answers is not None:
            given = shown.given if isinstance(shown.given, tuple) else (value_of(shown.given) or "",)
            self.answers.show_ticked(shown.typed or given)
        elif self.answers is not None:
            self.answers.mark(value_of(shown.given))
        if self.input is not None:
            given_text = str(shown.given) if isinstance(shown.given, str | int) else ""
            self.input.show_text(shown.typed[0] if shown.typed else given_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size()
        large = room.width() >= LARGE_FROM[0] and room.height() >= LARGE_FROM[1]
        if large != self._large:
            self._large = large
            self._draw_anew()
        self.fit()

    def _draw_anew(self) -> None:
        """The same page in another size, with what is ticked or typed on it."""
        shown, typed = self.page, self._typed_now()
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.page, self.texts, self.controls = PersonPage(), [], None
        for layout in (self._ticks, self._more, self._asked):
            empty(layout)
        self.answers = self.ticks = self.done_button = self.input = None
        if shown.texts:
            self.show_page(replace(shown, typed=typed or shown.typed))
        if had_keyboard:
            self.focus()

    def _typed_now(self) -> tuple[str, ...]:
        if self.input is not None:
            return (self.input.text(),)
        ticked = self.answers if self._many else self.ticks
        return ticked.ticked() if ticked is not None else ()
