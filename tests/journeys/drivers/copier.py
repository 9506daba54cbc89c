"""An officer who makes one copy of the vault after another until the process is killed: `copier.py VAULT`.

Prints "ready", then "copied NAME" when a copy is acknowledged.
"""

from __future__ import annotations

import sys
from pathlib import Path

from screening.operations.backups import make_copy
from screening.operations.session import unlock
from screening.store.backups import finish
from tests.journeys.drivers.rotator import CHEAP, OFFICER, PASSPHRASE


def main(vault: Path) -> None:
    """On and on."""
    session = unlock(vault, OFFICER, PASSPHRASE, floor=CHEAP)
    print("ready", flush=True)
    while True:
        print("copied", finish(make_copy(session)).path.name, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
