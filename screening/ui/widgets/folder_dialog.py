"""A tree of folders to choose from, without leaving a name anywhere.

Qt's own file dialog writes the folders it showed into QtProject.conf, and the system's dialogs add them to
the recent files, where a name outlives the vault. This one only reads.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QDialog, QFileSystemModel, QLabel, QTreeView, QVBoxLayout, QWidget

from screening.languages.bidi import ltr
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, row, short_label

SORTED_MS = 50


class FolderDialog(QDialog):
    """The folders of this computer as a tree; `folder` is the marked one."""

    def __init__(self, context: UiContext, start: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(context._("Folder"))
        self.setMinimumSize(72 * GRID, 56 * GRID)
        self._model = QFileSystemModel(self)
        self._model.setFilter(QDir.Filter.Dirs | QDir.Filter.NoDotAndDotDot | QDir.Filter.Drives)
        self._model.setRootPath("")
        # The model sorts a folder a moment after it has read it, and that moves what was scrolled to.
        self._sorted = QTimer(self, singleShot=True, interval=SORTED_MS)
        self._sorted.timeout.connect(self._on_sorted)
        self.folder_tree = self._make_tree(context)
        self.folder_label = short_label("", "quiet")
        self.choose_button = button(context._("Use this folder"), self.accept, "primary")
        self.choose_button.setDefault(True)
        self.cancel_button = button(context._("Cancel"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(_heading(context._("Choose a folder"), self.folder_tree))
        layout.addWidget(self.folder_tree, 1)
        layout.addWidget(self.folder_label)
        layout.addLayout(row(None, self.cancel_button, self.choose_button))
        self.show_folder(start)

    def _make_tree(self, context: UiContext) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self._model)
        tree.setHeaderHidden(True)
        for column in range(1, self._model.columnCount()):
            tree.hideColumn(column)
        tree.setAccessibleName(context._("Folders"))
        tree.selectionModel().currentChanged.connect(self._on_current_changed)
        self._model.directoryLoaded.connect(lambda _path: self._sorted.start())
        return tree

    @property
    def folder(self) -> Path:
        """The folder that is marked."""
        return Path(self._model.filePath(self.folder_tree.currentIndex()))

    def show_folder(self, folder: Path) -> None:
        """Mark a folder, or the nearest one above it that exists."""
        existing = next((each for each in (folder, *folder.parents) if each.is_dir()), Path.home())
        index = self._model.index(str(existing))
        self.folder_tree.setCurrentIndex(index)
        self.folder_tree.expand(index)
        self.folder_tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sorted(self) -> None:
        index = self.folder_tree.currentIndex()
        self.folder_tree.scrollTo(index, QTreeView.ScrollHint.PositionAtCenter)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.folder_label.setText(ltr(self._model.filePath(current)))
        self.choose_button.setEnabled(current.isValid())


def _heading(words: str, buddy: QWidget) -> QLabel:
    label = short_label(words, "heading")
    label.setBuddy(buddy)
    return label
