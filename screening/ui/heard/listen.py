"""A button to listen: an ear and the person's own word for it. Pressed again, it is silent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from screening.languages.bidi import strip_invisible
from screening.languages.catalogs import Shown
from screening.languages.table import SOURCE_TAG
from screening.ui.context import UiContext
from screening.ui.heard.told import voice_words
from screening.ui.heard.voice import Heard
from screening.ui.tokens import TARGET_PX
from screening.ui.widgets.basics import LaidOutButton
from screening.ui.widgets.icons import icon, icon_pixmap
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
        self._word = ""
        self.heard = self._by_machine = False
        self.picture: QLabel | None = None
        self.word_label: PersonText | None = None
        self.note = ""
        self._note_label: QLabel | None = None
        self.setProperty("role", "listen")
        if small:
            # Four of them may come with a question: a picture is all they are made of.
            side = max(TARGET_PX, context.px(ICON_PX) + 16)
            self.setFixedSize(side, side)
            self.setIconSize(QSize(context.px(ICON_PX), context.px(ICON_PX)))
        else:
            self._lay_out()
        self._show_picture()
        voice = context.voice
        voice.started.connect(self._on_started)
        voice.ended.connect(self._on_ended)
        self.clicked.connect(self.listen)
        self.set_texts(texts)

    def _lay_out(self) -> None:
        self.picture = QLabel()
        self.word_label = PersonText(self._context, SOURCE_TAG, px=WORD_PX)
        self._note_label = QLabel()
        self._note_label.setTextFormat(Qt.TextFormat.PlainText)
        self._note_label.setProperty("role", "quiet")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 6, 12, 6)
        outer.setSpacing(10)
        outer.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.word_label)
        words.addWidget(self._note_label)
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
        self._show_note()
        if self._small and texts:
            self.setAccessibleName(strip_invisible(f"{self._word}: {texts[0].text}"))

    def listen(self) -> None:
        """Let the texts be heard, or be silent."""
        voice = self._context.voice
        about_to_be = voice.playing and tuple(voice.asked) == tuple(self._texts)
        if self.heard or about_to_be:
            voice.stop()
            return
        voice.play(*self._texts)

    def _speak(self) -> None:
        """The word in the person's language."""
        word = self._context.person_catalog(*self._languages).fixed("answers.listen")
        self._word = word.text
        if self.word_label is None:
            return
        self.word_label.show_person(word)
        self.word_label.setAccessibleName("")
        self.setLayoutDirection(self.word_label.layoutDirection())
        own = self._context.own_catalog.fixed("answers.listen").text
        both = not self._alone and own != word.text
        self.setAccessibleName(strip_invisible(f"{own} / {word.text}" if both else word.text))

    def _show_note(self) -> None:
        """Whose voice it is; a machine's has a picture of its own too."""
        voice = self._context.voice
        by_machine = voice.machine is not None and any(voice.how(each) is Heard.MACHINE for each in self._texts)
        if by_machine != self._by_machine:
            self._by_machine = by_machine
            self._show_picture()
        note = voice_words(self._context, self._texts, only_machine=self._alone or self._small)
        label = self._note_label
        if note != self.note:
            self.note = note
            self.setAccessibleDescription(strip_invisible(note))
            if label is not None:
                label.setText(note)
        if label is not None and label.isHidden() != (not note):
            label.setVisible(bool(note))

    def _show_picture(self) -> None:
        name = "heard" if self.heard else "machine_voice" if self._by_machine else "listen"
        size, colour = self._context.px(ICON_PX), self._context.tokens.accent
        if self.picture is None:
            self.setIcon(icon(name, colour, size))
        else:
            self.picture.setPixmap(icon_pixmap(name, colour, size))

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
