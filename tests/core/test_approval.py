"""More than one case, or all there are, leave only with a second officer."""

from __future__ import annotations

import pytest

from screening.core.approval import needs_second_officer


@pytest.mark.parametrize(
    ("chosen", "total", "needed"),
    [(1, 5, False), (2, 5, True), (5, 5, True), (1, 1, True), (0, 0, False), (0, 5, False)],
)
def test_many_are_more_than_one_or_the_whole_list(chosen: int, total: int, needed: bool) -> None:
    assert needs_second_officer(chosen, total) is needed
