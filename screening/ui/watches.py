"""Which watches there are, in their order: a vault is looked at before it is copied."""

from __future__ import annotations

from screening.ui.daily_copies import daily_copies
from screening.ui.integrity_watch import watch_counter, watch_everything, watch_opening
from screening.ui.vault_watch import Watch

WATCHES: tuple[Watch, ...] = (watch_opening, watch_counter, watch_everything, daily_copies)
