"""No test needs a display, or a keyring. The everyday tests write into memory, the full run onto the disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from shutil import disk_usage

import pytest

from tests import examples

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# No test reads or writes the keyring of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

EVERYDAY = "not slow"
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
ROOM = 4 << 30


def pytest_configure(config: pytest.Config) -> None:
    """Where there is room for it, the everyday tests keep their vaults in memory.

    Every answer that is saved waits for the disk. Measured: that is half the time of a test with a vault, and
    seconds on a machine whose disk has much else to do. Whether it holds on a disk is seen by the full run, of
    which these tests are a part.
    """
    if config.option.markexpr != EVERYDAY:
        return
    os.environ[examples.EVERYDAY] = "1"
    if MEMORY.is_dir() and disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
