"""How many examples a property is tried on: in the everyday run a third of those of the full run."""

from __future__ import annotations

import os

EVERYDAY = "SCREENING_TESTS_EVERYDAY"
"""Set by `tests/conftest.py`, before any test is read."""


def examples(number: int) -> int:
    """So many in the full run."""
    return max(10, number // 3) if os.environ.get(EVERYDAY) else number
