"""The indicator catalogue as it ships, and what is refused in one with a mistake."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Dimension, Element, Indicator, Strength, StrengthSet, Verification
from screening.instruments.catalogue import CATALOGUE_PATH, load_catalogue

HEADER = ",".join(Indicator.__struct_fields__)
ROW = "CD01,coercion_at_destination,means,Confiscation of documents,strong,strong,secondary,7,X"


def test_it_has_the_67_rows_of_the_adult_set_and_the_65_of_the_child_set() -> None:
    catalogue = load_catalogue()
    sizes = {s: sum(i.strength(s) is not None for i in catalogue.values()) for s in StrengthSet}
    assert sizes == {StrengthSet.ADULT_LABOUR: 67, StrengthSet.CHILD_LABOUR: 65}
    assert Counter(i.dimension for i in catalogue.values()) == dict(
        zip(Dimension, (10, 10, 16, 9, 15, 7), strict=True)
    )


def test_it_keeps_the_order_of_the_file() -> None:
    lines = CATALOGUE_PATH.read_text(encoding="utf-8").splitlines()[1:]
    assert list(load_catalogue()) == [line.split(",")[0] for line in lines]


def test_it_reads_every_column() -> None:
    catalogue = load_catalogue()
    assert catalogue["CD03"] == Indicator(
        "CD03",
        Dimension.COERCION_AT_DESTINATION,
        Element.MEANS,
        "Isolation, confinement or surveillance",
        Strength.STRONG,
        Strength.STRONG,
        Verification.SECONDARY,
        (3, 4),
        "RestrictsMovement",
    )
    assert catalogue["EX08"].child_labour is None
    assert catalogue["CD06"].ilo_11 == ()
    assert catalogue["CD06"].htcds_control is None
    assert {i for i in catalogue if catalogue[i].strength_status is Verification.UNVERIFIED} == {
        "RV13",
        "RV14",
    }


def test_the_ilo_11_all_occur_and_nothing_else_does() -> None:
    assert {number for i in load_catalogue().values() for number in i.ilo_11} == set(range(1, 12))


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("id,dimension\n", "line 1", "the columns id, dimension, element"),
        ("", "line 1", "the columns"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "line 3", "CD01 again"),
        (f"{HEADER}\n{ROW.replace('strong', 'huge')}\n", "line 2", "huge"),
        (f"{HEADER}\n{ROW.replace(',7,', ',seven,')}\n", "line 2", "int"),
        (f"{HEADER}\n{ROW},more\n", "line 2", "as many values as columns"),
        (f"{HEADER}\nCD01,coercion_at_destination\n", "line 2", "as many values as columns"),
        (f"{HEADER}\n{ROW.replace('CD01', '')}\n", "line 2", "an id"),
        (f'{HEADER}\n"CD01"x,{ROW}\n', "line 2", "expected after"),
    ],
)
def test_a_mistake_names_its_line(tmp_path: Path, text: str, place: str, expected: str) -> None:
    path = tmp_path / "indicators.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScreeningError) as caught:
        load_catalogue(path)
    assert caught.value.problem is Problem.INSTRUMENT_INVALID
    assert caught.value.fields["place"] == f"indicators.csv: {place}"
    assert expected in str(caught.value.fields["expected"])


def test_a_file_that_is_missing_or_unreadable_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ScreeningError) as missing:
        load_catalogue(tmp_path / "none.csv")
    assert missing.value.problem is Problem.FILE_MISSING
    (tmp_path / "latin.csv").write_bytes(b"\xe9\n")
    for path in (tmp_path, tmp_path / "latin.csv"):
        with pytest.raises(ScreeningError) as unreadable:
            load_catalogue(path)
        assert unreadable.value.problem is Problem.FILE_UNREADABLE
