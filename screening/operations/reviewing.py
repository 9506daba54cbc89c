"""A speaker reads translations and signs them off; whatever changes after that is a draft again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from screening.core.errors import Problem, ScreeningError
from screening.core.review import Review, careful
from screening.languages.catalogs import COMPILED
from screening.languages.coverage import Entry, entries
from screening.languages.review import SignOff, read_reviews, save_reviews, signed_now
from screening.languages.table import SOURCE_TAG, load_languages

LONGEST_NAME = 60


def waiting(tag: str, part: str = "", folder: Path = COMPILED) -> tuple[Entry, ...]:
    """The translations of a language that nobody has signed off, those on consent, safety and rights first.

    `part`: only texts whose id, or whose part, begins so. Raises LANGUAGE_UNKNOWN.
    """
    if tag not in load_languages() or tag == SOURCE_TAG:
        raise ScreeningError(Problem.LANGUAGE_UNKNOWN, language=tag)
    drafts = [entry for entry in entries(tag, folder) if entry.review is Review.DRAFT]
    wanted = [entry for entry in drafts if entry.text_id.startswith(part) or entry.part.startswith(part)]
    return tuple(sorted(wanted, key=lambda entry: not careful(entry.text_id)))


def sign_texts_off(
    masters: Path, tag: str, read: Sequence[Entry], by: str, on: datetime.date | None = None
) -> int:
    """Keep in a checkout's `translations` folder that somebody has read these texts; how many.

    `by`: a name or code that this person agreed to give. Raises READER_NOT_NAMED, SIGN_OFFS_UNREADABLE, and
    FOLDER_NOT_WRITABLE where the masters of the language are not there or cannot be written.
    """
    reader = " ".join(by.split())
    if not reader or len(reader) > LONGEST_NAME:
        raise ScreeningError(Problem.READER_NOT_NAMED, maximum=LONGEST_NAME)
    folder = masters / tag
    if not (folder / "LC_MESSAGES").is_dir():
        raise ScreeningError(Problem.FOLDER_NOT_WRITABLE)
    texts = [(entry.text_id, entry.source, entry.translation) for entry in read]
    sign_off = SignOff(reader, on) if on else signed_now(reader)
    try:
        known = read_reviews(folder)
    except (OSError, ValueError):
        raise ScreeningError(Problem.SIGN_OFFS_UNREADABLE) from None
    try:
        save_reviews(folder, known.with_signed(texts, sign_off))
    except OSError as error:
        raise ScreeningError(Problem.FOLDER_NOT_WRITABLE) from error
    return len(texts)
