"""The program's look follows its settings: at the start whatever the file holds, and later without a restart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening.app import NOT_READ, Program, system_language
from screening.core.consent import ConsentPoint
from screening.core.settings import EmergencyNumber, ProgramSettings, Theme
from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import COMPILED
from screening.languages.fonts import FONTS, load_usable_fonts
from screening.operations.program_settings import SETTINGS_FILE, read_settings, save_settings
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.actions import Action
from screening.ui.desk import Desk
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.screens.recovery_key import TYPED
from screening.ui.screens.settings import SettingsScreen
from screening.ui.screens.vault.recovery_keys import RecoveryKeysPage
from screening.ui.screens.vault.room import VaultRoom
from screening.ui.steps import CONSENT, LANGUAGE, NEEDS, QUESTIONS, RECORDED
from screening.ui.tokens import DARK, HIGH_CONTRAST, LIGHT, TEXT_PX, tokens_for

from .conftest import CHEAP, Show, new_session, undress
from .referral_talks import SHEET, talk_with, words_on
from .talk_steps import looked_talk, settled, wait_until

NUMBERS = (EmergencyNumber("999", "Police"),)
MakeProgram = Callable[..., Program]


@pytest.fixture
def make_program(
    qapp: QApplication, qtbot: QtBot, fonts: object, show: Show, tmp_path: Path
) -> Iterator[MakeProgram]:
    """Makes the program over this test's folders, on the screen; afterwards the application is as it was."""
    font, direction = qapp.font(), qapp.layoutDirection()
    made: list[Program] = []

    def make(
        settings: ProgramSettings | str | None = None, *, folder: Path = FONTS, catalogs: Path = COMPILED
    ) -> Program:
        config = tmp_path / "config"
        if isinstance(settings, str):
            config.mkdir(exist_ok=True)
            (config / SETTINGS_FILE).write_text(settings, encoding="utf-8")
        elif settings is not None:
            save_settings(config, settings)
        program = Program(
            qapp, config, tmp_path / "vaults", fonts=folder, catalogs=catalogs, kdf=CHEAP, floor=CHEAP
        )
        made.append(program)
        show(program.window)
        return program

    yield make
    for program in made:
        program.tasks.cancel_steps()
        program.window.close()
        program.tasks.close()
        QApplication.processEvents()  # what it brought reaches screens that are still there
    undress(qapp, font, direction)


@pytest.fixture
def program(make_program: MakeProgram) -> Program:
    """The program as it starts the first time, in English."""
    return make_program(ProgramSettings(officer_language="en", theme=Theme.LIGHT))


@pytest.fixture
def session(program: Program, tmp_path: Path) -> Session:
    """A vault that is open in the program's window."""
    opened = program.tasks.wait(lambda: new_session(tmp_path / "v"))
    program.window.on_vault_opened(opened)
    settled(program.window.context)
    return opened


def test_damaged_words_are_told_once_in_whichever_language_the_officer_reads(program: Program) -> None:

    program._say_damaged(("ti", "ar"))
    program._say_damaged(())
    told = [strip_invisible(words) for words in program.window.notices.words() if "damaged" in words]
    assert len(told) == 1 and "Tigrinya · Arabic" in told[0]


@pytest.mark.parametrize(("tag", "file", "name"), [("my", "person.mo", "Burmese"), ("fr", "officer.mo", "French")])
def test_damaged_words_are_found_after_the_first_window_stands(
    tag: str, file: str, name: str, make_program: MakeProgram, tmp_path: Path
) -> None:
    folder = tmp_path / "compiled"
    shutil.copytree(COMPILED, folder)
    broken = folder / tag / "LC_MESSAGES" / file
    broken.write_bytes(broken.read_bytes()[:100])
    settings = ProgramSettings("fr" if file == "officer.mo" else "en", disk_warning=False)
    program = make_program(settings, catalogs=folder)
    assert program.window.notices.words() == []
    program.load_rest()
    settled(program.window.context)
    (words,) = program.window.notices.words()
    assert "words are damaged" in words  # in English, where the officer's own cannot be read
    assert (name if tag == "my" else "français") in words
    assert program.window.notices.isVisible()


def desk_of(program: Program) -> Desk:
    assert program.window.desk is not None
    return program.window.desk


def put(program: Program, talk: Talk, step: str) -> None:
    """A talk on the desk, at a step."""
    desk = desk_of(program)
    desk.show_talk(talk)
    settled(program.window.context)
    desk.talk_frame.show_step(step)
    settled(program.window.context)


def turn_arabic(program: Program) -> None:
    """The officer chooses Arabic in the settings, and goes back."""
    program.window.act(Action.SETTINGS)
    page = program.window.rooms.currentWidget()
    assert isinstance(page, SettingsScreen)
    page.language_bar.buttons["ar"].click()
    settled(program.window.context)
    program.window.on_over_left()
    settled(program.window.context)
    assert program.window.context.translator.language.tag == "ar"


def kept(program: Program, tmp_path: Path) -> ProgramSettings:
    settled(program.window.context)
    return read_settings(tmp_path / "config").settings


# at the start


def test_a_first_start_follows_the_system_and_says_nothing(make_program: MakeProgram) -> None:
    program = make_program()
    assert program.settings == ProgramSettings()
    assert program.window.context.translator.language.tag == system_language(
        program.window.context.officer_languages
    )
    assert program.window.notices.words() == []
    assert not program.window.notices.isVisible()


def test_the_settings_of_the_file_hold_from_the_first_window_on(
    make_program: MakeProgram, qapp: QApplication
) -> None:
    program = make_program(ProgramSettings("ar", Theme.HIGH_CONTRAST, 150, NUMBERS))
    context = program.window.context
    assert context.translator.language.tag == "ar"
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert context.tokens == HIGH_CONTRAST
    assert qapp.font().pixelSize() == round(TEXT_PX * 1.5)
    program.window.act(Action.URGENT_HELP)
    assert "999" in words_on(program.window)


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "{",
        "[1, 2]",
        '{"theme": "pink", "text_percent": 7, "officer_language": 5}',
        '{"text_percent": 1e400}',
        '{"officer_language": "tlh"}',
        "\x00" * 99,
    ],
)
def test_nonsense_in_the_file_starts_the_usual_way_and_is_said_once(
    make_program: MakeProgram, nonsense: str
) -> None:
    program = make_program(nonsense)
    assert program.settings.theme is Theme.SYSTEM
    assert program.settings.text_percent == 100
    assert program.window.context.translator.language.tag == system_language(
        program.window.context.officer_languages
    )
    assert program.window.notices.isVisible()
    assert program.window.notices.words() == [program.window.context._(NOT_READ)]
    assert program.window.entry.welcome.isVisible()


def test_a_good_field_beside_a_bad_one_is_used(make_program: MakeProgram) -> None:
    program = make_program('{"theme": "dark", "text_percent": "huge"}')
    assert program.window.context.tokens == DARK
    assert program.settings.text_percent == 100


@pytest.mark.parametrize(
    ("theme", "dark", "tokens"),
    [
        (Theme.SYSTEM, False, LIGHT),
        (Theme.SYSTEM, True, DARK),
        (Theme.LIGHT, True, LIGHT),
        (Theme.DARK, False, DARK),
        (Theme.HIGH_CONTRAST, True, HIGH_CONTRAST),
    ],
)
def test_a_theme_is_what_was_chosen_or_what_the_system_asks_for(theme: Theme, dark: bool, tokens: object) -> None:
    assert tokens_for(theme, dark=dark) == tokens


# changing it


def test_the_language_changes_at_the_door_and_is_kept(program: Program, tmp_path: Path) -> None:
    program.window.entry.welcome.officer_language_chosen.emit("ar")
    assert kept(program, tmp_path).officer_language == "ar"
    assert program.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert program.window.rooms.currentWidget() is program.window.entry
    assert program.window.entry.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    assert any("\u0600" <= letter <= "\u06ff" for letter in words_on(program.window))


def test_the_settings_page_stays_open_and_keeps_the_keyboard(program: Program, tmp_path: Path) -> None:
    program.window.act(Action.SETTINGS)
    page = program.window.rooms.currentWidget()
    assert isinstance(page, SettingsScreen)
    page.text_bar.buttons["200"].click()
    assert kept(program, tmp_path).text_percent == 200
    again = program.window.rooms.currentWidget()
    assert isinstance(again, SettingsScreen)
    assert again is not page
    assert again.text_bar.value == "200"
    assert again.text_bar.buttons["200"].hasFocus()
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert program.window.rooms.currentWidget() is program.window.entry


def test_another_language_keeps_the_question_and_every_word_typed(
    qtbot: QtBot, program: Program, session: Session
) -> None:
    context = program.window.context
    talk = talk_with(context, session, {})
    context.tasks.wait(lambda: talk.move_to("wanted_now"))
    put(program, talk, QUESTIONS)
    questions = desk_of(program).talk_frame.questions
    assert questions.input is not None
    assert questions.input.field is not None
    QTest.keyClicks(questions.input.field, "a bed and a lawyer")
    program.window.act(Action.DRAWER)
    QTest.keyClicks(questions.drawer.note_edit, "tired")
    turn_arabic(program)
    frame = desk_of(program).talk_frame
    assert frame.talk is talk
    assert frame.current == QUESTIONS
    assert frame.questions.shown_question == "wanted_now"
    assert frame.questions.input is not None
    assert frame.questions.input.typed() == ("a bed and a lawyer",)
    assert talk.record.notes["wanted_now"] == "tired"
    assert not frame.questions.drawer.isVisible()
    settled(program.window.context)
    following = talk.flow.after("wanted_now", talk.answers, talk.age)
    frame.questions.input.on_done()
    settled(program.window.context)
    assert talk.answers["wanted_now"] == "a bed and a lawyer"
    assert frame.questions.shown_question == following or frame.questions.in_interlude


def test_a_talk_in_memory_alone_survives_another_look(program: Program, session: Session) -> None:
    context = program.window.context
    talk = talk_with(context, session, {"papers_held": "employer"}, record=False)
    put(program, talk, RECORDED)
    recorded = desk_of(program).talk_frame.recorded
    recorded.step_bar.buttons["keep_contact"].setChecked(True)
    recorded.reason_edit.setPlainText("took the number")
    turn_arabic(program)
    frame = desk_of(program).talk_frame
    assert frame.talk is talk
    assert not talk.recorded
    assert talk.answers["papers_held"] == "employer"
    assert frame.recorded.typed() == ("keep_contact", "took the number")


def test_what_was_explained_and_answered_before_consent_is_kept_stays(program: Program, session: Session) -> None:
    context = program.window.context
    talk = looked_talk(context, session)
    put(program, talk, LANGUAGE)
    language = desk_of(program).talk_frame.language
    language.finder.tiles["en"].click()
    language.next_button.click()
    settled(context)
    consent = desk_of(program).talk_frame.consent
    for _ in range(len(ConsentPoint)):
        consent.on_told()
    consent.on_answered("yes")
    at = consent.at
    turn_arabic(program)
    frame = desk_of(program).talk_frame
    assert frame.current == CONSENT
    assert frame.consent.at == at
    frame.consent.on_answered("yes")
    frame.consent.on_answered("no")
    settled(program.window.context)
    assert talk.record.consent is not None
    assert (talk.record.consent.talk, talk.record.consent.record, talk.record.consent.statistics) == (
        True,
        True,
        False,
    )
    assert talk.record.consent.told == frozenset(ConsentPoint)


def test_needs_that_are_not_saved_yet_are_saved_and_shown_again(program: Program, session: Session) -> None:
    talk = talk_with(program.window.context, session, {"papers_held": "employer"}, sheet=SHEET)
    put(program, talk, NEEDS)
    needs = desk_of(program).talk_frame.needs
    needs.contact_edit.setPlainText("only by day")
    turn_arabic(program)
    assert talk.sheet.safe_contact == "only by day"
    assert desk_of(program).talk_frame.needs.contact_edit.toPlainText() == "only by day"


def test_a_change_waits_for_work_that_is_under_way(program: Program, session: Session) -> None:
    window, desk = program.window, desk_of(program)
    answered: list[str] = []
    window.context.tasks.run(lambda: "kept", answered.append)
    program.change(ProgramSettings("ar", Theme.DARK))
    assert window.desk is desk
    assert window.context.translator.language.tag == "en"
    settled(window.context)
    assert answered == ["kept"]
    assert window.context.translator.language.tag == "ar"
    assert window.desk is not desk


def test_another_look_behind_the_cover_stays_behind_it(program: Program, session: Session) -> None:
    talk = talk_with(program.window.context, session, {})
    put(program, talk, QUESTIONS)
    program.window.hide_everything()
    program.change(ProgramSettings("ar", Theme.DARK))
    settled(program.window.context)
    window = program.window
    assert window.rooms.currentWidget() is window.cover
    assert window.windowTitle() == window.cover.title
    window.on_cover_left()
    window.alone_again.yes_button.click()
    assert window.rooms.currentWidget() is window.desk
    assert desk_of(program).talk_frame.talk is talk


def test_another_look_keeps_the_persons_side_alone(program: Program, session: Session) -> None:
    talk = talk_with(program.window.context, session, {})
    put(program, talk, QUESTIONS)
    program.window.toggle_person()
    program.change(ProgramSettings("ar", Theme.DARK))
    settled(program.window.context)
    frame = desk_of(program).talk_frame
    assert frame.ways.here is not None
    assert frame.ways.here.isVisible()
    program.window.toggle_person()
    assert not program.window.isFullScreen()
    assert frame.questions.isVisible()


def test_nothing_changes_while_a_recovery_key_is_shown(program: Program) -> None:
    window = program.window
    window.entry.show_new_vault()
    entry = window.entry
    window.act(Action.SETTINGS)
    assert not window.lies_over
    assert not window.door_bar.buttons[Action.SETTINGS].isEnabled()
    window.rebuild(lambda: pytest.fail("the way in was made anew"))
    assert window.entry is entry


def test_another_look_waits_until_a_further_recovery_key_is_on_paper(program: Program, session: Session) -> None:
    window = program.window
    window.show_vault()
    room = window.over
    assert isinstance(room, VaultRoom)
    room.show_page("recovery-keys")
    settled(window.context)
    page = room.page("recovery-keys")
    assert isinstance(page, RecoveryKeysPage)
    page.on_add()
    settled(window.context)
    program.change(ProgramSettings("ar", Theme.DARK))
    settled(window.context)
    assert window.over is room and page.key_screen.isVisible()
    key = "".join(page.key_screen.key_label.accessibleName().split(":")[-1].split())
    page.key_screen.last_edit.setText(key[-TYPED:])
    page.key_screen.continue_button.click()
    settled(window.context)
    wait_until(lambda: window.context.translator.language.tag == "ar")
    assert isinstance(window.over, VaultRoom) and window.over is not room
    assert window.over.open_page == "recovery-keys"


def test_help_that_lies_open_speaks_the_new_language(program: Program, session: Session) -> None:
    program.window.act(Action.HELP)
    program.change(ProgramSettings("ar"))
    settled(program.window.context)
    page = program.window.rooms.currentWidget()
    assert isinstance(page, KeysHelpScreen)
    page.closed.emit()
    assert program.window.rooms.currentWidget() is program.window.desk


def test_settings_that_cannot_be_saved_hold_and_are_said(program: Program, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "config")
    (tmp_path / "config").write_text("a file where the folder should be")
    program.window.act(Action.SETTINGS)
    page = program.window.rooms.currentWidget()
    assert isinstance(page, SettingsScreen)
    page.theme_bar.buttons["dark"].click()
    settled(program.window.context)
    page = program.window.rooms.currentWidget()
    assert isinstance(page, SettingsScreen)
    assert program.window.context.tokens == DARK
    assert page.error.isVisible()


def test_a_language_that_cannot_be_saved_at_the_door_is_said_above_it(program: Program, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "config")
    (tmp_path / "config").write_text("a file where the folder should be")
    program.window.entry.welcome.officer_language_chosen.emit("ar")
    settled(program.window.context)
    assert program.window.context.translator.language.tag == "ar"
    assert len(program.window.notices.words()) == 1


def test_office_words_that_are_not_saved_yet_go_on_to_the_next_page(program: Program, session: Session) -> None:
    program.window.act(Action.SETTINGS)
    page = program.window.rooms.currentWidget()
    assert isinstance(page, SettingsScreen)
    assert page.office_form is not None
    page.office_form.organisation_edit.setText("Quay Office")
    page.theme_bar.buttons["dark"].click()
    settled(program.window.context)
    page = program.window.rooms.currentWidget()
    assert isinstance(page, SettingsScreen)
    assert page.office_form is not None
    assert page.office_form.organisation_edit.text() == "Quay Office"
    assert session.office.organisation == "Labour Inspection North"


def test_only_what_was_chosen_is_in_the_file(program: Program, tmp_path: Path) -> None:
    program.change(ProgramSettings("en", Theme.DARK, 125, NUMBERS))
    settled(program.window.context)
    found = json.loads((tmp_path / "config" / SETTINGS_FILE).read_text(encoding="utf-8"))
    chosen = ["emergency_numbers", "officer_language", "text_percent", "theme"]
    assert sorted(found) == sorted(["disk_warning", "first_voices", "idle", "machine_voices", "vaults", *chosen])
    assert [path.name for path in (tmp_path / "config").iterdir()] == [SETTINGS_FILE]


# letters


def copied_fonts(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FONTS, tmp_path / "fonts"))


def test_a_missing_font_does_not_stop_the_program(make_program: MakeProgram, tmp_path: Path) -> None:
    folder = copied_fonts(tmp_path)
    (folder / "NotoSansKhmer-Regular.ttf").unlink()
    program = make_program(ProgramSettings("en"), folder=folder)
    (words,) = program.window.notices.words()
    assert "Khmer" in words
    assert "Lao" not in words
    assert program.window.notices.isVisible()


def test_a_damaged_font_is_found_after_the_first_window_stands(make_program: MakeProgram, tmp_path: Path) -> None:
    folder = copied_fonts(tmp_path)
    (folder / "NotoSansLao-Regular.ttf").write_bytes(b"no font at all")
    (folder / "NotoSansThai-Bold.ttf").write_bytes(b"")
    settings = ProgramSettings("en", disk_warning=False)  # whatever disk this machine has
    program = make_program(settings, folder=folder)
    assert program.window.notices.words() == []
    program.load_rest()
    settled(program.window.context)
    (words,) = program.window.notices.words()
    assert "Lao" in words
    assert "Thai" not in words  # only its bold is lost
    program.change(replace(settings, officer_language="ar"))
    settled(program.window.context)
    (again,) = program.window.notices.words()
    assert again != words


def test_without_any_font_the_program_starts(make_program: MakeProgram, tmp_path: Path) -> None:
    folder = copied_fonts(tmp_path)
    (folder / "manifest.json").write_text("{")
    program = make_program(ProgramSettings("en"), folder=folder)
    (words,) = program.window.notices.words()
    assert "English" in words
    assert program.window.entry.welcome.isVisible()


def test_whole_fonts_lose_no_script() -> None:
    assert load_usable_fonts().sound().lost_scripts == frozenset()
