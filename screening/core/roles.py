"""What an officer may do in a vault, by policy: a vault is the compartment; whoever opens it can read all of it.

A role is bound by the vault's keys, so that nobody raises their own without the program; it does not hide a case
from an officer who opens the vault with other tools, and the program says so. Raises NOT_ALLOWED.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from screening.core.errors import Problem, ScreeningError


class Role(StrEnum):
    """Who somebody is to a vault. `RECOVERY`: whoever opened it with a recovery key; no officer is given it."""

    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"
    RECOVERY = "recovery"


class OfficerStatus(StrEnum):
    """Whether an officer's passphrase opens the vault; the last two are kept for what they signed."""

    ACTIVE = "active"
    DISABLED = "disabled"
    REVOKED = "revoked"
    REPLACED = "replaced"


class Permission(StrEnum):
    """What not everybody may do. Talking with a person and recording it is open to every officer."""

    MANAGE_OFFICERS = "manage_officers"
    MANAGE_RECOVERY_KEYS = "manage_recovery_keys"
    CHANGE_OFFICE = "change_office"
    READ_AUDIT = "read_audit"
    MAKE_BACKUP = "make_backup"
    SET_BACKUP_FOLDER = "set_backup_folder"
    PURGE_BACKUPS = "purge_backups"
    ERASE_CASE = "erase_case"
    SET_RETENTION = "set_retention"
    SET_QUICK_ERASE = "set_quick_erase"
    QUICK_ERASE = "quick_erase"
    EXPORT_CASES = "export_cases"
    ACCEPT_FINDINGS = "accept_findings"
    """Saying that what was found altered, or older, is right."""


ASSIGNABLE = (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.OFFICER)
"""The roles that an officer can be given."""

# The person may ask at the table that the case be erased, and danger at the table does not wait for a supervisor.
_OFFICER = frozenset({Permission.MAKE_BACKUP, Permission.ERASE_CASE, Permission.QUICK_ERASE})
_SUPERVISOR = _OFFICER | {
    Permission.READ_AUDIT,
    Permission.CHANGE_OFFICE,
    Permission.PURGE_BACKUPS,
    Permission.SET_RETENTION,
    Permission.EXPORT_CASES,
    Permission.SET_BACKUP_FOLDER,
    Permission.ACCEPT_FINDINGS,
}
ALLOWED: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.OFFICER: _OFFICER,
        Role.SUPERVISOR: _SUPERVISOR,
        Role.ADMINISTRATOR: frozenset(Permission),
        Role.RECOVERY: frozenset(Permission),
    }
)


def may(role: Role, permission: Permission) -> bool:
    """Whether the role goes with the permission."""
    return permission in ALLOWED[role]


def require(role: Role, permission: Permission) -> None:
    """Raises NOT_ALLOWED where it does not."""
    if not may(role, permission):
        raise ScreeningError(Problem.NOT_ALLOWED)
