"""The room of the vault itself: a list of its pages, and the page that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from screening.languages.marks import N_
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.vault.audit import AuditPageScreen
from screening.ui.screens.vault.backups import CopiesPage
from screening.ui.screens.vault.check import CheckPage
from screening.ui.screens.vault.export import ExportPage
from screening.ui.screens.vault.officers import OfficersPage
from screening.ui.screens.vault.page import VaultPage
from screening.ui.screens.vault.passphrase import PassphrasePage
from screening.ui.screens.vault.protected import ProtectedPage
from screening.ui.screens.vault.recovery_keys import RecoveryKeysPage
from screening.ui.screens.vault.review import ReviewPage
from screening.ui.screens.vault.this_vault import ThisVaultPage
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, row, scrolled_page, short_label
from screening.ui.widgets.row_button import RowButton
from screening.ui.widgets.words import Words

REVIEW = "review"


class PageEntry(NamedTuple):
    """A page in the list: its name for the program, its words, what one does there, and how it is made."""

    name: str
    words: str
    note: str
    make: Callable[[UiContext, Session], VaultPage]


PAGES: tuple[PageEntry, ...] = (
    PageEntry("officers", N_("Officers"), N_("Who opens this vault: add, change, remove"), OfficersPage),
    PageEntry("passphrase", N_("Your passphrase"), N_("Choose a new one"), PassphrasePage),
    PageEntry(
        "recovery-keys",
        N_("Recovery keys"),
        N_("The way back when passphrases are forgotten: try one, make one, remove one"),
        RecoveryKeysPage,
    ),
    PageEntry(
        REVIEW,
        N_("Review and erasing"),
        N_("Which cases somebody has to look at, how long they stay, and what older copies still hold"),
        ReviewPage,
    ),
    PageEntry(
        "copies",
        N_("Copies"),
        N_("Make a copy, see which there are and until when each is kept"),
        CopiesPage,
    ),
    PageEntry(
        "check",
        N_("Is everything whole?"),
        N_("Look whether anything was damaged, changed or put back from an older copy"),
        CheckPage,
    ),
    PageEntry(
        "audit",
        N_("What was done"),
        N_("Who opened, changed, printed, saved or erased what, and when"),
        AuditPageScreen,
    ),
    PageEntry(
        "export",
        N_("Save the list of cases"),
        N_("A table for a spreadsheet, without names; a second officer must agree"),
        ExportPage,
    ),
    PageEntry(
        "this-vault",
        N_("Name of this vault"),
        N_("What tells it from other vaults on this computer"),
        ThisVaultPage,
    ),
    PageEntry(
        "protected",
        N_("What is protected"),
        N_("Against whom this program protects the cases, and what it cannot do"),
        ProtectedPage,
    ),
)


class VaultRoom(QStackedWidget):
    """Signals: `closed()` to go back to where one was; `ended(str)` when the vault must be locked, with why;
    `settings_changed(ProgramSettings)`; `case_erased(str)` with the id.
    """

    closed = Signal()
    ended = Signal(str)
    settings_changed = Signal(object)
    case_erased = Signal(str)

    def __init__(self, context: UiContext, session: Session, start_at: str = "") -> None:
        super().__init__()
        self.context = context
        self._session = session
        self._pages: dict[str, VaultPage] = {}
        self.rows: dict[str, RowButton] = {}
        self.close_button = button(context._("Close"), self.closed.emit)
        self.addWidget(self._make_list())
        if start_at:
            self.show_page(start_at)

    def _make_list(self) -> QWidget:
        _ = self.context._
        for entry in PAGES:
            name = entry.name
            self.rows[name] = RowButton(
                self.context,
                _(entry.words),
                lambda target=name: self.show_page(target),  # type: ignore[misc]
                note=_(entry.note),
                icon="next",
                strong=True,
            )
        body = QVBoxLayout()
        body.setSpacing(2 * GRID)
        body.addLayout(row(short_label(_("The vault"), "title"), None, self.close_button))
        body.addWidget(Words(_("Who opens it, copies of it, and what was done with it."), "quiet"))
        body.addWidget(card(column(*self.rows.values(), spacing=0), margin=GRID))
        body.addStretch(1)
        made = QWidget()
        outer = QVBoxLayout(made)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled_page(body))
        return made

    @property
    def open_page(self) -> str:
        """The name of the page that is shown; "" for the list."""
        return next((name for name, page in self._pages.items() if page is self.currentWidget()), "")

    @property
    def shows_once(self) -> bool:
        """Whether something stands on the open page that cannot be shown a second time."""
        page = self.currentWidget()
        return isinstance(page, VaultPage) and page.shows_once

    def page(self, name: str) -> VaultPage:
        """A page, made when it is first asked for."""
        if name not in self._pages:
            entry = next(each for each in PAGES if each.name == name)
            made = entry.make(self.context, self._session)
            made.back_asked.connect(self.show_list)
            made.ended.connect(self.ended)
            made.settings_changed.connect(self.settings_changed)
            made.case_erased.connect(self.case_erased)
            self._pages[name] = made
            self.addWidget(made)
        return self._pages[name]

    def show_page(self, name: str) -> None:
        """Show one page."""
        made = self.page(name)
        self.setCurrentWidget(made)
        made.shown()

    def show_list(self) -> None:
        """Back to the list, with the keyboard on the page that was shown."""
        left = self.open_page
        self.setCurrentIndex(0)
        target: QWidget = self.rows[left] if left else self.close_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> None:
        """Put the keyboard on the first page of the list, or on the page that is open."""
        if self.open_page:
            self.page(self.open_page).shown()
        else:
            first = next(iter(self.rows.values()), self.close_button)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.open_page:
            self.show_list()
        else:
            self.closed.emit()
