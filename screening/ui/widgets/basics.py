"""Labels, buttons, cards and pages that carry their role for the style sheet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from screening.languages.bidi import strip_invisible
from screening.ui.tokens import GRID, TARGET_PX

RETURN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Words(QLabel):
    """A label that wraps, takes plain text only, and reads without zero-width characters."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        if role:
            self.setProperty("role", role)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show a text; nothing at all when it is empty."""
        self.setText(text)
        self.setAccessibleName(strip_invisible(text))

    def minimumSizeHint(self) -> object:  # type: ignore[override]
        """Never narrower than a few words, never shorter than its text at that width."""
        hint = super().minimumSizeHint()
        hint.setHeight(max(hint.height(), self.fontMetrics().height()))
        return hint


def short_label(text: str, role: str = "") -> QLabel:
    """A label on one line."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


class PressButton(QPushButton):
    """A push button that Enter presses too, wherever it stands."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        self.setMinimumHeight(TARGET_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


class LaidOutButton(PressButton):
    """A button with a layout in it: as large as what is laid out, and never smaller."""

    least_height = TARGET_PX

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


def row(*items: QWidget | None, spacing: int = GRID) -> QHBoxLayout:
    """Widgets side by side; None is a stretch."""
    layout = QHBoxLayout()
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


def page(layout: QLayout, margin: int = 3 * GRID) -> QWidget:
    """A page on the quiet ground."""
    widget = QWidget()
    widget.setProperty("role", "page")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout.setContentsMargins(margin, margin, margin, margin)
    widget.setLayout(layout)
    return widget


def centred_page(layout: QVBoxLayout) -> QScrollArea:
    """A column in the middle of a page that scrolls; what is in it limits its width."""
    beside = row(None, None)
    beside.insertLayout(1, layout, 8)
    return scrolled(page(beside))


def scrolled(widget: QWidget) -> QScrollArea:
    """A page that scrolls when the screen is too small; it never scrolls sideways."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class _Tall(QWidget):
    """A page as high as its words at the width it has: their height at other widths leaves no gap below."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def scrolled_page(layout: QLayout, margin: int = 3 * GRID) -> QScrollArea:
    """A page on the quiet ground that scrolls and ends where its words end."""
    widget = _Tall()
    widget.setProperty("role", "page")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout.setContentsMargins(margin, margin, margin, margin)
    widget.setLayout(layout)
    return scrolled(widget)


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
