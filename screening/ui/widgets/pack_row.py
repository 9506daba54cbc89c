"""One pack of recordings in the list: language, dialect and speaker, what it covers, and taking it away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening.languages.bidi import date, isolate, strip_invisible
from screening.operations.recordings import Installed
from screening.ui.context import UiContext
from screening.ui.moments import language_words, own_line
from screening.ui.tokens import GRID
from screening.ui.widgets.basics import button, column, row, short_label
from screening.ui.widgets.words import Words


class PackRow(QWidget):
    """Signals: `remove_asked()` once somebody said yes; `first_asked()` to be heard before the others."""

    remove_asked = Signal()
    first_asked = Signal()

    def __init__(self, context: UiContext, entry: Installed, *, first: bool | None) -> None:
        """`first`: whether it is heard before the others of its language; None where there are none."""
        super().__init__()
        _ = context._
        self.entry = entry
        name = pack_name(context, entry)
        reviewed = entry.pack.reviewed
        self.first_button = button(_("Play this one first"), self.first_asked.emit, "quiet")
        self.remove_button = button(_("Remove…"), self._ask, "quiet")
        self.remove_button.setAccessibleName(strip_invisible(_("Remove {name}").format(name=name)))
        covers = own_line(context, _covers(context, entry))
        words = column(Words(own_line(context, name), "strong"), Words(covers, "quiet"), spacing=0)
        state = _("Checked") if reviewed else _("Not checked yet")
        if reviewed is not None:
            day = date(reviewed.on, context.translator.language)
            checked = _("Checked by {code} on {day}").format(code=isolate(reviewed.by), day=day)
            words.addWidget(Words(checked, "quiet"))
        if entry.out_of_date:
            words.addWidget(Words(_out_of_date(context, entry.out_of_date), "caution"))
        head = row(spacing=GRID)
        head.addLayout(words)
        head.setStretch(0, 1)
        head.addWidget(short_label(state, "chip" if reviewed else "caution"), 0, Qt.AlignmentFlag.AlignVCenter)
        if first:
            head.addWidget(short_label(_("Played first"), "chip"), 0, Qt.AlignmentFlag.AlignVCenter)
        elif first is not None:
            head.addWidget(self.first_button)
        head.addWidget(self.remove_button)
        self.sure_label = Words(
            _(
                "These recordings are deleted from this computer. Without another copy they cannot be brought "
                "back: they would have to be spoken again."
            )
        )
        self.yes_button = button(_("Delete these recordings"), self.remove_asked.emit)
        self.no_button = button(_("Keep them"), self._leave)
        layout = column(spacing=GRID)
        layout.addLayout(head)
        layout.addWidget(self.sure_label)
        layout.addLayout(row(self.yes_button, self.no_button, None))
        layout.setContentsMargins(0, GRID, 0, GRID)
        self.setLayout(layout)
        self._show_question(False)

    def _ask(self) -> None:
        self._show_question(True)
        self.no_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._show_question(False)
        self.remove_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_question(self, asked: bool) -> None:
        for widget in (self.sure_label, self.yes_button, self.no_button):
            widget.setVisible(asked)
        self.remove_button.setEnabled(not asked)


def pack_name(context: UiContext, entry: Installed) -> str:
    """Arabic · Levant · S2."""
    pack = entry.pack
    parts = (language_words(context, pack.language), isolate(pack.dialect), isolate(pack.speaker))
    return " · ".join(part for part in parts if part.strip("\u2066\u2067\u2068\u2069"))


def _covers(context: UiContext, entry: Installed) -> str:
    texts = context.translator.ngettext("{count} text is heard", "{count} texts are heard", entry.covered)
    size = context._("{megabytes} MB").format(megabytes=f"{max(entry.size / 1024**2, 0.1):.1f}")
    return f"{texts.format(count=entry.covered)} · {isolate(size)}"


def _out_of_date(context: UiContext, count: int) -> str:
    words = context.translator.ngettext(
        "{count} recording says older words and is not played: record it again.",
        "{count} recordings say older words and are not played: record them again.",
        count,
    )
    return words.format(count=count)
