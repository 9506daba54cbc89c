"""The page that says whether everything is whole: looking, finding, deciding, comparing a mark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screening.core.errors import Problem, ScreeningError
from screening.operations.checking import VaultCheck, audit_reference
from screening.operations.session import Session
from screening.store.header import DATABASE_FILE
from screening.ui.context import UiContext
from screening.ui.integrity_watch import found_words
from screening.ui.screens.vault.check import PARTS, CheckPage
from screening.ui.vault_watch import VaultWatch
from screening.ui.watches import WATCHES
from screening.ui.widgets.notices import NoticeBar

from .referral_talks import talk_with
from .talk_steps import press, settled, wait_until


@pytest.fixture
def page(context: UiContext, session: Session, qtbot: QtBot) -> CheckPage:
    made = CheckPage(context, session)
    qtbot.addWidget(made)
    made.show()
    made.shown()
    settled(context)
    return made


def looked(context: UiContext, page: CheckPage) -> None:
    page.run_button.click()
    wait_until(lambda: page.run_button.isVisible())
    settled(context)


def altered(context: UiContext, session: Session) -> str:
    """A case changed behind the program's back; its number."""
    talk = talk_with(context, session, {"papers_held": "employer"})

    def alter() -> None:
        with session.vault.database.transaction() as connection:
            connection.exec_driver_sql("UPDATE answer SET value = '\"me\"'")

    context.tasks.wait(alter)
    return talk.record.number


def test_a_vault_that_is_whole_says_so_with_the_time(context: UiContext, page: CheckPage) -> None:
    assert "not been looked at" in page.last.text()
    looked(context, page)
    assert "Everything was whole" in page.last.text()
    assert page.decisions == []


def test_every_part_that_is_looked_at_has_words() -> None:
    assert set(PARTS) == set(VaultCheck)


def test_a_check_that_is_stopped_leaves_the_page_as_it_was(context: UiContext, page: CheckPage) -> None:
    page.run_button.click()
    assert page.cancel_button.isVisible()
    page.cancel_button.click()
    settled(context)
    assert page.run_button.isVisible()
    assert not page.progress.isVisible()
    assert "not been looked at" in page.last.text()


def test_an_altered_case_is_named_and_gone_on_with_only_after_a_second_press(
    context: UiContext, session: Session, page: CheckPage
) -> None:
    number = altered(context, session)
    looked(context, page)
    (decision,) = page.decisions
    assert number in decision.words.text()
    assert not decision.yes_button.isVisible()
    decision.ask_button.click()
    assert decision.no_button.hasFocus()
    assert "cannot be taken back" in decision.meaning.text()
    decision.no_button.click()
    assert not decision.yes_button.isVisible()
    decision.ask_button.click()
    decision.yes_button.click()
    settled(context)
    assert page.decisions == []
    looked(context, page)
    assert page.decisions == []


def test_damage_to_the_file_offers_nothing_to_press(context: UiContext, session: Session, page: CheckPage) -> None:
    path = session.vault.folder / DATABASE_FILE
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    looked(context, page)
    (decision,) = page.decisions
    assert decision.words.text() == context.sentence(ScreeningError(Problem.DATABASE_DAMAGED))
    assert not decision.ask_button.isVisible()


def test_the_mark_of_a_form_is_compared(context: UiContext, session: Session, page: CheckPage) -> None:
    mark = context.tasks.wait(lambda: audit_reference(session))
    assert mark in page.reference.text()
    page.reference_edit.setText(f" {mark[:8].upper()} {mark[8:]} ")
    page.compare_button.click()
    settled(context)
    assert "is in the record" in page.compared.text()
    page.reference_edit.setText("0" * 16)
    page.compare_button.click()
    settled(context)
    assert "not in the record" in page.compared.text()


def test_what_is_found_by_itself_after_opening_is_said_above_the_list(
    context: UiContext, session: Session, qtbot: QtBot
) -> None:
    altered(context, session)
    notices = NoticeBar(context)
    qtbot.addWidget(notices)
    watch = VaultWatch(context.tasks, notices, WATCHES)
    with qtbot.waitSignal(watch.finished):
        watch.begin(session)
    assert notices.words() == [found_words(context, 1)]


def test_a_sound_vault_says_nothing_by_itself(context: UiContext, session: Session, qtbot: QtBot) -> None:
    notices = NoticeBar(context)
    qtbot.addWidget(notices)
    watch = VaultWatch(context.tasks, notices, WATCHES)
    with qtbot.waitSignal(watch.finished):
        watch.begin(session)
    assert notices.words() == []
    assert session.report is not None


def test_the_keyboard_alone_is_enough(page: CheckPage) -> None:
    assert page.run_button.hasFocus()
    press(Qt.Key.Key_Return)
    assert page.cancel_button.hasFocus()
    press(Qt.Key.Key_Return)
    assert page.run_button.isVisible()
