"""Every expected failure has one sentence that says what to do."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from screening.core import errors
from screening.core.errors import Problem, ScreeningError
from screening.languages.catalogs import load_officer
from screening.languages.marks import Plural
from screening.languages.sentences import SENTENCES, sentence

ENGLISH = load_officer("en")


def documented_fields(problem: Problem) -> set[str]:
    """The fields named in the comment beside the key, where it is nothing but names."""
    source = Path(errors.__file__).read_text(encoding="utf-8")
    line = next(line for line in source.splitlines() if line.strip().startswith(f"{problem.name} = "))
    comment = line.partition("#")[2].strip()
    return set(comment.split(", ")) if re.fullmatch(r"[a-z]+(, [a-z]+)*", comment) else set()


def test_every_problem_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Problem)


@pytest.mark.parametrize("problem", list(Problem))
def test_a_sentence_uses_exactly_the_fields_that_come_with_the_problem(problem: Problem) -> None:
    message = SENTENCES[problem]
    for form in (message.one, message.many) if isinstance(message, Plural) else (message,):
        assert {name for _, name, _, _ in Formatter().parse(form) if name is not None} == documented_fields(
            problem
        )


@pytest.mark.parametrize("problem", list(Problem))
def test_a_sentence_is_one_line_without_open_fields(problem: Problem) -> None:
    fields: dict[str, str | int] = dict.fromkeys(documented_fields(problem), 3)
    text = sentence(ScreeningError(problem, **fields), ENGLISH)
    assert "\n" not in text and "{" not in text and "…" not in text
    assert text[0].isupper() and text[-1] == "."


def test_the_sentence_for_a_failed_unlock_names_no_part_of_it() -> None:
    for problem in (Problem.CANNOT_UNLOCK, Problem.WAIT_BEFORE_RETRY):
        text = sentence(ScreeningError(problem, seconds=2), ENGLISH).casefold()
        assert not any(word in text for word in ("code", "passphrase", "recovery", "officer"))


def test_numbers_choose_their_form() -> None:
    assert "1 second before" in sentence(ScreeningError(Problem.WAIT_BEFORE_RETRY, seconds=1), ENGLISH)
    assert "8 seconds before" in sentence(ScreeningError(Problem.WAIT_BEFORE_RETRY, seconds=8), ENGLISH)


def test_a_missing_field_is_an_ellipsis_and_a_field_never_breaks_the_line() -> None:
    assert "at …; expected …" in sentence(ScreeningError(Problem.INSTRUMENT_INVALID), ENGLISH)
    error = ScreeningError(Problem.INSTRUMENT_UNKNOWN, instrument="a\nb\x1b[31m{x}")
    assert "called a b[31m{x} on" in sentence(error, ENGLISH)


def test_fields_are_isolated_where_lines_run_from_right_to_left(tmp_path: Path) -> None:
    error = ScreeningError(Problem.LANGUAGE_UNKNOWN, language="xx")
    assert "\u2068xx\u2069" in sentence(error, load_officer("ar", tmp_path))
    assert "\u2068" not in sentence(error, ENGLISH)
