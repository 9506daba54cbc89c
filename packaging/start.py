"""Where the installed program starts: the command line, as with `python -m screening`."""

import os
import sys

# On Windows a program with a window has neither, and what writes to them would fail.
if sys.stdout is None:
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
if sys.stderr is None:
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123

from screening.cli.main import main

main()
