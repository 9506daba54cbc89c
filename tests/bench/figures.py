"""What was measured, and the table it is printed as."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure. `program` and `baseline` are milliseconds, or MB for memory; `figure` is what is judged.

    `reach` must be kept, `aim` is wanted; None where there is none.
    """

    what: str
    program: Sequence[float]
    beside: str
    baseline: Sequence[float]
    judged: str
    figure: float
    unit: str
    reach: float | None = None
    aim: float | None = None

    @property
    def verdict(self) -> str:
        """How the figure stands to what is asked of it."""
        if self.aim is not None and self.figure <= self.aim:
            return "aim"
        if self.reach is not None and self.figure <= self.reach:
            return "reach"
        return "" if self.reach is None and self.aim is None else "OFF"

    def as_json(self) -> dict[str, object]:
        """For `--json`: every single measurement, so that others can draw it."""
        return {
            "what": self.what,
            "program": [round(value, 3) for value in self.program],
            "beside": self.beside,
            "baseline": [round(value, 3) for value in self.baseline],
            "judged": self.judged,
            "figure": round(self.figure, 3),
            "unit": self.unit,
            "reach": self.reach,
            "aim": self.aim,
            "verdict": self.verdict,
        }


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, -(-len(ranked) * 95 // 100) - 1)]


def ratio_of_pairs(program: Sequence[float], baseline: Sequence[float]) -> float:
    """The median of the ratios, pair by pair: what else the machine does falls on both of a pair."""
    return median([mine / bare for mine, bare in zip(program, baseline, strict=True)])


def table(rows: Sequence[Row]) -> str:
    """The table as text. Under each name: how often, median and p95; then what is judged."""
    head = ("what", "n", "median", "p95", "beside it", "median", "p95", "judged", "figure", "reach", "aim", "is")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    left = {0, 4, 7}
    printed = [
        "  ".join(cell.ljust(widths[at]) if at in left else cell.rjust(widths[at]) for at, cell in enumerate(line))
        for line in lines
    ]
    printed.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in printed)


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.what,
        str(len(row.program)),
        _number(median(row.program)),
        _number(p95(row.program)),
        row.beside,
        _number(median(row.baseline)),
        _number(p95(row.baseline)),
        row.judged,
        f"{_number(row.figure)} {row.unit}",
        "" if row.reach is None else f"{row.reach:g}",
        "" if row.aim is None else f"{row.aim:g}",
        row.verdict,
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
