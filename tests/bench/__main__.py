"""`python -m tests.bench`: measures everything and prints one table. Nothing stays on disk but `--json FILE`."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from .figures import Row, median, p95, ratio_of_pairs, table
from .places import machine, run_part, until_first_paint

SIZES = (1, 1_000, 10_000, 100_000)
STARTS, UNLOCKS, FORMS, MEMORIES, LOCKS = 15, 5, 5, 3, 5
NAMES = (
    "start",
    "unlock",
    "answers",
    "search",
    "forms",
    "memory",
    "backup",
    "look",
    "refused",
    "hide",
    "lock",
    "languages",
)
JUDGED_UNLOCK = 10_000
"""The figure for unlocking is asked of this many cases."""


def measure_start(folder: Path) -> list[Row]:
    """The program and a bare window in turns; the first of each compiles modules and is not counted."""
    pairs = [(until_first_paint(folder, "program"), until_first_paint(folder, "bare")) for _ in range(STARTS + 1)]
    mine, bare = [pair[0] for pair in pairs[1:]], [pair[1] for pair in pairs[1:]]
    ratio = ratio_of_pairs(mine, bare)
    return [Row("start to first paint", mine, "bare PySide6 window", bare, "ratio", ratio, "x", 2.5, 1.5)]


def measure_unlock(folder: Path, cases: int) -> list[Row]:
    """In a fresh process each time, as it happens to an officer."""
    times = UNLOCKS if cases == JUDGED_UNLOCK else 3
    found = [run_part(folder, "unlock") for _ in range(times)]
    mine, alone = [each["program"] for each in found], [each["baseline"] for each in found]
    beyond = median([a - b for a, b in zip(mine, alone, strict=True)])
    rows = [Row(f"unlock, {cases:,} cases", mine, "Argon2id alone", alone, "beyond", beyond, "ms", 300, 100)]
    if cases == JUDGED_UNLOCK:  # not below 300 ms either: a passphrase would be tried too fast
        rows.append(
            Row("unlock with Argon2id", mine, "Argon2id alone", alone, "median", median(mine), "ms", 1500, None)
        )
    return rows


def measure_answers(folder: Path, cases: int) -> list[Row]:
    """Key, durable, next question painted."""
    found = run_part(folder, "answers")
    return [_by_p95(f"answer to next paint, {cases:,} cases", found, "SQLCipher commit", 33, 16)]


def measure_search(folder: Path, cases: int) -> list[Row]:
    """Each key typed to the painted list."""
    found = run_part(folder, "search")
    return [_by_p95(f"search while typing, {cases:,} cases", found, "same FTS5 query", 60, 20)]


def _by_p95(what: str, found: dict[str, list[float]], beside: str, reach: float, aim: float) -> Row:
    mine = found["program"]
    return Row(what, mine, beside, found["baseline"], "p95", p95(mine), "ms", reach, aim)


def measure_forms(folder: Path) -> list[Row]:
    """Process by process in turns: the program, then Typst on the same content."""
    mine, alone = [], []
    for _ in range(FORMS):
        mine.append(run_part(folder, "form")["program"])
        alone.append(run_part(folder, "typst")["program"])
    rows = []
    for what, part, reach in (("first", slice(0, 1), 400), ("next", slice(1, None), 80)):
        taken = [value for run in mine for value in run[part]]
        bare = [value for run in alone for value in run[part]]
        aim = 1.3 * median(bare)
        rows.append(
            Row(f"form, {what}", taken, "Typst alone", bare, "median", median(taken), "ms", reach, round(aim))
        )
    return rows


def measure_memory(folder: Path) -> list[Row]:
    """Resident set after one interview; the proportional share leaves out what other programs use as well."""
    mine = [run_part(folder, "memory") for _ in range(MEMORIES)]
    bare = [run_part(folder, "bare_memory") for _ in range(MEMORIES)]
    rows = []
    for name, words in (("rss", "resident"), ("pss", "proportional"), ("peak", "highest")):
        if name not in mine[0]:
            continue
        held, least = [each[name] for each in mine], [each[name] for each in bare]
        limits = (200, 150) if name == "rss" else (None, None)
        beside = "bare PySide6 window"
        rows.append(Row(f"memory, {words}", held, beside, least, "median", median(held), "MB", *limits))
    return rows


def measure_backup(folder: Path) -> list[Row]:
    """A copy of 100 MB, and how long its longest step holds up a talk."""
    found = run_part(folder, "backup")
    mine, alone, steps = found["program"], found["baseline"], found["steps"]
    beside = "backup API alone"
    return [
        Row("backup of 100 MB", mine, beside, alone, "median", median(mine), "ms", 3000, 2 * median(alone)),
        Row("longest step of it", steps, beside, alone, "median", median(steps), "ms", 33, 16),
    ]


def measure_look(folder: Path, cases: int) -> list[Row]:
    """What an answer can have to wait for while everything is looked at after unlocking.

    The best of several looks: what else the machine does for a moment falls on one of them, a long step on all.
    """
    if cases != JUDGED_UNLOCK:
        return []
    found = run_part(folder, "look")
    longest = found["program"]
    what = f"longest step of a look, {cases:,} cases"
    return [Row(what, longest, "the whole look", found["whole"], "lowest", min(longest), "ms", 33, 16)]


def measure_refused(folder: Path) -> list[Row]:
    """Limits that are too low, or that would take all memory: refused before anything is derived with them."""
    found = run_part(folder, "refused")
    mine = found["program"]
    beside = "a good header read"
    return [Row("header beyond limits refused", mine, beside, found["baseline"], "p95", p95(mine), "ms", 1000, 50)]


def measure_hide(folder: Path) -> list[Row]:
    """The hide key to the painted cover."""
    return [_by_p95("hide key to cover", run_part(folder, "hide"), "a bare window's page", 300, 50)]


def measure_lock(folder: Path) -> list[Row]:
    """The lock to a process without the key, in turns with a bare window that becomes another process."""
    pairs = [(run_part(folder, "lock"), run_part(folder, "bare_lock")) for _ in range(LOCKS)]
    found = {"program": [a["program"] for a, _ in pairs], "baseline": [b["program"] for _, b in pairs]}
    return [_by_p95("lock to key gone", found, "bare window, replaced", 1000, 200)]


def measure_languages(folder: Path) -> list[Row]:
    """Another language in a running talk: until its question is painted, and what the process holds after all."""
    found = run_part(folder, "switching")
    again, beside = found["again"], "same question painted"
    rows = [
        Row(f"language {what}", found[name], beside, again, "p95", p95(found[name]), "ms", 33, 16)
        for what, name in (
            ("first pressed to next page", "settled first"),
            ("first to its question", "question first"),
            ("pressed to next page", "settled"),
            ("to its question", "question"),
        )
    ]
    fonts = found["fonts"]
    rows.append(Row("fonts of a language, first", fonts, beside, again, "p95", p95(fonts), "ms", None, None))
    pairs = [(run_part(folder, "cycled", "all"), run_part(folder, "cycled", "en")) for _ in range(MEMORIES)]
    for name, words in (("rss", "resident"), ("pss", "proportional")):
        if name in pairs[0][0]:
            mine, english = [a[name] for a, _ in pairs], [b[name] for _, b in pairs]
            beyond = median([a - b for a, b in zip(mine, english, strict=True)])
            what = f"all languages, {words}"
            rows.append(Row(what, mine, "English as often", english, "beyond", beyond, "MB", 30, 15))
    return rows


def main() -> None:
    """Everything, in an order in which the vault only grows."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single measurement there as well")
    parser.add_argument("--only", default="", metavar="WORD", help=", ".join(NAMES))
    parser.add_argument("--cases", default=",".join(map(str, SIZES)), metavar="N,N", help="sizes of the curves")
    options = parser.parse_args()
    sizes = [int(size) for size in options.cases.split(",")]
    facts = machine()
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        rows = _measure(Path(made), options.only, sizes)
    print(f"{facts}\nmilliseconds, and MB for memory; p95 of few is the highest\n")
    print(table(rows))
    if options.json:
        found = {"schema": 1, "machine": facts, "rows": [row.as_json() for row in rows]}
        options.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


def _measure(folder: Path, only: str, sizes: list[int]) -> list[Row]:
    per_size: list[tuple[str, Callable[[Path, int], list[Row]]]] = [
        ("unlock", measure_unlock),
        ("answers", measure_answers),
        ("search", measure_search),
        ("look", measure_look),
    ]
    once: list[tuple[str, Callable[[Path], list[Row]]]] = [
        ("forms", measure_forms),
        ("memory", measure_memory),
        ("backup", measure_backup),
        ("refused", measure_refused),
        ("start", measure_start),
        ("languages", measure_languages),
    ]
    # They leave a talk open, and the next opening would ask about it first.
    last: list[tuple[str, Callable[[Path], list[Row]]]] = [("hide", measure_hide), ("lock", measure_lock)]
    rows: dict[str, list[Row]] = {name: [] for name in NAMES}
    wanted = {name for name in rows if not only or name in only.split(",")}
    for size in sizes if wanted & {name for name, _ in per_size} else sizes[:1]:
        _say(f"a vault of {size:,} cases")
        run_part(folder, "grow", str(size))
        if size == sizes[0]:
            for name, measure in once:
                if name in wanted:
                    _say(name)
                    rows[name] += measure(folder)
        for name, measure_at in per_size:
            if name in wanted:
                _say(f"{name}, {size:,} cases")
                rows[name] += measure_at(folder, size)
    for name, measure in last:
        if name in wanted:
            _say(name)
            rows[name] += measure(folder)
    return [row for each in rows.values() for row in each]


def _say(what: str) -> None:
    print(f"... {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
