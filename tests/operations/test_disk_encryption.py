"""Whether the disk is encrypted is told from a copy of what Linux tells; what cannot be told is not guessed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from screening.operations.disk_encryption import DiskState, linux_state

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what Linux tells")


class Machine:
    """A root with a /proc and a /sys in it; `device` makes a block device on others."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "proc").mkdir()
        (root / "sys/dev/block").mkdir(parents=True)
        self.swap()

    def device(self, name: str, number: str, *, uuid: str = "", on: tuple[str, ...] = ()) -> None:
        made = self.root / "sys/class/block" / name
        (made / "slaves").mkdir(parents=True)
        (made / "dev").write_text(f"{number}\n")
        for below in on:
            (made / "slaves" / below).mkdir()
        if uuid:
            (made / "dm").mkdir()
            (made / "dm/uuid").write_text(f"{uuid}\n")
        (self.root / "sys/dev/block" / number).symlink_to(made)

    def swap(self, *lines: str) -> None:
        (self.root / "proc/swaps").write_text("\n".join(("Filename Type Size Used Priority", *lines)) + "\n")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def number(tmp_path: Path) -> str:
    """The device under the test's folder, by the name that the system gives it."""
    device = tmp_path.stat().st_dev
    return f"{os.major(device)}:{os.minor(device)}"


@pytest.mark.parametrize(
    ("uuid", "state"), [("CRYPT-LUKS2-0123-root", DiskState.ENCRYPTED), ("LVM-abc", DiskState.BARE)]
)
def test_a_disk_is_encrypted_where_all_of_it_passes_through_dm_crypt(
    machine: Machine, tmp_path: Path, number: str, uuid: str, state: DiskState
) -> None:
    machine.device("sda2", "8:2")
    machine.device("dm-0", "253:77", uuid=uuid, on=("sda2",))
    machine.device("dm-1", number, uuid="LVM-root", on=("dm-0",))
    assert linux_state(tmp_path / "not there yet", tmp_path) is state


def test_one_bare_part_of_several_is_a_bare_disk(machine: Machine, tmp_path: Path, number: str) -> None:
    machine.device("sda2", "8:2", uuid="CRYPT-LUKS2-a")
    machine.device("sdb2", "8:18")
    machine.device("md0", number, on=("sda2", "sdb2"))
    assert linux_state(tmp_path, tmp_path) is DiskState.BARE


def test_bare_swap_beside_an_encrypted_disk_is_told(machine: Machine, tmp_path: Path, number: str) -> None:
    machine.device("dm-1", number, uuid="CRYPT-LUKS2-a")
    machine.device("sda9", "8:9")
    machine.swap("/dev/zram0 partition 1000 0 100")
    assert linux_state(tmp_path, tmp_path) is DiskState.ENCRYPTED
    machine.swap("/dev/sda9 partition 1000 0 -2")
    assert linux_state(tmp_path, tmp_path) is DiskState.SWAP_BARE


def test_a_share_or_a_container_is_not_guessed_about(machine: Machine, tmp_path: Path) -> None:
    assert linux_state(tmp_path, tmp_path) is DiskState.UNKNOWN
    (tmp_path / "proc/swaps").unlink()
    assert linux_state(tmp_path, tmp_path) is DiskState.UNKNOWN
