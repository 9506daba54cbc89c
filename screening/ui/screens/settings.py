"""The few settings there are. Each holds at once; those of the office are saved into its vault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.core.idle import IdleTimes
from screening.core.office import Office
from screening.core.roles import Permission
from screening.core.settings import TEXT_PERCENTS, Theme
from screening.languages.marks import N_
from screening.ui.context import UiContext
from screening.ui.tokens import GRID, TEXT_PX
from screening.ui.widgets.basics import button, card, column, row, scrolled_page, short_label
from screening.ui.widgets.choices import ChoiceBar
from screening.ui.widgets.number_list import NumberList
from screening.ui.widgets.office_form import OfficeForm
from screening.ui.widgets.sound_part import SoundPart
from screening.ui.widgets.words import Words

if TYPE_CHECKING:
    from screening.operations.session import Session

THEME_WORDS = {
    Theme.SYSTEM: N_("As the system"),
    Theme.LIGHT: N_("Light"),
    Theme.DARK: N_("Dark"),
    Theme.HIGH_CONTRAST: N_("High contrast"),
}
LANGUAGE, THEME, TEXT = "language", "theme", "text"
IDLE_CHOICES = {
    "cover_in_talk": (N_("In a talk: hide everything after"), (2, 5, 10, 15)),
    "lock_in_talk": (N_("In a talk: lock after"), (5, 10, 15, 20, 30)),
    "lock_elsewhere": (N_("Everywhere else: lock after"), (2, 5, 10, 15, 30)),
}
"""Minutes to choose from, by the field of IdleTimes; one that stands in the file is offered too."""


class SettingsScreen(QWidget):
    """With a `session`, a vault is open and has an office; `office`: what was typed about it and is not saved yet.

    `start_at`: the setting that has the keyboard first. Signals: `closed()`;
    `settings_changed(ProgramSettings, str)` with the setting that was changed.
    """

    closed = Signal()
    settings_changed = Signal(object, str)

    def __init__(
        self,
        context: UiContext,
        session: Session | None = None,
        office: Office | None = None,
        start_at: str = "",
    ) -> None:
        super().__init__()
        self.context = context
        self._session = session
        self._start_at = start_at
        _ = context._
        self.close_button = button(_("Close"), self.closed.emit)
        self.error = Words(role="error")
        self.error.hide()
        self.language_bar = self._make_language_bar()
        self.theme_bar = self._make_bar([(theme.value, _(words)) for theme, words in THEME_WORDS.items()])
        self.text_bar = self._make_bar([(str(each), f"{each} %") for each in TEXT_PERCENTS])
        self.idle_bars = {name: self._make_idle_bar(name, each) for name, (_words, each) in IDLE_CHOICES.items()}
        self.numbers = NumberList(context, context.settings.emergency_numbers)
        self.sound = SoundPart(context)
        self.office_form = OfficeForm(context, office or session.office) if session is not None else None
        self._show()
        self._lay_out()
        self._connect()

    def _make_bar(self, options: Sequence[tuple[str, str]]) -> ChoiceBar:
        return ChoiceBar(options, digits=False)

    def _make_language_bar(self) -> ChoiceBar:
        languages = self.context.languages
        tags = self.context.officer_languages
        options = [("", self.context._("As the system")), *((tag, languages[tag].own_name) for tag in tags)]
        bar = self._make_bar(options)
        for tag in tags:
            bar.buttons[tag].setFont(self.context.font(tag, TEXT_PX))
        return bar

    def _make_idle_bar(self, name: str, choices: tuple[int, ...]) -> ChoiceBar:
        offered = sorted({*choices, getattr(self.context.settings.idle, name)})
        ngettext = self.context.translator.ngettext
        words = [ngettext("{count} minute", "{count} minutes", each).format(count=each) for each in offered]
        return self._make_bar([(str(each), said) for each, said in zip(offered, words, strict=True)])

    def _show(self) -> None:
        settings = self.context.settings
        self.language_bar.show_value(settings.officer_language)
        self.theme_bar.show_value(settings.theme.value)
        self.text_bar.show_value(str(settings.text_percent))
        for name, bar in self.idle_bars.items():
            bar.show_value(str(getattr(settings.idle, name)))

    def _lay_out(self) -> None:
        _ = self.context._
        body = QVBoxLayout()
        body.setSpacing(2 * GRID)
        body.addLayout(row(short_label(_("Settings"), "title"), None, self.close_button))
        body.addWidget(self.error)
        for title, bar in (
            (_("Language of the program"), self.language_bar),
            (_("Colours"), self.theme_bar),
            (_("Size of the texts"), self.text_bar),
        ):
            bar.setAccessibleName(title)
            body.addWidget(card(column(Words(title, "heading"), bar), margin=3 * GRID))
        body.addWidget(card(self._idle_part(), margin=3 * GRID))
        numbers = column(
            Words(_("Emergency numbers"), "heading"),
            Words(_("Shown under urgent help. The first is the one to call."), "quiet"),
            self.numbers,
        )
        body.addWidget(card(numbers, margin=3 * GRID))
        body.addWidget(card(column(self.sound), margin=3 * GRID))
        if self.office_form is not None and self._session is not None:
            body.addWidget(self.office_form)
            if not self._session.allows(Permission.CHANGE_OFFICE):
                self.office_form.only_read(_("A supervisor or an administrator can change this."))
        body.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.area = scrolled_page(body)
        outer.addWidget(self.area)

    def _idle_part(self) -> QVBoxLayout:
        _ = self.context._
        parts: list[QWidget] = [
            Words(_("When nobody touches the computer"), "heading"),
            Words(_("Hidden: the cover page. Locked: the vault is closed and asks for the passphrase."), "quiet"),
        ]
        for name, (words, _choices) in IDLE_CHOICES.items():
            self.idle_bars[name].setAccessibleName(_(words))
            parts += [Words(_(words)), self.idle_bars[name]]
        parts.append(
            Words(
                _("A talk in memory only would be lost by locking: it stays hidden until 30 minutes have passed."),
                "quiet",
            )
        )
        return column(*parts)

    def _connect(self) -> None:
        self.language_bar.chosen.connect(lambda tag: self._change(LANGUAGE, officer_language=tag))
        self.theme_bar.chosen.connect(lambda value: self._change(THEME, theme=Theme(value)))
        self.text_bar.chosen.connect(lambda value: self._change(TEXT, text_percent=int(value)))
        for name, bar in self.idle_bars.items():
            bar.chosen.connect(lambda value, n=name: self._change_idle(n, int(value)))
        self.numbers.changed.connect(lambda found: self._change("", emergency_numbers=found))
        self.sound.machine_changed.connect(lambda on: self._change("", machine_voices=on))
        self.sound.first_changed.connect(lambda voices: self._change("", first_voices=voices))
        if self.office_form is not None:
            self.office_form.save_asked.connect(self._save_office)

    def _change(self, setting: str, **changes: Any) -> None:
        self.settings_changed.emit(replace(self.context.settings, **changes), setting)

    def _change_idle(self, name: str, minutes: int) -> None:
        times: IdleTimes = replace(self.context.settings.idle, **{name: minutes})
        self._change(name, idle=times)

    def _save_office(self, office: Office) -> None:
        """Keep the office's settings; what is wrong with them stands beside them."""
        # The vault's tables take 250 ms to load: not for settings that are opened before a vault is.
        from screening.operations.office import save_office

        session, form = self._session, self.office_form

        def tell(*, saved: str = "", error: str = "") -> None:
            if form is not None and isValid(form):  # the page may have been closed meanwhile
                form.show_outcome(saved=saved, error=error)

        if session is not None:
            self.context.tasks.run(
                lambda: save_office(session, office),
                lambda _done: tell(saved=self.context._("Saved")),
                lambda error: tell(error=self.context.sentence(error)),
            )

    def shown(self) -> None:
        """Put the keyboard on the setting that was just changed, or on the way out."""
        bars = {LANGUAGE: self.language_bar, THEME: self.theme_bar, TEXT: self.text_bar, **self.idle_bars}
        bar = bars.get(self._start_at)
        if bar is None:
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            bar.focus()

    def show_error(self, error: ScreeningError) -> None:
        """What could not be kept, above all settings."""
        self.error.show_text(self.context.sentence(error))
        self.error.show()
        self.area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
