"""Choosing a folder without leaving its name anywhere, and folders as they are shown and typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from screening.ui.context import UiContext


def choose_folder(context: UiContext, start: Path, parent: QWidget) -> Path | None:
    """Ask for a folder; None when the officer changes their mind."""
    # Start-up is measured: Qt's model of the file system takes 4 ms to import, and the first window names folders.
    from screening.ui.widgets.folder_dialog import FolderDialog

    dialog = FolderDialog(context, start, parent)
    try:
        return dialog.folder if dialog.exec() else None
    finally:
        dialog.deleteLater()


def shown_path(path: Path) -> str:
    """A path for a field: short, and without the name of whoever is logged in."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def typed_path(text: str) -> Path | None:
    """A path as somebody typed it; None when there is none."""
    typed = text.strip().replace("\0", "")
    if typed == "~" or typed.startswith(("~/", "~\\")):
        return Path.home() / typed[2:]
    return Path(typed) if typed else None
