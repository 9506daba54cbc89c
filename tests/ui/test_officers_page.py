"""The page of officers on a real vault: what it changes holds at the next unlocking, and it says what it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import OfficerStatus, Role
from screening.operations import officers
from screening.operations.officers import OfficerEntry
from screening.operations.session import Session, unlock
from screening.store.backups import BackupKind, list_backups
from screening.ui.context import UiContext
from screening.ui.screens.vault.officer_forms import AddOfficerForm, RenameForm, RoleForm, SetPassphraseForm
from screening.ui.screens.vault.officers import (
    DISABLE,
    ENABLE,
    PASSPHRASE,
    RENAME,
    REVOKE,
    ROLE,
    OfficersPage,
)
from screening.ui.widgets.two_steps import TwoSteps

from .conftest import CHEAP, OFFICER, Show
from .conftest import PASSPHRASE as OWN
from .referral_talks import words_on
from .talk_steps import settle

SECOND = "B2"
FIRST_WORDS = "velvet harbour seven pencil cloud"
OTHER_WORDS = "copper lantern ninety willow forest"

Found = Callable[[str], OfficerEntry]


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> OfficersPage:
    """The page as the administrator A1 sees it, with an officer B2 in the list."""
    context.tasks.wait(lambda: officers.add_officer(session, SECOND, Role.OFFICER, FIRST_WORDS))
    made = OfficersPage(context, session)
    show(made)
    made.shown()
    settle(qtbot, context)
    return made


@pytest.fixture
def found(context: UiContext, session: Session) -> Found:
    """Looks an officer up in the vault by code."""

    def look(code: str) -> OfficerEntry:
        entries = context.tasks.wait(lambda: officers.list_officers(session))
        return next(each for each in entries if each.code == code)

    return look


def ask(page: OfficersPage, officer: OfficerEntry, name: str) -> None:
    """Unfold an officer and press one of the buttons."""
    row = page.rows[officer.id]
    row.unfold()
    row.buttons[name].click()


def opens(context: UiContext, session: Session, code: str, passphrase: str) -> Session:
    """The vault opened by somebody else: it has to be closed first."""
    context.tasks.wait(session.close)
    return context.tasks.wait(lambda: unlock(session.vault.folder, code, passphrase, floor=CHEAP))


def test_every_officer_stands_there_with_role_and_state(page: OfficersPage, found: Found) -> None:
    assert [each.officer.code for each in page.rows.values()] == [OFFICER, SECOND]
    words = words_on(page)
    assert "Administrator" in words and "You" in words
    assert "will be asked to choose a passphrase" in words
    assert "it is not a wall" in words


def test_an_officer_is_added_with_the_keyboard_alone_and_can_open_the_vault(
    qtbot: QtBot, page: OfficersPage, context: UiContext, session: Session, found: Found
) -> None:
    assert page.add_button.hasFocus()
    QTest.keyClick(page.add_button, Qt.Key.Key_Return)
    settle(qtbot, context)
    form = page.adding
    assert isinstance(form, AddOfficerForm)
    assert form.code_edit.hasFocus()
    QTest.keyClicks(form.code_edit, "C-3")
    QTest.keyClick(form.code_edit, Qt.Key.Key_Tab)
    picked = QApplication.focusWidget()
    assert picked is form.role_choice.buttons[Role.OFFICER]
    QTest.keyClick(picked, Qt.Key.Key_Down)
    QTest.keyClick(form.role_choice.buttons[Role.SUPERVISOR], Qt.Key.Key_Tab)
    for edit in (form.passphrase.passphrase_edit, form.passphrase.again_edit):
        assert edit.edit.hasFocus()
        QTest.keyClicks(edit.edit, OTHER_WORDS)
        if edit is form.passphrase.passphrase_edit:
            QTest.keyClick(edit.edit, Qt.Key.Key_Tab)
            QTest.keyClick(edit.show_button, Qt.Key.Key_Tab)
    QTest.keyClick(form.passphrase.again_edit.edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert page.form is None
    assert "can open this vault now" in page.told.text()
    assert (found("C-3").role, found("C-3").must_change) == (Role.SUPERVISOR, True)
    opens(context, session, "C-3", OTHER_WORDS)


@pytest.mark.parametrize(
    ("code", "first", "again", "said"),
    [
        ("", OTHER_WORDS, OTHER_WORDS, "letters, digits and hyphens"),
        ("C3", "short", "short", "too short"),
        ("C3", OTHER_WORDS, OTHER_WORDS + "x", "not the same"),
        (SECOND, OTHER_WORDS, OTHER_WORDS, "has this code already"),
    ],
)
def test_what_keeps_an_officer_from_being_added_is_said_on_the_form_and_nothing_typed_is_lost(
    qtbot: QtBot, page: OfficersPage, context: UiContext, code: str, first: str, again: str, said: str
) -> None:
    page.on_add()
    form = page.adding
    assert form is not None
    form.code_edit.setText(code)
    form.passphrase.passphrase_edit.edit.setText(first)
    form.passphrase.again_edit.edit.setText(again)
    form.ask()
    settle(qtbot, context)
    assert form.error.isVisible() and said in form.error.text()
    assert form.code == code
    assert form.passphrase.text == first
    assert len(page.rows) == 2


def test_a_code_is_changed_and_the_passphrase_stays(
    qtbot: QtBot, page: OfficersPage, context: UiContext, session: Session, found: Found
) -> None:
    ask(page, found(SECOND), RENAME)
    form = page.form
    assert isinstance(form, RenameForm) and form.code_edit.selectedText() == SECOND
    QTest.keyClicks(form.code_edit, "B-17")
    QTest.keyClick(form.code_edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert found("B-17").role is Role.OFFICER
    opens(context, session, "B-17", FIRST_WORDS)


def test_a_role_is_changed(qtbot: QtBot, page: OfficersPage, context: UiContext, found: Found) -> None:
    ask(page, found(SECOND), ROLE)
    form = page.form
    assert isinstance(form, RoleForm)
    form.role_choice.buttons[Role.SUPERVISOR].click()
    form.do_button.click()
    settle(qtbot, context)
    assert found(SECOND).role is Role.SUPERVISOR


def test_the_last_administrator_stays_one_and_the_form_says_why(
    qtbot: QtBot, page: OfficersPage, context: UiContext, found: Found
) -> None:
    ask(page, found(OFFICER), ROLE)
    form = page.form
    assert isinstance(form, RoleForm)
    form.role_choice.buttons[Role.OFFICER].click()
    form.do_button.click()
    settle(qtbot, context)
    assert page.form is form and "only administrator" in form.error.text()
    assert found(OFFICER).role is Role.ADMINISTRATOR


def test_somebody_who_forgot_gets_a_new_passphrase_without_the_old_one(
    qtbot: QtBot, page: OfficersPage, context: UiContext, session: Session, found: Found
) -> None:
    ask(page, found(SECOND), PASSPHRASE)
    form = page.form
    assert isinstance(form, SetPassphraseForm)
    for edit in (form.passphrase.passphrase_edit, form.passphrase.again_edit):
        edit.edit.setText(OTHER_WORDS)
    form.do_button.click()
    settle(qtbot, context)
    assert "has a new passphrase" in page.told.text()
    assert opens(context, session, SECOND, OTHER_WORDS).vault.officer.must_change


def test_an_officer_is_kept_out_and_let_in_again(
    qtbot: QtBot, page: OfficersPage, context: UiContext, session: Session, found: Found
) -> None:
    ask(page, found(SECOND), DISABLE)
    assert page.form is not None and page.form.cancel_button.hasFocus()
    assert "does not change the key of the vault" in words_on(page)
    page.form.do_button.click()
    settle(qtbot, context)
    assert found(SECOND).status is OfficerStatus.DISABLED
    assert "Kept out" in words_on(page)
    assert DISABLE not in page.rows[found(SECOND).id].buttons
    ask(page, found(SECOND), ENABLE)
    settle(qtbot, context)
    assert found(SECOND).status is OfficerStatus.ACTIVE
    opens(context, session, SECOND, FIRST_WORDS)


def kinds_of_copies(context: UiContext, session: Session) -> list[BackupKind]:
    return context.tasks.wait(lambda: [info.kind for info in list_backups(session.vault) if info.current_key])


def test_removing_says_what_it_cannot_do_and_is_asked_twice(
    qtbot: QtBot, page: OfficersPage, context: UiContext, session: Session, found: Found
) -> None:
    ask(page, found(SECOND), REVOKE)
    form = page.form
    assert isinstance(form, TwoSteps) and form.cancel_button.hasFocus()
    said = words_on(page)
    assert "Nobody else types anything new" in said
    assert "from before today can still be opened" in said
    form.do_button.click()
    settle(qtbot, context)
    assert found(SECOND).status is OfficerStatus.ACTIVE
    assert form.cancel_button.hasFocus() and "cannot be taken back" in words_on(page)
    form.do_button.click()
    settle(qtbot, context)
    assert "This vault has a new key" in page.told.text()
    qtbot.waitUntil(lambda: kinds_of_copies(context, session) == [BackupKind.AFTER_REVOCATION])
    assert [each.officer.code for each in page.rows.values()] == [OFFICER]
    context.tasks.wait(session.close)
    with pytest.raises(ScreeningError) as refused:
        context.tasks.wait(lambda: unlock(session.vault.folder, SECOND, FIRST_WORDS, floor=CHEAP))
    assert refused.value.problem is Problem.CANNOT_UNLOCK
    again = context.tasks.wait(lambda: unlock(session.vault.folder, OFFICER, OWN, floor=CHEAP))
    context.tasks.wait(again.close)


def test_escape_leaves_a_form_and_everything_as_it_is(page: OfficersPage, found: Found) -> None:
    ask(page, found(SECOND), REVOKE)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert page.form is None
    assert page.rows[found(SECOND).id].buttons[REVOKE].hasFocus()
    assert found(SECOND).status is OfficerStatus.ACTIVE


def test_one_form_is_open_at_a_time(page: OfficersPage, found: Found) -> None:
    ask(page, found(SECOND), RENAME)
    page.on_add()
    assert page.form is page.adding
    assert page.rows[found(SECOND).id].form is None


def test_nobody_can_remove_themselves(page: OfficersPage, found: Found) -> None:
    assert set(page.rows[found(OFFICER).id].buttons) == {RENAME, ROLE}


def test_a_passphrase_is_gone_when_the_page_is_left(page: OfficersPage) -> None:
    page.on_add()
    form = page.adding
    assert form is not None
    form.passphrase.passphrase_edit.edit.setText(OTHER_WORDS)
    page.hide()
    assert form.passphrase.text == ""
    assert not form.passphrase.passphrase_edit.edit.isUndoAvailable()


def test_an_officer_reads_the_list_and_who_may_change_it(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    context.tasks.wait(lambda: officers.add_officer(session, SECOND, Role.OFFICER, FIRST_WORDS))
    theirs = opens(context, session, SECOND, FIRST_WORDS)
    page = OfficersPage(context, theirs)
    show(page)
    page.shown()
    settle(qtbot, context)
    assert not page.add_button.isVisible()
    assert all(not row.buttons for row in page.rows.values())
    assert f"An administrator can change this list: \u2066{OFFICER}\u2069." in words_on(page)
    assert page.back_button.hasFocus()
    context.tasks.wait(theirs.close)
