"""What is protected, and what is not: reachable before a vault is open, short, and gone with one key."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.screens.vault.protected import ProtectedPage
from screening.ui.widgets.protection import NOT_PROTECTED, PROTECTED, Protection

from .conftest import Show
from .talk_steps import press, shown_widgets


def test_help_leads_to_it_and_back_by_keyboard(context: UiContext, show: Show) -> None:
    screen = KeysHelpScreen(context)
    left: list[bool] = []
    screen.closed.connect(lambda: left.append(True))
    show(screen)
    screen.shown()
    screen.protected_button.setFocus()
    press(Qt.Key.Key_Return)
    assert shown_widgets(screen, Protection)
    assert screen.back_button.hasFocus()
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_Escape)
    assert not shown_widgets(screen, Protection)
    assert screen.protected_button.hasFocus()
    assert not left
    press(Qt.Key.Key_Escape)
    assert left


def test_the_vaults_room_has_the_same_words(context: UiContext, session: Session, show: Show) -> None:
    page = ProtectedPage(context, session)
    show(page)
    page.shown()
    assert page.back_button.hasFocus()
    (words,) = shown_widgets(page, Protection)
    assert words is not None
    bar = page.area.verticalScrollBar()
    page.resize(1024, 400)
    QApplication.processEvents()
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_it_is_short(context: UiContext) -> None:
    sentences = [what for _who, what in (*PROTECTED, *NOT_PROTECTED)]
    assert sum(len(re.findall(r"[.](?:\s|$)", each)) for each in sentences) <= 16
    assert max(len(each.split()) for each in sentences) <= 32
