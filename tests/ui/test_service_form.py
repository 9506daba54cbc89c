"""A directory without services says what to do, and a service that is entered is asked about at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from screening.core.service import FOR_A_CHILD, ServiceCategory
from screening.operations.session import Session
from screening.ui.context import UiContext

from .conftest import Show
from .referral_talks import agree, child_talk, open_sharing, referred, settle, words_on


@pytest.fixture
def empty(context: UiContext, session: Session) -> Session:
    """A vault whose directory is empty, as a real one begins."""

    def clear() -> None:
        with session.vault.transaction():
            session.vault.services.replace(())

    context.tasks.wait(clear)
    return session


def test_an_empty_directory_says_so_and_opens_the_form(
    qtbot: QtBot, context: UiContext, empty: Session, show: Show
) -> None:
    screen = open_sharing(qtbot, context, referred(context, empty), show)
    assert "No services yet" in words_on(screen)
    form = screen.service_form
    assert form is not None and form.isVisible()
    assert form.name_edit.hasFocus()


def test_what_is_missing_is_said_where_it_is_missing(
    qtbot: QtBot, context: UiContext, empty: Session, show: Show
) -> None:
    screen = open_sharing(qtbot, context, referred(context, empty), show)
    form = screen.service_form
    assert form is not None
    form.save_button.click()
    assert form.name_edit.hasFocus()
    form.name_edit.setText("House by the Mill")
    form.save_button.click()
    assert form.category_combo.hasFocus()
    form.category_combo.setCurrentIndex(form.category_combo.findData(ServiceCategory.SHELTER.value))
    form.save_button.click()
    assert form.phone_edit.hasFocus()
    assert form.error.isVisible()
    assert context.tasks.wait(empty.vault.services.all) == ()


def test_an_entered_service_is_asked_about_and_gets_its_form(
    qtbot: QtBot, context: UiContext, empty: Session, show: Show
) -> None:
    screen = open_sharing(qtbot, context, referred(context, empty), show)
    form = screen.service_form
    assert form is not None
    QTest.keyClicks(form.name_edit, "House by the Mill")
    form.category_combo.setCurrentIndex(form.category_combo.findData(ServiceCategory.SHELTER.value))
    QTest.keyClicks(form.phone_edit, "+44 1632 960 160")
    QTest.keyClick(form.phone_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.ask is not None and screen.ask.isVisible())
    settle(qtbot, context)
    (service,) = context.tasks.wait(empty.vault.services.all)
    assert not service.made_up
    screen.choose_again()
    qtbot.waitUntil(lambda: screen.recipients is not None and service.id in screen.recipients.rows)
    assert agree(qtbot, screen, service.id).service == service


def test_for_a_child_only_services_for_a_child_can_be_entered(
    qtbot: QtBot, context: UiContext, empty: Session, show: Show
) -> None:
    screen = open_sharing(qtbot, context, child_talk(context, empty), show)
    form = screen.service_form
    assert form is not None
    offered = [form.category_combo.itemData(at) for at in range(form.category_combo.count())]
    assert [each for each in offered if each] == [category.value for category in FOR_A_CHILD]


def test_made_up_services_are_marked_where_they_are(
    qtbot: QtBot, context: UiContext, session: Session, show: Show, tmp_path: Path
) -> None:
    screen = open_sharing(qtbot, context, referred(context, session), show)
    assert "made up for practice" in words_on(screen)
    assert screen.entering is not None
    assert not screen.entering.body.isVisible()
