"""What has a good default when a vault is created: its folder, the duty to report, training."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from screening.core.office import ReportingDuty
from screening.languages.terms import REPORTING_DUTY
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, labelled
from screening.ui.widgets.folders import choose_folder, shown_path, typed_path
from screening.ui.widgets.layouts import Row
from screening.ui.widgets.row_button import Fold

STACK_BELOW_PX = 640


class VaultChoices(Fold):
    """Folded away until somebody wants to choose."""

    def __init__(self, context: UiContext) -> None:
        _ = context._
        self._context = context
        self._name = ""
        self.folder_edit = QLineEdit()
        self.folder_button = button(_("Other folder…"), self._on_other_folder)
        self.duty_combo = QComboBox()
        self.duty_combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for duty in ReportingDuty:
            self.duty_combo.addItem(_(REPORTING_DUTY[duty]), duty.value)
        self.training_check = QCheckBox(_("Only for training, with made-up people"))
        note = _("Where the vault lies, what the law makes you report, training")
        super().__init__(context, _("More choices"), self._make_body(), note=note)

    def _make_body(self) -> QWidget:
        _ = self._context._
        body = QWidget()
        # A list shows what is chosen in one line: beside the folder it would have no room for large texts.
        both = Row(stack_below=self._context.px(STACK_BELOW_PX))
        both.setSpacing(2 * GRID)
        folder = labelled(_("Folder of the vault"), self.folder_edit, beside=self.folder_button)
        for each in (folder, labelled(_("What you must report in any case"), self.duty_combo)):
            both.addLayout(each, 1)
        choices = column(self.training_check)
        choices.insertLayout(0, both)
        choices.setContentsMargins(12, 0, 12, 0)
        body.setLayout(choices)
        return body

    def show_defaults(self, folder: Path) -> None:
        """Folded, with a proposed folder."""
        self._name = folder.name
        self.folder_edit.setText(shown_path(folder))
        self.duty_combo.setCurrentIndex(self.duty_combo.findData(ReportingDuty.CHILD_OR_LIFE.value))
        self.training_check.setChecked(False)
        self.unfold(False)

    @property
    def folder(self) -> Path | None:
        """The folder as it is typed."""
        return typed_path(self.folder_edit.text())

    @property
    def duty(self) -> ReportingDuty:
        """What the law makes the officer report."""
        return ReportingDuty(self.duty_combo.currentData())

    def focus_folder(self) -> None:
        """Open, with the keyboard on the folder."""
        self.unfold()
        self.folder_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_other_folder(self) -> None:
        folder = choose_folder(self._context, self.folder or Path.home(), self)
        if folder is not None:
            # A vault needs a folder of its own.
            self.folder_edit.setText(shown_path(folder / self._name))
        self.folder_edit.setFocus(Qt.FocusReason.OtherFocusReason)
