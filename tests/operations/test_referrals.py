"""Sharing with a service provider: consent for that recipient, the form, the log of what went out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from screening.core.case import CaseState, NextStep
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import ConsentWay, DisclosureKind, PersonSheet, RecipientConsent
from screening.core.service import (
    OFF_BY_DEFAULT,
    DataItem,
    Need,
    Priority,
    Service,
    ServiceCategory,
    may_receive,
)
from screening.documents.render import FormRenderer
from screening.operations import referrals
from screening.operations.cases import resume_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.store.audit import AuditAction
from tests.documents.samples import read, tool
from tests.store.vaults import decrypted_pages, file_bytes

from .looks import audited, rows
from .talks import UNRECORDED, decided_talk, looked_first, open_session

NAME = "Zubaida Qasimova"
SHEET = PersonSheet(
    name=NAME,
    gender="woman",
    safe_contact="Tuesdays after eight, say LEMON",
    needs=(Need.DOCTOR, Need.SAFE_PLACE),
    priority=Priority.HOURS_24,
    risks="The foreman drives a white van",
)
PRINTED = {
    DataItem.NAME: NAME,
    DataItem.GENDER: "Gender Woman",
    DataItem.SAFE_CONTACT: "LEMON",
    DataItem.RISKS: "white van",
    DataItem.LANGUAGE: "Arabic",
}


def find(talk: Talk, service_id: str) -> Service:
    return next(service for service in referrals.directory(talk) if service.id == service_id)


def agree(talk: Talk, service: Service, items: frozenset[DataItem] | None = None) -> RecipientConsent:
    """The person says yes, to everything this service may receive unless told otherwise."""
    return referrals.record_consent(
        talk,
        service,
        given=True,
        items=may_receive(service.category) if items is None else items,
        way=ConsentWay.SPOKEN,
        review="draft",
    )


def refused(talk: Talk, service: Service, consent: RecipientConsent, renderer: FormRenderer) -> bool:
    with pytest.raises(ScreeningError) as caught:
        referrals.prepare_form(talk, service, consent, renderer)
    assert referrals.disclosures(talk) == ()
    return caught.value.problem is Problem.NO_CONSENT_FOR_RECIPIENT


def test_without_consent_for_that_recipient_there_is_no_form(session: Session, renderer: FormRenderer) -> None:
    talk = decided_talk(session, SHEET)
    clinic, shelter = find(talk, "quayside-clinic"), find(talk, "harbour-house")
    yes = agree(talk, clinic)
    assert refused(talk, shelter, yes, renderer)
    no = referrals.record_consent(
        talk,
        shelter,
        given=False,
        items=frozenset(DataItem),
        way=ConsentWay.SPOKEN,
        review="draft",
    )
    assert no.items == frozenset()
    assert refused(talk, shelter, no, renderer)
    assert referrals.consents(talk) == (yes, no)


def test_a_legal_basis_opens_the_way_to_child_protection_alone(session: Session, renderer: FormRenderer) -> None:
    talk = looked_first(session, age="unsure")
    protection, shelter = find(talk, "child-first"), find(talk, "harbour-house")
    items = frozenset({DataItem.AGE_GROUP, DataItem.NEEDS})

    def by_law(service: Service) -> RecipientConsent:
        return referrals.record_consent(
            talk,
            service,
            given=False,
            items=items,
            way=ConsentWay.SPOKEN,
            review="draft",
            legal_basis="Children Act, section 47",
        )

    assert refused(talk, shelter, by_law(shelter), renderer)
    prepared = referrals.prepare_form(talk, protection, by_law(protection), renderer)
    assert prepared.pdf.startswith(b"%PDF")
    referrals.mark_given(talk, prepared, DisclosureKind.PRINTED)
    assert talk.record.state is CaseState.REFERRED


@pytest.mark.parametrize("withheld", PRINTED)
def test_items_not_agreed_are_not_on_the_paper(
    session: Session, renderer: FormRenderer, tmp_path: Path, withheld: DataItem
) -> None:
    talk = decided_talk(session, SHEET)
    clinic = find(talk, "quayside-clinic")
    consent = agree(talk, clinic, may_receive(clinic.category) - {withheld})
    text = read(referrals.prepare_form(talk, clinic, consent, renderer).pdf, tmp_path)
    for item, words in PRINTED.items():
        assert (words in text) is (item is not withheld), words
    assert talk.record.number in text


def test_with_nothing_agreed_but_the_referral_only_the_code_is_on_the_paper(
    session: Session, renderer: FormRenderer, tmp_path: Path
) -> None:
    talk = decided_talk(session, SHEET)
    law = find(talk, "law-centre-north")
    prepared = referrals.prepare_form(talk, law, agree(talk, law, frozenset()), renderer)
    about = tool("pdfinfo", pdf=prepared.pdf, folder=tmp_path)
    text = read(prepared.pdf, tmp_path)
    told = [words for words in (*PRINTED.values(), "Papers kept", "Doctor", "Adult") if words in about + text]
    assert told == []
    assert talk.record.number in text and prepared.form_number in text


def test_signs_go_only_to_whom_they_may_go(session: Session, renderer: FormRenderer, tmp_path: Path) -> None:
    talk = decided_talk(session, SHEET)
    clinic, law = find(talk, "quayside-clinic"), find(talk, "law-centre-north")
    everything = frozenset(DataItem)
    on_law = read(referrals.prepare_form(talk, law, agree(talk, law, everything), renderer).pdf, tmp_path)
    to_clinic = referrals.prepare_form(talk, clinic, agree(talk, clinic, everything), renderer)
    on_clinic = read(to_clinic.pdf, tmp_path)
    for words in ("Papers kept", "Kind of situation Signs recorded"):
        assert words in on_law and words not in on_clinic
    assert "traffick" not in on_clinic.casefold()
    assert to_clinic.told == referrals.disclosures(talk)[-1].items == may_receive(clinic.category)


def test_police_immigration_and_consulate_are_never_offered_by_a_need(session: Session) -> None:
    talk = decided_talk(session, SHEET)
    assert any(service.category in OFF_BY_DEFAULT for service in referrals.directory(talk))
    for need in Need:
        talk.save_sheet(PersonSheet(needs=(need,)))
        offered = {service.category for service in referrals.fitting_services(talk)}
        assert offered and offered.isdisjoint(OFF_BY_DEFAULT)
    talk.save_sheet(PersonSheet(needs=tuple(Need)))
    assert OFF_BY_DEFAULT.isdisjoint(service.category for service in referrals.fitting_services(talk))
    talk.save_sheet(PersonSheet())
    assert referrals.fitting_services(talk) == ()


def test_the_log_holds_what_was_prepared_printed_and_saved_on_which_consent(
    session: Session, folder: Path, renderer: FormRenderer
) -> None:
    talk = decided_talk(session, SHEET)
    clinic = find(talk, "quayside-clinic")
    items = frozenset({DataItem.CASE_CODE, DataItem.NEEDS, DataItem.GENDER})
    consent = agree(talk, clinic, items)
    prepared = referrals.prepare_form(talk, clinic, consent, renderer)
    states = [talk.record.state]
    for kind in (DisclosureKind.PRINTED, DisclosureKind.SAVED):
        referrals.mark_given(talk, prepared, kind)
        states.append(talk.record.state)
    assert states == [CaseState.REFERRAL, CaseState.REFERRED, CaseState.REFERRED]
    session.close()

    again = open_session(folder)
    resumed = resume_case(again, talk.record.id)
    assert resumed.record.state is CaseState.REFERRED
    assert resumed.sheet == SHEET
    assert referrals.consents(resumed) == (consent,)
    log = referrals.disclosures(resumed)
    assert [line.kind for line in log] == list(DisclosureKind)
    for line in log:
        assert (line.consent_id, line.items) == (consent.id, items)
        assert (line.service_id, line.service_name) == (clinic.id, clinic.name)
        assert line.form_number == prepared.form_number
        assert line.document_hash == hashlib.sha256(prepared.pdf).hexdigest()
        assert again.vault.cases.document(line.document_hash) == prepared.pdf
    again.close()
    assert audited(folder).count(AuditAction.FORM_PREPARED) == 1


def test_a_form_for_somebody_without_a_record_leaves_only_that_it_was_made(
    session: Session, folder: Path, renderer: FormRenderer
) -> None:
    talk = decided_talk(session, SHEET, UNRECORDED)
    clinic = find(talk, "quayside-clinic")
    consent = agree(talk, clinic)
    prepared = referrals.prepare_form(talk, clinic, consent, renderer)
    referrals.mark_given(talk, prepared, DisclosureKind.PRINTED)
    assert talk.record.state is CaseState.REFERRED
    assert (referrals.consents(talk), referrals.disclosures(talk)) == ((), ())
    (line,) = session.vault.cases.tallies()
    assert (line.next_step, line.services) == (NextStep.REFER, (ServiceCategory.HEALTH,))
    session.close()
    kept = rows(folder)
    assert [kept[t] for t in ("case_file", "recipient_consent", "disclosure", "document")] == [0, 0, 0, 0]
    assert audited(folder)[-2:] == [AuditAction.FORM_PREPARED, AuditAction.FORM_PRINTED]
    assert NAME.encode() not in decrypted_pages(folder)


def test_a_form_is_never_written_over_another_file(
    session: Session, renderer: FormRenderer, tmp_path: Path
) -> None:
    talk = decided_talk(session, SHEET)
    clinic = find(talk, "quayside-clinic")
    prepared = referrals.prepare_form(talk, clinic, agree(talk, clinic), renderer)

    def problem(path: Path) -> Problem:
        with pytest.raises(ScreeningError) as caught:
            referrals.write_pdf(prepared, str(path))
        return caught.value.problem

    path = tmp_path / "form.pdf"
    referrals.write_pdf(prepared, str(path))
    assert path.read_bytes() == prepared.pdf
    path.write_bytes(b"mine")
    assert problem(path) is Problem.OUTPUT_EXISTS
    assert path.read_bytes() == b"mine"
    assert problem(tmp_path) is Problem.OUTPUT_EXISTS
    assert problem(tmp_path / "no" / "form.pdf") is Problem.OUTPUT_NOT_WRITABLE


def test_the_name_is_in_no_byte_of_any_file_of_the_vault(
    session: Session, folder: Path, renderer: FormRenderer
) -> None:
    arabic = "زبيدة قاسم"
    talk = decided_talk(session, PersonSheet(name=f"{NAME} {arabic}", needs=(Need.DOCTOR,)))
    clinic = find(talk, "quayside-clinic")
    prepared = referrals.prepare_form(talk, clinic, agree(talk, clinic), renderer)
    referrals.mark_given(talk, prepared, DisclosureKind.SAVED)
    talk.note("papers_held", f"{NAME} has none")

    def looked_for() -> list[str]:
        everything = file_bytes(folder)
        words = (NAME, NAME.upper(), "Zubaida", "Qasimova", arabic, "قاسم")
        codes = ("utf-8", "utf-16-le", "utf-16-be")
        return [word for word in words for code in codes if word.encode(code) in everything]

    assert looked_for() == []
    session.close()
    assert looked_for() == []
    assert NAME.encode() in decrypted_pages(folder)  # it is there, under the key


def test_every_page_is_there_to_look_at_before_anything_goes_out(session: Session, renderer: FormRenderer) -> None:
    talk = decided_talk(session, SHEET)
    clinic = find(talk, "quayside-clinic")
    prepared = referrals.prepare_form(talk, clinic, agree(talk, clinic), renderer)
    assert prepared.pages and all(page.startswith(b"<svg") for page in prepared.pages)
    assert prepared.uncovered == ()
