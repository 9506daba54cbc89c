"""Creating a vault: four things to say, everything else has a good default."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from screening.core.errors import ScreeningError
from screening.core.office import Office
from screening.store.passphrase import check_officer_code
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    button,
    card,
    centred_page,
    labelled,
    row,
    set_tab_order,
    settle_layout,
    short_label,
)
from screening.ui.widgets.new_passphrase import NewPassphrase
from screening.ui.widgets.vault_choices import VaultChoices
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.operations.session import NewSession
    from screening.store.keys import KdfLimits

CARD_PX = 104 * GRID


class NewVaultScreen(QWidget):
    """Organisation, officer's code and passphrase; the rest has good defaults under "More choices".

    Signals: `created(Session, str)` with the recovery key; `cancelled()`.
    """

    created = Signal(object, str)
    cancelled = Signal()

    def __init__(
        self, context: UiContext, *, kdf: KdfLimits | None = None, floor: KdfLimits | None = None
    ) -> None:
        super().__init__()
        self.context = context
        self._kdf, self._floor = kdf, floor
        self.organisation_edit = QLineEdit()
        self.officer_edit = QLineEdit()
        self.officer_edit.setMaxLength(16)
        self.passphrase = NewPassphrase(context)
        self.passphrase.offered.connect(self._on_offered)
        self.passphrase_edit, self.again_edit = self.passphrase.passphrase_edit, self.passphrase.again_edit
        self.strength_label = self.passphrase.strength_label
        self.offered_words, self.offer_button = self.passphrase.offered_words, self.passphrase.offer_button
        self.more = VaultChoices(context)
        self.error = Words(role="error")
        self.error.hide()
        self.back_button = button(context._("Back"), self.cancelled.emit)
        self.create_button = button(context._("Create the vault"), self.create_vault, "primary")
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self.context._
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.addLayout(
            labelled(_("Your organisation"), self.organisation_edit, hint=_("The person is told this name.")),
            0,
            0,
        )
        grid.addLayout(
            labelled(
                _("Your officer code"),
                self.officer_edit,
                hint=_("Letters, digits and hyphens. Not your name."),
            ),
            0,
            1,
        )
        grid.addWidget(self.passphrase, 1, 0, 1, 2)
        grid.addWidget(self.more, 2, 0, 1, 2)
        grid.addWidget(self.error, 3, 0, 1, 2)
        grid.addLayout(row(self.back_button, None, self.create_button), 4, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._place(card(grid, margin=3 * GRID))
        self._order_tabs()

    def _place(self, form: QFrame) -> None:
        self._form = form
        form.setMaximumWidth(self.context.px(CARD_PX))
        title = short_label(self.context._("Create a new vault"), "title")
        intro = Words(
            self.context._(
                "The cases are kept in an encrypted folder on this computer. Only its officers can open it."
            ),
            "quiet",
        )
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        for widget in (title, intro, form):
            inside.addWidget(widget)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = centred_page(inside)
        outer.addWidget(self._area)

    def _order_tabs(self) -> None:
        set_tab_order(
            self.organisation_edit,
            self.officer_edit,
            *self.passphrase.stops,
            self.more.head,
            self.more.folder_edit,
            self.more.folder_button,
            self.more.duty_combo,
            self.more.training_check,
            self.back_button,
            self.create_button,
        )

    def show_folder(self, folder: Path) -> None:
        """Start anew with a proposed folder."""
        for edit in (self.organisation_edit, self.officer_edit):
            edit.setText("")
        self.more.show_defaults(folder)
        self.offered_words.hide()
        self.error.hide()
        self._forget()
        self.organisation_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def create_vault(self) -> None:
        """Create the vault with what was typed, or say what is missing."""
        if not self.create_button.isEnabled():
            return
        folder, problem = self.more.folder, self._problem()
        if folder is None or problem is not None:
            self._say_problem(problem)
            return
        self._set_busy(True)
        office = Office(
            organisation=self.organisation_edit.text().strip(),
            duty=self.more.duty,
        )
        work = partial(
            _create,
            folder,
            self.officer_edit.text().strip(),
            self.passphrase_edit.text,
            office,
            training=self.more.training_check.isChecked(),
            kdf=self._kdf,
            floor=self._floor,
        )
        self.context.tasks.run(work, self._on_created, self._on_failed)

    def _say_problem(self, problem: tuple[str, QWidget] | None) -> None:
        """Say what is missing and put the keyboard there; without any of the fields' own, it is the folder."""
        if problem is None:
            self._show_error(self.context._("Choose a folder for the vault."))
            self.more.focus_folder()
        else:
            self._show_error(problem[0])
            problem[1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _problem(self) -> tuple[str, QWidget] | None:
        """The first thing that keeps the vault from being created, in words, and where."""
        _ = self.context._
        if not self.organisation_edit.text().strip():
            return _("Say which organisation you work for: the person will be told."), self.organisation_edit
        if error := _refused(check_officer_code, self.officer_edit.text().strip()):
            return self.context.sentence(error), self.officer_edit
        return self.passphrase.problem()

    def _on_offered(self) -> None:
        """On a small screen the words are brought into view."""
        settle_layout()
        self._area.ensureWidgetVisible(self.offered_words)

    def _forget(self) -> None:
        self.passphrase.forget()

    def _set_busy(self, busy: bool) -> None:
        if busy:
            self.error.hide()
        self._form.setEnabled(not busy)
        words = self.context._("Creating…") if busy else self.context._("Create the vault")
        self.create_button.setText(words)

    def _on_created(self, new: NewSession) -> None:
        self._forget()
        self._set_busy(False)
        self.created.emit(new.session, new.recovery_key)

    def _on_failed(self, error: ScreeningError) -> None:
        """What can fail now is the folder: it is shown, and what was typed stays."""
        self._set_busy(False)
        self._show_error(self.context.sentence(error))
        self.more.focus_folder()

    def _show_error(self, words: str) -> None:
        self.error.show_text(words)
        self.error.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter creates from every field; on another button it presses that button. Esc closes or goes back."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.offered_words.isVisible():
            self.offered_words.away_button.click()
        elif event.key() == Qt.Key.Key_Escape and self._form.isEnabled():
            self.cancelled.emit()
        elif event.key() not in RETURN_KEYS:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton) and focused is not self.create_button:
            focused.click()
        else:
            self.create_vault()


def _refused(check: Callable[[str], None], text: str) -> ScreeningError | None:
    try:
        check(text)
    except ScreeningError as error:
        return error
    return None


def _create(
    folder: Path,
    officer: str,
    passphrase: str,
    office: Office,
    *,
    training: bool,
    kdf: KdfLimits | None,
    floor: KdfLimits | None,
) -> NewSession:
    # Measured: SQLAlchemy, Alembic and cryptography take 480 ms; this screen may be the first one seen.
    from screening.operations.session import create
    from screening.store.keys import FLOOR

    return create(folder, officer, passphrase, office, training=training, kdf=kdf, floor=floor or FLOOR)
