"""Where the installed program starts: the command line, as with `python -m screening`."""

from screening.cli import main

main()
