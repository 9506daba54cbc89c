"""Where the bench works: a folder of its own, and processes that see nothing of the officer's own files."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import PySide6

ROOT = Path(__file__).parents[2]


def environment(folder: Path) -> dict[str, str]:
    """The environment of every process measured: no display, own home and temporary folder, compiled modules.

    An installed program has its modules compiled; a checkout where Python may not write them would be measured
    compiling. The bench keeps them in its own folder.
    """
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    home = folder / "home"
    for path in (home, folder / "tmp"):
        path.mkdir(exist_ok=True)
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def vaults_folder(folder: Path) -> Path:
    """Where the program itself looks for vaults, under the bench's own home."""
    return folder / "home" / "data" / "screening" / "vaults"


def run_part(folder: Path, part: str, *arguments: str) -> dict[str, Any]:
    """Run one part in a fresh process; gives the JSON object it prints last."""
    found: dict[str, Any] = json.loads(_run(folder, "tests.bench.parts", part, str(folder), *arguments))
    return found


def until_first_paint(folder: Path, which: str) -> float:
    """Milliseconds from just before a process is started to the end of its window's first painting."""
    started = time.monotonic()
    return (float(_run(folder, "tests.bench.first_paint", which)) - started) * 1000


def _run(folder: Path, *command: str) -> str:
    """The last line that a fresh process prints; what it writes to standard error only where it fails."""
    finished = subprocess.run(
        [sys.executable, "-m", *command], env=environment(folder), cwd=ROOT, capture_output=True, text=True
    )
    if finished.returncode:
        sys.stderr.write(finished.stderr)
        raise SystemExit(f"{' '.join(command[:2])} failed")
    return finished.stdout.splitlines()[-1]


def machine() -> str:
    """What the figures depend on, and nothing that names the machine."""
    load = f"; load at the start {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}; Python {platform.python_version()}; "
        f"PySide6 {PySide6.__version__}{load}"
    )
