"""Talk yes, record no: no word of the talk is in any file. The same search finds each word when it is yes."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from screening.store.header import DATABASE_FILE
from screening.ui.demo.interview import OFFICER, PASSPHRASE
from tests.journeys.drivers.untold import WORDS
from tests.journeys.programs import LONGEST_S, driver
from tests.store.vaults import decrypted_pages, raw_connection

pytestmark = pytest.mark.slow
CODES = ("utf-8", "utf-16-le", "utf-16-be")
PAPER = (b"%PDF", b"\x89PNG", b"\x1f\x8b")
"""What a form, a page of it, or anything packed begins with: no word would be found in these."""


def walked(folder: Path, record: str, end: str) -> None:
    """One talk to its end; killed at the form where it stays."""
    (folder / "out").mkdir(parents=True)
    words = (str(folder / "vault"), str(folder / "out"), record, end)
    process = driver(folder / "home", "untold.py", *words)
    assert process.stdout is not None
    reached = process.stdout.readline()
    if end == "stays":
        process.send_signal(signal.SIGKILL)
    _out, errors = process.communicate(timeout=LONGEST_S)
    assert reached == "there\n", errors[-2000:]


def files(folder: Path) -> list[Path]:
    """Every file but the form, which is meant to be there."""
    out = folder / "out"
    return [path for path in folder.rglob("*") if path.is_file() and out not in path.parents]


def dump(vault: Path) -> bytes:
    """Every value of every table, those of the search index too, and what the tables are made from."""
    connection = raw_connection(vault, OFFICER, PASSPHRASE)
    parts: list[bytes] = []
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in ("sqlite_master", *names):
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608
                parts += [each if isinstance(each, bytes) else str(each).encode() for each in row]
    finally:
        connection.close()
    return b"\n".join(parts)


def found(folder: Path) -> set[str]:
    """The words that are anywhere: in files as they are, in every decrypted page, in every row."""
    vault = folder / "vault"
    places = [path.read_bytes() for path in files(folder)]
    places += [decrypted_pages(vault, OFFICER, PASSPHRASE), dump(vault)]
    places = [form for place in places for form in (place, place.lower())]
    return {
        word
        for word in WORDS.values()
        for code in CODES
        if any(each.encode(code) in place for each in (word, word.lower()) for place in places)
    }


@pytest.mark.parametrize("end", ["left", "stays"])
def test_with_record_no_no_word_of_the_talk_is_in_any_file(tmp_path: Path, end: str) -> None:
    walked(tmp_path, "no", end)
    assert found(tmp_path) == set()
    assert len(list((tmp_path / "out").iterdir())) == 1
    kept = {path.name for path in (tmp_path / "vault").iterdir()}
    assert DATABASE_FILE in kept
    journal = tmp_path / "vault" / f"{DATABASE_FILE}-journal"
    assert not journal.exists() or journal.stat().st_size == 0
    for path in files(tmp_path):
        assert not path.read_bytes().startswith(PAPER), path.name
        assert not any(word in str(path) for word in WORDS.values())


def test_with_record_yes_the_same_search_finds_every_word_but_the_mis_keyed_one(tmp_path: Path) -> None:
    walked(tmp_path, "yes", "left")
    assert found(tmp_path) == set(WORDS.values()) - {WORDS["wrong"]}
