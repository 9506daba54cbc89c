"""A window without a display, and a real vault with a cheap key derivation."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening.core.office import Office
from screening.languages.catalogs import load_officer
from screening.languages.fonts import FontSet, load_fonts
from screening.languages.person_texts import load_fixed_texts
from screening.languages.table import load_languages
from screening.operations.session import Session, create
from screening.store.keys import KdfLimits
from screening.ui.context import UiContext
from screening.ui.style import apply_style
from screening.ui.tasks import Tasks
from screening.ui.tokens import LIGHT, TEXT_PX

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
OFFICER = "A1"
PASSPHRASE = "orange window river monday lamp"
INTERFACE_FONTS = ("Noto Sans", "IBM Plex Sans Arabic")

Show = Callable[[QWidget], None]


@pytest.fixture(scope="session")
def fonts(qapp: QApplication) -> FontSet:
    """The vendored fonts, those of the interface loaded; the application dressed as it ships."""
    found = load_fonts()
    for file in found.files:
        if file.family in INTERFACE_FONTS:
            QFontDatabase.addApplicationFont(str(file.path))
    font = QFont()
    font.setFamilies(list(INTERFACE_FONTS))
    font.setPixelSize(TEXT_PX)
    qapp.setFont(font)
    apply_style(qapp, LIGHT)
    return found


@pytest.fixture
def make_context(qtbot: QtBot, fonts: FontSet) -> Iterator[Callable[[str], UiContext]]:
    """Makes a context for an officer's language."""
    made: list[UiContext] = []

    def make(tag: str) -> UiContext:
        context = UiContext(load_officer(tag), load_languages(), load_fixed_texts(), fonts, LIGHT, Tasks())
        made.append(context)
        return context

    yield make
    for context in made:
        context.tasks.close()


@pytest.fixture
def context(make_context: Callable[[str], UiContext]) -> UiContext:
    """A context in English."""
    return make_context("en")


@pytest.fixture
def rtl(qapp: QApplication) -> Iterator[None]:
    """An application that reads from right to left."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def session(context: UiContext, tmp_path: Path) -> Iterator[Session]:
    """An opened vault of A1, used through the context's worker."""
    folder, office = tmp_path / "vault", Office("Labour Inspection North")
    new = context.tasks.wait(lambda: create(folder, OFFICER, PASSPHRASE, office, kdf=CHEAP, floor=CHEAP))
    yield new.session
    context.tasks.wait(new.session.close)


@pytest.fixture
def vault_folder(tmp_path: Path) -> Path:
    """The folder of a vault that nobody has open."""
    folder = tmp_path / "closed"
    create(folder, OFFICER, PASSPHRASE, Office("Labour Inspection North"), kdf=CHEAP, floor=CHEAP).session.close()
    return folder


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a screen as the active window of a small laptop."""

    def shown(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.resize(1024, 700)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)

    return shown
