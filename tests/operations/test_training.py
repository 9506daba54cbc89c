"""The ready-made training vault: built by the real operations, opened by anybody, erased only when it is one."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screening.core.case import CaseState, NextStep
from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office
from screening.operations.cases import list_cases, resume_case
from screening.operations.referrals import disclosures
from screening.operations.session import create, unlock
from screening.operations.training import (
    UNFINISHED,
    make_training_vault,
    open_training_vault,
    renew_training_vault,
)
from screening.store.check import check_vault
from screening.store.known import TRAINING_OFFICER, TRAINING_PASSPHRASE, known_vaults
from screening.store.passphrase import check_officer_code, check_passphrase
from tests.store.vaults import LIMITS, OFFICER, PASSPHRASE


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A training vault that the tests only read."""
    return make_training_vault(tmp_path_factory.mktemp("vaults"), kdf=LIMITS, floor=LIMITS)


def copied(made: Path, vaults: Path) -> Path:
    """A training vault that a test may do anything to; making one takes far longer than copying one."""
    return Path(shutil.copytree(made, vaults / made.name))


def test_it_holds_cases_in_different_states_over_several_days(made: Path) -> None:
    session = open_training_vault(made, floor=LIMITS)
    try:
        cases = list_cases(session)
        assert session.vault.training
        assert session.vault.recovery_key_confirmed
        assert {case.state for case in cases} == {
            CaseState.LOOK_FIRST,
            CaseState.QUESTIONS,
            CaseState.REFERRED,
            CaseState.NOT_ASSESSED,
            CaseState.CHILD_PROTECTION,
            CaseState.CLOSED,
        }
        assert len({case.language for case in cases}) >= 4
        assert len({case.situation for case in cases}) >= 4
        assert any(case.next_step is NextStep.KEEP_CONTACT for case in cases)
        days = {case.opened_utc[:10] for case in cases}
        assert len(days) == len(cases)
        newest = datetime.strptime(max(c.opened_utc for c in cases), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert datetime.now(UTC) - timedelta(days=1) < newest <= datetime.now(UTC)
        assert [case.opened_utc for case in cases] == sorted((c.opened_utc for c in cases), reverse=True)
    finally:
        session.close()


def test_every_case_opens_and_the_vault_is_sound(made: Path) -> None:
    session = open_training_vault(made, floor=LIMITS)
    try:
        for case in list_cases(session):
            talk = resume_case(session, case.id)
            assert talk.sheet.name == ""
            talk.assessment()
            if case.state is CaseState.REFERRED:
                assert len(disclosures(talk)) == 2
        assert check_vault(session.vault, LIMITS) == []
        assert all(service.made_up for service in session.vault.services.all())
    finally:
        session.close()


def test_its_officer_and_passphrase_meet_the_rules() -> None:
    check_officer_code(TRAINING_OFFICER)
    check_passphrase(TRAINING_PASSPHRASE)


def test_starting_anew_leaves_nothing_of_before(made: Path, tmp_path: Path) -> None:
    folder = copied(made, tmp_path)
    session = open_training_vault(folder, floor=LIMITS)
    before = session.vault.id
    session.close()
    again = renew_training_vault(folder, kdf=LIMITS, floor=LIMITS)
    assert [path.name for path in tmp_path.iterdir()] == [again.name]
    session = open_training_vault(again, floor=LIMITS)
    assert session.vault.id != before
    assert len(list_cases(session)) == 6
    session.close()


def test_a_training_vault_that_is_open_is_not_erased(made: Path, tmp_path: Path) -> None:
    folder = copied(made, tmp_path)
    session = open_training_vault(folder, floor=LIMITS)
    with pytest.raises(ScreeningError) as caught:
        renew_training_vault(folder, kdf=LIMITS, floor=LIMITS)
    assert caught.value.problem is Problem.VAULT_IN_USE
    assert len(list_cases(session)) == 6
    session.close()


@pytest.mark.parametrize(
    ("officer", "passphrase"), [(OFFICER, PASSPHRASE), (TRAINING_OFFICER, TRAINING_PASSPHRASE)]
)
def test_a_real_vault_is_never_erased_as_training(tmp_path: Path, officer: str, passphrase: str) -> None:
    folder = tmp_path / "records-1"
    create(folder, officer, passphrase, Office("North"), kdf=LIMITS, floor=LIMITS).session.close()
    assert renew_training_vault(folder, kdf=LIMITS, floor=LIMITS) == tmp_path / "training-1"
    unlock(folder, officer, passphrase, floor=LIMITS).close()


def test_a_header_that_says_training_is_not_believed(tmp_path: Path) -> None:
    folder = tmp_path / "records-1"
    office = Office("North")
    create(folder, TRAINING_OFFICER, TRAINING_PASSPHRASE, office, kdf=LIMITS, floor=LIMITS).session.close()
    header = folder / "vault.json"
    real = header.read_bytes()
    header.write_bytes(real.replace(b'"training": false', b'"training": true'))
    assert known_vaults(tmp_path)[0].ready_made
    renew_training_vault(folder, kdf=LIMITS, floor=LIMITS)
    header.write_bytes(real)
    unlock(folder, TRAINING_OFFICER, TRAINING_PASSPHRASE, floor=LIMITS).close()


def test_a_training_vault_that_is_damaged_gets_a_fresh_one_beside_it(made: Path, tmp_path: Path) -> None:
    folder = copied(made, tmp_path)
    (folder / "cases.db").write_bytes(b"damaged" * 4096)
    fresh = renew_training_vault(folder, kdf=LIMITS, floor=LIMITS)
    assert fresh == tmp_path / "training-2"
    open_training_vault(fresh, floor=LIMITS).close()


def test_a_making_that_was_cut_off_is_not_listed_and_is_cleared(tmp_path: Path) -> None:
    unfinished = tmp_path / UNFINISHED
    create(
        unfinished, TRAINING_OFFICER, TRAINING_PASSPHRASE, Office("x"), training=True, kdf=LIMITS, floor=LIMITS
    ).session.close()
    assert known_vaults(tmp_path) == []
    made = make_training_vault(tmp_path, kdf=LIMITS, floor=LIMITS)
    assert [path.name for path in tmp_path.iterdir()] == [made.name]


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "vaults").write_text("a file where the folder should be")
    with pytest.raises(ScreeningError) as caught:
        make_training_vault(tmp_path / "vaults", kdf=LIMITS, floor=LIMITS)
    assert caught.value.problem is Problem.FOLDER_NOT_WRITABLE
