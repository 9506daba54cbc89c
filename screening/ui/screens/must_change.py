"""An administrator gave out the passphrase: whoever opened the vault with it chooses their own before all else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.languages.bidi import ltr
from screening.operations.officers import change_own_passphrase
from screening.ui.context import UiContext
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import centred_page, short_label
from screening.ui.widgets.own_passphrase import OwnPassphrase
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.operations.session import Session

CARD_PX = 84 * GRID


class MustChangeScreen(QWidget):
    """Signals: `changed()`."""

    changed = Signal()

    def __init__(self, context: UiContext, session: Session) -> None:
        super().__init__()
        _ = context._
        self.context = context
        self._session = session
        code = ltr(session.vault.officer.code)
        title = _("A passphrase of your own, {code}").format(code=code)
        self.form = OwnPassphrase(context, title, _("The passphrase that you were given"), first=True)
        self.form.asked.connect(self._change)
        self.form.setMaximumWidth(context.px(CARD_PX))
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addWidget(short_label(_("Choose your passphrase"), "title"))
        why = _(
            "An administrator set the passphrase that you just used. Choose one that only you know, then go on."
        )
        inside.addWidget(Words(why))
        inside.addWidget(self.form)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred_page(inside))

    def shown(self) -> None:
        """Put the keyboard on the first field."""
        self.form.focus()

    def _change(self) -> None:
        form = self.form
        work = partial(change_own_passphrase, self._session, form.old_edit.text, form.passphrase.text)

        def done(_done: None) -> None:
            if isValid(self):
                form.forget()
                self.changed.emit()

        def failed(error: ScreeningError) -> None:
            if isValid(self):
                form.show_failure(error)

        self.context.tasks.run(work, done, failed)
