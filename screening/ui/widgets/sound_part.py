"""The part of the settings about what can be heard: recordings on this computer, and machine voices."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from screening.core.errors import ScreeningError
from screening.languages.recording_terms import mistake_words
from screening.operations import recordings
from screening.operations.recordings import Added, Installed, Step
from screening.ui.context import UiContext
from screening.ui.moments import language_words
from screening.ui.widgets.basics import button, check, column, line, row
from screening.ui.widgets.folders import choose_folder
from screening.ui.widgets.pack_row import PackRow
from screening.ui.widgets.words import Words

MISTAKES_SHOWN = 5


class SoundPart(QWidget):
    """Adding runs in short steps and can be stopped. `looking`: looks at the folder that are under way.

    Signals: `machine_changed(bool)` when machine voices are switched on or off; `first_changed(tuple[str, ...])`
    when another voice is to go first.
    """

    machine_changed = Signal(bool)
    first_changed = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        _ = context._
        self._context = context
        self._cancel: Callable[[], None] | None = None
        self.rows: list[PackRow] = []
        self.looking = 0
        self.empty_label = Words(
            _(
                "There are no recordings yet. They come as a folder with sounds and a file recordings.json, one "
                "folder for each voice."
            )
        )
        self.list_part = QVBoxLayout()
        self.list_part.setSpacing(0)
        self.add_button = button(_("Add recordings from a folder…"), self._on_add)
        self.stop_button = button(_("Stop"), self.stop)
        self.note = Words(role="quiet")
        self.error = Words(role="error")
        self.machine_check = check(_("Use machine voices of this computer where there is no recording"))
        self.machine_check.setChecked(context.settings.machine_voices)
        self.machine_check.toggled.connect(self.machine_changed)
        self.machine_label = Words(role="quiet")
        self._lay_out()
        for widget in (self.stop_button, self.note, self.error):
            widget.hide()
        context.voice.changed.connect(self._on_changed)
        self.refresh()

    def _lay_out(self) -> None:
        _ = self._context._
        layout = column(
            Words(_("Sound"), "heading"),
            Words(
                _(
                    "The person can hear what they read. Nothing plays by itself: only after “Listen” or F8. "
                    "Others hear it too, unless the person wears headphones: look that they are plugged in."
                ),
                "quiet",
            ),
            self.empty_label,
        )
        layout.addLayout(self.list_part)
        layout.addWidget(self.error)
        layout.addWidget(self.note)
        layout.addLayout(row(self.add_button, self.stop_button, None))
        layout.addWidget(line())
        layout.addWidget(self.machine_check)
        layout.addWidget(
            Words(
                _(
                    "A machine voice may say words wrongly, and has no warmth. It is marked wherever it is used, "
                    "and never says what was filled in, such as a name."
                ),
                "quiet",
            )
        )
        layout.addWidget(self.machine_label)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def refresh(self) -> None:
        """Look the recordings up anew; on the worker, since files are counted."""
        folder = self._context.voice.library.folder
        if folder is not None:
            self.looking += 1
            self._context.tasks.run(lambda: recordings.installed(folder), self._if_there(self._on_looked))
        else:
            self._show(())
        self._say_machine()

    def _on_changed(self) -> None:
        if isValid(self):
            self.refresh()

    def _on_looked(self, entries: tuple[Installed, ...]) -> None:
        self.looking -= 1
        self._show(entries)

    def _show(self, entries: tuple[Installed, ...]) -> None:
        for old in self.rows:
            old.hide()
            old.deleteLater()
        self.rows = []
        library = self._context.voice.library
        for entry in entries:
            packs = library.packs(entry.pack.language)
            first = packs[0].voice == entry.pack.voice if len(packs) > 1 else None
            made = PackRow(self._context, entry, first=first)
            made.remove_asked.connect(partial(self._remove, entry))
            made.first_asked.connect(partial(self._prefer, entry))
            self.list_part.addWidget(made)
            self.rows.append(made)
        self.empty_label.setVisible(not entries)

    def _say_machine(self) -> None:
        _ = self._context._
        voice, on = self._context.voice, self.machine_check.isChecked()
        if not on:
            words = ""
        elif voice.asking:
            words = _("Asking this computer for its voices…")
        else:
            known = filter(voice.machine_knows, self._context.languages)
            names = " · ".join(language_words(self._context, tag) for tag in known)
            spoken = _("This computer has machine voices for: {languages}")
            words = spoken.format(languages=names) if names else _("This computer has no machine voices.")
        self.machine_label.show_text(words)
        self.machine_label.setVisible(bool(words))

    # adding

    def _on_add(self) -> None:
        source = choose_folder(self._context, Path.home(), self)
        if source is not None:
            self.add(source)

    def add(self, source: Path) -> None:
        """Add the recordings in a folder; what is wrong with them is named."""
        folder = self._context.voice.library.folder
        if folder is None or self._cancel is not None:
            return
        self._show_working(True)
        self.note.show_text(self._context._("Looking at the recordings…"))
        self._cancel = self._context.tasks.run_in_steps(
            recordings.add(source, folder),
            self._on_added,
            self._if_there(self._on_failed),
            self._if_there(self._on_step),
        )

    def stop(self) -> None:
        """Give it up; nothing was added."""
        if self._cancel is not None:
            self._cancel()
            self._show_working(False)
            self.note.show_text(self._context._("Stopped. Nothing was added."))
            self.note.show()
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_step(self, step: Step) -> None:
        words = self._context._("Recording {done} of {count}")
        self.note.show_text(words.format(done=step.done, count=step.of))

    def _on_added(self, added: Added) -> None:
        """Also when the page was left meanwhile: then they are heard, and nobody is told here."""
        if added.pack is not None:
            self._context.voice.reload()
        if not isValid(self):
            return
        self._show_working(False)
        if added.pack is None:
            self._show_mistakes(added)
            return
        words = self._context.translator.ngettext(
            "{count} recording added.", "{count} recordings added.", len(added.pack.recordings)
        )
        self.note.show_text(words.format(count=len(added.pack.recordings)))
        self.note.show()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_mistakes(self, added: Added) -> None:
        _ = self._context._
        lines = [_("These recordings cannot be used, and nothing was added. Whoever made them can correct this:")]
        lines += [mistake_words(each, self._context.translator) for each in added.mistakes[:MISTAKES_SHOWN]]
        more = len(added.mistakes) - MISTAKES_SHOWN
        if more > 0:
            words = self._context.translator.ngettext(
                "and {count} more mistake", "and {count} more mistakes", more
            )
            lines.append(words.format(count=more))
        self.error.show_text("\n".join(lines))
        self.error.show()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: ScreeningError) -> None:
        self._show_working(False)
        self.error.show_text(self._context.sentence(error))
        self.error.show()

    def _show_working(self, working: bool) -> None:
        self.add_button.setEnabled(not working)
        self.stop_button.setVisible(working)
        self.note.setVisible(working)
        self.error.hide()
        if working:
            self.stop_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._cancel = None

    # what is installed

    def _remove(self, entry: Installed) -> None:
        folder = self._context.voice.library.folder
        if folder is not None:
            self._context.voice.stop()
            self._context.tasks.run(
                lambda: recordings.remove(entry.pack, folder),
                lambda _done: self._context.voice.reload(),
                self._if_there(self._on_failed),
            )
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _prefer(self, entry: Installed) -> None:
        """Before the others of its language; nothing else changes."""
        tag = entry.pack.language
        first = {voice for voice in self._context.voice.library.first if voice.partition(".")[0] != tag}
        self.first_changed.emit(tuple(sorted({*first, entry.pack.voice})))
        self.refresh()
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _if_there(self, act: Callable[[Any], object]) -> Callable[[Any], None]:
        def acted(value: Any) -> None:
            if isValid(self):
                act(value)

        return acted
