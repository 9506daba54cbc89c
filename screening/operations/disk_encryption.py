"""Whether the disk under a folder, and the swap, are encrypted, as far as an ordinary account can tell.

Linux: the block devices below the mount, from /proc and /sys; one on dm-crypt says so in its `dm/uuid`. macOS:
what `fdesetup status` prints. Windows: not told without an administrator's rights. macOS and Windows: untested.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path

CRYPT = "CRYPT-"
MEMORY_ONLY = frozenset({"zram"})


class DiskState(StrEnum):
    """What can be told. Of the two bare ones the disk is named first."""

    ENCRYPTED = "encrypted"
    BARE = "bare"
    SWAP_BARE = "swap_bare"
    UNKNOWN = "unknown"


def disk_state(folder: Path) -> DiskState:
    """Of the disk that holds `folder`, or will hold it, and of where memory is written to."""
    system: str = sys.platform
    if system == "linux":
        return linux_state(folder, Path("/"))
    if system == "darwin":
        return _macos_state()
    return DiskState.UNKNOWN


def linux_state(folder: Path, root: Path) -> DiskState:
    """`root`: where /proc and /sys are. Where a disk cannot be told (a network share, a container), UNKNOWN."""
    try:
        there = next(each for each in (folder, *folder.parents) if each.exists())
        number = there.stat().st_dev
        disk = _encrypted(root, f"{os.major(number)}:{os.minor(number)}")
        swaps = [_encrypted(root, device) for device in _swap_devices(root)]
    except (OSError, StopIteration, ValueError):
        return DiskState.UNKNOWN
    if disk is None:
        return DiskState.UNKNOWN
    if not disk:
        return DiskState.BARE
    return DiskState.SWAP_BARE if False in swaps else DiskState.ENCRYPTED


def _encrypted(root: Path, number: str) -> bool | None:
    """Whether everything below a block device ("major:minor") passes through dm-crypt; None: cannot be told."""
    device = root / "sys/dev/block" / number
    if not device.exists():
        return None
    uuid = device / "dm/uuid"
    if uuid.exists() and uuid.read_text(encoding="utf-8").startswith(CRYPT):
        return True
    below = [each.name for each in (device / "slaves").iterdir()] if (device / "slaves").exists() else []
    found = [_encrypted(root, (root / "sys/class/block" / name / "dev").read_text().strip()) for name in below]
    return bool(found) and all(found)


def _swap_devices(root: Path) -> list[str]:
    """The devices swapped to; those in memory alone do not count. A swap file lies on a disk of its own."""
    devices = []
    for line in (root / "proc/swaps").read_text(encoding="utf-8").splitlines()[1:]:
        name, kind = line.split()[:2]
        if Path(name).name.rstrip("0123456789") in MEMORY_ONLY:
            continue
        if kind == "partition":
            named = root / "sys/class/block" / Path(name).resolve().name / "dev"
            devices.append(named.read_text(encoding="utf-8").strip())
        else:
            number = Path(name).stat().st_dev
            devices.append(f"{os.major(number)}:{os.minor(number)}")
    return devices


def _macos_state() -> DiskState:
    import subprocess  # the first window does not pay for it

    try:
        done = subprocess.run(
            ["/usr/bin/fdesetup", "status"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return DiskState.UNKNOWN
    if "FileVault is On" in done.stdout:
        return DiskState.ENCRYPTED
    return DiskState.BARE if "FileVault is Off" in done.stdout else DiskState.UNKNOWN
