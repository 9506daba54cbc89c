"""A button to listen: an ear and the person's own word for it. Pressed again, it is silent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Shown
from screening.languages.table import SOURCE_TAG
from screening.ui.context import UiContext
from screening.ui.heard.told import voice_words
from screening.ui.tokens import TARGET_PX
from screening.ui.widgets.basics import LaidOutButton
from screening.ui.widgets.icons import icon_pixmap
from screening.ui.widgets.person_text import PersonText

WORD_PX, ICON_PX = 19, 24


class ListenButton(LaidOutButton):
    """Lets its texts be heard one after another. `texts`: as they stand on the person's side.

    `small`: the ear alone, to stand beside the word it is for. `alone`: on a side where nothing of the officer's
    stands; only a machine's voice is said there too.
    Where a text cannot be heard, `context.voice.missing` tells of it, and the next press goes on behind it. While
    one of its texts is heard it shows waves in place of the ear, in a frame.

    Signals: `heard_changed(bool)` when one of its texts begins to be heard, and when it is silent again.
    """

    heard_changed = Signal(bool)

    def __init__(
        self, context: UiContext, texts: Sequence[Shown] = (), *, small: bool = False, alone: bool = False
    ) -> None:
        super().__init__()
        self._context = context
        self._small, self._alone = small, alone
        self._languages = ("", "")
        self._texts: Sequence[Shown] = ()
        self.heard = False
        self.picture = QLabel()
        self.word = PersonText(context, SOURCE_TAG, px=WORD_PX)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setProperty("role", "quiet")
        self._lay_out()
        self._show_picture()
        voice = context.voice
        voice.started.connect(self._on_started)
        voice.ended.connect(self._on_ended)
        self.clicked.connect(self.listen)
        self.set_texts(texts)

    def _lay_out(self) -> None:
        outer = QHBoxLayout(self)
        outer.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignCenter)
        self.setProperty("role", "listen")
        if self._small:
            outer.setContentsMargins(0, 0, 0, 0)
            self.word.setParent(self)
            self.note.setParent(self)
            self.word.hide()
            self.note.hide()
            side = max(TARGET_PX, self._context.px(ICON_PX) + 16)
            self.setFixedSize(side, side)
        else:
            outer.setContentsMargins(12, 6, 12, 6)
            outer.setSpacing(10)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(self.word)
            words.addWidget(self.note)
            outer.addLayout(words, 1)
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def texts(self) -> Sequence[Shown]:
        """What it lets be heard."""
        return self._texts

    def set_texts(self, texts: Sequence[Shown]) -> None:
        """Stand for other texts."""
        self._texts = texts
        if texts:
            first = texts[0]
            languages = (first.wanted or first.language, first.language if first.wanted else "")
            if languages != self._languages:
                self._languages = languages
                self._speak()
        if not self._small:
            self._show_note()
        elif texts:
            self.setAccessibleName(strip_invisible(f"{self.word.text()}: {texts[0].text}"))

    def listen(self) -> None:
        """Let the texts be heard, or be silent."""
        voice = self._context.voice
        if self.heard:
            voice.stop()
            return
        voice.play(*self._texts)

    def _speak(self) -> None:
        """The word in the person's language."""
        word = self._context.person_catalog(*self._languages).fixed("answers.listen")
        self.word.show_person(word)
        self.word.setAccessibleName("")
        self.setLayoutDirection(self.word.layoutDirection())
        own = self._context.own_catalog.fixed("answers.listen").text
        both = not self._alone and own != word.text
        self.setAccessibleName(strip_invisible(f"{own} / {word.text}" if both else word.text))

    def _show_note(self) -> None:
        """Whose voice it is."""
        words = voice_words(self._context, self._texts, only_machine=self._alone)
        if words != self.note.text() or self.note.isHidden() != (not words):
            self.note.setText(words)
            self.note.setVisible(bool(words))
            self.setAccessibleDescription(strip_invisible(words))

    def _show_picture(self) -> None:
        name = "heard" if self.heard else "listen"
        size = self._context.px(ICON_PX)
        self.picture.setPixmap(icon_pixmap(name, self._context.tokens.accent, size))

    def _set_heard(self, heard: bool) -> None:
        if heard == self.heard:
            return
        self.heard = heard
        self._show_picture()
        show_heard(self, heard)
        self.heard_changed.emit(heard)

    def _on_started(self, shown: Shown) -> None:
        self._set_heard(any(same_text(each, shown) for each in self._texts))

    def _on_ended(self) -> None:
        self._set_heard(False)


def same_text(one: Shown, other: Shown) -> bool:
    """Whether two are the same text of the same page: each way of showing it has its own."""
    return one.text_id == other.text_id and one == other


def show_heard(widget: QWidget, heard: bool) -> None:
    """Frame what is heard; the shape says it, not the colour."""
    widget.setProperty("heard", heard)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
