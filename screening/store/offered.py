"""A passphrase to offer: six words drawn at random from the EFF's long list (see words/LICENCE.txt).

7,771 words are drawn from, so six are 77 bits: beyond guessing even where somebody has copied the vault.
"""

from __future__ import annotations

import secrets
from importlib import resources

WORDS = 6
_LIST = "eff-large.txt"
_LEFT_OUT = frozenset({"enslave"})
"""Not a word to give to somebody in this work."""


def word_list() -> tuple[str, ...]:
    """The words that are drawn from: letters alone, so that nothing has to be remembered about hyphens."""
    text = resources.files("screening.store").joinpath("words").joinpath(_LIST).read_text("ascii")
    return tuple(word for word in text.split() if word.isalpha() and word not in _LEFT_OUT)


def offer_words() -> tuple[str, ...]:
    """Six words; each draw is independent, so that a word may come twice."""
    words = word_list()
    return tuple(secrets.choice(words) for _ in range(WORDS))
