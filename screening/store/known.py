"""The vaults of this computer as the first window lists them: read without any key, and light to load.

What stands in a header is only shown by this and never relied on; it is checked when the vault opens.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from screening.core.settings import ListedVault
from screening.store import files

TRAINING_OFFICER = "TRAINING"
TRAINING_PASSPHRASE = "practice with made-up people"  # noqa: S105 - of made-up cases, and shown on the screen
RECORDS = "records"
_HEADER, _CREATING, _ERASING = "vault.json", "creating", "erasing"
_HEADER_LIMIT = 1024 * 1024


@dataclass(frozen=True)
class KnownVault:
    """A vault's folder. `number`: of a name that the program gave ("records-2"), 0 for any other name.

    `ready_made`: the training vault that opens without anybody's secret. `name`: what officers call it on this
    computer, if they do. `there`: whether it can be found now; a disk may be unplugged.
    """

    folder: Path
    training: bool
    ready_made: bool
    number: int = 0
    name: str = ""
    there: bool = True


def known_vaults(folder: Path, listed: Sequence[ListedVault] = ()) -> list[KnownVault]:
    """The finished vaults under the program's data folder, and those listed elsewhere: real ones first, and first
    of all what can be found. Raises nothing.
    """
    names = {each.folder: each.name for each in listed}
    inside = _under(folder)
    elsewhere = [
        Path(each) for each in names if Path(each) not in inside and not Path(each).is_relative_to(folder)
    ]
    found = [replace(look_at(each), name=names.get(str(each), "")) for each in inside]
    found += [replace(look_at(each), name=names[str(each)], there=_finished(each)) for each in elsewhere]
    return sorted(found, key=lambda each: (not each.there, each.training, each.number, each.folder.name))


def _under(folder: Path) -> list[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return []
    return [entry for entry in entries if not entry.name.startswith(".") and _finished(entry)]


def look_at(folder: Path) -> KnownVault:
    """What can be said of one vault from outside; of one that cannot be read, that it is not for training."""
    training, codes = _outline(folder)
    ready_made = training and codes == [TRAINING_OFFICER]
    name, _, number = folder.name.rpartition("-")
    given = name in (RECORDS, "training") and number.isascii() and number.isdecimal()
    return KnownVault(folder, training, ready_made, int(number) if given else 0)


def is_ready_made(folder: Path) -> bool:
    """Whether it says that it is the training vault that opens without anybody's secret."""
    return look_at(folder).ready_made


def free_folder(vaults: Path, name: str = RECORDS) -> Path:
    """A neutral folder name that is not taken, or one whose vault was never finished."""
    number = 1
    while _taken(vaults / f"{name}-{number}"):
        number += 1
    return vaults / f"{name}-{number}"


def _finished(folder: Path) -> bool:
    try:
        marks = (_CREATING, _ERASING)
        return (folder / _HEADER).is_file() and not any((folder / mark).exists() for mark in marks)
    except OSError:
        return False


def _taken(folder: Path) -> bool:
    try:
        return folder.exists() and not (folder / _CREATING).exists()
    except OSError:
        return False  # the reason it cannot be looked at is said when something is made there


def _outline(folder: Path) -> tuple[bool, list[str]]:
    """Whether it says that it is for training, and its officers' codes; (False, []) where it cannot be read."""
    try:
        header = json.loads(files.read_limited(folder / _HEADER, _HEADER_LIMIT) or b"{}")
        return header["training"] is True, [str(slot["code"]) for slot in header["slots"]]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return False, []
