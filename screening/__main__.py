"""`python -m screening`: the program itself without arguments, the command line with some."""

from __future__ import annotations

import sys


def main() -> None:
    """Start what was asked for. Measured: the command line's library takes 45 ms, the window needs none of it."""
    if len(sys.argv) == 1:
        from screening.app import run

        sys.exit(run(sys.argv))
    from screening.cli.main import main as command_line

    command_line()


if __name__ == "__main__":
    main()
