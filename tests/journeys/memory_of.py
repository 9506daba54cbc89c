"""Looking into the memory of another process, as somebody with all rights on the machine can."""

from __future__ import annotations

from pathlib import Path


def memory_of(pid: int) -> list[bytes]:
    """What the process can write to, its stack with arguments and environment too. Raises PermissionError."""
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
            place, rights, *_rest = line.split()
            if not rights.startswith("rw"):
                continue
            start, end = (int(each, 16) for each in place.split("-"))
            try:
                memory.seek(start)
                parts.append(memory.read(end - start))
            except (OSError, ValueError, OverflowError):
                continue  # a device, or gone meanwhile
    return parts


def found_in(pid: int, needles: dict[str, bytes]) -> set[str]:
    """The names of what is found there."""
    parts = memory_of(pid)
    return {name for name, needle in needles.items() if any(needle in part for part in parts)}
