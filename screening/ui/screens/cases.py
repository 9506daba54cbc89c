"""The case list: find a case, go on with it, begin a new one, lock."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from screening.core.case import CaseSummary, Situation
from screening.core.errors import ScreeningError
from screening.core.roles import Permission
from screening.languages.terms import SITUATION
from screening.operations.cases import list_cases
from screening.operations.retention import count_due
from screening.operations.session import Session
from screening.ui.actions import AT_THE_CASES, Action
from screening.ui.context import UiContext
from screening.ui.models.cases_model import CasesModel, Column
from screening.ui.tokens import GRID
from screening.ui.widgets.action_menu import ActionMenu
from screening.ui.widgets.basics import (
    WORKED,
    button,
    card,
    column,
    page,
    row,
    scrolled,
    set_tab_order,
    short_label,
)
from screening.ui.widgets.case_table import WIDTHS, CaseTable
from screening.ui.widgets.cases_foot import CasesFoot
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.icons import icon
from screening.ui.widgets.words import Words

STATE_LEAST_PX = 22 * GRID
BY_WEIGHT = (Column.OPENED, Column.NEXT_STEP, Column.LANGUAGE, Column.SITUATION)
"""The columns beside number and state, those first that are kept longest where the window is narrow."""


class Listed(NamedTuple):
    """The cases of a list, how many of all are due (None: not counted), and the day that it was asked on."""

    cases: list[CaseSummary]
    due: int | None
    today: str


class CasesScreen(QWidget):
    """Search, table, new case.

    Signals: `case_opened(str)` with the id; `new_case_asked(Situation)`; `erase_asked(CaseSummary)`;
    `review_asked()` for the page where due cases are kept or erased; `asked(Action)` for what belongs to the whole
    window; `listed()` when the newest list is shown.
    """

    case_opened = Signal(str)
    new_case_asked = Signal(object)
    erase_asked = Signal(object)
    review_asked = Signal()
    asked = Signal(object)
    listed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context
        self._session: Session | None = None
        self._newest = 0
        self._shown = 0
        self._enter_waits = False
        self.model = CasesModel(context)
        self.search_edit = self._make_search()
        self.new_button = button(context._("New case"), self.show_situations, "primary")
        self.foot = foot = CasesFoot(context)
        self.lock_button, self.erase_button = foot.lock_button, foot.erase_button
        self.due_button, self.review_button = foot.due_button, foot.review_button
        self.vault_label, self.count_label = foot.vault_label, foot.count_label
        self.training_label = foot.training_label
        self.situation_bar = ChoiceBar([(each.value, context._(SITUATION[each])) for each in Situation])
        self.cancel_button = button(context._("Cancel"), self.hide_situations, "quiet")
        self.case_table = CaseTable(context, self.model)
        self.first_button = button(context._("Begin the first case"), self.show_situations, "primary")
        self.nothing_label = Words(role="heading")
        self.error = Words(role="error")
        self.error.hide()
        self.menu = ActionMenu(context, AT_THE_CASES)
        self.menu.offers_erasing = lambda: self._session is not None and self._session.erase_plan is not None
        self._lay_out()
        self._connect()

    def _make_search(self) -> QLineEdit:
        edit = QLineEdit()
        edit.setPlaceholderText(self.context._("Search cases"))
        edit.setAccessibleName(self.context._("Search cases"))
        edit.addAction(icon("search", self.context.tokens.quiet), QLineEdit.ActionPosition.LeadingPosition)
        return edit

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self.case_table)
        self._empty_page = self._make_empty_page()
        self.pages.addWidget(self._empty_page)
        self._nothing_page = page(column(self.nothing_label, None), margin=2 * GRID)
        self.pages.addWidget(self._nothing_page)
        self.situations = self._make_situations()
        top = row(self.search_edit, self.new_button, self.menu, spacing=2 * GRID)
        top.setStretch(0, 1)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addLayout(top)
        inside.addWidget(self.situations)
        inside.addWidget(self.error)
        inside.addWidget(self.pages, 1)
        inside.addWidget(self.foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page(inside, widest=WORKED))
        self._order_tabs()

    def _order_tabs(self) -> None:
        set_tab_order(
            self.search_edit,
            self.new_button,
            *self.situation_bar.buttons.values(),
            self.cancel_button,
            self.first_button,
            self.case_table,
            *self.foot.buttons,
            self.menu.help_button,
            self.menu.menu_button,
        )

    def _make_empty_page(self) -> QWidget:
        _ = self.context._
        heading = short_label(_("No cases yet"), "heading")
        words = Words(
            _(
                "Find a place where nobody sees or hears you. Then begin: the program first helps you to "
                "look whether it is safe to talk, and asks the person nothing before that."
            )
        )
        buttons = row(self.first_button, None)
        inside = column(heading, words, spacing=2 * GRID)
        inside.addLayout(buttons)
        outer = column(card(inside, margin=4 * GRID), None)
        return scrolled(page(outer, margin=0, widest=WORKED))

    def _make_situations(self) -> QFrame:
        question = short_label(self.context._("Where did you meet the person?"), "strong")
        self.situation_bar.setAccessibleName(question.text())
        heading: QHBoxLayout = row(question, None, self.cancel_button)
        inside = QVBoxLayout()
        inside.setSpacing(GRID)
        inside.addLayout(heading)
        inside.addWidget(self.situation_bar)
        frame = card(inside)
        frame.hide()
        return frame

    def _connect(self) -> None:
        # At once, without waiting for a pause in typing: what is typed over is not looked up.
        self.search_edit.textChanged.connect(self.refresh)
        self.search_edit.returnPressed.connect(self._on_search_returned)
        self.case_table.activated.connect(self._on_activated)
        self.menu.asked.connect(self.asked)
        self.situation_bar.chosen.connect(self._on_situation_chosen)
        for keys, do in (("Ctrl+N", self.show_situations), ("Ctrl+F", self._on_find)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
            shortcut.activatedAmbiguously.connect(do)
        self.case_table.erase_asked.connect(self._on_erase)
        self.foot.erase_asked.connect(self._on_erase)
        self.foot.due_toggled.connect(self.refresh)
        self.foot.review_asked.connect(self.review_asked)
        self.foot.lock_asked.connect(lambda: self.asked.emit(Action.LOCK))
        self.new_button.setToolTip("Ctrl+N")

    def open(self, session: Session) -> None:
        """Show the cases of a vault."""
        self._session = session
        self.foot.open(session, may_erase=session.allows(Permission.ERASE_CASE))
        self.search_edit.setText("")
        self.hide_situations()
        self.refresh()

    @property
    def search_pending(self) -> bool:
        """Whether the list does not yet show what stands in the search field."""
        return self._shown != self._newest

    def focus(self) -> None:
        """Put the keyboard where a case is looked for."""
        self.search_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """List the cases anew, for what is being searched; only the newest list is shown."""
        session = self._session
        if session is None:
            return
        self._newest += 1
        self._enter_waits = False
        number, search = self._newest, self.search_edit.text()
        work = partial(self._list, session, search, number, self.due_button.isChecked())
        self.context.tasks.run(work, partial(self._on_listed, search, number), self.show_error)

    def _list(self, session: Session, search: str, number: int, due: bool) -> Listed | None:
        """On the worker: nothing is looked up for a query that has been typed over."""
        if number != self._newest:
            return None
        # Counted only where nothing is typed: it looks at every case, which a list while typing must not.
        count = None if search.strip() else count_due(session)
        due = due and count != 0
        return Listed(list_cases(session, search, due=due), count, session.now()[:10])

    def _on_listed(self, search: str, number: int, listed: Listed | None) -> None:
        if not isValid(self):  # another look made another list meanwhile
            return
        if listed is None or number != self._newest:
            return
        cases = listed.cases
        self.foot.show_due(listed.due)
        self._shown = number
        self.error.hide()
        marked = self._marked_id()
        self.model.show_cases(cases, listed.today)
        self._fit_columns()
        self._mark(marked)
        self.foot.count(cases, searched=bool(search.strip()))
        if cases:
            self.pages.setCurrentWidget(self.case_table)
        elif search.strip():
            self.nothing_label.show_text(self.context._("No case has what you typed. Look for fewer letters."))
            self.pages.setCurrentWidget(self._nothing_page)
        else:
            self.pages.setCurrentWidget(self._empty_page)
        self.listed.emit()
        if self._enter_waits:
            self._enter_waits = False
            self._on_search_returned()

    def _marked_id(self) -> str | None:
        index = self.case_table.currentIndex()
        return self.model.case(index.row()).id if index.isValid() else None

    def _mark(self, case_id: str | None) -> None:
        """Keep the marked case marked; otherwise the first, so that Enter in the table opens something."""
        at = self.model.row_of(case_id) if case_id is not None else None
        # Not selectRow(): it does nothing where the table reads from right to left (Qt 6.12).
        self.case_table.setCurrentIndex(self.model.index(at or 0, Column.NUMBER))

    def show_error(self, error: ScreeningError) -> None:
        """One clear sentence: what was asked for here could not be done."""
        self.error.show_text(self.context.sentence(error))
        self.error.show()

    def show_situations(self) -> None:
        """Ask where the person was met, in the list itself."""
        self.situation_bar.show_value(None)
        self.situations.show()
        self.situation_bar.focus()

    def hide_situations(self) -> None:
        """Do not begin a case after all."""
        self.situations.hide()
        self.focus()

    def _on_situation_chosen(self, value: str) -> None:
        self.hide_situations()
        self.new_case_asked.emit(Situation(value))

    def _on_activated(self, index: QModelIndex) -> None:
        self.case_opened.emit(self.model.case(index.row()).id)

    def _on_erase(self) -> None:
        """Ask about the marked case; nothing is erased here."""
        index = self.case_table.currentIndex()
        if index.isValid() and self.pages.currentWidget() is self.case_table and self.erase_button.isEnabled():
            self.erase_asked.emit(self.model.case(index.row()))

    def _on_search_entered(self) -> None:
        """Down or Enter goes into the list."""
        if self.pages.currentWidget() is self.case_table:
            self.case_table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_search_returned(self) -> None:
        """Enter opens the only case that is left, and goes into the list otherwise.

        Pressed before the list is there, it waits for it: a number and Enter, typed in one go, open the case.
        """
        if self.search_pending:
            self._enter_waits = True
        elif self.model.rowCount() == 1:
            self._on_activated(self.model.index(0, 0))
        else:
            self._on_search_entered()

    def _on_find(self) -> None:
        self.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_edit.selectAll()

    def _fit_columns(self) -> None:
        """As many columns as have room, so that where a case stands is never out of sight."""
        px, table = self.context.px, self.case_table
        state = max(px(STATE_LEAST_PX), table.sizeHintForColumn(Column.STATE))
        left = table.viewport().width() - px(WIDTHS[Column.NUMBER]) - state
        for each in BY_WEIGHT:
            left -= px(WIDTHS[each])
            table.setColumnHidden(each, left < 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+L locks, unless the window has taken the key already; Esc closes; Down goes into the table."""
        key = event.key()
        if key == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.asked.emit(Action.LOCK)
        elif key == Qt.Key.Key_Escape and self.situations.isVisible():
            self.hide_situations()
        elif key == Qt.Key.Key_Escape and self.search_edit.text():
            self.search_edit.setText("")
        elif key == Qt.Key.Key_Down and self.search_edit.hasFocus():
            self._on_search_entered()
        else:
            super().keyPressEvent(event)
