"""The person's answers as large buttons: a pictogram, their own word, and the officer's word under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.heard.listen import ListenButton, show_heard
from screening.ui.widgets.basics import LaidOutButton, set_role
from screening.ui.widgets.beside import Beside
from screening.ui.widgets.icons import icon_pixmap
from screening.ui.widgets.layouts import EvenCells
from screening.ui.widgets.person_text import PersonText

ANSWER_PX = 19
ANSWER_HEIGHT = 72
ICON_PX = 26
CONTROL_PX, CONTROL_HEIGHT = 17, 60
"""What may always be done beside the answers stands closer."""
LEAST_PX = 150
"""No answer is narrower, so that its words stay whole; where several would be, there are fewer columns."""

LEAST_EAR_PX = 80
"""What an ear and its distance take beside the words."""
LEAST_CONTROL_PX = 112
CORNER_PX = 18
"""The folded corner of the answer that stands."""


@dataclass(frozen=True)
class AnswerOption:
    """One answer: its value, the person's words, the officer's words, a pictogram and the key that gives it."""

    value: str
    person: Shown
    officer: str
    icon: str = ""
    key: str = ""


class AnswerButton(LaidOutButton):
    """One large answer. Clicking it, or its key, gives the answer."""

    least_height = ANSWER_HEIGHT

    def __init__(
        self,
        context: UiContext,
        option: AnswerOption,
        *,
        checkable: bool = False,
        px: int = ANSWER_PX,
        compact: bool = False,
    ) -> None:
        super().__init__()
        self._context = context
        self.option = option
        self.setCheckable(checkable)
        if compact:
            self.least_height = CONTROL_HEIGHT
        self.setMinimumHeight(self.least_height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        words_of_both = filter(None, (option.officer, option.person.text))
        self.setAccessibleName(strip_invisible(" / ".join(words_of_both)))
        # The pictogram stands beside the person's word, so the whole button runs in the person's direction.
        self.setLayoutDirection(context.direction(option.person.language))
        outer = QHBoxLayout(self)
        edge = 8 if compact else 12
        outer.setContentsMargins(edge, 4 if compact else 6, edge, 4 if compact else 6)
        outer.setSpacing(edge)
        picture = QLabel() if option.icon else None
        if picture is not None:
            mirrored = option.icon in {"back", "skip", "next"} and self._rtl()
            size = context.px(ICON_PX + px - ANSWER_PX)
            picture.setPixmap(icon_pixmap(option.icon, context.tokens.accent, size, mirrored=mirrored))
            picture.setFixedWidth(size)
        if picture is not None and not compact:
            outer.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self.person_label = PersonText(context, option.person.language, px=px)
        self.person_label.show_person(option.person)
        same = option.officer == option.person.text
        self.officer_label = QLabel(option.key if same else f"{option.key}  {option.officer}".strip())
        self.officer_label.setWordWrap(True)
        self.officer_label.setTextFormat(Qt.TextFormat.PlainText)
        self.officer_label.setProperty("role", "quiet")
        if compact and picture is not None:
            self._close_together(outer, picture)
        else:
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addStretch(1)
            words.addWidget(self.person_label)
            if self.officer_label.text():
                words.addWidget(self.officer_label)
            words.addStretch(1)
            outer.addLayout(words, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            child.setAccessibleName("")
        self.officer_label.setAccessibleName(strip_invisible(self.officer_label.text()))
        self.stands = False
        self.ear: ListenButton | None = None
        if not compact and context.voice.has(option.person):
            self._add_ear(outer)

    def _close_together(self, outer: QHBoxLayout, picture: QLabel) -> None:
        """Small ones: the pictogram, with the officer's word where both read, beside the words or at them."""
        if not self.officer_label.text():
            picture.setFixedHeight(picture.sizeHint().height())
            Beside(outer, self.person_label, picture, small_first=True, stretch=1)
            return
        self.officer_label.setWordWrap(False)
        both = QWidget()
        beside = QHBoxLayout(both)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(6)
        beside.addWidget(picture)
        beside.addWidget(self.officer_label)
        Beside(outer, self.person_label, both, spacing=2, stretch=1)

    def _add_ear(self, outer: QHBoxLayout) -> None:
        """Beside the word, to hear it; what is heard is framed."""
        self.ear = ListenButton(self._context, (self.option.person,), small=True)
        self.ear.heard_changed.connect(lambda heard: show_heard(self, heard))
        outer.addWidget(self.ear, 0, Qt.AlignmentFlag.AlignVCenter)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of a double click is none: by then the next question may stand there, unread."""
        event.accept()

    def show_stands(self, stands: bool) -> None:
        """Whether it is the answer that stands, or is on its way to the disk: a folded corner says so, not the
        colour alone."""
        self.setDown(False)
        set_role(self, "given" if stands else "")
        if stands != self.stands:
            self.stands = stands
            self.setAccessibleDescription(self._context._("The answer that stands") if stands else "")

    def _rtl(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.stands:
            edge, wide = self._context.tokens.ring_px, self.width()
            corner = QPointF(edge if self._rtl() else wide - edge, edge)
            along = CORNER_PX if self._rtl() else -CORNER_PX
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._context.tokens.accent))
            painter.drawPolygon((corner, corner + QPointF(along, 0), corner + QPointF(0, CORNER_PX)))


class AnswerButtons(QWidget):
    """Buttons by their values, of which one may stand, or several may be ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, AnswerButton] = {}

    def mark(self, value: str | None) -> None:
        """Show which answer stands, or is on its way to the disk."""
        for each, made in self.buttons.items():
            made.show_stands(each == value)

    def ticked(self) -> tuple[str, ...]:
        """The ticked values, in order."""
        return tuple(value for value, made in self.buttons.items() if made.isChecked())


class AnswerGrid(AnswerButtons):
    """Answers in equal cells, in fewer columns where they would be narrow.

    Arrows move, Enter or Space gives the one in focus.

    Signals: `answered(str)` with the option's value.
    """

    answered = Signal(str)

    def __init__(
        self,
        context: UiContext,
        options: Sequence[AnswerOption],
        columns: int,
        *,
        checkable: bool = False,
        controls: bool = False,
    ) -> None:
        """`controls`: what may always be done, closer together and in even lines."""
        super().__init__()
        px, least = (CONTROL_PX, LEAST_CONTROL_PX) if controls else (ANSWER_PX, LEAST_PX)
        if not controls and any(context.voice.has(option.person) for option in options):
            least += LEAST_EAR_PX
        layout = EvenCells(self, columns, context.px(least))
        for option in options:
            made = AnswerButton(context, option, checkable=checkable, px=px, compact=controls)
            made.clicked.connect(lambda _checked=False, value=option.value: self.answered.emit(value))
            layout.addWidget(made)
            self.buttons[option.value] = made
