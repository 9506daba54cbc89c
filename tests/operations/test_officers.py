"""Who may open the vault: added, renamed, kept out, and never without somebody who can let others in."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import OfficerStatus, Permission, Role
from screening.operations import officers
from screening.operations.officers import OfficerEntry
from screening.operations.session import (
    Session,
    needs_recovery_key,
    renew_recovery_key,
    unlock,
    unlock_with_recovery_key,
)
from screening.store import schema
from screening.store.attempts import AttemptLog
from screening.store.audit import AuditAction
from screening.store.check import check_vault
from screening.store.header import HEADER_FILE, read_header
from screening.store.officers import TRIES_WHILE_OPEN, add
from tests.store.vaults import LIMITS, OFFICER, PASSPHRASE

from .talks import create_session, now, open_session, open_talk

SECOND, OTHER, NEW = "lantern copper walnut seventy", "harbour violin cactus eleven", "pebble oyster ribbon forty"


def opened(folder: Path, code: str, passphrase: str) -> Session:
    return unlock(folder, code, passphrase, floor=LIMITS, now=now)


def refused(action: Callable[[], object]) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        action()
    return caught.value.problem


def entry(session: Session, code: str) -> OfficerEntry:
    return next(each for each in officers.list_officers(session) if each.code == code)


def actions(session: Session) -> list[str]:
    query = select(schema.audit.c.action).order_by(schema.audit.c.seq)
    return [row.action for row in session.vault.database.rows(query)]


def sound(session: Session) -> bool:
    return check_vault(session.vault, LIMITS) == []


@pytest.fixture
def two(session: Session) -> Session:
    """A vault with an officer beside the administrator who has it open."""
    officers.add_officer(session, "B2", Role.OFFICER, SECOND)
    return session


def test_whoever_made_the_vault_has_opened_it(tmp_path: Path) -> None:
    session = create_session(tmp_path / "new")
    assert entry(session, OFFICER).last_opened_utc == now()
    session.close()


def test_an_added_officer_opens_the_vault_and_is_asked_for_an_own_passphrase(two: Session, folder: Path) -> None:
    found = entry(two, "B2")
    assert (found.role, found.status, found.myself, found.last_opened_utc) == (
        Role.OFFICER,
        OfficerStatus.ACTIVE,
        False,
        "",
    )
    assert found.must_change
    mine = entry(two, OFFICER)
    assert mine.myself
    assert mine.last_opened_utc
    assert sound(two)
    two.close()
    second = opened(folder, "b2", SECOND)
    assert second.vault.officer.must_change
    assert second.vault.officer.role is Role.OFFICER
    assert entry(second, "B2").last_opened_utc
    officers.change_own_passphrase(second, SECOND, OTHER)
    assert not entry(second, "B2").must_change
    second.close()
    assert refused(lambda: opened(folder, "B2", SECOND)) is Problem.CANNOT_UNLOCK
    again = opened(folder, "B2", OTHER)
    assert not entry(again, "B2").must_change
    assert sound(again)
    again.close()


def test_a_code_is_taken_whatever_its_case(two: Session) -> None:
    for code in ("b2", "B2", OFFICER.lower(), "recovery-key", "Recovery-Key-2"):
        add = partial(officers.add_officer, two, code, Role.OFFICER, OTHER)
        assert refused(add) is Problem.OFFICER_CODE_TAKEN
    assert refused(lambda: officers.add_officer(two, "ü", Role.OFFICER, OTHER)) is Problem.OFFICER_CODE_INVALID
    assert refused(lambda: officers.add_officer(two, "C3", Role.OFFICER, "short")) is Problem.PASSPHRASE_TOO_SHORT
    assert refused(lambda: officers.add_officer(two, "C3", Role.RECOVERY, OTHER)) is Problem.NOT_ALLOWED
    renamed = partial(officers.rename_officer, two, entry(two, "B2").id, OFFICER)
    assert refused(renamed) is Problem.OFFICER_CODE_TAKEN
    assert len(officers.list_officers(two)) == 2


def test_a_renamed_officer_opens_with_the_new_code_and_the_same_passphrase(two: Session, folder: Path) -> None:
    officers.rename_officer(two, entry(two, "B2").id, "b2")
    officers.rename_officer(two, entry(two, "b2").id, "C3")
    officers.rename_officer(two, entry(two, OFFICER).id, "A9")
    assert two.vault.officer.code == "A9"
    assert sound(two)
    two.close()
    assert refused(lambda: opened(folder, "B2", SECOND)) is Problem.CANNOT_UNLOCK
    opened(folder, "C3", SECOND).close()
    opened(folder, "A9", PASSPHRASE).close()


def test_a_role_is_changed_without_the_officers_passphrase(two: Session, folder: Path) -> None:
    officers.change_role(two, entry(two, "B2").id, Role.SUPERVISOR)
    two.close()
    second = opened(folder, "B2", SECOND)
    assert second.allows(Permission.READ_AUDIT)
    assert not second.allows(Permission.MANAGE_OFFICERS)
    assert sound(second)
    second.close()


def test_a_disabled_officer_is_kept_out_until_enabled_again(two: Session, folder: Path) -> None:
    officers.disable_officer(two, entry(two, "B2").id)
    assert entry(two, "B2").status is OfficerStatus.DISABLED
    assert sound(two)
    assert refused(lambda: officers.prove_officer(two, "B2", SECOND)) is Problem.CANNOT_UNLOCK
    two.close()
    assert refused(lambda: opened(folder, "B2", SECOND)) is Problem.CANNOT_UNLOCK
    again = open_session(folder)
    officers.enable_officer(again, again.vault.header.slots[1].officer_id)
    again.close()
    opened(folder, "B2", SECOND).close()


def test_an_officer_disabled_while_the_key_changed_opens_once_enabled(two: Session, folder: Path) -> None:
    officers.disable_officer(two, entry(two, "B2").id)
    officers.rotate_vault_key(two)
    officers.rotate_vault_key(two)
    officers.enable_officer(two, entry(two, "B2").id)
    two.close()
    opened(folder, "B2", SECOND).close()


def test_after_a_revocation_the_others_open_with_what_they_have_and_the_revoked_do_not(
    two: Session, folder: Path, tmp_path: Path
) -> None:
    officers.add_officer(two, "C3", Role.ADMINISTRATOR, OTHER)
    talk = open_talk(two)
    case_id = talk.record.id
    before = tmp_path / "before.json"
    shutil.copy(folder / HEADER_FILE, before)
    officers.revoke_officer(two, entry(two, "B2").id)
    assert [each.code for each in officers.list_officers(two)] == [OFFICER, "C3"]
    assert sound(two)
    two.vault.audit.verify()
    two.close()
    assert refused(lambda: opened(folder, "B2", SECOND)) is Problem.CANNOT_UNLOCK
    for code, passphrase in ((OFFICER, PASSPHRASE), ("C3", OTHER), (OFFICER, PASSPHRASE), ("C3", OTHER)):
        session = opened(folder, code, passphrase)
        assert session.vault.cases.load(case_id).id == case_id
        assert sound(session)
        session.close()
    # The header of before, which still lets the revoked officer in, is refused and changes nothing.
    shutil.copy(before, folder / HEADER_FILE)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    for code, passphrase in (("B2", SECOND), ("C3", OTHER)):
        assert refused(partial(opened, folder, code, passphrase)) is Problem.GENERATION_MISMATCH
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files


def test_a_revoked_officers_code_can_be_given_to_somebody_else(two: Session, folder: Path) -> None:
    officers.revoke_officer(two, entry(two, "B2").id)
    officers.add_officer(two, "B2", Role.OFFICER, OTHER)
    assert sound(two)
    two.close()
    opened(folder, "B2", OTHER).close()


def test_nobody_takes_away_the_last_administrator_or_themselves(two: Session, folder: Path) -> None:
    mine, other = entry(two, OFFICER).id, entry(two, "B2").id
    for action in (officers.revoke_officer, officers.disable_officer):
        assert refused(partial(action, two, mine)) is Problem.NOT_YOURSELF
        assert refused(partial(action, two, "nobody")) is Problem.OFFICER_MISSING
    assert refused(lambda: officers.set_passphrase(two, mine, OTHER)) is Problem.NOT_YOURSELF
    assert refused(lambda: officers.change_role(two, mine, Role.OFFICER)) is Problem.LAST_ADMINISTRATOR
    officers.change_role(two, other, Role.ADMINISTRATOR)
    officers.disable_officer(two, other)
    assert refused(lambda: officers.change_role(two, mine, Role.OFFICER)) is Problem.LAST_ADMINISTRATOR
    officers.enable_officer(two, other)
    officers.change_role(two, mine, Role.OFFICER)
    assert two.vault.officer.role is Role.OFFICER
    assert refused(lambda: officers.revoke_officer(two, other)) is Problem.NOT_ALLOWED


def test_an_officer_who_forgot_gets_a_new_passphrase_and_what_they_signed_still_holds(
    two: Session, folder: Path
) -> None:
    two.close()
    second = opened(folder, "B2", SECOND)
    case_id = open_talk(second).record.id
    second.close()
    first = open_session(folder)
    former = entry(first, "B2").id
    officers.set_passphrase(first, former, OTHER)
    assert entry(first, "B2").id != former
    assert entry(first, "B2").must_change
    first.vault.audit.verify()
    assert sound(first)
    assert AuditAction.PASSPHRASE_SET in actions(first)
    first.close()
    assert refused(lambda: opened(folder, "B2", SECOND)) is Problem.CANNOT_UNLOCK
    second = opened(folder, "B2", OTHER)
    assert second.vault.officer.must_change
    assert second.vault.cases.load(case_id).id == case_id
    second.close()


def test_the_own_passphrase_is_changed_with_the_one_of_now_alone(session: Session, folder: Path) -> None:
    change = officers.change_own_passphrase
    assert refused(lambda: change(session, "wrong" * 5, NEW)) is Problem.OWN_PASSPHRASE_WRONG
    assert refused(lambda: change(session, PASSPHRASE, PASSPHRASE)) is Problem.PASSPHRASE_NOT_NEW
    assert refused(lambda: change(session, PASSPHRASE, "weak")) is Problem.PASSPHRASE_TOO_SHORT
    assert refused(lambda: change(session, PASSPHRASE, NEW * 100)) is Problem.PASSPHRASE_TOO_LONG
    change(session, PASSPHRASE, NEW, rotate=True)
    assert AuditAction.PASSPHRASE_CHANGED in actions(session)
    assert AuditAction.VAULT_KEY_ROTATED in actions(session)
    change(session, NEW, OTHER)
    session.close()
    assert refused(lambda: open_session(folder)) is Problem.CANNOT_UNLOCK
    again = opened(folder, OFFICER, OTHER)
    assert sound(again)
    again.close()


@pytest.mark.parametrize(
    "passphrase",
    ["pebble oyster " * 71 + "ribbon", "🌵🎻🦀🧭🪁🥁🧩🪂🛶🧲🪜🧵🫖🪗🦔🎯", "Žluťoučký kůň pěl ďábelské ódy včera"],
    ids=["1,000 characters", "emoji", "accents"],
)
def test_long_passphrases_emoji_and_accents_open_the_vault_however_they_are_typed(
    session: Session, folder: Path, passphrase: str
) -> None:
    officers.add_officer(session, "B2", Role.OFFICER, passphrase)
    session.close()
    for form in ("NFC", "NFD"):
        opened(folder, "B2", unicodedata.normalize(form, passphrase)).close()
    assert refused(lambda: opened(folder, "B2", passphrase[:-1])) is Problem.CANNOT_UNLOCK
    assert refused(lambda: opened(folder, "B2", passphrase * 2000)) is Problem.CANNOT_UNLOCK
    again = opened(folder, "B2", passphrase)
    decomposed = unicodedata.normalize("NFD", passphrase)
    same = partial(officers.change_own_passphrase, again, passphrase, decomposed)
    assert refused(same) is Problem.PASSPHRASE_NOT_NEW
    again.close()


def test_guessing_in_an_open_vault_is_counted(session: Session) -> None:
    for _ in range(3):
        refused(lambda: officers.change_own_passphrase(session, "wrong" * 5, NEW))
    assert refused(lambda: officers.change_own_passphrase(session, PASSPHRASE, NEW)) is Problem.WAIT_BEFORE_RETRY


def test_ones_own_passphrase_takes_no_guess_at_a_colleagues_back(two: Session) -> None:
    before = actions(two).count("unlock_failed")
    for _ in range(3):
        assert refused(lambda: officers.prove_officer(two, "B2", OTHER)) is Problem.CANNOT_UNLOCK
    own = partial(officers.change_own_passphrase, two, PASSPHRASE, PASSPHRASE)
    assert refused(own) is Problem.PASSPHRASE_NOT_NEW
    assert refused(lambda: officers.prove_officer(two, "B2", OTHER)) is Problem.WAIT_BEFORE_RETRY
    assert actions(two).count("unlock_failed") == before + 3
    assert sound(two)


def test_a_passphrase_that_somebody_else_chose_is_no_agreement(two: Session, folder: Path) -> None:
    assert refused(lambda: officers.prove_officer(two, "B2", SECOND)) is Problem.PASSPHRASE_NOT_THEIRS
    two.close()
    second = opened(folder, "B2", SECOND)
    officers.change_own_passphrase(second, SECOND, OTHER)
    second.close()
    again = open_session(folder)
    assert officers.prove_officer(again, "B2", OTHER).code == "B2"
    officers.set_passphrase(again, entry(again, "B2").id, NEW)
    assert refused(lambda: officers.prove_officer(again, "B2", NEW)) is Problem.PASSPHRASE_NOT_THEIRS
    again.close()


def test_a_second_officer_proves_who_they_are_and_not_oneself(session: Session) -> None:
    two = session
    add(two.vault, "B2", Role.OFFICER, SECOND, must_change=False)
    assert officers.prove_officer(two, " b2", SECOND).code == "B2"
    assert refused(lambda: officers.prove_officer(two, OFFICER, PASSPHRASE)) is Problem.NOT_YOURSELF
    assert refused(lambda: officers.prove_officer(two, "B2", OTHER)) is Problem.CANNOT_UNLOCK
    assert refused(lambda: officers.prove_officer(two, "Z9", SECOND)) is Problem.CANNOT_UNLOCK


def test_what_the_role_does_not_allow_is_refused_and_changes_nothing(two: Session, folder: Path) -> None:
    two.close()
    second = opened(folder, "B2", SECOND)
    mine, other = entry(second, "B2").id, entry(second, OFFICER).id
    key = officers.list_recovery_keys(second)[0].id
    before = read_header(folder, LIMITS)
    for action in (
        lambda: officers.add_officer(second, "C3", Role.OFFICER, OTHER),
        lambda: officers.rename_officer(second, mine, "C3"),
        lambda: officers.change_role(second, mine, Role.ADMINISTRATOR),
        lambda: officers.set_passphrase(second, other, OTHER),
        lambda: officers.disable_officer(second, other),
        lambda: officers.enable_officer(second, other),
        lambda: officers.revoke_officer(second, other),
        lambda: officers.rotate_vault_key(second),
        lambda: officers.add_recovery_key(second),
        lambda: officers.confirm_recovery_key(second, key),
        lambda: officers.remove_recovery_key(second, key),
        lambda: officers.try_recovery_key(second, "A"),
    ):
        assert refused(action) is Problem.NOT_ALLOWED
    assert read_header(folder, LIMITS) == before
    assert not needs_recovery_key(second)
    second.close()


# recovery keys


def test_a_further_recovery_key_is_tried_used_and_taken_out(session: Session, folder: Path) -> None:
    officers.confirm_recovery_key(session, officers.list_recovery_keys(session)[0].id)
    added, written = officers.add_recovery_key(session)
    assert (added.number, added.confirmed, added.last_tried_utc) == (2, False, "")
    assert refused(lambda: officers.try_recovery_key(session, written[:-2])) is Problem.RECOVERY_KEY_REFUSED
    tried = officers.try_recovery_key(session, written.lower().replace("-", " "))
    assert (tried.id, tried.confirmed, bool(tried.last_tried_utc)) == (added.id, True, True)
    assert actions(session)[-1] == AuditAction.RECOVERY_KEY_TRIED
    assert sound(session)
    officers.rotate_vault_key(session)
    officers.try_recovery_key(session, written)
    session.close()
    recovered = unlock_with_recovery_key(folder, written, floor=LIMITS, now=now)
    first, second = officers.list_recovery_keys(recovered)
    assert recovered.allows(Permission.MANAGE_OFFICERS)
    officers.set_passphrase(recovered, entry(recovered, OFFICER).id, NEW)
    assert refused(lambda: officers.change_own_passphrase(recovered, NEW, OTHER)) is Problem.OFFICER_MISSING
    officers.remove_recovery_key(recovered, first.id)
    assert refused(lambda: officers.remove_recovery_key(recovered, second.id)) is Problem.LAST_RECOVERY_KEY
    assert refused(lambda: officers.remove_recovery_key(recovered, first.id)) is Problem.RECOVERY_KEY_MISSING
    third, _written = officers.add_recovery_key(recovered)
    assert third.number == 3
    assert sound(recovered)
    recovered.close()
    again = opened(folder, OFFICER, NEW)
    assert sound(again)
    again.close()


def test_the_last_confirmed_recovery_key_stays(session: Session) -> None:
    first = officers.list_recovery_keys(session)[0]
    officers.confirm_recovery_key(session, first.id)
    added, _written = officers.add_recovery_key(session)
    assert refused(lambda: officers.remove_recovery_key(session, first.id)) is Problem.LAST_RECOVERY_KEY
    officers.confirm_recovery_key(session, added.id)
    officers.remove_recovery_key(session, first.id)
    assert [each.id for each in officers.list_recovery_keys(session)] == [added.id]
    assert session.vault.recovery_key_confirmed


def test_a_recovery_key_that_was_taken_out_opens_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    session = create_session(folder)
    written = session.vault.renew_recovery_key()
    gone = officers.list_recovery_keys(session)[0]
    officers.confirm_recovery_key(session, gone.id)
    kept, _text = officers.add_recovery_key(session)
    officers.confirm_recovery_key(session, kept.id)
    shutil.copy(folder / HEADER_FILE, tmp_path / "before.json")
    officers.remove_recovery_key(session, gone.id)
    assert refused(lambda: officers.try_recovery_key(session, written)) is Problem.RECOVERY_KEY_REFUSED
    session.close()
    recover = partial(unlock_with_recovery_key, folder, written, floor=LIMITS, now=now)
    assert refused(recover) is Problem.CANNOT_UNLOCK
    shutil.copy(tmp_path / "before.json", folder / HEADER_FILE)
    assert refused(recover) is Problem.GENERATION_MISMATCH


def test_whoever_opened_the_vault_shows_that_it_is_them(session: Session) -> None:
    before = actions(session)
    officers.prove_myself(session, PASSPHRASE)
    assert actions(session) == before
    assert refused(lambda: officers.prove_myself(session, SECOND)) is Problem.CANNOT_UNLOCK
    assert actions(session)[-1] == AuditAction.UNLOCK_FAILED
    assert AttemptLog(session.vault.folder).failures() == 1
    officers.prove_myself(session, PASSPHRASE)
    assert AttemptLog(session.vault.folder).failures() == 0


def test_a_colleagues_passphrase_does_not_show_that(two: Session) -> None:
    assert refused(lambda: officers.prove_myself(two, SECOND)) is Problem.CANNOT_UNLOCK


def test_guessing_at_an_open_vault_leaves_tries_for_opening_it(session: Session, folder: Path) -> None:
    hour = 0

    def later() -> str:
        nonlocal hour
        hour += 1
        return f"2026-11-{1 + hour // 24:02}T{hour % 24:02}:00:00Z"

    session.now = later
    for _ in range(TRIES_WHILE_OPEN):
        assert refused(lambda: officers.prove_myself(session, SECOND)) is Problem.CANNOT_UNLOCK
    for _ in range(3):
        assert refused(lambda: officers.prove_myself(session, PASSPHRASE)) is Problem.TOO_MANY_ATTEMPTS
    assert AttemptLog(session.vault.folder).failures() == TRIES_WHILE_OPEN
    session.close()
    again = unlock(folder, OFFICER, PASSPHRASE, floor=LIMITS, now=later)
    officers.prove_myself(again, PASSPHRASE)
    again.close()


def test_a_recovery_key_has_no_passphrase_to_show(session: Session, folder: Path) -> None:
    key = renew_recovery_key(session)
    session.close()
    again = unlock_with_recovery_key(folder, key, floor=LIMITS, now=now)
    assert refused(lambda: officers.prove_myself(again, PASSPHRASE)) is Problem.OFFICER_MISSING
    again.close()
