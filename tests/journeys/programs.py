"""Running the whole program as another process, as a person at a keyboard would meet it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRIVERS = Path(__file__).parent / "drivers"
LONGEST_S = 240


def environment(home: Path) -> dict[str, str]:
    """An environment whose home, temporary and configuration folders belong to the test alone."""
    folders = {"HOME": home, "TMPDIR": home / "tmp", "XDG_CONFIG_HOME": home / "config"}
    folders |= {"XDG_DATA_HOME": home / "data", "XDG_CACHE_HOME": home / "cache"}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return (
        kept
        | {name: str(folder) for name, folder in folders.items()}
        | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
        }
    )


def screening(home: Path, *words: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """The command line, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "screening", *words],
        env=environment(home),
        input=text,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )


def driver(home: Path, name: str, *words: str) -> subprocess.Popen[str]:
    """One of the programs in `drivers`, started."""
    return subprocess.Popen(
        [sys.executable, str(DRIVERS / name), *words],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
