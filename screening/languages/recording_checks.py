"""Looks at a pack of recordings before anything of it is used, and names every mistake.

A file counts as sound when it can be decoded, whatever its name says. Sizes are looked at before a file is read.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath

from screening.core.review import Review
from screening.languages.catalogs import PERSON
from screening.languages.coverage import Entry, entries
from screening.languages.hashes import text_hash
from screening.languages.recording_limits import MOST_FILE_BYTES, MOST_PACK_BYTES, MOST_SECONDS
from screening.languages.recordings import (
    ENDINGS,
    LIST,
    MOST_LIST_BYTES,
    Pack,
    Recording,
    as_json,
    by_another,
    has_fields,
    parse_pack,
    read_pack,
    stem_of,
)
from screening.languages.table import load_languages

SPEAKER = re.compile(r"[A-Za-z0-9-]{1,12}")
SECONDS_OFF = 1.0
_RATE = 8_000
_BEGINNINGS = (b"RIFF", b"RIFX", b"fLaC", b"OggS", b"ID3")


class Fault(StrEnum):
    """What can be wrong with a pack. Fields of its words stand in the comment beside it."""

    LIST_MISSING = "list_missing"
    LIST_UNREADABLE = "list_unreadable"  # detail
    LANGUAGE_UNKNOWN = "language_unknown"  # language
    LANGUAGE_OTHER = "language_other"  # language, expected
    SPEAKER_NO_CODE = "speaker_no_code"
    NOT_BY_ANOTHER = "not_by_another"
    EMPTY = "empty"
    ID_UNKNOWN = "id_unknown"  # text
    HAS_FIELDS = "has_fields"  # text
    TWICE = "twice"  # text
    OUTSIDE = "outside"
    NAME_OTHER = "name_other"  # expected
    LINK = "link"
    MISSING = "missing"
    NO_FILE = "no_file"
    TOO_LARGE = "too_large"  # megabytes
    ALL_TOO_LARGE = "all_too_large"  # megabytes
    UNREADABLE = "unreadable"
    HASH_DIFFERS = "hash_differs"
    NOT_AUDIO = "not_audio"
    TOO_LONG = "too_long"  # minutes
    SECONDS_DIFFER = "seconds_differ"  # seconds


@dataclass(frozen=True)
class Mistake:
    """One mistake, and the file or line it is in."""

    fault: Fault
    place: str
    fields: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Looked:
    """One text of a pack: what its file holds where it is sound, and what is wrong with it."""

    text_id: str
    recording: Recording
    data: bytes
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True)
class Checked:
    """A whole pack. `out_of_date`: ids whose words are others today; that is no mistake, they are not played."""

    pack: Pack | None
    mistakes: tuple[Mistake, ...]
    out_of_date: tuple[str, ...] = ()


def today(tag: str) -> dict[str, Entry]:
    """The person's texts in a language as they are today, by id."""
    return {entry.text_id: entry for entry in entries(tag, domain=PERSON)}


def words_of(entry: Entry) -> str:
    """What is to be spoken; empty where there are no words in the language yet."""
    return entry.source if entry.review is Review.SOURCE else entry.translation


def spoken_hash(entry: Entry) -> str:
    """The hash of the words that a recording is made from: the English ones where the language has none yet."""
    return text_hash(words_of(entry) or entry.source)


def check_pack(folder: Path, tag: str = "") -> Checked:
    """Look at everything. `tag`: the language it has to be in. Raises OSError where the disk goes away."""
    pack, mistakes = check_list(folder, tag)
    if pack is None:
        return Checked(None, mistakes)
    return Checked(pack, (*mistakes, *_mistakes_of_files(pack, mistakes)), out_of_date(pack))


def check_made(pack: Pack) -> tuple[Mistake, ...]:
    """As `check_pack`, for a pack whose list is not written yet. Raises OSError where the disk goes away."""
    mistakes: list[Mistake] = []
    try:
        parse_pack(pack.folder, as_json(pack))
    except ValueError as error:
        mistakes.append(_unreadable(error))
    if pack.reviewed is not None and not by_another(pack.reviewed, pack.speaker):
        mistakes.append(Mistake(Fault.NOT_BY_ANOTHER, LIST))
    mistakes += _mistakes_of_list(pack, "")
    return (*mistakes, *_mistakes_of_files(pack, mistakes))


def _mistakes_of_files(pack: Pack, known: Iterable[Mistake]) -> Iterator[Mistake]:
    too_large = any(mistake.fault is Fault.ALL_TOO_LARGE for mistake in known)
    for looked in look_at(pack, read=not too_large):
        yield from looked.mistakes


def _unreadable(error: ValueError) -> Mistake:
    return Mistake(Fault.LIST_UNREADABLE, LIST, {"detail": str(error)[:60]})


def check_list(folder: Path, tag: str = "") -> tuple[Pack | None, tuple[Mistake, ...]]:
    """The list of a pack, and what can be told without reading a sound: None where it cannot be read at all."""
    path = folder / LIST
    try:
        seen = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None, (Mistake(Fault.LIST_MISSING, LIST),)
    if not stat.S_ISREG(seen.st_mode):
        return None, (Mistake(Fault.LINK, LIST),)
    if seen.st_size > MOST_LIST_BYTES:
        return None, (Mistake(Fault.TOO_LARGE, LIST, {"megabytes": MOST_LIST_BYTES // 1024**2}),)
    try:
        pack = read_pack(folder)
    except ValueError as error:
        return None, (_unreadable(error),)
    return pack, tuple(_mistakes_of_list(pack, tag))


def _mistakes_of_list(pack: Pack, tag: str) -> Iterator[Mistake]:
    if pack.language not in load_languages():
        yield Mistake(Fault.LANGUAGE_UNKNOWN, LIST, {"language": pack.language})
        return
    if tag and pack.language != tag:
        yield Mistake(Fault.LANGUAGE_OTHER, LIST, {"language": pack.language, "expected": tag})
    if not SPEAKER.fullmatch(pack.speaker):
        yield Mistake(Fault.SPEAKER_NO_CODE, LIST)
    if not pack.recordings:
        yield Mistake(Fault.EMPTY, LIST)
    known = today(pack.language)
    for text_id, recording in pack.recordings.items():
        if text_id not in known:
            yield Mistake(Fault.ID_UNKNOWN, recording.file, {"text": text_id})
        elif has_fields(known[text_id].source):
            yield Mistake(Fault.HAS_FIELDS, recording.file, {"text": text_id})
    if (total := size_of(pack)) > MOST_PACK_BYTES:
        yield Mistake(Fault.ALL_TOO_LARGE, f"{total // 1024**2} MB", {"megabytes": MOST_PACK_BYTES // 1024**2})


def size_of(pack: Pack) -> int:
    """Bytes of all its files, as the disk says; none is read."""
    total = 0
    for recording in pack.recordings.values():
        with suppress(OSError, ValueError):
            total += (pack.folder / recording.file).lstat().st_size
    return total


def out_of_date(pack: Pack) -> tuple[str, ...]:
    """Ids whose words are no longer those that were spoken."""
    known = today(pack.language)
    return tuple(
        text_id
        for text_id, recording in pack.recordings.items()
        if text_id in known and spoken_hash(known[text_id]) != recording.text_hash
    )


def look_at(pack: Pack, *, read: bool = True) -> Iterator[Looked]:
    """Each text of a pack in turn, its file read once, or not at all. Raises OSError where the disk goes away."""
    for text_id, recording in pack.recordings.items():
        place = recording.file[:200] or text_id
        refused = _refused(pack.folder, text_id, recording)
        if refused is not None:
            yield Looked(text_id, recording, b"", (Mistake(refused[0], place, refused[1]),))
            continue
        if not read:
            continue
        with (pack.folder / recording.file).open("rb") as file:
            data = file.read(MOST_FILE_BYTES + 1)
        mistakes = tuple(Mistake(fault, place, fields) for fault, fields in _faults(recording, data))
        yield Looked(text_id, recording, data, mistakes)


_Found = tuple[Fault, dict[str, str | int]]


def _refused(folder: Path, text_id: str, recording: Recording) -> _Found | None:
    """Why a file is not even read."""
    name = recording.file
    if not name or name in {".", ".."} or _goes_elsewhere(name):
        return Fault.OUTSIDE, {}
    stem, ending = Path(name).stem, Path(name).suffix.lower()
    if stem != stem_of(text_id) or ending not in ENDINGS:
        return Fault.NAME_OTHER, {"expected": f"{stem_of(text_id)}{ENDINGS[0]}"}
    try:
        seen = (folder / name).lstat()
    except FileNotFoundError:
        return Fault.MISSING, {}
    if stat.S_ISLNK(seen.st_mode):
        return Fault.LINK, {}
    if not stat.S_ISREG(seen.st_mode):
        return Fault.NO_FILE, {}
    if seen.st_size > MOST_FILE_BYTES:
        return Fault.TOO_LARGE, {"megabytes": MOST_FILE_BYTES // 1024**2}
    return None


def _goes_elsewhere(name: str) -> bool:
    """Whether a name is more than the name of a file, on any system."""
    return PurePosixPath(name).name != name or PureWindowsPath(name).name != name or not name.isprintable()


def _faults(recording: Recording, data: bytes) -> Iterator[_Found]:
    if len(data) > MOST_FILE_BYTES:
        yield Fault.TOO_LARGE, {"megabytes": MOST_FILE_BYTES // 1024**2}
        return
    if hashlib.sha256(data).hexdigest() != recording.sha256:
        yield Fault.HASH_DIFFERS, {}
    seconds = seconds_of(data)
    if seconds is None:
        yield Fault.NOT_AUDIO, {}
    elif seconds > MOST_SECONDS:
        yield Fault.TOO_LONG, {"minutes": MOST_SECONDS // 60}
    elif abs(seconds - recording.seconds) > SECONDS_OFF:
        yield Fault.SECONDS_DIFFER, {"seconds": round(seconds)}


def seconds_of(data: bytes) -> float | None:
    """Length of a sound, by decoding it; None for what is none. All above the limit counts as just above it."""
    # 67 ms to import, and only those who add recordings need it here.
    import miniaudio

    # The decoder for MP3 finds a frame in almost anything that is long enough.
    if not data.startswith(_BEGINNINGS) and not (data[:1] == b"\xff" and data[1:2] >= b"\xe0"):
        return None
    frames = 0
    try:
        for samples in miniaudio.stream_memory(data, nchannels=1, sample_rate=_RATE, frames_to_read=_RATE):
            frames += len(samples)
            if frames > (MOST_SECONDS + 1) * _RATE:
                break
    except miniaudio.MiniaudioError:
        return None
    return frames / _RATE if frames else None
