"""Rows to press: a full-width button with wrapping words, and one that unfolds what belongs to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from screening.languages.bidi import strip_invisible
from screening.ui.context import UiContext
from screening.ui.tokens import GRID, TARGET_PX
from screening.ui.widgets.basics import LaidOutButton, short_label
from screening.ui.widgets.icons import icon_pixmap
from screening.ui.widgets.words import Words

ICON_PX = 20
MIRRORED = frozenset({"next", "back"})


class RowButton(LaidOutButton):
    """One thing on a row of its own: its words, a quiet note under them, a short word and an icon behind."""

    def __init__(
        self,
        context: UiContext,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        note: str = "",
        trailing: str = "",
        icon: str = "",
        strong: bool = False,
    ) -> None:
        super().__init__()
        self._context = context
        self.setProperty("role", "row")
        self.setAutoDefault(False)
        self.setMinimumHeight(TARGET_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(strip_invisible(", ".join(part for part in (text, trailing, note) if part)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(text, role="strong" if strong else ""))
        if note:
            words.addWidget(Words(note, role="quiet"))
        layout.addLayout(words, 1)
        if trailing:
            layout.addWidget(short_label(trailing, role="chip"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._picture = QLabel()
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._picture.setVisible(bool(icon))
        if icon:
            self.show_icon(icon)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            # Qt says the text of a label without a name, with the marks in it.
            child.setAccessibleName(strip_invisible(child.text()) if isinstance(child, QLabel) else "")
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def show_icon(self, name: str) -> None:
        """Another icon at the end of the row."""
        mirrored = name in MIRRORED and self._context.translator.language.rtl
        colour = self._context.tokens.accent
        self._picture.setPixmap(icon_pixmap(name, colour, self._context.px(ICON_PX), mirrored=mirrored))


class Fold(QWidget):
    """A row that shows or hides what is under it: Enter, Space, a click or a finger."""

    def __init__(
        self,
        context: UiContext,
        text: str,
        body: QWidget,
        *,
        note: str = "",
        trailing: str = "",
        strong: bool = False,
    ) -> None:
        super().__init__()
        self.head = RowButton(context, text, note=note, trailing=trailing, icon="unfold", strong=strong)
        self.head.setCheckable(True)
        self.head.toggled.connect(self._on_toggled)
        self.body = body
        body.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID // 2)
        layout.addWidget(self.head)
        layout.addWidget(body)

    def unfold(self, shown: bool = True) -> None:
        """Show or hide what is under it."""
        self.head.setChecked(shown)

    def _on_toggled(self, shown: bool) -> None:
        self.body.setVisible(shown)
        self.head.show_icon("fold" if shown else "unfold")
