"""Short sounds, and packs of them, made where a test wants them."""

from __future__ import annotations

import json
import math
import struct
import wave
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from screening.languages.recordings import LIST, stem_of
from screening.languages.review import SignOff
from screening.operations.recording_list import make_list
from screening.operations.recordings import add
from screening.store.backups import finish

ANSWERS = ("answers.yes", "answers.no", "answers.dont_know", "answers.rather_not")
PAPERS = "labour-exploitation:papers_held.text"


def tone(path: Path, seconds: float = 0.1, rate: int = 8_000) -> None:
    """A short sound."""
    samples = (int(3_000 * math.sin(n / 4)) for n in range(int(rate * seconds)))
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(b"".join(struct.pack("<h", each) for each in samples))


def pack_of(
    folder: Path,
    tag: str,
    text_ids: Iterable[str],
    *,
    speaker: str = "S2",
    dialect: str = "",
    reviewed: SignOff | None = None,
    seconds: float = 0.1,
) -> Path:
    """A folder with recordings and their list."""
    folder.mkdir(parents=True)
    for text_id in text_ids:
        tone(folder / f"{stem_of(text_id)}.wav", seconds)
    _pack, mistakes = make_list(folder, tag, speaker=speaker, dialect=dialect, reviewed=reviewed)
    assert not mistakes
    return folder


def install(pack: Path, folder: Path) -> None:
    """The pack, as the program installs it."""
    added = finish(add(pack, folder))
    assert added.pack is not None, added.mistakes


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the list of a pack by hand."""
    found = json.loads((folder / LIST).read_text(encoding="utf-8"))
    change(found)
    (folder / LIST).write_text(json.dumps(found), encoding="utf-8")
