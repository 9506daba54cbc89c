"""An administrator who takes officers in and out until the process is killed: `rotator.py VAULT`.

Prints "ready", then "added CODE" and "revoked CODE" when the change is acknowledged, and "rotated".
"""

from __future__ import annotations

import sys
from pathlib import Path

from screening.core.roles import Role
from screening.operations import officers
from screening.operations.session import unlock
from screening.store.keys import KdfLimits

CHEAP = KdfLimits(memory_kib=64, passes=1, lanes=1)
OFFICER, PASSPHRASE = "A1", "orange window river monday lamp"
LEAVING, LEAVERS_PASSPHRASE = "L7", "pebble oyster ribbon forty"


def main(vault: Path) -> None:
    """Around and around."""
    session = unlock(vault, OFFICER, PASSPHRASE, floor=CHEAP)
    print("ready", flush=True)
    while True:
        leaver = next((each for each in officers.list_officers(session) if each.code == LEAVING), None)
        if leaver is None:
            officers.add_officer(session, LEAVING, Role.OFFICER, LEAVERS_PASSPHRASE)
            print("added", LEAVING, flush=True)
        else:
            officers.revoke_officer(session, leaver.id)
            print("revoked", LEAVING, flush=True)
        officers.rotate_vault_key(session)
        print("rotated", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
