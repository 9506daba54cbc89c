"""Erasing really deletes: no row, no word in the index, no byte in a free page."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import func, select

from screening.core.assessment import Statement
from screening.core.case import CaseState, Decision, NextStep, RecordedAnswer, Situation
from screening.core.consent import Consent, ConsentState, LanguageChoice
from screening.core.referral import PersonSheet
from screening.core.safety import SafetyCheck
from screening.store import schema
from screening.store.vault import Vault

from .test_referrals import consent, disclosure
from .vaults import NOW, decrypted_pages, file_bytes, reopen

SENTINEL = "Quetzalcoatlina"
PACK = b"id: pack\n"


def fill(vault: Vault, name: str) -> str:
    """A case with a row in every table, the name in every text."""
    agreed = consent()
    pdf = f"%PDF {name} ".encode() * 2000
    with vault.transaction():
        case = vault.cases.create(Situation.SHELTER, NOW).id
        vault.cases.set_safety(case, SafetyCheck.AGE, "adult", NOW)
        vault.cases.set_language(case, LanguageChoice("ti", True, dialect=name), NOW)
        vault.cases.set_consent(case, Consent(ConsentState.GIVEN, talk=True), "ti", "0" * 64, name, NOW)
        vault.cases.begin_talk(case, "pack", "1.0.0", hashlib.sha256(PACK).hexdigest(), PACK, NOW)
        for version in range(3):
            vault.cases.add_answer(
                case, RecordedAnswer("q", f"{name} {version}", NOW, "ti", "0" * 64, "draft"), name
            )
        vault.cases.set_note(case, "q", f"{name} " * 600, NOW)
        vault.cases.set_typing(case, "reason", name)
        vault.cases.set_state(case, CaseState.REFERRAL)
        vault.cases.decide(case, Decision(NextStep.REFER, name, Statement.SOME_SIGNS, NOW))
        vault.cases.save_sheet(case, PersonSheet(name=name, safe_contact=name, risks=name))
        vault.cases.add_recipient_consent(case, agreed)
        vault.cases.add_disclosure(case, disclosure(agreed.id, pdf), pdf)
    return case


def counts(vault: Vault) -> dict[str, int]:
    tables = [*schema.metadata.sorted_tables, schema.case_search]
    return {
        str(table.name): int(vault.database.value(select(func.count()).select_from(table)))
        for table in tables
        if table.name not in ("meta", "audit", "officer", "service", "tally")
    }


def test_erasing_deletes_every_row_but_the_shared_pack(vault: Vault) -> None:
    kept = fill(vault, "Kept")
    before = counts(vault)
    assert all(before.values())
    erased = fill(vault, SENTINEL)
    assert vault.cases.summaries(SENTINEL)
    with vault.transaction():
        vault.cases.erase(erased)
    assert counts(vault) == before
    assert vault.cases.summaries(SENTINEL) == []
    assert [summary.id for summary in vault.cases.summaries()] == [kept]
    assert vault.cases.load(kept).notes


def test_erasing_the_last_case_leaves_only_the_pack(vault: Vault) -> None:
    case = fill(vault, SENTINEL)
    with vault.transaction():
        vault.cases.erase(case)
    assert {name for name, count in counts(vault).items() if count} == {"pack"}


def test_erasing_leaves_no_byte_in_any_decrypted_page(vault: Vault, folder: Path) -> None:
    for number in range(20):
        fill(vault, f"Other{number}")
    case = fill(vault, SENTINEL)
    vault.close()
    assert decrypted_pages(folder).count(SENTINEL.encode()) > 600
    assert SENTINEL.lower().encode() in decrypted_pages(folder)  # the index's own form of the word
    with reopen(folder) as again:
        with again.transaction():
            again.cases.erase(case)
        # Even while the vault is open, and with nothing tidied up.
        pages = decrypted_pages(folder)
        assert SENTINEL.encode() not in pages
        assert SENTINEL.lower().encode() not in pages
        assert case.encode() not in pages


def test_removed_answers_notes_and_names_leave_no_byte_either(vault: Vault, folder: Path) -> None:
    case = fill(vault, "Other")
    with vault.transaction():
        answer = RecordedAnswer("r", SENTINEL, NOW, "ti", "0" * 64, "draft")
        vault.cases.add_answer(case, answer, "")
        vault.cases.add_answer(case, answer, SENTINEL)
        vault.cases.set_note(case, "r", SENTINEL, NOW)
        vault.cases.save_sheet(case, PersonSheet(name=SENTINEL))
    with vault.transaction():
        vault.cases.remove_answer(case, "r")
        vault.cases.set_note(case, "r", "", NOW)
        vault.cases.save_sheet(case, PersonSheet())
    pages = decrypted_pages(folder).lower()
    assert SENTINEL.lower().encode() not in pages
    assert b"other" in pages


def test_no_file_of_the_vault_ever_holds_a_name_in_the_clear(vault: Vault, folder: Path) -> None:
    with vault.transaction():
        for _ in range(20):
            vault.cases.save_sheet(vault.cases.create(Situation.OFFICE, NOW).id, PersonSheet(name=SENTINEL))
        assert SENTINEL.encode() not in file_bytes(folder)  # with the journal in use
    fill(vault, SENTINEL)
    for data in (file_bytes(folder), file_bytes(folder).lower()):
        assert SENTINEL.encode() not in data
        assert SENTINEL.lower().encode() not in data
        assert SENTINEL.encode("utf-16-le") not in data
    vault.close()
    assert SENTINEL.encode() not in file_bytes(folder)
