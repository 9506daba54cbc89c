"""Four hundred random bits, one at a time, in any file of a vault: each is reported in words, none is silent."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from screening.core.errors import ScreeningError
from screening.languages.catalogs import load_officer
from screening.languages.sentences import sentence
from screening.store.check import check_vault
from screening.store.header import DATABASE_FILE, HEADER_FILE
from tests.operations.talks import SHOWN, create_session, open_session, open_talk

pytestmark = pytest.mark.slow

FLIPS = 400


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    folder = tmp_path / "sound"
    session = create_session(folder)
    for _ in range(3):
        talk = open_talk(session)
        talk.answer("papers_held", "employer", SHOWN)
        talk.note("papers_held", "a note " * 400)
    session.close()
    return folder


def said_of(folder: Path) -> list[str]:
    """What the officer would read of this vault: why it does not open, or what was found in it."""
    words = load_officer("en")
    try:
        session = open_session(folder)
    except ScreeningError as error:
        return [sentence(error, words)]
    try:
        findings = check_vault(session.vault)
    finally:
        session.close()
    return [sentence(ScreeningError(each.problem, **each.fields), words) for each in findings]


def test_four_hundred_flipped_bits_are_each_reported(sound: Path, tmp_path: Path) -> None:
    files = [path for path in sorted(sound.iterdir()) if path.name in {DATABASE_FILE, HEADER_FILE}]
    sizes = [path.stat().st_size for path in files]
    choose, folder, silent = random.Random(2026), tmp_path / "flipped", []
    assert said_of(Path(shutil.copytree(sound, tmp_path / "whole"))) == []
    for number in range(FLIPS):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(sound, folder)
        # Every eighth in the header, which is small; the others in the file with the cases.
        path = files[number % 8 == 0]
        at, bit = choose.randrange(sizes[files.index(path)]), choose.randrange(8)
        with (folder / path.name).open("r+b") as file:
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 1 << bit]))
        said = said_of(folder)
        if not said or not all(said):
            silent.append((path.name, at, bit))
    assert silent == []
