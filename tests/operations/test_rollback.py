"""A whole folder put back: found where a keyring remembers. No real keyring was tried; these keep in memory."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked

from screening.core.errors import Problem
from screening.core.office import Office
from screening.operations import rollback
from screening.operations.checking import accept_older_records, check_session, compare_counter
from screening.operations.rollback import RollbackCounter
from screening.operations.session import Session, create
from screening.store.audit import AuditAction
from screening.store.check import check_vault
from tests.store.vaults import LIMITS, OFFICER, PASSPHRASE

from .talks import SHOWN, now, open_session, open_talk


class Ring(KeyringBackend):
    """Keeps in memory; as a real one it may be locked, or never answer."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False
        self.answering = threading.Event()
        self.answering.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.answering.wait(30)
        if self.locked:
            raise KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.answering.wait(30)
        if self.locked:
            raise KeyringLocked("locked")
        self.kept[(service, username)] = password


@pytest.fixture
def ring() -> Iterator[Ring]:
    made = Ring()
    yield made
    made.answering.set()


def opened(folder: Path, ring: KeyringBackend | None) -> Session:
    session = open_session(folder)
    session.counter = RollbackCounter(session.vault.id, lambda: ring)
    return session


def compared(session: Session) -> Problem | None:
    steps = compare_counter(session)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return None if end.value is None else Problem(end.value.problem)


def worked(folder: Path, ring: KeyringBackend | None) -> None:
    session = opened(folder, ring)
    assert compared(session) is None
    open_talk(session).answer("papers_held", "employer", SHOWN)
    session.close()


@pytest.fixture
def put_back(folder: Path, ring: Ring) -> Path:
    """The folder as it was some openings ago."""
    worked(folder, ring)
    older = Path(shutil.copytree(folder, folder.with_name("older")))
    worked(folder, ring)
    shutil.rmtree(folder)
    return Path(shutil.copytree(older, folder))


def test_a_folder_put_back_is_reported_and_goes_on_being_reported(put_back: Path, ring: Ring) -> None:
    for _ in range(3):
        session = opened(put_back, ring)
        assert check_vault(session.vault) == [], "sound in itself: nothing inside it can tell"
        assert compared(session) is Problem.RECORDS_OLDER
        open_talk(session)
        session.close()


def test_work_in_older_records_does_not_cover_them_up(put_back: Path, ring: Ring) -> None:
    session = opened(put_back, ring)
    for _ in range(5):
        open_talk(session).answer("papers_held", "me", SHOWN)
    session.close()
    session = opened(put_back, ring)
    assert compared(session) is Problem.RECORDS_OLDER
    session.close()


def test_whoever_says_that_they_are_right_is_written_down_and_it_is_not_said_again(
    put_back: Path, ring: Ring
) -> None:
    session = opened(put_back, ring)
    assert compared(session) is Problem.RECORDS_OLDER
    accept_older_records(session)
    assert session.vault.audit.hashes_of(AuditAction.ROLLBACK_ACCEPTED)
    session.close()
    session = opened(put_back, ring)
    assert compared(session) is None
    session.close()


def test_a_copy_restored_on_purpose_is_not_reported_but_an_older_one_after_it_is(
    put_back: Path, ring: Ring
) -> None:
    older = Path(shutil.copytree(put_back, put_back.with_name("again")))
    session = opened(put_back, ring)
    with session.vault.transaction():
        session.vault.audit.append(AuditAction.BACKUP_RESTORED, session.vault.id, {})
    assert compared(session) is None
    session.close()
    worked(put_back, ring)
    restored = Path(shutil.copytree(put_back, put_back.with_name("restored")))
    worked(put_back, ring)
    for folder in (older, restored):
        session = opened(folder, ring)
        assert compared(session) is Problem.RECORDS_OLDER
        session.close()


def test_a_kill_is_no_rollback(folder: Path, ring: Ring) -> None:
    worked(folder, ring)
    session = opened(folder, ring)
    assert compared(session) is None
    open_talk(session)
    left = Path(shutil.copytree(folder, folder.with_name("left")))  # as a kill leaves it
    session.counter = RollbackCounter(session.vault.id, lambda: None)
    session.close()
    again = opened(left, ring)
    assert compared(again) is None
    again.close()


def test_a_sound_check_brings_the_memory_up_to_date(folder: Path, ring: Ring) -> None:
    worked(folder, ring)
    session = opened(folder, ring)
    assert compared(session) is None
    open_talk(session)
    before = dict(ring.kept)
    for _progress in check_session(session):
        pass
    assert ring.kept != before
    session.close()


def test_without_a_keyring_a_folder_put_back_cannot_be_noticed(folder: Path) -> None:
    worked(folder, None)
    older = Path(shutil.copytree(folder, folder.with_name("older")))
    worked(folder, None)
    session = opened(older, None)
    assert compared(session) is None
    assert not session.counter.usable
    assert check_vault(session.vault) == []
    session.close()


def test_a_locked_keyring_stands_in_nobodys_way(folder: Path, ring: Ring) -> None:
    ring.locked = True
    worked(folder, ring)
    assert not ring.kept


def test_a_keyring_that_never_answers_is_given_up(
    folder: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollback, "READ_SECONDS", 0.05)
    ring.answering.clear()
    session = opened(folder, ring)
    assert compared(session) is None
    session.close()
    assert not session.counter.usable


@pytest.mark.parametrize("text", ["", "no json", "{}", "[1]", '{"generation": "x"}'])
def test_what_is_not_from_this_program_in_the_keyring_is_no_memory(folder: Path, ring: Ring, text: str) -> None:
    session = opened(folder, ring)
    ring.kept[(rollback.SERVICE, session.vault.id)] = text
    assert compared(session) is None
    session.close()


def test_the_keyring_gets_no_name_and_no_path(folder: Path, ring: Ring) -> None:
    worked(folder, ring)
    ((service, user),) = ring.kept
    (text,) = ring.kept.values()
    assert OFFICER not in service + user + text
    assert str(folder) not in service + user + text
    assert len(text) < 1000, "Windows takes 2,560 bytes"


def test_practice_leaves_nothing_in_a_keyring(tmp_path: Path, ring: Ring) -> None:
    session = create(
        tmp_path / "t", OFFICER, PASSPHRASE, Office("X"), training=True, kdf=LIMITS, floor=LIMITS, now=now
    ).session
    session.counter = RollbackCounter(session.vault.id, lambda: ring)
    assert compared(session) is None
    session.close()
    assert not ring.kept


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, Ring])
def test_only_the_systems_own_keyrings_count(backend: type[KeyringBackend]) -> None:
    assert not rollback._is_real(backend())
