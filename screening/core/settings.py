"""What the program is set to on this computer, readable before any vault is open: nothing personal, no case."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias, get_args

from screening.core.idle import IdleTimes


class Theme(StrEnum):
    """Colours of the program."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


TextPercent: TypeAlias = Literal[100, 125, 150, 175, 200]
TEXT_PERCENTS: tuple[TextPercent, ...] = get_args(TextPercent)
"""Sizes of all texts, in per cent of the usual one (WCAG 2.2, 1.4.4: up to 200)."""

MOST_LETTERS, MOST_NUMBERS = 40, 8
"""Characters of an emergency number, and of its label; and how many numbers there may be."""


@dataclass(frozen=True)
class EmergencyNumber:
    """A number to call when life is in danger; without a label, the general one."""

    number: str
    label: str = ""


def emergency_number(number: str, label: str) -> EmergencyNumber | None:
    """An entry as somebody typed it; None where there is nothing to dial."""
    typed, named = (" ".join(text.split()) for text in (number, label))
    if not any(character.isdecimal() for character in typed):
        return None
    return EmergencyNumber(typed[:MOST_LETTERS], named[:MOST_LETTERS])


MOST_VAULTS, MOST_PATH = 20, 4096
MOST_VOICES = 100


@dataclass(frozen=True)
class ListedVault:
    """A vault in the list of this computer: under a name that was given to it, or in a folder that is remembered.

    `folder`: its whole path. `name`: "" for the one that the program gives. Both can be read without a passphrase.
    """

    folder: str
    name: str = ""


def named(vaults: tuple[ListedVault, ...], folder: str, name: str) -> tuple[ListedVault, ...]:
    """The list with another name for a vault, which is put into it; of too many the oldest go."""
    kept = " ".join(name.split())[:MOST_LETTERS]
    return (*forgotten(vaults, folder), ListedVault(folder, kept))[-MOST_VAULTS:]


def forgotten(vaults: tuple[ListedVault, ...], folder: str) -> tuple[ListedVault, ...]:
    """The list without a vault."""
    return tuple(each for each in vaults if each.folder != folder)


@dataclass(frozen=True)
class ProgramSettings:
    """Settings of this computer. `officer_language`: a tag, or "" to follow the system.

    `emergency_numbers`: one to MOST_NUMBERS. `vaults`: at most MOST_VAULTS, each because an officer agreed to it.
    """

    officer_language: str = ""
    theme: Theme = Theme.SYSTEM
    text_percent: TextPercent = 100
    emergency_numbers: tuple[EmergencyNumber, ...] = (EmergencyNumber("112"),)
    disk_warning: bool = True
    """Whether it is said that the disk of this computer is not encrypted."""
    idle: IdleTimes = field(default_factory=IdleTimes)
    vaults: tuple[ListedVault, ...] = ()
    machine_voices: bool = False
    """Whether a machine may speak to the person where there is no recording."""
    first_voices: tuple[str, ...] = ()
    """Recorded voices that go before the others of their language, at most MOST_VOICES."""
