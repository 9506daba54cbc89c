"""How often unlocking failed in a row, kept beside the vault, and how long to wait before the next try.

A try is counted before the derivation runs and forgotten when it succeeds, so that killing the program in
between gains nothing. At most 100 (NIST SP 800-63B). It slows somebody at this machine; it cannot slow
somebody who copied the files or deletes the count: there only Argon2id does.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from screening.core.errors import Problem, ScreeningError
from screening.store import files

ATTEMPTS_FILE = "attempts.json"
DELAYS = (0, 0, 0, 2, 5, 15, 30, 60, 120, 180, 240, 300)
"""Seconds to wait by failures so far; the last one stands for all further ones."""
MAXIMUM = 100
_LENGTH = 64
_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


class Attempts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Failures in a row, and when the last one was (UTC, ISO 8601; empty before the first).

    `others`: how many were at a colleague's passphrase, inside the opened vault; counted apart.
    """

    count: Annotated[int, Meta(ge=0)] = 0
    last: str = ""
    others: Annotated[int, Meta(ge=0)] = 0


class AttemptLog:
    """The count in one vault's folder. All writes raise DISK_FULL or FOLDER_NOT_WRITABLE."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ATTEMPTS_FILE

    def failures(self) -> int:
        """How many tries in a row have failed to open the vault."""
        return self._read().count

    def begin(self, now: str, *, of_others: bool = False) -> None:
        """Count a try that is about to be made. Raises WAIT_BEFORE_RETRY(seconds) or TOO_MANY_ATTEMPTS."""
        found = self._read()
        count = found.others if of_others else found.count
        if count >= MAXIMUM:
            raise ScreeningError(Problem.TOO_MANY_ATTEMPTS)
        moment = _instant(now)
        last = _instant(found.last)
        if last > moment:
            # The clock was set back: count the wait from here, or it would last until the clock catches up.
            last = moment
            self._write(replace(found, last=now))
        delay = DELAYS[min(count, len(DELAYS) - 1)]
        left = last + timedelta(seconds=delay) - moment
        if left > timedelta(0):
            raise ScreeningError(Problem.WAIT_BEFORE_RETRY, seconds=int(left.total_seconds()))
        begun = replace(found, others=count + 1) if of_others else replace(found, count=count + 1)
        self._write(replace(begun, last=now))

    def forget(self, *, of_others: bool = False) -> None:
        """Start again from nothing: somebody has shown that they may open the vault, or the colleague agreed.

        The other count stays.
        """
        found = self._read()
        left = replace(found, others=0) if of_others else replace(found, count=0)
        self._write(left if left.count or left.others else Attempts())

    def forget_all(self) -> None:
        """Start both again: a recovery key was there, or the vault is a new one."""
        self._write(Attempts())

    def _read(self) -> Attempts:
        try:
            data = files.read_limited(self._path, _LENGTH)
            found = msgspec.json.decode(data or b"", type=Attempts)
            _instant(found.last)
        except (OSError, ValueError):
            # Whoever could damage it could delete it as well: an officer is not locked out for it.
            return Attempts()
        return found

    def _write(self, attempts: Attempts) -> None:
        files.write_in_place(self._path, msgspec.json.encode(attempts).ljust(_LENGTH))


def seconds_between(earlier: str, later: str) -> float:
    """From one instant to another, both UTC in ISO 8601; 0 where one of them is missing or is none."""
    try:
        return (_instant(later) - _instant(earlier)).total_seconds() if earlier and later else 0.0
    except ValueError:
        return 0.0


def _instant(text: str) -> datetime:
    if not text:
        return datetime.min.replace(tzinfo=UTC)
    return datetime.strptime(text, _INSTANT).replace(tzinfo=UTC)
