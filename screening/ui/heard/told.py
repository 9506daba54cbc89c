"""What the officer is told about what can be heard, in the lines where the draft words stand."""

from __future__ import annotations

from collections.abc import Sequence

from screening.languages.catalogs import Shown
from screening.ui.context import UiContext
from screening.ui.heard.voice import Heard
from screening.ui.moments import language_words


def standing_words(context: UiContext, texts: Sequence[Shown]) -> list[str]:
    """Nothing in a language without any voice: there every text is read aloud, and every line would say so."""
    voice = context.voice
    # In a second language that the person picked there may be a voice where the first has none.
    if not texts or not (voice.speaks(_tag(texts[0])) or any(map(voice.has, texts))):
        return []
    _ = context._
    lines = []
    unheard = next((shown for shown in texts if not voice.has(shown)), None)
    if unheard is not None and unheard is not texts[0]:
        words = _("Some of this has no recording in {language}: read that aloud")
        lines.append(words.format(language=language_words(context, _tag(unheard))))
    elif unheard is not None:
        lines.append(missing_words(context, unheard))
    if any(voice.how(shown) is Heard.MACHINE for shown in texts):
        lines.append(_("Machine voice: it may say words wrongly"))
    about = (voice.about(shown) for shown in texts if voice.how(shown) is Heard.RECORDED)
    recorded = [found for found in about if found is not None]
    from_english = next((found for found in recorded if found.from_english), None)
    if from_english is not None:
        words = _("Recording in {language}: spoken from the English words, there are none in the language yet")
        lines.append(words.format(language=language_words(context, from_english.pack.language)))
    if any(found.pack.reviewed is None for found in recorded):
        lines.append(_("Recording: no other speaker has checked it yet"))
    return lines


def missing_words(context: UiContext, shown: Shown) -> str:
    """A text that cannot be heard is read aloud, and why."""
    found = context.voice.about(shown)
    words = (
        context._("The recording of this in {language} says older words and is not played: read it aloud")
        if found is not None and not found.current
        else context._("No recording of this in {language}: read it aloud")
    )
    return words.format(language=language_words(context, _tag(shown)))


def voice_words(context: UiContext, texts: Sequence[Shown], *, only_machine: bool = False) -> str:
    """Whose voice it is: a dialect and a code, or a machine; empty where nothing can be heard."""
    voice = context.voice
    for shown in texts:
        how = voice.how(shown)
        if how is Heard.MACHINE:
            return context._("machine voice")
        found = voice.about(shown) if how is Heard.RECORDED else None
        if found is not None and not only_machine:
            return " · ".join(filter(None, (found.pack.dialect, found.pack.speaker)))
    return ""


def _tag(shown: Shown) -> str:
    return shown.wanted or shown.language
