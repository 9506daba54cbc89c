"""The person's side over the whole window, or on another display: the officer's keys go on, nothing else shows."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from screening.ui.context import UiContext
from screening.ui.person.controls import CONTROL_KEYS, NEXT, SKIP
from screening.ui.person.side import PersonSide
from screening.ui.person.view import PersonView
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, row, set_role

NEUTRAL_TITLE = "Screening"


class ShownPage(QWidget):
    """The person's side and the keys that also work beside it: digits, Backspace and F5 to F9.

    Signals: `back_asked()` for Esc, and for the small button, where there is one; `used()` when something was
    pressed there with mouse or finger.
    """

    back_asked = Signal()
    used = Signal()

    def __init__(self, context: UiContext, side: PersonSide, *, way_back: bool) -> None:
        super().__init__()
        self.context, self._side = context, side
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = PersonView(context)
        self.view.answered.connect(self._on_answered)
        self.view.pressed.connect(self._on_pressed)
        self.view.typed.connect(side.typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        self.back_button = button("", self.back_asked.emit, role="quiet")
        self.back_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back = row(None, self.back_button)
        back.setContentsMargins(2 * GRID, 0, 2 * GRID, 0)
        layout.addLayout(back)
        self.back_button.setVisible(way_back)
        self.say_wanted(wanted=False)

    def say_wanted(self, *, wanted: bool) -> None:
        """Whether something waits on the officer's side: one word more on their button, none for the person."""
        _ = self.context._
        self.back_button.setText(_("Look at your side (F4)") if wanted else _("Back to both sides (F4)"))
        set_role(self.back_button, "" if wanted else "quiet")

    def refresh(self, *, keyboard: bool) -> None:
        """Show what stands on the person's side now; `keyboard`: whether it goes there."""
        page = self._side.page()
        anew = page != self.view.page
        self.view.show_page(page)
        if keyboard and (anew or self.focusWidget() is None or not self.focusWidget().isVisible()):
            self.view.focus()

    def _on_answered(self, answer: object) -> None:
        self._side.answered(answer, self.view.page)  # type: ignore[arg-type]  # Qt's signals carry any object
        self.used.emit()

    def _on_pressed(self, control: str) -> None:
        self._side.pressed(control)
        self.used.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits answer, Backspace and F5 to F9 do what they do on the officer's side; Esc goes back there."""
        typing = isinstance(self.window().focusWidget(), QPlainTextEdit | QLineEdit)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.back_asked.emit()
        elif not typing and event.text().isdecimal():
            if not event.isAutoRepeat():  # a key held down answers once
                self.view.pick(int(event.text()))
        elif key in CONTROL_KEYS and not event.isAutoRepeat():
            control = CONTROL_KEYS[Qt.Key(key)]
            # A text that asks nothing is gone on from, not skipped.
            if not self.view.press(control) and control == SKIP:
                self.view.press(NEXT)
        else:
            super().keyPressEvent(event)


class PersonWindow(QWidget):
    """The person's side on a display of its own: no title that tells anything, no way out in it."""

    def __init__(self, context: UiContext, side: PersonSide) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(NEUTRAL_TITLE)
        # The keyboard stays with the officer.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.shown_page = ShownPage(context, side, way_back=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.shown_page)
        self._refresh = QTimer(self, singleShot=True, interval=0)
        self._refresh.timeout.connect(lambda: self.shown_page.refresh(keyboard=False))

    def refresh_soon(self) -> None:
        """Once the officer's side is painted: nothing there waits for the other display."""
        self._refresh.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the officer takes it away."""
        event.ignore()
