"""A window without a display, and a real vault with a cheap key derivation."""

from __future__ import annotations

import os
import shutil

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening.core.office import Office
from screening.languages.catalogs import load_officer
from screening.languages.fonts import FontSet, load_fonts
from screening.languages.person_texts import load_fixed_texts
from screening.languages.table import load_languages
from screening.operations.directory import made_up_services
from screening.operations.session import Session, confirm_recovery_key, create, unlock
from screening.operations.training import make_training_vault
from screening.store.keys import KdfLimits
from screening.ui.context import UiContext
from screening.ui.style import apply_style
from screening.ui.tasks import Tasks
from screening.ui.tokens import LIGHT, TEXT_PX
from screening.ui.window import MainWindow
from tests.packs_once import packs_once as packs_once

from .patience import Clock, PatientBot

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
OFFICER = "A1"
PASSPHRASE = "orange window river monday lamp"
INTERFACE_FONTS = ("Noto Sans", "IBM Plex Sans Arabic")

Show = Callable[[QWidget], None]


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The one of pytest-qt, with patience."""
    return PatientBot(request)


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
def dressed(qapp: QApplication) -> Iterator[None]:
    """Building a window dresses the application; the tests after this one find it as it was."""
    font, direction = qapp.font(), qapp.layoutDirection()
    yield
    undress(qapp, font, direction)


def undress(qapp: QApplication, font: QFont, direction: Qt.LayoutDirection) -> None:
    """The application as it was, once the closed windows are gone: each widget left would be styled anew."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if qapp.layoutDirection() is not direction:
        qapp.setLayoutDirection(direction)
    if qapp.font() != font:
        qapp.setFont(font)
    apply_style(qapp, LIGHT)


@cache
def _template() -> TemporaryDirectory[str]:
    """A vault made once: making one takes ten times as long as copying and opening it."""
    folder = TemporaryDirectory(prefix="screening-vault-")
    office = Office("Labour Inspection North")
    made = create(Path(folder.name) / "vault", OFFICER, PASSPHRASE, office, kdf=CHEAP, floor=CHEAP).session
    confirm_recovery_key(made)
    with made.vault.transaction():
        made.vault.services.replace(made_up_services())
    made.close()
    return folder


def closed_vault(folder: Path) -> Path:
    """A vault for real cases with services to refer to; its recovery key is on paper. All are copies of one."""
    return Path(shutil.copytree(Path(_template().name) / "vault", folder))


@cache
def _training() -> TemporaryDirectory[str]:
    """A training vault made once: its cases take a second to make."""
    folder = TemporaryDirectory(prefix="screening-training-")
    make_training_vault(Path(folder.name), kdf=CHEAP, floor=CHEAP)
    return folder


def training_vault(vaults: Path) -> Path:
    """The training vault, in the folder where the program looks for it. All are copies of one."""
    (made,) = Path(_training().name).iterdir()
    return Path(shutil.copytree(made, vaults / made.name))


def new_session(folder: Path) -> Session:
    """Such a vault, opened."""
    return unlock(closed_vault(folder), OFFICER, PASSPHRASE, floor=CHEAP)


def close(context: UiContext, session: Session) -> None:
    """Close a vault as the window does: what the program does by itself ends first."""
    context.tasks.cancel_steps()
    context.tasks.wait(session.close)


@pytest.fixture
def session(context: UiContext, tmp_path: Path) -> Iterator[Session]:
    """An opened vault of A1, used through the context's worker."""
    made = context.tasks.wait(lambda: new_session(tmp_path / "vault"))
    yield made
    close(context, made)


@pytest.fixture
def vault_folder(tmp_path: Path) -> Path:
    """The folder of a vault that nobody has open."""
    return closed_vault(tmp_path / "closed")


@pytest.fixture
def clock() -> Clock:
    """Time that passes when the test says so."""
    return Clock()


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a screen as the active window of a small laptop."""

    def finished(widget: QWidget) -> None:
        """What is under way comes to its end while the screens that wait for it are still there."""
        if isinstance(widget, MainWindow) and widget.held.on:
            widget.held.lift()  # a held window does not close
        context = getattr(widget, "context", None)
        if isinstance(context, UiContext):
            context.tasks.cancel_steps()
            qtbot.waitUntil(lambda: not context.tasks.busy)

    def shown(widget: QWidget) -> None:
        qtbot.addWidget(widget, before_close_func=finished)
        widget.resize(1024, 700)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)

    return shown
