"""The indicator catalogue: one CSV file, a row for each ILO operational indicator (2009).

Rows: ILO and European Commission, Operational indicators of trafficking in human beings (2009). How well each
strength is checked against that text stands beside it, in `strength_status`.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec

from screening.core.errors import Problem, ScreeningError
from screening.core.instrument import Catalogue, Indicator

CATALOGUE_PATH = Path(__file__).with_name("indicators.csv")
_OPTIONAL = ("adult_labour", "child_labour", "htcds_control")


def load_catalogue(path: Path = CATALOGUE_PATH) -> Catalogue:
    """All indicators by id, in the order of the file.

    Raises ScreeningError: FILE_MISSING, FILE_UNREADABLE, INSTRUMENT_INVALID (the line, what was expected).
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ScreeningError(Problem.FILE_MISSING, file=path.name) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ScreeningError(Problem.FILE_UNREADABLE, file=path.name) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    columns = Indicator.__struct_fields__
    if tuple(reader.fieldnames or ()) != columns:
        raise _mistake(path.name, 1, f"the columns {', '.join(columns)}")
    catalogue: Catalogue = {}
    try:
        for row in reader:
            indicator = _indicator(row)
            if indicator.id in catalogue:
                raise _mistake(path.name, reader.line_num, f"an id used once, not {indicator.id} again")
            catalogue[indicator.id] = indicator
    except msgspec.ValidationError as error:
        raise _mistake(path.name, reader.line_num, str(error)) from error
    except csv.Error as error:  # raised before the reader counts the line
        raise _mistake(path.name, reader.line_num + 1, str(error)) from error
    return catalogue


def _indicator(row: dict[str | None, str | None]) -> Indicator:
    values: dict[str, object] = {str(column): value for column, value in row.items()}
    if not values["id"] or not values["construct"] or None in row:
        raise msgspec.ValidationError("an id, a construct and as many values as columns")
    for column in _OPTIONAL:
        values[column] = values[column] or None
    values["ilo_11"] = str(values["ilo_11"] or "").split()
    # Not strict: numbers stand in a CSV file as text.
    return msgspec.convert(values, Indicator, strict=False)


def _mistake(name: str, line: int, expected: str) -> ScreeningError:
    return ScreeningError(Problem.INSTRUMENT_INVALID, place=f"{name}: line {line}", expected=expected)
