"""The vault's pages about what was done, the list of cases as a table, and what is protected."""

from __future__ import annotations

from collections.abc import Iterator

from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.screens.vault.audit import AuditPageScreen
from screening.ui.screens.vault.export import ExportPage
from screening.ui.screens.vault.room import VaultRoom
from screening.ui.widgets.audit_filter import Days
from screening.ui.window import MainWindow

from .talk_steps import settled


def audit_scenes(context: UiContext, window: MainWindow, session: Session) -> Iterator[str]:
    """From the list of cases into these pages and back."""
    window.show_vault()
    room = window.over
    assert isinstance(room, VaultRoom)
    yield from _audit(context, room, session)
    yield from _export(context, room)
    room.show_page("protected")
    yield "what is protected"
    window.on_over_left()
    window.show_keys()
    help_page = window.over
    assert isinstance(help_page, KeysHelpScreen)
    help_page.show_protected()
    yield "what is protected, from help"
    window.on_over_left()


def _audit(context: UiContext, room: VaultRoom, session: Session) -> Iterator[str]:
    room.show_page("audit")
    settled(context)
    page = room.page("audit")
    assert isinstance(page, AuditPageScreen)
    yield "what was done"
    page.filter.days_combo.setCurrentIndex(list(Days).index(Days.CHOSEN))
    settled(context)
    yield "what was done on chosen days"
    page.filter.show_case("99-9999")
    settled(context)
    yield "what was done with a case that is not there"
    page.show_everything()
    page.finder_fold.unfold()
    page.finder.edit.setText("12")
    page.finder.find_button.click()
    settled(context)
    yield "a reference too short"
    page.finder.edit.setText(context.tasks.wait(session.vault.audit.head))
    page.finder.find_button.click()
    settled(context)
    yield "the entry behind a reference"


def _export(context: UiContext, room: VaultRoom) -> Iterator[str]:
    room.show_page("export")
    page = room.page("export")
    assert isinstance(page, ExportPage)
    yield "the list as a table"
    page.search_edit.setText("xyzzy")
    page.ask()
    settled(context)
    yield "the list as a table, without a case"
    page.search_edit.setText("")
    page.ask()
    settled(context)
    yield "the list as a table, a second officer asked"
    assert page.second is not None
    page.second.cancel_button.click()
