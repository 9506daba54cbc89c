"""The settings: few, at once, with what is wrong said beside it, and a removed number to be had back."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screening.core.office import Office, ReportingDuty
from screening.core.roles import Role
from screening.core.settings import MOST_NUMBERS, EmergencyNumber, ProgramSettings, Theme
from screening.operations.officers import add_officer
from screening.operations.session import Session, unlock
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.screens.settings import SettingsScreen
from screening.ui.widgets.number_list import NumberList
from screening.ui.window import MainWindow

from .conftest import CHEAP, Show
from .referral_talks import words_on
from .talk_steps import settle

TWO = (EmergencyNumber("112"), EmergencyNumber("999", "Police"))


@pytest.fixture
def screen(context: UiContext, session: Session, show: Show) -> SettingsScreen:
    context.officer_languages = ("en", "ar")
    made = SettingsScreen(context, session, Office("Harbour Office", "+44 1632 960 200"))
    show(made)
    return made


@pytest.fixture
def numbers(context: UiContext, show: Show) -> NumberList:
    made = NumberList(context, TWO)
    show(made)
    return made


def changes(screen: SettingsScreen) -> list[tuple[ProgramSettings, str]]:
    found: list[tuple[ProgramSettings, str]] = []
    screen.settings_changed.connect(lambda settings, setting: found.append((settings, setting)))
    return found


def lists(numbers: NumberList) -> list[tuple[EmergencyNumber, ...]]:
    found: list[tuple[EmergencyNumber, ...]] = []
    numbers.changed.connect(found.append)
    return found


def test_what_is_in_force_is_marked(screen: SettingsScreen) -> None:
    assert screen.language_bar.value == ""
    assert screen.theme_bar.value == "system"
    assert screen.text_bar.value == "100"
    assert "العربية" in screen.language_bar.buttons["ar"].text()


def test_each_choice_is_told_with_all_the_others_as_they_were(screen: SettingsScreen) -> None:
    told = changes(screen)
    screen.language_bar.buttons["ar"].click()
    screen.theme_bar.buttons["high_contrast"].click()
    screen.text_bar.buttons["175"].click()
    assert told == [
        (ProgramSettings(officer_language="ar"), "language"),
        (ProgramSettings(theme=Theme.HIGH_CONTRAST), "theme"),
        (ProgramSettings(text_percent=175), "text"),
    ]


def test_the_settings_go_by_keyboard(screen: SettingsScreen, qtbot: QtBot) -> None:
    told = changes(screen)
    screen.shown()
    for _ in range(2):
        QTest.keyClick(screen.focusWidget() or screen, Qt.Key.Key_Tab)
    focused = screen.focusWidget()
    assert focused is screen.theme_bar.buttons["system"]
    QTest.keyClick(focused, Qt.Key.Key_Right)
    marked = screen.focusWidget()
    assert marked is screen.theme_bar.buttons["light"]
    QTest.keyClick(marked, Qt.Key.Key_Return)
    assert told[-1][0].theme is Theme.LIGHT
    with qtbot.waitSignal(screen.closed):
        QTest.keyClick(screen, Qt.Key.Key_Escape)


def test_without_a_vault_nothing_of_an_office_is_asked(context: UiContext, show: Show) -> None:
    made = SettingsScreen(context)
    show(made)
    assert made.office_form is None
    assert "office" not in words_on(made).casefold()


# emergency numbers


def test_a_number_that_was_typed_holds_when_the_field_is_left(numbers: NumberList) -> None:
    told = lists(numbers)
    row = numbers.rows[0]
    row.number_edit.setText("  113 ")
    row.label_edit.setText("Ambulance")
    row.label_edit.editingFinished.emit()
    assert told == [(EmergencyNumber("113", "Ambulance"), TWO[1])]


@pytest.mark.parametrize("typed", ["", "   ", "police", "+-()"])
def test_what_cannot_be_dialled_is_said_and_not_kept(numbers: NumberList, typed: str) -> None:
    told = lists(numbers)
    numbers.rows[0].number_edit.setText(typed)
    numbers.rows[0].number_edit.editingFinished.emit()
    assert numbers.error.isVisible()
    assert told == []
    numbers.rows[0].number_edit.setText("112 or 113")
    numbers.rows[0].number_edit.editingFinished.emit()
    assert not numbers.error.isVisible()
    assert len(told) == 1


def test_a_removed_number_comes_back_to_its_place(numbers: NumberList) -> None:
    told = lists(numbers)
    numbers.rows[0].remove_button.click()
    assert told == [TWO[1:]]
    assert numbers.undo_part.isVisible()
    assert numbers.undo_button.hasFocus()
    assert "112" in numbers.removed_label.text()
    numbers.undo_button.click()
    assert told[-1] == TWO
    assert not numbers.undo_part.isVisible()


def test_the_last_number_stays(numbers: NumberList) -> None:
    numbers.rows[0].remove_button.click()
    assert not numbers.rows[0].remove_button.isEnabled()


def test_an_empty_line_that_is_removed_needs_no_way_back(numbers: NumberList) -> None:
    told = lists(numbers)
    numbers.add_button.click()
    assert numbers.rows[-1].number_edit.hasFocus()
    numbers.rows[-1].remove_button.click()
    assert not numbers.undo_part.isVisible()
    assert not numbers.error.isVisible()
    assert told == []


def test_there_are_no_more_numbers_than_may_be_kept(numbers: NumberList) -> None:
    while numbers.add_button.isEnabled():
        numbers.add_button.click()
    assert len(numbers.rows) == MOST_NUMBERS


# the office


def test_the_office_is_shown_and_handed_over_as_it_stands(screen: SettingsScreen) -> None:
    form = screen.office_form
    assert form is not None
    asked: list[Office] = []
    form.save_asked.connect(asked.append)
    assert form.office() == Office("Harbour Office", "+44 1632 960 200")
    form.organisation_edit.setText(" Quay Office ")
    form.duty_bar.buttons["authority"].click()
    form.drafts_check.click()
    form.save_button.click()
    assert asked == [Office("Quay Office", "+44 1632 960 200", ReportingDuty.AUTHORITY, allow_drafts=False)]


def test_a_saved_office_holds_in_the_open_vault_and_a_nameless_one_is_refused(
    qtbot: QtBot, context: UiContext, session: Session, show: Show, tmp_path: object
) -> None:
    window = MainWindow(context, EntryRoom(context, tmp_path))  # type: ignore[arg-type]
    show(window)
    window.on_vault_opened(session)
    settle(qtbot, context)
    window.show_settings()
    page = window.rooms.currentWidget()
    assert isinstance(page, SettingsScreen)
    form = page.office_form
    assert form is not None
    form.organisation_edit.setText("  ")
    form.save_button.click()
    settle(qtbot, context)
    assert form.error.isVisible()
    assert session.office.organisation == "Labour Inspection North"
    form.organisation_edit.setFocus()
    QTest.keyClicks(form.organisation_edit, "Quay Office")
    assert not form.error.isVisible()
    QTest.keyClick(form.organisation_edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert form.saved_label.isVisible()
    assert session.office.organisation == "Quay Office"
    assert context.tasks.wait(session.vault.settings.office) == session.office


def test_an_officer_reads_the_office_and_cannot_change_it(
    context: UiContext, session: Session, show: Show
) -> None:
    given = "velvet harbour seven pencil cloud"

    def second() -> Session:
        add_officer(session, "B2", Role.OFFICER, given)
        session.close()
        return unlock(session.vault.folder, "B2", given, floor=CHEAP)

    theirs = context.tasks.wait(second)
    page = SettingsScreen(context, theirs)
    show(page)
    assert page.office_form is not None
    assert page.office_form.organisation_edit.text() == "Labour Inspection North"
    assert not page.office_form.organisation_edit.isEnabled()
    assert not page.office_form.save_button.isVisible()
    assert "A supervisor or an administrator can change this." in words_on(page)
    context.tasks.wait(theirs.close)


def test_an_office_of_a_vault_from_before_is_read_without_its_emergency_number() -> None:
    old = b'{"organisation": "North", "callback_phone": "", "emergency_number": "999", "duty": "none"}'
    assert msgspec.json.decode(old, type=Office) == Office("North", duty=ReportingDuty.NONE)
