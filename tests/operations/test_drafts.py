"""Draft words in a vault: confirmed or reasoned before they count, kept with what was agreed on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from screening.core.consent import Blocker, Consent, ConsentState, InterpreterMode, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office
from screening.core.referral import ConsentWay, PersonSheet, RecipientConsent
from screening.core.review import Review
from screening.core.service import DataItem, Need, Service
from screening.documents.render import FormRenderer
from screening.languages.catalogs import Shown
from screening.operations import referrals
from screening.operations.session import Session, create
from screening.operations.talk import Talk
from screening.store import schema
from tests.documents.samples import read
from tests.store.vaults import LIMITS, OFFICER, PASSPHRASE

from .talks import AGREED, SHOWN, UNRECORDED, decided_talk, looked_first, now, reread

ARABIC = LanguageChoice("ar", text_available=True)
INTERPRETED = msgspec.structs.replace(
    ARABIC, interpreter=InterpreterMode.PHONE, interpreter_code="INT-7", no_conflict=True, person_agrees=True
)
VOUCHED = DraftUse(interpreter=True)
REASONED = DraftUse(reason=DraftReason.DANGER, more="the van is back at six")
MISSING = Shown("words", "en", Review.MISSING, "0" * 64)


def talk_in(session: Session, choice: LanguageChoice) -> Talk:
    talk = looked_first(session)
    talk.choose_language(choice)
    return talk


def strict(session: Session) -> Session:
    """The same vault of an organisation that forbids drafts."""
    return replace(session, office=Office("Labour Inspection North", allow_drafts=False))


def problem(act: Callable[[], object]) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        act()
    return caught.value.problem


@pytest.mark.parametrize("consent", [AGREED, UNRECORDED])
def test_consent_on_a_draft_that_nobody_vouches_for_is_not_taken_and_nothing_changes(
    session: Session, consent: Consent
) -> None:
    talk = talk_in(session, ARABIC)
    before = session.vault.cases.load(talk.record.id)
    assert problem(lambda: talk.record_consent(consent, SHOWN)) is Problem.DRAFT_UNCONFIRMED
    assert session.vault.cases.load(talk.record.id) == before
    assert talk.record == before and talk.recorded
    assert talk.blockers() == (Blocker.CONSENT,)


@pytest.mark.parametrize(("choice", "use"), [(INTERPRETED, VOUCHED), (INTERPRETED, REASONED), (ARABIC, REASONED)])
def test_who_vouched_or_why_is_kept_with_the_consent(
    session: Session, folder: Path, choice: LanguageChoice, use: DraftUse
) -> None:
    talk = talk_in(session, choice)
    talk.confirm_draft(use)
    talk.record_consent(AGREED, SHOWN)
    assert talk.blockers() == ()
    kept = reread(session, folder, talk.record.id)
    assert kept.consent == msgspec.structs.replace(AGREED, shown_in="ar", review=Review.DRAFT, draft=use)
    assert kept.language is not None and kept.language.draft == use


def test_an_interpreter_vouches_only_while_taking_part(session: Session) -> None:
    talk = talk_in(session, INTERPRETED)
    talk.confirm_draft(VOUCHED)
    talk.choose_language(ARABIC)
    assert problem(lambda: talk.record_consent(AGREED, SHOWN)) is Problem.DRAFT_UNCONFIRMED


@pytest.mark.parametrize("state", [state for state in ConsentState if state is not ConsentState.GIVEN])
def test_a_no_counts_on_any_words(session: Session, state: ConsentState) -> None:
    talk = talk_in(strict(session), ARABIC)
    talk.record_consent(Consent(state), SHOWN)
    assert talk.record.consent == Consent(state)


@pytest.mark.parametrize("review", [Review.SOURCE, Review.REVIEWED])
def test_checked_words_need_nobody(session: Session, review: Review) -> None:
    talk = talk_in(strict(session), ARABIC)
    talk.record_consent(AGREED, replace(SHOWN, review=review))
    assert talk.record.consent is not None and talk.record.consent.draft is None
    assert talk.blockers() == ()


def test_where_drafts_are_forbidden_only_an_interpreter_opens_the_way(session: Session) -> None:
    talk = talk_in(strict(session), ARABIC)
    talk.confirm_draft(REASONED)
    assert problem(lambda: talk.record_consent(AGREED, SHOWN)) is Problem.DRAFT_FORBIDDEN
    talk.choose_language(INTERPRETED)
    assert problem(lambda: talk.record_consent(AGREED, SHOWN)) is Problem.DRAFT_UNCONFIRMED
    talk.confirm_draft(VOUCHED)
    talk.record_consent(AGREED, SHOWN)
    assert talk.blockers() == ()


def test_english_is_no_consent_of_somebody_who_chose_another_language(session: Session) -> None:
    talk = talk_in(session, ARABIC)
    talk.confirm_draft(REASONED)
    assert problem(lambda: talk.record_consent(AGREED, MISSING)) is Problem.DRAFT_FORBIDDEN
    talk.choose_language(INTERPRETED)
    talk.confirm_draft(VOUCHED)
    talk.record_consent(AGREED, MISSING)
    assert talk.blockers() == ()


def test_another_language_asks_for_consent_anew(session: Session) -> None:
    talk = talk_in(session, ARABIC)
    talk.confirm_draft(REASONED)
    talk.record_consent(AGREED, SHOWN)
    talk.choose_language(LanguageChoice("en", text_available=True))
    assert talk.blockers() == (Blocker.CONSENT,)
    assert problem(talk.open_questions) is Problem.STEP_CLOSED
    talk.choose_language(ARABIC)
    assert talk.blockers() == ()
    assert talk.record.language == ARABIC


def test_in_a_training_vault_drafts_are_used_freely_and_kept_as_drafts(tmp_path: Path) -> None:
    office = Office("Labour Inspection North", allow_drafts=False)
    made = create(
        tmp_path / "t", OFFICER, PASSPHRASE, office, training=True, kdf=LIMITS, floor=LIMITS, now=now
    ).session
    talk = talk_in(made, ARABIC)
    talk.record_consent(AGREED, SHOWN)
    assert talk.blockers() == ()
    consent = talk.record.consent
    assert consent is not None and (consent.review, consent.draft) == (Review.DRAFT, None)
    made.close()


def test_nothing_is_confirmed_without_a_language(session: Session) -> None:
    assert problem(lambda: looked_first(session).confirm_draft(REASONED)) is Problem.STEP_CLOSED


def test_of_a_talk_without_a_record_the_reason_is_nowhere_in_the_vault(session: Session) -> None:
    talk = talk_in(session, ARABIC)
    talk.confirm_draft(REASONED)
    talk.record_consent(UNRECORDED, SHOWN)
    assert talk.record.consent is not None and talk.record.consent.draft == REASONED
    tables = [session.vault.database.rows(select(table)) for table in schema.metadata.sorted_tables]
    assert "the van" not in str(tables)


# sharing


def clinic_of(talk: Talk) -> Service:
    return next(each for each in referrals.directory(talk) if each.id == "quayside-clinic")


def agree(talk: Talk, review: Review = Review.DRAFT, *, given: bool = True, basis: str = "") -> RecipientConsent:
    return referrals.record_consent(
        talk,
        clinic_of(talk),
        given=given,
        items=frozenset(DataItem),
        way=ConsentWay.SPOKEN,
        review=review.value,
        legal_basis=basis,
    )


def test_sharing_is_not_agreed_on_a_draft_that_nobody_vouches_for(session: Session) -> None:
    talk = talk_in(session, ARABIC)
    assert problem(lambda: agree(talk)) is Problem.DRAFT_UNCONFIRMED
    assert referrals.consents(talk) == ()
    assert not agree(talk, given=False).given
    assert agree(talk, given=False, basis="Children Act").legal_basis
    assert agree(talk, Review.REVIEWED).given
    talk.confirm_draft(REASONED)
    assert agree(talk).review == Review.DRAFT


def test_sharing_is_not_agreed_on_english_by_somebody_who_chose_another_language(session: Session) -> None:
    talk = talk_in(session, ARABIC)
    talk.confirm_draft(REASONED)
    assert problem(lambda: agree(talk, Review.MISSING)) is Problem.DRAFT_FORBIDDEN


def test_nobody_agrees_to_sharing_who_was_not_asked_for_a_language(session: Session) -> None:
    talk = looked_first(session, age="child")
    assert problem(lambda: agree(talk, Review.SOURCE)) is Problem.DRAFT_FORBIDDEN
    assert agree(talk, Review.SOURCE, given=False, basis="Children Act").legal_basis


@pytest.mark.parametrize(
    ("choice", "use", "words"),
    [
        (ARABIC, REASONED, "Used because: waiting could put someone in danger."),
        (INTERPRETED, VOUCHED, "The interpreter said the words or checked them."),
    ],
)
def test_the_form_says_who_vouched_or_why_and_not_what_was_noted(
    session: Session,
    renderer: FormRenderer,
    tmp_path: Path,
    choice: LanguageChoice,
    use: DraftUse,
    words: str,
) -> None:
    talk = decided_talk(session, PersonSheet(needs=(Need.DOCTOR,)))
    talk.choose_language(msgspec.structs.replace(choice, draft=use))
    prepared = referrals.prepare_form(talk, clinic_of(talk), agree(talk), renderer)
    assert prepared.draft == use
    text = read(prepared.pdf, tmp_path)
    assert words in text
    assert "Draft: the words in Arabic have not been checked by a speaker." in text
    assert "the van" not in text
