"""Creating a vault: four things to say, everything else has a good default."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office, ReportingDuty
from screening.languages.terms import REPORTING_DUTY
from screening.store.passphrase import MINIMUM_LENGTH, check_officer_code, check_passphrase
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import (
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
from screening.ui.widgets.folders import choose_folder
from screening.ui.widgets.secret_edit import SecretEdit

if TYPE_CHECKING:
    from screening.operations.session import NewSession
    from screening.store.keys import KdfLimits

CARD_PX = 104 * GRID
SETTLE_MS = 150
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NewVaultScreen(QWidget):
    """Organisation, officer's code and passphrase; folder and reporting duty are filled in.

    Signals: `created(Session, str)` with the recovery key; `cancelled()`.
    """

    created = Signal(object, str)
    cancelled = Signal()

    def __init__(
        self, context: UiContext, *, kdf: KdfLimits | None = None, floor: KdfLimits | None = None
    ) -> None:
        super().__init__()
        self.context = context
        self._kdf, self._floor = kdf, floor
        self.organisation_edit = QLineEdit()
        self.officer_edit = QLineEdit()
        self.officer_edit.setMaxLength(16)
        self.passphrase_edit = SecretEdit(context)
        self.again_edit = SecretEdit(context)
        self.strength_label = Words(role="quiet")
        self.folder_edit = QLineEdit()
        self.folder_button = button(context._("Other folder…"), self._on_other_folder)
        self.duty_combo = self._make_duty_combo()
        self.training_check = QCheckBox(context._("Only for training, with made-up people"))
        self.error = Words(role="error")
        self.error.hide()
        self.back_button = button(context._("Back"), self.cancelled.emit)
        self.create_button = button(context._("Create the vault"), self.create_vault, "primary")
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._show_strength)
        self.passphrase_edit.edit.textChanged.connect(lambda: self._settled.start())
        self._lay_out()

    def _make_duty_combo(self) -> QComboBox:
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for duty in ReportingDuty:
            combo.addItem(self.context._(REPORTING_DUTY[duty]), duty.value)
        combo.setCurrentIndex(combo.findData(ReportingDuty.CHILD_OR_LIFE.value))
        return combo

    def _lay_out(self) -> None:
        _ = self.context._
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        grid.addLayout(labelled(_("Your organisation"), self.organisation_edit, hint=_("The person is told this name.")), 0, 0)
        grid.addLayout(labelled(_("Your officer code"), self.officer_edit, hint=_("Letters, digits and hyphens. Not your name.")), 0, 1)
        grid.addLayout(labelled(_("Passphrase"), self.passphrase_edit), 1, 0)
        grid.addLayout(labelled(_("Passphrase again"), self.again_edit), 1, 1)
        grid.addWidget(self.strength_label, 2, 0, 1, 2)
        grid.addLayout(labelled(_("Folder of the vault"), self.folder_edit, beside=self.folder_button), 3, 0)
        grid.addLayout(labelled(_("What you must report in any case"), self.duty_combo), 3, 1)
        grid.addWidget(self.training_check, 4, 0, 1, 2)
        grid.addWidget(self.error, 5, 0, 1, 2)
        grid.addLayout(row(self.back_button, None, self.create_button), 6, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._place(card(grid, margin=3 * GRID))
        self._order_tabs()
