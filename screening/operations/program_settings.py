"""The settings file of this computer. Nonsense in it is passed over field by field; it never stops the start."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from screening.core.errors import Problem, ScreeningError
from screening.core.settings import ProgramSettings

SETTINGS_FILE = "settings.json"
MAX_BYTES = 64 * 1024


@dataclass(frozen=True)
class ReadSettings:
    """What is in force, and the names of the fields that could not be used ("" for the file as a whole)."""

    settings: ProgramSettings
    unusable: tuple[str, ...] = ()


def read_settings(folder: Path) -> ReadSettings:
    """The settings in a folder; without a file, the defaults. Raises nothing."""
    path = folder / SETTINGS_FILE
    try:
        if path.stat().st_size > MAX_BYTES:
            return ReadSettings(ProgramSettings(), ("",))
        found = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except FileNotFoundError:
        return ReadSettings(ProgramSettings())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ReadSettings(ProgramSettings(), ("",))
    used: dict[str, Any] = {}
    unusable = []
    for field in msgspec.structs.fields(ProgramSettings):
        if field.name in found:
            try:
                used[field.name] = msgspec.convert(found[field.name], field.type)
            except msgspec.ValidationError:
                unusable.append(field.name)
    return ReadSettings(ProgramSettings(**used), tuple(unusable))


def save_settings(folder: Path, settings: ProgramSettings) -> None:
    """Replace the file whole or not at all. Raises SETTINGS_NOT_SAVED."""
    unfinished = folder / f"{SETTINGS_FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(msgspec.json.format(msgspec.json.encode(settings)) + b"\n")
        unfinished.replace(folder / SETTINGS_FILE)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise ScreeningError(Problem.SETTINGS_NOT_SAVED) from None
