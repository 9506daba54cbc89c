"""Printing a page of the program's own: the system's dialog, a neutral job name, and words for what happened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter

from screening.core.errors import ScreeningError
from screening.ui.context import UiContext
from screening.ui.printing import choose_printer, print_pages, printer_there
from screening.ui.widgets.basics import PressButton


class PrintButton(PressButton):
    """Makes its pages when it is pressed.

    Signals: `told(str)` with words for the officer; `printed()` when a printer has the pages.
    """

    told = Signal(str)
    printed = Signal()

    def __init__(self, context: UiContext, text: str, pages: Callable[[], tuple[bytes, ...]]) -> None:
        super().__init__(text)
        self._context = context
        self._pages = pages
        self.clicked.connect(lambda _checked=False: self.ask())

    def ask(self) -> None:
        """Ask which printer, and print."""
        if not printer_there():
            self.told.emit(self._context._("No printer is set up on this computer."))
            return
        pages = self._pages()
        printer = choose_printer(self, len(pages))
        if printer is not None:
            self.print_on(printer, pages)

    def print_on(self, printer: QPrinter, pages: tuple[bytes, ...]) -> None:
        """Print on a chosen printer."""
        try:
            print_pages(pages, printer)
        except ScreeningError as error:
            self.told.emit(self._context.sentence(error))
            return
        self.told.emit(
            self._context._("Sent to the printer. The computer's print queue may keep a copy for a while.")
        )
        self.printed.emit()
