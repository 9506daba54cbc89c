"""Draft words on the screens: one step before consent, the mark wherever the person reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening.core.consent import ConsentPoint, InterpreterMode, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.office import Office
from screening.core.referral import PersonSheet
from screening.documents.render import FormRenderer
from screening.languages.bidi import strip_invisible
from screening.operations.session import Session, create
from screening.operations.talk import Talk
from screening.ui.consent_texts import DRAFT
from screening.ui.context import UiContext
from screening.ui.screens.consent import ConsentScreen
from screening.ui.screens.language import LanguageScreen
from screening.ui.screens.unlock import UnlockScreen
from screening.ui.steps import CONSENT, LANGUAGE, NEEDS, SHARING
from screening.ui.talk_frame import TalkFrame

from .clipping import clipped
from .conftest import CHEAP, OFFICER, PASSPHRASE, Show
from .draft_scenes import draft_scenes
from .referral_talks import CLINIC, agree, asking, open_sharing, referred, talk_with, words_on
from .talk_steps import digit, in_vault, looked_talk, open_frame, press, settle

ARABIC = LanguageChoice("ar", text_available=True)
INTERPRETED = msgspec.structs.replace(
    ARABIC, interpreter=InterpreterMode.PHONE, interpreter_code="INT-7", no_conflict=True, person_agrees=True
)
MARK = "Draft translation"
CHILD_SERVICE = "child-first"


def talk_in(context: UiContext, session: Session, choice: LanguageChoice = ARABIC) -> Talk:
    talk = looked_talk(context, session)
    context.tasks.wait(lambda: talk.choose_language(choice))
    return talk


def strict(session: Session) -> Session:
    """The same vault of an organisation that forbids drafts."""
    return replace(session, office=Office("Labour Inspection North", allow_drafts=False))


@pytest.fixture
def opened(context: UiContext, show: Show) -> Callable[[Talk], ConsentScreen]:
    def make(talk: Talk) -> ConsentScreen:
        screen = ConsentScreen(context)
        show(screen)
        screen.open(talk)
        return screen

    return make


def explain(screen: ConsentScreen) -> None:
    for _ in ConsentPoint:
        press(Qt.Key.Key_Return)


def seen(widget: QWidget) -> str:
    """What can be read, once what was just put there is shown."""
    QApplication.processEvents()
    return strip_invisible(words_on(widget))


# before consent


def test_after_the_points_and_before_the_questions_comes_one_step(
    context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    screen = opened(talk_in(context, session))
    assert screen.pages == [*ConsentPoint, DRAFT, "talk", "record", "statistics"]
    explain(screen)
    assert screen.pages[screen.at] == DRAFT
    step = screen.draft_step
    assert step.isVisible() and step.reasons.isVisible()
    assert screen.answer_grid is None
    assert not screen.told_button.isVisible()
    assert screen.refused_button.isVisible() and screen.not_able_bar.isVisible()
    assert not step.interpreter_button.isVisible()
    assert not step.language_button.isVisible()
    assert not step.go_on_button.isEnabled()


def test_a_digit_and_enter_give_a_reason_that_is_kept(
    qtbot: QtBot, context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    talk = talk_in(context, session)
    screen = opened(talk)
    explain(screen)
    digit(4)
    assert screen.draft_step.go_on_button.hasFocus()
    press(Qt.Key.Key_Return)
    settle(qtbot, context)
    assert screen.pages[screen.at] == "talk"
    assert screen.answer_grid is not None and screen.answer_grid.buttons["yes"].hasFocus()
    kept = in_vault(context, talk).language
    assert kept is not None and kept.draft == DraftUse(reason=DraftReason.DANGER)


def test_another_reason_needs_words(
    qtbot: QtBot, context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    talk = talk_in(context, session)
    screen = opened(talk)
    explain(screen)
    digit(5)
    step = screen.draft_step
    assert step.more_edit.hasFocus()
    press(Qt.Key.Key_Return)
    assert not context.tasks.busy and screen.pages[screen.at] == DRAFT
    QTest.keyClicks(step.more_edit, "The doctor reads 2 languages")
    press(Qt.Key.Key_Return)
    settle(qtbot, context)
    assert screen.pages[screen.at] == "talk"
    kept = in_vault(context, talk).language
    assert kept is not None and kept.draft == DraftUse(
        reason=DraftReason.OTHER, more="The doctor reads 2 languages"
    )


def test_only_an_interpreter_who_takes_part_is_offered_as_one_who_vouches(
    qtbot: QtBot, context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    talk = talk_in(context, session, INTERPRETED)
    screen = opened(talk)
    explain(screen)
    step = screen.draft_step
    assert step.interpreter_button.hasFocus()
    assert set(step.reason_grid.buttons) == {DraftReason.READS_ANOTHER, DraftReason.DANGER, DraftReason.OTHER}
    press(Qt.Key.Key_Return)
    settle(qtbot, context)
    assert screen.pages[screen.at] == "talk"
    for number in (1, 1):
        digit(number)
    with qtbot.waitSignal(screen.finished):
        digit(1)
    kept = in_vault(context, talk).consent
    assert kept is not None and kept.draft == DraftUse(interpreter=True)


def test_pressing_twice_does_not_skip_the_question(
    qtbot: QtBot, context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    screen = opened(talk_in(context, session, INTERPRETED))
    explain(screen)
    for _ in range(2):
        screen.draft_step.interpreter_button.click()
    settle(qtbot, context)
    assert screen.pages[screen.at] == "talk"


def test_words_that_are_missing_are_said_by_the_interpreter_and_no_reason_replaces_that(
    context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    choice = msgspec.structs.replace(INTERPRETED, tag="vi", text_available=False)
    screen = opened(talk_in(context, session, choice))
    explain(screen)
    assert screen.draft_step.interpreter_button.isVisible()
    assert not screen.draft_step.reasons.isVisible()
    assert not screen.draft_step.pick(1)


def test_in_english_and_in_a_training_vault_nothing_is_asked(
    context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen], tmp_path: Path
) -> None:
    english = LanguageChoice("en", text_available=True)
    assert DRAFT not in opened(talk_in(context, session, english)).pages
    office = Office("Labour Inspection North", allow_drafts=False)
    training = context.tasks.wait(
        lambda: create(tmp_path / "t", OFFICER, PASSPHRASE, office, training=True, kdf=CHEAP, floor=CHEAP)
    ).session
    screen = opened(talk_in(context, training))
    assert DRAFT not in screen.pages
    assert MARK in screen.sides.draft_label.text()
    context.tasks.wait(training.close)


def test_where_drafts_are_forbidden_consent_is_not_asked_and_the_page_says_what_to_do(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    frame = open_frame(qtbot, context, talk_in(context, strict(session)), show)
    assert frame.current == CONSENT
    screen = frame.consent
    assert screen.pages == [DRAFT]
    words = seen(screen)
    assert "cannot agree in this language yet" in words
    assert "another language" in words and "interpreter" in words
    assert not screen.sides.isVisible()
    assert screen.refused_button.isVisible()
    for key in (Qt.Key.Key_1, Qt.Key.Key_Backspace):
        press(key)
    assert screen.pages[screen.at] == DRAFT
    with qtbot.waitSignal(frame.asked):
        screen.draft_step.help_button.click()
    screen.draft_step.language_button.click()
    assert frame.current == LANGUAGE


def test_where_drafts_are_forbidden_an_interpreter_still_leads_on(
    qtbot: QtBot, context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    screen = opened(talk_in(context, strict(session), INTERPRETED))
    explain(screen)
    assert not screen.draft_step.reasons.isVisible()
    screen.draft_step.interpreter_button.click()
    settle(qtbot, context)
    assert screen.pages[screen.at] == "talk"


def test_another_language_after_consent_begins_the_explaining_anew(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = talk_with(context, session, {"papers_held": "employer"})
    context.tasks.wait(lambda: talk.choose_language(LanguageChoice("en", text_available=True)))
    frame = open_frame(qtbot, context, talk, show)
    frame.rail.buttons[CONSENT].click()
    assert frame.consent.stack.currentWidget() is frame.consent.explaining
    assert frame.consent.pages[frame.consent.at] == ConsentPoint.WHO
    parts = [made for target, made in frame.rail.buttons.items() if target.startswith("section:")]
    assert not any(made.isEnabled() for made in parts)


def test_on_a_small_screen_the_way_on_comes_into_sight(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    frame = open_frame(qtbot, context, talk_in(context, session), show)
    frame.resize(1024, 600)
    explain(frame.consent)
    QApplication.processEvents()
    digit(2)
    made = frame.consent.draft_step.go_on_button
    qtbot.waitUntil(lambda: made.visibleRegion().boundingRect().height() == made.height())


def test_what_was_agreed_says_on_which_words(
    qtbot: QtBot, context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    screen = opened(talk_with(context, session, {}))
    assert "Agreed on draft words." in seen(screen.summary)
    assert "Used because: no interpreter can be reached now." in seen(screen.summary)


@pytest.fixture
def officer(tag: str, qapp: QApplication) -> Iterator[None]:
    """The application in the direction of the officer's language."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft if tag == "ar" else Qt.LayoutDirection.LeftToRight)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("width", [1024, 1366])
def test_nothing_is_cut_off_where_somebody_has_to_vouch(
    tag: str,
    width: int,
    qtbot: QtBot,
    make_context: Callable[[str], UiContext],
    tmp_path: Path,
    officer: None,
    show: Show,
) -> None:
    own, office = make_context(tag), Office("Labour Inspection North")
    session = own.tasks.wait(
        lambda: create(tmp_path / "own", OFFICER, PASSPHRASE, office, kdf=CHEAP, floor=CHEAP)
    ).session
    frame = TalkFrame(own, FormRenderer())
    show(frame)
    frame.resize(width, 600)
    for name in draft_scenes(own, session, frame):
        settle(qtbot, own)
        QApplication.processEvents()
        assert clipped(frame) == [], name
    own.tasks.wait(session.close)


# the language


@pytest.fixture
def language_screen(context: UiContext, session: Session, show: Show) -> Callable[[Session], LanguageScreen]:
    def make(of: Session) -> LanguageScreen:
        screen = LanguageScreen(context)
        show(screen)
        screen.open(looked_talk(context, of))
        QApplication.processEvents()
        return screen

    return make


def test_a_tile_says_that_its_words_are_a_draft(
    session: Session, language_screen: Callable[[Session], LanguageScreen]
) -> None:
    screen = language_screen(session)
    assert "Arabic · draft" in words_on(screen.finder.tiles["ar"])
    assert screen.finder.tiles["ar"].accessibleName() == "العربية, Arabic, draft"
    for tag in ("en", "vi"):
        assert "draft" not in words_on(screen.finder.tiles[tag])


def test_a_draft_may_be_chosen_and_says_what_comes(
    session: Session, language_screen: Callable[[Session], LanguageScreen]
) -> None:
    screen = language_screen(session)
    assert not screen.draft_label.isVisible()
    screen.finder.tiles["ar"].click()
    assert screen.next_button.isEnabled()
    assert "Before consent you will be asked" in screen.draft_label.text()
    screen.finder.tiles["en"].click()
    assert not screen.draft_label.isVisible()


def test_where_drafts_are_forbidden_the_language_opens_only_with_an_interpreter(
    session: Session, language_screen: Callable[[Session], LanguageScreen]
) -> None:
    screen = language_screen(strict(session))
    screen.finder.tiles["ar"].click()
    assert not screen.next_button.isEnabled()
    for words in ("only with an interpreter", "another language", "Urgent help"):
        assert words in screen.draft_label.text()
    screen.mode_bar.buttons[InterpreterMode.PHONE].click()
    screen.code_edit.setText("INT-7")
    screen.conflict_check.setChecked(True)
    screen.agrees_check.setChecked(True)
    assert screen.next_button.isEnabled()
    assert "the interpreter says the words" in screen.draft_label.text()
    screen.finder.tiles["en"].click()
    screen.mode_bar.buttons[InterpreterMode.NONE].click()
    assert screen.next_button.isEnabled()


# sharing, and the marks


def test_sharing_on_a_draft_asks_first_who_vouches(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = referred(context, session)
    other = msgspec.structs.replace(ARABIC, dialect="Sudan", interpreter=InterpreterMode.NONE, draft=DraftUse())
    context.tasks.wait(lambda: talk.choose_language(other))
    screen = open_sharing(qtbot, context, talk, show)
    ask = asking(screen, CLINIC)
    assert ask.draft_step.isVisible()
    assert not ask.answer_grid.isVisible() and not ask.way_bar.isVisible()
    ask.draft_step.pick(1)
    ask.draft_step.go_on_button.click()
    settle(qtbot, context)
    assert not ask.draft_step.isVisible()
    assert ask.answer_grid.isVisible() and ask.way_bar.isVisible()
    kept = in_vault(context, talk).language
    assert kept is not None and kept.draft == DraftUse(reason=DraftReason.NO_INTERPRETER)
    assert agree(qtbot, screen, CLINIC).consent.given


def test_where_the_person_cannot_agree_sharing_leads_to_the_languages(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = referred(context, session)
    frame = open_frame(qtbot, context, talk, show)
    talk.session = strict(session)
    frame.show_step(SHARING)
    qtbot.waitUntil(lambda: frame.sharing.recipients is not None and frame.sharing.recipients.isVisible())
    ask = asking(frame.sharing, CLINIC)
    assert not ask.answer_grid.isVisible()
    ask.draft_step.language_button.click()
    assert frame.current == LANGUAGE
    settle(qtbot, context)


def test_a_child_who_was_not_asked_for_a_language_agrees_to_nothing_before_that(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = looked_talk(context, session, age="unsure")
    context.tasks.wait(talk.hand_over_child)
    frame = open_frame(qtbot, context, talk, show)
    frame.show_step(SHARING)
    qtbot.waitUntil(lambda: frame.sharing.recipients is not None and frame.sharing.recipients.isVisible())
    ask = asking(frame.sharing, CHILD_SERVICE)
    assert not ask.answer_grid.isVisible()
    assert ask.basis_button is not None and ask.basis_button.isVisible()
    assert "point at their language first" in seen(ask)
    ask.draft_step.language_button.click()
    assert frame.current == LANGUAGE
    frame.language.finder.tiles["en"].click()
    frame.language.next_button.click()
    settle(qtbot, context)
    assert frame.current == NEEDS
    frame.show_step(SHARING)
    qtbot.waitUntil(lambda: frame.sharing.recipients is not None and frame.sharing.recipients.isVisible())
    assert asking(frame.sharing, CHILD_SERVICE).answer_grid.isVisible()
    settle(qtbot, context)


def test_asking_about_a_service_carries_the_mark_at_its_head(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    screen = open_sharing(qtbot, context, referred(context, session), show)
    assert MARK in seen(asking(screen, CLINIC))


def test_the_form_on_the_screen_says_why_the_draft_was_used(
    qtbot: QtBot, context: UiContext, session: Session, show: Show
) -> None:
    talk = referred(context, session)
    context.tasks.wait(lambda: talk.save_sheet(PersonSheet()))
    frame = open_frame(qtbot, context, talk, show)
    frame.show_step(SHARING)
    qtbot.waitUntil(lambda: frame.sharing.recipients is not None and frame.sharing.recipients.isVisible())
    agree(qtbot, frame.sharing, CLINIC)
    words = seen(frame.preview)
    assert "words that no speaker has checked" in words
    assert "Used because: no interpreter can be reached now." in words


def test_answers_that_are_a_draft_mark_a_page_whose_question_is_not(
    context: UiContext, session: Session, opened: Callable[[Talk], ConsentScreen]
) -> None:
    screen = opened(talk_in(context, session))
    english, arabic = context.person_catalog("en"), context.person_catalog("ar")
    screen.sides.show_texts([], [english.fixed("consent.why")])
    assert not screen.sides.draft_label.isVisible()
    screen.sides.mark([english.fixed("consent.why"), arabic.fixed("answers.yes")])
    assert screen.sides.draft_label.isVisible()


@pytest.mark.parametrize(("tag", "said"), [("en", False), ("ar", True)])
def test_the_program_says_that_its_own_words_were_not_checked(
    tag: str, said: bool, make_context: Callable[[str], UiContext], show: Show
) -> None:
    screen = UnlockScreen(make_context(tag), floor=CHEAP)
    show(screen)
    assert screen.foot.own_words_label.isVisible() is said
