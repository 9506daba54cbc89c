"""What follows the wall of languages: whether it is this one, and the words to wait, large in their language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from screening.languages.bidi import isolate, strip_invisible
from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import LaidOutButton, button, card, column, page, row, scrolled
from screening.ui.widgets.icons import icon_pixmap
from screening.ui.widgets.language_tile import officer_name
from screening.ui.widgets.language_wall import name_line, own_text, person_line, widely_read
from screening.ui.widgets.layouts import Cells
from screening.ui.widgets.person_text import draft_words
from screening.ui.widgets.words import Words

NAME_PX, SAID_PX, SEVERAL_PX, ANSWER_PX = 38, 28, 22, 26
ICON_PX = 52
ANSWER_HEIGHT, ANSWER_LEAST = 96, 220


class PictureButton(LaidOutButton):
    """A pictogram, the person's word where it is there in their language, and small the officer's word."""

    least_height = ANSWER_HEIGHT

    def __init__(self, context: UiContext, picture: str, word: Shown | None, officer: str, key: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        said = word.text if word is not None else ""
        self.setAccessibleName(strip_invisible(" / ".join(filter(None, (officer, said)))))
        if word is not None:
            self.setLayoutDirection(context.direction(word.language))
        drawn = QLabel()
        drawn.setPixmap(icon_pixmap(picture, context.tokens.accent, context.px(ICON_PX)))
        words = column(None, spacing=0)
        if word is not None:
            words.addWidget(person_line(context, word, ANSWER_PX))
        small = Words(f"{key}  {officer}", role="quiet")
        rtl = word is not None and context.languages[word.language].rtl
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        small.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        words.addWidget(small)
        words.addStretch(1)
        layout = row(drawn, spacing=2 * GRID)
        layout.addLayout(words, 1)
        layout.setContentsMargins(24, 8, 24, 8)
        self.setLayout(layout)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class _PersonsPage(QWidget):
    """Large words in the middle; at the foot, small, what the officer must know."""

    def __init__(self, context: UiContext, tag: str) -> None:
        super().__init__()
        self.context = context
        self.said = column(spacing=2 * GRID)
        self.said.setContentsMargins(0, 0, 0, 0)
        host = QWidget()
        host.setLayout(self.said)
        if tag:
            host.setLayoutDirection(context.direction(tag))
        inside = column(None, host, None)
        self.officer_words = Words(role="quiet")
        self.caution = Words(role="caution")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.area = scrolled(page(inside), finger=True)
        outer.addWidget(self.area, 1)
        self.bar = row()
        self.bar.addLayout(column(self.officer_words, self.caution, spacing=GRID // 2), 1)
        self.answers = column(spacing=0)
        outer.addLayout(self.answers)
        outer.addWidget(card(self.bar, role="bar", margin=GRID))
        self.caution.hide()

    def mark(self, *texts: Shown | None) -> None:
        """Say to the officer that words are a draft."""
        words = next(filter(None, (draft_words(self.context, shown) for shown in texts)), "")
        self.caution.show_text(words)
        self.caution.setVisible(bool(words))

    def add_back(self, words: str, on_click: Callable[[], object]) -> None:
        """The way back, beside what the officer reads."""
        self.back_button = button(words, on_click)
        self.bar.insertWidget(0, self.back_button)


class ConfirmPage(_PersonsPage):
    """Is it this language? The person presses yes or no.

    Signals: `agreed()`; `refused()`.
    """

    agreed = Signal()
    refused = Signal()

    def __init__(self, context: UiContext, tag: str) -> None:
        super().__init__(context, tag)
        _ = context._
        language = context.languages[tag]
        self.said.addWidget(name_line(context, language, language.own_name, NAME_PX))
        asked = own_text(context, tag, "wall.this_one")
        if asked is not None:
            self.said.addWidget(person_line(context, asked, SAID_PX))
        yes, no = own_text(context, tag, "answers.yes"), own_text(context, tag, "answers.no")
        self.yes_button = PictureButton(context, "yes", yes, _("Yes"), "1")
        self.no_button = PictureButton(context, "no", no, _("No"), "2")
        self.yes_button.clicked.connect(lambda _checked=False: self.agreed.emit())
        self.no_button.clicked.connect(lambda _checked=False: self.refused.emit())
        host = QWidget()
        host.setLayoutDirection(context.direction(tag))
        cells = Cells(host, 2, context.px(ANSWER_LEAST), 2 * GRID)
        for each in (self.yes_button, self.no_button):
            cells.addWidget(each)
        # Whatever the size of the words above, both answers are in sight.
        self.answers.addWidget(page(column(host)))
        words = _("The person presses: is {language} their language?")
        self.officer_words.show_text(words.format(language=isolate(officer_name(context, language))))
        self.mark(asked, yes, no)
        self.add_back(_("Back"), self.refused.emit)

    def focus(self) -> None:
        """Put the keyboard on yes."""
        self.yes_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 and 2 answer; the arrows go from one answer to the other."""
        answers = {"1": self.yes_button, "2": self.no_button}
        arrows = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
        if event.text() in answers:
            answers[event.text()].click()
        elif event.key() in arrows:
            other = self.no_button if self.yes_button.hasFocus() else self.yes_button
            other.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class WaitPage(_PersonsPage):
    """Please wait: somebody who speaks their language is being found. For an empty tag, in several languages.

    Signals: `left()`.
    """

    left = Signal()

    def __init__(self, context: UiContext, tag: str) -> None:
        super().__init__(context, tag)
        _ = context._
        drawn = QLabel()
        drawn.setPixmap(icon_pixmap("wait", context.tokens.accent, context.px(ICON_PX)))
        self.said.addWidget(drawn)
        if tag:
            self._say_in(tag)
        else:
            texts = widely_read(context, "wall.please_wait")
            for shown in texts:
                self.said.addWidget(person_line(context, shown, SEVERAL_PX))
            self.mark(*texts)
            self.officer_words.show_text(
                _(
                    "Their language is not on the wall. An interpreting service can often tell a language by "
                    "hearing it: let the person say a few words. Help that cannot wait needs no words."
                )
            )
        self.add_back(_("Back"), self.left.emit)

    def _say_in(self, tag: str) -> None:
        _, language = self.context._, self.context.languages[tag]
        if (greeting := own_text(self.context, tag, "wall.greeting")) is not None:
            self.said.addWidget(person_line(self.context, greeting, SEVERAL_PX))
        waiting = own_text(self.context, tag, "wall.please_wait")
        if waiting is not None:
            self.said.addWidget(person_line(self.context, waiting, NAME_PX))
        else:
            self.said.addWidget(name_line(self.context, language, language.own_name, NAME_PX))
        self.mark(waiting)
        words = _(
            "{language} ({own_name}). Find somebody who interprets {language}; nobody who came with the person."
        )
        name = isolate(officer_name(self.context, language))
        self.officer_words.show_text(words.format(language=name, own_name=isolate(language.own_name)))

    def focus(self) -> None:
        """Put the keyboard on the way back."""
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)
