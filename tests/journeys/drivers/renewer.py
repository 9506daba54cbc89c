"""Opens a vault of an older schema, which copies and changes it: `renewer.py VAULT`.

Prints "copied" when the copy of before is there and the change begins, and "open" when the vault is open.
"""

from __future__ import annotations

import sys
from pathlib import Path

import alembic.command  # noqa: F401 - imported beforehand, so that "copied" is where the change begins

from screening.store import migrate
from screening.store.database import Database
from screening.store.vault import open_vault
from tests.store.vaults import LIMITS, NOW, OFFICER, PASSPHRASE

bring_up = migrate.migrate


def say_and_bring_up(database: Database) -> None:
    """The real change, announced."""
    print("copied", flush=True)
    bring_up(database)


if __name__ == "__main__":
    migrate.migrate = say_and_bring_up  # type: ignore[assignment]
    open_vault(Path(sys.argv[1]), OFFICER, PASSPHRASE, floor=LIMITS, now=NOW)
    print("open", flush=True)
    sys.stdin.read()
