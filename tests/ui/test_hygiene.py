"""What the process gives away by itself, looked at from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORD = "Quetzalcoatlina"
NOBODY = 65534

BROKEN = f"""
import sys, threading
from screening.ui.hygiene import quiet_libraries, report_only_places
report_only_places()
quiet_libraries()

class Loud:
    def __del__(self):
        raise ValueError("{WORD} in a destructor")
    def __repr__(self):
        return "{WORD} in its own words"

def fail(said):
    raise KeyError(said)

import logging
logging.getLogger("a.library").warning("{WORD} in a log")
thread = threading.Thread(target=fail, args=("{WORD} in a thread",), name="{WORD}")
thread.start()
thread.join()
loud = Loud()
del loud
fail("{WORD} in the open")
"""

QT = f"""
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QCoreApplication, QTimer
from screening.ui.hygiene import report_only_places
report_only_places()
app = QCoreApplication([])
def slot():
    raise ValueError("{WORD} in a slot")
QTimer.singleShot(0, slot)
QTimer.singleShot(20, app.quit)
app.exec()
"""

HOLDS = f"""
import ctypes, os, resource, sys
from screening.ui.hygiene import protect_process
if os.geteuid() == 0:
    os.setgid({NOBODY})
    os.setuid({NOBODY})
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # changing the account has taken it away
if sys.argv[1] == "protected":
    protect_process()
print("ready", flush=True)
sys.stdin.read()
"""

LOOKS = f"""
import os, sys
if os.geteuid() == 0:
    os.setgid({NOBODY})
    os.setuid({NOBODY})
open(f"/proc/{{sys.argv[1]}}/mem", "rb").close()
print(oct(os.umask(0o777)))
"""


def python(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(("script", "times"), [(BROKEN, 3), (QT, 1)])
def test_a_failure_is_written_as_kind_and_place_and_never_with_what_it_carries(script: str, times: int) -> None:
    done = python(script)
    assert done.stderr.count("unexpected") == times, done.stderr
    assert "Error at <string>:" in done.stderr
    assert WORD not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("how", ["protected", "bare"])
def test_another_process_of_the_same_account_cannot_read_its_memory(how: str) -> None:
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    if how == "bare" and scope.exists() and scope.read_text().strip() != "0":
        pytest.skip("this system forbids it to every process: there is nothing to compare with")
    command = [sys.executable, "-c", HOLDS, how]
    holder = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        done = python(LOOKS, str(holder.pid))
        assert ("PermissionError" in done.stderr) is (how == "protected"), done.stderr
    finally:
        holder.communicate(input="")


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_there_are_no_core_dumps_and_new_files_are_the_owners_alone(tmp_path: Path) -> None:
    script = (
        "import pathlib, resource, sys; from screening.ui.hygiene import protect_process; protect_process(); "
        "pathlib.Path(sys.argv[1]).write_text('x'); print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = python(script, str(tmp_path / "made"))
    assert done.stdout.strip() == "(0, 0)"
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o600
