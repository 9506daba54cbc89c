"""The real program in a process of its own, locked: the same process holds neither key, passphrase nor case."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.store import keys, unlock
from tests.journeys.drivers.locker import OFFICER, PASSPHRASE
from tests.journeys.memory_of import found_in
from tests.journeys.private_bus import Logind, stand_in_logind
from tests.journeys.programs import DRIVERS, LONGEST_S, environment
from tests.journeys.test_kill import a_case_at_its_questions
from tests.store.vaults import header_of

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]

WORD = "Quetzalcoatlina"
SECONDS = 1.0


class Running:
    """The program, and a look into it."""

    def __init__(self, folder: Path, address: str) -> None:
        self.vault = folder / "vault"
        a_case_at_its_questions(self.vault)
        self._process = subprocess.Popen(
            [sys.executable, str(DRIVERS / "locker.py"), str(self.vault), WORD],
            env=environment(folder / "home")
            | {"DBUS_SYSTEM_BUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/none"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.pid = self._process.pid
        opened = unlock.with_passphrase(header_of(self.vault), OFFICER, PASSPHRASE)
        database = keys.derive(opened.vault_key, keys.KeyUse.DATABASE)
        self.secrets = {
            "vault key": bytes(opened.vault_key),
            "database key": database,
            "database key in hex": database.hex().encode(),
            "passphrase": PASSPHRASE.encode(),
            "passphrase in Qt": PASSPHRASE.encode("utf-16-le"),
            "word": WORD.encode(),
            "word in Qt": WORD.encode("utf-16-le"),
        }

    def line(self) -> list[str]:
        assert self._process.stdout is not None
        return self._process.stdout.readline().split()

    def ask(self, what: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()

    def locking(self) -> float:
        """When the lock began."""
        word, when = self.line()
        assert word == "locking"
        return float(when)

    def replaced(self) -> bool:
        """Whether the process is the program itself by now, and no driver of the test any more."""
        return Path(f"/proc/{self.pid}/cmdline").read_bytes().endswith(b"\0-m\0screening\0")

    def end(self) -> str:
        self._process.send_signal(signal.SIGKILL)
        return self._process.communicate(timeout=LONGEST_S)[1]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Running, Logind]]:
    """The program with a talk open, on a machine with a stand-in for logind."""
    with stand_in_logind(tmp_path / "bus") as (address, logind):
        program = Running(tmp_path, address)
        try:
            assert program.line() == ["there"]
            logind.until("held")
            yield program, logind
        finally:
            errors = program.end()
        assert "Traceback" not in errors
        assert "unexpected" not in errors


def clean_after(program: Running, began: float) -> float:
    """Seconds from the beginning of the lock to the beginning of a look that finds nothing."""
    while True:
        looked = time.monotonic()
        if not program.replaced():
            assert looked - began < LONGEST_S
            continue
        if not found_in(program.pid, program.secrets):
            return looked - began


@pytest.mark.parametrize("way", ["key", "idle", "sleep", "lock", "inactive", "hint"])
def test_within_a_second_of_the_lock_the_memory_is_clean(running: tuple[Running, Logind], way: str) -> None:
    program, logind = running
    try:
        before = found_in(program.pid, program.secrets)
    except PermissionError:
        pytest.skip("only an administrator may look: the program forbids it to its own account")
    assert {"vault key", "passphrase", "word", "word in Qt"} <= before, before
    # The database's key is wiped once it is handed over, and SQLCipher keeps its own copy masked.
    if way in {"key", "idle"}:
        program.ask(way)
        began = program.locking()
    else:
        began = logind.say(way)
    taken = clean_after(program, began)
    print(f"{way}: clean after {taken * 1000:.0f} ms; found before: {', '.join(sorted(before))}")
    assert taken < SECONDS
    if way == "sleep":
        released = logind.until("released")
        assert released >= program.locking()


def test_sleep_waits_for_the_lock_and_the_delay_is_taken_again_after(running: tuple[Running, Logind]) -> None:
    program, logind = running
    said = logind.say("sleep")
    released = logind.until("released")
    assert program.locking() <= released
    assert program.replaced()
    assert released - said < 5
    logind.say("wake")
    logind.until("held")


def test_a_fresh_process_knows_nothing_by_its_arguments_and_environment(running: tuple[Running, Logind]) -> None:
    program, _logind = running
    program.ask("key")
    clean_after(program, program.locking())
    arguments = Path(f"/proc/{program.pid}/cmdline").read_bytes().split(b"\0")
    assert arguments[1:] == [b"-m", b"screening", b""]
    names = {
        each.split(b"=")[0] for each in Path(f"/proc/{program.pid}/environ").read_bytes().split(b"\0") if each
    }
    assert not [name for name in names if b"SCREENING" in name or b"VAULT" in name]
