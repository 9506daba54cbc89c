"""The page that says whether everything is whole: looking, finding, deciding, comparing a mark."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Role
from screening.operations.auditing import current_reference
from screening.operations.cases import list_cases
from screening.operations.checking import VaultCheck, accept_case, accept_older_records
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


def test_an_officer_is_told_who_decides_about_an_altered_case(
    context: UiContext, session: Session, page: CheckPage
) -> None:
    number = altered(context, session)
    case_id = context.tasks.wait(lambda: list_cases(session))[0].id
    session.vault.officer = replace(session.vault.officer, role=Role.OFFICER)
    looked(context, page)
    for decision in (*page.decisions, page._older_card()):
        assert "A supervisor or an administrator decides" in decision.meaning.text()
        assert not decision.meaning.isHidden()
        assert decision.ask_button.isHidden()
    (decision,) = page.decisions
    assert number in decision.words.text()
    for accept in (partial(accept_case, session, case_id), partial(accept_older_records, session)):
        with pytest.raises(ScreeningError) as caught:
            context.tasks.wait(accept)
        assert caught.value.problem is Problem.NOT_ALLOWED


def test_damage_to_the_file_offers_nothing_to_press(context: UiContext, session: Session, page: CheckPage) -> None:
    path = session.vault.folder / DATABASE_FILE
    data = bytearray(path.read_bytes())
    data[-100] ^= 1
    path.write_bytes(data)
    looked(context, page)
    (decision,) = page.decisions
    assert decision.words.text() == context.sentence(ScreeningError(Problem.DATABASE_DAMAGED))
    assert not decision.ask_button.isVisible()


def test_the_reference_of_a_form_is_compared(context: UiContext, session: Session, page: CheckPage) -> None:
    mark = context.tasks.wait(lambda: current_reference(session))
    assert mark in page.reference.text()
    page.reference_edit.setText(f" {mark[:8].upper()} {mark[8:]} ")
    page.compare_button.click()
    settled(context)
    assert "This reference is known" in page.compared.text()
    page.reference_edit.setText("0" * 16)
    page.compare_button.click()
    settled(context)
    assert "No entry in this vault has this reference" in page.compared.text()


def test_what_is_found_by_itself_after_opening_is_said_above_the_list(
    context: UiContext, session: Session, qtbot: QtBot
) -> None:
    altered(context, session)
    notices = NoticeBar(context)
    qtbot.addWidget(notices)
    watch = VaultWatch(context.tasks, notices, WATCHES)
    with qtbot.waitSignal(watch.finished):
        watch.begin(session)
    # The case is the one that was open, too: that is looked at first, and said by its number.
    assert notices.words()[-1] == found_words(context, 1)
    assert len(notices.words()) == 2


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
