"""Which watches there are, in their order: a vault is looked at before it is copied."""

from __future__ import annotations

from screening.ui.daily_copies import daily_copies
from screening.ui.vault_watch import Watch

WATCHES: tuple[Watch, ...] = (daily_copies,)
