"""The officer's words for what the audit holds: each action by its value in the vault, and its group.

The values are those of `store.audit.AuditAction`; a test keeps both in step. A newer version may have written an
action that is not here: it has `UNKNOWN_ACTION`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from screening.core.actions import ActionGroup
from screening.languages.marks import N_

GROUP: Mapping[ActionGroup, str] = MappingProxyType(
    {
        ActionGroup.OPENING: N_("Opening and closing"),
        ActionGroup.OFFICERS: N_("Officers and keys"),
        ActionGroup.CASES: N_("Cases"),
        ActionGroup.TALKS: N_("Talks"),
        ActionGroup.SHARING: N_("Sharing and printing"),
        ActionGroup.COPIES: N_("Copies"),
        ActionGroup.ERASING: N_("Erasing"),
        ActionGroup.SETTINGS: N_("Settings"),
    }
)


class ActionWords(NamedTuple):
    """Which group an action belongs to, and its words; `counted`: they hold {count}, the entry's object."""

    group: ActionGroup
    words: str
    counted: bool = False


_OPENING, _OFFICERS, _CASES, _TALKS = (
    ActionGroup.OPENING,
    ActionGroup.OFFICERS,
    ActionGroup.CASES,
    ActionGroup.TALKS,
)
_SHARING, _COPIES, _ERASING, _SETTINGS = (
    ActionGroup.SHARING,
    ActionGroup.COPIES,
    ActionGroup.ERASING,
    ActionGroup.SETTINGS,
)

UNKNOWN_ACTION = N_("Something this version has no words for ({action})")

ACTION: Mapping[str, ActionWords] = MappingProxyType(
    {
        "vault_created": ActionWords(_OPENING, N_("Vault created")),
        "vault_opened": ActionWords(_OPENING, N_("Vault opened")),
        "unlock_failed": ActionWords(_OPENING, N_("Wrong tries before this opening: {count}"), counted=True),
        "vault_closed": ActionWords(_OPENING, N_("Vault closed")),
        "vault_checked": ActionWords(_OPENING, N_("Whole vault checked")),
        "generation_repaired": ActionWords(_OPENING, N_("An interrupted closing was finished")),
        "audit_read": ActionWords(_OPENING, N_("This record was looked at")),
        "recovery_key_used": ActionWords(_OFFICERS, N_("Opened with a recovery key")),
        "recovery_key_confirmed": ActionWords(_OFFICERS, N_("Recovery key confirmed as written down")),
        "recovery_key_renewed": ActionWords(_OFFICERS, N_("Recovery key replaced by a new one")),
        "officer_added": ActionWords(_OFFICERS, N_("Officer added")),
        "recovery_key_added": ActionWords(_OFFICERS, N_("Recovery key added")),
        "recovery_key_removed": ActionWords(_OFFICERS, N_("Recovery key removed")),
        "recovery_key_tried": ActionWords(_OFFICERS, N_("Recovery key tried out")),
        "vault_key_rotated": ActionWords(_OFFICERS, N_("The vault's key was changed")),
        "officer_renamed": ActionWords(_OFFICERS, N_("Officer's code changed")),
        "officer_enabled": ActionWords(_OFFICERS, N_("Officer may open the vault again")),
        "passphrase_set": ActionWords(_OFFICERS, N_("New passphrase set for an officer")),
        "officer_disabled": ActionWords(_OFFICERS, N_("Officer blocked for now")),
        "officer_revoked": ActionWords(_OFFICERS, N_("Officer removed, and the vault's key changed")),
        "role_changed": ActionWords(_OFFICERS, N_("Officer's role changed")),
        "passphrase_changed": ActionWords(_OFFICERS, N_("Passphrase changed")),
        "approved": ActionWords(_OFFICERS, N_("A second officer agreed")),
        "case_opened": ActionWords(_CASES, N_("Case begun")),
        "case_read": ActionWords(_CASES, N_("Case opened again")),
        "case_accepted": ActionWords(_CASES, N_("Case that did not match was accepted as it is")),
        "state_changed": ActionWords(_CASES, N_("Case went to another step")),
        "decided": ActionWords(_CASES, N_("Next step decided")),
        "safety_recorded": ActionWords(_TALKS, N_("A point of “Look first” answered")),
        "language_chosen": ActionWords(_TALKS, N_("Language chosen")),
        "consent_recorded": ActionWords(_TALKS, N_("Consent to the talk recorded")),
        "talk_begun": ActionWords(_TALKS, N_("Questions begun")),
        "answer_recorded": ActionWords(_TALKS, N_("Answer recorded")),
        "answer_removed": ActionWords(_TALKS, N_("Answer removed")),
        "note_recorded": ActionWords(_TALKS, N_("Officer's note changed")),
        "sheet_saved": ActionWords(_TALKS, N_("Needs and safe contact saved")),
        "tally_added": ActionWords(_TALKS, N_("Talk without a record counted")),
        "sharing_consent_recorded": ActionWords(_SHARING, N_("Person asked about sharing with a service")),
        "disclosed": ActionWords(_SHARING, N_("Form prepared, printed or saved")),
        "form_prepared": ActionWords(_SHARING, N_("Form for a service prepared")),
        "form_printed": ActionWords(_SHARING, N_("Form printed")),
        "form_saved": ActionWords(_SHARING, N_("Form saved as a file")),
        "exported": ActionWords(_SHARING, N_("List of cases saved as a file: {count}"), counted=True),
        "imported": ActionWords(_SHARING, N_("Cases taken in from a file")),
        "backup_made": ActionWords(_COPIES, N_("Copy of the vault made")),
        "backup_purged": ActionWords(_COPIES, N_("Copy of the vault erased")),
        "backup_folder_chosen": ActionWords(_COPIES, N_("Folder for copies chosen")),
        "rollback_accepted": ActionWords(_COPIES, N_("An older copy of the vault was accepted")),
        "backup_restored": ActionWords(_COPIES, N_("Vault restored from a copy")),
        "case_kept": ActionWords(_ERASING, N_("Case looked through and kept")),
        "case_erased": ActionWords(_ERASING, N_("Case erased")),
        "office_changed": ActionWords(_SETTINGS, N_("Settings of the office changed")),
        "review_period_changed": ActionWords(_SETTINGS, N_("Time until cases are reviewed changed")),
        "quick_erase_switched": ActionWords(_SETTINGS, N_("Quick erase switched on or off")),
        "services_replaced": ActionWords(_SETTINGS, N_("List of services changed")),
    }
)


def actions_of(group: ActionGroup) -> frozenset[str]:
    """The values of a group's actions."""
    return frozenset(value for value, each in ACTION.items() if each.group is group)
