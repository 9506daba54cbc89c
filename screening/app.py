"""The composition root: builds the objects and hands them to each other."""

from __future__ import annotations

import datetime
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import QLocale, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from screening.core.errors import Problem, ScreeningError
from screening.core.settings import ProgramSettings, Theme
from screening.languages.bidi import date
from screening.languages.catalogs import COMPILED, available_officer_languages, load_officer
from screening.languages.fonts import FONTS, FontSet, load_fonts, load_usable_fonts
from screening.languages.marks import N_
from screening.languages.person_texts import FixedTexts
from screening.languages.table import SOURCE_TAG, load_languages
from screening.operations.disk_encryption import DiskState, disk_state
from screening.operations.program_settings import forget_vault, read_settings, save_settings, without_vault
from screening.ui.context import UiContext
from screening.ui.disk_notice import disk_wording
from screening.ui.entry import EntryRoom
from screening.ui.heard.voice import Voice
from screening.ui.hygiene import protect_process, quiet_libraries, report_only_places
from screening.ui.moments import damaged_words, lost_words
from screening.ui.restart import restart
from screening.ui.screen_capture import exclude_from_capture
from screening.ui.style import apply_style
from screening.ui.tasks import Tasks
from screening.ui.tokens import LIGHT, TEXT_PX, Tokens, tokens_for
from screening.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from screening.languages.table import Language
    from screening.store.keys import KdfLimits
    from screening.ui.demo.hands import Presses
    from screening.ui.demo.walkthrough import Walkthrough

RECORDINGS = "recordings"
"""The folder of the recordings, beside that of the vaults."""
PROGRAM_ICON = Path(__file__).parent / "ui" / "icons" / "program.svg"
NOT_READ = N_("Some settings could not be read; the usual ones are used.")
RESTART = 77
"""Exit code of the event loop that asks for a fresh process."""


def build_context(
    officer_tag: str,
    tokens: Tokens,
    settings: ProgramSettings | None = None,
    tasks: Tasks | None = None,
    fonts: FontSet | None = None,
    officer_languages: tuple[str, ...] | None = None,
    voice: Voice | None = None,
    catalogs: Path = COMPILED,
) -> UiContext:
    """Everything the screens are handed; with `tasks`, the worker that already owns the vault goes on."""
    return UiContext(
        translator=load_officer(officer_tag, catalogs),
        languages=load_languages(),
        fixed_texts=FixedTexts(),
        fonts=fonts or load_fonts(),
        tokens=tokens,
        tasks=tasks or Tasks(),
        settings=settings or ProgramSettings(),
        officer_languages=officer_languages or available_officer_languages(catalogs),
        voice=voice or Voice(),
        catalogs=catalogs,
    )


def dress(app: QApplication, context: UiContext) -> None:
    """Direction, font and style of the whole application."""
    tag = context.translator.language.tag
    app.setLayoutDirection(context.direction(tag))
    app.setFont(context.font(tag, TEXT_PX))
    apply_style(app, context.tokens, context.sizes)


def build_window(
    app: QApplication,
    context: UiContext,
    vaults_folder: Path,
    *,
    kdf: KdfLimits | None = None,
    floor: KdfLimits | None = None,
) -> MainWindow:
    """The window with the way in; `kdf` and `floor` are for tests and the demonstration."""
    dress(app, context)
    return MainWindow(context, EntryRoom(context, vaults_folder, kdf=kdf, floor=floor))


class Program:
    """The window and its look, as the settings of this computer say; a change holds without a restart.

    `config` is the folder of the settings file, `vaults` that of the vaults. `fonts`,
    `catalogs` and `clock` are for tests.
    """

    def __init__(
        self,
        app: QApplication,
        config: Path,
        vaults: Path,
        *,
        fonts: Path = FONTS,
        catalogs: Path = COMPILED,
        kdf: KdfLimits | None = None,
        floor: KdfLimits | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.app = app
        self._config, self._vaults, self._kdf, self._floor = config, vaults, kdf, floor
        self._catalogs = catalogs
        self._languages = available_officer_languages(catalogs)
        found = read_settings(config)
        self.settings = usable(found.settings, self._languages)
        self._fonts = load_usable_fonts(fonts)
        self._lost: frozenset[str] = frozenset()
        self.tasks = Tasks()
        self.voice = Voice(vaults.parent / RECORDINGS)
        self.voice.library.prefer(self.settings.first_voices)
        self.window = build_window(app, self._context(), vaults, kdf=kdf, floor=floor)
        self._clock = clock
        app.aboutToQuit.connect(self.voice.close)
        self.window.settings_changed.connect(self.change)
        self.window.vault_erased.connect(self.forget_vault)
        self._listen(self.window.entry)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        if found.unusable or self.settings != found.settings:
            self.window.notices.add(lambda context: context._(NOT_READ))
        self._say_lost(self._fonts)

    def load_rest(self) -> None:
        """After the first paint: what the desk needs, and whether every font is whole."""
        self.tasks.run(lambda: load_desk(self.window.context.translator.language.tag))
        self.tasks.run(self._fonts.sound, self._say_lost)
        self.tasks.run(lambda: damaged_tags(self._catalogs), self._say_damaged)
        self._watch()
        self.tasks.run(lambda: finish_erasing(self._vaults))
        exclude_from_capture(self.window)
        if self.settings.machine_voices:
            self.voice.switch_machine(True)
        if self.settings.disk_warning:
            self.tasks.run(lambda: disk_state(self._vaults), self._say_disk)

    def _watch(self) -> None:
        """Cover and lock by themselves. Before the first painting there is nothing to hide."""
        from screening.ui.away import Away
        from screening.ui.idle import steady_clock
        from screening.ui.system_lock import system_lock

        Away(self.window, system_lock(self.window), clock=self._clock or steady_clock).start()

    def change(self, settings: ProgramSettings) -> None:
        """Take on other settings at once, and keep them; what cannot be kept still holds until the end."""
        look = (self.settings.officer_language, self.settings.theme, self.settings.text_percent)
        if settings.machine_voices != self.settings.machine_voices:
            self.voice.switch_machine(settings.machine_voices)
        self.voice.library.prefer(settings.first_voices)
        self.settings = settings
        self.window.context.settings = settings
        folder = self._config
        self.tasks.run(lambda: save_settings(folder, settings), failed=self.window.show_settings_error)
        if look != (settings.officer_language, settings.theme, settings.text_percent):
            self.window.rebuild(self._rooms)

    def forget_vault(self, folder: Path) -> None:
        """Keep neither name nor folder of a vault that is gone. A failure is not said over the harmless page."""
        self.settings = without_vault(self.settings, folder)
        self.window.context.settings = self.settings
        self.tasks.run(lambda: forget_vault(self._config, folder), failed=lambda _error: None)

    def _rooms(self) -> tuple[UiContext, EntryRoom]:
        context = self._context()
        dress(self.app, context)
        entry = EntryRoom(context, self._vaults, kdf=self._kdf, floor=self._floor)
        self._listen(entry)
        return context, entry

    def _context(self) -> UiContext:
        dark = self.app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        tag = self.settings.officer_language or system_language(self._languages)
        tokens = tokens_for(self.settings.theme, dark=dark)
        return build_context(
            tag, tokens, self.settings, self.tasks, self._fonts, self._languages, self.voice, self._catalogs
        )

    def _listen(self, entry: EntryRoom) -> None:
        entry.officer_language_chosen.connect(
            lambda tag: self.change(replace(self.settings, officer_language=tag))
        )
        entry.settings_changed.connect(self.change)

    def _on_scheme_changed(self) -> None:
        """The system turned light or dark. A talk keeps its colours: the person may be reading."""
        desk = self.window.desk
        if self.settings.theme is Theme.SYSTEM and (desk is None or desk.at_the_cases):
            self.window.rebuild(self._rooms)

    def _say_disk(self, state: DiskState) -> None:
        notice = disk_wording(state)
        if notice is not None:
            self.window.notices.add(notice, lambda: self.change(replace(self.settings, disk_warning=False)))

    def _say_damaged(self, tags: tuple[str, ...]) -> None:
        """One sentence about words that cannot be used: a talk goes on in another language."""
        if tags:
            self.window.notices.add(lambda context: damaged_words(context, tags))

    def _say_lost(self, fonts: FontSet) -> None:
        """One sentence about what cannot be shown, once more where more turns out to be damaged."""
        lost = fonts.lost_scripts
        if lost == self._lost:
            return
        first, self._lost, self._fonts = not self._lost, lost, fonts
        context = self.window.context
        context.fonts = fonts
        if first:
            self.window.notices.add(lost_words)
        else:
            self.window.notices.speak(context)


def usable(settings: ProgramSettings, languages: tuple[str, ...]) -> ProgramSettings:
    """The same, without a language that the program cannot be read in."""
    known = ("", *languages)
    return settings if settings.officer_language in known else replace(settings, officer_language="")


def run(argv: list[str]) -> int:
    """Open the program; returns the exit status."""
    protect_process()
    report_only_places()
    qInstallMessageHandler(_on_qt_message)
    app = QApplication([argv[0]])
    app.setApplicationName("screening")
    app.setDesktopFileName("screening")
    app.setWindowIcon(QIcon(str(PROGRAM_ICON)))
    return live(Program(app, user_config_path("screening"), user_data_path("screening") / "vaults"))


def live(program: Program) -> int:
    """Show the window until it is closed; locked, the process is replaced, and this does not return."""
    app, window = program.app, program.window
    window.locked.connect(lambda: app.exit(RESTART))
    # What the desk needs loads while the passphrase is typed.
    window.painted.connect(program.load_rest)
    window.show()
    status = app.exec()
    if status == RESTART:
        restart()
    return status


def run_demo(out: Path, language_tag: str, *, keyboard_alone: bool = False) -> Presses:
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
    walk = partial(_walk, app, out, language, keyboard_alone)
    first = walk(1, lambda hands: hands.run(vault))
    again = walk(first.next_picture, lambda hands: hands.run_again(vault))
    walk(again.next_picture, lambda hands: hands.practise())
    return first.to_first_form


def _walk(
    app: QApplication,
    out: Path,
    language: Language,
    keyboard_alone: bool,
    first_picture: int,
    go: Callable[[Walkthrough], object],
) -> Walkthrough:
    """One window, one stretch of the walkthrough; gives it back when it is done."""
    from screening.ui.demo.walkthrough import Walkthrough  # only the walkthrough needs QtTest

    context = build_context("en", LIGHT)
    window = build_window(app, context, out / "vaults")
    window.show()
    walk = Walkthrough(window, out, language, first_picture=first_picture, keyboard_alone=keyboard_alone)
    try:
        go(walk)
    finally:
        window.close()
        context.tasks.close()
    return walk


def finish_erasing(vaults: Path) -> None:
    """Finish the erasing of a vault that was cut off: by a dead battery, or by somebody."""
    from screening.operations import quick_erase  # with all that works on a vault

    quick_erase.finish_erasing(vaults)


def damaged_tags(catalogs: Path) -> tuple[str, ...]:
    """The languages whose words cannot all be used as they were installed."""
    from screening.languages.coverage import damaged_languages  # the first window does without it

    return damaged_languages(catalogs)


def load_desk(tag: str) -> None:
    """Load ahead what the case list needs, dates in the officer's language among it: 250 and 25 ms."""
    import screening.ui.desk  # noqa: F401 - see MainWindow.on_vault_opened

    quiet_libraries()
    date(datetime.date.today(), load_languages()[tag])


def system_language(languages: tuple[str, ...]) -> str:
    """The system's language where the program can be read in it, else English."""
    tag = QLocale.system().bcp47Name().split("-")[0]
    return tag if tag in languages else SOURCE_TAG


def _on_qt_message(kind: QtMsgType, _where: object, _message: str) -> None:
    """Qt's messages may hold file names: only that something happened is written."""
    if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        sys.stderr.write("screening: the display system reported an error\n")
