"""One vault through a hundred kills: in a talk, while its key changes, in a copy; nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.operations.session import Session, unlock
from screening.store import backup_file
from screening.store.backup_place import own_folder
from screening.store.backups import find_backups
from screening.store.check import check_vault
from screening.store.header import DATABASE_FILE, read_header
from screening.store.meta import set_meta
from tests.journeys.drivers.rotator import CHEAP, OFFICER, PASSPHRASE
from tests.journeys.programs import driver
from tests.journeys.test_kill import a_case_at_its_questions, acknowledged
from tests.journeys.test_kill_rotation import killed_after

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGKILL")]

KILLS = 100
BALLAST_ROWS = 1_000  # about 4 MB: many kills come while pages are copied or encrypted anew


class Turns:
    """The vault, and everything that was acknowledged so far."""

    def __init__(self, folder: Path) -> None:
        self.dice = random.Random(17)
        self.folder, self.home = folder / "vault", folder / "home"
        self.case_id = a_case_at_its_questions(self.folder)
        self.told: dict[str, list[str]] = defaultdict(list)
        self.half_way = 0
        session = unlock(self.folder, OFFICER, PASSPHRASE, floor=CHEAP)
        with session.vault.transaction():
            for number in range(BALLAST_ROWS):
                set_meta(session.vault.database, f"ballast/{number}", "x" * 3_500)
        session.close()

    @property
    def answers(self) -> int:
        return sum(map(len, self.told.values()))

    def talk(self) -> None:
        """Killed when a number of answers were acknowledged."""
        process = driver(self.home, "talker.py", str(self.folder), self.case_id)
        _at, *answers = acknowledged(process, self.dice.randint(1, 8))
        for question, answer in answers:
            self.told[question].append(answer)
        journal = self.folder / f"{DATABASE_FILE}-journal"
        self.half_way += journal.exists() and journal.stat().st_size > 0

    def rotate(self) -> None:
        """Killed at any moment of taking officers in and out, and of new keys."""
        process = driver(self.home, "rotator.py", str(self.folder))
        killed_after(process, self.dice.uniform(0, 0.5))
        self.half_way += bool(read_header(self.folder, CHEAP).old)

    def copy(self) -> None:
        """Killed at any moment of a copy; every acknowledged one is whole."""
        process = driver(self.home, "copier.py", str(self.folder))
        told = [line.removeprefix("copied ") for line in killed_after(process, self.dice.uniform(0, 0.4))]
        session = self.opened()
        found = {info.path.name: info.path for info in find_backups(session.vault).good}
        self.half_way += bool(list(own_folder(session.vault).glob("*.part")))
        session.close()
        assert set(told) <= set(found)
        for path in found.values():
            for _ in backup_file.database_chunks(path, backup_file.read_outline(path)):
                pass
            path.unlink()  # hundreds of them would only fill the disk

    def opened(self) -> Session:
        return unlock(self.folder, OFFICER, PASSPHRASE, floor=CHEAP)

    def check(self, *, whole: bool) -> None:
        """Every acknowledged answer of all turns is there, in its order; more may be kept, never less."""
        session = self.opened()
        try:
            for question, told in self.told.items():
                history = session.vault.cases.answer_history(self.case_id, question)
                kept = iter([each.answer.answer for each in history])
                assert all(answer in kept for answer in told), question
            if whole:
                session.vault.audit.verify()
                assert check_vault(session.vault, CHEAP) == []
        finally:
            session.close()


def test_a_hundred_kills_in_turn_lose_no_acknowledged_answer(tmp_path: Path) -> None:
    turns = Turns(tmp_path)
    ways: tuple[Callable[[], None], ...] = (turns.talk, turns.rotate, turns.copy)
    for kill in range(KILLS):
        ways[kill % len(ways)]()
        turns.check(whole=kill % 20 == 19)
    assert turns.answers >= KILLS
    print(f"{KILLS} kills, {turns.half_way} of them half way, {turns.answers} answers acknowledged")
    assert turns.half_way >= KILLS // 10
