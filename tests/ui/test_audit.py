"""The audit on the screen: newest first, narrowed by what an officer looks for, and never loaded whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, text

from screening.core.actions import ActionGroup
from screening.core.roles import Role
from screening.languages.bidi import LRI, strip_invisible
from screening.operations.auditing import PAGE, Wanted, audit_page
from screening.operations.cases import resume_case
from screening.operations.officers import add_officer
from screening.operations.session import Session, unlock
from screening.store import schema
from screening.store.audit import AuditAction
from screening.ui.context import UiContext
from screening.ui.models.audit_model import AuditModel, Column
from screening.ui.screens.vault.audit import AuditPageScreen
from screening.ui.widgets.audit_filter import Days

from .conftest import CHEAP, OFFICER, Show
from .talk_steps import looked_talk, new_talk, press, settle

SECOND, SECOND_PASSPHRASE = "B2", "velvet harbour seven pencil cloud"


@pytest.fixture
def page(context: UiContext, session: Session, show: Show, qtbot: QtBot) -> AuditPageScreen:
    """The page in a vault with a case that was looked at and one that was erased."""
    looked_talk(context, session)
    erase(context, session, new_talk(context, session).record.id)
    return opened(context, session, show, qtbot)


def opened(context: UiContext, session: Session, show: Show, qtbot: QtBot) -> AuditPageScreen:
    made = AuditPageScreen(context, session)
    show(made)
    made.shown()
    settle(qtbot, context)
    return made


def erase(context: UiContext, session: Session, case_id: str) -> None:
    def work() -> None:
        with session.vault.transaction():
            session.vault.cases.erase(case_id)
            session.vault.audit.append(AuditAction.CASE_ERASED, case_id, {})

    context.tasks.wait(work)


def column(page: AuditPageScreen, which: Column) -> list[str]:
    model = page.model
    return [strip_invisible(str(model.data(model.index(row, which)))) for row in range(model.rowCount())]


def choose(page: AuditPageScreen, group: ActionGroup) -> None:
    combo = page.filter.group_combo
    combo.setCurrentIndex(list(ActionGroup).index(group) + 1)


def test_entries_stand_newest_first_in_words(page: AuditPageScreen) -> None:
    numbers = [int(number) for number in column(page, Column.ENTRY)]
    assert numbers == list(range(len(numbers), 0, -1))
    assert column(page, Column.WHAT)[:2] == ["This record was looked at", "Case erased"]
    assert column(page, Column.WHAT)[-1] == "Vault created"
    assert set(column(page, Column.OFFICER)) == {OFFICER}
    assert "an erased case" in column(page, Column.ABOUT)
    assert page.count_label.text().startswith(f"{len(numbers)} entries")


def test_kinds_of_actions_can_be_looked_for(page: AuditPageScreen, context: UiContext, qtbot: QtBot) -> None:
    choose(page, ActionGroup.TALKS)
    settle(qtbot, context)
    assert set(column(page, Column.WHAT)) == {"A point of “Look first” answered"}
    choose(page, ActionGroup.COPIES)
    settle(qtbot, context)
    assert page.model.rowCount() == 0
    assert page.count_label.text() == "Nothing was done that fits this."
    page.all_button.click()
    settle(qtbot, context)
    assert page.model.rowCount() > 5
    assert not page.all_button.isVisible()


def test_days_before_anything_was_done_show_nothing(
    page: AuditPageScreen, context: UiContext, qtbot: QtBot
) -> None:
    everything = page.model.rowCount()
    page.filter.days_combo.setCurrentIndex(list(Days).index(Days.TODAY))
    settle(qtbot, context)
    assert page.model.rowCount() == everything
    assert not page.filter.first_edit.isVisible()
    page.filter.days_combo.setCurrentIndex(list(Days).index(Days.CHOSEN))
    assert page.filter.first_edit.isVisible()
    page.filter.last_edit.setDate(QDate.currentDate().addDays(-3))
    settle(qtbot, context)
    assert page.model.rowCount() == 0


def test_one_case_is_looked_for_by_its_number(page: AuditPageScreen, context: UiContext, qtbot: QtBot) -> None:
    number = next(each for each in column(page, Column.ABOUT) if "-" in each)
    QTest.keyClicks(page.filter.case_edit, number)
    QTest.keyClick(page.filter.case_edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert set(column(page, Column.ABOUT)) == {number}
    page.filter.case_edit.setText("99-9999")
    QTest.keyClick(page.filter.case_edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert page.error.isVisible()
    assert page.model.rowCount() == 0
    page.all_button.click()
    settle(qtbot, context)
    assert not page.error.isVisible()


def test_enter_on_a_line_shows_its_case_even_an_erased_one(
    page: AuditPageScreen, context: UiContext, qtbot: QtBot
) -> None:
    row = column(page, Column.ABOUT).index("an erased case")
    page.table.setCurrentIndex(page.model.index(row, Column.WHAT))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert column(page, Column.WHAT) == ["Case erased", "Case begun"]
    assert page.all_button.isVisible()


def test_the_reference_on_a_form_leads_to_its_entry_and_what_came_later(
    page: AuditPageScreen, context: UiContext, session: Session, qtbot: QtBot
) -> None:
    reference = context.tasks.wait(session.vault.audit.head)[:16]
    entry = page.model.entry(0).seq
    talk = new_talk(context, session)
    context.tasks.wait(lambda: resume_case(session, talk.record.id))
    page.finder_fold.unfold()
    QTest.keyClicks(page.finder.edit, f"{reference[:8]} {reference[8:]}")
    QTest.keyClick(page.finder.edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert page.model.entry(0).seq == entry
    words = strip_invisible(page.finder.outcome.text())
    assert words.startswith(f"Entry {entry}: This record was looked at.")
    assert words.endswith("2 entries came later.")
    page.finder.focus()
    page.finder.edit.setText("12")
    QTest.keyClick(page.finder.edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert page.finder.error.isVisible()
    assert not page.finder.outcome.isVisible()


def test_looking_is_noted_once_however_often_the_page_is_shown(
    page: AuditPageScreen, context: UiContext, qtbot: QtBot
) -> None:
    page.shown()
    page.refresh()
    settle(qtbot, context)
    assert column(page, Column.WHAT).count("This record was looked at") == 1


FILL = """
    WITH RECURSIVE count(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM count WHERE number + 1 < :many)
    INSERT INTO audit
        (seq, utc, officer_id, action, object_id, detail_hash, previous_hash, hash, signature)
    SELECT number + 1000, '2026-11-22T14:02:00Z', :officer, 'answer_recorded', '', '', '', number, '' FROM count
"""
"""Entries that no page checks: the page only reads."""


@pytest.mark.parametrize("many", [2_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_however_many_entries_there_are_they_come_a_page_at_a_time(
    context: UiContext, session: Session, show: Show, qtbot: QtBot, many: int
) -> None:
    def fill() -> int:
        before = session.vault.audit.length
        with session.vault.transaction():
            session.vault.database.write(text(FILL), {"many": many, "officer": session.vault.officer.id})
        return before

    before = context.tasks.wait(fill)
    page = AuditPageScreen(context, session)
    show(page)
    page.refresh()
    settle(qtbot, context)
    assert page.model.rowCount() == PAGE
    assert page.count_label.text().startswith(f"{many + before} entries")
    for pages in range(2, 5):
        page.table.scrollToBottom()
        settle(qtbot, context)
        assert page.model.rowCount() == pages * PAGE
    assert column(page, Column.ENTRY) == [str(many + 999 - at) for at in range(4 * PAGE)]


@pytest.fixture
def officers_own(context: UiContext, tmp_path: Path, session: Session) -> Iterator[Session]:
    """The vault opened by an officer who may not read what others did."""
    context.tasks.wait(lambda: add_officer(session, SECOND, Role.OFFICER, SECOND_PASSPHRASE))
    context.tasks.wait(session.close)
    made = context.tasks.wait(lambda: unlock(session.vault.folder, SECOND, SECOND_PASSPHRASE, floor=CHEAP))
    yield made
    context.tasks.wait(made.close)


def test_an_officer_sees_their_own_entries_alone(
    context: UiContext, officers_own: Session, show: Show, qtbot: QtBot
) -> None:
    page = opened(context, officers_own, show, qtbot)
    assert column(page, Column.WHAT) == ["This record was looked at", "Vault opened"]
    assert page.own_label.isVisible()
    assert not page.finder_fold.isVisible()
    assert not page.filter.officer_combo.isVisible()


def test_an_action_of_a_newer_version_is_shown_by_its_name(
    context: UiContext, session: Session, show: Show, qtbot: QtBot
) -> None:
    def write() -> None:
        with session.vault.transaction():
            row = {"utc": "2026-11-22T14:02:00Z", "officer_id": session.vault.officer.id, "action": "flown_away"}
            rest = {"object_id": "", "detail_hash": "", "previous_hash": "", "hash": "x", "signature": ""}
            session.vault.database.write(insert(schema.audit), {"seq": 900, **row, **rest})

    context.tasks.wait(write)
    page = opened(context, session, show, qtbot)
    assert "Something this version has no words for (flown_away)" in column(page, Column.WHAT)


def test_numbers_do_not_turn_round_in_arabic(
    make_context: Callable[[str], UiContext], context: UiContext, session: Session, rtl: None
) -> None:
    arabic = make_context("ar")
    model = AuditModel(arabic, session)
    model.show_entries(context.tasks.wait(lambda: audit_page(session, Wanted())).entries, more=False)
    for which in (Column.ENTRY, Column.OFFICER):
        assert str(model.data(model.index(0, which))).startswith(LRI)
    assert LRI in str(model.data(model.index(0, Column.WHEN)))


def test_the_page_goes_by_keyboard(page: AuditPageScreen) -> None:
    assert page.filter.group_combo.hasFocus()
    order = []
    for _ in range(6):
        press(Qt.Key.Key_Tab)
        order.append(QApplication.focusWidget())
    expected = [page.filter.days_combo, page.filter.case_edit, page.finder_fold.head, page.table, page.back_button]
    assert [each for each in order if each in expected] == expected


def test_the_page_may_be_left_while_it_is_being_filled(
    context: UiContext, session: Session, show: Show, qtbot: QtBot
) -> None:
    page = AuditPageScreen(context, session)
    show(page)
    page.shown()
    page.hide()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle(qtbot, context)
