"""Changing an answer: why is kept, what was wrong is gone, and what the person wants removed is erased."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.core.answer import Answer, Missing
from screening.core.changes import ChangeReason, versions
from screening.core.consent import Consent
from screening.operations.cases import list_cases, resume_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.store.audit import AuditAction
from tests.examples import examples
from tests.store.vaults import decrypted_pages

from .looks import audited
from .talks import AGREED, SHOWN, UNRECORDED, open_talk, reread

LATER, WRONG = ChangeReason.ADDED_LATER, ChangeReason.MIS_KEYED
SECRET = "a warm jacket for my brother"
NOTE = "the brown door behind the mill"
both = pytest.mark.parametrize("consent", [AGREED, UNRECORDED], ids=["recorded", "in memory"])


def kept(talk: Talk, question: str) -> list[tuple[Answer, str]]:
    return [(each.answer.answer, each.reason) for each in versions(talk.record, question)]


@both
def test_an_answer_added_later_stays_beside_the_one_before_and_counts_alone(
    session: Session, consent: Consent
) -> None:
    talk = open_talk(session, consent)
    talk.answer("papers_held", "employer", SHOWN)
    assert [sign.indicator.id for sign in talk.assessment().signs] == ["CD01"]
    assert talk.would_change("papers_held", "me")
    talk.answer("papers_held", "me", SHOWN, LATER)
    assert talk.answers == {"papers_held": "me"}
    assert talk.assessment().signs == ()
    assert kept(talk, "papers_held") == [("employer", ""), ("me", "added_later")]


@both
def test_a_mis_keyed_answer_is_gone(session: Session, consent: Consent) -> None:
    talk = open_talk(session, consent)
    talk.answer("papers_held", "employer", SHOWN)
    talk.answer("papers_held", "me", SHOWN, WRONG)
    assert kept(talk, "papers_held") == [("me", "")]
    assert talk.record.history == {}


def test_nothing_of_a_mis_keyed_or_removed_answer_is_left_in_any_page(session: Session, folder: Path) -> None:
    talk = open_talk(session)
    talk.answer("wanted_now", f"{SECRET} one", SHOWN)
    talk.answer("wanted_now", "shoes", SHOWN, WRONG)
    assert SECRET.encode() not in decrypted_pages(folder)
    talk.answer("wanted_now", f"{SECRET} two", SHOWN, LATER)
    talk.note("wanted_now", NOTE)
    assert SECRET.encode() in decrypted_pages(folder)
    talk.remove_answer("wanted_now", with_note=True)
    pages = decrypted_pages(folder)
    assert not any(text.encode() in pages for text in (SECRET, NOTE, "shoes"))
    record = reread(session, folder, talk.record.id)
    assert (record.answers, record.history, record.notes, record.position) == ({}, {}, {}, "wanted_now")
    assert talk.record == record


@both
def test_removing_an_answer_leaves_its_note_unless_that_is_wished_too(session: Session, consent: Consent) -> None:
    talk = open_talk(session, consent)
    talk.answer("debt", "since", SHOWN)
    talk.answer("papers_held", "me", SHOWN)
    talk.note("debt", NOTE)
    talk.remove_answer("debt")
    assert (set(talk.answers), talk.record.notes) == ({"papers_held"}, {"debt": NOTE})
    assert "debt" in talk.assessment().unknown
    talk.answer("debt", "since", SHOWN)
    talk.remove_answer("debt", with_note=True)
    assert (set(talk.answers), talk.record.notes) == ({"papers_held"}, {})


def test_the_same_answer_again_is_recorded_once(session: Session, folder: Path) -> None:
    talk = open_talk(session)
    following = talk.answer("papers_held", "employer", SHOWN)
    assert not talk.would_change("papers_held", "employer")
    before = session.vault.audit.head()
    assert talk.answer("papers_held", "employer", SHOWN, WRONG) == following
    assert session.vault.audit.head() == before
    record = reread(session, folder, talk.record.id)
    assert (record.position, record.history) == (following, {})


@both
def test_the_answer_given_last_can_be_taken_back(session: Session, consent: Consent) -> None:
    talk = open_talk(session, consent)
    assert talk.last_given is None
    talk.answer("papers_held", "employer", SHOWN)
    talk.answer("papers_held", "me", SHOWN, LATER)
    assert talk.undo_answer() == "papers_held"
    assert (kept(talk, "papers_held"), talk.record.position) == ([("employer", "")], "papers_held")
    with pytest.raises(ValueError, match="nothing"):
        talk.undo_answer()
    talk.answer("debt", "since", SHOWN)
    talk.undo_answer()
    assert set(talk.answers) == {"papers_held"}
    talk.answer("debt", "since", SHOWN)
    talk.remove_answer("debt")
    assert talk.last_given is None


def test_the_case_list_counts_what_stands(session: Session) -> None:
    talk = open_talk(session)
    talk.answer("debt", "since", SHOWN)
    talk.answer("papers_held", "me", SHOWN)
    talk.undo_answer()
    assert [line.answered for line in list_cases(session)] == [1]
    talk.remove_answer("debt")
    assert [line.answered for line in list_cases(session)] == [0]


def test_the_audit_says_that_an_answer_was_removed_and_not_which_it_was(session: Session, folder: Path) -> None:
    talk = open_talk(session)
    talk.answer("wanted_now", SECRET, SHOWN)
    talk.undo_answer()
    talk.answer("wanted_now", SECRET, SHOWN)
    talk.remove_answer("wanted_now")
    session.close()
    changed = [AuditAction.ANSWER_RECORDED, AuditAction.ANSWER_REMOVED] * 2
    assert audited(folder)[-4:] == changed


def test_a_talk_written_down_after_all_brings_its_versions_along(session: Session, folder: Path) -> None:
    talk = open_talk(session, UNRECORDED)
    talk.answer("papers_held", "employer", SHOWN)
    talk.answer("papers_held", "me", SHOWN, LATER)
    talk.record_consent(AGREED, SHOWN)
    assert talk.recorded
    record = reread(session, folder, talk.record.id)
    assert record.history == talk.record.history
    assert [each.reason for each in record.history["papers_held"]] == ["", "added_later"]


@settings(deadline=None, max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["papers_held", "debt"]),
            st.sampled_from(["employer", "since", "me", Missing.DECLINED]),
            st.sampled_from([LATER, WRONG, "undo", "remove"]),
        ),
        max_size=8,
    )
)
def test_the_vault_holds_what_the_rules_say_after_any_changes(
    session: Session, steps: list[tuple[str, Answer, object]]
) -> None:
    talk = open_talk(session)
    for question, answer, step in steps:
        if step == "undo":
            if talk.last_given is not None:
                talk.undo_answer()
        elif step == "remove":
            talk.remove_answer(question)
        elif answer in (*talk.flow.question(question).options(), Missing.DECLINED):
            assert isinstance(step, ChangeReason)
            talk.answer(question, answer, SHOWN, step)
    assert resume_case(session, talk.record.id).record == talk.record
