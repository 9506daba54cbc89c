"""Which translations a speaker of the language has read and signed off.

Kept in `reviewed.json` beside the language's catalogs, keyed by text id, hash of the source and hash of
the translation: change either and the text is a draft again.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from screening.languages.hashes import text_hash

REVIEWED = "reviewed.json"
SCHEMA = 1


@dataclass(frozen=True)
class SignOff:
    """Who read a translation (a name or code they agreed to give) and on which day."""

    by: str
    on: datetime.date


def signed_now(by: str) -> SignOff:
    """Read, or listened to, by somebody today: the day it is where they sit."""
    return SignOff(by, datetime.datetime.now().astimezone().date())


class Reviews:
    """The sign-offs of one language."""

    def __init__(self, signed: Mapping[str, SignOff] | None = None) -> None:
        self.signed = dict(signed or {})

    def has(self, text_id: str, source: str, translation: str) -> bool:
        """Whether exactly this translation of exactly this source was signed off."""
        # Most languages have no sign-offs yet: hash nothing for them.
        return bool(self.signed) and review_key(text_id, source, translation) in self.signed

    def with_signed(self, texts: Iterable[tuple[str, str, str]], sign_off: SignOff) -> Reviews:
        """These and further texts signed off: (text id, source, translation) each."""
        return Reviews(self.signed | {review_key(*text): sign_off for text in texts})


def review_key(text_id: str, source: str, translation: str) -> str:
    """The key of one translation. Messages of the interface have no id: an empty one."""
    return f"{text_id}|{text_hash(source)}|{text_hash(translation)}"


def load_reviews(folder: Path) -> Reviews:
    """The sign-offs in a language's folder; none where the file is missing or not readable.

    A damaged list makes drafts of reviewed texts: it must never do the opposite, nor stop a talk.
    """
    try:
        return read_reviews(folder)
    except (OSError, ValueError):
        return Reviews()


def read_reviews(folder: Path) -> Reviews:
    """The sign-offs in a language's folder; none where there is no list yet.

    Raises OSError, and ValueError for a list that is none: whoever adds to it must not lose what it says.
    """
    try:
        stored = json.loads((folder / REVIEWED).read_bytes())
    except FileNotFoundError:
        return Reviews()
    try:
        if stored["schema"] != SCHEMA:
            raise ValueError("schema")
        signed = {
            str(key): SignOff(str(value["by"]), datetime.date.fromisoformat(value["on"]))
            for key, value in stored["reviewed"].items()
        }
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from None
    return Reviews(signed)


def save_reviews(folder: Path, reviews: Reviews) -> None:
    """Write the list: sorted, one sign-off a line, so that a change reads well. Raises OSError."""
    entries = {key: {"by": s.by, "on": s.on.isoformat()} for key, s in sorted(reviews.signed.items())}
    text = json.dumps({"schema": SCHEMA, "reviewed": entries}, ensure_ascii=False, indent=1)
    unfinished = folder / f"{REVIEWED}.new"
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(folder / REVIEWED)
