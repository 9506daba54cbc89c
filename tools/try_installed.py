"""Tries an installed or built program as a stranger would: nothing of this checkout helps it.

`python -m tools.try_installed PROGRAM [DIR]`: a home of its own, an empty environment, every command that needs
no display, and the walkthrough, which stays in DIR if one is named. Exit status 1 at the first that fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bundle import VERSION

PASSPHRASE = "orbit lantern copper meadow violin"  # noqa: S105 - of the vault that is made here and thrown away
LONGEST_S = 600
ANSWERS = {"age": "adult", "answers": {"papers_held": "employer"}}


def try_program(program: Path, home: Path, out: Path) -> None:
    """Run it all. Raises SystemExit that names what failed."""
    vault = str(home / "vault")
    answers = home / "answers.json"
    answers.write_text(json.dumps(ANSWERS), encoding="utf-8")
    run = _Runner(program, home)
    run.expect(["--version"], VERSION)
    run.expect(["instruments", "list"], "labour-exploitation")
    run.expect(["assess", "labour-exploitation", str(answers)], '"statement": "signs_recorded"')
    run.expect(["translations"], "ar\tperson/consent")
    run.expect(["vault", "create", "--vault", vault, "--officer", "A1", "--passphrase-stdin"], "-")
    run.expect(["vault", "check", "--vault", vault, "--officer", "A1", "--passphrase-stdin"], "sound")
    run.expect(["demo", "--out", str(out), "--language", "ar"], str(out / "vault"))
    if not list(out.glob("*.pdf")) or not list((out / "screens").glob("*.png")):
        raise SystemExit("The walkthrough left no form or no pictures")


class _Runner:
    def __init__(self, program: Path, home: Path) -> None:
        self._program = program
        self._home = home

    def expect(self, words: list[str], wanted: str) -> None:
        done = subprocess.run(
            [str(self._program), *words],
            cwd=self._home,
            env={"HOME": str(self._home), "LANG": "C.UTF-8"},
            input=f"{PASSPHRASE}\n",
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )
        if done.returncode != 0 or wanted not in done.stdout:
            said = done.stderr.strip()[-500:]
            raise SystemExit(f"The built program failed at `{' '.join(words[:2])}`: {done.returncode} {said}")


def main() -> None:
    """Try the program that is named."""
    if len(sys.argv) not in {2, 3}:
        raise SystemExit("usage: python -m tools.try_installed PROGRAM [DIR]")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(sys.argv[2]) if len(sys.argv) == 3 else Path(folder) / "demo"
        try_program(Path(sys.argv[1]).resolve(), Path(folder), out.resolve())
    print("every command and the walkthrough did what they should")


if __name__ == "__main__":
    main()
