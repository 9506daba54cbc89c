"""The form as it will print, beside what it tells whom on which consent; print it or save it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from screening.core.errors import ScreeningError
from screening.core.referral import DisclosureKind
from screening.operations import referrals
from screening.operations.referrals import PreparedForm
from screening.ui.context import UiContext
from screening.ui.printing import choose_printer, print_pages, printer_there
from screening.ui.screens.step import StepScreen
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import WORKED, button, card, column, page, row, scrolled_page, short_label
from screening.ui.widgets.folders import choose_folder, shown_path, typed_path
from screening.ui.widgets.form_facts import form_facts
from screening.ui.widgets.pages_view import PagesView
from screening.ui.widgets.words import Words

SIDE_WIDTH = 300
QUEUE_PX = 240


class FormPreviewScreen(StepScreen):
    """Signals: `done()` when the officer has finished with forms; `another_asked()` for another recipient."""

    done = Signal()
    another_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        _ = context._
        self._prepared: PreparedForm | None = None
        self._facts: QWidget | None = None
        self.title = Words(_("The form as it will print"), role="heading")
        self.page_label = short_label("", role="quiet")
        self.given_label = Words(role="chip")
        self.pages = PagesView(context)
        self.pages.page_changed.connect(self._show_page_number)
        self.print_button = button(_("Print"), self.on_print, role="primary")
        self.save_button = button(_("Save as PDF"), self.on_save)
        self.save_card = self._save_card()
        self.another_button = button(_("Another service"), self.another_asked.emit)
        self.done_button = button(_("Done"), self.done.emit)
        queue = Words(_("Printing leaves a copy in the computer's print queue for a while."), role="quiet")
        queue.setMinimumWidth(context.px(QUEUE_PX))
        pages = column(self.pages)
        head = row(self.title, self.page_label)
        head.setStretch(0, 1)
        pages.insertLayout(0, head)
        pages.setStretch(1, 1)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addLayout(pages, 1)
        middle.addWidget(self._side())
        body = QVBoxLayout()
        body.setSpacing(GRID)
        body.addLayout(middle, 1)
        body.addWidget(self.error)
        body.addWidget(self.given_label)
        body.addWidget(self.save_card)
        buttons = row(self.print_button, self.save_button, queue, self.another_button, self.done_button)
        buttons.setStretch(2, 1)
        body.addLayout(buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page(body, margin=2 * GRID, widest=WORKED))

    def _side(self) -> QWidget:
        self._facts_host = column()
        side = scrolled_page(self._facts_host, margin=0)
        self._side_area = side
        return side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page keeps the larger part, also where the words beside it are large."""
        super().resizeEvent(event)
        self._side_area.setFixedWidth(min(self.context.px(SIDE_WIDTH), event.size().width() * 4 // 10))

    def _save_card(self) -> QWidget:
        """Where to save, in the page itself: a file dialog would keep the folder's name."""
        _ = self.context._
        self.folder_edit = QLineEdit(shown_path(Path.home()))
        self.folder_edit.setAccessibleName(_("Folder"))
        self.folder_edit.returnPressed.connect(self.on_save_here)
        self.other_button = button(_("Other folder…"), self.on_other_folder)
        self.save_here_button = button(_("Save here"), self.on_save_here, role="primary")
        made = card(
            row(short_label(_("Folder"), "quiet"), self.folder_edit, self.other_button, self.save_here_button),
            margin=GRID,
        )
        made.hide()
        return made

    def opened(self) -> None:
        """No form of before stays here."""
        self._prepared = None
        self.given_label.hide()
        self.save_card.hide()
        self.pages.clear()

    def typed(self) -> object:
        return self._prepared

    def restore(self, typed: object) -> None:
        if isinstance(typed, PreparedForm):
            self.show_form(typed)

    def show_form(self, prepared: PreparedForm) -> None:
        """Show a form that was just made."""
        self._prepared = prepared
        self.error.hide()
        self.given_label.hide()
        if self._facts is not None:
            self._facts.hide()
            self._facts.deleteLater()
        self._facts = form_facts(self.context, prepared)
        self._facts_host.addWidget(self._facts)
        self.pages.show_pages(prepared.pages)
        self.print_button.setFocus()

    def _show_page_number(self, number: int) -> None:
        text = self.context._("Page {page} of {pages}")
        self.page_label.setText(text.format(page=number, pages=len(self.pages.labels)))

    def on_print(self) -> None:
        """Ask which printer, and print."""
        if self._prepared is None:
            return
        if not printer_there():
            self.error.show_text(
                self.context._("No printer is set up on this computer. Save the form, or connect a printer.")
            )
            self.error.show()
            return
        printer = choose_printer(self, len(self._prepared.pages))
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Print on a chosen printer, and keep that it was."""
        prepared, talk = self._prepared, self.talk
        if prepared is None:
            return
        try:
            print_pages(prepared.pages, printer)
        except ScreeningError as error:
            self.show_error(error)
            return
        self._give(
            lambda: referrals.mark_given(talk, prepared, DisclosureKind.PRINTED),
            self.context._("Sent to the printer. Take every page with you."),
        )

    def on_save(self) -> None:
        """Ask where to save."""
        self.given_label.hide()
        self.save_card.show()
        self.folder_edit.setFocus()
        self.folder_edit.selectAll()

    def on_other_folder(self) -> None:
        """Choose the folder from a tree."""
        start = typed_path(self.folder_edit.text()) or Path.home()
        folder = choose_folder(self.context, start, self)
        if folder is not None:
            self.folder_edit.setText(shown_path(folder))

    def on_save_here(self) -> None:
        """Save into the folder that stands there, under the form's number."""
        folder = typed_path(self.folder_edit.text())
        if self._prepared is not None and folder is not None:
            self.save_to(str(folder / f"{self._prepared.form_number}.pdf"))

    def save_to(self, path: str) -> None:
        """Save where the officer chose, and keep that it was; never over another file."""
        prepared, talk = self._prepared, self.talk
        if prepared is None:
            return

        def work() -> None:
            referrals.write_pdf(prepared, path)
            referrals.mark_given(talk, prepared, DisclosureKind.SAVED)

        text = self.context._("Saved as {file}. It is not locked: give it only to this service, then delete it.")
        self._give(work, text.format(file=f"\u2066{Path(path).name}\u2069"))

    def _give(self, work: Callable[[], None], words: str) -> None:
        self.given_label.hide()
        self._set_busy(True)

        def given(_done: None) -> None:
            self._set_busy(False)
            self.save_card.hide()
            self.given_label.show_text(words)
            self.given_label.show()

        self.do(work, given, lambda _error: self._set_busy(False))

    def _set_busy(self, busy: bool) -> None:
        for each in (self.print_button, self.save_button, self.another_button, self.done_button):
            each.setEnabled(not busy)
