"""Every file that the program opens for writing, as the system saw it, in a whole talk with a form at its end."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.drivers.untold import WORDS
from tests.journeys.programs import DRIVERS, LONGEST_S, environment

CALLS = (
    "open,openat,openat2,creat,memfd_create,mknod,mknodat,rename,renameat,renameat2,link,linkat,symlink,symlinkat"
)
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE")
OPENED = re.compile(r'open(?:at2?)?\((?:[^,"]*, )?"((?:[^"\\]|\\.)*)", (?:\{flags=)?([A-Z_|0-9a-z]+)')
MOVED = re.compile(r'(?:creat|mknod|mknodat|rename|renameat2?|linkat?|symlink(?:at)?)\(.*?"((?:[^"\\]|\\.)*)"[,)]')
FAILED = re.compile(r"= -1 E")
DEVICES = ("/dev/", "/proc/")
CODES = ("utf-8", "utf-16-le", "utf-16-be")


def traced(folder: Path, *words: str) -> list[str]:
    """A driver under strace; gives what it did to files."""
    if shutil.which("strace") is None:
        pytest.skip("no strace on this machine")
    log = folder / "strace.log"
    command = ["strace", "-f", "--seccomp-bpf", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(log)]
    done = subprocess.run(
        [*command, sys.executable, str(DRIVERS / "untold.py"), *words],
        env=environment(folder / "home"),
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    if "ptrace" in done.stderr and "there" not in done.stdout:
        pytest.skip("this machine does not let a program be traced")
    assert done.stdout == "there\n", done.stderr[-2000:]
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    log.unlink()
    return lines


def written(lines: list[str]) -> set[str]:
    """The paths that something was written to, or moved from or to."""
    found = set()
    for line in lines:
        if FAILED.search(line):
            continue
        opened = OPENED.search(line)
        if opened and WRITES.search(opened[2]):
            found.add(opened[1])
        elif moved := MOVED.search(line):
            found.add(moved[1])
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="strace")
@pytest.mark.parametrize("record", ["yes", "no"])
def test_nothing_is_written_outside_the_vault_but_what_was_asked_for(tmp_path: Path, record: str) -> None:
    vault, out, home = tmp_path / "vaults" / "vault", tmp_path / "out", tmp_path / "home"
    vault.parent.mkdir()
    out.mkdir()
    lines = traced(tmp_path, str(vault), str(out), record, "left")
    paths = written(lines)
    ours = (str(vault), str(out), str(home / "config"), str(home / "cache"))
    elsewhere = {path for path in paths if not path.startswith((*ours, *DEVICES)) and not path.endswith(".pyc")}
    assert any(path.startswith(str(vault)) for path in paths)
    assert any(path.startswith(str(out)) for path in paths)
    assert {path for path in elsewhere if "__pycache__" not in path} == set()
    assert not [line for line in lines if "memfd_create" in line and not FAILED.search(line)]
    names = [path for path in paths if any(word.casefold() in path.casefold() for word in WORDS.values())]
    assert names == []
    for path in tmp_path.rglob("*"):
        if path.is_file() and out not in path.parents:
            content = path.read_bytes()
            held = [word for word in WORDS.values() for code in CODES if word.encode(code) in content]
            assert held == [], path.name
