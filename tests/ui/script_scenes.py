"""Every screen of the person's side, in whatever words fill it: together, shown alone, held, and the wall.

`script_scenes` shows them one after another in the program's window and needs no test around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from screening.core.answer import Answer
from screening.core.case import NextStep, Situation
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.instrument import Instrument, Kind, Question, QuestionType
from screening.core.safety import SafetyCheck
from screening.languages.catalogs import Catalog, Shown
from screening.operations.cases import begin_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.held.pages import Standing, asked_page
from screening.ui.person.controls import AT_A_QUESTION, NOT_UNDERSTOOD, PAUSE, STOP, controls
from screening.ui.person.view import PersonView
from screening.ui.person_page import PersonPage
from screening.ui.question_texts import answer_options, person_text
from screening.ui.screens.emergency_sheet import EmergencySheet
from screening.ui.steps import CONSENT, NEEDS, QUESTIONS, SAFETY_PLAN, SHARING
from screening.ui.talk_frame import TalkFrame
from screening.ui.widgets.language_wall import NOT_HERE
from screening.ui.window import MainWindow

from .conftest import CHEAP, new_session
from .person_words import PersonWords
from .referral_talks import CLINIC, FULL_SHEET, SAFE
from .talk_steps import settled, wait_until

ANSWERED = {"found_work": "yes"}
PIN = "492715"
TYPES = {
    "number": Question("sample_number", Kind.ASKED, QuestionType.INTEGER, "How many hours a day do you work?", ""),
    "date": Question("sample_date", Kind.ASKED, QuestionType.DATE, "When did you begin to work there?", ""),
}
"""Types that a pack may ask and the present ones do not."""


def script_scenes(context: UiContext, folder: Path, words: PersonWords) -> Iterator[tuple[str, MainWindow]]:
    """Each scene's name, once it stands in a window; `folder` takes a vault. Fill the words in before."""
    window = MainWindow(context, EntryRoom(context, folder / "vaults", kdf=CHEAP, floor=CHEAP))
    window.show()
    window.activateWindow()
    try:
        for name in _scenes_of(context, window, folder, words):
            settled(context)
            yield name, window
    finally:
        window.held.drop()
        window.close()
        window.deleteLater()


def _scenes_of(context: UiContext, window: MainWindow, folder: Path, words: PersonWords) -> Iterator[str]:
    yield from _wall(window, words)
    session = context.tasks.wait(lambda: new_session(folder / "vault"))
    window.on_vault_opened(session)
    desk = window.desk
    assert desk is not None
    talk = _talk(context, session, words, {})
    settled(context)
    desk.show_talk(talk)
    settled(context)
    frame = desk.talk_frame
    yield from _consent(frame)
    yield from _questions(context, frame, talk)
    yield from _types(context, window, talk)
    yield from _held(window, frame, talk)
    yield from _after(context, session, frame, words)


def _talk(
    context: UiContext, session: Session, words: PersonWords, answers: Mapping[str, Answer], *, to: str = ""
) -> Talk:
    """An adult's talk in the language; `to`: as far as a step after the questions."""
    shown = Shown("x", words.tag, context.person_catalog(words.tag).fixed("answers.yes").review, "0" * 64)

    def make() -> Talk:
        talk = begin_case(session, Situation.WORKPLACE)
        for check, seen in {**SAFE, "age": "adult"}.items():
            talk.note_safety(SafetyCheck(check), seen)
        reasoned = DraftUse(reason=DraftReason.NO_INTERPRETER)
        talk.choose_language(LanguageChoice(words.tag, text_available=True, draft=reasoned))
        talk.record_consent(Consent(ConsentState.GIVEN, True, True, True, frozenset(ConsentPoint)), shown)
        talk.open_questions()
        for question, answer in answers.items():
            talk.answer(question, answer, shown)
        if to:
            talk.finish_questions()
        if to == SAFETY_PLAN:
            talk.decide(NextStep.PERSON_DECLINED, "wants to think about it")
        elif to:
            talk.decide(NextStep.REFER, "papers are kept")
            talk.save_sheet(FULL_SHEET)
        return talk

    return context.tasks.wait(make)


def _wall(window: MainWindow, words: PersonWords) -> Iterator[str]:
    window.show_urgent_help()
    sheet = window.over
    assert isinstance(sheet, EmergencySheet)
    sheet.show_wall()
    assert sheet.wall is not None
    yield "wall"
    sheet.wall.on_pointed(words.tag)
    yield "wall, is it this one"
    sheet.wall.show_wait(words.tag)
    yield "wall, please wait"
    sheet.wall.on_pointed(NOT_HERE)
    yield "wall, please wait in several languages"
    window.on_over_left()


def _consent(frame: TalkFrame) -> Iterator[str]:
    frame.show_step(CONSENT)
    frame.consent.summary.change_button.click()
    yield from _shown_of(frame, "consent asked again")
    for _ in range(frame.consent.at):
        frame.consent.on_back()
    for name in frame.consent.pages:
        yield f"together, consent {name}"
        yield from _shown_of(frame, f"consent {name}")
        if frame.consent.at + 1 < len(frame.consent.pages):
            frame.consent.at += 1
            frame.consent._show_page()


def asked_in(talk: Talk) -> dict[str, str]:
    """For each type that is asked the question with the most to show."""
    found: dict[str, tuple[int, str]] = {}
    for section in talk.loaded.instrument.sections:
        for question in section.questions:
            if question.kind is Kind.ASKED and talk.flow.relevant(question.id, talk.answers, talk.age):
                size = len(question.text) + sum(len(choice.text) for choice in question.choices)
                found[question.type.value] = max(found.get(question.type.value, (0, "")), (size, question.id))
    return {kind: question for kind, (_, question) in found.items()}


def _questions(context: UiContext, frame: TalkFrame, talk: Talk) -> Iterator[str]:
    frame.show_step(QUESTIONS)
    settled(context)
    for kind, question in asked_in(talk).items():
        context.tasks.wait(lambda q=question: talk.move_to(q))  # type: ignore[misc]
        frame.questions.show_question(question)
        yield f"together, question {kind}"
        yield from _shown_of(frame, f"question {kind}")
    for control in (NOT_UNDERSTOOD, PAUSE, STOP):
        frame.questions.on_control(control)
        yield f"together, {control}"
        yield from _shown_of(frame, control)
    frame.questions.show_end()
    yield "together, the end"
    yield from _shown_of(frame, "the end")


def _shown_of(frame: TalkFrame, name: str) -> Iterator[str]:
    """The person's side alone, as it stands beside the officer's now."""
    frame.ways.show_here()
    yield f"shown, {name}"
    frame.ways.together()


def typed_page(context: UiContext, catalog: Catalog, instrument: Instrument, question: Question) -> PersonPage:
    """The page of a question that no pack asks."""
    return PersonPage(
        [person_text(catalog, instrument, question)],
        answer_options(context, catalog, instrument, question),
        question,
        controls=controls(context, catalog, *AT_A_QUESTION),
        next_words=catalog.fixed("answers.next"),
    )


def _types(context: UiContext, window: MainWindow, talk: Talk) -> Iterator[str]:
    catalog = context.catalog_of(talk.record.language)
    for kind, question in TYPES.items():
        view = PersonView(context)
        window.rooms.addWidget(view)
        before = window.rooms.currentWidget()
        assert before is not None
        window.rooms.setCurrentWidget(view)
        view.show_page(
            asked_page(context, catalog, typed_page(context, catalog, talk.loaded.instrument, question))
        )
        yield f"shown, question {kind}"
        window.rooms.setCurrentWidget(before)
        window.remove(view)


def _held(window: MainWindow, frame: TalkFrame, talk: Talk) -> Iterator[str]:
    frame.questions.show_question(asked_in(talk)["yes_no"])
    window.pages.show_hand_over()
    yield "hand over"
    window.on_over_left()
    window.held.begin(PIN)
    room = window.held.room
    assert room is not None
    for standing in Standing:
        if standing is Standing.ASKED:
            for kind, question in asked_in(talk).items():
                room.standing = standing
                frame.questions.show_question(question)
                room.stand(standing)
                if kind != "note":
                    yield f"held, question {kind}"
        else:
            room.stand(standing)
            yield f"held, {standing.name.lower()}"
    room.on_pressed("give_back")
    room.pin_page.say(window.context._("Wait a little: no try is taken until this sentence goes."))
    yield "held, the PIN"
    window.held.lift()


def _after(context: UiContext, session: Session, frame: TalkFrame, words: PersonWords) -> Iterator[str]:
    frame.open(_talk(context, session, words, ANSWERED, to=NEEDS))
    frame.show_step(NEEDS)
    yield "together, needs"
    yield from _shown_of(frame, "needs")
    frame.show_step(SHARING)
    wait_until(lambda: frame.sharing.recipients is not None and frame.sharing.recipients.isVisible())
    recipients = frame.sharing.recipients
    assert recipients is not None
    recipients.rows[CLINIC].click()
    yield "together, sharing"
    yield from _shown_of(frame, "sharing")
    frame.open(_talk(context, session, words, ANSWERED, to=SAFETY_PLAN))
    frame.show_step(SAFETY_PLAN)
    yield "together, safety plan"
    yield from _shown_of(frame, "safety plan")
