"""The program's own pack is read anew for every case, which takes 60 ms: a thousand tests begin one.

Here a pack is read once for the same bytes, by the program's own reader; tests/instruments has that to itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from screening.core.instrument import Catalogue
from screening.instruments import library
from screening.instruments.library import LoadedInstrument
from screening.operations import cases

_read = library.read_instrument
_packs: dict[tuple[bytes, str], tuple[Catalogue, LoadedInstrument]] = {}


def read_once(data: bytes, name: str, catalogue: Catalogue) -> LoadedInstrument:
    """What was read from these bytes before, held against the same catalogue; nothing changes it."""
    known = _packs.get((data, name))
    if known is None or known[0] != catalogue:
        known = _packs[data, name] = (catalogue, _read(data, name, catalogue))
    return known[1]


@pytest.fixture(scope="session", autouse=True)
def packs_once() -> Iterator[None]:
    """For every test of the folder whose conftest has it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(library, "read_instrument", read_once)
        patch.setattr(cases, "read_instrument", read_once)
        yield
