"""Which values fit which type of question."""

from __future__ import annotations

import pytest

from screening.core.fitting import answer_type_fits
from screening.core.instrument import QuestionType

from .build import ask

VALUES: tuple[object, ...] = (
    "yes",
    "farm",
    "words",
    "",
    "2026-11-22",
    (),
    ("farm",),
    ("farm", "sea"),
    ("farm", "moon"),
    (["farm"],),
    ["farm"],
    7,
    -1,
    True,
    1.0,
    None,
    {},
)
FITS: dict[QuestionType, tuple[object, ...]] = {
    QuestionType.YES_NO: ("yes",),
    QuestionType.ONE: ("farm",),
    QuestionType.MANY: ((), ("farm",), ("farm", "sea")),
    QuestionType.TEXT: ("yes", "farm", "words", "", "2026-11-22"),
    QuestionType.INTEGER: (7, -1),
    QuestionType.DATE: ("2026-11-22",),
    QuestionType.NOTE: (),
}


@pytest.mark.parametrize("kind", QuestionType)
def test_only_values_of_its_own_type_fit_a_question(kind: QuestionType) -> None:
    options = ("farm", "sea") if kind in (QuestionType.ONE, QuestionType.MANY) else ()
    question = ask("q", kind, options)
    assert [value for value in VALUES if answer_type_fits(question, value)] == list(FITS[kind])


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("2024-02-29", True),
        ("2026-02-29", False),
        ("2026-1-2", False),
        ("20260102", False),
        ("2026-W01-1", False),
        ("2026-01-02T00:00", False),
        ("02.01.2026", False),
    ],
)
def test_a_date_is_a_day_of_the_calendar_written_in_one_way(value: str, fits: bool) -> None:
    assert answer_type_fits(ask("q", QuestionType.DATE), value) is fits
