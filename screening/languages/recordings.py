"""Recordings of the person's texts, as packs: a folder of audio files and a list of what each of them says.

The list, `recordings.json`, is UTF-8:

    {"schema": 1, "language": "my", "dialect": "Yangon", "speaker": "S2",
     "reviewed": {"by": "R1", "on": "2026-11-20"},
     "recordings": {"answers.yes": {"file": "answers.yes.wav", "sha256": "...", "text_hash": "...",
                                    "seconds": 1.4}}}

`speaker` is a code, never a name. `reviewed` is null until another speaker has listened to all of it.
`text_hash` is that of the words that were spoken (`languages.hashes`): once the words are others, the recording
is out of date and not played. Of a text without words in the language it is the hash of the English words: an
interpreter says those in the language, and once there are words the recording is out of date.
A file has the text's id for its name, with `@` where the id has a colon, which some disks do not take.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from screening.languages.catalogs import Review, Shown
from screening.languages.review import SignOff

LIST = "recordings.json"
SCHEMA = 1
ENDINGS = (".wav", ".mp3", ".flac", ".ogg")
MOST_LIST_BYTES = 4 * 1024**2
MOST_LETTERS = 60
"""Of a dialect, a speaker's code, and who listened to it."""


@dataclass(frozen=True)
class Recording:
    """One text as it was spoken. `seconds`: how long it is."""

    file: str
    sha256: str
    text_hash: str
    seconds: float


@dataclass(frozen=True)
class Pack:
    """One voice in one language. `recordings`: by text id."""

    folder: Path
    language: str
    dialect: str
    speaker: str
    reviewed: SignOff | None = None
    recordings: Mapping[str, Recording] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def voice(self) -> str:
        """Tells one voice from another, and stands in file names: a newer pack of the same replaces the older."""
        import hashlib  # start-up is measured, see `hashes`

        told = json.dumps([self.dialect, self.speaker]).encode()
        return f"{self.language}.{hashlib.sha256(told).hexdigest()[:12]}"


@dataclass(frozen=True)
class Found:
    """The recording of a text. `current`: whether it says today's words; otherwise it is not to be played.

    `from_english`: it was spoken from the English words, there being none in its language.
    """

    pack: Pack
    recording: Recording
    current: bool
    from_english: bool = False

    @property
    def path(self) -> Path:
        """The audio file."""
        return self.pack.folder / self.recording.file


def stem_of(text_id: str) -> str:
    """The name of a text's audio file, without its ending."""
    return text_id.replace(":", "@")


def text_id_of(name: str) -> str:
    """The text id that an audio file is named after."""
    stem, dot, ending = name.rpartition(".")
    return (stem if dot and f".{ending.lower()}" in ENDINGS else name).replace("@", ":")


def by_another(reviewed: SignOff, speaker: str) -> bool:
    """Whether somebody is named who listened, and it is not the speaker."""
    by = reviewed.by.strip().casefold()
    return by not in {"", speaker.strip().casefold()}


def has_fields(text: str) -> bool:
    """Whether something is filled in: nobody can have spoken that before."""
    return "{" in text


def as_json(pack: Pack) -> bytes:
    """The list of a pack, one text a line."""
    reviewed = pack.reviewed and {"by": pack.reviewed.by, "on": pack.reviewed.on.isoformat()}
    recordings = {
        text_id: {"file": r.file, "sha256": r.sha256, "text_hash": r.text_hash, "seconds": r.seconds}
        for text_id, r in sorted(pack.recordings.items())
    }
    head = {
        "schema": SCHEMA,
        "language": pack.language,
        "dialect": pack.dialect,
        "speaker": pack.speaker,
        "reviewed": reviewed,
    }
    return (json.dumps(head | {"recordings": recordings}, ensure_ascii=False, indent=1) + "\n").encode()


def read_pack(folder: Path) -> Pack:
    """The pack in a folder, as its list says. Raises OSError, and ValueError for a list that is none.

    It looks at the list alone: `recording_checks.check_pack` looks at the files.
    """
    path = folder / LIST
    with path.open("rb") as file:
        data = file.read(MOST_LIST_BYTES + 1)
    if len(data) > MOST_LIST_BYTES:
        raise ValueError("size")
    return parse_pack(folder, data)


def parse_pack(folder: Path, data: bytes) -> Pack:
    """The pack that a list tells of. Raises ValueError for a list that is none."""
    try:
        return _pack(folder, json.loads(data))
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _pack(folder: Path, found: Any) -> Pack:
    if found["schema"] != SCHEMA:
        raise ValueError("schema")
    reviewed = found["reviewed"]
    if reviewed is not None:
        reviewed = SignOff(_words("reviewed", reviewed["by"]), datetime.date.fromisoformat(reviewed["on"]))
        # Nobody checks their own voice: as if it had not been listened to.
        reviewed = reviewed if by_another(reviewed, str(found["speaker"])) else None
    recordings = {str(text_id): _recording(each) for text_id, each in found["recordings"].items()}
    language, dialect, speaker = (_words(name, found[name]) for name in ("language", "dialect", "speaker"))
    return Pack(folder, language, dialect, speaker, reviewed, MappingProxyType(recordings))


def _recording(found: Any) -> Recording:
    seconds = found["seconds"]
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < 1e6:
        raise ValueError("seconds")
    file, sha256, text_hash = found["file"], found["sha256"], found["text_hash"]
    if not all(isinstance(each, str) for each in (file, sha256, text_hash)):
        raise ValueError("file")
    return Recording(file, sha256, text_hash, float(seconds))


def _words(name: str, found: Any) -> str:
    if not isinstance(found, str) or len(found) > MOST_LETTERS or not found.isprintable():
        raise ValueError(f"{name}, at most {MOST_LETTERS} letters that can be seen")
    return found


class Library:
    """The packs that are installed in a folder; each language is read when it is first asked for.

    A pack lies in `<tag>.<voice>.<number>`; of one voice, the highest number counts. Whatever cannot be read is
    passed over: a damaged pack must not stop a talk. `first`: voices (`Pack.voice`) that go before the others.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.first: frozenset[str] = frozenset()
        self._packs: dict[str, tuple[Pack, ...]] = {}

    def forget(self) -> None:
        """Read anew what is asked for next."""
        self._packs = {}

    def packs(self, tag: str) -> tuple[Pack, ...]:
        """The voices in a language: the preferred one first, then what was listened to, then what covers most."""
        if tag not in self._packs:
            self._packs[tag] = self._read(tag)
        return self._packs[tag]

    def prefer(self, first: Iterable[str]) -> None:
        """Let these voices go before the others of their language."""
        if (wanted := frozenset(first)) != self.first:
            self.first = wanted
            self.forget()

    def all_packs(self) -> tuple[Pack, ...]:
        """Every voice in every language, in the order of their tags."""
        tags = {name.partition(".")[0] for name in _names(self.folder)}
        return tuple(pack for tag in sorted(tags) for pack in self.packs(tag))

    def find(self, shown: Shown) -> Found | None:
        """The recording of a text; one that is out of date if there is no other.

        In the language that was wanted, also where it has no words; else in the one the text stands in, but never
        the English words in place of missing ones: those are there for the officer, not for the person's ears.
        """
        spoken = self._find(shown.wanted, shown.text_id, shown.source_hash) if shown.wanted else None
        if spoken is not None and spoken.current:
            return replace(spoken, from_english=True)
        if shown.review is Review.MISSING:
            return spoken
        found = self._find(shown.language, shown.text_id, shown.text_hash)
        return found if found is not None and found.current else spoken or found

    def _find(self, tag: str, text_id: str, text_hash: str) -> Found | None:
        old: Found | None = None
        for pack in self.packs(tag):
            recording = pack.recordings.get(text_id)
            if recording is None:
                continue
            if recording.text_hash == text_hash:
                return Found(pack, recording, current=True)
            old = old or Found(pack, recording, current=False)
        return old

    def _read(self, tag: str) -> tuple[Pack, ...]:
        newest: dict[str, tuple[int, str]] = {}
        for name in _names(self.folder):
            language, _, rest = name.partition(".")
            voice, _, number = rest.partition(".")
            if language == tag and voice and number.isdecimal():
                newest[voice] = max(newest.get(voice, (0, "")), (int(number), name))
        packs = (self._pack(name, tag) for _number, name in newest.values())
        return tuple(sorted(filter(None, packs), key=lambda each: (each.voice not in self.first, *_rank(each))))

    def _pack(self, name: str, tag: str) -> Pack | None:
        if self.folder is None:
            return None
        path = self.folder / name
        try:
            if path.is_symlink() or (path / LIST).is_symlink():
                return None  # as the import: what a link leads to was never checked
            pack = read_pack(path)
        except (OSError, ValueError):
            return None
        return pack if pack.language == tag else None


def _rank(pack: Pack) -> tuple[bool, int, str]:
    return (pack.reviewed is None, -len(pack.recordings), pack.voice)


def _names(folder: Path | None) -> tuple[str, ...]:
    """Names of installed packs; those that begin with a dot are unfinished or on their way out."""
    if folder is None:
        return ()
    try:
        return tuple(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return ()
