"""Small disks of their own, so that a full or read-only one is a real one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(mount: Path, size: str) -> Iterator[Path]:
    """A file system of so many bytes ("4m") at a new folder; where that cannot be had the test is skipped."""
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "screening-test", str(mount)]
    try:
        mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("needs the right to mount")
    try:
        yield mount
    finally:
        subprocess.run(["umount", "-l", str(mount)], check=True)
