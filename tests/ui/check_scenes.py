"""The page that says whether everything is whole, sound and with every kind of finding."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from screening.core.errors import Problem
from screening.core.roles import Role
from screening.operations.checking import Finding, Report, VaultCheck
from screening.ui.context import UiContext
from screening.ui.screens.vault.check import CheckPage
from screening.ui.screens.vault.room import VaultRoom
from screening.ui.window import MainWindow

from .talk_steps import settled

FOUND = (
    Finding(VaultCheck.CASES, Problem.CASE_ALTERED, {"case": "26-0417"}, "0" * 32),
    Finding(VaultCheck.CASES, Problem.CASE_LOST, {"entry": 1204}),
    Finding(VaultCheck.PAGES, Problem.DATABASE_DAMAGED, {}),
)


def check_scenes(context: UiContext, window: MainWindow) -> Iterator[str]:
    """From the case list and back to it."""
    window.show_vault()
    yield "the vault's own pages"
    room = window.over
    assert isinstance(room, VaultRoom)
    room.show_page("check")
    page = room.page("check")
    assert isinstance(page, CheckPage)
    settled(context)
    yield "is everything whole"
    page.on_run()
    yield "is everything whole, looking"
    page.on_cancel()
    settled(context)
    page.session.report = Report(FOUND, 120, 1300, 417, 3)
    page.reference_edit.setText("0000111122223333")
    page.on_compare()
    page.shown()
    settled(context)
    yield "is everything whole, with findings"
    page.decisions[0].on_ask()
    yield "going on with a case as it is"
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    yield "is everything whole, further down"
    officer, vault = page.session.vault.officer, page.session.vault
    vault.officer = replace(officer, role=Role.OFFICER)
    page.shown()
    settled(context)
    page.area.verticalScrollBar().setValue(0)
    yield "is everything whole, for an officer"
    vault.officer = officer
    page.session.report = None
    window.on_over_left()
