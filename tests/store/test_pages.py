"""The program's own look at each page says the same as SQLCipher's check, page by page."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from screening.core.errors import ScreeningError
from screening.store.header import DATABASE_FILE
from screening.store.pages import count_pages, damaged_pages
from screening.store.vault import Vault

from .test_erase import fill
from .vaults import PAGE, database_key, raw_connection


@pytest.fixture
def path(vault: Vault, folder: Path) -> Path:
    for number in range(3):
        case = fill(vault, f"Name{number}")
    with vault.transaction():
        vault.cases.erase(case)  # so that there are free pages
    assert vault.database.pragma("freelist_count")[0][0] > 3
    vault.close()
    return folder / DATABASE_FILE


def ours(path: Path) -> list[int]:
    return damaged_pages(path, database_key(path.parent), 1, count_pages(path))


def theirs(path: Path) -> list[int] | None:
    """Page numbers from SQLCipher's sentences: "HMAC verification failed for page 7"; None: it does not open."""
    try:
        connection = raw_connection(path.parent)
    except ScreeningError:
        return None
    found = [int(row[0].split()[-1]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    connection.close()
    return found


def test_a_sound_file_is_sound_to_both(path: Path) -> None:
    assert ours(path) == theirs(path) == []


def test_each_damaged_page_is_named_by_both_alike(path: Path) -> None:
    sound, choose, opened = path.read_bytes(), random.Random(11), 0
    for _ in range(60):
        damaged = bytearray(sound)
        chosen = sorted(choose.sample(range(1, len(sound) // PAGE + 1), 3))
        for number in chosen:
            damaged[(number - 1) * PAGE + choose.randrange(16, PAGE)] ^= 1 << choose.randrange(8)
        path.write_bytes(damaged)
        assert ours(path) == chosen
        said = theirs(path)
        if said is not None:  # damaged where the schema is, it cannot be opened at all
            opened += 1
            assert said == chosen
    assert opened > 20


def test_bytes_all_over_the_first_page_count(path: Path) -> None:
    sound = path.read_bytes()
    for at in (*range(32), *range(32, PAGE, 37)):
        damaged = bytearray(sound[:PAGE])
        damaged[at] ^= 1
        path.write_bytes(bytes(damaged) + sound[PAGE : 2 * PAGE])
        found = damaged_pages(path, database_key(path.parent), 1, 2)
        assert 1 in found, at
        assert (2 in found) == (at < 16), "the salt is in the first bytes"


def test_a_page_in_anothers_place_does_not_hold(path: Path) -> None:
    data = path.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    pages[4], pages[7] = pages[7], pages[4]
    path.write_bytes(b"".join(pages))
    assert ours(path) == [5, 8]


def test_pages_are_looked_at_a_few_at_a_time(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[9 * PAGE + 100] ^= 1
    path.write_bytes(damaged)
    key = database_key(path.parent)
    assert damaged_pages(path, key, 1, 9) == []
    assert damaged_pages(path, key, 10, 4) == [10]
    assert damaged_pages(path, key, count_pages(path) + 1, 4) == []
