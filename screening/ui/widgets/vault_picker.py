"""Which vault: one of those known on this computer by name, or one in another folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QVBoxLayout, QWidget

from screening.languages.bidi import strip_invisible
from screening.store.known import KnownVault
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.vault_names import vault_names
from screening.ui.widgets.basics import Combo, button, check, column, labelled
from screening.ui.widgets.folders import choose_folder, shown_path, typed_path


class VaultPicker(QWidget):
    """A list of names; its last line opens a field for a folder. Without a known vault the field stands alone.

    Signals: `changed()` when another vault, or another folder, is meant.
    """

    changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        _ = context._
        self.vault_combo = Combo()
        self.vault_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.vault_combo.setMinimumContentsLength(16)
        self.vault_combo.currentIndexChanged.connect(lambda _at: self._on_picked())
        self.folder_edit = QLineEdit()
        self.folder_edit.textChanged.connect(lambda _text: self.changed.emit())
        self.folder_button = button(_("Other folder…"), self._on_other_folder)
        self.keep_check = check(_("Keep it in the list, where anybody here can read the folder"))
        self._known_part = _part(labelled(_("Vault"), self.vault_combo))
        self._folder_part = _part(self._make_folder_part())
        layout = column(self._known_part, self._folder_part, spacing=2 * GRID)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def _make_folder_part(self) -> QVBoxLayout:
        named = labelled(self._context._("Folder of the vault"), self.folder_edit, beside=self.folder_button)
        layout = column(spacing=GRID)
        layout.addLayout(named)
        layout.addWidget(self.keep_check)
        return layout

    @property
    def to_keep(self) -> Path | None:
        """The folder that was named and is to be kept in the list."""
        wanted = self.known is None and self.keep_check.isChecked() and self.folder is not None
        return self.folder if wanted else None

    def show_vaults(self, vaults: Sequence[KnownVault]) -> None:
        """Offer these, the first one picked."""
        self.vault_combo.blockSignals(True)
        self.vault_combo.clear()
        for name, vault in zip(vault_names(self._context, vaults), vaults, strict=True):
            self.vault_combo.addItem(strip_invisible(name), vault)
        self.vault_combo.addItem(self._context._("A vault in another folder…"))
        self.vault_combo.setCurrentIndex(0)
        self.vault_combo.blockSignals(False)
        self._known_part.setVisible(bool(vaults))
        self.folder_edit.setText("")
        self.keep_check.setChecked(False)
        self._on_picked()

    def pick_other_folder(self) -> None:
        """Ask for a folder in place of the known vaults."""
        self.vault_combo.setCurrentIndex(self.vault_combo.count() - 1)

    @property
    def known(self) -> KnownVault | None:
        """The known vault that is picked; None while a folder is asked for."""
        found = self.vault_combo.currentData()
        return found if isinstance(found, KnownVault) else None

    @property
    def folder(self) -> Path | None:
        """The folder of the vault that is meant; None while nothing is typed."""
        return self.known.folder if self.known else typed_path(self.folder_edit.text())

    def _on_picked(self) -> None:
        asked = self.known is None
        self._folder_part.setVisible(asked)
        self.changed.emit()

    def _on_other_folder(self) -> None:
        folder = choose_folder(self._context, self.folder or Path.home(), self)
        if folder is not None:
            self.folder_edit.setText(shown_path(folder))
        self.folder_edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _part(layout: QLayout) -> QWidget:
    widget = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    widget.setLayout(layout)
    return widget
