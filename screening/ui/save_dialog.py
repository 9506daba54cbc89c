"""Asking where to save, without leaving the place in the settings that all Qt programs share.

QFileDialog writes the folders it visits into QtProject.conf, in the clear, when it is destroyed.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QDir, QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

GROUP = "FileDialog"
ORGANISATION = "QtProject"


def ask_save_path(parent: QWidget, title: str, file_name: str, kind: str) -> str | None:
    """Where to save; None when the officer thinks better of it. `file_name` says nothing about the person.

    Whether a file is there already is for the writer to refuse: it knows for certain.
    """
    before = _settings()
    dialog = QFileDialog(parent, title, QDir.homePath(), f"{kind} (*.pdf)")
    # The system's own dialog would add the file to the list of recent documents.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(file_name)
    accepted = bool(dialog.exec())
    paths = dialog.selectedFiles()
    close_without_trace(dialog, before)
    return paths[0] if accepted and paths else None


def close_without_trace(dialog: QFileDialog, before: dict[str, object]) -> None:
    """Destroy the dialog, which writes where it was, and put the settings back as they were."""
    dialog.setHistory([])
    shiboken6.delete(dialog)
    settings = QSettings(QSettings.Scope.UserScope, ORGANISATION)
    settings.beginGroup(GROUP)
    settings.remove("")
    for key, value in before.items():
        settings.setValue(key, value)
    settings.endGroup()
    settings.sync()


def _settings() -> dict[str, object]:
    settings = QSettings(QSettings.Scope.UserScope, ORGANISATION)
    settings.beginGroup(GROUP)
    return {key: settings.value(key) for key in settings.allKeys()}
