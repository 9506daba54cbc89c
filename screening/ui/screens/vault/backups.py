"""Copies of the vault: when the last was made, where they go, until when each is kept, and one more now."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date as day
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.languages.bidi import date, ltr
from screening.languages.marks import N_
from screening.operations import backups
from screening.operations.backups import Copies, KeptCopy
from screening.operations.session import Session
from screening.store.backup_place import OtherPlace
from screening.store.backups import BackupInfo, BackupKind, Progress
from screening.ui.context import UiContext
from screening.ui.moments import local_moment_words
from screening.ui.screens.vault.page import VaultPage
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, card, column, line, row, short_label
from screening.ui.widgets.folders import choose_folder, shown_path
from screening.ui.widgets.row_button import Fold
from screening.ui.widgets.words import Words

KINDS = {
    BackupKind.DAILY: N_("by itself"),
    BackupKind.ON_DEMAND: N_("asked for"),
    BackupKind.BEFORE_MIGRATION: N_("before the vault was renewed"),
    BackupKind.AFTER_ERASING: N_("after erasing"),
    BackupKind.AFTER_REVOCATION: N_("after the vault's key was changed"),
}
_MEGABYTE = 1_000_000


class CopiesPage(VaultPage):
    """Looks the copies up each time it is shown; making one runs in short steps and can be stopped."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("Copies"))
        self._copies: Copies | None = None
        self._cancel: Callable[[], None] | None = None
        self._make_now_part()
        self._make_place_part()
        self.list_part = QVBoxLayout()
        self.list_part.setSpacing(GRID)
        self._listed: list[QWidget] = []
        self.body.addLayout(self.list_part)
        self.body.addWidget(self._what_a_copy_is())

    def _make_now_part(self) -> None:
        _ = self.context._
        self.last_label = Words(role="strong")
        self.note = Words(role="quiet")
        self.make_button = button(_("Make a copy now"), self.make_copy, "primary")
        self.elsewhere_button = button(_("Into another folder…"), self._on_elsewhere)
        self.stop_button = button(_("Stop"), self.stop)
        inner = column(self.last_label, self.note)
        inner.addLayout(row(self.make_button, self.elsewhere_button, self.stop_button, None))
        self.body.addWidget(card(inner))
        self.note.hide()
        self.stop_button.hide()

    def _make_place_part(self) -> None:
        _ = self.context._
        self.own_label = Words(
            _(
                "Every day one goes into the vault's own folder. It helps when the file is damaged. It does not "
                "help when the computer is stolen, lost or broken."
            )
        )
        self.other_label = Words(role="strong")
        self.last_there_label = Words(role="quiet")
        self.away_label = Words(_("This folder is not there now. Connect the disk."), "caution")
        self.choose_button = button(_("Choose a folder on another disk…"), self._on_choose)
        self.own_button = button(_("Only in the vault's own folder"), lambda: self._choose(None))
        self.not_yours_label = Words(_("An administrator or a supervisor chooses where copies go."), "quiet")
        inner = column(
            short_label(_("Where copies go"), "heading"),
            self.own_label,
            self.other_label,
            self.last_there_label,
            self.away_label,
        )
        inner.addLayout(row(self.choose_button, self.own_button, None))
        inner.addWidget(self.not_yours_label)
        self.body.addWidget(card(inner))
        for widget in (self.last_there_label, self.away_label, self.own_button, self.not_yours_label):
            widget.hide()

    def _what_a_copy_is(self) -> QFrame:
        _ = self.context._
        body = QWidget()
        inner = column(
            Words(
                _(
                    "One encrypted file with everything in this vault. It is checked by opening it before it "
                    "counts. Without a passphrase or a recovery key nobody can read it."
                )
            ),
            Words(
                _(
                    "It opens with the passphrases and recovery keys of the day it was made. A passphrase changed "
                    "later, or an officer removed later, still opens it."
                )
            ),
            Words(
                _(
                    "Kept are the newest of each of the last 7 days, and of each of the last 4 weeks. A case "
                    "that was erased stays in older copies until the day they go."
                )
            ),
            Words(
                _(
                    "To bring one back, lock the program and choose “Other ways in”, then “Restore from a copy”. "
                    "It becomes a vault in a new folder; nothing is written over."
                )
            ),
            spacing=2 * GRID,
        )
        inner.setContentsMargins(12, GRID, 12, GRID)
        body.setLayout(inner)
        self.about = Fold(self.context, _("What a copy is, and is not"), body)
        return card(column(self.about), margin=GRID)

    def _if_there(self, act: Callable[[Any], object]) -> Callable[[Any], None]:
        """The page may be left while a copy is made; that goes on, and nobody is told."""

        def acted(value: Any) -> None:
            if isValid(self):
                act(value)

        return acted

    # looking

    def shown(self) -> None:
        """Look again; the keyboard is on making a copy."""
        self.make_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def look(self) -> None:
        """What copies there are."""
        self.context.tasks.run(
            partial(backups.look, self.session), self._if_there(self._on_looked), self._if_there(self.show_error)
        )

    def _on_looked(self, copies: Copies) -> None:
        _ = self.context._
        self._copies = copies
        newest = copies.kept[0].info if copies.kept else None
        if newest is None:
            self.last_label.show_text(_("There is no copy of this vault yet."))
        else:
            words = _("The last copy is of {moment}. It lies in {folder}.")
            folder = _breakable(newest.path.parent)
            self.last_label.show_text(
                words.format(moment=local_moment_words(self.context, newest.made_utc), folder=folder)
            )
        self._show_place(copies)
        self._show_list(copies)

    def _show_place(self, copies: Copies) -> None:
        _ = self.context._
        other = copies.other
        self.other_label.show_text(
            _("No other folder was chosen.")
            if other is None
            else _("And one goes to {folder}.").format(folder=_breakable(other.folder))
        )
        self.last_there_label.show_text(self._last_there(other))
        self.last_there_label.setVisible(other is not None)
        self.away_label.setVisible(other is not None and not copies.there)
        self.choose_button.setVisible(copies.may_choose)
        self.own_button.setVisible(copies.may_choose and other is not None)
        self.not_yours_label.setVisible(not copies.may_choose)

    def _last_there(self, other: OtherPlace | None) -> str:
        _ = self.context._
        if other is None or not other.last_utc:
            return _("None was made there yet.")
        return _("The last one there is of {moment}.").format(
            moment=local_moment_words(self.context, other.last_utc)
        )

    def _show_list(self, copies: Copies) -> None:
        _ = self.context._
        for widget in self._listed:
            widget.hide()
            widget.deleteLater()
        self._listed = []
        if copies.of_before:
            self._add(self._old_keys(copies.of_before))
        if copies.damaged:
            words = self.context.translator.ngettext(
                "{count} file there is damaged or is no copy of this vault. It was left as it is: {names}",
                "{count} files there are damaged or are no copies of this vault. They were left as is: {names}",
                len(copies.damaged),
            )
            names = ", ".join(ltr(path.name) for path in copies.damaged[:5])
            self._add(Words(words.format(count=len(copies.damaged), names=names), "caution"))
        if copies.kept:
            lines: list[QWidget | None] = [short_label(_("Copies that there are"), "heading")]
            for each in copies.kept:
                lines += [line(), self._line_of(each, copies)]
            self._add(card(column(*lines)))

    def _add(self, widget: QWidget) -> None:
        self._listed.append(widget)
        self.list_part.addWidget(widget)

    def _old_keys(self, infos: tuple[BackupInfo, ...]) -> QFrame:
        _ = self.context._
        text = Words(
            _(
                "The vault's key was changed. Older copies still open with the passphrases and recovery keys of "
                "before, also those of an officer who was removed."
            ),
            "caution",
        )
        self.purge_button = button(_("Remove these copies for good"), lambda: self._ask_purge(True))
        self.sure_label = Words(
            _("They are overwritten and removed. What else stands only in them, nobody can bring back.")
        )
        self.keep_button = button(_("Leave them"), lambda: self._ask_purge(False))
        self.yes_button = button(_("Remove these copies"), partial(self._purge, infos))
        inner = column(text, self.sure_label)
        inner.addLayout(row(self.purge_button, self.keep_button, self.yes_button, None))
        made = card(inner)
        self.purge_button.setVisible(self._copies is not None and self._copies.may_purge)
        for widget in (self.sure_label, self.keep_button, self.yes_button):
            widget.hide()
        return made

    def _ask_purge(self, asked: bool) -> None:
        """What cannot be undone is asked twice; the keyboard is on leaving them."""
        self.purge_button.setVisible(not asked)
        for widget in (self.sure_label, self.keep_button, self.yes_button):
            widget.setVisible(asked)
        (self.keep_button if asked else self.purge_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _line_of(self, kept: KeptCopy, copies: Copies) -> Words:
        _ = self.context._
        info = kept.info
        until = (
            _("kept until there is a newer one")
            if kept.expires is None
            else _("kept until {day} at least").format(day=self._day(kept.expires))
        )
        where = _("in the vault's folder") if info.path.parent == copies.own else _("in the other folder")
        size = _("{megabytes} MB").format(megabytes=ltr(f"{max(info.size / _MEGABYTE, 0.1):.1f}"))
        parts = (local_moment_words(self.context, info.made_utc), _(KINDS[info.kind]), where, size, until)
        return Words(" · ".join(parts))

    # making

    def make_copy(self, folder: Path | None = None) -> None:
        """Make one into the usual folder, or this one."""
        if self._cancel is not None:
            return
        self.hide_error()
        self._set_busy(True)
        self.note.show_text(self.context._("Making the copy…"))
        work = backups.make_copy(self.session, folder)
        self._cancel = self.context.tasks.run_in_steps(
            work, self._if_there(self._on_made), self._if_there(self._on_failed), self._if_there(self._on_progress)
        )

    def stop(self) -> None:
        """Give up the copy that is being made; nothing of it stays."""
        if self._cancel is not None:
            self._cancel()
            self._ended(self.context._("Stopped. No copy was made."))

    def _on_progress(self, progress: Progress) -> None:
        percent = ltr(str(min(99, 100 * progress.done // max(1, progress.total))))
        self.note.show_text(self.context._("Making the copy… {percent} %").format(percent=percent))

    def _on_made(self, info: BackupInfo) -> None:
        words = self.context._("The copy was made and checked: {name}")
        self._ended(words.format(name=ltr(info.path.name)))
        self.look()

    def _on_failed(self, error: ScreeningError) -> None:
        self._ended("")
        self.show_error(error)

    def _ended(self, words: str) -> None:
        self._cancel = None
        self._set_busy(False)
        self.note.show_text(words)
        self.note.setVisible(bool(words))
        self.make_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        self.note.setVisible(busy)
        self.stop_button.setVisible(busy)
        if busy:
            self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        for widget in (self.make_button, self.elsewhere_button):
            widget.setVisible(not busy)
        for widget in (self.choose_button, self.own_button):
            widget.setEnabled(not busy)

    def _purge(self, infos: tuple[BackupInfo, ...]) -> None:
        self.hide_error()
        for widget in (self.keep_button, self.yes_button):
            widget.setEnabled(False)
        self.context.tasks.run_in_steps(
            backups.purge(self.session, infos),
            self._if_there(lambda _done: self.look()),
            self._if_there(self._on_purge_failed),
        )

    def _on_purge_failed(self, error: ScreeningError) -> None:
        self.show_error(error)
        self.look()

    # places

    def _on_elsewhere(self) -> None:
        folder = choose_folder(self.context, self._start(), self)
        if folder is not None:
            self.make_copy(folder)

    def _on_choose(self) -> None:
        folder = choose_folder(self.context, self._start(), self)
        if folder is not None:
            self._choose(folder)

    def _choose(self, folder: Path | None) -> None:
        self.hide_error()
        self.context.tasks.run(
            partial(backups.choose_folder, self.session, folder),
            self._if_there(lambda _done: self.look()),
            self._if_there(self.show_error),
        )

    def _start(self) -> Path:
        other = self._copies.other if self._copies is not None else None
        return other.folder if other is not None else Path.home()

    # words

    def _day(self, value: day) -> str:
        return date(value, self.context.translator.language)


def _breakable(folder: Path) -> str:
    """A path that may go on in the next line after each of its parts."""
    return re.sub(r"([/\\_-])", "\\1\u200b", ltr(shown_path(folder)))
