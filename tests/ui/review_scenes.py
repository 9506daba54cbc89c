"""Reviewing and erasing as they can look: in the list of cases, on their page, and over everything."""

from __future__ import annotations

from collections.abc import Iterator

from screening.core.errors import Problem, ScreeningError
from screening.core.retention import EraseReason, KeepReason
from screening.operations.backups import make_copy
from screening.operations.cases import list_cases
from screening.operations.quick_erase import switch_quick_erase
from screening.operations.session import Session
from screening.store.backups import finish
from screening.ui.context import UiContext
from screening.ui.desk import Desk
from screening.ui.screens.quick_erase import QuickEraseScreen
from screening.ui.screens.vault.review import ReviewPage
from screening.ui.screens.vault.room import REVIEW, VaultRoom
from screening.ui.window import MainWindow

from .talk_steps import settled, wait_until


def make_due(context: UiContext, session: Session, day: str = "2026-01-15") -> None:
    """Every case waits for somebody since that day; the newest was kept once already."""

    def change() -> None:
        vault = session.vault
        with vault.transaction():
            for number, case in enumerate(list_cases(session)):
                if number:
                    vault.cases.set_review(case.id, day)
                else:
                    vault.cases.keep(case.id, day, KeepReason.WANTED)

    context.tasks.wait(change)


def review_scenes(context: UiContext, window: MainWindow, desk: Desk, session: Session) -> Iterator[str]:
    """From a list with some cases in it, and back to it."""
    make_due(context, session)
    context.tasks.wait(lambda: finish(make_copy(session)))
    desk.show_cases()
    settled(context)
    yield "cases, some to review"
    desk.cases.due_button.click()
    settled(context)
    yield "cases to review alone"
    desk.cases.due_button.click()
    settled(context)
    yield from _erasing(context, desk)
    yield from _page(context, window)
    yield from _everything(context, window, session)


def _erasing(context: UiContext, desk: Desk) -> Iterator[str]:
    desk.cases.erase_button.click()
    settled(context)
    yield "erase a case"
    page = desk.erase_case
    page.reason_bar.buttons[EraseReason.PERSON_ASKED].click()
    page.erase_button.click()
    wait_until(lambda: page.old_copies.isVisible())
    settled(context)
    yield "a case erased"
    page.old_copies.purge_button.click()
    yield "older copies to be erased"
    page.close_button.click()
    settled(context)


def _page(context: UiContext, window: MainWindow) -> Iterator[str]:
    window.pages.show_vault(REVIEW)
    settled(context)
    room = window.over
    assert isinstance(room, VaultRoom)
    page = room.page(REVIEW)
    assert isinstance(page, ReviewPage)
    yield "review and erasing"
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "review and erasing, further down"
    next(iter(page.keep_buttons.values())).click()
    yield "keep a case"
    page.keep_form.cancel()
    page.show_error(ScreeningError(Problem.REVIEW_PERIOD_INVALID, least=1, most=3650))
    yield "review and erasing, something wrong"
    room.show_list()
    yield "the vault's room"
    window.on_over_left()
    settled(context)


def _everything(context: UiContext, window: MainWindow, session: Session) -> Iterator[str]:
    context.tasks.wait(lambda: switch_quick_erase(session, True))
    window.erasing.ask()
    page = window.over
    assert isinstance(page, QuickEraseScreen)
    yield "erase the whole vault"
    page.erase_button.setEnabled(True)
    page.show_error(ScreeningError(Problem.NOTHING_ERASED))
    yield "erase the whole vault, not possible"
    window.on_over_left()
    context.tasks.wait(lambda: switch_quick_erase(session, False))
