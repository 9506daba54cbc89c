"""What an interpreter should record, and the list made out of the folder they come back with."""

from __future__ import annotations

import csv
import hashlib
import io
import stat
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from screening.core.errors import Problem, ScreeningError
from screening.core.review import careful
from screening.languages.recording_checks import (
    Fault,
    Mistake,
    check_made,
    seconds_of,
    spoken_hash,
    today,
    words_of,
)
from screening.languages.recording_limits import MOST_FILE_BYTES
from screening.languages.recordings import ENDINGS, LIST, Pack, Recording, as_json, has_fields, stem_of, text_id_of
from screening.languages.review import SignOff
from screening.languages.table import SOURCE_TAG, language_name, load_languages
from screening.store.files import reading, write_atomically

COLUMNS = ("order", "text", "file", "words", "english", "careful", "checked", "remark")
ON_PAPER = ("form.", "item.")
"""Beginnings of the ids of words that mostly stand on paper: recorded last."""


@dataclass(frozen=True)
class ToRecord:
    """One text to be spoken. `words` is empty where the language has none yet: `remark` says what to do then."""

    text_id: str
    file: str
    words: str
    english: str
    careful: bool
    review: str
    remark: str = ""


def to_record(tag: str) -> tuple[ToRecord, ...]:
    """Every text that can be recorded: consent, safety and rights first, what is on paper last.

    Texts into which a name or number is filled are left out: the officer reads those. Raises LANGUAGE_UNKNOWN.
    """
    if tag not in load_languages():
        raise ScreeningError(Problem.LANGUAGE_UNKNOWN, language=tag)
    no_words = f"no words yet: say it in {language_name(tag, SOURCE_TAG) or load_languages()[tag].own_name}"
    found = [
        ToRecord(
            text_id,
            f"{stem_of(text_id)}.mp3",
            words_of(entry),
            entry.source,
            careful(text_id),
            entry.review.value,
            "" if words_of(entry) else no_words,
        )
        for text_id, entry in today(tag).items()
        if not has_fields(entry.source)
    ]
    return tuple(sorted(found, key=lambda each: (not each.careful, each.text_id.startswith(ON_PAPER))))


def as_csv(texts: tuple[ToRecord, ...]) -> str:
    """The list as a spreadsheet opens it: with a byte order mark, which Excel needs for any script but Latin."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for number, each in enumerate(texts, start=1):
        mark = "yes" if each.careful else ""
        rows.writerow((number, each.text_id, each.file, each.words, each.english, mark, each.review, each.remark))
    return "\ufeff" + out.getvalue()


def make_list(
    folder: Path, tag: str, *, speaker: str, dialect: str = "", reviewed: SignOff | None = None
) -> tuple[Pack | None, tuple[Mistake, ...]]:
    """Write `recordings.json` for a folder of files named by text ids; with any mistake, nothing is written.

    Whoever makes the list says with it that the words of today were spoken. What is written passes `check_pack`.
    Raises LANGUAGE_UNKNOWN, RECORDINGS_GONE, FOLDER_NOT_WRITABLE, DISK_FULL.
    """
    if tag not in load_languages():
        raise ScreeningError(Problem.LANGUAGE_UNKNOWN, language=tag)
    known = today(tag)
    recordings: dict[str, Recording] = {}
    mistakes: list[Mistake] = []
    with reading(Problem.RECORDINGS_GONE):
        for path in _sounds(folder):
            text_id = text_id_of(path.name)
            if text_id in recordings:
                mistakes.append(Mistake(Fault.TWICE, path.name, {"text": text_id}))
                continue
            try:
                spoken = spoken_hash(known[text_id]) if text_id in known else ""
                recordings[text_id] = _recording(path, spoken)
            except OSError:
                mistakes.append(Mistake(Fault.UNREADABLE, path.name))
        pack = Pack(folder, tag, dialect, speaker, reviewed, MappingProxyType(recordings))
        if recordings or not mistakes:
            mistakes += check_made(pack)
    if mistakes:
        return None, tuple(mistakes)
    write_atomically(folder / LIST, as_json(pack))
    return pack, ()


def _sounds(folder: Path) -> list[Path]:
    paths = sorted(folder.iterdir())
    return [path for path in paths if path.suffix.lower() in ENDINGS and not path.name.startswith(".")]


def _recording(path: Path, spoken: str) -> Recording:
    """What the list says of a file; the check names one that is none, or is too large, without a look inside."""
    seen = path.lstat()
    if not stat.S_ISREG(seen.st_mode) or seen.st_size > MOST_FILE_BYTES:
        return Recording(path.name, "", spoken, 0.0)
    data = path.read_bytes()
    return Recording(path.name, hashlib.sha256(data).hexdigest(), spoken, round(seconds_of(data) or 0.0, 2))
