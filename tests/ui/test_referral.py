"""From needs to a form: nothing is shared without a yes for that recipient."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening.core.referral import DisclosureKind, PersonSheet
from screening.core.service import (
    FOR_A_CHILD,
    ON_BY_DEFAULT,
    DataItem,
    Need,
    Priority,
    ServiceCategory,
    may_receive,
)
from screening.languages.person_texts import load_fixed_texts
from screening.operations.cases import resume_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.needs import NEED_TEXTS, NeedsScreen
from screening.ui.screens.sharing import SharingScreen

from .referral_talks import (
    CLINIC,
    SHEET,
    agree,
    asking,
    child_talk,
    kept,
    open_sharing,
    referred,
    settle,
    talk_with,
    words_on,
)

Show = Callable[[QWidget], None]
Sharing = Callable[[Talk], SharingScreen]
SHELTER, POLICE, CHILD_FIRST = "harbour-house", "town-police", "child-first"


@pytest.fixture
def talk(context: UiContext, session: Session) -> Talk:
    """A talk that goes on to a referral."""
    return referred(context, session)


@pytest.fixture
def sharing(qtbot: QtBot, context: UiContext, show: Show) -> Sharing:
    """Opens the sharing screen with its recipients."""
    return lambda talk: open_sharing(qtbot, context, talk, show)


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
    for need, soon in ((Need.DOCTOR, 1), (Need.UNPAID_WAGES, 3)):
        assert screen.priorities.bars[need].isVisible()
        screen.priorities.bars[need].pick(soon)
    assert not screen.priorities.bars[Need.LAWYER].isVisible()
    screen.contact_edit.setPlainText("after 8, say LEMON")
    screen.about.gender_edit.setText("woman")
    with qtbot.waitSignal(screen.finished):
        screen.next_button.click()
    sheet = context.tasks.wait(lambda: resume_case(session, talk.record.id)).sheet
    assert sheet.needs == (Need.DOCTOR, Need.UNPAID_WAGES)
    assert [sheet.soon(need) for need in sheet.needs] == [Priority.HOURS_24, Priority.WEEKS_2]
    assert (sheet.soonest, sheet.gender, sheet.name) == (Priority.HOURS_24, "woman", "")
    assert sheet.safe_contact == "after 8, say LEMON"


def test_what_is_typed_is_kept_on_leaving(
    qtbot: QtBot, context: UiContext, session: Session, show: Show, talk: Talk
) -> None:
    screen = NeedsScreen(context)
    show(screen)
    screen.open(talk)
    assert screen.about.gender_edit.text() == "Woman"
    screen.leave()
    assert not context.tasks.busy
    screen.about.risks_edit.setPlainText("the boss waits outside")
    screen.leave()
    settle(qtbot, context)
    sheet = context.tasks.wait(lambda: resume_case(session, talk.record.id)).sheet
    assert (sheet.risks, sheet.gender) == ("the boss waits outside", "woman")


def test_a_child_is_not_interviewed_and_not_left_alone(context: UiContext, session: Session, show: Show) -> None:
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


def test_a_no_is_kept_and_shares_nothing(qtbot: QtBot, context: UiContext, talk: Talk, sharing: Sharing) -> None:
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
    qtbot.waitUntil(lambda: "the person did not agree" in words_on(screen))


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
    with qtbot.waitSignal(screen.form_ready):
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
