"""The officer's words for keeping and erasing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from screening.core.retention import EraseReason, KeepReason, ReviewState
from screening.languages.marks import N_

KEEP_REASON: Mapping[KeepReason, str] = MappingProxyType(
    {
        KeepReason.IN_CONTACT: N_("Still in contact with the person"),
        KeepReason.WANTED: N_("The person or a court asked to keep it"),
        KeepReason.LAW: N_("The law says so"),
    }
)
ERASE_REASON: Mapping[EraseReason, str] = MappingProxyType(
    {
        EraseReason.PERSON_ASKED: N_("The person asked for it"),
        EraseReason.REVIEWED: N_("It is not needed any more"),
        EraseReason.MISTAKE: N_("It was begun by mistake"),
    }
)
REVIEW_STATE: Mapping[ReviewState, str] = MappingProxyType(
    {
        ReviewState.DUE: N_("To review"),
        ReviewState.OVERDUE: N_("Review overdue"),
    }
)
KEEP_FOR: Mapping[int, str] = MappingProxyType(
    {
        90: N_("90 days"),
        180: N_("180 days"),
        365: N_("One year"),
    }
)
