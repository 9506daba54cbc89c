"""Talks in a real vault that have come as far as a test needs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from screening.core.answer import Answer
from screening.core.case import NextStep, Situation
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.referral import Disclosure, PersonSheet, RecipientConsent
from screening.core.safety import SafetyCheck
from screening.core.service import Need, Priority
from screening.core.sheet import ContactChannel, Others, OthersThere, SafeContact
from screening.documents.render import FormRenderer
from screening.languages.catalogs import Review, Shown
from screening.operations import referrals
from screening.operations.cases import begin_case
from screening.operations.referrals import PreparedForm
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.sharing import SharingScreen
from screening.ui.widgets.sharing_ask import SharingAsk

Show = Callable[[QWidget], None]
SAFE = {"danger": "no", "injury": "no", "controller": "no", "private": "yes", "phones": "away"}
SHOWN = Shown("x", "ar", Review.DRAFT, "0" * 64)


def begun(session: Session, age: str) -> Talk:
    """A talk in Arabic after looking first."""
    talk = begin_case(session, Situation.WORKPLACE)
    for check, answer in {**SAFE, "age": age}.items():
        talk.note_safety(SafetyCheck(check), answer)
    reasoned = DraftUse(reason=DraftReason.NO_INTERPRETER)
    talk.choose_language(LanguageChoice("ar", text_available=True, draft=reasoned))
    return talk


def talk_with(
    context: UiContext,
    session: Session,
    answers: Mapping[str, Answer],
    *,
    record: bool = True,
    sheet: PersonSheet | None = None,
) -> Talk:
    """An adult's talk with these answers; with a sheet, it was decided to refer."""

    def make() -> Talk:
        talk = begun(session, "adult")
        consent = Consent(ConsentState.GIVEN, True, record, True, frozenset(ConsentPoint))
        talk.record_consent(consent, SHOWN)
        talk.open_questions()
        for question, answer in answers.items():
            talk.answer(question, answer, SHOWN)
        talk.finish_questions()
        if sheet is not None:
            talk.decide(NextStep.REFER, "papers are kept")
            talk.save_sheet(sheet)
        return talk

    return context.tasks.wait(make)


def child_talk(context: UiContext, session: Session) -> Talk:
    """A talk with somebody who may be under 18."""
    return context.tasks.wait(lambda: begun(session, "unsure"))


def declined_talk(context: UiContext, session: Session, *, record: bool = False) -> Talk:
    """A talk whose person wants no help now."""
    talk = talk_with(context, session, {"papers_held": "employer"}, record=record)
    context.tasks.wait(lambda: talk.decide(NextStep.PERSON_DECLINED, "wants to think about it"))
    return talk


CLINIC = "quayside-clinic"
SHEET = PersonSheet(
    gender="woman", safe_contact="after 8, say LEMON", needs=(Need.DOCTOR, Need.SAFE_PLACE), risks="the boss"
)

FULL_SHEET = msgspec.structs.replace(
    SHEET,
    priorities={Need.DOCTOR: Priority.HOURS_24},
    contact=SafeContact(
        ContactChannel.THROUGH_SOMEONE,
        "her sister, +44 7700 900 123",
        "Tuesdays after eight in the evening",
        "LEMON",
        "nothing about work or the police",
        "the foreman and his wife",
    ),
    dependants="two children, with her mother",
    others_there=OthersThere(Others.YES, "about ten", "the brothers share a room"),
)
"""With something in every field."""


def words_on(widget: QWidget) -> str:
    """Every word that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def referred(context: UiContext, session: Session) -> Talk:
    """A talk that goes on to a referral."""
    return talk_with(context, session, {"papers_held": "employer"}, sheet=SHEET)


def open_sharing(qtbot: QtBot, context: UiContext, talk: Talk, show: Callable[[QWidget], None]) -> SharingScreen:
    """The sharing screen with its recipients."""
    screen = SharingScreen(context, FormRenderer())
    show(screen)
    screen.open(talk)
    qtbot.waitUntil(lambda: screen.recipients is not None and screen.recipients.isVisible())
    return screen


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
    with qtbot.waitSignal(screen.form_ready) as ready:
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
