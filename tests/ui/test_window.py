"""The window: a neutral title, everything named for a screen reader, hidden and locked with one key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.core.case import CaseState
from screening.core.settings import EmergencyNumber, ProgramSettings
from screening.operations.session import Session, unlock
from screening.operations.talk import Talk
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.screens.emergency_sheet import EmergencySheet
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.screens.urgent_help import UrgentHelpScreen
from screening.ui.steps import LOOK_FIRST, QUESTIONS
from screening.ui.window import TITLE, MainWindow

from .conftest import CHEAP, OFFICER, PASSPHRASE, Show, close
from .referral_talks import SHEET, talk_with, words_on
from .scenes import entry_scenes, talk_scenes
from .talk_steps import digit, in_vault, new_talk, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
NAME = "Quetzalcoatlina"


@pytest.fixture
def window(context: UiContext, dressed: None, show: Show, tmp_path: Path) -> MainWindow:
    made = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(made)
    return made


@pytest.fixture
def desk(qtbot: QtBot, context: UiContext, window: MainWindow, session: Session) -> Desk:
    """The desk of an opened vault."""
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.desk is not None
    return window.desk


def open_talk(qtbot: QtBot, context: UiContext, desk: Desk, talk: Talk) -> None:
    desk.show_talk(talk)
    settle(qtbot, context)


def titles() -> set[str]:
    """The titles of every widget of the windows that stand there; only a window shows its own."""
    standing = (widget for widget in QApplication.allWidgets() if widget.window().isVisible())
    return {widget.windowTitle() for widget in standing} - {""}


def key(widget: QWidget, pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, pressed, modifier)
    QApplication.processEvents()


def test_one_neutral_title_everywhere(
    qtbot: QtBot, context: UiContext, window: MainWindow, desk: Desk, session: Session
) -> None:
    assert titles() == {"Screening"} == {TITLE}
    talk = talk_with(context, session, {"papers_held": "employer"}, sheet=SHEET)
    open_talk(qtbot, context, desk, talk)
    seen = set()
    for _scene in talk_scenes(context, session, desk.talk_frame):
        assert titles() == {TITLE}
        seen.add(desk.talk_frame.current)
    assert len(seen) == len(desk.talk_frame.steps)
    for pressed in (Qt.Key.Key_F1, Qt.Key.Key_F2):
        key(window, pressed)
        assert titles() == {TITLE}
        key(window, Qt.Key.Key_Escape)
    key(window, Qt.Key.Key_F12)
    assert titles() == {"Unit converter"} == {window.cover.title}
    key(window, Qt.Key.Key_F12)
    assert window.rooms.currentWidget() is window.alone_again
    assert titles() == {"Unit converter"}
    window.alone_again.yes_button.click()
    assert titles() == {TITLE}


def test_f12_hides_everything_and_coming_back_asks(
    qtbot: QtBot, context: UiContext, window: MainWindow, desk: Desk, session: Session
) -> None:
    talk = talk_with(context, session, {})
    context.tasks.wait(lambda: talk.move_to("found_work"))
    open_talk(qtbot, context, desk, talk)
    frame = desk.talk_frame
    frame.show_step(QUESTIONS)
    settle(qtbot, context)
    key(window, Qt.Key.Key_F3)
    drawer = frame.questions.drawer
    assert drawer.isVisible()
    QTest.keyClicks(drawer.note_edit, NAME)
    question = talk.flow.question("found_work").text
    key(window, Qt.Key.Key_F12)
    assert window.covered
    assert not drawer.isVisible()
    assert not frame.isVisible()
    assert question not in words_on(window)
    settle(qtbot, context)
    assert in_vault(context, talk).notes == {"found_work": NAME}
    for pressed in (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_1):
        key(QApplication.focusWidget() or window, pressed)
        assert window.rooms.currentWidget() is window.cover
    key(window, Qt.Key.Key_F12)
    assert window.rooms.currentWidget() is window.alone_again
    assert "Are you alone again?" in words_on(window)
    assert question not in words_on(window)
    assert window.alone_again.no_button.hasFocus()
    window.alone_again.no_button.click()
    assert window.rooms.currentWidget() is window.cover
    key(window, Qt.Key.Key_F12)
    window.alone_again.yes_button.click()
    assert frame.isVisible()
    assert not drawer.isVisible()
    assert frame.questions.shown_question == "found_work"
    assert in_vault(context, talk).answers == {}
    with qtbot.waitSignal(frame.questions.changed):
        digit(1)
    assert set(in_vault(context, talk).answers) == {"found_work"}


def test_f12_again_while_asked_stays_hidden(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    for _ in range(3):
        key(window, Qt.Key.Key_F12)
        assert window.covered


def test_ctrl_l_closes_the_vault_and_keeps_what_was_typed(
    qtbot: QtBot, context: UiContext, window: MainWindow, desk: Desk, session: Session, tmp_path: Path
) -> None:
    talk = talk_with(context, session, {})
    context.tasks.wait(lambda: talk.move_to("found_work"))
    open_talk(qtbot, context, desk, talk)
    desk.talk_frame.show_step(QUESTIONS)
    settle(qtbot, context)
    key(window, Qt.Key.Key_F3)
    QTest.keyClicks(desk.talk_frame.questions.drawer.note_edit, NAME)
    with qtbot.waitSignal(window.locked):
        key(window, Qt.Key.Key_L, CONTROL)
    assert window.covered
    assert window.session is None
    again = context.tasks.wait(lambda: unlock(tmp_path / "vault", OFFICER, PASSPHRASE, floor=CHEAP))
    kept = context.tasks.wait(lambda: again.vault.cases.load(talk.record.id))
    assert kept.notes == {"found_work": NAME}
    context.tasks.wait(again.close)


def test_ctrl_l_before_a_vault_is_open_does_nothing(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.assertNotEmitted(window.locked):
        key(window, Qt.Key.Key_L, CONTROL)
    assert window.rooms.currentWidget() is window.entry


def test_closing_the_window_closes_the_vault(
    context: UiContext, window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    window.close()
    context.tasks.wait(lambda: unlock(tmp_path / "vault", OFFICER, PASSPHRASE, floor=CHEAP).close())


@pytest.mark.parametrize(("pressed", "kind"), [(Qt.Key.Key_F1, KeysHelpScreen), (Qt.Key.Key_F2, UrgentHelpScreen)])
@pytest.mark.parametrize("opened", [True, False])
def test_pages_over_everything_open_and_close(
    pressed: Qt.Key,
    kind: type[QWidget],
    opened: bool,
    qtbot: QtBot,
    context: UiContext,
    window: MainWindow,
    request: pytest.FixtureRequest,
) -> None:
    if opened:
        request.getfixturevalue("desk")
    elif kind is UrgentHelpScreen:
        kind = EmergencySheet  # of no vault
    before = window.rooms.currentWidget()
    other = Qt.Key.Key_F2 if pressed is Qt.Key.Key_F1 else Qt.Key.Key_F1
    rooms = window.rooms.count()
    for way in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        key(window, pressed)
        assert isinstance(window.rooms.currentWidget(), kind)
        assert window.lies_over
        key(window, other)  # a second page over the first would have no way back
        assert isinstance(window.rooms.currentWidget(), kind)
        focused = QApplication.focusWidget()
        assert focused is not None
        key(focused, way)
        assert window.rooms.currentWidget() is before
        assert not window.lies_over
    assert window.rooms.count() == rooms


def test_the_same_key_closes_the_page_it_opened(window: MainWindow) -> None:
    for pressed in (Qt.Key.Key_F1, Qt.Key.Key_F2):
        key(window, pressed)
        assert window.lies_over
        key(window, pressed)
        assert not window.lies_over


def test_hiding_from_a_page_over_everything_comes_back_to_it(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    key(window, Qt.Key.Key_F2)
    key(window, Qt.Key.Key_F12)
    for pressed in (Qt.Key.Key_F1, Qt.Key.Key_F2):
        key(window, pressed)
        assert window.rooms.currentWidget() is window.cover
    key(window, Qt.Key.Key_F12)
    window.alone_again.yes_button.click()
    assert isinstance(window.rooms.currentWidget(), UrgentHelpScreen)
    focused = QApplication.focusWidget()
    assert focused is not None
    key(focused, Qt.Key.Key_Escape)
    assert window.rooms.currentWidget() is desk


def test_a_vault_that_opens_behind_the_cover_stays_behind_it(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    key(window, Qt.Key.Key_F12)
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.rooms.currentWidget() is window.cover
    key(window, Qt.Key.Key_F12)
    assert window.rooms.currentWidget() is window.alone_again
    window.alone_again.yes_button.click()
    assert window.rooms.currentWidget() is window.desk


def test_a_vault_that_opens_behind_a_page_takes_its_place(
    qtbot: QtBot, context: UiContext, window: MainWindow, session: Session
) -> None:
    key(window, Qt.Key.Key_F1)
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.rooms.currentWidget() is window.desk
    assert not window.lies_over
    key(window, Qt.Key.Key_F2)
    assert window.lies_over


def test_urgent_help_shows_every_emergency_number(context: UiContext, window: MainWindow) -> None:
    numbers = (EmergencyNumber("112"), EmergencyNumber("+44 1632 960 199", "Ambulance"))
    context.settings = ProgramSettings(emergency_numbers=numbers)
    key(window, Qt.Key.Key_F2)
    for said in ("112", "+44\xa01632\xa0960\xa0199", "Ambulance"):
        assert said in words_on(window)


def unnamed(root: QWidget) -> list[str]:
    """What Tab reaches and a screen reader has no name for."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox):
            continue  # the box is named
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def test_everything_the_keyboard_reaches_has_a_name(
    qtbot: QtBot, context: UiContext, window: MainWindow, desk: Desk, session: Session
) -> None:
    assert unnamed(window) == []
    open_talk(qtbot, context, desk, new_talk(context, session))
    for scene in talk_scenes(context, session, desk.talk_frame):
        assert unnamed(window) == [], scene
    for pressed in (Qt.Key.Key_F1, Qt.Key.Key_F2):
        key(window, pressed)
        assert unnamed(window) == []
        key(window, Qt.Key.Key_Escape)
    key(window, Qt.Key.Key_F12)
    assert unnamed(window) == []


def test_everything_on_the_way_in_has_a_name(qtbot: QtBot, context: UiContext, window: MainWindow) -> None:
    for scene in entry_scenes(window.entry):
        assert unnamed(window) == [], scene


def test_the_officers_arabic_runs_from_right_to_left(
    qtbot: QtBot,
    make_context: Callable[[str], UiContext],
    dressed: None,
    show: Show,
    tmp_path: Path,
) -> None:
    context = make_context("ar")
    window = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(window)
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    screen = window.entry.unlock
    window.entry.show_unlock()
    passphrase = screen.passphrase_edit
    edit, button = passphrase.edit, passphrase.show_button
    assert button.mapTo(screen, button.rect().center()).x() < edit.mapTo(screen, edit.rect().center()).x()
    assert any("\u0600" <= letter <= "\u06ff" for letter in words_on(window))

    session = context.tasks.wait(lambda: _create(tmp_path / "arabic"))
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.desk is not None
    open_talk(qtbot, context, window.desk, new_talk(context, session))
    frame = window.desk.talk_frame
    QApplication.processEvents()
    assert frame.current == LOOK_FIRST
    assert frame.rail.mapTo(frame, frame.rail.rect().topLeft()).x() > frame.stack.geometry().left()
    assert frame.talk is not None
    assert frame.talk.record.state is CaseState.LOOK_FIRST
    for area in frame.look_first.findChildren(QScrollArea):
        assert area.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for card in frame.look_first.cards.values():
        label = card.question_label
        assert any("\u0600" <= letter <= "\u06ff" for letter in label.text())
        first, *_, last = card.bar.buttons.values()
        assert first.x() > last.x()
    close(context, session)


def _create(folder: Path) -> Session:
    from screening.core.office import Office
    from screening.operations.session import create

    return create(folder, OFFICER, PASSPHRASE, Office("North"), kdf=CHEAP, floor=CHEAP).session
