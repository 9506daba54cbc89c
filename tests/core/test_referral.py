"""What one form tells one recipient."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.core.assessment import Statement
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import ConsentWay, PersonSheet, RecipientConsent, Referral, build_referral
from screening.core.safety import AgeBand
from screening.core.service import DataItem, Need, Priority, Service, ServiceCategory, may_receive
from screening.core.sheet import Others, OthersThere, SafeContact

SHEET = PersonSheet(
    "Amal",
    "woman",
    "after 8",
    (Need.DOCTOR,),
    Priority.HOURS_24,
    "the foreman",
    contact=SafeContact(code_word="LEMON"),
    dependants="two children",
    others_there=OthersThere(Others.YES, "about ten", "the brothers share a room"),
)
CONSENT = RecipientConsent(
    "c1", "s1", True, frozenset(DataItem), ConsentWay.SPOKEN, "ar", "draft", "2026-11-22T14:02:00Z"
)
FIELDS = {
    DataItem.NAME: "name",
    DataItem.AGE_GROUP: "age_group",
    DataItem.GENDER: "gender",
    DataItem.LANGUAGE: "language",
    DataItem.SAFE_CONTACT: "safe_contact",
    DataItem.NEEDS: "needs",
    DataItem.RISKS: "risks",
    DataItem.DEPENDANTS: "dependants",
    DataItem.OTHERS_THERE: "others_there",
    DataItem.KIND_OF_SITUATION: "statement",
    DataItem.SIGNS: "signs",
}


def service(category: ServiceCategory, service_id: str = "s1") -> Service:
    return Service(service_id, "A service", category, "en", "1", "always")


def referral(
    category: ServiceCategory = ServiceCategory.CHILD_PROTECTION,
    sheet: PersonSheet = SHEET,
    **consent: Any,
) -> Referral:
    return build_referral(
        form_number="26-0001-0001",
        case_code="26-0001",
        service=service(category),
        sheet=sheet,
        consent=msgspec.structs.replace(CONSENT, **consent),
        age=AgeBand.ADULT,
        language="ar",
        statement=Statement.SIGNS_RECORDED,
        signs=("CD01",),
    )


def refused(category: ServiceCategory, **consent: Any) -> bool:
    with pytest.raises(ScreeningError) as caught:
        referral(category, **consent)
    return caught.value.problem is Problem.NO_CONSENT_FOR_RECIPIENT


@pytest.mark.parametrize("category", ServiceCategory)
def test_without_consent_there_is_no_form(category: ServiceCategory) -> None:
    assert refused(category, given=False)


@pytest.mark.parametrize("category", ServiceCategory)
def test_consent_for_one_service_is_none_for_another(category: ServiceCategory) -> None:
    assert refused(category, service_id="s2")
    assert refused(category, service_id="s2", legal_basis="Child Act 3")


@pytest.mark.parametrize("category", ServiceCategory)
def test_a_legal_basis_opens_the_way_to_child_protection_alone(category: ServiceCategory) -> None:
    if category is ServiceCategory.CHILD_PROTECTION:
        assert referral(category, given=False, legal_basis="Child Act 3").name == "Amal"
        assert refused(category, given=False, legal_basis="  ")
    else:
        assert refused(category, given=False, legal_basis="Child Act 3")


@settings(deadline=None)
@given(st.sampled_from(ServiceCategory), st.frozensets(st.sampled_from(DataItem)))
def test_only_what_was_agreed_and_may_be_received_is_told(
    category: ServiceCategory, items: frozenset[DataItem]
) -> None:
    form = referral(category, items=items)
    told = (items & may_receive(category)) | {DataItem.CASE_CODE}
    assert form.told == told
    assert form.withheld == frozenset(DataItem) - told
    for item, field in FIELDS.items():
        assert (getattr(form, field) is not None) is (item in told)
    assert (form.contact is not None) is (DataItem.SAFE_CONTACT in told)
    assert form.soon == ({Need.DOCTOR: Priority.HOURS_24} if DataItem.NEEDS in told else {})
    assert form.case_code == "26-0001"


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_what_the_person_left_empty_is_not_told(empty: str) -> None:
    form = referral(sheet=PersonSheet(empty, empty, empty, (), Priority.HOURS_72, empty))
    assert (form.name, form.gender, form.safe_contact, form.risks) == (None, None, None, None)
    assert (form.contact, form.dependants, form.others_there) == (None, None, None)
    assert form.needs == ()


def test_the_officers_note_about_others_is_told_to_nobody() -> None:
    form = referral()
    assert form.others_there == OthersThere(Others.YES, "about ten")
    quiet = msgspec.structs.replace(SHEET, others_there=OthersThere(note="the brothers share a room"))
    assert referral(sheet=quiet).others_there is None


def test_each_need_goes_with_its_own_priority_and_the_form_with_the_soonest() -> None:
    needs = (Need.LAWYER, Need.DOCTOR)
    soon = {Need.LAWYER: Priority.WEEKS_2, Need.DOCTOR: Priority.HOURS_72}
    form = referral(sheet=PersonSheet(needs=needs, priorities=soon))
    assert (form.soon, form.priority) == (soon, Priority.HOURS_72)


def test_the_priority_and_the_number_always_go_with_the_form() -> None:
    form = referral(items=frozenset())
    assert (form.priority, form.form_number, form.told) == (
        Priority.HOURS_24,
        "26-0001-0001",
        frozenset({DataItem.CASE_CODE}),
    )
