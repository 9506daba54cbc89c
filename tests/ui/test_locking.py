"""Locking and hiding in bad moments: the worker at something long, a dialog open, an error nobody expected."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from screening.app import build_window
from screening.operations.session import Session
from screening.store.vault import Vault
from screening.ui.actions import Action
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.locking import WAITS_S, Locking
from screening.ui.steps import QUESTIONS
from screening.ui.widgets.folders import choose_folder
from screening.ui.window import MainWindow

from .conftest import CHEAP, Show
from .referral_talks import talk_with
from .talk_steps import settle


@pytest.fixture
def window(context: UiContext, dressed: None, show: Show, tmp_path: Path) -> MainWindow:
    made = build_window(QApplication.instance(), context, tmp_path, kdf=CHEAP, floor=CHEAP)  # type: ignore[arg-type]
    show(made)
    return made


@pytest.fixture
def desk(qtbot: QtBot, context: UiContext, window: MainWindow, session: Session) -> Desk:
    window.on_vault_opened(session)
    settle(qtbot, context)
    assert window.desk is not None
    return window.desk


@pytest.fixture
def talking(qtbot: QtBot, context: UiContext, desk: Desk, session: Session) -> Desk:
    """A talk at its questions, in the vault."""
    desk.show_talk(talk_with(context, session, {}))
    settle(qtbot, context)
    desk.talk_frame.show_step(QUESTIONS)
    settle(qtbot, context)
    return desk


@dataclass
class Busy:
    """Something long on the worker, until it is let go."""

    context: UiContext
    end: threading.Event = field(default_factory=threading.Event)

    def begin(self) -> None:
        self.context.tasks.run(lambda: self.end.wait(30))


@pytest.fixture
def busy(context: UiContext) -> Iterator[Busy]:
    made = Busy(context)
    yield made
    made.end.set()


class Paints(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_the_cover_is_painted_before_the_lock_waits_and_it_does_not_wait_for_ever(
    qtbot: QtBot, window: MainWindow, talking: Desk, busy: Busy
) -> None:
    assert WAITS_S <= 5
    window.locking = Locking(window, waits_s=0.05)
    paints = Paints()
    window.cover.installEventFilter(paints)
    busy.begin()
    seen: list[int] = []
    window.locked.connect(lambda: seen.append(paints.count))
    window.act(Action.LOCK)
    assert seen and seen[0] > 0
    assert window.session is None and window.covered
    busy.end.set()  # the window is closed once no work is under way


@pytest.mark.parametrize("session_ends", ["closing", "closing in time"])
def test_the_vault_is_still_closed_when_the_worker_is_free_again(
    session_ends: str,
    qtbot: QtBot,
    context: UiContext,
    window: MainWindow,
    talking: Desk,
    session: Session,
    busy: Busy,
) -> None:
    if session_ends == "closing":
        window.locking = Locking(window, waits_s=0.05)
        busy.begin()
    window.act(Action.LOCK)
    busy.end.set()
    assert context.tasks.wait(lambda: session.vault.closed)


def test_an_error_nobody_expected_does_not_leave_the_program_unlocked(
    qtbot: QtBot, window: MainWindow, talking: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: Vault) -> None:
        raise ValueError

    monkeypatch.setattr(Vault, "close", broken)
    with pytest.raises(ValueError), qtbot.waitSignal(window.locked):
        window.lock()
    monkeypatch.undo()
    assert window.session is None and window.covered


def in_a_dialog(context: UiContext, window: MainWindow, *keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> list[bool]:
    """Press keys while the folder dialog is open; gives, after each, whether all is hidden and the dialog gone."""
    seen: list[bool] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        for key, modifiers in keys:
            QTest.keyClick(dialog.windowHandle(), key, modifiers)
            QApplication.processEvents()
            seen.append(window.covered and not dialog.isVisible())
        dialog.close()

    QTimer.singleShot(100, press)
    assert choose_folder(context, Path.home(), window) is None
    return seen


def test_the_hide_key_works_in_a_dialog_and_takes_it_away(
    context: UiContext, window: MainWindow, talking: Desk
) -> None:
    assert in_a_dialog(context, window, (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)) == [True]
    assert window.session is not None


def test_the_lock_key_works_in_a_dialog(
    qtbot: QtBot, context: UiContext, window: MainWindow, talking: Desk
) -> None:
    with qtbot.waitSignal(window.locked):
        assert in_a_dialog(context, window, (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)) == [True]
    assert window.session is None


def test_other_keys_in_a_dialog_hide_nothing(context: UiContext, window: MainWindow, talking: Desk) -> None:
    keys = ((Qt.Key.Key_L, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier))
    assert in_a_dialog(context, window, *keys) == [False, False]
    assert not window.covered


def test_the_hide_key_hides_once_where_no_dialog_is_open(window: MainWindow, talking: Desk) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F12)
    QApplication.processEvents()
    assert window.covered


def test_what_asks_before_the_lock_is_not_under_a_dialog(
    qtbot: QtBot, context: UiContext, window: MainWindow, desk: Desk, session: Session
) -> None:
    desk.show_talk(talk_with(context, session, {}, record=False))
    settle(qtbot, context)
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    with qtbot.assertNotEmitted(window.locked):
        window.act(Action.LOCK)
    assert not dialog.isVisible()
    assert desk.talk_frame.leaving.isVisible()
