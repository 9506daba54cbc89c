"""What is said above the case list where the disk is not encrypted."""

from __future__ import annotations

from screening.languages.marks import N_
from screening.operations.disk_encryption import DiskState
from screening.ui.context import UiContext
from screening.ui.widgets.notices import Wording

WORDS = {
    DiskState.BARE: N_(
        "The disk of this computer is not encrypted. The vault is; but what the system itself sets aside, such as "
        "memory during sleep and pages on their way to a printer, can be read from a stolen computer. Ask whoever "
        "looks after it to encrypt the disk."
    ),
    DiskState.SWAP_BARE: N_(
        "The part of the disk where the system sets memory aside is not encrypted: what was on the screen can be "
        "read from a stolen computer. Ask whoever looks after it to encrypt the swap as well."
    ),
}


def disk_wording(state: DiskState) -> Wording | None:
    """None where all is encrypted, or where it cannot be told: no guess is better than a wrong one."""
    words = WORDS.get(state)
    if words is None:
        return None

    def say(context: UiContext) -> str:
        return context._(words)

    return say
