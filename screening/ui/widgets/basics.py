"""Labels, buttons, cards and pages that carry their role for the style sheet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from screening.languages.bidi import strip_invisible
from screening.ui.tokens import GRID, TARGET_PX
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.words import Words

READ, WORKED = 52, 76
"""Widest page, in heights of a line: for reading, and for two things side by side."""
RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
REPEATS = "repeats"
"""Property of a button that one presses several times in a row, such as a digit: each tap counts."""


def short_label(text: str, role: str = "") -> QLabel:
    """A label on one line."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if (said := strip_invisible(text)) != text:
        label.setAccessibleName(said)
    if role:
        label.setProperty("role", role)
    return label


def wrapped(text: str, metrics: QFontMetrics, room: int) -> list[str]:
    """A text on as many lines as it takes in a room so wide; a word is never broken."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class PressButton(QPushButton):
    """A push button that Enter presses too, wherever it stands; where it is narrow, its words wrap."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setText(text)
        self.setAutoDefault(False)
        self.setMinimumHeight(TARGET_PX)

    def setText(self, text: str) -> None:
        """Qt tells a screen reader the words as they are; marks of direction in them are read out."""
        super().setText(text)
        if (said := strip_invisible(text)) != text:
            self.setAccessibleName(said)

    def _lines(self, width: int) -> list[str]:
        """The words, on as many lines as a width asks for."""
        metrics = self.fontMetrics()
        room = width - (super().sizeHint().width() - metrics.horizontalAdvance(self.text()))
        return wrapped(self.text(), metrics, room)

    def minimumSizeHint(self) -> QSize:
        hint, metrics = super().sizeHint(), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        edges = hint.width() - metrics.horizontalAdvance(self.text())
        return QSize(min(hint.width(), widest + edges), hint.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        hint = super().sizeHint()
        more = len(self._lines(width)) - 1 if width < hint.width() else 0
        return max(hint.height() + more * self.fontMetrics().lineSpacing(), TARGET_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A layout gives a button the height of its hint, whatever its words ask for at this width.
        needed = self.heightForWidth(event.size().width())
        if self.layout() is None and needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= super().sizeHint().width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(self._lines(self.width()))
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)
        if not self.hasFocus():
            bring_into_view(QApplication.focusWidget())  # Tab does this by itself, the arrows do not


class LaidOutButton(PressButton):
    """A button with a layout in it: as large as what is laid out, and never smaller."""

    least_height = TARGET_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        QPushButton.paintEvent(self, event)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(self.least_height, layout.heightForWidth(width) if layout else 0)


def bring_into_view(widget: QWidget | None) -> None:
    """Scroll the page to a widget, and what scrolls within it."""
    parent = widget.parentWidget() if widget is not None else None
    while parent is not None and widget is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, GRID)
        parent = parent.parentWidget()


class Check(QCheckBox):
    """A box to tick whose words wrap where the page is narrow."""

    def _lines(self, width: int) -> list[str]:
        metrics = self.fontMetrics()
        room = width - (super().sizeHint().width() - metrics.horizontalAdvance(self.text()))
        return wrapped(self.text(), metrics, room)

    def minimumSizeHint(self) -> QSize:
        hint, metrics = super().sizeHint(), self.fontMetrics()
        widest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(hint.width() - metrics.horizontalAdvance(self.text()) + widest, hint.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        more = len(self._lines(width)) - 1
        return super().sizeHint().height() + more * self.fontMetrics().lineSpacing()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(self._lines(self.width()))
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_CheckBox, option)


def check(text: str) -> Check:
    """A box to tick; its words may stand on several lines."""
    made = Check(text)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


class Combo(QComboBox):
    """A list to choose one of, whose entries are large enough for a finger."""

    def __init__(self) -> None:
        super().__init__()
        # The box's own delegate draws entries without asking the style sheet how high they are.
        self.setItemDelegate(QStyledItemDelegate(self))


def button(text: str, on_click: Callable[[], object] | None = None, role: str = "") -> PressButton:
    """A push button of full target height."""
    made = PressButton(text)
    if role:
        made.setProperty("role", role)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def card(layout: QLayout | None = None, role: str = "card", margin: int = 2 * GRID) -> QFrame:
    """A quiet card around a layout."""
    frame = QFrame()
    frame.setProperty("role", role)
    if layout is not None:
        layout.setContentsMargins(margin, margin, margin, margin)
        frame.setLayout(layout)
    return frame


def line() -> QFrame:
    """A thin line between two things."""
    frame = QFrame()
    frame.setProperty("role", "line")
    frame.setFixedHeight(1)
    return frame


def row(*items: QWidget | None, spacing: int = GRID, stack_below: int = 0) -> Row:
    """Widgets side by side, and in the next line where the row is full; None is a stretch."""
    layout = Row(stack_below=stack_below)
    layout.setSpacing(spacing)
    _fill(layout, items)
    return layout


def column(*items: QWidget | None, spacing: int = GRID) -> QVBoxLayout:
    """Widgets one under another; None is a stretch."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    _fill(layout, items)
    return layout


def _fill(layout: QHBoxLayout | QVBoxLayout, items: tuple[QWidget | None, ...]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        else:
            layout.addWidget(item)


def labelled(words: str, widget: QWidget, *, hint: str = "", beside: QWidget | None = None) -> QVBoxLayout:
    """An input under its label, which names it for screen readers too; `hint` is said before typing."""
    label = short_label(words, "strong")
    label.setBuddy(widget)
    target = widget.focusProxy() or widget
    target.setAccessibleName(strip_invisible(words))
    parts = [] if target is widget else widget.findChildren(QPushButton)
    for each in filter(None, (*parts, beside)):
        # Other fields on the page have such a button too.
        each.setAccessibleDescription(strip_invisible(words))
    layout = column(label, spacing=GRID // 2)
    if hint:
        layout.addWidget(Words(hint, "quiet"))
        target.setAccessibleDescription(strip_invisible(hint))
    if beside is None:
        layout.addWidget(widget)
    else:
        line_of_two = row(widget, beside)
        line_of_two.setStretch(0, 1)
        layout.addLayout(line_of_two)
    return layout


class Page(QWidget):
    """A page on the quiet ground. Wide screens do not stretch it: what is on it stands in the middle.

    `widest` is counted in heights of a line of text. `ends`: it is as high as its words at the width it has,
    and their height at other widths leaves no gap below. `gives`: what scrolls inside it gives way before the page
    itself scrolls.
    """

    def __init__(
        self, layout: QLayout, margin: int, widest: int, *, ends: bool = False, gives: bool = False
    ) -> None:
        super().__init__()
        self._margin, self._widest, self._ends, self._gives = margin, widest, ends, gives
        self._side = margin
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        """As narrow as what is on it: the room left free beside it does not hold the window open."""
        hint = super().minimumSizeHint()
        return QSize(hint.width() - 2 * (self._side - self._margin), 0 if self._ends else hint.height())

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        if self._gives and layout is not None:
            return layout.minimumHeightForWidth(width)
        return super().heightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        free = event.size().width() - self._widest * self.fontMetrics().height()
        side, layout = max(self._margin, free // 2), self.layout()
        if layout is not None and side != self._side:
            self._side = side
            layout.setContentsMargins(side, self._margin, side, self._margin)


def page(layout: QLayout, margin: int = 3 * GRID, *, widest: int = READ, gives: bool = False) -> Page:
    """A page on the quiet ground."""
    return Page(layout, margin, widest, gives=gives)


def centred_page(layout: QVBoxLayout) -> QScrollArea:
    """A column in the middle of a page that scrolls; what is in it limits its width."""
    beside = QHBoxLayout()
    beside.addStretch(1)
    beside.addLayout(layout, 8)
    beside.addStretch(1)
    return scrolled(page(beside))


class _Keyless(QScrollArea):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def scrolled(widget: QWidget, *, keys: bool = True, finger: bool = False) -> QScrollArea:
    """A page that scrolls when the screen is too small; it never scrolls sideways.

    Without `keys`, Page Up and Down go on to the screen that holds it. `finger`: a finger drags it, where the
    person uses it; a drag presses nothing.
    """
    area = QScrollArea() if keys else _Keyless()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if finger:
        QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    return area


def scrolled_page(
    layout: QLayout, margin: int = 3 * GRID, *, widest: int = READ, finger: bool = False
) -> QScrollArea:
    """A page on the quiet ground that scrolls and ends where its words end."""
    return scrolled(Page(layout, margin, widest, ends=True), finger=finger)


def empty(layout: QLayout) -> None:
    """Throw away what stands in a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role and dress it anew."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def settle_layout() -> None:
    """Lay out now what was added: otherwise new parts are painted once squeezed into the room of the old."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def set_tab_order(*widgets: QWidget) -> None:
    """Tab goes through the widgets in this order."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)
