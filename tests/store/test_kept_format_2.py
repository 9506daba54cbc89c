"""A vault of header format 2 and schema 3, made by the program of that time: it opens, whole, by every way in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from screening.core.assessment import Statement
from screening.core.case import NextStep
from screening.core.roles import Role
from screening.store.check import check_vault
from screening.store.migrate import SCHEMA_VERSION
from screening.store.vault import Vault, open_with_recovery_key

from .vaults import LIMITS, NOW, header_of, reopen

KEPT = Path(__file__).parent / "kept" / "format-2"
SECOND, SECOND_PASSPHRASE = "B2", "lantern copper walnut seventy"
FIRST_KEY = "QQTY-4K2V-EW39-6A3E-0Q86-27XQ-URAS-9PK4-CEDJ-HADF-7N3C-29SU-X4QS-XY5T-L3"
SECOND_KEY = "84SG-DF44-NGCJ-MP9G-6KZD-3YAH-J87A-LMUH-N6E8-ZT3S-Z4W9-C6RN-6SWS-6WDG-WP"
Way = Callable[[Path], Vault]


def with_key(key: str, folder: Path) -> Vault:
    return open_with_recovery_key(folder, key, floor=LIMITS, clock=lambda: NOW)


WAYS: tuple[Way, ...] = (
    reopen,
    partial(reopen, passphrase=SECOND_PASSPHRASE, officer=SECOND),
    partial(with_key, FIRST_KEY),
    partial(with_key, SECOND_KEY),
)


@pytest.fixture
def kept(folder: Path) -> Path:
    return Path(shutil.copytree(KEPT, folder))


def is_whole(vault: Vault) -> None:
    """Everything that was in it is there, and nothing is wrong with it."""
    assert vault.database.pragma("user_version") == [(SCHEMA_VERSION,)]
    (case,) = vault.cases.summaries("Somebody")
    record = vault.cases.load(case.id)
    assert record.answers["papers_held"].answer == "employer"
    assert [each.answer.answer for each in record.history["papers_held"]] == ["other", "employer"]
    assert record.decision is not None
    assert record.decision.next_step is NextStep.REFER
    assert vault.cases.load_sheet(case.id).safe_contact == "after 8"
    (line,) = vault.cases.tallies()
    assert (line.statement, line.next_step) == (Statement.SIGNS_RECORDED, NextStep.KEEP_CONTACT)
    assert check_vault(vault, LIMITS) == []


@pytest.mark.parametrize("way", WAYS, ids=["administrator", "officer", "first key", "second key"])
def test_a_vault_of_format_2_opens_and_nothing_in_it_is_lost(kept: Path, way: Way) -> None:
    with way(kept) as vault:
        is_whole(vault)


def test_all_of_them_one_after_the_other_find_the_same_vault(kept: Path) -> None:
    before = header_of(kept)
    assert (before.format, len(before.slots), len(before.recovery), len(before.succession)) == (2, 2, 2, 1)
    assert [slot.role for slot in before.slots] == [Role.ADMINISTRATOR, Role.OFFICER]
    for way in WAYS:
        with way(kept) as vault:
            is_whole(vault)
    assert header_of(kept).generation > before.generation


def test_what_can_be_done_with_a_new_vault_can_be_done_with_it(kept: Path) -> None:
    with reopen(kept) as vault:
        vault.rotate(vault.header)
        is_whole(vault)
    for way in WAYS:
        with way(kept) as vault:
            is_whole(vault)
