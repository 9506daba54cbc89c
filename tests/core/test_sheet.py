"""What the person told for getting help: how soon, how to reach them, and what of it a form can tell."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.core.referral import PersonSheet
from screening.core.service import DataItem, Need, Priority
from screening.core.sheet import ContactChannel, Others, OthersThere, SafeContact, soonest


def test_each_need_has_its_own_priority_and_the_sheets_where_none_was_chosen() -> None:
    sheet = PersonSheet(
        needs=(Need.LAWYER, Need.DOCTOR),
        priority=Priority.WEEKS_2,
        priorities={Need.DOCTOR: Priority.HOURS_24, Need.PAPERS: Priority.HOURS_24},
    )
    assert (sheet.soon(Need.DOCTOR), sheet.soon(Need.LAWYER)) == (Priority.HOURS_24, Priority.WEEKS_2)
    assert sheet.soonest is Priority.HOURS_24
    assert msgspec.structs.replace(sheet, needs=(Need.LAWYER,)).soonest is Priority.WEEKS_2
    assert PersonSheet().soonest is Priority.HOURS_72


@given(st.lists(st.sampled_from(Priority)))
def test_the_soonest_is_never_later_than_any(priorities: list[Priority]) -> None:
    order = list(Priority)
    found = soonest(priorities, Priority.WEEKS_2)
    assert all(order.index(found) <= order.index(each) for each in priorities)
    assert found in (priorities or [Priority.WEEKS_2])


@pytest.mark.parametrize("field", ["reach", "hours", "code_word", "not_to_say", "must_not_know"])
def test_a_contact_with_anything_written_is_not_empty(field: str) -> None:
    assert SafeContact().empty
    assert not msgspec.structs.replace(SafeContact(), **{field: "x"}).empty
    assert msgspec.structs.replace(SafeContact(), **{field: " \n"}).empty
    assert not SafeContact(channel=ContactChannel.IN_PERSON).empty


def test_a_note_about_others_is_nothing_that_could_be_told() -> None:
    assert OthersThere(note="the brothers share a room").empty
    assert not OthersThere(Others.UNKNOWN).empty
    assert not OthersThere(how_many="about ten").empty


@pytest.mark.parametrize(
    ("sheet", "item"),
    [
        (PersonSheet(name="A"), DataItem.NAME),
        (PersonSheet(gender="woman"), DataItem.GENDER),
        (PersonSheet(safe_contact="after 8"), DataItem.SAFE_CONTACT),
        (PersonSheet(contact=SafeContact(code_word="LEMON")), DataItem.SAFE_CONTACT),
        (PersonSheet(needs=(Need.DOCTOR,)), DataItem.NEEDS),
        (PersonSheet(risks="a van"), DataItem.RISKS),
        (PersonSheet(dependants="two children"), DataItem.DEPENDANTS),
        (PersonSheet(others_there=OthersThere(Others.YES)), DataItem.OTHERS_THERE),
    ],
)
def test_what_is_written_can_be_told(sheet: PersonSheet, item: DataItem) -> None:
    nothing = PersonSheet().says_nothing_of()
    assert item in nothing
    assert sheet.says_nothing_of() == nothing - {item}


def test_a_sheet_of_format_1_is_read_as_it_was_meant() -> None:
    old = b'{"name":"","gender":"","safe_contact":"after 8","needs":["doctor"],"priority":"hours_24","risks":""}'
    sheet = msgspec.json.decode(old, type=PersonSheet)
    assert (sheet.safe_contact, sheet.contact) == ("after 8", SafeContact())
    assert sheet.soon(Need.DOCTOR) is Priority.HOURS_24
