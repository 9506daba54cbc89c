"""Which services answer which needs, and the least that each kind may be told."""

from __future__ import annotations

from itertools import combinations

import pytest

from screening.core.service import (
    MAY_RECEIVE,
    NEED_CATEGORIES,
    OFF_BY_DEFAULT,
    ON_BY_DEFAULT,
    DataItem,
    Need,
    Service,
    ServiceCategory,
    may_receive,
    offered_for,
)

EVERY = tuple(Service(c.value, c.value, c, "en", "1", "always") for c in ServiceCategory)


def test_every_need_is_answered_and_every_kind_of_service_has_a_limit() -> None:
    assert set(NEED_CATEGORIES) == set(Need)
    assert all(offered_for(EVERY, frozenset({need})) for need in Need)
    assert set(MAY_RECEIVE) == set(ServiceCategory)


def test_police_immigration_and_consulate_are_never_offered_by_any_needs() -> None:
    off = {ServiceCategory.POLICE, ServiceCategory.IMMIGRATION, ServiceCategory.CONSULATE}
    assert off == OFF_BY_DEFAULT
    for size in (1, 2, len(Need)):
        for needs in combinations(Need, size):
            assert off.isdisjoint(service.category for service in offered_for(EVERY, frozenset(needs)))


def test_police_is_not_offered_even_if_a_need_named_it(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {need: frozenset(ServiceCategory) for need in Need}
    monkeypatch.setattr("screening.core.service.NEED_CATEGORIES", wrong)
    offered = {service.category for service in offered_for(EVERY, frozenset({Need.PAPERS}))}
    assert offered == set(ServiceCategory) - OFF_BY_DEFAULT


def test_without_a_need_nothing_is_offered() -> None:
    assert offered_for(EVERY, frozenset()) == ()
    assert offered_for((), frozenset(Need)) == ()


def test_services_are_offered_in_the_order_of_the_directory() -> None:
    backwards = tuple(reversed(EVERY))
    offered = offered_for(backwards, frozenset({Need.SAFE_PLACE, Need.DOCTOR}))
    assert [s.category for s in offered] == [
        ServiceCategory.SHELTER,
        ServiceCategory.HEALTH,
        ServiceCategory.EMERGENCY_HEALTH,
    ]


def test_name_others_situation_and_signs_are_never_ticked_beforehand() -> None:
    never = {DataItem.NAME, DataItem.OTHERS_THERE, DataItem.KIND_OF_SITUATION, DataItem.SIGNS}
    assert ON_BY_DEFAULT.isdisjoint(never)


def test_each_kind_is_told_the_least_it_needs() -> None:
    care = (ServiceCategory.HEALTH, ServiceCategory.EMERGENCY_HEALTH, ServiceCategory.SHELTER)
    for category in (
        *care,
        ServiceCategory.PSYCHOSOCIAL,
        ServiceCategory.RETURN,
        ServiceCategory.BASIC_NEEDS,
    ):
        assert {DataItem.SIGNS, DataItem.KIND_OF_SITUATION}.isdisjoint(may_receive(category))
    assert may_receive(ServiceCategory.INTERPRETATION) == {DataItem.CASE_CODE, DataItem.LANGUAGE}
    for category in (ServiceCategory.CONSULATE, ServiceCategory.IMMIGRATION):
        assert may_receive(category) == {DataItem.CASE_CODE, DataItem.NEEDS}
    assert {DataItem.SAFE_CONTACT, DataItem.DEPENDANTS}.isdisjoint(may_receive(ServiceCategory.POLICE))
    told_of_others = {category for category in ServiceCategory if DataItem.OTHERS_THERE in may_receive(category)}
    assert told_of_others == {
        ServiceCategory.LABOUR_RIGHTS,
        ServiceCategory.CHILD_PROTECTION,
        ServiceCategory.COMPETENT_AUTHORITY,
        ServiceCategory.POLICE,
    }
    assert DataItem.SIGNS not in may_receive(ServiceCategory.LABOUR_RIGHTS)
    assert all(DataItem.CASE_CODE in may_receive(category) for category in ServiceCategory)
