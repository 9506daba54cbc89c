"""Entering a service that is not in the directory yet: what a form needs to say about it, and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QWidget

from screening.core.service import ServiceCategory
from screening.languages.bidi import strip_invisible
from screening.languages.terms import SERVICE_CATEGORY
from screening.operations.services import SERVICE_LIMIT, form_languages
from screening.ui.context import UiContext
from screening.ui.moments import language_words
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import RETURN_KEYS, button, labelled, row
from screening.ui.widgets.words import Words


@dataclass(frozen=True)
class EnteredService:
    """What was typed."""

    name: str
    category: ServiceCategory
    language: str
    phone: str
    hours: str


class ServiceForm(QWidget):
    """Name, kind, telephone, hours, and the language that is read there. An address is never asked for."""

    def __init__(
        self,
        context: UiContext,
        categories: Sequence[ServiceCategory],
        on_entered: Callable[[EnteredService], object],
    ) -> None:
        super().__init__()
        self._context, self._on_entered = context, on_entered
        _ = context._
        self.name_edit, self.phone_edit, self.hours_edit = QLineEdit(), QLineEdit(), QLineEdit()
        for edit in (self.name_edit, self.phone_edit, self.hours_edit):
            edit.setMaxLength(SERVICE_LIMIT)
        self.category_combo = QComboBox()
        self.language_combo = QComboBox()
        for combo in (self.category_combo, self.language_combo):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if len(categories) > 1:
            self.category_combo.addItem(_("Choose…"))
        for category in categories:
            self.category_combo.addItem(_(SERVICE_CATEGORY[category]), category.value)
        for tag in form_languages():
            self.language_combo.addItem(strip_invisible(language_words(context, tag)), tag)
        own = self.language_combo.findData(context.translator.language.tag)
        self.language_combo.setCurrentIndex(max(own, 0))
        self.error = Words(role="error")
        self.error.hide()
        self.save_button = button(_("Keep this service and ask"), self.save, "primary")
        self._lay_out()

    def _lay_out(self) -> None:
        _ = self._context._
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 0, 12, GRID)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        note = _("It stays in this vault for later cases. Call there first: do they help, and may you refer?")
        grid.addWidget(Words(note, "quiet"), 0, 0, 1, 2)
        # Above the fields: on a small screen what is below them is out of view.
        grid.addWidget(self.error, 1, 0, 1, 2)
        grid.addLayout(labelled(_("Name of the service"), self.name_edit), 2, 0)
        grid.addLayout(labelled(_("Kind of service"), self.category_combo), 2, 1)
        grid.addLayout(labelled(_("Telephone"), self.phone_edit), 3, 0)
        grid.addLayout(labelled(_("Opening hours"), self.hours_edit), 3, 1)
        grid.addLayout(labelled(_("Language of the form"), self.language_combo), 4, 0)
        grid.addLayout(row(None, self.save_button), 5, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def save(self) -> None:
        """Hand over what was typed, or say what is missing."""
        _ = self._context._
        kind = self.category_combo.currentData()
        for text, words, widget in (
            (self.name_edit.text().strip(), _("Say what the service is called."), self.name_edit),
            (kind, _("Choose what kind of service it is."), self.category_combo),
            (self.phone_edit.text().strip(), _("Say how to reach the service."), self.phone_edit),
        ):
            if not text:
                self.error.show_text(words)
                self.error.show()
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.error.hide()
        self._on_entered(
            EnteredService(
                self.name_edit.text(),
                ServiceCategory(kind),
                str(self.language_combo.currentData()),
                self.phone_edit.text(),
                self.hours_edit.text(),
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps the service from every field."""
        focused = self.focusWidget()
        if event.key() not in RETURN_KEYS:
            super().keyPressEvent(event)
        elif isinstance(focused, QPushButton):
            focused.click()
        else:
            self.save()
