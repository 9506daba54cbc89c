"""The words for what is wrong with a pack of recordings: the file, and what was expected of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from screening.languages.bidi import isolate, plain
from screening.languages.catalogs import Translator
from screening.languages.marks import N_
from screening.languages.recording_checks import Fault, Mistake

FAULT: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.LIST_MISSING: N_("this file is missing; it says what each recording is"),
        Fault.LIST_UNREADABLE: N_("expected a list of recordings, and found something else: {detail}"),
        Fault.LANGUAGE_UNKNOWN: N_("expected a language the program knows, not {language}"),
        Fault.LANGUAGE_OTHER: N_("expected recordings in the language {expected}, not {language}"),
        Fault.SPEAKER_NO_CODE: N_("expected a short code for the speaker: letters and digits, never a name"),
        Fault.NOT_BY_ANOTHER: N_("expected the code of another speaker who listened to it, not the speaker's own"),
        Fault.EMPTY: N_("expected at least one recording"),
        Fault.ID_UNKNOWN: N_("expected a text the program has; {text} is none"),
        Fault.HAS_FIELDS: N_(
            "expected no recording: into {text} a name or number is filled, the officer reads it"
        ),
        Fault.TWICE: N_("expected one recording of {text}; there is another file for it"),
        Fault.OUTSIDE: N_("expected the name of a file in this folder"),
        Fault.NAME_OTHER: N_("expected the name {expected}, or the same with another ending"),
        Fault.LINK: N_("expected the file itself, not a link to another place"),
        Fault.MISSING: N_("expected this file, and it is not there"),
        Fault.NO_FILE: N_("expected a file"),
        Fault.TOO_LARGE: N_("expected at most {megabytes} MB"),
        Fault.ALL_TOO_LARGE: N_("expected at most {megabytes} MB in all"),
        Fault.UNREADABLE: N_("expected a file that can be read"),
        Fault.HASH_DIFFERS: N_("expected the sound that was listed; this file was changed or damaged"),
        Fault.NOT_AUDIO: N_("expected sound: WAV, MP3, FLAC or Ogg Vorbis"),
        Fault.TOO_LONG: N_("expected at most {minutes} minutes"),
        Fault.SECONDS_DIFFER: N_("expected another length than {seconds} seconds; the file may be cut short"),
    }
)


def mistake_words(mistake: Mistake, translator: Translator) -> str:
    """One mistake in a line: where it is, and what was expected."""
    fields = {name: isolate(plain(str(value))) for name, value in mistake.fields.items()}
    words = translator.gettext(FAULT[mistake.fault]).format(**fields)
    return f"{isolate(plain(mistake.place))}: {words}"
