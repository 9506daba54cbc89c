"""The composition root: builds the objects and hands them to each other."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import QLocale, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QApplication

from screening.core.errors import Problem, ScreeningError
from screening.languages.catalogs import load_officer
from screening.languages.fonts import load_fonts
from screening.languages.person_texts import load_fixed_texts
from screening.languages.table import load_languages
from screening.ui.context import UiContext
from screening.ui.entry import EntryRoom
from screening.ui.restart import restart
from screening.ui.style import apply_style
from screening.ui.tasks import Tasks
from screening.ui.tokens import DARK, LIGHT, TEXT_PX, Tokens
from screening.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from screening.languages.table import Language
    from screening.store.keys import KdfLimits
    from screening.ui.demo.hands import Presses
    from screening.ui.demo.walkthrough import Walkthrough

OFFICER_LANGUAGES = ("en", "ar", "es", "fr")
PROGRAM_ICON = Path(__file__).parent / "ui" / "icons" / "program.svg"
RESTART = 77
"""Exit code of the event loop that asks for a fresh process."""


def protect_process() -> None:
    """New files for the owner alone, no core dumps: before anything is opened."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource  # not there on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def build_context(officer_tag: str, tokens: Tokens) -> UiContext:
    """Everything the screens are handed."""
    return UiContext(
        translator=load_officer(officer_tag),
        languages=load_languages(),
        fixed_texts=load_fixed_texts(),
        fonts=load_fonts(),
        tokens=tokens,
        tasks=Tasks(),
    )


def build_window(
    app: QApplication,
    context: UiContext,
    vaults_folder: Path,
    *,
    settings_folder: Path | None = None,
    kdf: KdfLimits | None = None,
    floor: KdfLimits | None = None,
) -> MainWindow:
    """The window with the way in; without `settings_folder` the defaults hold.

    `kdf` and `floor` are for tests and the demonstration.
    """
    tag = context.translator.language.tag
    app.setLayoutDirection(context.direction(tag))
    font = QFont(context.font(tag, TEXT_PX))
    font.setPixelSize(TEXT_PX)
    app.setFont(font)
    apply_style(app, context.tokens)
    entry = EntryRoom(
        context,
        vaults_folder,
        settings_folder=settings_folder,
        officer_languages=OFFICER_LANGUAGES,
        kdf=kdf,
        floor=floor,
    )
    return MainWindow(context, entry)


def run(argv: list[str]) -> int:
    """Open the program; returns the exit status."""
    protect_process()
    sys.excepthook = report_bug
    qInstallMessageHandler(_on_qt_message)
    app = QApplication([argv[0]])
    app.setApplicationName("screening")
    app.setDesktopFileName("screening")
    app.setWindowIcon(QIcon(str(PROGRAM_ICON)))
    dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    tokens = DARK if dark else LIGHT
    folder = user_data_path("screening") / "vaults"
    state: dict[str, MainWindow] = {}

    def show(tag: str) -> None:
        context = build_context(tag, tokens)
        window = build_window(app, context, folder, settings_folder=user_config_path("screening"))
        window.entry.officer_language_chosen.connect(show)
        window.locked.connect(lambda: app.exit(RESTART))
        old = state.get("window")
        state["window"] = window
        window.show()
        if old is not None:
            old.close()
        # What the desk needs loads while the passphrase is typed, after the first paint.
        QTimer.singleShot(0, lambda: context.tasks.run(_load_desk))

    show(_system_language())
    status = app.exec()
    if status == RESTART:
        restart()
    return status


def run_demo(out: Path, language_tag: str) -> Presses:
    """Run the walkthrough into a folder; gives what was pressed from the first start to the first saved form.

    Raises OUTPUT_EXISTS, LANGUAGE_UNKNOWN, DEMO_FAILED.
    """
    protect_process()
    languages = load_languages()
    if language_tag not in languages:
        raise ScreeningError(Problem.LANGUAGE_UNKNOWN, language=language_tag)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ScreeningError(Problem.OUTPUT_EXISTS)
    try:
        (out / "screens").mkdir(parents=True)
    except OSError:
        raise ScreeningError(Problem.OUTPUT_NOT_WRITABLE) from None
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication(["screening"])
    out, vault = out.resolve(), out.resolve() / "vault"
    language = languages[language_tag]
    first = _walk(app, out, language, 1, lambda walk: walk.run(vault))
    again = _walk(app, out, language, first.next_picture, lambda walk: walk.run_again(vault))
    _walk(app, out, language, again.next_picture, lambda walk: walk.practise())
    return first.to_first_form


def _walk(
    app: QApplication,
    out: Path,
    language: Language,
    first_picture: int,
    go: Callable[[Walkthrough], object],
) -> Walkthrough:
    """One window, one stretch of the walkthrough; gives it back when it is done."""
    from screening.ui.demo.walkthrough import Walkthrough  # only the walkthrough needs QtTest

    context = build_context("en", LIGHT)
    window = build_window(app, context, out / "vaults")
    window.show()
    walk = Walkthrough(window, out, language, first_picture=first_picture)
    try:
        go(walk)
    finally:
        window.close()
        context.tasks.close()
    return walk


def report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The last-resort handler: writes what and where, never the data."""
    where = traceback.extract_tb(trace)[-1:] if trace else []
    place = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in where)
    sys.stderr.write(f"screening: unexpected {kind.__name__} at {place}\n")


def _load_desk() -> None:
    import screening.ui.desk  # noqa: F401 - loaded ahead, see MainWindow.on_vault_opened


def _system_language() -> str:
    tag = QLocale.system().bcp47Name().split("-")[0]
    return tag if tag in OFFICER_LANGUAGES else "en"


def _on_qt_message(kind: QtMsgType, _where: object, _message: str) -> None:
    """Qt's messages may hold file names: only that something happened is written."""
    if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        sys.stderr.write("screening: the display system reported an error\n")
