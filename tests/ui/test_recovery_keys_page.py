"""The page of recovery keys on a real vault: the drill, one more key, one fewer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screening.core.errors import ScreeningError
from screening.core.roles import Role
from screening.operations import officers
from screening.operations.officers import RecoveryEntry
from screening.operations.session import Session, unlock, unlock_with_recovery_key
from screening.ui.context import UiContext
from screening.ui.screens.recovery_key import TYPED
from screening.ui.screens.vault.recovery_keys import RecoveryKeysPage
from screening.ui.widgets.two_steps import TwoSteps

from .conftest import CHEAP, Show
from .referral_talks import words_on
from .talk_steps import settle

ANOTHER = "QPZR-Y9X8-GF2T-VDW0-S3JN-54KH-CE6M-UA7L-QPZR-Y9X8-GF2T-VDW0-S3JN-54KH-CE"

Keys = Callable[[], tuple[RecoveryEntry, ...]]


@pytest.fixture
def page(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> RecoveryKeysPage:
    made = RecoveryKeysPage(context, session)
    show(made)
    made.shown()
    settle(qtbot, context)
    return made


@pytest.fixture
def keys(context: UiContext, session: Session) -> Keys:
    """The keys as the vault has them."""
    return lambda: context.tasks.wait(lambda: officers.list_recovery_keys(session))


def new_key(context: UiContext, session: Session) -> str:
    """A second key that is on paper, as it is written there."""

    def make() -> str:
        key, written = officers.add_recovery_key(session)
        officers.confirm_recovery_key(session, key.id)
        return written

    return context.tasks.wait(make)


def shown_again(qtbot: QtBot, page: RecoveryKeysPage) -> None:
    page.shown()
    settle(qtbot, page.context)


def make_with_the_page(qtbot: QtBot, page: RecoveryKeysPage) -> str:
    """Press the button; gives the key that is shown."""
    page.add_button.click()
    settle(qtbot, page.context)
    assert page.key_screen.isVisible() and not page.area.isVisible()
    return "".join(page.key_screen.key_label.accessibleName().split(":")[-1].split())


def test_one_key_is_too_few_and_that_is_said_calmly(
    qtbot: QtBot, page: RecoveryKeysPage, context: UiContext, session: Session
) -> None:
    assert page.warning.isVisible() and "Make a second one" in page.warning.text()
    assert page.warning.property("role") == "caution"
    new_key(context, session)
    shown_again(qtbot, page)
    assert not page.warning.isVisible()
    assert "Recovery key 1" in words_on(page) and "Recovery key 2" in words_on(page)


def test_the_drill_proves_a_key_and_changes_nothing(
    qtbot: QtBot, page: RecoveryKeysPage, context: UiContext, session: Session, keys: Keys
) -> None:
    written = new_key(context, session)
    shown_again(qtbot, page)
    before = (session.vault.folder / "vault.json").read_bytes()
    assert page.try_button.hasFocus()
    QTest.keyClick(page.try_button, Qt.Key.Key_Return)
    assert page.trying is not None and page.trying.key_edit.edit.hasFocus()
    QTest.keyClicks(page.trying.key_edit.edit, written.lower().replace("-", " "))
    QTest.keyClick(page.trying.key_edit.edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert page.form is None
    assert "This key opens this vault (Recovery key 2). Nothing was changed." in page.told.text()
    assert "last tried" in words_on(page)
    assert [key.last_tried_utc != "" for key in keys()] == [False, True]
    assert (session.vault.folder / "vault.json").read_bytes() == before


def test_a_key_that_does_not_open_the_vault_is_said_so_and_stays_to_be_compared(
    qtbot: QtBot, page: RecoveryKeysPage, context: UiContext
) -> None:
    page.on_try()
    form = page.trying
    assert form is not None
    form.ask()
    assert "Type the key first" in form.error.text()
    form.key_edit.edit.setText(ANOTHER)
    form.ask()
    settle(qtbot, context)
    assert form.error.isVisible() and "does not open this vault" in form.error.text()
    assert form.key_edit.text == ANOTHER and form.key_edit.edit.hasFocus()
    page.hide()
    assert form.key_edit.text == ""


def test_a_new_key_is_shown_once_confirmed_and_opens_the_vault(
    qtbot: QtBot, page: RecoveryKeysPage, context: UiContext, session: Session, keys: Keys
) -> None:
    written = make_with_the_page(qtbot, page)
    assert "Recovery key 2" in words_on(page.key_screen)
    QTest.keyClicks(page.key_screen.last_edit, written[-TYPED:])
    QTest.keyClick(page.key_screen.last_edit, Qt.Key.Key_Return)
    settle(qtbot, context)
    assert page.area.isVisible() and not page.key_screen.isVisible()
    assert "Recovery key 2 is on paper." in page.told.text()
    assert [(key.number, key.confirmed) for key in keys()] == [(1, True), (2, True)]
    assert written not in words_on(page)
    context.tasks.wait(session.close)
    context.tasks.wait(lambda: unlock_with_recovery_key(session.vault.folder, written, floor=CHEAP).close())


def test_a_new_key_that_was_left_is_marked_and_can_be_removed(
    qtbot: QtBot, page: RecoveryKeysPage, context: UiContext, keys: Keys
) -> None:
    make_with_the_page(qtbot, page)
    page.hide()
    page.show()
    settle(qtbot, context)
    assert page.area.isVisible() and page.shown_key is None
    assert "was not confirmed and cannot be shown again" in page.told.text()
    assert "Not confirmed" in words_on(page) and page.warning.isVisible()
    second = keys()[1]
    assert not page.rows[keys()[0].id].remove_button.isVisible()
    page.rows[second.id].remove_button.click()
    form = page.form
    assert isinstance(form, TwoSteps)
    form.do_button.click()
    assert len(keys()) == 2
    form.do_button.click()
    settle(qtbot, context)
    assert [key.number for key in keys()] == [1]
    assert "no longer opens this vault" in page.told.text()


def test_a_removed_key_no_longer_opens_the_vault(
    qtbot: QtBot, page: RecoveryKeysPage, context: UiContext, session: Session, keys: Keys
) -> None:
    written = new_key(context, session)
    shown_again(qtbot, page)
    page.rows[keys()[1].id].remove_button.click()
    form = page.form
    assert isinstance(form, TwoSteps)
    assert "from before today" in words_on(page)
    for _ in range(2):
        form.do_button.click()
    settle(qtbot, context)
    context.tasks.wait(session.close)
    with pytest.raises(ScreeningError):
        context.tasks.wait(lambda: unlock_with_recovery_key(session.vault.folder, written, floor=CHEAP))


def test_an_officer_sees_which_keys_there_are_and_can_change_none(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    passphrase = "velvet harbour seven pencil cloud"
    context.tasks.wait(lambda: officers.add_officer(session, "B2", Role.OFFICER, passphrase))
    context.tasks.wait(session.close)
    theirs = context.tasks.wait(lambda: unlock(session.vault.folder, "B2", passphrase, floor=CHEAP))
    page = RecoveryKeysPage(context, theirs)
    show(page)
    shown_again(qtbot, page)
    assert "Recovery key 1" in words_on(page)
    assert "An administrator can make and remove recovery keys." in words_on(page)
    assert not page.try_button.isVisible() and not page.add_button.isVisible()
    assert not any(row.remove_button.isVisible() for row in page.rows.values())
    context.tasks.wait(theirs.close)
