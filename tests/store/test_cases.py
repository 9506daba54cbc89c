"""Cases: what is put in comes out, answers are superseded, numbers are never given twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from screening.core.answer import Answer, Missing
from screening.core.assessment import NotAssessedBecause, Statement
from screening.core.case import CaseState, Decision, NextStep, RecordedAnswer, Situation, TallyLine
from screening.core.consent import Consent, ConsentPoint, ConsentState, InterpreterMode, LanguageChoice
from screening.core.errors import Problem, ScreeningError
from screening.core.safety import SafetyCheck
from screening.core.service import ServiceCategory
from screening.store import schema
from screening.store.vault import Vault
from tests.examples import examples

from .vaults import NOW, reopen

LATER = "2026-11-22T14:05:00Z"
PACK = b"id: labour-exploitation\n"
PACK_HASH = hashlib.sha256(PACK).hexdigest()


def recorded(question: str, answer: Answer, given: str = NOW) -> RecordedAnswer:
    return RecordedAnswer(question, answer, given, "fa", "0" * 64, "reviewed")


def test_a_new_case_is_about_nobody_yet(vault: Vault) -> None:
    with vault.transaction():
        summary = vault.cases.create(Situation.WORKPLACE, NOW)
    assert summary.number == "26-0001"
    assert vault.cases.summaries() == [summary]
    record = vault.cases.load(summary.id)
    assert (record.number, record.opened_utc, record.state) == ("26-0001", NOW, CaseState.LOOK_FIRST)
    assert (record.safety, record.answers, record.notes) == ({}, {}, {})
    assert (record.language, record.consent, record.instrument_hash, record.decision) == (None,) * 4


def test_numbers_count_by_year_and_are_never_given_twice(vault: Vault) -> None:
    numbers = []
    for now in (NOW, NOW, "2027-01-01T00:00:00Z"):
        with vault.transaction():
            numbers.append(vault.cases.create(Situation.OFFICE, now).number)
    newest = vault.cases.summaries("26")[0]
    with vault.transaction():
        vault.cases.erase(newest.id)
    with vault.transaction():
        numbers.append(vault.cases.create(Situation.OFFICE, NOW).number)
    assert numbers == ["26-0001", "26-0002", "27-0001", "26-0003"]


def test_everything_of_a_talk_survives_closing(vault: Vault, folder: Path, case_id: str) -> None:
    choice = LanguageChoice("fa", True, "Dari", InterpreterMode.PHONE, "I-7", True, True)
    consent = Consent(ConsentState.GIVEN, True, True, False, frozenset(ConsentPoint))
    decision = Decision(NextStep.REFER, "asked for a safe place", Statement.SIGNS_RECORDED, LATER)
    with vault.transaction():
        vault.cases.set_safety(case_id, SafetyCheck.DANGER, "no", NOW)
        vault.cases.set_safety(case_id, SafetyCheck.AGE, "adult", NOW)
        vault.cases.set_language(case_id, choice, NOW)
        vault.cases.set_consent(case_id, consent, "fa", "1" * 64, "reviewed", NOW)
        vault.cases.begin_talk(case_id, "labour-exploitation", "1.0.0", PACK_HASH, PACK, NOW)
        vault.cases.add_answer(case_id, recorded("papers_held", "yes"), "")
        vault.cases.set_position(case_id, "wages")
        vault.cases.set_progress(case_id, 1, 40)
        vault.cases.set_note(case_id, "papers_held", "kept in a safe", NOW)
        vault.cases.set_state(case_id, CaseState.NOT_ASSESSED, NotAssessedBecause.STOPPED)
        vault.cases.decide(case_id, decision)
    vault.close()
    with reopen(folder) as again:
        record = again.cases.load(case_id)
        assert record.safety == {SafetyCheck.DANGER: "no", SafetyCheck.AGE: "adult"}
        assert (record.language, record.consent, record.decision) == (choice, consent, decision)
        assert record.instrument_hash == PACK_HASH
        assert again.cases.instrument_bytes(PACK_HASH) == PACK
        assert record.answers == {"papers_held": recorded("papers_held", "yes")}
        assert record.notes == {"papers_held": "kept in a safe"}
        assert record.position == "wages"
        assert record.ended_because is NotAssessedBecause.STOPPED
        summary = again.cases.summaries()[0]
        assert (summary.answered, summary.asked, summary.language) == (1, 40, "fa")
        assert (summary.state, summary.next_step) == (CaseState.NOT_ASSESSED, NextStep.REFER)


@pytest.mark.parametrize(
    "answer",
    [
        "yes",
        "",
        0,
        -3,
        10**15,
        (),
        ("a",),
        ("a", "b"),
        *Missing,
        "1",
        "null",
        '"',
        "ሰላም",
        "a\x00b",
        "\u202eabc",
    ],
)
def test_an_answer_comes_back_as_exactly_what_it_was(vault: Vault, case_id: str, answer: Answer) -> None:
    with vault.transaction():
        vault.cases.add_answer(case_id, recorded("q", answer), "")
    found = vault.cases.load(case_id).answers["q"].answer
    assert found == answer
    assert type(found) is type(answer)


def test_a_corrected_answer_stays_behind_the_new_one_with_the_reason(vault: Vault, case_id: str) -> None:
    with vault.transaction():
        vault.cases.add_answer(case_id, recorded("q", "yes"), "")
    with vault.transaction():
        vault.cases.add_answer(case_id, recorded("q", Missing.DECLINED, LATER), "misheard")
    assert vault.cases.load(case_id).answers["q"].answer is Missing.DECLINED
    versions = vault.cases.answer_history(case_id, "q")
    assert [(v.answer.answer, v.answer.given_utc, v.reason) for v in versions] == [
        ("yes", NOW, ""),
        (Missing.DECLINED, LATER, "misheard"),
    ]


def test_a_removed_answer_is_gone_with_all_its_versions(vault: Vault, case_id: str) -> None:
    with vault.transaction():
        for answer in ("yes", "no", "yes"):
            vault.cases.add_answer(case_id, recorded("q", answer), "")
        vault.cases.add_answer(case_id, recorded("other", "no"), "")
    with vault.transaction():
        vault.cases.remove_answer(case_id, "q")
    assert vault.cases.answer_history(case_id, "q") == ()
    assert set(vault.cases.load(case_id).answers) == {"other"}
    assert vault.database.value(select(func.count()).select_from(schema.answer)) == 1


def test_the_latest_safety_answer_and_consent_count_and_the_first_are_kept(vault: Vault, case_id: str) -> None:
    with vault.transaction():
        for answer in ("yes", "no"):
            vault.cases.set_safety(case_id, SafetyCheck.PRIVATE, answer, NOW)
        for state in (ConsentState.GIVEN, ConsentState.WITHDRAWN):
            vault.cases.set_consent(case_id, Consent(state, talk=True), "en", "0" * 64, "draft", NOW)
    record = vault.cases.load(case_id)
    assert record.safety == {SafetyCheck.PRIVATE: "no"}
    assert record.consent is not None
    assert record.consent.state is ConsentState.WITHDRAWN
    for table in (schema.safety_answer, schema.consent):
        assert vault.database.value(select(func.count()).select_from(table)) == 2


def test_the_age_band_is_kept_with_the_person(vault: Vault, case_id: str) -> None:
    with vault.transaction():
        vault.cases.set_safety(case_id, SafetyCheck.AGE, "unsure", NOW)
    assert vault.database.value(select(schema.person.c.age_band)) == "unsure"


def test_a_talk_keeps_the_instrument_it_began_with_and_bytes_are_kept_once(vault: Vault, case_id: str) -> None:
    with vault.transaction():
        vault.cases.begin_talk(case_id, "i", "1.0.0", PACK_HASH, PACK, NOW)
        vault.cases.begin_talk(case_id, "i", "1.1.0", "f" * 64, b"newer", NOW)
        other = vault.cases.create(Situation.OFFICE, NOW)
        vault.cases.begin_talk(other.id, "i", "1.0.0", PACK_HASH, PACK, NOW)
    assert vault.cases.load(case_id).instrument_hash == PACK_HASH
    packs = select(func.count()).select_from(schema.pack).where(schema.pack.c.hash == PACK_HASH)
    assert vault.database.value(packs) == 1


def test_unknown_ids_are_told_apart(vault: Vault) -> None:
    unknown = "0" * 32
    for read in (vault.cases.load, vault.cases.load_sheet, vault.cases.disclosures):
        with pytest.raises(ScreeningError) as caught:
            read(unknown)
        assert caught.value.problem is Problem.CASE_MISSING
    with pytest.raises(ScreeningError) as caught, vault.transaction():
        vault.cases.set_note(unknown, "q", "text", NOW)
    assert caught.value.problem is Problem.CASE_MISSING
    with pytest.raises(ScreeningError) as caught, vault.transaction():
        vault.cases.set_state(unknown, CaseState.CLOSED)
    assert caught.value.problem is Problem.CASE_MISSING
    with pytest.raises(ScreeningError) as caught:
        vault.cases.instrument_bytes(unknown)
    assert caught.value.problem is Problem.INSTRUMENT_UNKNOWN
    with pytest.raises(ScreeningError) as caught:
        vault.cases.document(unknown)
    assert caught.value.problem is Problem.FILE_MISSING


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "مرحبا \u200f(١٢٣)\u200e ok",
        "<img src='/etc/passwd'> <b>unclosed & \"quoted\"",
        "tab\tline\nreturn\rnull\x00bell\x07escape\x1b[31m",
        "'; DROP TABLE answer; --",
        "👩🏽‍🌾 नमस्ते ខ្មែរ ไทย",
    ],
)
def test_notes_come_back_as_they_were_written(vault: Vault, case_id: str, text: str) -> None:
    with vault.transaction():
        vault.cases.set_note(case_id, "q", "first", NOW)
        vault.cases.set_note(case_id, "q", text, NOW)
    assert vault.cases.load(case_id).notes == {"q": text}
    with vault.transaction():
        vault.cases.set_note(case_id, "q", "", NOW)
    assert vault.cases.load(case_id).notes == {}


def test_half_a_surrogate_pair_does_not_lose_note_answer_or_what_is_typed(vault: Vault, case_id: str) -> None:
    with vault.transaction():
        vault.cases.set_note(case_id, "q", "a\ud83db", NOW)
        vault.cases.add_answer(case_id, recorded("q", "a\ud83db"), "")
        vault.cases.set_typing(case_id, "q", "a\ud83db")
    assert vault.cases.typing(case_id) == {"q": "a\ufffdb"}
    record = vault.cases.load(case_id)
    assert record.notes["q"] == record.answers["q"].answer == "a\ufffdb"


@settings(max_examples=examples(50), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_note_and_answer(vault: Vault, case_id: str, text: str) -> None:
    with vault.transaction():
        vault.cases.set_note(case_id, "q", text, NOW)
        vault.cases.add_answer(case_id, recorded("q", text), text)
    record = vault.cases.load(case_id)
    assert record.notes.get("q", "") == text
    assert record.answers["q"].answer == text


def test_talks_that_were_not_recorded_are_only_counted(vault: Vault) -> None:
    line = TallyLine("2026-11-22", Situation.STREET, Statement.NO_SIGNS)
    later = msgspec.structs.replace(
        line,
        statement=Statement.SOME_SIGNS,
        next_step=NextStep.REFER,
        services=(ServiceCategory.SHELTER, ServiceCategory.LEGAL_AID),
    )
    with vault.transaction():
        vault.cases.set_tally("a" * 32, line)
        vault.cases.set_tally("b" * 32, line)
    assert vault.cases.tallies() == (line, line)
    with vault.transaction():
        vault.cases.set_tally("a" * 32, later)
        vault.cases.remove_tally("b" * 32)
    assert vault.cases.tallies() == (later,)
    row = vault.database.row(select(schema.tally))
    assert row is not None
    assert (row.offered, row.next_step, row.services) == (1, "refer", '["shelter","legal_aid"]')


def test_a_mis_keyed_answer_is_really_gone_and_one_added_later_stays(vault: Vault, case_id: str) -> None:
    def version(value: str) -> RecordedAnswer:
        return RecordedAnswer("q", value, NOW, "en", "0" * 64, "source")

    def kept() -> list[tuple[object, str]]:
        return [(each.answer.answer, each.reason) for each in vault.cases.answer_history(case_id, "q")]

    with vault.transaction():
        vault.cases.replace_answer(case_id, version("first"))
        vault.cases.add_answer(case_id, version("wrong"), "added_later")
        vault.cases.replace_answer(case_id, version("right"))
    assert kept() == [("first", ""), ("right", "added_later")]
    record = vault.cases.load(case_id)
    assert record.answers["q"].answer == "right"
    assert [each.reason for each in record.history["q"]] == ["", "added_later"]
    with vault.transaction():
        vault.cases.take_back_answer(case_id, "q")
    assert kept() == [("first", "")]
    assert vault.cases.load(case_id).history == {}
    with vault.transaction():
        vault.cases.take_back_answer(case_id, "q")
        vault.cases.take_back_answer(case_id, "q")
    assert kept() == []
