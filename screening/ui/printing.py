"""Printing the pages of a form: their images at the printer's resolution, and no file of ours.

The job is called "Form": print queues keep names. Queues also keep the pages for a while; the screen says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from screening.core.errors import Problem, ScreeningError
from screening.ui.page_image import POINTS_PER_INCH, PRINT_PPI, PageImage

JOB_NAME = "Form"


def new_printer() -> QPrinter:
    """A printer set to A4 and the neutral job name."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    name_job(printer)
    return printer


def name_job(printer: QPrinter) -> None:
    """Nothing in the queue tells what is printed, or from where."""
    printer.setDocName(JOB_NAME)
    printer.setCreator(JOB_NAME)


def printer_there() -> bool:
    """Whether the system has a printer at all."""
    return bool(QPrinterInfo.availablePrinterNames())


def choose_printer(parent: QWidget, pages: int) -> QPrinter | None:
    """Ask which printer; None when the officer thinks better of it."""
    printer = new_printer()
    dialog = QPrintDialog(printer, parent)
    # Printing into a file would overwrite silently: saving has its own button.
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
    dialog.setMinMax(1, pages)
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    return printer if accepted else None


def print_pages(pages: Sequence[bytes], printer: QPrinter) -> None:
    """Print pages, one to a sheet, as large as the paper. Raises OUTPUT_NOT_WRITABLE, DOCUMENT_FAILED."""
    name_job(printer)
    printer.setFullPage(True)
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or len(pages)
    painter = QPainter()
    if not painter.begin(printer):
        raise ScreeningError(Problem.OUTPUT_NOT_WRITABLE)
    try:
        for number, data in enumerate(pages[first - 1 : last]):
            if number and not printer.newPage():
                raise ScreeningError(Problem.OUTPUT_NOT_WRITABLE)
            _draw(painter, data)
    finally:
        painter.end()


def _draw(painter: QPainter, data: bytes) -> None:
    page = PageImage(data)
    if not page.valid:
        raise ScreeningError(Problem.DOCUMENT_FAILED)
    image = page.drawn(round(page.points * PRINT_PPI / POINTS_PER_INCH))
    paper = painter.viewport()
    size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(0, 0, size.width(), size.height())
    target.moveCenter(paper.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image)
