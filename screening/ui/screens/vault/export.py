"""Saving the list of cases as a table: what will be in it, where it goes, and who else agrees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Permission
from screening.languages.bidi import ltr
from screening.operations.exporting import Approval, Export, export_case_list, prepare_export
from screening.operations.officers import OfficerEntry
from screening.operations.session import Session
from screening.ui.context import UiContext
from screening.ui.screens.vault.page import VaultPage
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
    RETURN_KEYS,
    button,
    card,
    column,
    labelled,
    row,
    set_tab_order,
    settle_layout,
)
from screening.ui.widgets.folders import choose_folder, shown_path, typed_path
from screening.ui.widgets.second_officer import SecondOfficer
from screening.ui.widgets.words import Words


@dataclass(frozen=True)
class _Asked:
    """What was asked for when the button was pressed: the second officer agrees to this and nothing else."""

    export: Export
    folder: Path


class ExportPage(VaultPage):
    """Which cases, where to, and the second officer in place of both while they are asked."""

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__(context, session, context._("Save the list of cases"))
        _ = context._
        self.search_edit = QLineEdit()
        self.search_edit.setPlaceholderText(_("All cases"))
        self.folder_edit = QLineEdit(shown_path(Path.home()))
        self.other_button = button(_("Other folder…"), self._on_other_folder)
        self.save_button = button(_("Save the table"), self.ask, "primary")
        self.second: SecondOfficer | None = None
        self.saved_label = Words(role="chip")
        self.saved_label.hide()
        self.form = self._make_form()
        self._second_host = column()
        self.facts = self._make_facts()
        self.body.addWidget(self.facts)
        self.body.addWidget(self.form)
        self.body.addLayout(self._second_host)
        self.body.addWidget(self.saved_label)
        if not session.allows(Permission.EXPORT_CASES):
            self.form.hide()
            self.show_error(ScreeningError(Problem.NOT_ALLOWED))

    def _make_facts(self) -> QWidget:
        _ = self.context._
        return card(
            column(
                Words(
                    _(
                        "The table has one line for each case: its number, day, place, language, state and next "
                        "step. It has no names and no answers."
                    )
                ),
                Words(
                    _(
                        "The file is not locked: whoever gets it can read it. Give it only to whom it is for, and "
                        "delete it when it is no longer needed."
                    ),
                    "caution",
                ),
                Words(_("For more than one case, a second officer must agree. Both are written down."), "quiet"),
                spacing=GRID,
            ),
            margin=3 * GRID,
        )

    def _make_form(self) -> QWidget:
        _ = self.context._
        hint = _("As in the list of cases: a number, or a word of the line. Leave it empty for all.")
        inside = column(spacing=2 * GRID)
        inside.addLayout(labelled(_("Which cases"), self.search_edit, hint=hint))
        inside.addLayout(labelled(_("Folder"), self.folder_edit, beside=self.other_button))
        inside.addLayout(row(None, self.save_button))
        made = card(inside, margin=3 * GRID)
        set_tab_order(self.search_edit, self.folder_edit, self.other_button, self.save_button)
        return made

    def shown(self) -> None:
        """Put the keyboard on what is asked first."""
        first = self.search_edit if self.form.isVisible() else self.back_button
        if self.second is not None:
            self.second.focus()
        else:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other_folder(self) -> None:
        start = typed_path(self.folder_edit.text()) or Path.home()
        folder = choose_folder(self.context, start, self)
        if folder is not None:
            self.folder_edit.setText(shown_path(folder))

    def ask(self) -> None:
        """Look which cases these are; then ask the second officer, or save."""
        folder = typed_path(self.folder_edit.text())
        if folder is None:
            self.folder_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        session, search = self.session, self.search_edit.text()
        self._set_busy(True)
        self.context.tasks.run(
            lambda: _Asked(prepare_export(session, search), folder), self._on_prepared, self._on_failed
        )

    def _on_prepared(self, asked: _Asked) -> None:
        if not isValid(self):
            return
        self._set_busy(False)
        if asked.export.second_officer:
            self._ask_second(asked)
        else:
            self._save(asked, None)

    def _ask_second(self, asked: _Asked) -> None:
        ngettext = self.context.translator.ngettext
        count = len(asked.export.case_ids)
        words = ngettext(
            "A table of {count} case is saved on this computer, without names and not locked.",
            "A table of {count} cases is saved on this computer, without names and not locked.",
            count,
        )
        self._drop_second()
        self.second = SecondOfficer(self.context, self.session, words.format(count=count))
        self.second.proved.connect(partial(self._on_proved, asked))
        self.second.cancelled.connect(self._on_cancelled)
        self._second_host.addWidget(self.second)
        for each in (self.facts, self.form):
            each.hide()
        settle_layout()
        self.second.focus()
        self.area.ensureWidgetVisible(self.second)

    def _on_proved(self, asked: _Asked, officer: OfficerEntry) -> None:
        self._drop_second()
        self._save(asked, Approval(officer, asked.export.case_ids))

    def _on_cancelled(self) -> None:
        self._drop_second()
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_second(self) -> None:
        if self.second is not None:
            self.second.hide()
            self.second.deleteLater()
            self.second = None
        for each in (self.facts, self.form):
            each.show()

    def _save(self, asked: _Asked, approval: Approval | None) -> None:
        session, translator = self.session, self.context.translator
        self._set_busy(True)
        self.context.tasks.run(
            lambda: export_case_list(session, asked.export.case_ids, asked.folder, approval, translator),
            self._on_saved,
            self._on_failed,
        )

    def _on_saved(self, path: Path) -> None:
        if isValid(self):
            self._set_busy(False)
            text = self.context._("Saved as {file} in the folder you chose. It is not locked.")
            self.saved_label.show_text(text.format(file=ltr(path.name)))
            self.saved_label.show()
            settle_layout()
            self.area.ensureWidgetVisible(self.saved_label)
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: ScreeningError) -> None:
        if isValid(self):
            self._set_busy(False)
            self.show_error(error)
            self.search_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        if busy:
            self.hide_error()
            self.saved_label.hide()
        for each in (self.search_edit, self.folder_edit, self.other_button, self.save_button):
            each.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field saves."""
        if event.key() in RETURN_KEYS and (self.search_edit.hasFocus() or self.folder_edit.hasFocus()):
            self.ask()
        else:
            super().keyPressEvent(event)
