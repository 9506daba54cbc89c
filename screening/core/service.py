"""Service providers and the least that each kind may be told (GPA 28, 32, 36, 39, 49: A/RES/64/293)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct


class ServiceCategory(StrEnum):
    """Kinds of service."""

    EMERGENCY_HEALTH = "emergency_health"
    HEALTH = "health"
    PSYCHOSOCIAL = "psychosocial"
    SHELTER = "shelter"
    BASIC_NEEDS = "basic_needs"
    LEGAL_AID = "legal_aid"
    LABOUR_RIGHTS = "labour_rights"
    COMPENSATION = "compensation"
    INTERPRETATION = "interpretation"
    CHILD_PROTECTION = "child_protection"
    HELPLINE = "helpline"
    RETURN = "return"
    COMPETENT_AUTHORITY = "competent_authority"
    CONSULATE = "consulate"
    IMMIGRATION = "immigration"
    POLICE = "police"


OFF_BY_DEFAULT = frozenset({ServiceCategory.POLICE, ServiceCategory.IMMIGRATION, ServiceCategory.CONSULATE})
"""Recipients that are shown apart, after a warning, and never offered by a need."""


FOR_A_CHILD = (
    ServiceCategory.CHILD_PROTECTION,
    ServiceCategory.EMERGENCY_HEALTH,
    ServiceCategory.HEALTH,
)
"""Who is asked to help a child before child protection takes over, in this order."""


class Need(StrEnum):
    """What the person may need now."""

    DOCTOR = "doctor"
    SAFE_PLACE = "safe_place"
    FOOD_CLOTHES = "food_clothes"
    SOMEONE_TO_TALK_TO = "someone_to_talk_to"
    LAWYER = "lawyer"
    UNPAID_WAGES = "unpaid_wages"
    PAPERS = "papers"
    INTERPRETER = "interpreter"
    HELP_FOR_CHILDREN = "help_for_children"
    TRUSTED_CALL = "trusted_call"
    SAFE_WAY_HOME = "safe_way_home"


NEED_CATEGORIES: Mapping[Need, frozenset[ServiceCategory]] = {
    Need.DOCTOR: frozenset({ServiceCategory.EMERGENCY_HEALTH, ServiceCategory.HEALTH}),
    Need.SAFE_PLACE: frozenset({ServiceCategory.SHELTER}),
    Need.FOOD_CLOTHES: frozenset({ServiceCategory.BASIC_NEEDS, ServiceCategory.SHELTER}),
    Need.SOMEONE_TO_TALK_TO: frozenset({ServiceCategory.PSYCHOSOCIAL, ServiceCategory.HELPLINE}),
    Need.LAWYER: frozenset({ServiceCategory.LEGAL_AID}),
    Need.UNPAID_WAGES: frozenset({ServiceCategory.LABOUR_RIGHTS, ServiceCategory.LEGAL_AID}),
    Need.PAPERS: frozenset({ServiceCategory.LEGAL_AID}),
    Need.INTERPRETER: frozenset({ServiceCategory.INTERPRETATION}),
    Need.HELP_FOR_CHILDREN: frozenset({ServiceCategory.CHILD_PROTECTION, ServiceCategory.SHELTER}),
    Need.TRUSTED_CALL: frozenset({ServiceCategory.HELPLINE}),
    Need.SAFE_WAY_HOME: frozenset({ServiceCategory.RETURN}),
}


class Priority(StrEnum):
    """How soon, after the inter-agency referral form (IASC)."""

    HOURS_24 = "hours_24"
    HOURS_72 = "hours_72"
    WEEKS_2 = "weeks_2"


class DataItem(StrEnum):
    """What a referral can tell, item by item: consent is given, and kept, by item."""

    CASE_CODE = "case_code"
    NAME = "name"
    AGE_GROUP = "age_group"
    GENDER = "gender"
    LANGUAGE = "language"
    SAFE_CONTACT = "safe_contact"
    NEEDS = "needs"
    RISKS = "risks"
    DEPENDANTS = "dependants"
    OTHERS_THERE = "others_there"
    KIND_OF_SITUATION = "kind_of_situation"
    SIGNS = "signs"


_MINIMUM = frozenset({DataItem.CASE_CODE, DataItem.LANGUAGE, DataItem.NEEDS})
_CARE = _MINIMUM | {DataItem.NAME, DataItem.AGE_GROUP, DataItem.GENDER, DataItem.SAFE_CONTACT, DataItem.RISKS}
_FAMILY = _CARE | {DataItem.DEPENDANTS}
_LAW = _MINIMUM | {
    DataItem.NAME,
    DataItem.AGE_GROUP,
    DataItem.GENDER,
    DataItem.SAFE_CONTACT,
    DataItem.KIND_OF_SITUATION,
    DataItem.SIGNS,
}

MAY_RECEIVE: Mapping[ServiceCategory, frozenset[DataItem]] = {
    ServiceCategory.EMERGENCY_HEALTH: _CARE,
    ServiceCategory.HEALTH: _CARE,
    ServiceCategory.PSYCHOSOCIAL: _FAMILY,
    ServiceCategory.SHELTER: _FAMILY,
    ServiceCategory.BASIC_NEEDS: _MINIMUM | {DataItem.NAME, DataItem.SAFE_CONTACT, DataItem.DEPENDANTS},
    ServiceCategory.LEGAL_AID: _LAW | {DataItem.DEPENDANTS},
    ServiceCategory.LABOUR_RIGHTS: _LAW - {DataItem.SIGNS} | {DataItem.OTHERS_THERE},
    ServiceCategory.COMPENSATION: _LAW,
    ServiceCategory.INTERPRETATION: frozenset({DataItem.CASE_CODE, DataItem.LANGUAGE}),
    ServiceCategory.CHILD_PROTECTION: frozenset(DataItem),
    ServiceCategory.HELPLINE: _MINIMUM | {DataItem.SAFE_CONTACT},
    ServiceCategory.RETURN: _FAMILY,
    ServiceCategory.COMPETENT_AUTHORITY: frozenset(DataItem),
    ServiceCategory.CONSULATE: frozenset({DataItem.CASE_CODE, DataItem.NEEDS}),
    ServiceCategory.IMMIGRATION: frozenset({DataItem.CASE_CODE, DataItem.NEEDS}),
    # How to reach the person and who belongs to them stay out: pressure on either could follow.
    ServiceCategory.POLICE: frozenset(DataItem) - {DataItem.SAFE_CONTACT, DataItem.DEPENDANTS},
}
"""The most that may ever be offered for sharing, by kind of recipient."""

ON_BY_DEFAULT = _MINIMUM | {
    DataItem.AGE_GROUP,
    DataItem.GENDER,
    DataItem.SAFE_CONTACT,
    DataItem.RISKS,
    DataItem.DEPENDANTS,
}
"""Ticked when the form opens where the recipient may receive it; name, others still there, situation and signs
never are."""


class Service(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the directory. `secret_address` is never printed. `made_up` marks entries for practice."""

    id: str
    name: str
    category: ServiceCategory
    language: str
    phone: str
    hours: str
    contact: str = ""
    address: str = ""
    secret_address: bool = False
    made_up: bool = False


def may_receive(category: ServiceCategory) -> frozenset[DataItem]:
    """The items that may be offered to a recipient of this kind."""
    return MAY_RECEIVE[category]


def offered_for(services: tuple[Service, ...], needs: frozenset[Need]) -> tuple[Service, ...]:
    """The services that answer any of the needs, in the directory's order; never those off by default."""
    wanted = frozenset().union(*(NEED_CATEGORIES[need] for need in needs)) if needs else frozenset()
    return tuple(s for s in services if s.category in wanted and s.category not in OFF_BY_DEFAULT)
