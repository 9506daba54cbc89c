"""Sheets, consents per recipient, disclosures, documents, the directory, the office."""

from __future__ import annotations

import hashlib

import pytest

from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office, ReportingDuty
from screening.core.referral import ConsentWay, Disclosure, DisclosureKind, PersonSheet, RecipientConsent
from screening.core.service import DataItem, Need, Priority, Service, ServiceCategory
from screening.store import keys
from screening.store.vault import Vault

from .vaults import NOW

PDF = b"%PDF-1.7 form"


def consent(given: bool = True) -> RecipientConsent:
    return RecipientConsent(
        id=keys.random_id(),
        service_id="shelter-1",
        given=given,
        items=frozenset({DataItem.NAME, DataItem.NEEDS}),
        way=ConsentWay.MARK,
        language="am",
        review="draft",
        given_utc=NOW,
        legal_basis="" if given else "§ 8a",
    )


def disclosure(consent_id: str, pdf: bytes = PDF) -> Disclosure:
    return Disclosure(
        id=keys.random_id(),
        consent_id=consent_id,
        service_id="shelter-1",
        service_name="Maison de l'Étoile",
        form_number="26-0001-1",
        kind=DisclosureKind.PRINTED,
        items=frozenset({DataItem.NEEDS}),
        document_hash=hashlib.sha256(pdf).hexdigest(),
        at_utc=NOW,
    )


@pytest.mark.parametrize("name", ["محمد علي", "שָׁלוֹם \u2067x\u2069", "<b>Ana</b>\x00\x1b", "ប៊ុន", 'O\'Neill "J"'])
def test_a_sheet_comes_back_in_any_script(vault: Vault, case_id: str, name: str) -> None:
    sheet = PersonSheet(name, "woman", "call +00 after six", (Need.LAWYER, Need.DOCTOR), Priority.HOURS_24, "x\ny")
    assert vault.cases.load_sheet(case_id) == PersonSheet()
    with vault.transaction():
        vault.cases.save_sheet(case_id, sheet)
    assert vault.cases.load_sheet(case_id) == sheet


def test_each_answer_for_a_recipient_is_kept_in_order(vault: Vault, case_id: str) -> None:
    answers = (consent(), consent(given=False))
    for answer in answers:
        with vault.transaction():
            vault.cases.add_recipient_consent(case_id, answer)
    assert vault.cases.recipient_consents(case_id) == answers


def test_a_disclosure_is_kept_with_the_very_bytes(vault: Vault, case_id: str) -> None:
    agreed = consent()
    told = disclosure(agreed.id)
    again = disclosure(agreed.id)
    with vault.transaction():
        vault.cases.add_recipient_consent(case_id, agreed)
        vault.cases.add_disclosure(case_id, told, PDF)
        vault.cases.add_disclosure(case_id, again, PDF)
    assert vault.cases.disclosures(case_id) == (told, again)
    assert vault.cases.document(told.document_hash) == PDF


def test_a_disclosure_of_other_bytes_than_its_hash_says_is_a_bug(vault: Vault, case_id: str) -> None:
    with pytest.raises(ValueError, match="hash"), vault.transaction():
        vault.cases.add_disclosure(case_id, disclosure(consent().id), b"other")


def test_a_disclosure_without_the_consent_behind_it_is_refused(vault: Vault, case_id: str) -> None:
    with pytest.raises(RuntimeError), vault.transaction():
        vault.cases.add_disclosure(case_id, disclosure(keys.random_id()), PDF)
    assert vault.cases.disclosures(case_id) == ()
    with pytest.raises(ScreeningError) as caught:
        vault.cases.document(hashlib.sha256(PDF).hexdigest())
    assert caught.value.problem is Problem.FILE_MISSING


def test_a_document_shared_by_two_cases_stays_until_the_last_is_erased(vault: Vault, case_id: str) -> None:
    first, second = consent(), consent()
    with vault.transaction():
        other = vault.cases.create(Situation.OFFICE, NOW).id
        for owner, agreed in ((case_id, first), (other, second)):
            vault.cases.add_recipient_consent(owner, agreed)
            vault.cases.add_disclosure(owner, disclosure(agreed.id), PDF)
    kept = hashlib.sha256(PDF).hexdigest()
    with vault.transaction():
        vault.cases.erase(case_id)
    assert vault.cases.document(kept) == PDF
    with vault.transaction():
        vault.cases.erase(other)
    with pytest.raises(ScreeningError):
        vault.cases.document(kept)


def test_the_directory_is_replaced_whole_and_keeps_its_order(vault: Vault) -> None:
    services = tuple(
        Service(str(n), f"Name {n}", ServiceCategory.SHELTER, "fr", "+00", "24/7", secret_address=True)
        for n in (3, 1, 2)
    )
    for directory in (services, services[:1], ()):
        with vault.transaction():
            vault.services.replace(directory)
        assert vault.services.all() == directory


def test_the_office_is_kept(vault: Vault) -> None:
    assert vault.settings.office() == Office(organisation="")
    office = Office("Arbeitsinspektorat", "+00 1", ReportingDuty.AUTHORITY)
    with vault.transaction():
        vault.settings.save_office(office)
    assert vault.settings.office() == office
