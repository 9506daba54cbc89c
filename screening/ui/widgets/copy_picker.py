"""Which copy of a vault: a folder, and the copies that lie in it, newest first."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from screening.languages.bidi import isolate, ltr, strip_invisible
from screening.ui.context import UiContext
from screening.ui.moments import local_moment_words
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import Combo, button, column, labelled
from screening.ui.widgets.folders import choose_folder, shown_path, typed_path
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.operations.backups import FoundCopy

_MEGABYTE = 1_000_000


class CopyPicker(QWidget):
    """Signals: `changed()` when another copy is meant; `chosen()` when a folder was chosen in the tree."""

    changed = Signal()
    chosen = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._looked_at: Path | None = None
        _ = context._
        self.folder_edit = QLineEdit()
        self.folder_button = button(_("Other folder…"), self._on_other_folder)
        self.copy_combo = Combo()
        self.copy_combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.none_label = Words(_("There is no copy of a vault in this folder."), "quiet")
        self._copy_part = QWidget()
        copy = labelled(_("Copy of the vault"), self.copy_combo)
        copy.setContentsMargins(0, 0, 0, 0)
        self._copy_part.setLayout(copy)
        hint = _("Connect the disk first. Copies are files whose names end in .bak.")
        layout = column(spacing=2 * GRID)
        layout.addLayout(
            labelled(_("Folder with the copies"), self.folder_edit, hint=hint, beside=self.folder_button)
        )
        layout.addWidget(self.none_label)
        layout.addWidget(self._copy_part)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self.folder_edit.textChanged.connect(lambda _text: self._look())
        self.copy_combo.currentIndexChanged.connect(lambda _at: self.changed.emit())

    @property
    def in_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return self.folder_edit, self.folder_button, self.copy_combo

    @property
    def picked(self) -> Path | None:
        """The file of the copy that is picked."""
        found = self.copy_combo.currentData()
        return found if isinstance(found, Path) else None

    def begin(self) -> None:
        """Nothing picked, the keyboard on the folder."""
        self.folder_edit.setText("")
        self._look()
        self.folder_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other_folder(self) -> None:
        folder = choose_folder(self._context, typed_path(self.folder_edit.text()) or Path.home(), self)
        if folder is None:
            self.folder_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.folder_edit.setText(shown_path(folder))
            self.chosen.emit()

    def _look(self) -> None:
        """List the copies in the folder as it is typed now."""
        folder = typed_path(self.folder_edit.text())
        self._looked_at = folder
        if folder is None:
            self._show([])
            self.none_label.hide()
            return

        def looked(copies: list[FoundCopy]) -> None:
            if isValid(self) and self._looked_at == folder:
                self._show(copies)

        self._context.tasks.run(partial(_copies_in, folder), looked)

    def _show(self, copies: list[FoundCopy]) -> None:
        several = len({copy.vault_id for copy in copies}) > 1
        self.copy_combo.blockSignals(True)
        self.copy_combo.clear()
        for copy in copies:
            self.copy_combo.addItem(strip_invisible(self._words_of(copy, several=several)), copy.path)
        self.copy_combo.blockSignals(False)
        self._copy_part.setVisible(bool(copies))
        self.none_label.setVisible(not copies)
        self.changed.emit()

    def _words_of(self, copy: FoundCopy, *, several: bool) -> str:
        _ = self._context._
        size = _("{megabytes} MB").format(megabytes=ltr(f"{max(copy.size / _MEGABYTE, 0.1):.1f}"))
        parts = [local_moment_words(self._context, copy.made_utc), size]
        if several:
            parts.append(_("vault {letters}").format(letters=ltr(copy.vault_id[:4])))
        return " · ".join(isolate(part) for part in parts)


def _copies_in(folder: Path) -> list[FoundCopy]:
    # Measured: SQLAlchemy, Alembic and cryptography take 480 ms; this page may be the first one asked for.
    from screening.operations.backups import copies_in

    return copies_in(folder)
