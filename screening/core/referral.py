"""What one referral tells one recipient: the least they need, and nothing without consent (GPA 31, 49)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from screening.core.assessment import Statement
from screening.core.errors import Problem, ScreeningError
from screening.core.safety import AgeBand
from screening.core.service import DataItem, Need, Priority, Service, ServiceCategory, may_receive
from screening.core.sheet import OthersThere, PlanPoint, SafeContact, soonest


class PersonSheet(Struct, frozen=True):
    """What the person chose to tell about themselves for getting help. Everything is optional.

    `safe_contact` is what `contact` has no field for; sheets of before those fields have all of it there.
    `priority` is that of a need which `priorities` does not name. `plan` and `meet_again` are for somebody who
    declined, and go to no service.
    """

    name: str = ""
    gender: str = ""
    safe_contact: str = ""
    needs: tuple[Need, ...] = ()
    priority: Priority = Priority.HOURS_72
    risks: str = ""
    contact: SafeContact = SafeContact()
    priorities: dict[Need, Priority] = {}
    dependants: str = ""
    others_there: OthersThere = OthersThere()
    plan: tuple[PlanPoint, ...] = ()
    meet_again: SafeContact = SafeContact()

    def soon(self, need: Need) -> Priority:
        """How soon a need must be answered."""
        return self.priorities.get(need, self.priority)

    @property
    def soonest(self) -> Priority:
        """How soon the most urgent need must be answered."""
        return soonest((self.soon(need) for need in self.needs), self.priority)

    def says_nothing_of(self) -> frozenset[DataItem]:
        """The items that a form could not fill from this sheet."""
        written = {
            DataItem.NAME: bool(self.name.strip()),
            DataItem.GENDER: bool(self.gender.strip()),
            DataItem.SAFE_CONTACT: bool(self.safe_contact.strip()) or not self.contact.empty,
            DataItem.NEEDS: bool(self.needs),
            DataItem.RISKS: bool(self.risks.strip()),
            DataItem.DEPENDANTS: bool(self.dependants.strip()),
            DataItem.OTHERS_THERE: not self.others_there.empty,
        }
        return frozenset(item for item, is_written in written.items() if not is_written)


class ConsentWay(StrEnum):
    """How the person agreed."""

    SPOKEN = "spoken"
    SIGNED = "signed"
    MARK = "mark"


class RecipientConsent(Struct, frozen=True):
    """The person's answer for one recipient: which items, said how, when, in which language, on which text.

    Without consent only a legal basis opens the way (child protection where the law says so).
    """

    id: str
    service_id: str
    given: bool
    items: frozenset[DataItem]
    way: ConsentWay
    language: str
    review: str
    given_utc: str
    legal_basis: str = ""


class DisclosureKind(StrEnum):
    """What happened with a form."""

    PREPARED = "prepared"
    PRINTED = "printed"
    SAVED = "saved"


class Disclosure(Struct, frozen=True):
    """A line of the disclosure log: what went to whom on which consent. `document_hash`: the PDF's sha256."""

    id: str
    consent_id: str
    service_id: str
    service_name: str
    form_number: str
    kind: DisclosureKind
    items: frozenset[DataItem]
    document_hash: str
    at_utc: str


class Referral(Struct, frozen=True):
    """The content of one form, already cut down to what was agreed; None: not told to this recipient.

    `soon`: the priority of each need that is told; `priority`: that of the most urgent, told to every recipient.
    """

    form_number: str
    service: Service
    case_code: str
    name: str | None
    age_group: AgeBand | None
    gender: str | None
    language: str | None
    safe_contact: str | None
    needs: tuple[Need, ...] | None
    risks: str | None
    statement: Statement | None
    signs: tuple[str, ...] | None
    priority: Priority
    told: frozenset[DataItem]
    withheld: frozenset[DataItem]
    contact: SafeContact | None = None
    soon: dict[Need, Priority] = {}
    dependants: str | None = None
    others_there: OthersThere | None = None


def build_referral(
    *,
    form_number: str,
    case_code: str,
    service: Service,
    sheet: PersonSheet,
    consent: RecipientConsent,
    age: AgeBand,
    language: str,
    statement: Statement,
    signs: tuple[str, ...],
) -> Referral:
    """The referral for one recipient. Raises NO_CONSENT_FOR_RECIPIENT without consent or legal basis."""
    lawful = bool(consent.legal_basis.strip()) and service.category is ServiceCategory.CHILD_PROTECTION
    if consent.service_id != service.id or not (consent.given or lawful):
        raise ScreeningError(Problem.NO_CONSENT_FOR_RECIPIENT)
    told = consent.items & may_receive(service.category) | {DataItem.CASE_CODE}

    def when(item: DataItem, value: str) -> str | None:
        return value if item in told and value.strip() else None

    contact = sheet.contact if DataItem.SAFE_CONTACT in told and not sheet.contact.empty else None
    others = sheet.others_there if DataItem.OTHERS_THERE in told and not sheet.others_there.empty else None
    needs = sheet.needs if DataItem.NEEDS in told else None
    return Referral(
        form_number=form_number,
        service=service,
        case_code=case_code,
        name=when(DataItem.NAME, sheet.name),
        age_group=age if DataItem.AGE_GROUP in told else None,
        gender=when(DataItem.GENDER, sheet.gender),
        language=when(DataItem.LANGUAGE, language),
        safe_contact=when(DataItem.SAFE_CONTACT, sheet.safe_contact),
        needs=needs,
        risks=when(DataItem.RISKS, sheet.risks),
        statement=statement if DataItem.KIND_OF_SITUATION in told else None,
        signs=signs if DataItem.SIGNS in told else None,
        priority=sheet.soonest,
        told=frozenset(told),
        withheld=frozenset(DataItem) - told,
        contact=contact,
        soon={need: sheet.soon(need) for need in needs or ()},
        dependants=when(DataItem.DEPENDANTS, sheet.dependants),
        # The officer's note about the others is told to nobody.
        others_there=OthersThere(others.answer, others.how_many) if others else None,
    )
