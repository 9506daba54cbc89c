"""The form on the screen, on paper and in a file: logged, neutral, and never over another file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening.core.case import CaseState
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import DisclosureKind
from screening.documents.form import build_form
from screening.documents.render import FormRenderer
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.page_image import PageImage
from screening.ui.printing import JOB_NAME, new_printer, print_pages
from screening.ui.screens.form_preview import FormPreviewScreen
from tests.documents.arabic import words
from tests.documents.samples import sample

from .referral_talks import CLINIC, agree, kept, open_sharing, referred, settle, words_on

Show = Callable[[QWidget], None]


@pytest.fixture
def talk(context: UiContext, session: Session) -> Talk:
    """A talk that goes on to a referral."""
    return referred(context, session)


@pytest.fixture
def preview(qtbot: QtBot, context: UiContext, show: Show, talk: Talk) -> FormPreviewScreen:
    """A form on the screen."""
    form = agree(qtbot, open_sharing(qtbot, context, talk, show), CLINIC)
    settle(qtbot, context)
    screen = FormPreviewScreen(context)
    show(screen)
    screen.open(talk)
    screen.show_form(form)
    QApplication.processEvents()
    return screen


def test_the_preview_says_what_is_and_is_not_read(preview: FormPreviewScreen) -> None:
    words = words_on(preview)
    read, _, withheld = words.partition("They will not read")
    assert "Quayside Clinic" in read and "Needs" in read
    assert "Signs recorded" in withheld and "Nationality" in withheld
    assert "Yes, spoken" in withheld


def test_every_page_fits_the_width(preview: FormPreviewScreen) -> None:
    assert preview.pages.labels
    width = preview.pages.viewport().width()
    assert all(0 < label.width() <= width for label in preview.pages.labels)
    assert preview.page_label.text().startswith("Page 1 of ")


def test_the_end_of_the_form_is_reached_with_the_keyboard(qtbot: QtBot, preview: FormPreviewScreen) -> None:
    bar = preview.pages.verticalScrollBar()
    preview.pages.setFocus()
    with qtbot.waitSignal(preview.pages.page_changed):
        while bar.value() < bar.maximum():
            QTest.keyClick(preview.pages, Qt.Key.Key_PageDown)
    assert preview.page_label.text().startswith(f"Page {len(preview.pages.labels)} of ")


def test_a_saved_form_is_logged_and_refers_the_case(
    qtbot: QtBot, context: UiContext, talk: Talk, preview: FormPreviewScreen, tmp_path: Path
) -> None:
    path = tmp_path / "form.pdf"
    preview.save_to(str(path))
    settle(qtbot, context)
    assert path.read_bytes().startswith(b"%PDF")
    assert preview.given_label.isVisible()
    assert [each.kind for each in kept(context, talk)[1]] == [DisclosureKind.PREPARED, DisclosureKind.SAVED]
    assert talk.record.state is CaseState.REFERRED


def test_saving_never_overwrites(
    qtbot: QtBot, context: UiContext, talk: Talk, preview: FormPreviewScreen, tmp_path: Path
) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(b"mine")
    preview.save_to(str(path))
    settle(qtbot, context)
    assert preview.error.isVisible() and not preview.given_label.isVisible()
    assert path.read_bytes() == b"mine"
    assert [each.kind for each in kept(context, talk)[1]] == [DisclosureKind.PREPARED]


def test_printing_is_logged_and_the_job_names_nobody(
    qtbot: QtBot, context: UiContext, talk: Talk, preview: FormPreviewScreen, tmp_path: Path
) -> None:
    path = tmp_path / "printed.pdf"
    printer = pdf_printer(path)
    preview.print_on(printer)
    settle(qtbot, context)
    assert printer.docName() == JOB_NAME
    assert path.read_bytes().count(b"/Type /Page\n") == len(preview.pages.labels)
    assert [each.kind for each in kept(context, talk)[1]] == [DisclosureKind.PREPARED, DisclosureKind.PRINTED]


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_cannot_print_is_told_inline(
    qtbot: QtBot, context: UiContext, talk: Talk, preview: FormPreviewScreen, tmp_path: Path
) -> None:
    preview.print_on(pdf_printer(tmp_path / "missing" / "printed.pdf"))
    settle(qtbot, context)
    assert preview.error.isVisible()
    assert [each.kind for each in kept(context, talk)[1]] == [DisclosureKind.PREPARED]


def test_a_page_that_is_no_picture_is_not_printed_as_blank(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(ScreeningError) as raised:
        print_pages([b"no picture"], pdf_printer(tmp_path / "printed.pdf"))
    assert raised.value.problem is Problem.DOCUMENT_FAILED


def pdf_printer(path: Path) -> QPrinter:
    """A printer into a file."""
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_the_preview_shows_what_the_text_engine_draws(qapp: QApplication) -> None:
    form, renderer = build_form(*sample(), words()), FormRenderer()
    with renderer._compiling(form) as compiler:
        pictures = compiler.compile(
            sys_inputs={"content": json.dumps(form.content)}, format="png", ppi=110, timestamp=form.prepared
        )
    assert isinstance(pictures, list)
    for svg, picture in zip(renderer.pages(form), pictures, strict=True):
        theirs = QImage.fromData(picture)
        ours = PageImage(svg).drawn(theirs.width())
        assert ours.size() == theirs.size()
        inked = [value < 160 for value in small_grey(theirs)]
        differing = [abs(a - b) > 64 for a, b in zip(small_grey(ours), small_grey(theirs), strict=True)]
        assert sum(inked) > 20 and sum(differing) * 50 < sum(inked)


def small_grey(image: QImage) -> bytes:
    """So small that only where words stand can differ, not the edges of letters."""
    small = image.scaledToWidth(200, Qt.TransformationMode.SmoothTransformation)
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)  # held: the bits are its own
    return bytes(grey.constBits())


def test_a_page_that_is_no_drawing_has_no_size() -> None:
    page = PageImage(b"no drawing")
    assert not page.valid and page.height_for(400) == 0
