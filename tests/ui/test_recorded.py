"""What was recorded: the statement never says too much, and every sign shows its answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from screening.core.answer import Answer
from screening.core.case import CaseState, NextStep
from screening.core.instrument import Dimension, Element
from screening.instruments.catalogue import load_catalogue
from screening.languages.indicator_terms import ILO_11, INDICATOR
from screening.operations.cases import resume_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.screens.recorded import REASON_LIMIT, RecordedScreen

from .referral_talks import child_talk, talk_with, words_on

Show = Callable[[QWidget], None]
PAPERS: dict[str, Answer] = {
    "found_work": "yes",
    "papers_held": "employer",
    "what_you_get": "nothing",
    "seen_kept_in": ("exits", "guards"),
}
NOTHING: dict[str, Answer] = {
    "same_work": "yes",
    "promised_pay": "yes",
    "kept_from_you": "no",
    "family_used": "never",
    "kept_in_place": "no",
    "long_hours": "no",
    "ill_or_tired": "yes",
    "what_you_get": "usual",
    "money_held_back": "never",
    "debt": "never",
    "money_need_used": "never",
    "daily_needs_used": "no",
    "stopped_going_out": "no",
    "stopped_leaving": "no",
    "papers_held": "me",
    "authorities_used": "never",
    "said_hurt_you": "never",
    "hurt_you": "never",
}
FORBIDDEN = ("victim", "suspicious", "inconsistent", "score", "fail", "%")


@pytest.fixture
def opened(context: UiContext, session: Session, show: Show) -> Callable[[Talk], RecordedScreen]:
    """Opens the screen for a talk."""

    def open_screen(talk: Talk) -> RecordedScreen:
        screen = RecordedScreen(context)
        show(screen)
        screen.open(talk)
        QApplication.processEvents()
        return screen

    return open_screen


Opened = Callable[[Talk], RecordedScreen]


def test_every_indicator_has_short_words_of_its_own() -> None:
    assert set(INDICATOR) == set(load_catalogue())
    assert len(set(INDICATOR.values())) == len(INDICATOR)
    assert all(len(words.split()) <= 9 for words in INDICATOR.values())
    assert set(ILO_11) == set(range(1, 12))
    every = " ".join((*INDICATOR.values(), *ILO_11.values())).casefold()
    assert not [word for word in FORBIDDEN if word in every]


def test_one_kept_passport_is_enough_to_refer_and_says_why(
    context: UiContext, session: Session, opened: Opened
) -> None:
    screen = opened(talk_with(context, session, PAPERS))
    words = words_on(screen)
    assert "Signs recorded: offer help now and refer" in words
    assert "This is not a decision about the person." in words
    assert "Labour rights violation" in words
    assert INDICATOR["CD01"] in words
    assert not [word for word in FORBIDDEN if word in words.casefold()]


def test_no_signs_never_rules_anything_out(context: UiContext, session: Session, opened: Opened) -> None:
    words = words_on(opened(talk_with(context, session, NOTHING)))
    assert "No signs recorded in this talk. This does not rule out trafficking" in words
    assert "Say how to reach you safely, and offer services." in words


def test_too_little_answered_says_so(context: UiContext, session: Session, opened: Opened) -> None:
    words = words_on(opened(talk_with(context, session, {"same_work": "yes"})))
    assert "Not assessed" in words
    assert "Too few of the main questions have an answer" in words


def test_a_sign_unfolds_to_its_answers_with_the_keyboard(
    qtbot: QtBot, context: UiContext, session: Session, opened: Opened
) -> None:
    screen = opened(talk_with(context, session, PAPERS))
    assert screen.dimensions is not None
    fold = screen.dimensions.lists[Dimension.COERCION_AT_DESTINATION].folds["CD01"]
    assert not fold.body.isVisible()
    fold.head.setFocus()
    QTest.keyClick(fold.head, Qt.Key.Key_Space)
    assert fold.body.isVisible()
    assert "The people I work for" in words_on(fold.body)
    screen.leave()
    assert not fold.body.isVisible()


def test_two_ticks_of_one_question_show_it_once(context: UiContext, session: Session, opened: Opened) -> None:
    screen = opened(talk_with(context, session, PAPERS))
    assert screen.dimensions is not None
    fold = screen.dimensions.lists[Dimension.COERCION_AT_DESTINATION].folds["CD03"]
    fold.unfold()
    assert words_on(fold.body).count("cannot leave freely") == 1


def test_why_shows_one_element_at_a_time(context: UiContext, session: Session, opened: Opened) -> None:
    screen = opened(talk_with(context, session, PAPERS))
    assert screen.elements is not None
    elements = screen.elements
    elements.why_buttons[Element.ACT].click()
    assert "Did somebody offer you this work" in words_on(elements.panels[Element.ACT])
    elements.why_buttons[Element.MEANS].click()
    assert elements.panels[Element.MEANS].isVisible()
    assert not elements.panels[Element.ACT].isVisible()


def test_an_open_question_leads_back_to_it(
    qtbot: QtBot, context: UiContext, session: Session, opened: Opened
) -> None:
    talk = talk_with(context, session, PAPERS)
    screen = opened(talk)
    assert screen.unknown is not None
    first = talk.assessment().unknown[0]
    assert list(screen.unknown.rows) == list(talk.assessment().unknown[:8])
    with qtbot.waitSignal(screen.question_chosen) as chosen:
        screen.unknown.rows[first].click()
    assert chosen.args == [first]


def test_a_child_is_offered_no_open_questions(context: UiContext, session: Session, opened: Opened) -> None:
    screen = opened(child_talk(context, session))
    assert "Child or possibly a child: child protection now" in words_on(screen)
    assert screen.unknown is None


def test_nothing_is_picked_beforehand_and_both_parts_are_asked_for(
    context: UiContext, session: Session, opened: Opened
) -> None:
    talk = talk_with(context, session, PAPERS)
    screen = opened(talk)
    assert screen.step_bar.value is None
    screen.save_button.click()
    assert screen.hint.isVisible()
    screen.step_bar.pick(1)
    assert not screen.hint.isVisible()
    screen.reason_edit.setPlainText("  x ")
    screen.save_button.click()
    assert screen.hint.isVisible()
    assert talk.record.decision is None


@pytest.mark.parametrize(("digit", "step"), list(enumerate(NextStep, start=1)))
def test_a_decision_is_kept_and_leads_on(
    digit: int, step: NextStep, qtbot: QtBot, context: UiContext, session: Session, opened: Opened
) -> None:
    talk = talk_with(context, session, PAPERS)
    screen = opened(talk)
    QTest.keyClicks(screen.step_bar, str(digit))
    screen.reason_edit.setPlainText("papers are kept")
    with qtbot.waitSignal(screen.finished if step is NextStep.REFER else screen.ended):
        screen.save_button.click()
    again = context.tasks.wait(lambda: resume_case(session, talk.record.id))
    assert again.record.decision is not None
    assert (again.record.decision.next_step, again.record.decision.reason) == (step, "papers are kept")
    assert again.record.state is (CaseState.REFERRAL if step is NextStep.REFER else CaseState.CLOSED)


def test_a_reason_takes_no_more_than_it_may_keep(context: UiContext, session: Session, opened: Opened) -> None:
    screen = opened(talk_with(context, session, PAPERS))
    screen.reason_edit.setPlainText("a" * (REASON_LIMIT + 50))
    assert len(screen.reason_edit.toPlainText()) == REASON_LIMIT


def test_a_typed_reason_stays_when_the_officer_looks_something_up(
    context: UiContext, session: Session, opened: Opened
) -> None:
    talk = talk_with(context, session, PAPERS)
    screen = opened(talk)
    screen.reason_edit.setPlainText("papers")
    screen.leave()
    screen.open(talk)
    assert screen.reason_edit.toPlainText() == "papers"
    screen.open(talk_with(context, session, NOTHING))
    assert screen.reason_edit.toPlainText() == ""


def test_tab_goes_through_the_answers_before_the_decision(
    context: UiContext, session: Session, opened: Opened
) -> None:
    screen = opened(talk_with(context, session, PAPERS))
    assert screen.elements is not None and screen.unknown is not None
    order: list[QWidget] = [screen.elements.why_buttons[Element.ACT]]
    while (following := order[-1].nextInFocusChain()) is not order[0]:
        assert following is not None
        order.append(following)
    last_question = list(screen.unknown.rows.values())[-1]
    places = [order.index(each) for each in (last_question, screen.reason_edit, screen.save_button)]
    assert places == sorted(places)


def test_right_to_left_texts_begin_on_the_right(
    rtl: None,
    context: UiContext,
    make_context: Callable[[str], UiContext],
    session: Session,
    show: Show,
) -> None:
    screen = RecordedScreen(make_context("ar"))
    show(screen)
    screen.open(talk_with(context, session, PAPERS))
    assert screen.dimensions is not None
    fold = screen.dimensions.lists[Dimension.COERCION_AT_DESTINATION].folds["CD01"]
    fold.unfold()
    labels = fold.body.findChildren(QLabel)
    assert labels and all(label.text().startswith("\u200f\u2068") for label in labels)
