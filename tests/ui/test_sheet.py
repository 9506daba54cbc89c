"""What the person tells for getting help: every field is kept as it stands, read out, and shown again."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.referral import PersonSheet
from screening.core.service import Need, Priority
from screening.core.sheet import ContactChannel, Others, OthersThere, PlanPoint, SafeContact
from screening.languages.person_texts import load_fixed_texts
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.needs import NeedsScreen
from screening.ui.widgets.person_text import PersonText
from screening.ui.widgets.spoken_field import SpokenField

from .conftest import Show
from .referral_talks import CLINIC, FULL_SHEET, asking, open_sharing, talk_with, words_on
from .talk_steps import press, settle

Opened = Callable[[PersonSheet], NeedsScreen]


@pytest.fixture
def opened(context: UiContext, session: Session, show: Show) -> Opened:
    """The needs of a talk with this sheet."""

    def make(sheet: PersonSheet) -> NeedsScreen:
        screen = NeedsScreen(context)
        show(screen)
        screen.open(talk_with(context, session, {"papers_held": "employer"}, sheet=sheet))
        return screen

    return make


def in_vault(context: UiContext, talk: Talk) -> PersonSheet:
    return context.tasks.wait(lambda: talk.session.vault.cases.load_sheet(talk.record.id))


def test_everything_told_is_kept_and_shown_again(qtbot: QtBot, context: UiContext, opened: Opened) -> None:
    screen = opened(PersonSheet())
    assert screen.grid is not None
    for need in (Need.DOCTOR, Need.SAFE_PLACE):
        QTest.keyClick(screen.grid.buttons[need], Qt.Key.Key_Space)
    screen.priorities.bars[Need.DOCTOR].pick(1)
    screen.contact.channel_bar.pick(4)
    contact = FULL_SHEET.contact
    texts = (contact.reach, contact.hours, contact.code_word, contact.not_to_say, contact.must_not_know)
    for edit, text in zip(screen.contact.edits, texts, strict=True):
        edit.setText(f"  {text} ")
    about = screen.about
    about.dependants_edit.setPlainText(FULL_SHEET.dependants)
    about.others_bar.pick(1)
    about.many_edit.setText("about ten")
    about.others_note_edit.setPlainText("the brothers share a room")
    about.risks_edit.setPlainText(FULL_SHEET.risks)
    about.gender_edit.setText("woman")
    screen.contact_edit.setPlainText(FULL_SHEET.safe_contact)
    with qtbot.waitSignal(screen.finished):
        screen.next_button.click()
    assert in_vault(context, screen.talk) == FULL_SHEET
    again = opened(FULL_SHEET)
    assert again.sheet() == FULL_SHEET
    again.leave()
    assert not context.tasks.busy


def test_an_old_sheet_is_shown_and_kept_as_it_was(context: UiContext, opened: Opened) -> None:
    old = PersonSheet(safe_contact="after 8", needs=(Need.LAWYER,), priority=Priority.HOURS_24)
    screen = opened(old)
    assert screen.priorities.bars[Need.LAWYER].value == Priority.HOURS_24
    assert screen.contact_edit.toPlainText() == "after 8"
    assert screen.sheet() == old


def test_a_channel_can_be_taken_back(opened: Opened) -> None:
    screen = opened(PersonSheet(contact=SafeContact(ContactChannel.PHONE)))
    assert screen.contact.channel_bar.value == "phone"
    screen.contact.channel_bar.pick(6)
    assert screen.sheet().contact.empty


def test_what_another_page_asked_for_stays(opened: Opened) -> None:
    declined = PersonSheet(plan=(PlanPoint.CALL,), meet_again=SafeContact(hours="Saturdays"))
    screen = opened(declined)
    screen.about.name_edit.setText("Amal")
    assert screen.sheet() == msgspec.structs.replace(declined, name="Amal")


def test_a_need_is_chosen_and_put_in_time_with_the_keyboard_alone(
    qtbot: QtBot, context: UiContext, opened: Opened
) -> None:
    screen = opened(PersonSheet())
    assert not screen.soon_card.isVisible()
    press(Qt.Key.Key_Space)
    assert screen.soon_card.isVisible()
    bar = screen.priorities.bars[Need.DOCTOR]
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in bar.buttons.values():
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    press(Qt.Key.Key_3)
    assert screen.sheet().priorities == {Need.DOCTOR: Priority.WEEKS_2}
    press(Qt.Key.Key_2)
    assert (screen.sheet().soonest, screen.sheet().priorities) == (Priority.HOURS_72, {})


def test_each_field_has_a_sentence_to_read_out(context: UiContext, opened: Opened) -> None:
    screen = opened(PersonSheet())
    fields = screen.findChildren(SpokenField)
    assert len(fields) >= 9
    texts = load_fixed_texts()
    for field in fields:
        assert field._text_id in texts
        assert all(said.isVisible() for said in field.findChildren(PersonText))


def test_the_person_is_told_that_the_contact_goes_whole(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    sheet = PersonSheet(needs=(Need.DOCTOR,), others_there=OthersThere(Others.YES))
    for each, told in ((FULL_SHEET, True), (sheet, False)):
        talk = talk_with(context, session, {"papers_held": "employer"}, sheet=each)
        screen = open_sharing(qtbot, context, talk, show)
        ask = asking(screen, CLINIC)
        said = "\n".join(label.text() for label in ask.findChildren(PersonText))
        assert ("who must not know" in f"{said} {words_on(ask)}") is told
        settle(qtbot, context)
