"""A speaker signs translations off: what was signed before is kept, or nothing is changed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.languages.review import REVIEWED, load_reviews
from screening.operations.reviewing import sign_texts_off, waiting

DAY = datetime.date(2026, 1, 1)


@pytest.fixture
def masters(tmp_path: Path) -> Path:
    (tmp_path / "ar" / "LC_MESSAGES").mkdir(parents=True)
    return tmp_path


def test_what_was_signed_before_is_kept(masters: Path) -> None:
    texts = waiting("ar", "answers.")
    assert sign_texts_off(masters, "ar", texts[:2], "R1", DAY) == 2
    sign_texts_off(masters, "ar", texts[2:3], "R2", DAY)
    assert sorted(each.by for each in load_reviews(masters / "ar").signed.values()) == ["R1", "R1", "R2"]


@pytest.mark.parametrize(
    ("old", "new"),
    [('"schema": 1', '"schema": 2'), ('"reviewed": {', '"reviewed": {\n<<<<<<< HEAD'), ('"on"', '"day"')],
)
def test_a_list_that_cannot_be_read_is_not_written_over(masters: Path, old: str, new: str) -> None:
    texts = waiting("ar", "answers.")
    sign_texts_off(masters, "ar", texts[:2], "R1", DAY)
    path = masters / "ar" / REVIEWED
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ScreeningError) as error:
        sign_texts_off(masters, "ar", texts[2:3], "R2", DAY)
    assert error.value.problem is Problem.SIGN_OFFS_UNREADABLE
    assert path.read_bytes() == before
    assert load_reviews(masters / "ar").signed == {}
