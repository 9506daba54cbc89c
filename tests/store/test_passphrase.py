"""What a passphrase and an officer's code must be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.errors import Problem, ScreeningError
from screening.store.passphrase import COMMON, check_officer_code, check_passphrase

from .vaults import PASSPHRASE


def problem_with(passphrase: str) -> Problem | None:
    try:
        check_passphrase(passphrase)
    except ScreeningError as error:
        return error.problem
    return None


@pytest.mark.parametrize(
    "passphrase",
    [
        PASSPHRASE,
        "kuvertit pihalla 77 lämpöä",
        "باران آهسته روی بام سفالی می‌بارد",
        "x7#Qm2!vT9$Lk4&Wz8",
        "!?§%&/()=*+~#<>|^°",
    ],
)
def test_a_long_uncommon_passphrase_is_taken_in_any_script(passphrase: str) -> None:
    assert problem_with(passphrase) is None


def test_fourteen_characters_are_too_short_however_random() -> None:
    assert problem_with("x7#Qm2!vT9$Lk4") is Problem.PASSPHRASE_TOO_SHORT


@pytest.mark.parametrize(
    "passphrase", ["Correct Horse Battery Staple", "password password", "a" * 40, "abababababababab"]
)
def test_a_well_known_or_repeated_one_is_too_common(passphrase: str) -> None:
    assert problem_with(passphrase) is Problem.PASSPHRASE_TOO_COMMON


def test_every_entry_of_the_list_is_long_enough_to_matter_and_refused() -> None:
    assert all(len(entry) >= 15 and problem_with(entry) for entry in COMMON)


def test_a_quickly_guessed_one_is_too_weak() -> None:
    assert problem_with("screening 12345") is Problem.PASSPHRASE_TOO_WEAK


def test_more_than_72_characters_are_scored_by_their_first_72() -> None:
    assert problem_with(PASSPHRASE * 20) is None
    assert problem_with("ab1" * 24 + PASSPHRASE) is Problem.PASSPHRASE_TOO_WEAK


@given(st.text(max_size=120))
def test_no_text_is_more_than_accepted_or_refused(text: str) -> None:
    assert problem_with(text) in {None, *Problem}


@pytest.mark.parametrize("code", ["A", "AB-1", "officer-00000001"])
def test_codes_of_letters_digits_and_hyphens_are_taken(code: str) -> None:
    check_officer_code(code)


@pytest.mark.parametrize("code", ["", "officer-000000001", "a b", "é", "a/b", "a\n", "<b>"])
def test_other_codes_are_refused(code: str) -> None:
    with pytest.raises(ScreeningError) as caught:
        check_officer_code(code)
    assert caught.value.problem is Problem.OFFICER_CODE_INVALID
