"""The PIN of a talk: what one is, and that hammering does not guess it."""

from __future__ import annotations

import pytest

from screening.core.held import FREE_TRIES, LONGEST_WAIT_S, Tries, as_pin, is_plain


@pytest.mark.parametrize("typed", ["2749", "27491836", " 2749 "])
def test_four_to_eight_digits_are_a_pin(typed: str) -> None:
    assert as_pin(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["٢٧٤٩", "۲۷۴۹", "၂၇၄၉", "२७४९"])
def test_digits_of_any_script_are_the_same_pin(typed: str) -> None:
    assert as_pin(typed) == "2749"


@pytest.mark.parametrize("typed", ["", "274", "274918365", "27a9", "-274", "2 74 9", "²²²²"])
def test_anything_else_is_none(typed: str) -> None:
    assert as_pin(typed) == ""


@pytest.mark.parametrize("pin", ["0000", "1234", "87654321"])
def test_what_anybody_would_try_first_is_known(pin: str) -> None:
    assert is_plain(pin)


@pytest.mark.parametrize("pin", ["2749", "1235", "1357", "1212"])
def test_other_pins_are_taken(pin: str) -> None:
    assert not is_plain(pin)


def test_the_third_wrong_try_waits_and_each_wait_is_twice_the_one_before() -> None:
    tries, waits = Tries(), []
    for _ in range(9):
        tries = tries.after_wrong(100.0)
        waits.append(tries.until - 100.0)
    assert waits == [0, 0, 10, 20, 40, 80, 160, 300, 300]
    assert not tries.open_at(399.9)
    assert tries.open_at(400.0)
    assert FREE_TRIES == 3


def test_hammering_tries_eighteen_pins_in_the_first_hour_and_twelve_in_each_after_it() -> None:
    tries, now, tried = Tries(), 0.0, [0, 0, 0]
    while now < 3 * 3600:
        tried[int(now // 3600)] += 1
        tries = tries.after_wrong(now)
        now = max(now, tries.until)
    assert tried == [18, 12, 12]


def test_hammering_for_a_day_tries_few_pins() -> None:
    tries, now, tried = Tries(), 0.0, 0
    while now < 24 * 3600:
        tried += 1
        tries = tries.after_wrong(now)
        now = max(now, tries.until)
    assert tried < 300
    assert Tries(wrong=10_000).after_wrong(0.0).until == LONGEST_WAIT_S
