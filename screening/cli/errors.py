"""How the command line says what went wrong: one clear line on standard error."""

from __future__ import annotations

import sys

from screening.core.errors import ScreeningError
from screening.languages.catalogs import load_officer
from screening.languages.sentences import sentence


def say(error: ScreeningError) -> None:
    """An expected failure in one line."""
    sys.stderr.write(f"screening: {sentence(error, load_officer('en'))}\n")
