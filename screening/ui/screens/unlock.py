"""Open a vault. Nothing here says what the program is for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from screening.core.errors import Problem, ScreeningError
from screening.languages.bidi import strip_invisible
from screening.store.known import TRAINING_OFFICER, TRAINING_PASSPHRASE, KnownVault
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import RETURN_KEYS, button, card, labelled, row, set_tab_order
from screening.ui.widgets.entry_foot import EntryFoot, place_on_entry_page
from screening.ui.widgets.secret_edit import SecretEdit
from screening.ui.widgets.training_part import TrainingPart
from screening.ui.widgets.vault_picker import VaultPicker
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.operations.session import Session
    from screening.store.keys import KdfLimits

CARD_PX = 60 * GRID
_RESTORABLE = frozenset(
    {
        Problem.HEADER_DAMAGED,
        Problem.DATABASE_DAMAGED,
        Problem.DATABASE_MISSING,
        Problem.GENERATION_MISMATCH,
        Problem.AUDIT_DAMAGED,
    }
)
"""What a copy helps against: it is offered at once."""


class UnlockScreen(QWidget):
    """Vault, officer's code, passphrase; or vault and recovery key; or a training vault, which asks nothing.

    Signals: `unlocked(Session)`; `new_vault_asked()`; `restore_asked()`; `training_asked()`;
    `training_anew_asked(Path)`; `left()` back to where one came from; `emergency_asked()`;
    `officer_language_chosen(str)` with a tag; `remember_asked(Path)`, before `unlocked`, for a folder that opened
    and is to stay in the list.
    """

    unlocked = Signal(object)
    new_vault_asked = Signal()
    restore_asked = Signal()
    training_asked = Signal()
    training_anew_asked = Signal(object)
    left = Signal()
    emergency_asked = Signal()
    officer_language_chosen = Signal(str)
    remember_asked = Signal(object)

    def __init__(
        self,
        context: UiContext,
        *,
        floor: KdfLimits | None = None,
    ) -> None:
        super().__init__()
        self.context = context
        self._floor = floor
        self._with_key = False
        self._by_hand = False
        self.vault_picker = VaultPicker(context)
        self.officer_edit = QLineEdit()
        self.officer_edit.setMaxLength(16)
        self.passphrase_edit = SecretEdit(context)
        self.key_edit = SecretEdit(context, show_name=context._("Show the key"))
        self.officer_part, self.key_part = QWidget(), QWidget()
        self.training_part = TrainingPart(context)
        self.error = Words(role="error")
        self.error.hide()
        self._make_buttons()
        self.foot = EntryFoot(context)
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        _ = self.context._
        self.open_button = button(_("Open"), self.open_vault, "primary")
        self.other_way_button = button(
            _("Other ways in"), lambda: self.show_way(with_key=not self._with_key), "quiet"
        )
        self.new_button = button(_("Create a new vault"), self.new_vault_asked.emit, "quiet")
        self.restore_button = button(_("Restore from a copy"), self.restore_asked.emit, "quiet")
        self.training_button = button(_("Made-up cases"), self.training_asked.emit, "quiet")
        self.training_button.setAccessibleDescription(_("Try it with made-up cases"))
        self.back_button = button(_("Back"), self.left.emit, "quiet")

    def _connect(self) -> None:
        self.vault_picker.changed.connect(self._on_vault_changed)
        self.training_part.anew_asked.connect(self._on_anew_asked)
        self.foot.emergency_asked.connect(self.emergency_asked)
        self.foot.officer_language_chosen.connect(self.officer_language_chosen)
        for edit in (self.officer_edit, self.passphrase_edit.edit, self.key_edit.edit):
            edit.textEdited.connect(self.error.hide)

    def _lay_out(self) -> None:
        _ = self.context._
        inner = QVBoxLayout()
        inner.setSpacing(2 * GRID)
        hint = _("As it stands on the paper; capitals and hyphens do not matter.")
        self._fill_part(
            self.officer_part,
            labelled(_("Officer code"), self.officer_edit),
            labelled(_("Passphrase"), self.passphrase_edit),
        )
        self._fill_part(self.key_part, labelled(_("Recovery key"), self.key_edit, hint=hint))
        self.key_part.hide()
        for widget in (
            self.vault_picker,
            self.officer_part,
            self.key_part,
            self.training_part,
            self.error,
            self.open_button,
        ):
            inner.addWidget(widget)
        inner.addLayout(
            row(None, self.back_button, self.other_way_button, self.new_button, self.training_button, None)
        )
        inner.addLayout(row(None, self.restore_button, None))
        form = card(inner, margin=3 * GRID)
        form.setFixedWidth(self.context.px(CARD_PX))
        # In a row and not aligned: only so may the card grow with an error of two lines.
        place_on_entry_page(self, row(None, form, None), self.foot)
        set_tab_order(
            self.vault_picker.vault_combo,
            self.vault_picker.folder_edit,
            self.vault_picker.folder_button,
            self.vault_picker.keep_check,
            self.officer_edit,
            self.passphrase_edit.edit,
            self.passphrase_edit.show_button,
            self.key_edit.edit,
            self.key_edit.show_button,
            self.training_part.anew_button,
            self.training_part.yes_button,
            self.training_part.no_button,
            self.open_button,
            self.back_button,
            self.other_way_button,
            self.new_button,
            self.training_button,
            self.restore_button,
            self.foot.emergency_button,
            self.foot.language_combo,
        )

    def _fill_part(self, part: QWidget, *fields: QVBoxLayout) -> None:
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        for each in fields:
            layout.addLayout(each)

    def show_vaults(self, vaults: Sequence[KnownVault]) -> None:
        """Offer the vaults known here, the likeliest first, and put the keyboard where it is needed."""
        self.back_button.setVisible(not vaults)
        self.training_button.setVisible(bool(vaults) and not any(vault.ready_made for vault in vaults))
        self.new_button.setVisible(bool(vaults))
        self.vault_picker.show_vaults(vaults)
        self.show_way(with_key=False)

    def show_way(self, *, with_key: bool) -> None:
        """Ask for the recovery key alone, or for code and passphrase; what was typed is forgotten."""
        _ = self.context._
        self._with_key = with_key
        self.error.hide()
        for edit in (self.passphrase_edit, self.key_edit):
            edit.forget()
        self._show_parts()
        self.other_way_button.setText(_("With a passphrase") if with_key else _("Other ways in"))
        self.focus()

    def focus(self) -> None:
        """Put the keyboard on what is still to be filled in."""
        (self._first_empty() or self._last_field).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def training(self) -> bool:
        """Whether the vault that is picked opens without anybody's secret, as far as it says itself."""
        known = self.vault_picker.known
        return known is not None and known.ready_made and not self._by_hand

    def _show_parts(self) -> None:
        self.officer_part.setVisible(not self.training and not self._with_key)
        self.key_part.setVisible(not self.training and self._with_key)
        self.training_part.setVisible(self.training)
        self.training_part.reset()
        self.other_way_button.setVisible(not self.training)
        self.restore_button.setVisible(self.training or self._with_key)

    def _on_vault_changed(self) -> None:
        self._by_hand = False
        self.error.hide()
        self._show_parts()

    @property
    def _secret(self) -> SecretEdit:
        return self.key_edit if self._with_key else self.passphrase_edit

    @property
    def _last_field(self) -> QWidget:
        return self.open_button if self.training else self._secret

    @property
    def folder(self) -> Path | None:
        """The vault's folder as it is picked or typed."""
        return self.vault_picker.folder

    def open_vault(self) -> None:
        """Try to open the vault with what was typed."""
        if not self.open_button.isEnabled():
            return
        folder, empty = self.folder, self._first_empty()
        if folder is None or empty is not None:
            self._show_error(
                self.context._("Fill in the vault and the recovery key.")
                if self._with_key
                else self.context._("Fill in the vault, your officer code and your passphrase.")
            )
            (empty or self.vault_picker.folder_edit).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_busy(True)
        officer, secret = None if self._with_key else self.officer_edit.text().strip(), self._secret.text
        if self.training:
            officer, secret = TRAINING_OFFICER, TRAINING_PASSPHRASE
        work = partial(_unlock, folder, officer, secret, self._floor)
        self.context.tasks.run(work, self._on_unlocked, self._on_failed)

    def _first_empty(self) -> QWidget | None:
        if self.training:
            return None
        filled = (
            (self.vault_picker.folder_edit, self.folder is not None),
            (self.officer_edit, self._with_key or self.officer_edit.text().strip()),
            (self._secret, self._secret.text),
        )
        return next((widget for widget, text in filled if not text), None)

    def _set_busy(self, busy: bool) -> None:
        """The inputs rest while the key is derived; the window stays alive."""
        self._rest(self.context._("Opening…") if busy else "")

    def set_making(self, making: bool) -> None:
        """While a training vault is made, nothing else can be asked for."""
        self._rest(self.context._("Making the made-up cases…") if making else "")

    def _rest(self, words: str) -> None:
        """With words for what is under way the inputs rest; without, they can be used."""
        resting = bool(words)
        self.open_button.setText(words or self.context._("Open"))
        if resting:
            self.error.hide()
        for widget in (
            self.vault_picker,
            self.officer_edit,
            self.passphrase_edit,
            self.key_edit,
            self.training_part,
            self.open_button,
            self.back_button,
            self.other_way_button,
            self.new_button,
            self.training_button,
            self.restore_button,
            self.foot,
        ):
            widget.setEnabled(not resting)

    def _on_unlocked(self, session: Session) -> None:
        self._secret.forget()
        self._set_busy(False)
        if (folder := self.vault_picker.to_keep) is not None:
            self.remember_asked.emit(folder)
        self.unlocked.emit(session)

    def _on_failed(self, error: ScreeningError) -> None:
        self._secret.forget()
        self._set_busy(False)
        if self.training and error.problem is Problem.CANNOT_UNLOCK:
            # Made elsewhere, with a passphrase of its own: it is asked for like any other.
            self._by_hand = True
            self._show_parts()
        self.show_error(self.context.sentence(error))
        if error.problem in _RESTORABLE:
            self.restore_button.show()

    def show_error(self, words: str) -> None:
        """Say what went wrong, and put the keyboard back."""
        self._show_error(words)
        self._last_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_error(self, words: str) -> None:
        self.error.show_text(words)
        self.error.show()
        # The keyboard goes back to a field: a screen reader says the field, and this with it.
        self._secret.edit.setAccessibleDescription(strip_invisible(words))

    def _on_anew_asked(self) -> None:
        if (folder := self.folder) is not None:
            self.training_anew_asked.emit(folder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens from every field; on another button it presses that button. Esc goes back."""
        if event.key() == Qt.Key.Key_Escape and self.back_button.isVisible() and self.back_button.isEnabled():
            self.left.emit()
            return
        if event.key() not in RETURN_KEYS:
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused is not self.open_button:
            focused.click()
        else:
            self.open_vault()


def _unlock(folder: Path, officer: str | None, secret: str, floor: KdfLimits | None) -> Session:
    """With an officer the secret is their passphrase, without one the recovery key."""
    # Measured: SQLAlchemy, Alembic and cryptography take 480 ms, five times a bare window; the first window
    # must not wait for them.
    from screening.operations.session import unlock, unlock_with_recovery_key
    from screening.store.keys import FLOOR

    if officer is None:
        return unlock_with_recovery_key(folder, secret, floor=floor or FLOOR)
    return unlock(folder, officer, secret, floor=floor or FLOOR)
