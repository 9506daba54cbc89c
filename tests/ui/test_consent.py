"""Information and consent: everything is explained first, three choices stand alone, and it can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from screening.core.assessment import NotAssessedBecause
from screening.core.case import CaseState
from screening.core.consent import Consent, ConsentPoint, ConsentState, InterpreterMode, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.office import Office, ReportingDuty
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Review, together
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.store import schema
from screening.store.audit import AuditAction
from screening.ui.consent_texts import DRAFT, all_texts
from screening.ui.context import UiContext
from screening.ui.screens.consent import ConsentScreen
from screening.ui.steps import CONSENT, QUESTIONS, RECORDED

from .conftest import Show
from .referral_talks import talk_with
from .referral_talks import words_on as words_visible
from .scenes import stand
from .spoken import out_of_order
from .talk_steps import digit, in_vault, looked_talk, open_frame, press, rows_of_cases, settle
from .variants import SMALL

SENTINEL = "Quetzalcoatlina"


def talk_in(context: UiContext, session: Session, choice: LanguageChoice | str = "ar") -> Talk:
    """A talk whose language is chosen."""
    talk = looked_talk(context, session)
    if isinstance(choice, str):
        choice = LanguageChoice(choice, text_available=True)
    chosen = choice
    context.tasks.wait(lambda: talk.choose_language(chosen))
    return talk


@pytest.fixture
def talk(context: UiContext, session: Session) -> Talk:
    return talk_in(context, session)


@pytest.fixture
def screen(context: UiContext, talk: Talk, show: Show) -> ConsentScreen:
    made = ConsentScreen(context)
    show(made)
    made.open(talk)
    return made


def words_on(widget: QWidget) -> str:
    """What can be read, once what was just put there is shown."""
    QApplication.processEvents()
    return strip_invisible(words_visible(widget))


def until_done(context: UiContext) -> None:
    """Until all work is done, and what it put on the screen is shown."""
    while context.tasks.busy:
        QApplication.processEvents()
    QApplication.processEvents()


def explain_all(screen: ConsentScreen) -> None:
    """Enter at each point; a reason where the words are a draft."""
    while screen.told_button.isVisible():
        press(Qt.Key.Key_Return)
    if screen.pages[screen.at] == DRAFT:
        interpreter = screen.draft_step.interpreter_button
        if interpreter.isVisible():
            interpreter.click()
        else:
            digit(1)
            press(Qt.Key.Key_Return)
        until_done(screen.context)
    assert screen.pages[screen.at] == "talk"


def ask_all(qtbot: QtBot, screen: ConsentScreen, *digits: int) -> None:
    """The three answers, the last of which is kept."""
    for number in digits[:-1]:
        digit(number)
    with qtbot.waitSignal(screen.finished):
        digit(digits[-1])


def in_arabic(*, record: bool, statistics: bool) -> Consent:
    """What is kept of consent given on draft words because no interpreter could be reached."""
    return Consent(
        ConsentState.GIVEN,
        True,
        record,
        statistics,
        frozenset(ConsentPoint),
        shown_in="ar",
        review=Review.DRAFT,
        draft=DraftUse(reason=DraftReason.NO_INTERPRETER),
    )


def person_words(screen: ConsentScreen) -> str:
    return "\n".join(strip_invisible(text.text()) for text in screen.sides.person_texts)


def officer_words(screen: ConsentScreen) -> str:
    return words_on(screen.sides.officer_card)


def consent_rows(context: UiContext, session: Session) -> list[tuple[str, str, str]]:
    """Language, review status and hash of every consent in the vault."""
    columns = schema.consent.c
    query = select(columns.language, columns.review, columns.text_hash).order_by(columns.seq)
    return [tuple(row) for row in context.tasks.wait(lambda: session.vault.database.rows(query))]


def test_every_point_is_explained_before_the_person_is_asked(screen: ConsentScreen) -> None:
    for point in ConsentPoint:
        assert screen.pages[screen.at] == point
        assert screen.told_button.isVisible()
        assert screen.answer_grid is None
        for number in (1, 2):
            digit(number)
        assert screen.pages[screen.at] == point
        press(Qt.Key.Key_Return)
    assert screen.pages[screen.at] == DRAFT
    digit(1)
    press(Qt.Key.Key_Return)
    until_done(screen.context)
    assert screen.pages[screen.at] == "talk"
    assert not screen.told_button.isVisible()
    assert screen.answer_grid is not None


def test_tab_goes_through_each_page_as_it_is_read_also_when_answers_were_made_anew(screen: ConsentScreen) -> None:
    stand(screen, SMALL)
    there_and_back = [*range(len(screen.pages)), *reversed(range(len(screen.pages)))]
    for at in there_and_back:
        screen._explain(at)
        QApplication.processEvents()
        assert out_of_order(screen) == [], screen.pages[at]


def test_backspace_goes_back_to_a_point(screen: ConsentScreen) -> None:
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Backspace)
    assert screen.pages[screen.at] == ConsentPoint.WHY
    press(Qt.Key.Key_Backspace)
    press(Qt.Key.Key_Backspace)
    assert screen.pages[screen.at] == ConsentPoint.WHO


@pytest.mark.parametrize(
    ("digits", "record", "statistics"),
    [((1, 1, 1), True, True), ((1, 1, 2), True, False), ((1, 2, 1), False, True), ((1, 2, 2), False, False)],
)
def test_three_choices_stand_alone(
    digits: tuple[int, ...],
    record: bool,
    statistics: bool,
    qtbot: QtBot,
    screen: ConsentScreen,
    talk: Talk,
) -> None:
    explain_all(screen)
    asks = []
    for number in digits[:-1]:
        asks.append(screen.pages[screen.at])
        digit(number)
    asks.append(screen.pages[screen.at])
    with qtbot.waitSignal(screen.finished):
        digit(digits[-1])
    assert asks == ["talk", "record", "statistics"]
    consent = talk.record.consent
    assert consent == in_arabic(record=record, statistics=statistics)
    assert talk.recorded is record


def test_no_answer_is_marked_beforehand(screen: ConsentScreen) -> None:
    explain_all(screen)
    for _ in range(2):
        assert screen.answer_grid is not None
        assert [made.property("role") for made in screen.answer_grid.buttons.values()] == ["", ""]
        digit(1)


def test_a_no_to_talking_does_not_go_on(qtbot: QtBot, screen: ConsentScreen, talk: Talk) -> None:
    explain_all(screen)
    digit(2)
    assert screen.pages[screen.at] == "talk"
    assert screen.refused_button.hasFocus()
    assert talk.record.consent is None


def test_refusing_ends_the_talk_with_its_reason(
    qtbot: QtBot, context: UiContext, session: Session, talk: Talk, show: Show
) -> None:
    frame = open_frame(qtbot, context, talk, show)
    assert frame.current == CONSENT
    press(Qt.Key.Key_Return)
    frame.consent.refused_button.click()
    qtbot.waitUntil(lambda: frame.current == RECORDED)
    settle(qtbot, context)
    record = talk.record
    assert (record.state, record.ended_because) == (CaseState.NOT_ASSESSED, NotAssessedBecause.REFUSED)
    assert record.consent == Consent(ConsentState.REFUSED, told=frozenset({ConsentPoint.WHO}))
    assert talk.blockers()
    # What was seen before the person was asked goes by the same answer, and the officer is told so.
    assert rows_of_cases(context, session) == {}
    assert "What you saw before is not kept either" in words_on(frame.recorded)


@pytest.mark.parametrize(
    "because",
    [NotAssessedBecause.UNWELL, NotAssessedBecause.NO_COMMON_LANGUAGE, NotAssessedBecause.UNSAFE],
)
def test_not_able_to_decide_ends_the_talk_with_its_reason(
    because: NotAssessedBecause, qtbot: QtBot, context: UiContext, screen: ConsentScreen, talk: Talk
) -> None:
    with qtbot.waitSignal(screen.ended):
        screen.not_able_bar.buttons[because].click()
    kept = in_vault(context, talk)
    assert (kept.state, kept.ended_because) == (CaseState.NOT_ASSESSED, because)
    assert kept.consent is not None
    assert kept.consent.state is ConsentState.NOT_ABLE
    screen.open(talk)
    assert screen.not_able_bar.value is None


def test_what_was_agreed_is_kept_with_the_text_it_was_agreed_on(
    qtbot: QtBot, context: UiContext, session: Session, screen: ConsentScreen, talk: Talk
) -> None:
    explain_all(screen)
    ask_all(qtbot, screen, 1, 1, 2)
    kept = in_vault(context, talk)
    assert kept.consent == in_arabic(record=True, statistics=False)
    assert kept.state is CaseState.QUESTIONS
    catalog = context.person_catalog("ar")
    shown = all_texts(talk, catalog)
    assert consent_rows(context, session) == [("ar", Review.DRAFT.value, shown.text_hash)]
    assert int(shown.text_hash, 16)
    assert shown.text_hash != together([catalog.fixed("consent.ask_talk")]).text_hash


def test_a_talk_in_english_is_on_no_draft(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = ConsentScreen(context)
    show(screen)
    screen.open(talk_in(context, session, "en"))
    explain_all(screen)
    ask_all(qtbot, screen, 1, 1, 1)
    assert consent_rows(context, session)[0][:2] == ("en", Review.SOURCE.value)
    assert not screen.sides.draft_label.isVisible()


def test_a_language_without_words_is_kept_as_missing(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    choice = LanguageChoice("vi", False, "", InterpreterMode.PHONE, "INT-7", True, True)
    screen = ConsentScreen(context)
    show(screen)
    screen.open(talk_in(context, session, choice))
    assert "Not translated yet" in screen.sides.draft_label.text()
    assert "only interprets" in person_words(screen)
    explain_all(screen)
    ask_all(qtbot, screen, 1, 1, 1)
    assert consent_rows(context, session)[0][:2] == ("en", Review.MISSING.value)


def test_talk_yes_record_no_leaves_nothing_in_the_vault(
    qtbot: QtBot, context: UiContext, session: Session, screen: ConsentScreen
) -> None:
    assert rows_of_cases(context, session)
    explain_all(screen)
    ask_all(qtbot, screen, 1, 2, 2)
    assert rows_of_cases(context, session) == {}


@pytest.mark.parametrize(
    ("duty", "police", "law"),
    [
        (ReportingDuty.NONE, "not_police", "duty_none"),
        (ReportingDuty.CHILD_OR_LIFE, "not_police_duty", "duty_child_or_life"),
        (ReportingDuty.AUTHORITY, "not_police_duty", "duty_authority"),
    ],
)
def test_the_promise_about_the_police_is_one_that_can_be_kept(
    duty: ReportingDuty,
    police: str,
    law: str,
    context: UiContext,
    session: Session,
    show: Show,
) -> None:
    bound = replace(session, office=Office("Labour Inspection North", duty=duty))
    screen = ConsentScreen(context)
    show(screen)
    screen.open(talk_in(context, bound))
    said: dict[str, tuple[str, str]] = {}
    for point in ConsentPoint:
        said[point] = person_words(screen), officer_words(screen)
        press(Qt.Key.Key_Return)
    catalog, own = context.person_catalog("ar"), context.own_catalog
    for place, side in enumerate((catalog, own)):
        assert strip_invisible(side.fixed(f"consent.{police}").text) in said[ConsentPoint.WHO_SEES][place]
        assert strip_invisible(side.fixed(f"consent.{law}").text) in said[ConsentPoint.DUTY][place]
    every = "\n".join(text for pair in said.values() for text in pair)
    other = "not_police" if police == "not_police_duty" else "not_police_duty"
    assert strip_invisible(own.fixed(f"consent.{other}").text) not in every


def test_both_languages_stand_there_in_their_direction(screen: ConsentScreen, context: UiContext) -> None:
    for _ in ConsentPoint:
        assert screen.sides.person_texts
        QApplication.processEvents()
        for text in screen.sides.person_texts:
            assert text.isVisible()
            assert text.layoutDirection() is Qt.LayoutDirection.RightToLeft
            assert any("\u0600" <= letter <= "\u06ff" for letter in text.text())
        assert screen.sides.officer_card.layoutDirection() is Qt.LayoutDirection.LeftToRight
        assert officer_words(screen)
        assert "Draft translation" in screen.sides.draft_label.text()
        if screen.pages[screen.at] != ConsentPoint.HELP_ANYWAY:
            press(Qt.Key.Key_Return)
    explain_all(screen)
    assert screen.answer_grid is not None
    for made in screen.answer_grid.buttons.values():
        assert made.layoutDirection() is Qt.LayoutDirection.RightToLeft
        assert any("\u0600" <= letter <= "\u06ff" for letter in made.person_label.text())


def test_the_officer_and_the_organisation_are_named_without_turning_the_line(screen: ConsentScreen) -> None:
    words = screen.sides.person_texts[0].text()
    assert "\u2068A1\u2069" in words
    assert "\u2068Labour Inspection North\u2069" in words
    assert "{" not in words


# given earlier


@pytest.fixture
def agreed(context: UiContext, session: Session) -> Talk:
    """A recorded talk with an answer and a note, come back to."""
    talk = talk_with(context, session, {"papers_held": "employer"})
    context.tasks.wait(lambda: talk.note("papers_held", SENTINEL))
    return talk


@pytest.fixture
def again(context: UiContext, agreed: Talk, show: Show) -> ConsentScreen:
    screen = ConsentScreen(context)
    show(screen)
    screen.open(agreed)
    return screen


def test_consent_given_before_is_summed_up_first(again: ConsentScreen) -> None:
    assert again.stack.currentWidget() is again.summary
    words = words_on(again.summary)
    assert "The person agreed to talk." in words
    assert "Answers are written down." in words
    assert "Counted without a name." in words
    assert again.summary.go_on_button.hasFocus()
    assert again.summary.keep_button.isVisible()
    assert not again.summary.erase_card.isVisible()


def test_the_summary_shows_only_what_was_agreed(
    qtbot: QtBot, context: UiContext, screen: ConsentScreen, talk: Talk
) -> None:
    explain_all(screen)
    ask_all(qtbot, screen, 1, 1, 2)
    screen.open(talk)
    words = words_on(screen.summary)
    assert "Answers are not counted." in words
    assert "Counted without a name." not in words


def test_going_on_changes_nothing(
    qtbot: QtBot, context: UiContext, session: Session, again: ConsentScreen, agreed: Talk
) -> None:
    before = in_vault(context, agreed)
    for number in (1, 2):
        digit(number)
    press(Qt.Key.Key_Backspace)
    with qtbot.waitSignal(again.finished):
        press(Qt.Key.Key_Return)
    assert not context.tasks.busy
    assert in_vault(context, agreed) == before


def test_changing_asks_the_three_questions_again(
    qtbot: QtBot, context: UiContext, again: ConsentScreen, agreed: Talk
) -> None:
    again.summary.change_button.click()
    assert again.pages[again.at] == "talk"
    assert again.answer_grid is not None
    assert again.answer_grid.buttons["yes"].property("role") == "given"
    ask_all(qtbot, again, 1, 1, 2)
    kept = in_vault(context, agreed)
    assert kept.consent == in_arabic(record=True, statistics=False)
    assert set(kept.answers) == {"papers_held"}


def test_taking_it_back_keeps_what_was_written_where_the_person_says_so(
    qtbot: QtBot, context: UiContext, session: Session, agreed: Talk, show: Show
) -> None:
    frame = open_frame(qtbot, context, agreed, show)
    frame.rail.buttons[CONSENT].click()
    frame.consent.summary.keep_button.click()
    qtbot.waitUntil(lambda: frame.current == RECORDED)
    settle(qtbot, context)
    kept = in_vault(context, agreed)
    assert kept.consent == Consent(ConsentState.WITHDRAWN, told=frozenset(ConsentPoint))
    assert (kept.state, kept.ended_because) == (CaseState.NOT_ASSESSED, NotAssessedBecause.STOPPED)
    assert set(kept.answers) == {"papers_held"}
    assert kept.notes == {"papers_held": SENTINEL}
    assert agreed.blockers()
    assert len(consent_rows(context, session)) == 2
    frame.rail.buttons[CONSENT].click()
    assert frame.consent.stack.currentWidget() is frame.consent.explaining


def test_erasing_takes_two_presses(qtbot: QtBot, context: UiContext, again: ConsentScreen, agreed: Talk) -> None:
    summary = again.summary
    summary.erase_button.click()
    assert "This cannot be undone" in words_on(summary)
    assert summary.stay_button.hasFocus()
    assert not context.tasks.busy
    summary.stay_button.click()
    assert not summary.erase_card.isVisible()
    assert summary.erase_button.isVisible()
    assert set(in_vault(context, agreed).answers) == {"papers_held"}
    summary.erase_button.click()
    again.open(agreed)
    assert not summary.erase_card.isVisible()


def test_the_second_press_is_in_sight_on_a_small_screen(
    qtbot: QtBot, context: UiContext, agreed: Talk, show: Show
) -> None:
    frame = open_frame(qtbot, context, agreed, show)
    frame.resize(1024, 600)
    frame.rail.buttons[CONSENT].click()
    QApplication.processEvents()
    summary = frame.consent.summary
    summary.erase_button.click()
    buttons = (summary.really_button, summary.stay_button)
    qtbot.waitUntil(lambda: all(made.visibleRegion().boundingRect().height() == made.height() for made in buttons))


def test_a_long_text_moves_under_buttons_that_stay(
    qtbot: QtBot, context: UiContext, talk: Talk, show: Show
) -> None:
    frame = open_frame(qtbot, context, talk, show)
    frame.resize(1024, 600)
    screen = frame.consent
    for _ in range(3):
        press(Qt.Key.Key_Return)
    assert screen.pages[screen.at] == ConsentPoint.WHO_SEES
    bar = screen.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert not screen.told_button.visibleRegion().isEmpty()
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(Qt.Key.Key_Return)
    assert bar.value() == 0


def test_erasing_leaves_nothing_of_the_case_but_the_audit(
    qtbot: QtBot, context: UiContext, session: Session, agreed: Talk, show: Show
) -> None:
    frame = open_frame(qtbot, context, agreed, show)
    frame.rail.buttons[CONSENT].click()
    assert rows_of_cases(context, session)
    frame.consent.summary.erase_button.click()
    with qtbot.waitSignal(frame.left):
        frame.consent.summary.really_button.click()
    assert frame.talk is None
    assert rows_of_cases(context, session) == {}
    assert context.tasks.wait(lambda: session.vault.cases.summaries(agreed.record.number)) == []
    case, audit = agreed.record.id, schema.audit.c
    entries = context.tasks.wait(
        lambda: session.vault.database.rows(select(schema.audit).order_by(audit.seq.desc()).limit(1))
    )
    assert (entries[0].action, entries[0].object_id) == (AuditAction.CASE_ERASED.value, case)
    assert not agreed.recorded
    assert agreed.record.answers == {}
    assert agreed.record.notes == {}
    tables = [each for each in schema.metadata.sorted_tables if each.name != "pack"]
    rows = context.tasks.wait(lambda: [session.vault.database.rows(select(table)) for table in tables])
    assert SENTINEL not in str(rows)
    assert "employer" not in str(rows)


def test_what_is_not_written_down_is_taken_back_with_one_press(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_with(context, session, {"papers_held": "employer"}, record=False)
    frame = open_frame(qtbot, context, talk, show)
    frame.rail.buttons[CONSENT].click()
    summary = frame.consent.summary
    assert "Nothing is written down." in words_on(summary)
    assert not summary.keep_button.isVisible()
    with qtbot.waitSignal(frame.left):
        summary.erase_button.click()
    assert rows_of_cases(context, session) == {}


def test_after_taking_it_back_the_questions_go_on_only_after_consent_is_given_anew(
    qtbot: QtBot, context: UiContext, agreed: Talk, show: Show
) -> None:
    frame = open_frame(qtbot, context, agreed, show)
    frame.rail.buttons[CONSENT].click()
    frame.consent.summary.keep_button.click()
    qtbot.waitUntil(lambda: frame.current == RECORDED)
    settle(qtbot, context)
    parts = [made for target, made in frame.rail.buttons.items() if target.startswith("section:")]
    assert not any(made.isEnabled() for made in parts)
    frame.rail.buttons[CONSENT].click()
    explain_all(frame.consent)
    ask_all(qtbot, frame.consent, 1, 1, 1)
    qtbot.waitUntil(lambda: frame.current == QUESTIONS)
    settle(qtbot, context)
    assert in_vault(context, agreed).state is CaseState.QUESTIONS
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_F6)
    assert frame.questions.in_interlude
