"""The settings file of this computer. Nonsense in it is passed over field by field; it never stops the start.

Read before the first window: the standard library alone does it (msgspec takes 25 ms to import).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from screening.core.errors import Problem, ScreeningError
from screening.core.idle import IdleTimes, is_idle_time
from screening.core.settings import (
    MOST_LETTERS,
    MOST_NUMBERS,
    MOST_PATH,
    MOST_VAULTS,
    MOST_VOICES,
    TEXT_PERCENTS,
    EmergencyNumber,
    ListedVault,
    ProgramSettings,
    TextPercent,
    Theme,
    forgotten,
)

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
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return ReadSettings(ProgramSettings())
    except (OSError, ValueError, RecursionError):
        return ReadSettings(ProgramSettings(), ("",))
    if not isinstance(found, dict):
        return ReadSettings(ProgramSettings(), ("",))
    used: dict[str, Any] = {}
    unusable = []
    for name, read in _FIELDS.items():
        if name in found:
            try:
                used[name] = read(found[name])
            except ValueError:
                unusable.append(name)
    return ReadSettings(ProgramSettings(**used), tuple(unusable))


def save_settings(folder: Path, settings: ProgramSettings) -> None:
    """Replace the file whole or not at all. Raises SETTINGS_NOT_SAVED."""
    unfinished = folder / f"{SETTINGS_FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        unfinished.replace(folder / SETTINGS_FILE)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise ScreeningError(Problem.SETTINGS_NOT_SAVED) from None


def without_vault(settings: ProgramSettings, folder: Path) -> ProgramSettings:
    """The settings with neither name nor folder of a vault."""
    return replace(settings, vaults=forgotten(settings.vaults, str(folder.absolute())))


def forget_vault(config: Path, folder: Path) -> None:
    """Take a vault out of the file, where it stands there. Raises SETTINGS_NOT_SAVED."""
    found = read_settings(config).settings
    left = without_vault(found, folder)
    if left != found:
        save_settings(config, left)


def _text(found: Any) -> str:
    if not isinstance(found, str) or len(found) > MOST_LETTERS or not found.isprintable():
        raise ValueError
    return found


def _yes_or_no(found: Any) -> bool:
    if not isinstance(found, bool):
        raise ValueError
    return found


def _percent(found: Any) -> TextPercent:
    for percent in TEXT_PERCENTS:
        if found == percent and not isinstance(found, bool):
            return percent
    raise ValueError


def _numbers(found: Any) -> tuple[EmergencyNumber, ...]:
    if not isinstance(found, list) or not 0 < len(found) <= MOST_NUMBERS:
        raise ValueError
    return tuple(_number(each) for each in found)


def _number(found: Any) -> EmergencyNumber:
    if not isinstance(found, dict) or not _text(found.get("number")):
        raise ValueError
    return EmergencyNumber(found["number"], _text(found.get("label", "")))


def _idle(found: Any) -> IdleTimes:
    """Refused as a whole where one time is beyond the limit: the usual ones protect, half of a set may not."""
    names = {field.name for field in fields(IdleTimes)}
    if not isinstance(found, dict) or not all(is_idle_time(found[name]) for name in names & found.keys()):
        raise ValueError
    return IdleTimes(**{name: found[name] for name in names & found.keys()})


def _vaults(found: Any) -> tuple[ListedVault, ...]:
    if not isinstance(found, list) or len(found) > MOST_VAULTS:
        raise ValueError
    return tuple(_vault(each) for each in found)


def _voices(found: Any) -> tuple[str, ...]:
    if not isinstance(found, list) or len(found) > MOST_VOICES:
        raise ValueError
    return tuple(_text(each) for each in found)


def _vault(found: Any) -> ListedVault:
    folder = found.get("folder") if isinstance(found, dict) else None
    if not isinstance(folder, str) or not 0 < len(folder) <= MOST_PATH or not Path(folder).is_absolute():
        raise ValueError
    return ListedVault(folder, _text(found.get("name", "")))


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "officer_language": _text,
    "theme": Theme,
    "text_percent": _percent,
    "emergency_numbers": _numbers,
    "disk_warning": _yes_or_no,
    "idle": _idle,
    "vaults": _vaults,
    "machine_voices": _yes_or_no,
    "first_voices": _voices,
}
