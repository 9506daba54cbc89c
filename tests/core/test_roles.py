"""What each role may do."""

from __future__ import annotations

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import ALLOWED, ASSIGNABLE, Permission, Role, may, require


def test_administrators_and_recovery_keys_may_do_everything() -> None:
    for permission in Permission:
        assert may(Role.ADMINISTRATOR, permission)
        assert may(Role.RECOVERY, permission)


def test_each_role_may_do_what_the_one_below_may() -> None:
    assert ALLOWED[Role.OFFICER] < ALLOWED[Role.SUPERVISOR] < ALLOWED[Role.ADMINISTRATOR]
    assert set(ALLOWED) == set(Role)


def test_at_the_table_an_officer_can_back_up_and_erase() -> None:
    for permission in (Permission.MAKE_BACKUP, Permission.ERASE_CASE, Permission.QUICK_ERASE):
        require(Role.OFFICER, permission)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR])
def test_only_an_administrator_decides_who_comes_in(role: Role) -> None:
    for permission in (
        Permission.MANAGE_OFFICERS,
        Permission.MANAGE_RECOVERY_KEYS,
        Permission.SET_QUICK_ERASE,
    ):
        with pytest.raises(ScreeningError) as caught:
            require(role, permission)
        assert caught.value.problem is Problem.NOT_ALLOWED


def test_what_was_found_altered_is_accepted_by_a_supervisor_and_not_by_an_officer() -> None:
    assert may(Role.SUPERVISOR, Permission.ACCEPT_FINDINGS)
    assert not may(Role.OFFICER, Permission.ACCEPT_FINDINGS)


def test_nobody_is_made_a_recovery_key() -> None:
    assert set(ASSIGNABLE) == set(Role) - {Role.RECOVERY}
