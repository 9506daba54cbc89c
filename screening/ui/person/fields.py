"""What the person types or sets with a finger: a text, a number with large digits, a date in three large steps."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from screening.core.answer import Answer
from screening.core.instrument import Question, QuestionType
from screening.languages.bidi import month_names, one_of_each, strip_invisible
from screening.operations.talk import NOTE_LIMIT
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import REPEATS, button
from screening.ui.widgets.icons import icon
from screening.ui.widgets.person_text import PersonText

FIELD_PX = 26
KEY_PX = 64
"""A digit for a finger is so wide and high at least."""
TEXT_HEIGHT = 140
EARLIEST_YEAR = 1900
MOST_DIGITS = 9


class PersonField(QWidget):
    """A field of the person's own. `tag`: the language it is written in.

    Signals: `typed(str)` with what stands there after each change by hand; `done()` for Enter.
    """

    typed = Signal(str)
    done = Signal()

    def __init__(self, context: UiContext, tag: str) -> None:
        super().__init__()
        self.context, self.tag = context, tag
        self.setLayoutDirection(context.direction(tag))
        self.field: QLineEdit | QPlainTextEdit | None = None

    def text(self) -> str:
        """What stands there."""
        raise NotImplementedError

    def show_text(self, text: str) -> None:
        """Let something stand there without telling anybody."""
        raise NotImplementedError

    def answer(self) -> Answer | None:
        """The answer it is; None while there is none."""
        return self.text().strip() or None

    def focus(self) -> None:
        """Put the keyboard there."""
        if self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class WrittenField(PersonField):
    """A text in any language, in large letters."""

    def __init__(self, context: UiContext, tag: str) -> None:
        super().__init__(context, tag)
        self.edit = QPlainTextEdit()
        self.field = self.edit
        self.edit.setFont(context.font(tag, FIELD_PX))
        self.edit.setProperty("role", "person")
        option = self.edit.document().defaultTextOption()
        option.setTextDirection(context.direction(tag))
        self.edit.document().setDefaultTextOption(option)
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(context.px(TEXT_HEIGHT))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        self.edit.textChanged.connect(lambda: self.typed.emit(self.text()))

    def text(self) -> str:
        return self.edit.toPlainText()[:NOTE_LIMIT]

    def show_text(self, text: str) -> None:
        if text != self.edit.toPlainText():
            self.edit.blockSignals(True)
            self.edit.setPlainText(text)
            self.edit.blockSignals(False)


class NumberField(PersonField):
    """A number under which the digits stand, as on a telephone."""

    def __init__(self, context: UiContext, tag: str) -> None:
        super().__init__(context, tag)
        self.edit = QLineEdit()
        self.field = self.edit
        self.edit.setProperty("role", "person")
        self.edit.setFont(context.font(tag, FIELD_PX + 6))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.edit.setMaxLength(MOST_DIGITS)
        self.edit.setValidator(QIntValidator(0, 999_999_999, self.edit))
        self.edit.textChanged.connect(self._on_changed)
        self.edit.returnPressed.connect(self.done)
        self.digits: dict[str, QPushButton] = {}
        keys = QWidget()
        # Telephones and tills have their digits so in every language.
        keys.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        for at, digit in enumerate("123456789"):
            grid.addWidget(self._digit(digit), at // 3, at % 3)
        grid.addWidget(self._digit("0"), 3, 1)
        self.rub_out = _key(context, "", self._on_rub_out, icon_name="rub_out")
        self._name_rub_out()
        grid.addWidget(self.rub_out, 3, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.edit)
        layout.addWidget(keys)
        self.setMaximumWidth(context.px(6 * KEY_PX))

    def _digit(self, digit: str) -> QPushButton:
        made = _key(self.context, digit, lambda: self.edit.insert(digit))
        self.digits[digit] = made
        return made

    def _on_changed(self, text: str) -> None:
        self._name_rub_out()
        self.typed.emit(text)

    def _name_rub_out(self) -> None:
        """By the number that it takes a digit from."""
        self.rub_out.setAccessibleName(f"⌫ {self.edit.text()}".strip())

    def _on_rub_out(self) -> None:
        self.edit.end(False)
        self.edit.backspace()

    def text(self) -> str:
        return self.edit.text()

    def show_text(self, text: str) -> None:
        self.edit.blockSignals(True)
        self.edit.setText(text)
        self.edit.blockSignals(False)
        self._name_rub_out()

    def answer(self) -> Answer | None:
        return int(self.text()) if self.text().isdecimal() else None


class DateField(PersonField):
    """Year, month and day, each one up or down at a press; the month by its name. It begins with nothing."""

    def __init__(self, context: UiContext, tag: str, today: datetime.date) -> None:
        super().__init__(context, tag)
        language = context.languages[tag]
        self._today, self._months, self._ones = today, month_names(language), one_of_each(language)
        self._date: datetime.date | None = None
        self.labels: list[PersonText] = []
        self.steps: dict[tuple[str, int], QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        for at, part in enumerate(("year", "month", "day")):
            for line, (by, name) in ((0, (1, "more")), (2, (-1, "less"))):
                made = _key(context, "", lambda p=part, b=by: self.step(p, b), icon_name=name)  # type: ignore[misc]
                self.steps[part, by] = made
                grid.addWidget(made, line, at)
            label = PersonText(context, tag, px=FIELD_PX)
            self.labels.append(label)
            grid.addWidget(label, 1, at, Qt.AlignmentFlag.AlignCenter)
            grid.setColumnStretch(at, 1)
        self.setMaximumWidth(context.px(10 * KEY_PX))
        self._show()

    def step(self, part: str, by: int) -> None:
        """One more or one less; the first press begins at today."""
        self._date = stepped(self._date, part, by) if self._date is not None else self._today
        self._show()
        self.typed.emit(self.text())

    def _show(self) -> None:
        day = self._date
        words = (str(day.year), self._months[day.month - 1], str(day.day)) if day else ("–", "–", "–")
        for label, text in zip(self.labels, words, strict=True):
            label.show_text(text)
            label.setMinimumWidth(label.sizeHint().width())
        for at, part in enumerate(("year", "month", "day")):
            for by, sign in ((1, "+"), (-1, "−")):
                does = f"{sign} {self._ones[part]}"
                self.steps[part, by].setAccessibleName(strip_invisible(f"{words[at]}, {does}") if day else does)

    def text(self) -> str:
        return self._date.isoformat() if self._date else ""

    def show_text(self, text: str) -> None:
        try:
            self._date = datetime.date.fromisoformat(text)
        except ValueError:
            self._date = None
        self._show()

    def focus(self) -> None:
        self.steps["year", 1].setFocus(Qt.FocusReason.OtherFocusReason)


def stepped(day: datetime.date, part: str, by: int) -> datetime.date:
    """A date with its year, month or day one further; round and round, and never a day that is not there."""
    if part == "year":
        year, month, wanted = min(max(day.year + by, EARLIEST_YEAR), 2100), day.month, day.day
    elif part == "month":
        year, month, wanted = day.year, (day.month - 1 + by) % 12 + 1, day.day
    else:
        year, month, wanted = day.year, day.month, (day.day - 1 + by) % _days(day.year, day.month) + 1
    return datetime.date(year, month, min(wanted, _days(year, month)))


def _days(year: int, month: int) -> int:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


def _key(context: UiContext, words: str, act: Callable[[], object], *, icon_name: str = "") -> QPushButton:
    made = button(words, act)
    made.setMinimumSize(context.px(KEY_PX), context.px(KEY_PX))
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setProperty("role", "digit")
    made.setProperty(REPEATS, True)
    if icon_name:
        size = context.px(FIELD_PX)
        made.setIcon(icon(icon_name, context.tokens.accent, size))
        made.setIconSize(QSize(size, size))
    return made


def field_for(context: UiContext, question: Question, tag: str) -> PersonField | None:
    """The field that a question's answer is put into; None where answers are pressed."""
    match question.type:
        case QuestionType.TEXT:
            return WrittenField(context, tag)
        case QuestionType.INTEGER:
            return NumberField(context, tag)
        case QuestionType.DATE:
            return DateField(context, tag, datetime.date.today())
        case _:
            return None
