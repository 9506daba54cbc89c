# ruff: noqa: S608 - the names of tables are written here
"""Parts of the files put back from an older copy: sound to SQLCipher and SQLite, and reported all the same."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from screening.core.case import NextStep, Situation
from screening.core.changes import ChangeReason
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import PersonSheet
from screening.core.retention import KEEP_DAYS, KeepReason
from screening.core.service import ServiceCategory
from screening.operations.cases import begin_case, list_cases, resume_case
from screening.operations.checking import accept_case, check_open_case
from screening.operations.retention import keep_case, set_review_period
from screening.operations.services import add_service
from screening.operations.session import Session
from screening.store.audit import AuditAction
from screening.store.case_state import case_state, case_states, kept_state
from screening.store.check import VaultCheck, check_vault
from screening.store.header import DATABASE_FILE
from screening.store.meta import MetaKey, set_meta
from tests.store.vaults import NOW, PAGE, RESERVED, decrypted_pages, raw_connection

from .talks import AGREED, LANGUAGE, SAFE, SHOWN, open_session, open_talk

OLD, NEW = "Quetzalcoatlina", "Xochiquetzalina"
MARKS = {
    "answer": b"papers_heldvalue",
    "audit": b"services_replaced",
    "meta": b"audit_head",
    "case_file": b"questions",
    "person": b'"name":"Quetz',
}
"""What stands on a page of each table in clear, once decrypted."""
HARMLESS = "case_search_idx"
"""Shortens the way into the list of words; the check has just found every case by its number with the old one."""


def pages_of(folder: Path) -> list[bytes]:
    data = (folder / DATABASE_FILE).read_bytes()
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)]


def worked(session: Session, choose: random.Random, name: str) -> None:
    """Some of what officers do, in cases that are there and in new ones."""
    for summary in list_cases(session):
        talk = resume_case(session, summary.id)
        talk.answer("found_work", choose.choice(["yes", "no"]), SHOWN)
        talk.note("found_work", f"{name} {choose.random()}")
        talk.save_sheet(PersonSheet(name=f"{name} {choose.random()}"))
    for _ in range(choose.randrange(1, 4)):
        talk = open_talk(session)
        talk.answer("papers_held", choose.choice(["employer", "me"]), SHOWN)
        talk.save_sheet(PersonSheet(name=name))
    add_service(
        session, name=f"Service {choose.random()}", category=ServiceCategory.HEALTH, language="en", phone="1"
    )


def reported(folder: Path) -> bool:
    """Whether opening is refused in words, or the check finds something."""
    try:
        with open_session(folder).vault as vault:
            return bool(check_vault(vault))
    except ScreeningError:
        return True


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_every_page_that_is_put_back_from_an_older_copy_is_reported(folder: Path, seed: int) -> None:
    choose = random.Random(seed)
    copies = []
    for name in (OLD, NEW):
        session = open_session(folder)
        worked(session, choose, name)
        session.close()
        copies.append(dict(enumerate(zip(pages_of(folder), plain_pages(folder), strict=True))))
    before, after = copies
    raw = raw_connection(folder)
    harmless = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (HARMLESS,)).fetchone()[0] - 1
    raw.close()
    # The first page has the file's counter of changes and the schema; of the others those that say something else.
    changed = [at for at in before if at not in {0, harmless} and before[at][1] != after[at][1]]
    assert {table for table, mark in MARKS.items() if any(mark in before[at][1] for at in changed)} == set(MARKS)
    sound = Path(shutil.copytree(folder, folder.with_name("sound")))
    for at in changed:
        put_back(folder, at, before[at][0])
        assert reported(folder), at + 1
        shutil.copytree(sound, folder, dirs_exist_ok=True)
    assert not reported(folder)


def plain_pages(folder: Path) -> list[bytes]:
    data = decrypted_pages(folder)
    inside = PAGE - RESERVED
    return [data[: inside - 16], *(data[at : at + inside] for at in range(inside - 16, len(data), inside))]


def put_back(folder: Path, at: int, page: bytes) -> None:
    with (folder / DATABASE_FILE).open("r+b") as file:
        file.seek(at * PAGE)
        file.write(page)


TABLES = ("answer", "audit", "meta", "case_file", "service", "person", "safety_answer")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_whose_rows_are_those_of_before_is_reported(folder: Path, table: str) -> None:
    """As if every page of one table had been put back, index pages too: what SQLite itself cannot notice."""
    choose = random.Random(7)
    session = open_session(folder)
    worked(session, choose, OLD)
    session.close()
    old = raw_connection(folder)
    rows = old.execute(f"SELECT * FROM {table}").fetchall()
    old.close()
    session = open_session(folder)
    worked(session, choose, NEW)
    session.close()
    raw = raw_connection(folder)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute(f"DELETE FROM {table}")
    raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    raw.close()
    assert reported(folder)


def altered(folder: Path) -> tuple[str, str]:
    """A case one of whose answers is that of before, behind the program's back: its id and number."""
    session = open_session(folder)
    talk = open_talk(session)
    talk.answer("papers_held", "employer", SHOWN)
    other = open_talk(session)
    other.answer("papers_held", "me", SHOWN)
    session.close()
    raw = raw_connection(folder)
    raw.execute(
        "UPDATE answer SET value = '\"me\"' WHERE talk_id IN (SELECT id FROM talk WHERE case_id = ?)",
        (talk.record.id,),
    )
    raw.close()
    return talk.record.id, talk.record.number


def test_an_altered_case_is_named_by_its_number_and_only_that_one(folder: Path) -> None:
    case_id, number = altered(folder)
    with open_session(folder).vault as vault:
        findings = check_vault(vault)
    assert [(each.check, each.problem, each.fields, each.case_id) for each in findings] == [
        (VaultCheck.CASES, Problem.CASE_ALTERED, {"case": number}, case_id)
    ]


def test_an_altered_case_is_not_gone_on_with_until_somebody_decides_and_is_written_down(folder: Path) -> None:
    case_id, number = altered(folder)
    session = open_session(folder)
    with pytest.raises(ScreeningError) as caught:
        resume_case(session, case_id)
    assert (caught.value.problem, caught.value.fields) == (Problem.CASE_ALTERED, {"case": number})
    assert check_vault(session.vault), "having tried does not make it right"
    accept_case(session, case_id)
    assert check_vault(session.vault) == []
    assert session.vault.audit.hashes_of(AuditAction.CASE_ACCEPTED, case_id)
    assert resume_case(session, case_id).answers["papers_held"] == "me"
    session.close()


def test_the_case_that_was_open_is_compared_when_its_officer_is_back(folder: Path) -> None:
    case_id, number = altered(folder)
    session = open_session(folder)
    check_open_case(session)
    with session.vault.transaction():
        set_meta(session.vault.database, f"{MetaKey.OPEN_CASE}/{session.vault.audit.officer_id}", case_id)
    with pytest.raises(ScreeningError) as caught:
        check_open_case(session)
    assert caught.value.fields == {"case": number}
    session.close()


def test_a_case_that_is_gone_without_having_been_erased_is_reported_by_its_first_entry(folder: Path) -> None:
    session = open_session(folder)
    begun = session.vault.audit.length + 1
    talk = begin_case(session, Situation.WORKPLACE)
    session.close()
    raw = raw_connection(folder)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM case_search")
    raw.execute("DELETE FROM talk")
    raw.execute("DELETE FROM case_file")
    raw.close()
    with open_session(folder).vault as vault:
        found = check_vault(vault)
    assert [(each.problem, each.fields) for each in found] == [(Problem.CASE_LOST, {"entry": begun})]
    assert talk.record.number not in str(found)


def test_an_erased_case_that_is_there_again_is_reported_and_erased_ones_are_not_missed(folder: Path) -> None:
    session = open_session(folder)
    talk = open_talk(session)
    session.close()
    rows = {}
    old = raw_connection(folder)
    for table in ("visit", "person", "case_file", "talk"):
        rows[table] = old.execute(f"SELECT * FROM {table}").fetchall()
    old.close()
    session = open_session(folder)
    resume_case(session, talk.record.id).withdraw(erase=True)
    assert check_vault(session.vault) == []
    session.close()
    raw = raw_connection(folder)
    for table, kept in rows.items():
        raw.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(kept[0]))})", kept)
    raw.close()
    with open_session(folder).vault as vault:
        problems = {each.problem for each in check_vault(vault)}
    assert Problem.CASE_CAME_BACK in problems


def test_after_each_step_of_a_talk_the_last_entry_knows_the_case(session: Session) -> None:
    vault = session.vault
    talk = begin_case(session, Situation.WORKPLACE)
    before = ""

    def holds(step: str) -> None:
        nonlocal before
        kept = kept_state(vault.database, talk.record.id)
        assert kept == case_state(vault.database, talk.record.id), step
        assert case_states(vault.database, [talk.record.id]) == {talk.record.id: kept}, step
        assert kept != before, step
        before = kept or ""

    holds("begun")
    for check, answer in SAFE.items():
        talk.note_safety(check, answer)
        holds(check.value)
    talk.choose_language(LANGUAGE)
    holds("language")
    talk.record_consent(AGREED, SHOWN)
    holds("consent")
    talk.open_questions()
    holds("instrument")
    talk.answer("papers_held", "employer", SHOWN)
    holds("an answer")
    talk.answer("papers_held", "me", SHOWN)
    holds("an answer added to")
    talk.answer("papers_held", "employer", SHOWN, ChangeReason.MIS_KEYED)
    holds("an answer replaced")
    talk.note("papers_held", "a note")
    holds("a note")
    talk.finish_questions()
    holds("finished")
    talk.decide(NextStep.REFER, "papers are kept")
    holds("decided")
    talk.save_sheet(PersonSheet(name="Somebody"))
    holds("sheet")
    assert check_vault(vault) == []


def test_another_period_of_review_for_every_case_alters_none(session: Session) -> None:
    talk = open_talk(session)
    set_review_period(session, 90)
    assert check_vault(session.vault) == []
    assert resume_case(session, talk.record.id).record.id == talk.record.id
    keep_case(session, talk.record.id, KEEP_DAYS[0], next(iter(KeepReason)))
    assert check_vault(session.vault) == []


def test_a_rolled_back_transaction_leaves_no_hash_of_what_never_was(session: Session) -> None:
    vault = session.vault
    talk = open_talk(session)
    with pytest.raises(RuntimeError, match="on purpose"), vault.transaction():
        vault.cases.set_note(talk.record.id, "papers_held", "never", NOW)
        vault.audit.append(AuditAction.NOTE_RECORDED, talk.record.id, {})
        raise RuntimeError("on purpose")
    talk.answer("papers_held", "me", SHOWN)
    assert check_vault(vault) == []
