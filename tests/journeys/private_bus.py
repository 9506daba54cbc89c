"""A message bus of the test's own, with a stand-in for logind on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.programs import DRIVERS, ROOT

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@contextmanager
def private_bus(folder: Path) -> Iterator[str]:
    """A bus; gives its address."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("no dbus-daemon on this machine")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bus.conf").write_text(CONFIG.format(socket=folder / "bus"), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={folder / 'bus.conf'}", "--nofork", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert daemon.stdout is not None
    try:
        yield daemon.stdout.readline().strip()
    finally:
        daemon.terminate()
        daemon.wait()
        daemon.stdout.close()


class Logind:
    """The stand-in, in a process of its own: told what to say, it tells what it hears."""

    def __init__(self, address: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(DRIVERS / "logind.py")],
            env={"DBUS_SYSTEM_BUS_ADDRESS": address, "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.heard() == ["ready"]

    def heard(self) -> list[str]:
        """The next line."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().split()

    def say(self, what: str) -> float:
        """sleep, wake, lock, inactive or hint; gives when it was said."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        while (line := self.heard())[:1] != ["said"]:
            assert line
        return float(line[1])

    def until(self, word: str) -> float:
        """Wait until it tells this; gives when that was."""
        while (line := self.heard())[:1] != [word]:
            assert line
        return float(line[1])

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.communicate()


@contextmanager
def stand_in_logind(folder: Path) -> Iterator[tuple[str, Logind]]:
    """A bus with logind on it; gives its address."""
    with private_bus(folder) as address:
        logind = Logind(address)
        try:
            yield address, logind
        finally:
            logind.close()
