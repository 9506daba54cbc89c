"""Everything by mouse or finger too: help and its guides, menus, the folded rail, a list that fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.core.settings import ProgramSettings
from screening.documents.render import FormRenderer
from screening.operations.session import Session
from screening.ui.actions import AT_THE_CASES, EVERYWHERE, IN_A_TALK, WAYS, Action
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.guides import CASES, ENTRY, GUIDES
from screening.ui.models.cases_model import Column
from screening.ui.screens.cases import CasesScreen
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.steps import CONSENT, LANGUAGE, LOOK_FIRST, QUESTIONS, SECTION
from screening.ui.style import apply_style
from screening.ui.talk_frame import TalkFrame
from screening.ui.tokens import LIGHT, TARGET_PX
from screening.ui.window import MainWindow

from .conftest import Show
from .referral_talks import talk_with, words_on
from .scenes import stand
from .talk_steps import looked_talk, new_talk, press, settle, settled

FINGER_PX = 44


@pytest.fixture
def window(context: UiContext, show: Show, tmp_path: Path) -> MainWindow:
    made = MainWindow(context, EntryRoom(context, tmp_path / "vaults"))
    show(made)
    return made


@pytest.fixture
def large(qapp: QApplication, context: UiContext) -> Iterator[UiContext]:
    """Texts of twice the size."""
    context.settings = ProgramSettings(text_percent=200)
    apply_style(qapp, LIGHT, context.sizes)
    yield context
    apply_style(qapp, LIGHT)


# help


def test_every_screen_has_a_guide_of_a_few_plain_sentences(context: UiContext) -> None:
    frame = TalkFrame(context, FormRenderer())
    assert set(GUIDES) == {ENTRY, CASES, *frame.steps}
    for name, sentences in GUIDES.items():
        assert 2 <= len(sentences) <= 4, name
        for sentence in sentences:
            assert sentence.endswith("."), name
            assert len(sentence) <= 110, sentence
            assert "victim" not in sentence


def test_help_shows_the_guide_of_the_screen_one_came_from(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    def shown() -> str:
        window.act(Action.HELP)
        page = window.rooms.currentWidget()
        assert isinstance(page, KeysHelpScreen)
        words = words_on(page)
        page.close_button.click()
        return words

    assert GUIDES[ENTRY][0] in shown()
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert GUIDES[CASES][0] in shown()
    assert window.desk is not None
    window.desk.show_talk(looked_talk(context, session))
    settle(qtbot, context)
    for step in (LOOK_FIRST, LANGUAGE):
        window.desk.talk_frame.show_step(step)
        settle(qtbot, context)
        assert GUIDES[step][0] in shown()
        assert window.desk.talk_frame.current == step


def test_help_has_a_button_on_every_kind_of_screen(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    window.door_bar.buttons[Action.HELP].click()
    assert window.lies_over
    window.on_over_left()
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.desk is not None
    assert not window.door_bar.isVisible()
    window.desk.cases.menu.help_button.click()
    assert window.lies_over
    window.on_over_left()
    window.desk.show_talk(new_talk(context, session))
    settle(qtbot, context)
    window.desk.talk_frame.menu.help_button.click()
    assert window.lies_over


def test_a_long_page_of_help_moves_by_keyboard(context: UiContext, show: Show) -> None:
    page = KeysHelpScreen(context, QUESTIONS)
    show(page)
    stand(page, (1024, 400))
    page.shown()
    QTest.keyClick(page.close_button, Qt.Key.Key_PageDown)
    assert page.area.verticalScrollBar().value() > 0
    QTest.keyClick(page.close_button, Qt.Key.Key_PageUp)
    assert page.area.verticalScrollBar().value() == 0


# menus


def test_everything_with_a_key_is_in_a_menu_or_on_a_button() -> None:
    assert set(WAYS) == set(EVERYWHERE)
    assert {*IN_A_TALK, Action.HELP, Action.VAULT} == set(EVERYWHERE)
    in_talks_alone = {Action.DRAWER, Action.PERSON, Action.HAND_OVER}
    assert {*AT_THE_CASES, Action.HELP, *in_talks_alone} == set(EVERYWHERE)


def test_a_menu_does_what_its_keys_do(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    window.on_vault_opened(session)
    settle(qtbot, context)
    talk = talk_with(context, session, {})
    assert window.desk is not None
    window.desk.show_talk(talk)
    settle(qtbot, context)
    window.desk.talk_frame.show_step(QUESTIONS)
    settle(qtbot, context)
    entries = dict(zip(IN_A_TALK, window.desk.talk_frame.menu.menu.actions(), strict=True))
    for action, entry in entries.items():
        assert WAYS[action].key in entry.text()
    entries[Action.DRAWER].trigger()
    assert window.desk.talk_frame.questions.drawer.isVisible()
    entries[Action.URGENT_HELP].trigger()
    assert window.lies_over
    window.on_over_left()
    entries[Action.HIDE].trigger()
    assert window.covered
    window.on_cover_left()
    window.alone_again.yes_button.click()
    with qtbot.waitSignal(window.locked):
        entries[Action.LOCK].trigger()
    assert window.session is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_hiding_closes_a_menu_that_is_open(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.desk is not None
    menu = window.desk.cases.menu.menu
    window.desk.cases.menu.open()
    assert menu.isVisible()
    window.hide_everything()
    assert not menu.isVisible()


# the rail


def test_the_rail_has_a_place_of_its_own_where_there_is_room(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    frame = TalkFrame(context, FormRenderer())
    show(frame)
    frame.open(looked_talk(context, session))
    settle(qtbot, context)
    stand(frame, (1024, 700))
    assert not frame.fold.folded
    assert frame.rail.isVisible()
    assert not frame.fold.button.isVisible()


def test_the_folded_rail_says_where_one_is_and_unfolds_in_place_of_the_page(
    qtbot: QtBot, large: UiContext, session: Session, show: Show
) -> None:
    frame = TalkFrame(large, FormRenderer())
    show(frame)
    frame.open(looked_talk(large, session))
    settle(qtbot, large)
    stand(frame, (1024, 768))
    assert frame.fold.folded
    assert not frame.rail.isVisible()
    assert frame.stack.width() == 1024
    assert frame.fold.place_label.text() == large._("Language")
    frame.fold.button.click()
    assert frame.rail.isVisible()
    assert not frame.stack.isVisible()
    assert frame.rail.buttons[LANGUAGE].hasFocus()
    QTest.keyClick(frame.rail.buttons[LANGUAGE], Qt.Key.Key_Escape)
    assert frame.stack.isVisible()
    frame.fold.button.click()
    frame.rail.buttons[LOOK_FIRST].click()
    settled(large)
    assert frame.current == LOOK_FIRST
    assert frame.stack.isVisible()
    assert not frame.rail.isVisible()
    stand(frame, (1900, 900))
    assert frame.rail.isVisible()
    assert frame.stack.isVisible()


def test_the_unfolded_rail_takes_the_keyboard_at_the_part_whose_question_is_open(
    qtbot: QtBot, large: UiContext, session: Session, show: Show
) -> None:
    frame = TalkFrame(large, FormRenderer())
    show(frame)
    frame.open(talk_with(large, session, {}))
    frame.show_step(QUESTIONS)
    settle(qtbot, large)
    stand(frame, (1024, 768))
    frame.fold.button.click()
    part = next(made for target, made in frame.rail.buttons.items() if target.startswith(SECTION))
    assert part.hasFocus()


def test_the_open_parts_of_a_talk_need_no_word(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    frame = TalkFrame(context, FormRenderer())
    show(frame)
    frame.open(talk_with(context, session, {"papers_held": "employer"}))
    settle(qtbot, context)
    states = {target: made.state_label.text() for target, made in frame.rail.buttons.items()}
    assert states[CONSENT] == context._("done")
    assert context._("begun") in states.values()
    assert context._("open") not in states.values()
    assert any(target.startswith(SECTION) and not state for target, state in states.items())


# the list


def test_the_list_counts_what_it_shows(qtbot: QtBot, context: UiContext, session: Session, show: Show) -> None:
    cases = CasesScreen(context)
    show(cases)
    cases.open(session)
    settle(qtbot, context)
    assert cases.count_label.text() == ""
    for _ in range(2):
        new_talk(context, session)
    cases.refresh()
    settle(qtbot, context)
    assert cases.count_label.text() == "2 cases · 2 not closed"
    cases.search_edit.setText("0001")
    cases.refresh()
    settle(qtbot, context)
    assert cases.count_label.text() == "1 case found"


def test_a_narrow_list_keeps_number_and_state(
    qtbot: QtBot, large: UiContext, session: Session, show: Show
) -> None:
    cases = CasesScreen(large)
    show(cases)
    new_talk(large, session)
    cases.open(session)
    settle(qtbot, large)
    table = cases.case_table

    def columns(width: int) -> set[Column]:
        stand(cases, (width, 700))
        assert table.horizontalScrollBar().maximum() == 0
        return {column for column in Column if not table.isColumnHidden(column)}

    assert columns(700) == {Column.NUMBER, Column.STATE}
    assert columns(2400) == set(Column)
    assert {Column.NUMBER, Column.STATE, Column.OPENED} <= columns(1024)


# fingers and arrows


def test_a_finger_hits_every_button_of_the_settings_and_menus(window: MainWindow, context: UiContext) -> None:
    window.show_settings()
    page = window.rooms.currentWidget()
    QApplication.processEvents()
    from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton

    for kind in (QPushButton, QLineEdit, QCheckBox):
        for widget in page.findChildren(kind):  # type: ignore[union-attr]
            if widget.isVisible():
                assert widget.height() >= FINGER_PX, widget
    assert TARGET_PX >= FINGER_PX


def test_arrows_bring_what_they_reach_into_view(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    frame = TalkFrame(context, FormRenderer())
    show(frame)
    talk = talk_with(context, session, {})
    context.tasks.wait(lambda: talk.move_to("papers_held"))
    frame.open(talk)
    settle(qtbot, context)
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    stand(frame, (1024, 420))
    area, grid = frame.questions.area, frame.questions.input.grid  # type: ignore[union-attr]
    assert grid is not None
    assert area.verticalScrollBar().maximum() > 0
    assert area.verticalScrollBar().value() == 0
    first = next(iter(grid.buttons.values()))
    first.setFocus()
    for _ in range(2):
        press(Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert focused is not None
    top = focused.mapTo(area.viewport(), focused.rect().topLeft()).y()
    assert 0 <= top < area.viewport().height()
    assert focused is not first
    frame.questions.show_question("papers_held")
    assert area.verticalScrollBar().value() == 0
