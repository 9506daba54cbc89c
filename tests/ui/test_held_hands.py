"""The person has the computer and uses a finger: each tap on a digit counts, and a drag moves what is long."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QScroller, QWidget
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.instrument import QuestionType
from screening.core.settings import ProgramSettings
from screening.operations.session import Session
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.person.fields import DateField, NumberField
from screening.ui.person.view import PersonView
from screening.ui.person_page import PersonPage
from screening.ui.screens.wall_pages import ConfirmPage, WaitPage

from .conftest import CHEAP, Show
from .held_talks import HandedOver, at_a_question, hand_over
from .person_scenes import typed_question
from .scenes import stand
from .talk_steps import in_vault


@pytest.fixture
def together(context: UiContext, session: Session, dressed: None, show: Show, tmp_path: Path) -> HandedOver:
    window = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(window)
    return at_a_question(context, window, session)


@pytest.fixture
def at(together: HandedOver) -> HandedOver:
    return hand_over(together)


@pytest.fixture(scope="module")
def finger() -> QPointingDevice:
    return QTest.createTouchDevice()


def tap(finger: QPointingDevice, widget: QWidget) -> None:
    """A finger on the middle of a widget, at once after the one before."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.touchEvent(window.windowHandle(), finger).press(0, place).commit()
    QTest.touchEvent(window.windowHandle(), finger).release(0, place).commit()


def drag(finger: QPointingDevice, widget: QWidget, by: int) -> None:
    """A finger set on the middle of a widget moves up by so many pixels, or down."""
    window = widget.window()
    place, handle = widget.mapTo(window, widget.rect().center()), window.windowHandle()
    QTest.touchEvent(handle, finger).press(0, place).commit()
    for step in range(1, 16):
        QTest.touchEvent(handle, finger).move(0, place - QPoint(0, by * step // 15)).commit()
        QApplication.processEvents()
    QTest.touchEvent(handle, finger).release(0, place - QPoint(0, by)).commit()


def drags(qtbot: QtBot, finger: QPointingDevice, area: QScrollArea, widget: QWidget) -> None:
    """A drag on a widget moves its page."""
    bar = area.verticalScrollBar()
    bar.setValue(0)
    area.ensureWidgetVisible(widget)
    assert bar.maximum() > 0
    before = bar.value()
    by = min(300, area.viewport().height() // 2 - 8)  # the finger stays on the page
    drag(finger, widget, -by if before == bar.maximum() else by)
    qtbot.waitUntil(lambda: bar.value() != before)
    moving = QScroller.scroller(area.viewport())
    qtbot.waitUntil(lambda: moving.state() is QScroller.State.Inactive)  # till then a tap only halts it


def asked_as(at: HandedOver, kind: QuestionType) -> None:
    """The question that stands there, answered by a number or a date."""
    page = at.room.view.page
    assert page.question is not None
    asked = typed_question(page.question, kind)
    words = at.questions.catalog.fixed("answers.next")
    at.room.view.show_page(PersonPage(page.texts, (), asked, None, page.controls, next_words=words))
    QApplication.processEvents()


def answers(at: HandedOver) -> dict[str, object]:
    return {question: given.answer for question, given in in_vault(at.context, at.talk).answers.items()}


# the same key twice


def test_each_tap_on_a_digit_counts(at: HandedOver, finger: QPointingDevice) -> None:
    asked_as(at, QuestionType.INTEGER)
    field = at.room.view.input
    assert isinstance(field, NumberField)
    for digit in "112200":
        tap(finger, field.digits[digit])
    assert field.text() == "112200"
    for _ in range(3):
        tap(finger, field.rub_out)
    assert field.text() == "112"


def test_each_tap_on_a_step_of_a_date_counts(at: HandedOver, finger: QPointingDevice) -> None:
    asked_as(at, QuestionType.DATE)
    field = at.room.view.input
    assert isinstance(field, DateField)
    field.show_text("2024-03-01")
    for _ in range(7):
        tap(finger, field.steps["day", 1])
    assert field.text() == "2024-03-08"


def test_each_tap_on_a_digit_of_the_pin_counts(together: HandedOver, finger: QPointingDevice) -> None:
    at = hand_over(together, "2277")
    at.press("give_back")
    pad = at.room.pin_page.pad
    for digit in "99":
        tap(finger, pad.keys[digit])
    for _ in range(2):
        tap(finger, pad.rub_out)
    for digit in "2277":
        tap(finger, pad.keys[digit])
    assert at.room.pin_page.pin_edit.text() == "2277"
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
        QTest.mouseDClick(pad.keys["2"], button)
        QTest.mouseRelease(pad.keys["2"], button)
    assert at.room.pin_page.pin_edit.text() == "22772"


def test_a_second_tap_on_an_answer_or_a_control_does_nothing(at: HandedOver, finger: QPointingDevice) -> None:
    view = at.room.view
    assert view.answers is not None and view.controls is not None
    tap(finger, view.answers.buttons["yes"])
    at.settle()
    tap(finger, view.answers.buttons["yes"])
    at.settle()
    assert answers(at) == {"found_work": "yes"}
    skip = view.controls.buttons["skip"]
    tap(finger, skip)
    at.settle()
    shown = at.questions.shown_question
    tap(finger, skip)
    at.settle()
    assert at.questions.shown_question == shown


# a drag


@pytest.fixture
def large(context: UiContext) -> UiContext:
    """Texts of twice the size."""
    context.settings = ProgramSettings(text_percent=200)
    return context


def answered_by_tap_and_not_by_drag(
    qtbot: QtBot, at: HandedOver, finger: QPointingDevice, view: PersonView
) -> None:
    assert view.answers is not None
    yes = view.answers.buttons["yes"]
    drags(qtbot, finger, view.area, yes)
    at.settle()
    assert answers(at) == {} and at.questions.shown_question == "found_work"
    assert not yes.isDown()
    view.area.ensureWidgetVisible(yes)
    tap(finger, yes)
    at.settle()
    assert answers(at) == {"found_work": "yes"}


def test_a_finger_drags_the_held_question_and_answers_nothing_by_it(
    large: UiContext, qtbot: QtBot, together: HandedOver, finger: QPointingDevice
) -> None:
    at = hand_over(together)
    stand(at.window, (1024, 600))
    answered_by_tap_and_not_by_drag(qtbot, at, finger, at.room.view)
    at.press("give_back")
    page = at.room.pin_page
    drags(qtbot, finger, page.area, page.pad.keys["2"])
    assert page.pin_edit.text() == "" and at.room.at_the_pin
    page.area.ensureWidgetVisible(page.pad.keys["2"])
    tap(finger, page.pad.keys["2"])
    assert page.pin_edit.text() == "2"


def test_a_finger_drags_the_shown_question_and_answers_nothing_by_it(
    large: UiContext, qtbot: QtBot, together: HandedOver, finger: QPointingDevice
) -> None:
    together.window.act(Action.PERSON)
    assert together.window.desk is not None
    here = together.window.desk.talk_frame.ways.here
    assert here is not None
    stand(together.window, (1024, 600))
    answered_by_tap_and_not_by_drag(qtbot, together, finger, here.view)


@pytest.mark.parametrize("tag", ["es", ""])
def test_what_follows_the_wall_takes_a_finger_for_dragging(tag: str, large: UiContext, show: Show) -> None:
    page = ConfirmPage(large, tag) if tag else WaitPage(large, tag)
    show(page)
    assert QScroller.hasScroller(page.area.viewport())
