"""What is said above the case list where the disk is not encrypted."""

from __future__ import annotations

from screening.languages.marks import N_
from screening.operations.disk_encryption import DiskState
from screening.ui.context import UiContext
from screening.ui.widgets.notices import Wording

WORDS = {
    DiskState.BARE: N_("This computer's disk is not encrypted. Ask whoever looks after it to encrypt it."),
    DiskState.SWAP_BARE: N_("This computer's swap is not encrypted. Ask whoever looks after it to encrypt it."),
}


def disk_wording(state: DiskState) -> Wording | None:
    """None where all is encrypted, or where it cannot be told: no guess is better than a wrong one."""
    words = WORDS.get(state)
    if words is None:
        return None

    def say(context: UiContext) -> str:
        return context._(words)

    return say
