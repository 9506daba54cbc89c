"""Finding and reading packs: what is read, and that nothing else gets in."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Act, Instrument
from screening.instruments.checks import find_mistakes
from screening.instruments.library import (
    MAX_BYTES,
    find_instrument,
    installed,
    load_instrument,
    read_instrument,
    read_yaml,
)

from .small_pack import CATALOGUE, FIRST, MANY, PACK, pack, refusal


def test_the_small_pack_is_read_as_written() -> None:
    loaded = read_instrument(pack(), "small.yaml", CATALOGUE)
    assert loaded.source_bytes == pack()
    assert loaded.hash == hashlib.sha256(pack()).hexdigest()
    first, wages, hours, seen = loaded.instrument.questions()
    assert first.signs == {"no": ("CD01", "CR05")}
    assert first.acts == {"no": (Act.RECEIPT,)}
    assert wages.options() == ("food", "debt")
    assert hours.constraint == ". >= 0 and . <= 24"
    assert seen.options() == ("well-fed", "thin")
    assert not list(find_mistakes(loaded.instrument, CATALOGUE))


def test_only_true_and_false_are_booleans_and_numbers_are_whole() -> None:
    content = read_yaml(b"[yes, no, on, off, True, true, false, null, ~, 7, -7, 07, 1.5, 2026-01-31, 12:30]", "x")
    assert content == [
        *("yes", "no", "on", "off", "True", True, False, None, None, 7, -7, "07", "1.5"),
        *("2026-01-31", "12:30"),
    ]


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert read_yaml(b"<<: {a: b}", "x") == {"<<": {"a": "b"}}


def test_an_indicator_must_belong_to_the_set_of_the_population() -> None:
    for population in ("child", "any"):
        data = pack("population: adult", f"population: {population}").replace(b"[EX03]", b"[EX08]")
        assert refusal(data) == (
            f"small.yaml: {MANY}, field signs",
            "indicators of the set child_labour; EX08 is not in it",
        )
    assert read_instrument(pack("[EX03]", "[EX08]"), "small.yaml", CATALOGUE)


def test_two_choices_of_a_question_of_type_one_may_record_the_same_dimension() -> None:
    data = pack(
        "{id: thin, text: Thin}", "{id: thin, text: Thin}\n        signs: {well-fed: [CD01], thin: [CD02]}"
    )
    assert read_instrument(data, "small.yaml", CATALOGUE)


def test_two_choices_of_a_question_of_type_many_may_record_the_same_indicator() -> None:
    assert read_instrument(pack("[EX03]", "[CD02]"), "small.yaml", CATALOGUE)


def test_a_section_without_questions_is_a_mistake() -> None:
    data = pack() + b"  - {id: last, title: Last, questions: []}\n"
    assert refusal(data) == ("small.yaml: section last, field questions", "at least one question")


def test_all_mistakes_can_be_listed() -> None:
    instrument = read_instrument(pack(), "small.yaml", CATALOGUE).instrument
    assert isinstance(instrument, Instrument)
    assert [place for place, _ in find_mistakes(instrument, {})] == [
        *[f"{FIRST}, field signs"] * 2,
        *[f"{MANY}, field signs"] * 2,
    ]


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert read_instrument(b"\xef\xbb\xbf" + pack(), "small.yaml", CATALOGUE)


def test_other_encodings_and_too_much_data_are_refused() -> None:
    assert refusal(b"id: a\nb: \xe9\n") == ("small.yaml: line 2", "text in UTF-8")
    assert refusal(b" " * (MAX_BYTES + 1)) == ("small.yaml", "at most 2048 KiB")


def test_a_file_that_is_missing_unreadable_or_unknown_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "folder.yaml"
    folder.mkdir()
    for wanted, problem in (
        (str(tmp_path / "none.yaml"), Problem.FILE_MISSING),
        (str(folder), Problem.FILE_UNREADABLE),
        ("no-such-pack", Problem.INSTRUMENT_UNKNOWN),
        ("", Problem.INSTRUMENT_UNKNOWN),
        ("\x00/pack.yaml", Problem.FILE_UNREADABLE),
    ):
        with pytest.raises(ScreeningError) as caught:
            find_instrument(wanted, CATALOGUE)
        assert caught.value.problem is problem


def test_a_pack_is_found_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_bytes(pack())
    assert find_instrument(str(path), CATALOGUE) == load_instrument(path, CATALOGUE)


def test_installed_packs_are_the_yaml_files_of_the_folder(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "notes.txt"):
        (tmp_path / name).touch()
    assert installed(tmp_path) == ("a", "b")


@given(st.binary(max_size=60) | st.text(alphabet="-:[]{}'\"&*!|>?%@# \n\tabc<~", max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_yaml(data, "any.yaml")
    except ScreeningError as error:
        assert error.problem is Problem.INSTRUMENT_INVALID


LINES = PACK.splitlines(keepends=True)


@given(st.integers(0, len(LINES) - 1), st.sampled_from(["", "  x: 1\n", "- 1\n", "no\n", "        core: [1]\n"]))
def test_a_pack_with_a_line_replaced_is_read_or_refused_with_its_place(number: int, line: str) -> None:
    data = "".join([*LINES[:number], line, *LINES[number + 1 :]]).encode()
    try:
        read_instrument(data, "small.yaml", CATALOGUE)
    except ScreeningError as error:
        assert str(error.fields["place"]).startswith("small.yaml")
        assert "$." not in str(error.fields["place"])
