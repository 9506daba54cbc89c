"""The pages that belong to no room and lie over the others: keys, urgent help, settings, the vault's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from screening.core.errors import ScreeningError
from screening.core.settings import ProgramSettings
from screening.ui.screens.emergency_sheet import EmergencySheet
from screening.ui.screens.keys_help import KeysHelpScreen
from screening.ui.screens.urgent_help import UrgentHelpScreen
from screening.ui.screens.wall import WallAsk, WallScreen

if TYPE_CHECKING:
    from screening.core.office import Office
    from screening.ui.held.hand_over import HandOverScreen
    from screening.ui.screens.quick_erase import QuickEraseScreen
    from screening.ui.screens.settings import SettingsScreen
    from screening.ui.screens.vault.room import VaultRoom
    from screening.ui.window import MainWindow

    _AtTheDoor = KeysHelpScreen | UrgentHelpScreen | EmergencySheet | WallScreen | SettingsScreen
    OverPage = _AtTheDoor | VaultRoom | QuickEraseScreen | HandOverScreen


class OverPages:
    """At most one at a time; `before` is the room it lies over, and where leaving it leads back to."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.over: OverPage | None = None
        self.before: QWidget | None = None
        self._make: Callable[[], OverPage] | None = None
        self._setting = ""
        self._typed_office: Office | None = None
        self._vault_page = ""
        self._settings_error: ScreeningError | None = None

    def show_keys(self) -> None:
        """What this screen is for and all keys, from anywhere; and away again."""
        window, guide = self._window, self._window.guide
        self._toggle(KeysHelpScreen, lambda: KeysHelpScreen(window.context, guide))

    def show_urgent_help(self) -> None:
        """Urgent help, from anywhere; and away again."""
        window = self._window
        if window.session is None:
            numbers = window.context.settings.emergency_numbers
            self._toggle(EmergencySheet, lambda: EmergencySheet(window.context, numbers))
        else:
            self._toggle(UrgentHelpScreen, lambda: UrgentHelpScreen(window.context))

    def show_wall(self, ask: WallAsk) -> None:
        """The wall of languages, for the talk on the desk."""
        self._toggle(WallScreen, lambda: self._wall(ask))

    def toggle_wall(self) -> None:
        """The wall of the emergency sheet, and away again; the one of a talk, away."""
        if isinstance(self.over, EmergencySheet) and not self._window.covered:
            self.over.toggle_wall()
        elif isinstance(self.over, WallScreen) and not self._window.covered:
            self.over.closed.emit()

    def _wall(self, ask: WallAsk) -> WallScreen:
        made = WallScreen(self._window.context, ask)
        made.picked.connect(lambda tag: self._on_pointed(ask, tag))
        return made

    def _on_pointed(self, ask: WallAsk, tag: str) -> None:
        self.leave()
        if self._window.desk is not None:
            self._window.desk.talk_frame.language.on_pointed(ask, tag)

    def show_settings(self) -> None:
        """The settings, from anywhere but the making of a vault, whose key is shown only once."""
        # Measured: the settings are seldom opened, and the first window does not wait for them.
        from screening.ui.screens.settings import SettingsScreen

        if self._window.desk is not None or self._window.entry.at_the_door:
            self._setting, self._settings_error = "", None
            self._toggle(SettingsScreen, self._settings_page)

    def show_vault(self, start_at: str = "") -> None:
        """The vault's own pages, or one of them, from the case list: nothing of them belongs into a talk."""
        from screening.ui.screens.vault.room import VaultRoom  # with all that works on a vault

        window = self._window
        if window.session is not None and window.desk is not None and window.desk.at_the_cases:
            self._vault_page = start_at
            self._toggle(VaultRoom, self._vault_room)

    def show_hand_over(self) -> None:
        """Handing the computer over, from a question that the person may answer alone; and away again."""
        from screening.ui.held.hand_over import HandOverScreen  # seldom opened

        if isinstance(self.over, HandOverScreen) or (self.over is None and self._window.held.possible):
            self._toggle(HandOverScreen, self._window.held.hand_over_page)

    def show_quick_erase(self) -> None:
        """What erasing the whole vault takes away; and away again.

        Another page makes room for it, unless something stands there that cannot be shown a second time.
        """
        from screening.ui.screens.quick_erase import QuickEraseScreen  # seldom if ever opened

        over = self.over
        if over is not None and not (
            isinstance(over, QuickEraseScreen) or self.shows_once or self._window.covered
        ):
            over.closed.emit()
        self._toggle(QuickEraseScreen, self._quick_erase_page)

    def show_quick_erase_error(self, error: ScreeningError) -> None:
        """Say there why nothing was erased."""
        from screening.ui.screens.quick_erase import QuickEraseScreen

        if isinstance(self.over, QuickEraseScreen):
            self.over.show_error(error)

    def _quick_erase_page(self) -> QuickEraseScreen:
        from screening.ui.screens.quick_erase import QuickEraseScreen

        made = QuickEraseScreen(self._window.context)
        made.confirmed.connect(self._window.erasing.erase)
        return made

    def _vault_room(self) -> VaultRoom:
        from screening.ui.screens.vault.room import VaultRoom

        if self._window.session is None:
            raise RuntimeError("no vault is open")
        made = VaultRoom(self._window.context, self._window.session, self._vault_page)
        self._vault_page = ""
        made.ended.connect(lambda _why: self._window.lock())
        made.settings_changed.connect(self._window.settings_changed)
        if self._window.desk is not None:
            made.case_erased.connect(self._window.desk.forget_case)
            made.closed.connect(self._window.desk.cases.refresh)
        return made

    def _settings_page(self) -> SettingsScreen:
        from screening.ui.screens.settings import SettingsScreen

        window = self._window
        made = SettingsScreen(window.context, window.session, self._typed_office, self._setting)
        self._typed_office = None
        if self._settings_error is not None:
            made.show_error(self._settings_error)
        made.settings_changed.connect(self._on_setting_changed)
        return made

    def _on_setting_changed(self, settings: ProgramSettings, setting: str) -> None:
        self._setting, self._settings_error = setting, None
        self._window.settings_changed.emit(settings)

    def show_settings_error(self, error: ScreeningError) -> None:
        """Say on the settings page that they could not be kept; elsewhere above the rooms."""
        from screening.ui.screens.settings import SettingsScreen

        self._settings_error = error  # another page may be about to take this one's place
        if isinstance(self.over, SettingsScreen):
            self.over.show_error(error)
        else:
            self._window.notices.add(lambda context: context.sentence(error))

    def leave(self) -> None:
        """Back to what it lay over."""
        window, over, before = self._window, self.over, self.before
        if before is not None and over is not None:
            window.rooms.setCurrentWidget(before)
            window.remove(over)
            self.before = self.over = self._make = None
            if window.desk is not None:
                window.desk.focus()

    def drop(self) -> None:
        """Take the page away, and go nowhere."""
        over = self.over
        self.before = self.over = self._make = None
        if over is not None:
            self._window.remove(over)

    def _toggle(self, kind: type[QWidget], make: Callable[[], OverPage]) -> None:
        window = self._window
        if isinstance(self.over, kind) and not window.covered:
            self.over.closed.emit()
        elif not window.covered and self.over is None:
            self.before = window.rooms.currentWidget()
            self._make = make
            page = self._add(make())
            window.rooms.setCurrentWidget(page)
            page.shown()

    def _add(self, page: OverPage) -> OverPage:
        self.over = page
        page.closed.connect(self.leave)
        self._window.rooms.addWidget(page)
        return page

    # another look

    @property
    def shows_once(self) -> bool:
        """Whether something stands on the page that cannot be shown a second time."""
        if self._window.session is None or self.over is None:
            return False
        from screening.ui.screens.vault.room import VaultRoom  # with all that works on a vault

        return isinstance(self.over, VaultRoom) and self.over.shows_once

    def hand_on(self) -> None:
        """Which of the vault's pages is open, and what is typed about the office, go on to the next page."""
        from screening.ui.screens.settings import SettingsScreen
        from screening.ui.screens.vault.room import VaultRoom

        if isinstance(self.over, VaultRoom):
            self._vault_page = self.over.open_page
        if isinstance(self.over, SettingsScreen) and self.over.office_form is not None:
            self._typed_office = self.over.office_form.office()

    def make_again(self) -> OverPage | None:
        """The page that was open, made anew."""
        self.over = None
        return self._add(self._make()) if self._make is not None else None
