"""The first window: open a vault. Nothing here says what the program is for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from screening.core.errors import ScreeningError
from screening.ui.context import UiContext
from screening.ui.tokens import GRID, TEXT_PX
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    Combo,
    Words,
    button,
    card,
    labelled,
    page,
    row,
    scrolled,
    set_tab_order,
    short_label,
)
from screening.ui.widgets.folders import choose_folder, shown_path, typed_path
from screening.ui.widgets.secret_edit import SecretEdit

if TYPE_CHECKING:
    from screening.operations.session import Session
    from screening.store.keys import KdfLimits

CARD_PX = 60 * GRID


class UnlockScreen(QWidget):
    """Vault, officer's code, passphrase; or, by another way, vault and recovery key.

    Signals: `unlocked(Session)`; `new_vault_asked()`; `officer_language_chosen(str)` with a tag.
    """

    unlocked = Signal(object)
    new_vault_asked = Signal()
    officer_language_chosen = Signal(str)

    def __init__(
        self,
        context: UiContext,
        *,
        officer_languages: Sequence[str] = ("en", "ar"),
        floor: KdfLimits | None = None,
    ) -> None:
        super().__init__()
        self.context = context
        self._floor = floor
        self.vault_combo = self._make_vault_combo()
        self.other_button = button(context._("Other folder…"), self._on_other_folder)
        self.officer_edit = QLineEdit()
        self.officer_edit.setMaxLength(16)
        self.passphrase_edit = SecretEdit(context)
        self.key_edit = SecretEdit(context, show_name=context._("Show the key"))
        self.officer_part, self.key_part = QWidget(), QWidget()
        self._with_key = False
        self.error = Words(role="error")
        self.error.hide()
        self.open_button = button(context._("Open"), self.open_vault, "primary")
        self.other_way_button = button(
            context._("Other ways in"), lambda: self.show_way(with_key=not self._with_key), "quiet"
        )
        self.new_button = button(context._("Create a new vault"), self.new_vault_asked.emit, "quiet")
        self.language_combo = self._make_language_combo(officer_languages)
        self._lay_out()
        for edit in (self.officer_edit, self.passphrase_edit.edit, self.key_edit.edit):
            edit.textEdited.connect(self.error.hide)

    def _make_vault_combo(self) -> QComboBox:
        combo = Combo()
        line = QLineEdit()
        line.setPlaceholderText(self.context._("Folder of the vault"))
        combo.setEditable(True)
        combo.setLineEdit(line)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(16)
        return combo

    def _make_language_combo(self, tags: Sequence[str]) -> QComboBox:
        combo = Combo()
        families: list[str] = []
        for tag in tags:
            combo.addItem(self.context.languages[tag].own_name, tag)
            families.extend(self.context.font(tag, TEXT_PX).families())
        font = combo.font()
        font.setFamilies(list(dict.fromkeys((*font.families(), *families))))
        combo.setFont(font)
        combo.setCurrentIndex(combo.findData(self.context.translator.language.tag))
        combo.setAccessibleName(self.context._("Language of the program"))
        combo.activated.connect(lambda at: self.officer_language_chosen.emit(combo.itemData(at)))
        return combo

    def _lay_out(self) -> None:
        _ = self.context._
        inner = QVBoxLayout()
        inner.setSpacing(2 * GRID)
        inner.addLayout(labelled(_("Vault"), self.vault_combo, beside=self.other_button))
        hint = _("As it stands on the paper; capitals and hyphens do not matter.")
        self._fill_part(
            self.officer_part,
            labelled(_("Officer code"), self.officer_edit),
            labelled(_("Passphrase"), self.passphrase_edit),
        )
        self._fill_part(self.key_part, labelled(_("Recovery key"), self.key_edit, hint=hint))
        self.key_part.hide()
        for widget in (self.officer_part, self.key_part, self.error, self.open_button):
            inner.addWidget(widget)
        inner.addLayout(row(None, self.other_way_button, self.new_button, None))
        self._place(card(inner, margin=3 * GRID))
        set_tab_order(
            self.vault_combo,
            self.other_button,
            self.officer_edit,
            self.passphrase_edit.edit,
            self.passphrase_edit.show_button,
            self.key_edit.edit,
            self.key_edit.show_button,
            self.open_button,
            self.other_way_button,
            self.new_button,
            self.language_combo,
        )

    def _fill_part(self, part: QWidget, *fields: QVBoxLayout) -> None:
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        for each in fields:
            layout.addLayout(each)

    def _place(self, form: QFrame) -> None:
        form.setFixedWidth(self.context.px(CARD_PX))
        title = short_label(self.context._("Screening"), "title")
        language = short_label(self.context._("Language of the program"), "quiet")
        language.setBuddy(self.language_combo)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addStretch(2)
        inside.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        # In a row and not aligned: only so may the card grow with an error of two lines.
        inside.addLayout(row(None, form, None))
        inside.addStretch(3)
        inside.addLayout(row(None, language, self.language_combo))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page(inside)))

    def show_vaults(self, folders: Sequence[Path]) -> None:
        """Offer the vaults known here, the likeliest first, and put the keyboard where it is needed."""
        self.vault_combo.clear()
        for folder in folders:
            self.vault_combo.addItem(shown_path(folder), folder)
        self.show_way(with_key=False)

    def show_way(self, *, with_key: bool) -> None:
        """Ask for the recovery key alone, or for code and passphrase; what was typed is forgotten."""
        _ = self.context._
        self._with_key = with_key
        self.error.hide()
        for edit in (self.passphrase_edit, self.key_edit):
            edit.forget()
        self.officer_part.setVisible(not with_key)
        self.key_part.setVisible(with_key)
        self.other_way_button.setText(_("With a passphrase") if with_key else _("Other ways in"))
        (self._first_empty() or self._secret).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _secret(self) -> SecretEdit:
        return self.key_edit if self._with_key else self.passphrase_edit

    @property
    def folder(self) -> Path | None:
        """The vault's folder as it is picked or typed."""
        text = self.vault_combo.currentText()
        at = self.vault_combo.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        if at >= 0 and isinstance(known := self.vault_combo.itemData(at), Path):
            return known
        return typed_path(text)

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
            (empty or self.vault_combo).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._set_busy(True)
        officer = None if self._with_key else self.officer_edit.text().strip()
        work = partial(_unlock, folder, officer, self._secret.text, self._floor)
        self.context.tasks.run(work, self._on_unlocked, self._on_failed)

    def _first_empty(self) -> QWidget | None:
        filled = (
            (self.vault_combo, self.vault_combo.currentText().strip()),
            (self.officer_edit, self._with_key or self.officer_edit.text().strip()),
            (self._secret, self._secret.text),
        )
        return next((widget for widget, text in filled if not text), None)

    def _set_busy(self, busy: bool) -> None:
        """The inputs rest while the key is derived; the window stays alive."""
        if busy:
            self.error.hide()
        for widget in (
            self.vault_combo,
            self.other_button,
            self.officer_edit,
            self.passphrase_edit,
            self.key_edit,
            self.open_button,
            self.other_way_button,
            self.new_button,
            self.language_combo,
        ):
            widget.setEnabled(not busy)
        self.open_button.setText(self.context._("Opening…") if busy else self.context._("Open"))

    def _on_unlocked(self, session: Session) -> None:
        self._secret.forget()
        self._set_busy(False)
        self.unlocked.emit(session)

    def _on_failed(self, error: ScreeningError) -> None:
        self._secret.forget()
        self._set_busy(False)
        self._show_error(self.context.sentence(error))
        self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_error(self, words: str) -> None:
        self.error.show_text(words)
        self.error.show()
        # The keyboard goes back to a field: a screen reader says the field, and this with it.
        self._secret.edit.setAccessibleDescription(words)

    def _on_other_folder(self) -> None:
        folder = choose_folder(self.context, self.folder or Path.home(), self)
        if folder is not None:
            self.vault_combo.setEditText(shown_path(folder))
        self.vault_combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens from every field; on another button it presses that button."""
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
