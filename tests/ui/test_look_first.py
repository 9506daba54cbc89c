"""Look first: nothing is asked while something is unsafe, and a maybe-child never meets the adult questions."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening.core.assessment import NotAssessedBecause
from screening.core.case import CaseState
from screening.core.safety import SAFETY_RULES, SafetyCheck, needs_action
from screening.languages.terms import SAFETY_ACTION
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.look_first import LookFirstScreen
from screening.ui.steps import CONSENT, LANGUAGE, LOOK_FIRST, NEEDS, RECORDED, SECTION

from .conftest import Show
from .referral_talks import SAFE
from .talk_steps import digit, in_vault, looked_talk, new_talk, open_frame, settle

UNSAFE = [
    (check, answer)
    for check, rule in SAFETY_RULES.items()
    for answer in rule.answers
    if needs_action(check, answer)
]


def number_of(check: SafetyCheck, answer: str) -> int:
    return [str(each) for each in SAFETY_RULES[check].answers].index(answer) + 1


def holds_the_keyboard(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def test_every_unsafe_or_unknown_answer_says_what_to_do(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = LookFirstScreen(context)
    show(screen)
    screen.open(new_talk(context, session))
    assert not any(card.action_label.isVisible() for card in screen.cards.values())
    for check, answer in UNSAFE:
        card = screen.cards[check]
        with qtbot.waitSignal(screen.changed):
            QTest.keyClicks(card.bar, str(number_of(check, answer)))
        assert card.action_label.isVisible(), (check, answer)
        words = card.action_label.text()
        assert len(words) > 30
        assert "{" not in words
        assert words.split("\u2066")[0].strip() in context._(SAFETY_ACTION[check, answer])
    number = context.settings.emergency_numbers[0].number
    assert f"\u2066{number}\u2069" in screen.cards[SafetyCheck.DANGER].action_label.text()


def test_safe_answers_ask_for_nothing(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = LookFirstScreen(context)
    show(screen)
    screen.open(looked_talk(context, session))
    assert not any(card.action_label.isVisible() for card in screen.cards.values())


def test_digits_answer_the_check_in_focus_and_go_on_to_the_next(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = LookFirstScreen(context)
    show(screen)
    talk = new_talk(context, session)
    screen.open(talk)
    for check in SafetyCheck:
        bar = screen.cards[check].bar
        assert any(made.hasFocus() for made in bar.buttons.values()), check
        safe = {**SAFE, "age": "adult"}[check]
        with qtbot.waitSignal(screen.changed):
            digit(number_of(check, safe))
        assert bar.value == safe
    assert screen.next_button.hasFocus()
    with qtbot.waitSignal(screen.finished):
        QTest.keyClicks(screen.next_button, "\r")


def test_an_unsafe_answer_keeps_the_keyboard_until_it_is_changed(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = LookFirstScreen(context)
    show(screen)
    screen.open(new_talk(context, session))
    with qtbot.waitSignal(screen.changed):
        digit(2)
    assert holds_the_keyboard(screen.cards[SafetyCheck.DANGER])
    with qtbot.waitSignal(screen.changed):
        digit(1)
    assert holds_the_keyboard(screen.cards[SafetyCheck.INJURY])


@pytest.mark.parametrize(
    ("check", "answer"),
    [pair for pair in UNSAFE if pair[0] is not SafetyCheck.AGE and pair != (SafetyCheck.INJURY, "unknown")],
)
def test_the_questions_stay_closed_while_something_is_unsafe(
    check: SafetyCheck, answer: str, qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = looked_talk(context, session, **{check.value: answer})
    frame = open_frame(qtbot, context, talk, show)
    assert frame.current == LOOK_FIRST
    assert not frame.look_first.next_button.isEnabled()
    enabled = {target for target, made in frame.rail.buttons.items() if made.isEnabled()}
    assert enabled == {LOOK_FIRST}
    finished: list[None] = []
    frame.look_first.finished.connect(lambda: finished.append(None))
    QTest.keyClicks(frame.look_first, "\r")
    assert not finished
    card = frame.look_first.cards[check]
    with qtbot.waitSignal(frame.look_first.changed):
        card.bar.buttons[SAFE[check]].click()
    assert frame.look_first.next_button.isEnabled()
    assert frame.rail.buttons[LANGUAGE].isEnabled()


@pytest.mark.parametrize("age", ["child", "unsure"])
def test_a_maybe_child_is_only_handed_over_to_child_protection(
    age: str, qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = looked_talk(context, session, age="adult")
    frame = open_frame(qtbot, context, talk, show)
    frame.show_step(LOOK_FIRST)
    screen = frame.look_first
    with qtbot.waitSignal(screen.changed):
        screen.cards[SafetyCheck.AGE].bar.buttons[age].click()
    assert screen.cards[SafetyCheck.AGE].action_label.isVisible()
    assert not screen.next_button.isVisible()
    assert screen.child_button.isVisible()
    parts = [made for target, made in frame.rail.buttons.items() if target.startswith(SECTION)]
    assert parts
    assert not any(made.isEnabled() for made in parts)
    assert frame.rail.buttons[LANGUAGE].isEnabled()
    assert not frame.rail.buttons[CONSENT].isEnabled()
    screen.child_button.click()
    qtbot.waitUntil(lambda: frame.current == NEEDS)
    settle(qtbot, context)
    assert in_vault(context, talk).state is CaseState.CHILD_PROTECTION
    parts = [made for target, made in frame.rail.buttons.items() if target.startswith(SECTION)]
    assert not any(made.isEnabled() for made in parts)


@pytest.mark.parametrize("because", [NotAssessedBecause.UNSAFE, NotAssessedBecause.UNWELL])
def test_ending_as_not_assessed_keeps_the_reason(
    because: NotAssessedBecause, qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = new_talk(context, session)
    frame = open_frame(qtbot, context, talk, show)
    frame.look_first.end_bar.buttons[because].click()
    qtbot.waitUntil(lambda: frame.current == RECORDED)
    settle(qtbot, context)
    kept = in_vault(context, talk)
    assert (kept.state, kept.ended_because) == (CaseState.NOT_ASSESSED, because)
    frame.show_step(LOOK_FIRST)
    assert frame.look_first.end_bar.value == because


def test_each_answer_is_in_the_vault_at_once(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = LookFirstScreen(context)
    show(screen)
    talk = new_talk(context, session)
    screen.open(talk)
    given: dict[SafetyCheck, str] = {}
    for check, rule in SAFETY_RULES.items():
        answer = str(rule.answers[-1])
        given[check] = answer
        with qtbot.waitSignal(screen.changed):
            screen.cards[check].bar.buttons[answer].click()
        assert in_vault(context, talk).safety == given


def test_coming_back_shows_what_was_seen(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    screen = LookFirstScreen(context)
    show(screen)
    screen.open(looked_talk(context, session, phones="unknown"))
    assert screen.cards[SafetyCheck.PHONES].bar.value == "unknown"
    assert screen.cards[SafetyCheck.PHONES].action_label.isVisible()
    screen.open(new_talk(context, session))
    assert all(card.bar.value is None for card in screen.cards.values())
    assert not any(card.action_label.isVisible() for card in screen.cards.values())
