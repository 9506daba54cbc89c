"""What one officer may not do alone."""

from __future__ import annotations


def needs_second_officer(chosen: int, total: int) -> bool:
    """Whether so many of a vault's cases leave it only with a second officer's passphrase.

    Many are more than one, and always the whole list.
    """
    return chosen > 1 or chosen >= total > 0
