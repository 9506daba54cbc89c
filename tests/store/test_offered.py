"""The words that are offered as a passphrase."""

from __future__ import annotations

import hashlib
import math
from importlib import resources

from screening.store.offered import WORDS, offer_words, word_list
from screening.store.passphrase import check_passphrase

SHA256 = "6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522"


def test_the_list_is_the_one_its_licence_names() -> None:
    folder = resources.files("screening.store").joinpath("words")
    assert hashlib.sha256(folder.joinpath("eff-large.txt").read_bytes()).hexdigest() == SHA256
    licence = folder.joinpath("LICENCE.txt").read_text(encoding="utf-8")
    assert "CC BY 3.0 US" in licence
    assert SHA256 in licence


def test_six_words_are_beyond_guessing() -> None:
    words = word_list()
    assert len(set(words)) == len(words) == 7771
    assert WORDS * math.log2(len(words)) > 77


def test_every_word_can_be_typed_anywhere() -> None:
    assert all(word.isascii() and word.isalpha() and word.islower() for word in word_list())


def test_what_is_offered_is_taken_as_a_passphrase_and_differs_each_time() -> None:
    offered = {" ".join(offer_words()) for _ in range(20)}
    assert len(offered) == 20
    for passphrase in offered:
        check_passphrase(passphrase)
