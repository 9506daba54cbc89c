"""From needs to paper: nothing is shared without a yes for that recipient, and nothing is written over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from screening.core.case import CaseState
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import Disclosure, DisclosureKind, PersonSheet, RecipientConsent
from screening.core.service import ON_BY_DEFAULT, DataItem, Need, Priority, ServiceCategory, may_receive
from screening.documents.render import FormRenderer
from screening.languages.person_texts import load_fixed_texts
from screening.operations import referrals
from screening.operations.cases import resume_case
from screening.operations.referrals import PreparedForm
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.printing import JOB_NAME, new_printer, print_pages
from screening.ui.save_dialog import ask_save_path
from screening.ui.screens.form_preview import FormPreviewScreen
from screening.ui.screens.needs import NEED_TEXTS, NeedsScreen
from screening.ui.screens.sharing import FOR_A_CHILD, SharingScreen
from screening.ui.widgets.sharing_ask import SharingAsk

from .referral_talks import child_talk, talk_with

Show = Callable[[QWidget], None]
CLINIC, SHELTER, POLICE, CHILD_FIRST = "quayside-clinic", "harbour-house", "town-police", "child-first"
SHEET = PersonSheet(
    gender="woman", safe_contact="after 8, say LEMON", needs=(Need.DOCTOR, Need.SAFE_PLACE), risks="the boss"
)


def words_on(widget: QWidget) -> str:
    """Every word that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture(scope="module")
def renderer() -> FormRenderer:
    """One renderer keeps its fonts."""
    return FormRenderer()


@pytest.fixture
def talk(context: UiContext, session: Session) -> Talk:
    """A talk that goes on to a referral."""
    return talk_with(context, session, {"papers_held": "employer"}, sheet=SHEET)


@pytest.fixture
def sharing(
    qtbot: QtBot, context: UiContext, show: Show, renderer: FormRenderer
) -> Callable[[Talk], SharingScreen]:
    """Opens the sharing screen with its recipients."""

    def open_screen(talk: Talk) -> SharingScreen:
        screen = SharingScreen(context, renderer)
        show(screen)
        screen.open(talk)
        qtbot.waitUntil(lambda: screen.recipients is not None)
        return screen

    return open_screen


Sharing = Callable[[Talk], SharingScreen]


def asking(screen: SharingScreen, service: str) -> SharingAsk:
    """Choose a service and ask."""
    assert screen.recipients is not None
    screen.recipients.rows[service].click()
    assert screen.ask is not None
    return screen.ask


def agree(qtbot: QtBot, screen: SharingScreen, service: str) -> PreparedForm:
    """The person says yes aloud."""
    ask = asking(screen, service)
    ask.way_bar.pick(1)
    with qtbot.waitSignal(screen.form_ready, timeout=20_000) as ready:
        ask.answer_grid.buttons["yes"].click()
    assert ready.args is not None
    form = ready.args[0]
    assert isinstance(form, PreparedForm)
    return form


def settle(qtbot: QtBot, context: UiContext) -> None:
    """Until all work is done."""
    qtbot.waitUntil(lambda: not context.tasks.busy)


def kept(context: UiContext, talk: Talk) -> tuple[tuple[RecipientConsent, ...], tuple[Disclosure, ...]]:
    """Consents and disclosures in the vault."""
    return context.tasks.wait(lambda: (referrals.consents(talk), referrals.disclosures(talk)))


# needs


def test_every_need_has_words_for_the_person() -> None:
    assert set(NEED_TEXTS) == set(Need)
    assert set(NEED_TEXTS.values()) <= set(load_fixed_texts())


def test_needs_are_kept_as_chosen(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    talk = talk_with(context, session, {"papers_held": "employer"}, sheet=PersonSheet())
    screen = NeedsScreen(context)
    show(screen)
    screen.open(talk)
    assert screen.grid is not None and screen.grid.ticked() == ()
    for need in (Need.DOCTOR, Need.UNPAID_WAGES):
        QTest.keyClick(screen.grid.buttons[need], Qt.Key.Key_Space)
    screen.priority_bar.pick(1)
    screen.contact_edit.setPlainText("after 8, say LEMON")
    screen.gender_edit.setText("woman")
    with qtbot.waitSignal(screen.finished):
        screen.next_button.click()
    sheet = context.tasks.wait(lambda: resume_case(session, talk.record.id)).sheet
    assert sheet.needs == (Need.DOCTOR, Need.UNPAID_WAGES)
    assert (sheet.priority, sheet.gender, sheet.name) == (Priority.HOURS_24, "woman", "")
    assert sheet.safe_contact == "after 8, say LEMON"


def test_what_is_typed_is_kept_on_leaving(
    qtbot: QtBot, context: UiContext, session: Session, show: Show, talk: Talk
) -> None:
    screen = NeedsScreen(context)
    show(screen)
    screen.open(talk)
    assert screen.gender_edit.text() == "Woman"
    screen.leave()
    assert not context.tasks.busy
    screen.risks_edit.setPlainText("the boss waits outside")
    screen.leave()
    settle(qtbot, context)
    sheet = context.tasks.wait(lambda: resume_case(session, talk.record.id)).sheet
    assert (sheet.risks, sheet.gender) == ("the boss waits outside", "woman")


def test_a_child_is_not_interviewed_and_not_left_alone(
    context: UiContext, session: Session, show: Show
) -> None:
    screen = NeedsScreen(context)
    show(screen)
    screen.open(child_talk(context, session))
    words = words_on(screen)
    assert "The questions for adults stay closed." in words
    assert "Do not leave the child alone" in words


# sharing


def test_services_for_the_needs_come_first_and_police_apart(talk: Talk, sharing: Sharing) -> None:
    screen = sharing(talk)
    assert screen.recipients is not None
    visible = {service for service, row in screen.recipients.rows.items() if row.isVisible()}
    assert visible == {SHELTER, CLINIC, "night-doctors"}
    assert screen.recipients.apart is not None
    assert screen.recipients.rows[POLICE] in screen.recipients.apart.body.findChildren(QWidget)
    screen.recipients.apart.unfold()
    assert "help does not depend on it" in words_on(screen.recipients.apart)


def test_a_child_goes_to_child_protection_and_health_alone(
    context: UiContext, session: Session, sharing: Sharing
) -> None:
    screen = sharing(child_talk(context, session))
    assert screen.recipients is not None
    assert list(screen.recipients.rows) == [CHILD_FIRST, "night-doctors", CLINIC]
    assert FOR_A_CHILD[0] is ServiceCategory.CHILD_PROTECTION


def test_name_situation_and_signs_are_never_ticked_beforehand(talk: Talk, sharing: Sharing) -> None:
    ask = asking(sharing(talk), POLICE)
    allowed = may_receive(ServiceCategory.POLICE)
    assert ask.text.items == (ON_BY_DEFAULT & allowed) | {DataItem.CASE_CODE}
    assert set(ask.text.grid.buttons) == {item.value for item in allowed} - {DataItem.CASE_CODE.value}


def test_a_line_taken_out_is_named_as_not_read(talk: Talk, sharing: Sharing) -> None:
    ask = asking(sharing(talk), CLINIC)
    assert DataItem.RISKS not in ask.text.withheld_items()
    ask.text.grid.buttons[DataItem.RISKS.value].click()
    assert DataItem.RISKS in ask.text.withheld_items()
    assert DataItem.RISKS not in ask.text.items


def test_a_no_is_kept_and_shares_nothing(
    qtbot: QtBot, context: UiContext, talk: Talk, sharing: Sharing
) -> None:
    screen = sharing(talk)
    ask = asking(screen, CLINIC)
    with qtbot.assertNotEmitted(screen.form_ready):
        ask.answer_grid.buttons["no"].click()
        settle(qtbot, context)
    assert "Nothing will be shared with" in ask.note.text()
    consents, disclosures = kept(context, talk)
    assert [(c.service_id, c.given, c.items) for c in consents] == [(CLINIC, False, frozenset())]
    assert disclosures == ()


def test_a_yes_needs_to_say_how(qtbot: QtBot, context: UiContext, talk: Talk, sharing: Sharing) -> None:
    ask = asking(sharing(talk), CLINIC)
    ask.answer_grid.buttons["yes"].click()
    settle(qtbot, context)
    assert ask.note.isVisible()
    assert kept(context, talk) == ((), ())


def test_a_yes_makes_the_form_for_this_recipient(
    qtbot: QtBot, context: UiContext, talk: Talk, sharing: Sharing
) -> None:
    form = agree(qtbot, sharing(talk), CLINIC)
    settle(qtbot, context)
    (consent,), (disclosure,) = kept(context, talk)
    assert consent.given and consent.service_id == CLINIC and consent.language == "ar"
    assert form.consent == consent
    assert disclosure.kind is DisclosureKind.PREPARED
    assert form.pdf.startswith(b"%PDF") and form.pages


def test_what_was_answered_so_far_stands_below(
    qtbot: QtBot, context: UiContext, talk: Talk, sharing: Sharing
) -> None:
    screen = sharing(talk)
    ask = asking(screen, CLINIC)
    ask.answer_grid.buttons["no"].click()
    settle(qtbot, context)
    ask.other_button.click()
    settle(qtbot, context)
    assert "the person did not agree" in words_on(screen)


def test_child_protection_without_a_yes_needs_the_law(
    qtbot: QtBot, context: UiContext, session: Session, sharing: Sharing
) -> None:
    talk = child_talk(context, session)
    screen = sharing(talk)
    ask = asking(screen, CHILD_FIRST)
    assert ask.basis_button is not None and ask.basis_edit is not None
    ask.basis_button.click()
    assert ask.basis_hint.isVisible()
    ask.basis_edit.setPlainText("Children Act, section 47")
    assert "Children Act, section 47" in ask.law_text.text()
    with qtbot.waitSignal(screen.form_ready, timeout=20_000):
        ask.basis_button.click()
    settle(qtbot, context)
    (consent,), _ = kept(context, talk)
    assert not consent.given and consent.legal_basis == "Children Act, section 47"


def test_nobody_else_gets_anything_by_law(talk: Talk, sharing: Sharing) -> None:
    assert asking(sharing(talk), POLICE).basis_button is None


def test_a_talk_that_is_not_kept_says_that_the_form_is_the_only_copy(
    context: UiContext, session: Session, sharing: Sharing
) -> None:
    talk = talk_with(context, session, {"papers_held": "employer"}, record=False, sheet=SHEET)
    assert sharing(talk).memory_label.isVisible()


# the form


@pytest.fixture
def preview(qtbot: QtBot, context: UiContext, show: Show, talk: Talk, sharing: Sharing) -> FormPreviewScreen:
    """A form on the screen."""
    form = agree(qtbot, sharing(talk), CLINIC)
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
    assert all(0 < label.pixmap().deviceIndependentSize().width() <= width for label in preview.pages.labels)
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


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Path]:
    """Where Qt programs keep their shared settings, for this test alone."""
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(native, user, str(tmp_path / "settings"))
    yield tmp_path / "settings"
    QSettings.setPath(native, user, usual)


def test_the_save_dialog_leaves_no_folder_behind(qtbot: QtBot, settings: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a-telling-name"
    folder.mkdir()
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
        dialog.setDirectory(str(folder))
        dialog.selectFile("26-0001-0001.pdf")
        dialog.accept()

    QTimer.singleShot(0, answer)
    path = ask_save_path(parent, "Save as PDF", "26-0001-0001.pdf", "PDF file")
    assert path == str(folder / "26-0001-0001.pdf")
    left = "".join(file.read_text() for file in settings.rglob("*") if file.is_file())
    assert folder.name not in left
