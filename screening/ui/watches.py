"""Which watches there are, in their order: a vault is looked at before it is copied."""

from __future__ import annotations

from screening.ui.vault_watch import Watch

WATCHES: tuple[Watch, ...] = ()
