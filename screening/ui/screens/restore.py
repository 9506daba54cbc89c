"""Bring a vault back from a copy: which copy, who opens it, and a new folder for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from screening.core.errors import Problem, ScreeningError
from screening.languages.bidi import strip_invisible
from screening.store.known import free_folder
from screening.ui.context import UiContext
from screening.ui.moments import local_moment_words
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    bring_into_view,
    button,
    card,
    centred_page,
    check,
    column,
    labelled,
    row,
    set_tab_order,
    settle_layout,
    short_label,
)
from screening.ui.widgets.copy_picker import CopyPicker
from screening.ui.widgets.folders import choose_folder, shown_path, typed_path
from screening.ui.widgets.row_button import Fold
from screening.ui.widgets.secret_edit import SecretEdit
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.operations.session import Session
    from screening.store.keys import KdfLimits

CARD_PX = 84 * GRID


class RestoreScreen(QWidget):
    """Signals: `restored(Session)` when the vault is open; `left()` to go back.

    An older copy is asked about: `older_check` appears, and only with it the copy is taken.
    """

    restored = Signal(object)
    left = Signal()

    def __init__(self, context: UiContext, vaults: Path, *, floor: KdfLimits | None = None) -> None:
        super().__init__()
        self.context = context
        self._vaults, self._floor = vaults, floor
        self._with_key = False
        _ = context._
        self.picker = CopyPicker(context)
        self.officer_edit = QLineEdit()
        self.officer_edit.setMaxLength(16)
        self.passphrase_edit = SecretEdit(context)
        self.key_edit = SecretEdit(context, show_name=_("Show the key"))
        self.way_button = button("", lambda: self.show_way(with_key=not self._with_key), "quiet")
        self.target_edit = QLineEdit()
        self.target_button = button(_("Other folder…"), self._on_other_target)
        self.older_check = check(_("Restore this older copy all the same"))
        self.error = Words(role="error")
        self.back_button = button(_("Back"), self.left.emit)
        self.restore_button = button(_("Restore"), self.restore, "primary")
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.picker.changed.connect(self._forget_error)
        self.picker.chosen.connect(lambda: self.officer_edit.setFocus(Qt.FocusReason.OtherFocusReason))
        for edit in (self.officer_edit, self.passphrase_edit.edit, self.key_edit.edit, self.target_edit):
            edit.textEdited.connect(self.error.hide)

    def _lay_out(self) -> None:
        _ = self.context._
        self.officer_edit.setMinimumHeight(self.passphrase_edit.sizeHint().height())
        self.officer_part = _part(
            labelled(_("Officer code"), self.officer_edit), labelled(_("Passphrase"), self.passphrase_edit)
        )
        hint = _("As it stands on the paper; capitals and hyphens do not matter.")
        self.key_part = _part(labelled(_("Recovery key"), self.key_edit, hint=hint))
        target = _part(labelled(_("Folder of the vault"), self.target_edit, beside=self.target_button))
        self.more = Fold(self.context, _("More choices"), target, note=_("Where the restored vault lies"))
        inner = QVBoxLayout()
        inner.setSpacing(2 * GRID)
        then = Words(_("It opens with the codes, passphrases and recovery keys of the day it was made."), "quiet")
        for widget in (self.picker, then, self.officer_part, self.key_part):
            inner.addWidget(widget)
        inner.addLayout(row(self.way_button, None))
        for widget in (self.more, self.error, self.older_check):
            inner.addWidget(widget)
        inner.addLayout(row(self.back_button, None, self.restore_button))
        self._place(inner)
        for widget in (self.key_part, self.error, self.older_check):
            widget.hide()
        self._order_tabs()

    def _place(self, inner: QVBoxLayout) -> None:
        _ = self.context._
        self._form = card(inner, margin=3 * GRID)
        self._form.setMaximumWidth(self.context.px(CARD_PX))
        intro = Words(_("The copy becomes a vault in a new folder. Nothing that is here is changed."), "quiet")
        inside = column(short_label(_("Restore from a copy"), "title"), intro, self._form, spacing=2 * GRID)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_page(inside))

    def _order_tabs(self) -> None:
        set_tab_order(
            *self.picker.in_order,
            self.officer_edit,
            self.passphrase_edit.edit,
            self.passphrase_edit.show_button,
            self.key_edit.edit,
            self.key_edit.show_button,
            self.way_button,
            self.more.head,
            self.target_edit,
            self.target_button,
            self.older_check,
            self.back_button,
            self.restore_button,
        )

    def shown(self) -> None:
        """Begin anew, the keyboard on the folder."""
        self.officer_edit.setText("")
        self.target_edit.setText(shown_path(free_folder(self._vaults)))
        self.more.unfold(False)
        self.show_way(with_key=False)
        self.picker.begin()

    def show_way(self, *, with_key: bool) -> None:
        """Ask for a recovery key, or for code and passphrase; what was typed is forgotten."""
        _ = self.context._
        self._with_key = with_key
        self._forget_error()
        for edit in (self.passphrase_edit, self.key_edit):
            edit.forget()
        self.officer_part.setVisible(not with_key)
        self.key_part.setVisible(with_key)
        self.way_button.setText(_("With a passphrase") if with_key else _("With a recovery key"))
        (self.key_edit if with_key else self.officer_edit).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other_target(self) -> None:
        folder = choose_folder(self.context, Path.home(), self)
        if folder is not None:
            # A vault needs a folder of its own.
            self.target_edit.setText(shown_path(folder / free_folder(folder).name))
        self.target_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # restoring

    @property
    def _secret(self) -> SecretEdit:
        return self.key_edit if self._with_key else self.passphrase_edit

    def restore(self) -> None:
        """Restore what is picked, or say what is missing."""
        if not self.restore_button.isEnabled():
            return
        source, target, empty = self.picker.picked, typed_path(self.target_edit.text()), self._first_empty()
        if source is None or target is None or empty is not None:
            self._say(self.context._("Choose a copy, and fill in who opens it and the folder of the vault."))
            (empty or self.picker.folder_edit).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        officer = None if self._with_key else self.officer_edit.text().strip()
        older = self.older_check.isVisible() and self.older_check.isChecked()
        work = partial(
            _restore,
            source,
            target,
            officer,
            self._secret.text,
            self._vaults,
            accept_older=older,
            floor=self._floor,
        )
        self._set_busy(True)
        self.context.tasks.run(work, self._on_restored, self._on_failed)

    def _first_empty(self) -> QWidget | None:
        if self.picker.picked is None:
            return self.picker.folder_edit
        if not typed_path(self.target_edit.text()):
            self.more.unfold()
            return self.target_edit
        if not self._with_key and not self.officer_edit.text().strip():
            return self.officer_edit
        return None if self._secret.text else self._secret

    def _set_busy(self, busy: bool) -> None:
        if busy:
            self.error.hide()
        self._form.setEnabled(not busy)
        self.restore_button.setText(self.context._("Restoring…") if busy else self.context._("Restore"))

    def _on_restored(self, session: Session) -> None:
        self._secret.forget()
        self._set_busy(False)
        self.restored.emit(session)

    def _on_failed(self, error: ScreeningError) -> None:
        """The secret stays where only a further decision is asked for."""
        self._set_busy(False)
        older = error.problem is Problem.BACKUP_OLDER
        if older:  # in the words that the copies above are listed by
            moments = {name: local_moment_words(self.context, str(utc)) for name, utc in error.fields.items()}
            error = ScreeningError(error.problem, **moments)
        self._say(self.context.sentence(error))
        self.older_check.setVisible(older)
        if older:
            settle_layout()
            bring_into_view(self.older_check)
            self.older_check.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._secret.forget()
        if error.problem in (Problem.VAULT_EXISTS, Problem.FOLDER_NOT_WRITABLE, Problem.DISK_FULL):
            self.more.unfold()
            self.target_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self.error.show_text(words)
        self.error.show()
        settle_layout()
        bring_into_view(self.error)
        # The keyboard goes back to a field: a screen reader says the field, and this with it.
        self._secret.edit.setAccessibleDescription(strip_invisible(words))

    def _forget_error(self) -> None:
        self.error.hide()
        self.older_check.setChecked(False)
        self.older_check.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter restores from every field; on another button it presses that button. Esc goes back."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self._form.isEnabled():
            self.left.emit()
        elif event.key() not in RETURN_KEYS:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton) and focused is not self.restore_button:
            focused.click()
        else:
            self.restore()


def _part(*fields: QVBoxLayout) -> QWidget:
    """Fields side by side."""
    widget = QWidget()
    layout = QHBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(2 * GRID)
    for each in fields:
        layout.addLayout(each, 1)
    return widget


# Measured: SQLAlchemy, Alembic and cryptography take 480 ms; this page may be the first one asked for.


def _restore(
    source: Path,
    target: Path,
    officer: str | None,
    secret: str,
    vaults: Path,
    *,
    accept_older: bool,
    floor: KdfLimits | None,
) -> Session:
    from screening.operations.backups import restore_copy
    from screening.store.keys import FLOOR

    return restore_copy(
        source, target, officer, secret, vaults=vaults, accept_older=accept_older, floor=floor or FLOOR
    )
